"""Positions through time: each wording beside the one that it came from.

Papers are taken in the order in which they were said. Of each the positions are compared with
every wording so far (``positions.compare``), so a line may skip papers that are silent on it, and
what returns to words of before is seen to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from inzet.changes.difference import READABLE, Step, kept_share
from inzet.changes.judging import Pairings
from inzet.changes.positions import Became, PositionChange, compare
from inzet.record import StatementRow
from inzet.vocabulary.acts import procedure_of

_REMEMBERED = 300
"""Wordings that a new paper is compared with: the last ones."""


@dataclass(frozen=True, slots=True)
class Told:
    """A position as one paper words it."""

    row: StatementRow
    became: Became
    """``new`` where none of the papers before says it; else what it is to the one before."""
    before: StatementRow | None
    """The wording it came from."""
    steps: tuple[Step, ...]
    """How it differs from that one."""
    part: bool = False
    judged: bool = False


def through_time(
    rows: Iterable[StatementRow], pairings: Pairings | None = None
) -> tuple[Told, ...]:
    """Positions in order of said, then as they stand in their paper, each with what it came from.

    Args:
        rows: positions, of any papers, in any order.
        pairings: what people judged of pairs, which goes before what is found.
    """
    told: list[Told] = []
    known: list[StatementRow] = []
    for _, some in groupby(sorted(rows, key=_order), key=_occasion):
        here = list(some)
        # Newest first: of wordings that fit equally well the last one is the one before.
        told += _found(known[::-1][:_REMEMBERED], here, pairings)
        known += here
    return tuple(told)


def _found(
    earlier: Sequence[StatementRow], here: Sequence[StatementRow], pairings: Pairings | None
) -> list[Told]:
    """Each position of a paper once: of several that it came from the likest stands before it."""
    by_row = {row.identity: Told(row, Became.NEW, None, ()) for row in here}
    best: dict[str, tuple[bool, bool, float]] = {}
    # What nobody files under one procedure is seldom one position, and each pair takes its time.
    procedures = dict.fromkeys(name for row in here for name in _procedures(row))
    for name in procedures:
        then = [row for row in earlier if name in _procedures(row)]
        now = [row for row in here if name in _procedures(row)]
        for each in compare(then, now, pairings):
            if each.later is None or each.earlier is None or not _follows(each):
                continue
            identity = each.later.identity
            rank = each.judged, not each.part, kept_share(each.steps)
            if identity not in best or best[identity] < rank:
                best[identity] = rank
                by_row[identity] = Told(
                    each.later, each.became, each.earlier, each.steps, each.part, each.judged
                )
    return list(by_row.values())


def _procedures(row: StatementRow) -> set[str]:
    return {procedure_of(name) for name in row.dossiers} or {""}


def _follows(each: PositionChange) -> bool:
    """Whether a pair is one line: among the positions of years, words alone must tell so of what
    shares no dossier."""
    assert each.earlier is not None
    assert each.later is not None
    shared = set(each.earlier.dossiers) & set(each.later.dossiers)
    return each.judged or bool(shared) or kept_share(each.steps) >= READABLE


def _order(row: StatementRow) -> tuple[dt.date, str, int, str]:
    return (*_occasion(row), getattr(row.citation, "start", 0), row.identity)


def _occasion(row: StatementRow) -> tuple[dt.date, str]:
    """The paper in which it stands; what stands in none goes by its day."""
    return row.said or row.arrived.date(), row.paper.id if row.paper else ""


__all__ = ["Told", "through_time"]
