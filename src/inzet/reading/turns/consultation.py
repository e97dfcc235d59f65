"""Written consultations: groups of parliament ask, the minister answers, apart or in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from inzet.reading.layout.openers import opener
from inzet.reading.text import Block, Sentence
from inzet.reading.turns.model import NOBODY, Turn
from inzet.reading.turns.questions import number_before
from inzet.reading.turns.setting import TEXT, Setting
from inzet.reading.turns.words import led_by

_EARLY = 60
"""Within how many characters of its start a sentence must name the group that speaks."""
_REACH = 400
_SHORT = 80
"""A heading that is only the name of a group is shorter."""
_LABELLED = 2
"""From how many labels "Antwoord" on every answer is taken to bear one."""


def consultation(setting: Setting, part: str = "front") -> Iterator[tuple[Sentence, Turn]]:
    """Sentences of a consultation with whose they are.

    Args:
        part: in which of its parts it begins; a paper that only asks is all ``questions``.
    """
    return _Consultation(setting, part=part, only=part == "questions").read()


@dataclass
class Groups:
    """Finds the groups of parliament that sentences begin with, and what they ask."""

    setting: Setting
    group: Turn | None = None
    """The group that spoke last."""

    def opened(self, sentence: Sentence) -> Turn | None:
        """The turn of a group that a sentence begins with: "De leden van de ABC-fractie …"."""
        words = self.setting.words
        if self.group is not None and words.again.search(sentence.text):
            return self.group
        match = words.led.search(sentence.text[:_REACH])
        if not match or match.start() > _EARLY:
            return None
        before = sentence.text[: match.start()].lower().split()[-2:]
        if not words.of.isdisjoint(before):
            return None  # "op de vraag van de leden …" is said by who answers
        self.group = self.members(led_by(match.group(), self.setting.language))
        return self.group

    def members(self, groups: tuple[str, ...]) -> Turn:
        """The turn of the members of groups, who are told of as "they"."""
        return Turn(self.setting.members(groups), "speaker", told=True)

    def asked(self, turn: Turn, sentence: Sentence) -> Turn:
        """The turn with what the sentence asks."""
        words = self.setting.words
        if not is_question(sentence) and not words.asks.search(
            words.has_questions.sub("", sentence.text)
        ):
            return turn
        request = words.requests.search(sentence.text) is not None
        return replace(turn, implies="request" if request else "question")


@dataclass
class _Consultation(Groups):
    part: str = "front"
    """front, questions, answers or in turn, by the headings."""
    mixed: bool = False
    """Answers stand right behind questions, without a heading or label of their own."""
    answering: bool = False
    """A label or the words of an answer were the last to say who speaks."""
    only: bool = False
    """Nobody answers in the paper."""
    headed: set[tuple[str, ...]] = field(default_factory=set)
    """Groups under whose headings was asked."""
    replied: set[tuple[str, ...]] = field(default_factory=set)
    """Groups whose headings stand again below the heading of all answers."""
    replying: bool = False
    """The heading of all answers was met: headings of groups that asked are above answers."""

    def read(self) -> Iterator[tuple[Sentence, Turn]]:
        labelled = self._labels() >= _LABELLED
        for block, sentences in self.setting.blocks():
            if block.kind == "heading":
                self._heading(block)
            elif block.kind == "turn" or block.kind in TEXT:
                self._label(block)
                if labelled and number_before(block.text) is not None:
                    self.answering = False
                yield from self._block(sentences, labelled)

    def _labels(self) -> int:
        labels = (opener(block.text, self.setting.language) for block, _ in self.setting.blocks())
        return sum(1 for one in labels if one is not None and one.role == "answer")

    def _label(self, block: Block) -> None:
        found = opener(block.text, self.setting.language)
        if found is None or not found.labels:
            return
        self.answering = found.role == "answer"
        if not self.answering and self.group is None:
            self.group = self.members(())

    def _heading(self, block: Block) -> None:
        if self.only:
            return
        words = self.setting.words
        groups = led_by(block.text, self.setting.language)
        if self.replying and groups in self.headed - self.replied:
            # Below the answers the groups are named again, in the words of the first headings.
            self.replied.add(groups)
            self.group = self.members(groups)
            self.part, self.answering = "answers", True
        elif self._heads_questions(block.text):
            self._asked(groups)
            self.mixed = self.mixed or words.answers.search(block.text) is not None
            self.part, self.answering = "in turn" if self.mixed else "questions", False
            self.group = self.members(groups) if groups else None
        elif words.answers.search(block.text):
            # A heading above the answers to one group, or above all answers.
            self.part, self.answering = "answers", True
            self.replying = self.replying or (bool(self.headed) and not groups)
        elif groups and len(block.text) < _SHORT:
            self.group = self.members(groups)
            self.answering = False
            self._asked(groups)

    def _heads_questions(self, text: str) -> bool:
        """Whether parliament asks below a heading: not below "Antwoorden op de vragen van …"."""
        asks = self.setting.words.questions.search(text)
        answers = self.setting.words.answers.search(text)
        return asks is not None and (answers is None or answers.start() >= asks.start())

    def _asked(self, groups: tuple[str, ...]) -> None:
        if groups:
            self.headed.add(groups)

    def _block(
        self, sentences: Sequence[Sentence], labelled: bool
    ) -> Iterator[tuple[Sentence, Turn]]:
        if sentences and self.part == "questions" and not labelled and not self.only:
            # "Vragen en opmerkingen" may hold answers too, without a heading that says so.
            self.mixed = self.mixed or self._self(sentences)
            self.part = "in turn" if self.mixed else self.part
        if sentences and self.part != "questions" and not labelled:
            self.answering = self.part == "answers" or self._answers(sentences[0])
            self.answering = self.answering or self._self(sentences)
        asked = max((i for i, one in enumerate(sentences) if is_question(one)), default=-1)
        asking = False
        for i, sentence in enumerate(sentences):
            opens = self.opened(sentence)
            if opens:
                self.group, asking = opens, True
                self.answering = self.answering and not labelled
            asking = asking and (opens is not None or i <= asked or not self.answering)
            theirs = asking or not self.answering or (is_question(sentence) and not labelled)
            if not theirs:
                yield sentence, Turn(self.setting.office("government"), "paper")
            elif self.group is None:
                yield sentence, NOBODY
            else:
                yield sentence, self.asked(self.group, sentence)

    def _answers(self, sentence: Sentence) -> bool:
        """Whether a paragraph that no group opens begins as an answer does, or goes on as one."""
        if self.opened(sentence) or is_question(sentence):
            return False
        if self.answering:
            return True
        return self.group is not None and bool(self.setting.words.replies.search(sentence.text))

    def _self(self, sentences: Sequence[Sentence]) -> bool:
        """Whether somebody speaks of himself in a paragraph: the minister, as groups never do."""
        if self.group is None or any(self.opened(one) for one in sentences):
            return False
        told = (one for one in sentences if not is_question(one))
        return any(self.setting.words.selves.search(one.text) for one in told)


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence ends as a question does."""
    return sentence.text.rstrip("”’\"' )").endswith("?")
