"""What differs between two versions of one statement, as people correct it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from inzet.record import HistoryRow, StatementRow

_FIELDS = ("act", "party", "holder", "meeting", "valid_from", "valid_to")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Differs:
    """One thing of a statement that was put right."""

    name: str
    """act, party, holder, dossiers, meeting, quote, valid_from, valid_to; or one in its content."""
    before: str
    after: str


def differing(before: StatementRow, after: StatementRow) -> tuple[Differs, ...]:
    """What differs, the most telling first; of a content with very much in it not all."""
    return tuple(_differing(before, after))[:_MOST]


def _differing(before: StatementRow, after: StatementRow) -> Iterator[Differs]:
    if before.quote != after.quote:
        yield Differs("quote", before.quote, after.quote)
    for name in _FIELDS:
        one, other = (str(getattr(each, name) or "") for each in (before, after))
        if one != other:
            yield Differs(name, one, other)
    if before.dossiers != after.dossiers:
        yield Differs("dossiers", ", ".join(before.dossiers), ", ".join(after.dossiers))
    was, now = dict(_flat("", before.content)), dict(_flat("", after.content))
    for name in sorted({*was, *now}):
        if was.get(name) != now.get(name):
            yield Differs(name, was.get(name, ""), now.get(name, ""))


def version_before(row: StatementRow, history: Sequence[HistoryRow]) -> StatementRow | None:
    """The version that a corrected statement had before its current one; None where there is none.

    Args:
        history: of the statement, as the view of whoever asks tells it.
    """
    told = [each for each in history if each.quote is not None]
    place = next((n for n, each in enumerate(told) if each.entry == row.entry), 0)
    if not place:
        return None
    was = told[place - 1]
    return msgspec.structs.replace(
        row,
        entry=was.entry,
        act=was.act or row.act,
        quote=was.quote or row.quote,
        content=was.content or {},
        party=was.party,
        holder=was.holder,
        dossiers=was.dossiers,
        arrived=was.arrived,
    )


def _flat(prefix: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{prefix}.{key}" if prefix else str(key), inner)
    elif isinstance(value, str | int):
        yield prefix, str(value)
    elif value:
        yield prefix, json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
