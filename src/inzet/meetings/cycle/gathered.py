"""What a view holds of parliamentary cycles, looked up once for all of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property

from inzet.meetings.chain import chain
from inzet.meetings.cycle.names import Names
from inzet.meetings.cycle.told import Told, papers, told
from inzet.meetings.meeting import Meeting
from inzet.meetings.notices import CitedNotice, every, notices
from inzet.reading.languages import usable
from inzet.reading.layout.sentences import split
from inzet.reading.quotes import as_typed
from inzet.record import Filter, PaperRow, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.parliament import Consultation, Debate, Motion, PlaceInCycle

_PARAGRAPHS = ("\n\n", "\f")


class Gathered:
    """A view on a day; what is asked of it twice is looked up once."""

    def __init__(self, view: View, on: dt.date) -> None:
        self.view = view
        self.on = on
        self.names = Names(view)
        self._statements: dict[str, list[StatementRow]] = {}
        self._references: dict[str, list[StatementRow]] = {}

    @cached_property
    def meetings(self) -> dict[str, Meeting]:
        """The chain, by id."""
        return {each.id: each for each in chain(self.view)}

    @cached_property
    def papers(self) -> dict[str, PaperRow]:
        """Every paper of the day or before, by id, oldest first."""
        return papers(self.view, self.on)

    @cached_property
    def numbered(self) -> dict[str, list[PaperRow]]:
        """Papers by their numbers, folded."""
        found: dict[str, list[PaperRow]] = defaultdict(list)
        for paper in self.papers.values():
            for number in paper.numbers:
                found[number.casefold()].append(paper)
        return dict(found)

    @cached_property
    def notices(self) -> dict[str, list[CitedNotice]]:
        """What papers say of meetings, by paper."""
        found: dict[str, list[CitedNotice]] = defaultdict(list)
        for each in notices(self.view):
            if each.row.paper is not None and each.row.paper.id in self.papers:
                found[each.row.paper.id].append(each)
        return dict(found)

    @cached_property
    def debates(self) -> list[Told[Debate]]:
        """What is told of debates."""
        return told(self.view, Debate, self.on, ahead=True)

    @cached_property
    def consultations(self) -> list[Told[Consultation]]:
        """What is told of written consultations."""
        return told(self.view, Consultation, self.on, ahead=True)

    @cached_property
    def motions(self) -> list[Told[Motion]]:
        """What is told of motions being moved."""
        return told(self.view, Motion, self.on)

    @cached_property
    def judged(self) -> dict[str, dict[str, Told[PlaceInCycle]]]:
        """The last word of a person on a paper and a meeting, by paper and meeting.

        Only the organisation that has the paper in its feed, and the one that reads, judge it.
        """
        found: dict[str, dict[str, Told[PlaceInCycle]]] = defaultdict(dict)
        words = [
            each
            for each in told(self.view, PlaceInCycle, dt.date.max)
            if each.by_person
            and each.content.paper in self.papers
            and each.row.organisation
            in (self.papers[each.content.paper].organisation, self.view.reader.name)
        ]
        # The one kind that goes by arrival: what is said last of a paper is what counts.
        for each in sorted(words, key=lambda one: (one.row.arrived, one.row.entry)):
            meeting = self.view.meeting_name(each.content.meeting)
            found[each.content.paper][meeting] = each
        return dict(found)

    def passage(self, paper: str, start: int, end: int) -> str:
        """A passage of a paper as one would type it."""
        text = self.view.text(paper).text
        return as_typed(text[start:end], self.papers[paper].language or "nl")

    def sentence(self, row: StatementRow) -> str:
        """The sentence of a paper in which a statement stands; its own quote where it is none.

        A reference is but some words of the sentence that says something.
        """
        span = row.citation
        if not isinstance(span, SpanCitation) or span.paper not in self.papers:
            return row.quote
        text, language = self.view.text(span.paper).text, self.papers[span.paper].language
        start = max(text.rfind(mark, 0, span.start) + len(mark) for mark in _PARAGRAPHS)
        ends = [place for mark in _PARAGRAPHS if (place := text.find(mark, span.end)) >= 0]
        paragraph = text[start : min(ends, default=len(text))]
        for first, last in split(paragraph, usable(language)):
            if start + first <= span.start < start + last:
                return as_typed(paragraph[first:last], usable(language))
        return row.quote

    def references(self, paper: str) -> list[StatementRow]:
        """What a paper refers to."""
        if paper not in self._references:
            wanted = Filter(act=Act.REFERENCE, paper=paper)
            self._references[paper] = list(every(self.view, wanted))
        return self._references[paper]

    def named_meetings(self, paper: str) -> list[str]:
        """The meetings that the statements of a paper name."""
        return list(self.view.counts("meeting", Filter(paper=paper)))

    def statements(self, paper: str) -> list[StatementRow]:
        """All statements of a paper, in the order of its text."""
        if paper not in self._statements:
            self._statements[paper] = self.view.paper_statements(paper)
        return self._statements[paper]
