"""Votes on motions: what became of each, and who voted how, in proceedings and in lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from inzet.reading.parliament.motions import number_of_paper
from inzet.reading.parliament.named import Motions
from inzet.reading.parliament.told import Reading, Told, told
from inzet.reading.parliament.words import Words, words
from inzet.reading.text import Sentence
from inzet.reading.turns.groups import group_named
from inzet.vocabulary.parliament import MotionVoted, Result

_READ = frozenset(("paragraph", "list_item", "table_row", "note", "heading"))
_LISTS = frozenset(("voting results", "motion"))
_RESULTS = (Result.WITHDRAWN, Result.HELD_OVER, Result.LAPSED, Result.REJECTED, Result.ADOPTED)
_STARTS = re.compile(r"(?<=\s)\S")
_SPLIT = re.compile(r"\s*(?:,|;|\ben\b|\band\b)\s*")


def votes(reading: Reading, known: Motions, moved: Sequence[Told] = ()) -> Iterator[Told]:
    """What became of each motion, as often as a paper tells it.

    Args:
        moved: the motions moved in the paper, for the "Question put" that names none.
    """
    yield from _Votes(reading, known, moved).read()


@dataclass(slots=True)
class _Votes:
    reading: Reading
    known: Motions
    moved: Sequence[Told] = ()
    amendment: bool = False
    """What was last put to the vote is no motion of its own."""
    division: re.Match[str] | None = None
    put: tuple[str, ...] = ()
    """The motions that were last put to the vote, or that a line of a list was about."""
    last: list[Told] | None = None
    """What the last line of a list told, to which who voted how may be added."""

    def read(self) -> Iterator[Told]:
        lists = self.reading.document.genre in _LISTS
        if self.reading.document.genre == "motion":
            own = number_of_paper(self.reading)
            self.put = (own,) if own else ()
        for sentence in self._sentences():
            turn = self.reading.paper.turn(sentence)
            table = words(sentence.language, "votes")
            yield from self._outcome(sentence, table)
            if turn.speaker is not None and turn.speaker.role not in ("chair", "movers"):
                continue
            headed = self.reading.block(sentence).kind == "heading"
            named = tuple(
                # A heading that names no number names what the vote is about, not who moved it.
                dict.fromkeys(
                    one.id
                    for one in self.known.find(sentence.text)
                    if not (headed and one.id.startswith("motie-"))
                )
            )
            if lists and self.last and self._who(sentence, table):
                continue
            yield from self._flush()
            if named and (table.find("put", sentence.text) or lists):
                self.put = named
            elif table.find("put", sentence.text):
                self.put = ()
            found = self._told(sentence, named, table, lists=lists)
            if found and lists and table.find("line", sentence.text):
                self.last = found
            else:
                yield from found
        yield from self._flush()

    def _flush(self) -> Iterator[Told]:
        yield from self.last or ()
        self.last = None

    def _sentences(self) -> Iterator[Sentence]:
        """Sentences, and headings as they stand, in text order."""
        structured = self.reading.paper.structured
        by_block = self.reading.paper.by_block
        for index, block in enumerate(structured.blocks):
            if block.kind not in _READ:
                continue
            yield from by_block.get(index) or (self.reading.of_block(index),)

    def _told(
        self, sentence: Sentence, named: tuple[str, ...], table: Words, *, lists: bool
    ) -> list[Told]:
        text = sentence.text
        if table.find("opens", text):
            return []
        line = table.find("line", text) if lists else None
        spoken = self.reading.paper.turn(sentence).speaker is not None
        chair = (spoken or lists) and (table.find("told", text) or _asks(text, table))
        row = lists and named and _cells(text, table)
        if not (line or chair or row):
            return []
        result = _result(text, table)
        about = named or self.put
        if result is None or not about or text.rstrip().endswith("?"):
            return []
        content = MotionVoted(
            motion=about[0],
            result=result,
            on=self.reading.day,
            in_favour=_groups(text, "in_favour", table, sentence.language),
            against=_groups(text, "against", table, sentence.language),
        )
        content = _seats(content, text, table)
        party = self.reading.parliament
        starts = [0, *(match.start() for match in _STARTS.finditer(text))]
        at = {one.id: one.start for one in reversed(self.known.find(text))}
        return [
            told(
                sentence,
                msgspec.structs.replace(content, motion=motion),
                "cycle.vote",
                party,
                # The first has the whole sentence; of motions that it does not name (several that
                # were put together) each other is cited from another word on.
                at=at.get(motion, starts[min(n, len(starts) - 1)]) if n else 0,
            )
            for n, motion in enumerate(about)
        ]

    def _outcome(self, sentence: Sentence, table: Words) -> Iterator[Told]:
        """Where a house puts the question, what became of the motion that was moved last."""
        text = sentence.text
        if table.find("put", text) and not table.find("outcome", text):
            self.amendment, self.division = table.find("amendment", text) is not None, None
        self.division = table.find("division", text) or self.division
        match = table.find("outcome", text)
        if not match:
            return
        moved = [one for one in self.moved if one.sentence.start < sentence.start]
        result = _result(match["how"], table)
        amendment = self.amendment or table.find("amendment", text) is not None
        seats, self.amendment, self.division = self.division, False, None
        if amendment or result is None or not moved:
            return
        content = MotionVoted(
            motion=str(moved[-1].content["motion"]),
            result=result,
            on=self.reading.day,
            seats_in_favour=int(seats["for"]) if seats else None,
            seats_against=int(seats["against"]) if seats else None,
        )
        yield told(sentence, content, "cycle.vote", self.reading.parliament)

    def _who(self, sentence: Sentence, table: Words) -> bool:
        """Adds who voted how to the line above; False where the sentence tells nothing of it."""
        in_favour = _groups(sentence.text, "in_favour", table, sentence.language)
        against = _groups(sentence.text, "against", table, sentence.language)
        row = table.find("row", sentence.text)
        if row and row["how"].lower() in table.listed("for_words"):
            in_favour = (_group(row["group"], sentence.language, table),)
        elif row and row["how"].lower() in table.listed("against_words"):
            against = (_group(row["group"], sentence.language, table),)
        if not (in_favour or against or row):
            return bool(table.find("header", sentence.text))
        seats = int(row["seats"]) if row else 0
        self.last = [
            replace(each, content=_added(each.content, in_favour, against, seats))
            for each in self.last or ()
        ]
        return True


def _added(
    content: dict[str, object], in_favour: tuple[str, ...], against: tuple[str, ...], seats: int
) -> dict[str, object]:
    made = dict(content)
    for key, groups in (("in_favour", in_favour), ("against", against)):
        if groups:
            made[key] = [*made.get(key, ()), *groups]  # type: ignore[misc]
            if seats:
                made[f"seats_{key}"] = int(made.get(f"seats_{key}", 0)) + seats  # type: ignore[call-overload]
    return made


def _asks(text: str, table: Words) -> bool:
    """Whether a chair proposes to hold a motion over, or tells that it is gone."""
    return any(table.find(one.value, text) for one in _RESULTS[:3])


def _cells(text: str, table: Words) -> bool:
    """Whether a line that names a motion ends with what became of it."""
    return bool(table.find("ends_with", text))


def _result(text: str, table: Words) -> Result | None:
    found = [(m.start(), one) for one in _RESULTS for m in table.every(one.value, text)]
    return max(found)[1] if found else None


def _groups(text: str, key: str, table: Words, language: str) -> tuple[str, ...]:
    match = table.find(key, text)
    if not match:
        return ()
    found = [
        _group(part, language, table)
        for part in _SPLIT.split(match["groups"].strip(" .;"))
        if part and not table.find("others", part)
    ]
    return tuple(dict.fromkeys(name for name in found if name))


def _group(printed: str, language: str, table: Words) -> str:
    """A group as the gazetteer writes it; who sits alone by name."""
    name = " ".join(printed.split()).strip(" .;|")
    while (match := table.find("articles", name)) is not None:
        name = name[match.end() :]
    alone = table.find("member", name)
    if alone:
        return f"Lid {alone['name']}"
    return group_named(name, language) or name


def _seats(content: MotionVoted, text: str, table: Words) -> MotionVoted:
    match = None
    if content.result is Result.REJECTED:
        match = table.find("rejected_seats", text)
    match = match or table.find("seats", text)
    if not match:
        return content
    return msgspec.structs.replace(
        content, seats_in_favour=int(match["for"]), seats_against=int(match["against"])
    )
