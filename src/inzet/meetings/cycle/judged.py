"""What people judged of where papers belong, laid over what was found."""

from __future__ import annotations

from collections.abc import Iterator, Set

from inzet.meetings.cycle.fitting import Fits
from inzet.meetings.cycle.gathered import Gathered
from inzet.meetings.cycle.model import Placed
from inzet.meetings.cycle.told import Told
from inzet.record import PaperRow
from inzet.vocabulary.parliament import PlaceInCycle, Stage


class Judgements:
    """The words of people on papers: each goes before what was found of that paper.

    Where a person put a paper at a stage of some meeting, it is not found at that stage of others;
    from a meeting that it was taken out of, it is gone at whatever stage.
    """

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered

    def fits(self, paper: str, stages: Set[Stage], found: Fits) -> Fits:
        """Where a paper belongs: where people put it at one of these stages, else where it was
        found less what they took it out of."""
        put = {meeting: why(word) for meeting, word in self.put(paper, stages)}
        words = self._gathered.judged.get(paper, {})
        return put or {meeting: told for meeting, told in found.items() if meeting not in words}

    def put(
        self, paper: str, stages: Set[Stage] = frozenset(Stage)
    ) -> Iterator[tuple[str, Told[PlaceInCycle]]]:
        """(meeting, judgement) of a paper that people put at one of these stages."""
        for meeting, word in self._gathered.judged.get(paper, {}).items():
            if (
                word.content.belongs
                and word.content.stage in stages
                and meeting in self._gathered.meetings
            ):
                yield meeting, word

    def papers(self, stages: Set[Stage]) -> Iterator[tuple[PaperRow, str, Told[PlaceInCycle]]]:
        """(paper, meeting, judgement) of everything that people put at one of these stages."""
        for paper in self._gathered.judged:
            for meeting, word in self.put(paper, stages):
                yield self._gathered.papers[paper], meeting, word

    def removed(self) -> Iterator[tuple[str, Placed]]:
        """(meeting, paper) of everything that people took out."""
        for paper, words in self._gathered.judged.items():
            for meeting, word in words.items():
                if not word.content.belongs:
                    yield meeting, placed(self._gathered.papers[paper], word)


def placed(paper: PaperRow, word: Told[PlaceInCycle]) -> Placed:
    """A paper where a person put it, or from where a person took it."""
    return Placed(paper, word.content.stage, why(word), judged=True, judgement=word.row.identity)


def why(word: Told[PlaceInCycle]) -> str:
    """Who put it there, and on what ground."""
    return f"by {word.content.by}: {word.content.ground}"
