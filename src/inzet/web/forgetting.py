"""Where something was erased, its words go from the memory of this program too.

Functions that are asked the same often keep their last answers (`functools.lru_cache`), and with
them words of papers: the roots that were compared, the blocks of a text. What ships with Inzet is
kept without bound or once, what is asked of it within a bound; so whatever has a bound is emptied.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from typing import Any

from inzet.reading.guard import pool

_OURS = "inzet"


def forget_words() -> None:
    """Empties every bounded cache of this program, and lets workers go who read papers."""
    for each in bounded():
        each.cache_clear()
    if pool.shared.cache_info().currsize:
        pool.shared().renew()


def bounded() -> Iterator[Any]:
    """The functions of this program that keep more than one of their last answers, within a
    bound."""
    for name, module in sorted(sys.modules.items()):
        if name.partition(".")[0] != _OURS:
            continue
        own = [each for each in vars(module).values() if inspect.isclass(each)]
        for holder in (module, *(each for each in own if each.__module__ == name)):
            for found in list(vars(holder).values()):
                told = getattr(found, "cache_parameters", None)
                if callable(told) and (told()["maxsize"] or 0) > 1:
                    yield found
