"""What the government says of motions before the vote, in debates and in letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from inzet.reading.parliament.named import Motions, Named
from inzet.reading.parliament.told import GOVERNMENT_ROLES, Reading, Told, told
from inzet.reading.parliament.words import Words, words
from inzet.reading.text import Sentence
from inzet.vocabulary.parliament import Appreciation, MotionAppreciated

_STRONG = (
    Appreciation.ADVISED_AGAINST,
    Appreciation.LEFT_TO_PARLIAMENT,
    Appreciation.TAKEN_OVER,
    Appreciation.UNTIMELY,
)
_READ = frozenset(("paragraph", "list_item", "table_row", "note"))
_NEVER = frozenset(("motion", "voting results", "convocation"))
_FAR = 12
"""How many sentences after a motion was named "deze motie" is still that one."""


def appreciations(reading: Reading, known: Motions) -> Iterator[Told]:
    """Each verdict on a motion; the last on one is the one that counts."""
    if reading.document.genre in _NEVER:
        return
    yield from _Appreciations(reading, known).read()


@dataclass(slots=True)
class _Appreciations:
    reading: Reading
    known: Motions
    current: tuple[str, ...] = ()
    """The motions that were named last by who may speak of them."""
    ago: int = 0
    provided: str | None = None
    """How the motion is read, told before the verdict."""
    seen: set[tuple[str, str, str | None]] = field(default_factory=set)

    def read(self) -> Iterator[Told]:
        structured = self.reading.paper.structured
        heard = -1
        for sentence in structured.sentences:
            block = self.reading.block(sentence)
            turn = self.reading.paper.turn(sentence)
            if block.kind not in _READ or not self._may(sentence):
                continue
            self._headings(heard, sentence.block)
            heard = sentence.block
            yield from self._sentence(
                sentence, chair=bool(turn.speaker and turn.speaker.role == "chair")
            )

    def _may(self, sentence: Sentence) -> bool:
        """Whether the words are the government's, or a chair's who repeats them."""
        turn = self.reading.paper.turn(sentence)
        if turn.speaker is None:
            return turn.voice == "paper"
        return turn.speaker.role in GOVERNMENT_ROLES or turn.speaker.role == "chair"

    def _headings(self, before: int, block: int) -> None:
        """A heading that names a motion speaks of it until the next."""
        for heading in self.reading.paper.structured.blocks[before + 1 : block]:
            if heading.kind in ("heading", "title"):
                named = self.known.find(heading.text)
                if named:
                    self._named(named)

    def _named(self, named: list[Named]) -> None:
        ids = tuple(dict.fromkeys(one.id for one in named))
        if ids != self.current:
            self.provided = None
        self.current, self.ago = ids, 0

    def _sentence(self, sentence: Sentence, *, chair: bool) -> Iterator[Told]:
        table = words(sentence.language, "appreciations")
        named = self.known.find(sentence.text)
        if named:
            self._named(named)
        else:
            self.ago += 1
        about = [(one.id, one.start) for one in named]
        verdict = _verdict(sentence.text, table)
        reserved = _provided(sentence.text, table)
        if verdict is None:
            self.provided = reserved or self.provided
            return
        if not named and not (
            self.ago <= _FAR and self.current and table.find("deictic", sentence.text)
        ):
            return
        if not named and chair:
            return  # "ontraden" of a chair sums up what is named with it
        about = about or [(motion, 0) for motion in self.current]
        if reserved is None and table.find("reading_above", sentence.text):
            reserved = self.provided or self._before(sentence)
        for n, (motion, start) in enumerate(about):
            key = (motion, verdict, reserved)
            if chair and any(each[:2] == key[:2] for each in self.seen):
                continue
            self.seen.add(key)
            yield told(
                sentence,
                MotionAppreciated(motion=motion, appreciation=verdict, provided=reserved),
                "cycle.appreciation",
                self.reading.government,
                at=start if n else 0,
            )

    def _before(self, sentence: Sentence) -> str | None:
        earlier = self.reading.paper.previous(sentence)
        return earlier.text.rstrip(" .") if earlier else None


def _verdict(text: str, table: Words) -> Appreciation | None:
    """What a sentence says of a motion; None where it says nothing, or leaves it open."""
    if text.rstrip("”’\"' )").endswith("?") or table.find("not", text):
        return None
    found = [(m.start(), one) for one in _STRONG for m in table.every(one.value, text)]
    if found:
        # "Ontijdig; anders …" apart, what is said last is the verdict.
        return max(found)[1]
    weak = table.find(Appreciation.IN_LINE_WITH_POLICY.value, text)
    return Appreciation.IN_LINE_WITH_POLICY if weak else None


def _provided(text: str, table: Words) -> str | None:
    """How a motion must be read for the verdict to stand."""
    match = table.find("provided", text)
    if not match:
        return None
    words_ = match["provided"]
    ends = [m.start() for m in table.every("ends", words_) if m.start() > 0]
    kept = words_[: min(ends)] if ends else words_
    return kept.strip(" .,;:") or None
