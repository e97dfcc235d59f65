"""What is compared with what: of each kind of paper, the last in its chain at each moment.

Papers of one kind are those of one genre, written on behalf of one party, about meetings of one
chain. Several about one meeting (an agenda and its supplement) count as one.
"""

from __future__ import annotations

from dataclasses import dataclass

from inzet.changes.moment import Moment, Series
from inzet.meetings import CitedNotice, Meeting, chain, cited, every
from inzet.record import Filter, PaperRow, StatementRow, View
from inzet.vocabulary.acts import Act

_PAGE = 500


@dataclass(frozen=True, slots=True, order=True)
class Kind:
    """A kind of paper."""

    series: str
    genre: str
    on_behalf_of: str


@dataclass(frozen=True, slots=True)
class Side:
    """The papers of one kind about one meeting, as of a moment."""

    meeting: Meeting
    papers: tuple[PaperRow, ...]
    """Oldest said first."""
    positions: tuple[StatementRow, ...]
    """In the order of the text."""
    notices: tuple[CitedNotice, ...]


def papers_of(view: View) -> list[PaperRow]:
    """Every paper in view, oldest said first."""
    found: list[PaperRow] = []
    after: str | None = None
    while True:
        page = view.papers(limit=_PAGE, after=after)
        found.extend(page.items)
        if page.next is None:
            return found[::-1]
        after = page.next


class Sides:
    """The last papers of each kind at one moment."""

    def __init__(self, view: View, moment: Moment, series: Series) -> None:
        self._view = view
        self._series = series
        self._papers = {paper.id: paper for paper in papers_of(view)}
        self._last: dict[Kind, Meeting] = {}
        self.behind: dict[Kind, int] = {}
        """How many meetings of the chain have such a paper."""
        self._chains: dict[str, set[str]] = {}
        meetings = chain(view)
        limit = self._limit(moment, meetings)
        for meeting in meetings:
            for kind in self._kinds(meeting):
                if limit is not None and limit[0] == kind.series and limit[1] < _when(meeting):
                    continue
                self.behind[kind] = self.behind.get(kind, 0) + 1
                last = self._last.get(kind)
                if last is None or _when(last) < _when(meeting):
                    self._last[kind] = meeting

    @property
    def papers(self) -> dict[str, PaperRow]:
        """Every paper in view by id."""
        return self._papers

    def kinds(self) -> set[Kind]:
        """The kinds of paper there are."""
        return set(self._last)

    def kinds_of_papers(self) -> dict[str, set[Kind]]:
        """Of each paper about a meeting of a chain, by its id, the kinds it is of."""
        found: dict[str, set[Kind]] = {}
        for id_, chains in self._chains.items():
            kinds = {_kind(each, self._papers[id_]) for each in chains}
            found[id_] = {kind for kind in kinds if kind is not None}
        return found

    def side(self, kind: Kind) -> Side | None:
        """The last papers of a kind, with what they say."""
        meeting = self._last.get(kind)
        if meeting is None:
            return None
        papers = [each for each in self._of(meeting) if _kind(kind.series, each) == kind]
        ids = {paper.id for paper in papers}
        told = tuple(
            cited(self._view, row)
            for row in meeting.sources
            if row.paper is not None and row.paper.id in ids
        )
        positions = [row for paper in papers for row in self._positions(paper, kind)]
        return Side(meeting, tuple(papers), tuple(positions), told)

    def _limit(self, moment: Moment, meetings: list[Meeting]) -> tuple[str, tuple[str, str]] | None:
        """The chain of the meeting that the moment names, and the meeting's place in it."""
        found = [each for each in meetings if each.id == moment.meeting]
        if not found:
            return None
        return self._series.of(found[0].id) or found[0].id, _when(found[0])

    def _kinds(self, meeting: Meeting) -> set[Kind]:
        series = self._series.of(meeting.id)
        if meeting.mentioned_only or series is None:
            return set()
        papers = self._of(meeting)
        for paper in papers:
            self._chains.setdefault(paper.id, set()).add(series)
        kinds = {_kind(series, paper) for paper in papers}
        return {kind for kind in kinds if kind is not None}

    def _of(self, meeting: Meeting) -> list[PaperRow]:
        found = [self._papers[lite.id] for lite in meeting.papers if lite.id in self._papers]
        return sorted(found, key=lambda each: (str(each.said or ""), each.title, each.id))

    def _positions(self, paper: PaperRow, kind: Kind) -> list[StatementRow]:
        rows = every(self._view, Filter(paper=paper.id, act=Act.POSITION))
        chains = self._chains.get(paper.id, set())
        mine = [row for row in rows if self._is_of(row, kind.series, chains)]
        return sorted(mine, key=lambda row: getattr(row.citation, "start", 0))

    def _is_of(self, row: StatementRow, series: str, chains: set[str]) -> bool:
        """A paper may be about meetings of several chains; what it says of none is of each."""
        of = self._series.of(row.meeting) if row.meeting else None
        return of == series or of not in chains


def _kind(series: str, paper: PaperRow) -> Kind | None:
    if paper.genre is None:
        return None
    return Kind(series, paper.genre, paper.on_behalf_of or "")


def _when(meeting: Meeting) -> tuple[str, str]:
    return str(meeting.first or ""), meeting.id
