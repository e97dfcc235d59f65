"""Many decisions in one go, such as on everything that one rule read; and undoing them together."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inzet.reading.meanwhile import JudgedMeanwhile, unless_judged
from inzet.reading.review import CONFIRMED, REJECTED, own_view, verdict_on
from inzet.vocabulary.entries import Withdrawal
from inzet.vocabulary.errors import NotFound, UnknownValue

if TYPE_CHECKING:
    from inzet.record import DecisionRow, Reader, Record, StatementRow

_TOKEN_BYTES = 4
LIMIT = 500
"""Statements that are judged in one go."""


@dataclass(frozen=True, slots=True)
class Together:
    """What was decided in one go.

    Attributes:
        group: what the notes of its entries bear; names it when it is undone.
        done: how many statements were judged.
        left: those that somebody judged meanwhile, as they were not overwritten.
    """

    group: str
    done: int
    left: tuple[JudgedMeanwhile, ...]


def decide(
    record: Record, reader: Reader, chosen: Mapping[str, str], verdict: str, *, by: str
) -> Together:
    """Confirms or rejects many statements; what somebody judged meanwhile is left as it is.

    Args:
        chosen: identities, each with the last thing that was known of it ("" does not ask).
        verdict: confirmed or rejected.

    Raises:
        UnknownValue: another verdict, nothing chosen, or more than `LIMIT`.
        NotFound: this reader sees no such statement.
        InputError: the reader is not this node's organisation.
    """
    if verdict not in (CONFIRMED, REJECTED):
        raise UnknownValue(f"“{verdict}” is not a verdict", fix=f"Use {CONFIRMED} or {REJECTED}.")
    if not 0 < len(chosen) <= LIMIT:
        raise UnknownValue(
            f"{len(chosen)} statements were chosen", fix=f"Choose 1 to {LIMIT} at once."
        )
    group = f"#{secrets.token_hex(_TOKEN_BYTES)}"
    left: list[JudgedMeanwhile] = []
    done = 0
    for marking, rows in _by_marking(record, reader, chosen, left).items():
        with record.batch(marking) as batch:
            view = own_view(record, reader)
            for row in rows:
                try:
                    unless_judged(view, row.identity, chosen[row.identity])
                except JudgedMeanwhile as judged:
                    left.append(judged)
                    continue
                batch.add(verdict_on(row, verdict, by, group))
                done += 1
    return Together(group, done, tuple(left))


def undo(record: Record, reader: Reader, group: str, *, by: str) -> int:
    """Takes back what a person decided in one go, or one thing by its entry; how many it were.

    Raises:
        NotFound: nothing of that name stands that this person did lately.
        InputError: the reader is not this node's organisation.
    """
    view = own_view(record, reader)
    lately = view.decisions(by, record.organisation.name, limit=LIMIT)
    found = [each for each in lately if group and each.group == group]
    if not found:
        raise NotFound(
            "there is nothing to undo",
            where=group[:12],
            fix="It was undone before, or is long ago: its statement's history undoes it too.",
        )
    for marking, rows in _grouped(found).items():
        with record.batch(marking) as batch:
            for row in rows:
                batch.add(Withdrawal(target=row.entry, said=row.said, by=by, ground="undone"))
    return len(found)


def _by_marking(
    record: Record, reader: Reader, chosen: Mapping[str, str], left: list[JudgedMeanwhile]
) -> dict[str, list[StatementRow]]:
    view = own_view(record, reader)
    found: dict[str, list[StatementRow]] = defaultdict(list)
    for identity, seen in chosen.items():
        try:
            row = view.statement(identity)
        except NotFound:
            try:
                # Somebody rejected it meanwhile: that is told, not refused.
                unless_judged(view, identity, seen)
            except JudgedMeanwhile as judged:
                left.append(judged)
                continue
            raise
        found[row.marking].append(row)
    return found


def _grouped(rows: Iterable[DecisionRow]) -> dict[str, list[DecisionRow]]:
    found: dict[str, list[DecisionRow]] = defaultdict(list)
    for row in rows:
        found[row.marking].append(row)
    return found
