"""What is new here: papers and statements by when they arrived, whatever they are about."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from inzet.meetings import every
from inzet.record import Filter, PaperRow, StatementRow, View

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What arrived after a moment, as far as one reader may see."""

    after: dt.datetime | None
    """None: everything there is."""
    last: dt.datetime | None
    """When the newest of it came; what to keep as the reader's last look."""
    papers: tuple[tuple[PaperRow, Mapping[str, int]], ...]
    """New papers, newest said first, with how many statements of each act they have."""
    statements: tuple[StatementRow, ...]
    """New or newly corrected statements of papers that were here, and of none; newest first."""
    rows: int
    """Rows of data sets, reference entries among them: counted, not listed."""
    rows_by_procedure: Mapping[str, int]
    """Of those on a dossier, how many on dossiers of each procedure."""

    @property
    def none(self) -> bool:
        """Whether nothing arrived."""
        return not (self.papers or self.statements or self.rows)


def arrivals(view: View, after: dt.datetime | None) -> Arrivals:
    """What came here after a moment and still stands, for the reader of a view.

    What a reader was let see later than it came, by joining an audience, is new by when it came.
    """
    # First: what comes while the rest is asked for is new the next time, and left out of this.
    last = view.last_arrival()
    papers: dict[str, PaperRow] = {}
    cursor: str | None = None
    while True:
        page = view.papers(arrived_after=after, limit=_PAGE, after=cursor)
        papers |= {paper.id: paper for paper in page.items if _by(last, paper)}
        cursor = page.next
        if cursor is None:
            break
    counts: dict[str, Counter[str]] = {id_: Counter() for id_ in papers}
    others: list[StatementRow] = []
    for row in every(view, Filter(arrived_after=after, data=False)):
        if row.paper is not None and row.paper.id in counts:
            counts[row.paper.id][str(row.act)] += 1
        else:
            others.append(row)
    others = [row for row in others if _by(last, row)]
    listed = tuple((paper, dict(counts[id_])) for id_, paper in papers.items())
    data = Filter(arrived_after=after, data=True)
    return Arrivals(
        after=after,
        last=last,
        papers=listed,
        statements=tuple(others),
        rows=view.count(data),
        rows_by_procedure=view.counts("procedure", data),
    )


def _by(last: dt.datetime | None, row: PaperRow | StatementRow) -> bool:
    return last is not None and row.arrived <= last
