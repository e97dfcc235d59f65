"""Which marked papers and statements stand in what a page shows: for the audit."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

import msgspec

from inzet.record import PaperRow, StatementRow
from inzet.vocabulary.markings import PUBLIC

_PLAIN = (str, bytes, int, float, Decimal, dt.date, dt.timedelta, Enum, type(None))


def marked(data: Any) -> list[str]:
    """Ids of the papers and statements in ``data`` that are not public, each once.

    ``data`` is anything that a page rests on: rows, and lists, mappings, structs and dataclasses
    of them; or what says itself, by ``audited()``, which of them it shows.
    """
    return list(dict.fromkeys(_marked(data)))


def _marked(data: Any) -> Iterator[str]:
    waiting, met = [data], set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, _PLAIN):
            continue
        # What several rows share is looked at once; it lives as long as the page's data does.
        if id(value) in met:
            continue
        met.add(id(value))
        if isinstance(value, StatementRow):
            if value.marking != PUBLIC:
                yield value.identity
                if value.paper is not None:
                    yield value.paper.id
            continue
        if isinstance(value, PaperRow):
            if value.marking != PUBLIC:
                yield value.id
            continue
        if (told := getattr(value, "audited", None)) is not None:
            yield from told()
            continue
        waiting.extend(_within(value))


def _within(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    if isinstance(value, list | tuple | set | frozenset):
        return value
    return [getattr(value, name) for name in _fields(value.__class__)]


@cache
def _fields(kind: Hashable) -> tuple[str, ...]:
    assert isinstance(kind, type)
    if dataclasses.is_dataclass(kind):
        return tuple(each.name for each in dataclasses.fields(kind))
    if issubclass(kind, msgspec.Struct):
        return kind.__struct_fields__
    return ()
