"""The head of a note: the meeting, the debate, who sits in which session, the papers."""

from __future__ import annotations

from inzet.dossiers import Wording
from inzet.meetings import Seats, participation
from inzet.meetings.cycle import Discussed
from inzet.vocabulary.parliament import Stage
from inzet.writing.compose.sheet.around import Around
from inzet.writing.compose.sheet.naming import Letters, Naming
from inzet.writing.compose.sheet.quoting import line, shortened
from inzet.writing.draft import Block, Form, Origin

_TOPICS = 170
"""Characters that the items of a session have room for."""


class Head:
    """What a clerk looks for first."""

    def __init__(self, around: Around, words: Wording, naming: Naming) -> None:
        self._around = around
        self._words = words
        self._naming = naming

    def block(self, letters: Letters, sources: tuple[int, ...]) -> Block:
        """A table of two columns; what no paper tells is said to be unknown."""
        rows = [(self._words("head_meeting"), self._meeting())]
        rows.append((self._words("head_debate"), self._debate()))
        seats = participation(self._around.meeting)
        everywhere = self._naming.everywhere(seats)
        if everywhere:
            rows.append((self._words("head_everywhere"), everywhere))
        rows += [self._session(each, seats) for each in seats]
        rows.append((self._words("head_papers"), letters.legend() or self._words("no_papers")))
        return Block(
            key="head",
            form=Form.TABLE,
            origin=Origin.NEW,
            rows=tuple(rows),
            sources=sources,
            role="head",
        )

    def _meeting(self) -> str:
        meeting = self._around.meeting
        told = f"{self._naming.meeting(meeting)}, {self._naming.days(meeting)}"
        prepared = self._around.meetings.get(meeting.prepares or "")
        if prepared is None:
            return told
        name = f"{self._naming.meeting(prepared)}, {self._naming.days(prepared)}"
        return self._words("prepares", meeting=told, name=name)

    def _debate(self) -> str:
        talks = [each for each in self._around.cycle.discussions if self._is_ahead(each)]
        return "; ".join(self._talk(each) for each in talks) or self._words("debate_unknown")

    def _is_ahead(self, talk: Discussed) -> bool:
        """Of this meeting's debates those before it; one about its report comes after."""
        last = self._around.meeting.last
        return talk.on is None or last is None or talk.on <= last

    def _talk(self, talk: Discussed) -> str:
        name = self._words(f"stage {talk.form or talk.stage}")
        day = talk.deadline if talk.stage is Stage.CONSULTATION else talk.on
        told = self._words("talk", name=name, day=self._moment(day))
        return f"{told} ({talk.committee})" if talk.committee else told

    def _moment(self, day: object) -> str:
        text = str(day) if day else ""
        date, _, time = text.partition("T")
        told = self._words.day(date) if date else self._words("unknown")
        return f"{told}, {time}" if time else told

    def _session(self, seats: Seats, everyone: tuple[Seats, ...]) -> tuple[str, str]:
        who = self._naming.besides(seats, everyone)
        if seats.number is None:
            return self._words("head_besides"), who or self._words("unknown")
        titles = [
            line(each.title)
            for each in self._around.items
            if each.session == seats.number and each.title
        ]
        own = line(seats.title or "")
        topics = "; ".join(dict.fromkeys(title for title in titles if title != own))
        about = f"{own}: {topics}" if own and topics else own or topics
        told = [shortened(about, _TOPICS)] if about else []
        if who:
            told.append(self._words("with", names=who) if about else who)
        return self._naming.session(seats), " — ".join(told) or self._words("unknown")
