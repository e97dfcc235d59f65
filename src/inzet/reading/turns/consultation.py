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


def consultation(setting: Setting) -> Iterator[tuple[Sentence, Turn]]:
    """Sentences of a consultation with whose they are."""
    return _Consultation(setting).read()


@dataclass
class _Consultation:
    setting: Setting
    part: str = "front"
    """front, questions, answers or in turn, by the headings."""
    mixed: bool = False
    """Answers stand right behind questions, without a heading or label of their own."""
    answering: bool = False
    """A label or the words of an answer were the last to say who speaks."""
    group: Turn | None = None
    """The group that spoke last."""
    asked: set[tuple[str, ...]] = field(default_factory=set)
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
            self.group = Turn(self.setting.members(()), "speaker")

    def _heading(self, block: Block) -> None:
        words = self.setting.words
        groups = led_by(block.text, self.setting.language)
        if self.replying and groups in self.asked - self.replied:
            # Below the answers the groups are named again, in the words of the first headings.
            self.replied.add(groups)
            self.group = Turn(self.setting.members(groups), "speaker")
            self.part, self.answering = "answers", True
        elif self._heads_questions(block.text):
            self._asked(groups)
            self.mixed = self.mixed or words.answers.search(block.text) is not None
            self.part, self.answering = "in turn" if self.mixed else "questions", False
            self.group = Turn(self.setting.members(groups), "speaker") if groups else None
        elif words.answers.search(block.text):
            # A heading above the answers to one group, or above all answers.
            self.part, self.answering = "answers", True
            self.replying = self.replying or (bool(self.asked) and not groups)
        elif groups and len(block.text) < _SHORT:
            self.group = Turn(self.setting.members(groups), "speaker")
            self.answering = False
            self._asked(groups)

    def _heads_questions(self, text: str) -> bool:
        """Whether parliament asks below a heading: not below "Antwoorden op de vragen van …"."""
        asks = self.setting.words.questions.search(text)
        answers = self.setting.words.answers.search(text)
        return asks is not None and (answers is None or answers.start() >= asks.start())

    def _asked(self, groups: tuple[str, ...]) -> None:
        if groups:
            self.asked.add(groups)

    def _block(
        self, sentences: Sequence[Sentence], labelled: bool
    ) -> Iterator[tuple[Sentence, Turn]]:
        if sentences and self.part == "questions" and not labelled:
            # "Vragen en opmerkingen" may hold answers too, without a heading that says so.
            self.mixed = self.mixed or self._self(sentences)
            self.part = "in turn" if self.mixed else self.part
        if sentences and self.part != "questions" and not labelled:
            self.answering = self.part == "answers" or self._answers(sentences[0])
            self.answering = self.answering or self._self(sentences)
        asked = max((i for i, one in enumerate(sentences) if _is_question(one)), default=-1)
        asking = False
        for i, sentence in enumerate(sentences):
            opens = self._opens(sentence)
            if opens:
                self.group, asking = opens, True
                self.answering = self.answering and not labelled
            asking = asking and (opens is not None or i <= asked or not self.answering)
            theirs = asking or not self.answering or (_is_question(sentence) and not labelled)
            if not theirs:
                yield sentence, Turn(self.setting.office("government"), "paper")
            elif self.group is None:
                yield sentence, NOBODY
            else:
                yield sentence, self._question(self.group, sentence)

    def _answers(self, sentence: Sentence) -> bool:
        """Whether a paragraph that no group opens begins as an answer does, or goes on as one."""
        if self._opens(sentence) or _is_question(sentence):
            return False
        if self.answering:
            return True
        return self.group is not None and bool(self.setting.words.replies.search(sentence.text))

    def _self(self, sentences: Sequence[Sentence]) -> bool:
        """Whether somebody speaks of himself in a paragraph: the minister, as groups never do."""
        if self.group is None or any(self._opens(one) for one in sentences):
            return False
        told = (one for one in sentences if not _is_question(one))
        return any(self.setting.words.selves.search(one.text) for one in told)

    def _opens(self, sentence: Sentence) -> Turn | None:
        """The turn of a group that a sentence begins with: "De leden van de ABC-fractie …"."""
        words = self.setting.words
        if self.group is not None and self._again(sentence):
            return self.group
        match = words.led.search(sentence.text[:_REACH])
        if not match or match.start() > _EARLY:
            return None
        before = sentence.text[: match.start()].lower().split()[-2:]
        if not words.of.isdisjoint(before):
            return None  # "op de vraag van de leden …" is said by who answers
        return Turn(self.setting.members(led_by(match.group(), self.setting.language)), "speaker")

    def _again(self, sentence: Sentence) -> bool:
        return self.setting.words.again.search(sentence.text) is not None

    def _question(self, turn: Turn, sentence: Sentence) -> Turn:
        words = self.setting.words
        if not _is_question(sentence) and not words.asks.search(
            words.has_questions.sub("", sentence.text)
        ):
            return turn
        request = words.requests.search(sentence.text) is not None
        return replace(turn, implies="request" if request else "question")


def _is_question(sentence: Sentence) -> bool:
    return sentence.text.rstrip("”’\"' )").endswith("?")
