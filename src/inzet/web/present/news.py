"""What is new, for the first page: against the last meeting, and since somebody last looked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inzet.changes import Became, Changes, Comparison, Step, Went
from inzet.record import StatementRow
from inzet.web.present.differences import Piece, inline
from inzet.web.present.papers import PaperLine, paper_line
from inzet.web.present.statements import Line, line
from inzet.web.words import Words

_WEIGHT = {Became.CHANGED: 0, Became.NEW: 1, Became.REWORDED: 2, Became.VANISHED: 3}
"""What a reader wants to see first; what vanished is a maybe, and comes last."""


@dataclass(frozen=True, slots=True)
class Novelty:
    """A position that differs between two papers."""

    became: str
    subject: str
    """The dossier it is about, or the item it stands under."""
    path: str
    line: Line
    pieces: tuple[Piece, ...]
    """Its words, with those that came and went."""


@dataclass(frozen=True, slots=True)
class AgendaChange:
    """Items that came or went, by their titles."""

    went: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class News:
    """A paper beside the last of its kind."""

    paper: PaperLine
    before: PaperLine
    agenda: tuple[AgendaChange, ...]
    positions: tuple[Novelty, ...]
    counts: tuple[tuple[str, int], ...]
    """Of all positions, how many became what."""


def news(found: Changes, t: Words, *, most: int) -> tuple[News, ...]:
    """What changed, paper by paper, the latest first; papers of which nothing differs are left out.

    Args:
        most: positions to show of each.
    """
    ordered = sorted(found.comparisons, key=_said, reverse=True)
    return tuple(one for each in ordered if (one := _of(each, t, most)))


def _said(each: Comparison) -> str:
    return max((str(paper.said or "") for paper in each.later.papers), default="")


def _of(each: Comparison, t: Words, most: int) -> News | None:
    moved = [one for one in each.positions if one.became in _WEIGHT]
    agenda = tuple(_agenda(each))
    if not (moved or agenda) or not each.later.papers or not each.earlier.papers:
        return None
    shown = sorted(moved, key=lambda one: _WEIGHT[one.became])[:most]
    counts = {str(kind): sum(one.became == kind for one in moved) for kind in _WEIGHT}
    return News(
        paper=paper_line(each.later.papers[-1], t),
        before=paper_line(each.earlier.papers[-1], t),
        agenda=agenda,
        positions=tuple(_novelty(one.row, str(one.became), one.steps, t) for one in shown),
        counts=tuple((kind, n) for kind, n in counts.items() if n),
    )


def _agenda(each: Comparison) -> Iterator[AgendaChange]:
    for went in (Went.NEW, Went.DROPPED):
        titles = tuple(dict.fromkeys(one.item.title for one in each.items if one.went == went))
        if titles:
            yield AgendaChange(str(went), titles)


def _novelty(row: StatementRow, became: str, steps: Sequence[Step], t: Words) -> Novelty:
    shown = line(row, t)
    subject, path = shown.dossiers[0] if shown.dossiers else (row.item or "", shown.path)
    return Novelty(became, subject, path, shown, inline(steps, row.quote))
