"""What deserves a second look first: what says otherwise than the record, what has a deadline,
and then what was read with the least certainty. Nobody needs to look at all of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from inzet.record import Filter, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.times import first_day, last_day

MACHINERY = frozenset({Act.CONTEXT, Act.PARTICIPATION, Act.REFERENCE})
"""Acts that make up pages; they are put right there, not one by one."""
DIFFERS, DEADLINE = "differs", "deadline"
_SOON = dt.timedelta(days=60)
"""A deadline as near as this, before or behind, makes a promise worth a look."""
_UNMEASURED = 0.5
_POOL = 60
"""Of each act, how many of the newest are put in order."""
_BESIDE = 200
"""With how many statements of its dossier one is compared."""
_DUE = ("due_before", "due_by", "due_on")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A statement that nobody has looked at.

    Attributes:
        why: differs or deadline; "" where only its certainty puts it where it stands.
        other: what says otherwise.
    """

    row: StatementRow
    why: str = ""
    other: StatementRow | None = None


def waiting(view: View, asked: Filter, *, on: dt.date) -> list[Waiting]:
    """What was read and not looked at, in the order in which it is worth a look.

    Args:
        asked: which; ``reviewed`` and ``method`` are set here. Without an act, those of
            `MACHINERY` are left out.
        on: the day by which deadlines are near.
    """
    return list(view.remembered(("waiting", asked, on), lambda: _waiting(view, asked, on)))


def _waiting(view: View, asked: Filter, on: dt.date) -> tuple[Waiting, ...]:
    wanted = msgspec.structs.replace(asked, reviewed=False, method="rule")
    acts = [asked.act] if asked.act else [str(act) for act in Act if act not in MACHINERY]
    rows: list[StatementRow] = []
    for act in acts:
        rows += view.statements(msgspec.structs.replace(wanted, act=act), limit=_POOL).items
    known: dict[tuple[str, str], tuple[StatementRow, ...]] = {}
    found = [_look(view, row, on, known) for row in rows]
    return tuple(sorted(found, key=_order))


def _order(each: Waiting) -> tuple[int, float, int, str]:
    rank = (DIFFERS, DEADLINE, "").index(each.why)
    said = each.row.said.toordinal() if each.row.said else 0
    return rank, certainty(each.row), -said, each.row.identity


def certainty(row: StatementRow) -> float:
    """How often readings of its rule are right at least; a half where that was not measured."""
    try:
        return float(row.precision) if row.precision else _UNMEASURED
    except ValueError:
        return _UNMEASURED


def _look(
    view: View,
    row: StatementRow,
    on: dt.date,
    known: dict[tuple[str, str], tuple[StatementRow, ...]],
) -> Waiting:
    if row.act == Act.COMMITMENT:
        due = next((str(row.content[key]) for key in _DUE if row.content.get(key)), "")
        near = due and abs(last_of(due, on) - on) <= _SOON
        return Waiting(row, DEADLINE) if near else Waiting(row)
    if row.act in (Act.FIGURE, Act.STATUS):
        for dossier in row.dossiers[:2]:
            key = dossier, str(row.act)
            if key not in known:
                page = view.statements(Filter(dossier=dossier, act=row.act), limit=_BESIDE)
                known[key] = page.items
            other = differing(row, known[key])
            if other is not None:
                return Waiting(row, DIFFERS, other)
    return Waiting(row)


def last_of(day: str, otherwise: dt.date) -> dt.date:
    """The last day of what may be a month or a year; another where it is no date at all."""
    try:
        return last_day(day)
    except (UnknownValue, ValueError):
        return otherwise + 2 * _SOON


def differing(row: StatementRow, others: Iterable[StatementRow]) -> StatementRow | None:
    """The first of some statements that says otherwise of the same thing; None where none does.

    Of figures: the same measure of the same party and year has another value. Of states: the
    same step of the same parties was taken on another day.
    """
    same, value = _thing(row)
    if same is None or not value:
        return None
    for other in others:
        if other.identity == row.identity or other.act != row.act:
            continue
        theirs, otherwise = _thing(other)
        if theirs == same and otherwise and not _agree(value, otherwise):
            return other
    return None


def _thing(row: StatementRow) -> tuple[Sequence[str] | None, str]:
    """What a statement tells a value of, and the value."""
    content = row.content
    if row.act == Act.FIGURE:
        if not (content.get("metric") and content.get("year")):
            return None, ""
        # A figure of an edition is another one than that of the next edition.
        keys = ("metric", "year", "unit", "edition")
        return (
            [row.party or "", *(str(content.get(key, "")) for key in keys)],
            _plain(str(content.get("value") or "")),
        )
    if not content.get("event"):
        return None, ""
    keys = ("event", "candidates", "by", "stage")
    return (
        [str(content.get(key, "")) for key in keys],
        str(content.get("when") or ""),
    )


def _plain(value: str) -> str:
    return value.rstrip("0").rstrip(".") if "." in value else value


def _agree(one: str, other: str) -> bool:
    """Whether two values are one, or one date is the other, said less precisely."""
    if one == other:
        return True
    if "-" not in one and "-" not in other:
        return False
    try:
        return first_day(one) <= last_day(other) and first_day(other) <= last_day(one)
    except (UnknownValue, ValueError):
        return False


__all__ = ["DEADLINE", "DIFFERS", "MACHINERY", "Waiting", "certainty", "differing", "waiting"]
