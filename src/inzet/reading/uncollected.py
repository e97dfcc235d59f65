"""Without the collector of cycles, while something is made that has next to none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector, until the end of the block: it would walk over every word and every
    mention again and again, a fifth of the time of a PDF's words and a thirtieth of a reading's."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
