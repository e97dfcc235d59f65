"""Which passage answers which question, in consultations and in written questions.

In turn, an answer follows its questions. Where all questions come first, the answer is headed by
the question said again, by the group that asked, or by its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inzet.reading.languages import table, usable
from inzet.reading.layout.openers import opener
from inzet.reading.parliament.named import numbers
from inzet.reading.parliament.told import GOVERNMENT_ROLES, Reading
from inzet.reading.parliament.words import words
from inzet.reading.text import Sentence
from inzet.reading.turns.words import led_by

_GENRES = frozenset(
    ("report of a written consultation", "list of questions and answers", "written questions")
)
_NUMBERED = re.compile(r"\(?(\d{1,3})[a-z]?\)?[.)]?\Z")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ALIKE = 0.5
"""Which share of the rarer words of a question must be in the one said again."""
_FEWEST = 3
"""Of fewer rarer words all must be said again."""


@dataclass(slots=True)
class Answered:
    """A question as its place in the paper tells it."""

    number: str | None = None
    span: tuple[int, int] | None = None
    """Of the answer, in code points of the extracted text."""


@dataclass(slots=True)
class _Asked:
    sentence: Sentence
    group: str | None
    number: str | None
    part: int
    """Which answerless stretch it stands in."""


@dataclass(slots=True)
class _Passage:
    """Sentences of the government that follow each other."""

    sentences: list[Sentence] = field(default_factory=list)
    asked: list[_Asked] = field(default_factory=list)
    """Questions right before it."""
    numbers: tuple[str, ...] = ()
    group: str | None = None
    """The group that its heading names."""

    @property
    def span(self) -> tuple[int, int]:
        return self.sentences[0].start, self.sentences[-1].end


def answers(reading: Reading, asked: Sequence[int]) -> dict[int, Answered]:
    """Sentence id of each question or request → its number and answer, as far as told.

    Args:
        asked: ids of the sentences that ask.
    """
    if reading.document.genre not in _GENRES:
        return {}
    return _Answers(reading, frozenset(asked)).read()


@dataclass(slots=True)
class _Answers:
    reading: Reading
    asking: frozenset[int]
    passages: list[_Passage] = field(default_factory=list)
    questions: list[_Asked] = field(default_factory=list)

    def read(self) -> dict[int, Answered]:
        self._gather()
        found = {one.sentence.id: Answered(number=one.number) for one in self.questions}
        by_number = {n: p for p in self.passages for n in p.numbers}
        for passage in self.passages:
            for one in passage.asked:
                found[one.sentence.id].span = passage.span
        for one in self.questions:
            if one.number in by_number and one.number is not None:
                found[one.sentence.id].span = by_number[one.number].span
        for one in self.questions:
            if found[one.sentence.id].span is None:
                later = self._said_again(one) or self._of_group(one)
                found[one.sentence.id].span = later.span if later else None
        return found

    def _gather(self) -> None:
        pending: list[_Asked] = []
        number: tuple[str, ...] = ()
        answered: tuple[str, ...] = ()
        group: str | None = None
        headed = False
        passage: _Passage | None = None
        for index, sentences in self._blocks():
            block = self.reading.paper.structured.blocks[index]
            language = block.language or self.reading.paper.structured.language
            label = opener(block.text, language)
            if label is not None and label.labels:
                told = tuple(numbers(block.text[: label.end]))
                if label.role == "question":
                    number, passage = told or number, None
                else:
                    answered, passage = (
                        told or tuple(one.number for one in pending if one.number),
                        None,
                    )
            elif match := _NUMBERED.match(block.text):
                number, passage = (match[1],), None
            if block.kind == "heading":
                named = led_by(block.text, language)
                group = ", ".join(named) or None
                headed, passage = True, None
            for sentence in sentences:
                turn = self.reading.paper.turn(sentence)
                if sentence.id in self.asking:
                    if headed and pending:
                        pending = []
                    headed, passage = False, None
                    speaker = turn.speaker
                    one = _Asked(
                        sentence,
                        speaker.group if speaker else None,
                        number[0] if number else None,
                        len(self.passages),
                    )
                    pending.append(one)
                    self.questions.append(one)
                elif turn.speaker is not None and turn.speaker.role in GOVERNMENT_ROLES:
                    if passage is None:
                        passage = _Passage(asked=pending, numbers=answered, group=group)
                        self.passages.append(passage)
                        pending, answered, headed = [], (), False
                    passage.sentences.append(sentence)

    def _blocks(self) -> Iterator[tuple[int, Sequence[Sentence]]]:
        by_block = self.reading.paper.by_block
        for index in range(len(self.reading.paper.structured.blocks)):
            yield index, by_block.get(index, ())

    def _said_again(self, one: _Asked) -> _Passage | None:
        """The passage behind the question that says a question again, later in the paper."""
        mine = _rare(one.sentence)
        best: tuple[float, _Passage] | None = None
        least = _ALIKE if len(mine) >= _FEWEST else 1.0
        if not mine:
            return None
        for passage in self.passages:
            for other in passage.asked:
                if other.sentence.id <= one.sentence.id or not _same(one.group, other.group):
                    continue
                share = len(mine & _rare(other.sentence)) / len(mine)
                if share >= least and (best is None or share > best[0]):
                    best = share, passage
        return best[1] if best else None

    def _of_group(self, one: _Asked) -> _Passage | None:
        """The only passage under a heading that names the group that asks."""
        later = [
            each
            for each in self.passages
            if each.sentences[0].id > one.sentence.id
            and each.group
            and _same(one.group, each.group)
            and not each.asked
        ]
        return later[0] if len(later) == 1 else None


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


def _rare(sentence: Sentence) -> frozenset[str]:
    language = usable(sentence.language)
    small = {*table(language, "stopwords").get("words", ())}
    small.update(words(language, "answers").listed("common"))
    return frozenset(word for word in _WORD.findall(sentence.text.lower()) if word not in small)
