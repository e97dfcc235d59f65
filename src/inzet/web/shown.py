"""Which marked papers and statements stand in what a page shows: for the audit."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

import msgspec

from inzet.record import ObjectRow, PaperRow, StatementRow, View
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.markings import PUBLIC

_PLAIN = (str, bytes, int, float, Decimal, dt.date, dt.timedelta, Enum, type(None))


def marked(data: Any) -> list[str]:
    """Ids of the papers and statements in ``data`` that are not public, each once.

    ``data`` is anything that a page rests on: rows, and lists, mappings, structs and dataclasses
    of them; or what says itself, by ``audited()``, which of them it shows.
    """
    return list(dict.fromkeys(_marked(data)))


_PAPER = re.compile(rb"/papers/([0-9a-f]{10,64})")
_STATEMENT = re.compile(rb"(?<!papers/)(?<![0-9a-f])([0-9a-f]{64})(?![0-9a-f])")
_ID = re.compile("[0-9a-f]{64}")
_MOST = 200


def marked_in(text: bytes, view: View, *, papers_alone: bool = False) -> list[str]:
    """Ids of what is not public among the papers and statements that a text names.

    Papers are known by their address, statements by their whole identity.
    """
    # A calendar breaks its lines wherever they are long.
    whole = text.replace(b"\r\n ", b"")
    found: list[Any] = []
    for name in list(dict.fromkeys(_PAPER.findall(whole)))[:_MOST]:
        with contextlib.suppress(NotFound):
            found.append(view.paper(name.decode()))
    if not papers_alone:
        for name in list(dict.fromkeys(_STATEMENT.findall(whole)))[:_MOST]:
            with contextlib.suppress(NotFound):
                found.append(view.statement(name.decode()))
    return marked(found)


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
        if (told := getattr(value, "audited", None)) is not None:
            own = list(told())
            yield from own
            yield from _named_in(value) if own else ()
            continue
        marking = getattr(value, "marking", None)
        if isinstance(marking, str) and marking != PUBLIC:
            yield from _ids(value)
            yield from _named_in(value)
        # Within a row stand its source and what was read, which bear no marking of their own.
        if not isinstance(value, StatementRow | PaperRow | ObjectRow):
            waiting.extend(_within(value))


def _named_in(value: Any) -> Iterator[str]:
    """What the content of something marked names: nothing that is more widely released."""
    content = getattr(value, "content", None)
    for each in content.values() if isinstance(content, Mapping) else ():
        if isinstance(each, str) and _ID.fullmatch(each):
            yield each


def _ids(value: Any) -> Iterator[str]:
    """Of a row, or of what a draft or a program is told of one."""
    own: dict[type, tuple[str, ...]] = {PaperRow: ("id",), ObjectRow: ("entry",)}
    names = own.get(type(value), ("identity", "statement"))
    found = [getattr(value, name, None) for name in names]
    if not any(found):
        # A feed has a marking too, and is nothing that is read.
        return
    paper = getattr(value, "paper", None)
    found.append(paper if isinstance(paper, str) else getattr(paper, "id", None))
    yield from (each for each in found if isinstance(each, str))


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
