"""Which passage answers which question, in consultations and in written questions.

In turn, an answer follows its questions. Where all questions come first, the answer is headed by
the question said again, by the group that asked, or by its number.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inzet.reading.layout.openers import opener
from inzet.reading.parliament.alike import rare, share, touch
from inzet.reading.parliament.named import numbers
from inzet.reading.parliament.told import GOVERNMENT_ROLES, Reading
from inzet.reading.parliament.words import words
from inzet.reading.text import Sentence
from inzet.reading.turns.questions import number_before
from inzet.reading.turns.words import led_by

_GENRES = frozenset(
    ("report of a written consultation", "list of questions and answers", "written questions")
)
_NUMBERED = re.compile(r"\(?(\d{1,3})[a-z]?\)?[.)]?\Z")


@dataclass(slots=True)
class Answered:
    """A question as its place in the paper tells it."""

    number: str | None = None
    span: tuple[int, int] | None = None
    """Of the answer, in code points of the extracted text."""
    repeats: bool = False
    """It is a question of before, said again above its answer."""


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
    restates: Sentence | None = None
    """Its first sentence, where that tells the question: "Op de vraag hoeveel … zijn dat …"."""

    @property
    def again(self) -> list[Sentence]:
        """The sentences that say its question again."""
        told = [one.sentence for one in self.asked]
        return [*told, self.restates] if self.restates else told

    def may_answer(self, one: _Asked) -> bool:
        """Whether it stands behind a question, and for the group that asked it."""
        if self.sentences[0].id <= one.sentence.id:
            return False
        if any(_same(one.group, other.group) for other in self.asked):
            return all(other.sentence.id > one.sentence.id for other in self.asked)
        return self.restates is not None and self.group in (one.group, None)

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
        open_ = [one for one in self.questions if found[one.sentence.id].span is None]
        matched = self._said_again(open_)
        self._in_order(open_, matched)
        self._spoken_of(open_, matched)
        for one in open_:
            later = matched.get(one.sentence.id) or self._of_group(one, open_)
            found[one.sentence.id].span = later.span if later else None
        for identifier in self._repeats(open_, matched):
            found[identifier].repeats = True
        return found

    def _gather(self) -> None:
        pending: list[_Asked] = []
        number: tuple[str, ...] = ()
        answered: tuple[str, ...] = ()
        group: str | None = None
        headed = False
        lists = self.reading.document.genre == "list of questions and answers"
        last = 0
        heads: set[tuple[str, ...]] = set()
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
            elif (next_ := number_before(block.text, last if lists else None)) is not None:
                number, passage, last = (str(next_),), None, next_
            if block.kind == "heading":
                named = led_by(block.text, language)
                if named:
                    heads.add(named)
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
                    restates = self._restates(sentence) if sentence is sentences[0] else None
                    if passage is None or restates:
                        if headed and not self.passages and len(heads) > 1:
                            # Several groups have asked before the first answer: it is of no one
                            # of them in particular.
                            pending = []
                        passage = _Passage(
                            asked=pending, numbers=answered, group=group, restates=restates
                        )
                        self.passages.append(passage)
                        pending, answered, headed = [], (), False
                    passage.sentences.append(sentence)

    def _restates(self, sentence: Sentence) -> Sentence | None:
        table = words(sentence.language, "answers")
        return sentence if table.find("restates", sentence.text) else None

    def _blocks(self) -> Iterator[tuple[int, Sequence[Sentence]]]:
        by_block = self.reading.paper.by_block
        for index in range(len(self.reading.paper.structured.blocks)):
            yield index, by_block.get(index, ())

    def _said_again(self, open_: Sequence[_Asked]) -> dict[int, _Passage]:
        """Sentence id of a question → the passage behind the words that say it again."""
        found: dict[int, _Passage] = {}
        for one in open_:
            mine = _rare(one.sentence)
            best = 0.0
            for passage in self.passages:
                if not passage.may_answer(one):
                    continue
                told = max((share(mine, _rare(other)) for other in passage.again), default=0.0)
                if told > best:
                    best, found[one.sentence.id] = told, passage
        return found

    def _in_order(self, open_: Sequence[_Asked], matched: dict[int, _Passage]) -> None:
        """Answers come in the order of the questions: a summary between two that are known.

        It must share a word with the question; "En wie betaalt dat?" goes with the one before it.
        """
        place = {id(passage): n for n, passage in enumerate(self.passages)}
        taken = {id(passage) for passage in matched.values()}
        for n, one in enumerate(open_):
            if one.sentence.id in matched:
                continue
            theirs = [
                matched.get(other.sentence.id) if _same(one.group, other.group) else None
                for other in open_
            ]
            before = next((each for each in reversed(theirs[:n]) if each), None)
            after = next((each for each in theirs[n + 1 :] if each), None)
            first = place[id(before)] if before else -1
            last = place[id(after)] if after else len(self.passages)
            mine = _rare(one.sentence)
            for passage in self.passages[max(first, 0) : last]:
                free = id(passage) not in taken or (
                    passage is before and open_[n - 1].sentence.block == one.sentence.block
                )
                if free and passage.may_answer(one) and touch(mine, _rare(*passage.again)):
                    matched[one.sentence.id] = passage
                    taken.add(id(passage))
                    break

    def _spoken_of(self, open_: Sequence[_Asked], matched: dict[int, _Passage]) -> None:
        """The answer to the question before it, where its own words speak of this one too."""
        for before, one in itertools.pairwise(open_):
            passage = matched.get(before.sentence.id)
            if one.sentence.id in matched or passage is None or not _same(before.group, one.group):
                continue
            if share(_rare(one.sentence), _rare(*passage.sentences)):
                matched[one.sentence.id] = passage

    def _of_group(self, one: _Asked, open_: Sequence[_Asked]) -> _Passage | None:
        """The only passage under a heading that names the group that asks.

        Where the group asks more than one thing, only if it speaks of this one.
        """
        later = [
            each
            for each in self.passages
            if each.sentences[0].id > one.sentence.id
            and each.group
            and _same(one.group, each.group)
            and not each.asked
        ]
        alone = sum(1 for other in open_ if _same(one.group, other.group)) == 1
        if len(later) != 1 or not (alone or touch(_rare(one.sentence), _rare(*later[0].sentences))):
            return None
        return later[0]

    def _repeats(self, open_: Sequence[_Asked], matched: dict[int, _Passage]) -> Iterator[int]:
        """Ids of the sentences that only say again what was asked before."""
        for one in open_:
            passage = matched.get(one.sentence.id)
            mine = _rare(one.sentence)
            for other in passage.asked if passage else ():
                if touch(mine, _rare(other.sentence)):
                    yield other.sentence.id


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


def _rare(*sentences: Sentence) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    return found.union(*(rare(one.text, one.language) for one in sentences))
