"""Which statements people built on: judged, cited, corrected. Those no machine puts aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from inzet.meetings import every
from inzet.record import Filter, View
from inzet.vocabulary.judgements import PERSON

_IDENTITY = re.compile(r"[0-9a-f]{64}\Z")


def used(view: View) -> frozenset[str]:
    """Identities (and entry ids) that what people wrote refers to."""
    rows = every(view, Filter(method=PERSON))
    return frozenset(each for row in rows for each in _named(row.content))


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if _IDENTITY.match(value):
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _named(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _named(inner)
