"""What the content of a statement is made from: the paper around it, and what a cue found.

:class:`PaperContext` is made once for a paper and handed to every content; :class:`Said` once
for every statement.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from inzet.reading.mentions import Mentions, SentenceMentions
from inzet.reading.mentions.standing_parties import StandingParties
from inzet.reading.mentions.subject_terms import subject_terms
from inzet.reading.text import Block, Sentence, Structured
from inzet.reading.turns.model import Turn, Turns
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import MeetingNotice

if TYPE_CHECKING:
    from inzet.reading.contents.packages import Packages
    from inzet.reading.contents.pledges import Pledges


@dataclass(frozen=True)
class PaperContext:
    """A paper with everything the earlier stages found in it."""

    structured: Structured
    mentions: Mentions
    """One :class:`SentenceMentions` for each sentence, by its id."""
    meetings: tuple[MeetingNotice, ...] = ()
    """The main meeting first."""
    on_behalf_of: str | None = None
    """Party code of the government that speaks."""
    addressee: str | None = None
    """Such as "parliament of NLD"."""
    said_on: str | None = None
    """ISO day."""
    genre: str | None = None
    """What kind of paper it is; None where it was not recognised."""
    turns: Turns = field(default_factory=Turns)
    """Who speaks in which sentence."""
    parts: tuple[int, ...] = ()
    """For every block the index of its meeting; empty where there is but one."""

    def meeting(self, sentence: Sentence) -> MeetingNotice | None:
        """The meeting that a sentence is about: that of its part of the paper."""
        if not self.meetings:
            return None
        return self.meetings[self.parts[sentence.block] if self.parts else 0]

    def turn(self, sentence: Sentence) -> Turn:
        """Who speaks in a sentence."""
        return self.turns.of(sentence.id)

    @property
    def main(self) -> MeetingNotice | None:
        """The meeting the paper is about."""
        return self.meetings[0] if self.meetings else None

    def block(self, sentence: Sentence) -> Block:
        """The block a sentence stands in."""
        return self.structured.blocks[sentence.block]

    def headings(self, sentence: Sentence) -> tuple[str, ...]:
        """The headings above a sentence, outermost first."""
        return self.structured.blocks[sentence.block].path

    def mentioned(self, sentence: Sentence) -> SentenceMentions:
        """What a sentence mentions."""
        return self.mentions.sentences[sentence.id]

    def previous(self, sentence: Sentence) -> Sentence | None:
        """The sentence before it in the same paragraph; None for the first."""
        if sentence.id == 0:
            return None
        before = self.structured.sentences[sentence.id - 1]
        return before if before.block == sentence.block else None

    def next(self, sentence: Sentence) -> Sentence | None:
        """The sentence after it in the same paragraph; None for the last."""
        if sentence.id + 1 >= len(self.structured.sentences):
            return None
        after = self.structured.sentences[sentence.id + 1]
        return after if after.block == sentence.block else None

    def before(self, sentence: Sentence, count: int) -> Sequence[Sentence]:
        """Up to ``count`` sentences before it under the same headings, nearest first."""
        path = self.headings(sentence)
        found = []
        for at in range(sentence.id - 1, max(-1, sentence.id - 1 - count), -1):
            earlier = self.structured.sentences[at]
            if self.headings(earlier) != path:
                break
            found.append(earlier)
        return found

    def leads(self, sentence: Sentence, procedure: str) -> Iterator[Sentence]:
        """Sentences before it that may tell whom it is about, nearest first.

        Those of its own paragraph, and those under the same headings on the same procedure.
        """
        for earlier in self.before(sentence, 6):
            if earlier.block == sentence.block or (
                self.headings(sentence)
                and subject_terms(earlier.language).places_of(earlier.text, procedure)
            ):
                yield earlier

    @property
    def day(self) -> dt.date | None:
        """The day before anything the paper looks forward to: its own, else its meeting's eve."""
        if self.said_on and len(self.said_on) == len("2023-01-01"):
            return dt.date.fromisoformat(self.said_on)
        anchor = self.mentions.anchor
        return anchor - dt.timedelta(days=1) if anchor else None

    @cached_property
    def standing(self) -> StandingParties:
        """Who is a member of the meeting's body, and who stands outside."""
        main = self.main
        invited = [
            one.party
            for notice in self.meetings
            for one in notice.participants
            if one.capacity == "invitee"
        ]
        body = main.body if main else self._spoken_of
        return StandingParties(body, self.on_behalf_of, self.day, invited)

    @property
    def _spoken_of(self) -> str | None:
        """The body that a paper without a meeting speaks of most; None where it names none."""
        counts = Counter(
            one.party
            for said in self.mentions.sentences
            for one in said.parties
            if one.party in ("NATO", "EU")
        )
        ranked = counts.most_common(1)
        return ranked[0][0] if ranked else None

    @cached_property
    def pledges(self) -> Pledges:
        """The pledges on expenditure that the paper tells of."""
        from inzet.reading.contents.pledges import Pledges

        return Pledges(self)

    @cached_property
    def packages(self) -> Packages:
        """The packages of assistance that the paper names."""
        from inzet.reading.contents.packages import Packages

        return Packages(self)

    @cached_property
    def conditional(self) -> dict[int, str]:
        """Ids of the sentences whose criteria are called conditions, with towards what."""
        from inzet.reading.contents.criteria import conditional_sentences

        return conditional_sentences(self)

    @cached_property
    def by_block(self) -> dict[int, tuple[Sentence, ...]]:
        """The sentences of each block, by its index."""
        found: dict[int, list[Sentence]] = {}
        for sentence in self.structured.sentences:
            found.setdefault(sentence.block, []).append(sentence)
        return {block: tuple(sentences) for block, sentences in found.items()}


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as a cue found it, before its content is made."""

    sentence: Sentence
    act: Act
    party: str | None = None
    """Whose act it is: a party code, or a named group or body."""
    holder: str | None = None
    """The holder as the paper words it."""
    polarity: str = "positive"
    """positive or negative."""
    modality: str | None = None
    """What kind of stance or saying it is, as its cue names it; None where it does not."""
    tense: str | None = None
    """future, present, past, perfect, modal …"""
    matched: tuple[str, ...] = ()
    """The words the cue matched."""
    rule: str = ""
    step: str = ""
    """The step of a procedure that is told of, where the sentence tells nothing else."""
    deadline: tuple[int, int] | None = None
    """Where in the sentence the words of the deadline stand, if a cue found them."""
