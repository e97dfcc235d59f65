"""What a person judges of two positions: the later is what became of the earlier, or it is not.

A judgement is a statement of the act *context* under the rule ``person``, whose content is
``{"kind": "pairing", "earlier", "later", "same", "ground", "by"}`` with the identities of both
positions. It goes before what the matcher finds. The last word on a pair counts; undoing it
leaves the matcher's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from inzet.meetings import every
from inzet.record import Filter, Reader, Record, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, Withdrawal
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.markings import INTERNAL, PUBLIC

KIND = "pairing"


@dataclass(frozen=True, slots=True)
class Pairing:
    """A judgement of two positions that stands."""

    earlier: str
    later: str
    same: bool
    """Whether the later is what became of the earlier."""
    organisation: str
    """Name of the organisation that judged."""
    row: StatementRow


class Pairings:
    """The judgements of pairs in a view. Those count that the reader's own organisation made, or
    one of those in whose record a position stands."""

    def __init__(self, view: View) -> None:
        rows = [
            row
            for row in every(view, Filter(act=Act.CONTEXT, rule=PERSON))
            if row.content.get("kind") == KIND
        ]
        self._reader = view.reader.name
        self._found: dict[frozenset[str], list[Pairing]] = {}
        for row in sorted(rows, key=lambda each: (each.arrived, each.entry)):
            one, other = str(row.content.get("earlier")), str(row.content.get("later"))
            pairing = Pairing(one, other, row.content.get("same") is True, row.organisation, row)
            self._found.setdefault(frozenset((one, other)), []).append(pairing)

    def of(self, one: StatementRow, other: StatementRow) -> Pairing | None:
        """The last judgement of a pair that counts, whichever of the two is the earlier."""
        found = self._found.get(frozenset((one.identity, other.identity)), ())
        whose = {self._reader, one.organisation, other.organisation}
        counting = [each for each in found if each.organisation in whose]
        return counting[-1] if counting else None

    def pairs(self) -> list[tuple[str, str]]:
        """Identities of the pairs that somebody judged of."""
        return [(found[-1].earlier, found[-1].later) for found in self._found.values()]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the entry, and the marking that says who may see it."""

    entry: str
    marking: str


def pair(
    record: Record,
    reader: Reader,
    earlier: str,
    later: str,
    *,
    same: bool,
    by: str,
    ground: str = "",
) -> Written:
    """Judge that a later position is what became of an earlier one, or that it is not.

    Args:
        earlier, later: identities of two positions, or unique beginnings of them.

    Raises:
        NotFound: this reader sees no such statement.
        UnknownValue: one is no position, or both stand in one paper.
        InputError: the reader is not this record's organisation.
    """
    view = _own_view(record, reader)
    one, other = _positions(view, earlier, later)
    today = dt.date.today().isoformat()
    verdict = "became" if same else "did not become"
    words = f"A position of {one.said or 'no day'} {verdict} one of {other.said or 'no day'}."
    statement = Statement(
        identity=_identity(record, one, other),
        act=Act.CONTEXT,
        said=today,
        quote=ground or words,
        citation=OutsideCitation(identifier="judgement", date=today, says=ground),
        content={
            "kind": KIND,
            "earlier": one.identity,
            "later": other.identity,
            "same": same,
            "ground": ground,
            "by": by,
        },
        rule=PERSON,
    )
    marking = _narrower(record, one.marking, other.marking)
    with record.batch(marking) as batch:
        entry = batch.add(statement)
    return Written(entry, marking)


def unpair(record: Record, reader: Reader, earlier: str, later: str, *, by: str) -> Written:
    """Take back what this organisation judged of a pair; the matcher's word counts again.

    Raises:
        NotFound: no such statement, or nothing was judged of the two.
        UnknownValue: one is no position, or both stand in one paper.
        InputError: the reader is not this record's organisation.
    """
    view = _own_view(record, reader)
    one, other = _positions(view, earlier, later)
    judged = Pairings(view).of(one, other)
    if judged is None or judged.organisation != record.organisation.name:
        raise NotFound(
            "there is nothing to undo",
            where=f"{one.identity[:12]} {other.identity[:12]}",
            fix="Nobody here judged of these two, or that was undone before.",
        )
    body = Withdrawal(target=judged.row.entry, said=str(judged.row.said), by=by, ground="undone")
    with record.batch(judged.row.marking) as batch:
        entry = batch.add(body)
    return Written(entry, judged.row.marking)


def _own_view(record: Record, reader: Reader) -> View:
    if reader != record.reader():
        raise InputError(
            "only the record's own organisation judges of positions",
            where=reader.name,
            fix="Leave the choice of another reader away.",
        )
    return record.view(reader)


def _positions(view: View, earlier: str, later: str) -> tuple[StatementRow, StatementRow]:
    one, other = view.statement(earlier), view.statement(later)
    for row in (one, other):
        if row.act != Act.POSITION:
            raise UnknownValue(
                f"this is a {row.act}, not a position",
                where=row.identity[:12],
                fix="inzet changes shows the ids of the positions it compares.",
            )
    if one.paper is not None and other.paper is not None and one.paper.id == other.paper.id:
        raise UnknownValue(
            "both stand in one paper",
            where=f"{one.identity[:12]} {other.identity[:12]}",
            fix="Positions are compared between two papers.",
        )
    return one, other


def _identity(record: Record, one: StatementRow, other: StatementRow) -> str:
    """One for each pair and organisation under each marking: the last word takes its place."""
    pair_ = sorted((one.identity, other.identity))
    marking = _narrower(record, one.marking, other.marking)
    return content_id([KIND, *pair_, record.organisation.id, marking])


def _narrower(record: Record, one: str, other: str) -> str:
    """Where only those see it who may see both positions."""
    known = {PUBLIC, INTERNAL, *record.audiences()}
    wanted = one if one == other or other == PUBLIC else other if one == PUBLIC else INTERNAL
    return wanted if wanted in known else INTERNAL
