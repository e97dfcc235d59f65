"""Later papers that say what was done with a motion: told outright, or by referring to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from inzet.meetings.cycle.gathered import Gathered
from inzet.record import PaperRow, StatementRow

_NOT_GOVERNMENT = frozenset(("member", "group", "movers", "chair", "guest"))
"""Speakers whose words answer no motion."""
_NO_ANSWER = frozenset(("motion", "list of promises", "metadata record"))
"""Genres in which nobody says what was done with a motion."""


class Answers:
    """What later papers say of motions."""

    def __init__(self, gathered: Gathered, about: Mapping[str, Any]) -> None:
        self._gathered = gathered
        self._about = about

    def of(
        self, motion: str, since: dt.date | None
    ) -> tuple[tuple[PaperRow, ...], tuple[StatementRow, ...]]:
        """(papers, what they say), both oldest first.

        Args:
            since: the day on which it was moved; what answers it is later.
        """
        carried = [each.row for each in self._about[motion].carried]
        referring = [row for row in self._referring(motion) if self._answers(row, since)]
        rows = {row.identity: row for row in (*carried, *referring)}
        ordered = sorted(rows.values(), key=lambda row: (row.said or dt.date.min, row.identity))
        ids = dict.fromkeys(row.paper.id for row in ordered if row.paper is not None)
        papers = [self._gathered.papers[each] for each in ids if each in self._gathered.papers]
        return tuple(papers), tuple(ordered)

    def _referring(self, motion: str) -> Iterable[StatementRow]:
        paper = self._gathered.names.paper(motion)
        numbers = {motion, *(paper.numbers if paper is not None else ())}
        found: dict[str, StatementRow] = {}
        for number in sorted(numbers):
            for row in self._gathered.view.referring_to(number):
                found.setdefault(row.identity, row)
        for called in sorted(self._gathered.names.called(motion)):
            for row in self._gathered.view.referring_to(called):
                if self._gathered.names.in_paper(called, row) == motion:
                    found.setdefault(row.identity, row)
        return found.values()

    def _answers(self, row: StatementRow, since: dt.date | None) -> bool:
        paper = self._gathered.papers.get(row.paper.id) if row.paper is not None else None
        if paper is None or paper.genre in _NO_ANSWER:
            return False
        if row.speaker is not None and row.speaker.role in _NOT_GOVERNMENT:
            return False
        return since is not None and row.said is not None and row.said > since
