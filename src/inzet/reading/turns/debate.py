"""Debates: who has the floor, from openers, or from reports that tell them in the third person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from inzet.reading.layout.openers import Opener, is_opener, opener
from inzet.reading.text import Block, Sentence
from inzet.reading.turns.known import Known
from inzet.reading.turns.model import NOBODY, TABLE, Turn
from inzet.reading.turns.motion import judged
from inzet.reading.turns.setting import TEXT, Setting

_NAMING = frozenset(("heading", "letterhead", "title", "turn"))
"""Blocks of which a line may name who speaks next."""
_OURS = Turn(spoken=True)
_FEW = 3
"""With fewer openers than this a report tells its debate in the third person."""


def debate(setting: Setting) -> Iterator[tuple[Sentence, Turn]]:
    """Sentences of a debate with who says them."""
    return _Floor(setting).read()


@dataclass
class _Floor:
    setting: Setting
    turn: Turn = NOBODY
    narrated: bool = False
    asking: bool = False
    """By its heading this part tells what members said: a minister in it is spoken of."""
    promises: bool = False
    """The chair has begun to sum up what was promised."""
    member: Turn | None = None
    """The member who had the floor last."""
    known: Known = field(init=False)
    """Who spoke, by name, to know "De heer Jansen:" the second time."""

    def __post_init__(self) -> None:
        self.known = Known(self.setting)

    def read(self) -> Iterator[tuple[Sentence, Turn]]:
        self.narrated = self._is_narrated()
        # What a body tells the press begins with its own words.
        self.turn = _OURS if self.setting.of_body else self._from_the_first_word()
        for block, sentences in self.setting.blocks():
            named = self.known.alone(block)
            if named is not None:
                self.turn = named
                self.member = named if named.voice == "speaker" else self.member
                continue
            if block.kind in _NAMING and self.setting.words.peer.match(block.text):
                self.member = self.turn = Turn(
                    self.setting.member(block.text, None), "speaker", spoken=True
                )
                self.known.announced = True
            if block.kind == "heading" and not is_opener(block.text, self.setting.language):
                self._heading(block)
                continue
            if block.kind != "heading" and block.kind != "turn" and block.kind not in TEXT:
                continue
            found = opener(block.text, self.setting.language)
            if found is not None and not found.labels:
                self.turn, self.known.announced = self._opened(found), True
            elif self.setting.of_body:
                self.turn = self._answered(block.text) or self.turn
            elif self.narrated:
                self.turn = self._narrated(block.text) or self.turn
            elif sentences and not self.known.announced:
                self.turn = self.known.of_himself(block.text, self.turn) or self.turn
            elif self.setting.words.moves.search(block.text) and self._is_chairs():
                # Who has the floor reads out the next motion behind the chair's words on the last.
                self.turn = self.member or self.turn
            before = self.turn
            for sentence in sentences:
                if self.setting.of_body:
                    # Where the press and the answers are printed in one run.
                    self.turn = before = self._answered(sentence.text) or self.turn
                if self.narrated and sentence is not sentences[0]:
                    # An interruption that is told in the middle of what somebody else said.
                    self.turn = self._narrated(sentence.text) or self.turn
                yield sentence, self._said(sentence)
            self.turn = before if self.turn.told else self.turn

    def _answered(self, text: str) -> Turn | None:
        """Who speaks behind "Q:" and "A:" to the press: they, or whose paper it is."""
        found = opener(text, self.setting.language)
        if found is None or not found.labels:
            return None
        return NOBODY if found.role == "question" else _OURS

    def _from_the_first_word(self) -> Turn:
        """Whose a speech is that is printed without who holds it: a member's, by what it asks."""
        words = self.setting.words
        texts = [block.text for block, _ in self.setting.blocks() if block.kind in TEXT]
        if not texts or not words.salutes.match(texts[0]):
            return NOBODY
        if not any(words.member_says.search(text) for text in texts):
            return NOBODY
        return Turn(self.setting.member(None, None), "speaker", spoken=True)

    def _is_chairs(self) -> bool:
        return self.turn.speaker is not None and self.turn.speaker.role == "chair"

    def _is_narrated(self) -> bool:
        openers = 0
        for block, _ in self.setting.blocks():
            if block.kind in ("turn", "heading") or block.kind in TEXT:
                found = opener(block.text, self.setting.language)
                openers += found is not None and not found.labels
        return openers < _FEW and self.setting.words.tells

    def _heading(self, block: Block) -> None:
        words = self.setting.words
        if words.questions.search(block.text):
            self.asking = words.answers.search(block.text) is None
        elif words.answers.search(block.text):
            self.asking = False
        if self.setting.words.promises.search(block.text):
            self.promises = True
            self.turn = Turn(self.setting.office("chair"), "nobody", spoken=True)

    def _opened(self, found: Opener) -> Turn:
        setting = self.setting
        if found.role == "member":
            answers = self.known.minister(found.name)
            if answers is not None:
                return answers
            speaker = setting.member(found.name, found.group)
            self.known.remember(found.name, speaker)
            self.member = Turn(speaker, "speaker", spoken=True)
            return self.member
        known = self.known.before(found.name)
        if found.role == "guest" and known is not None:
            return self.known.minister(found.name) or Turn(known, "speaker", spoken=True)
        speaker = setting.office(found.role, found.name)
        self.known.remember(found.name, speaker)
        if speaker.party is None:
            return Turn(speaker, "nobody", spoken=True)
        own = speaker.party == setting.own
        return Turn(speaker, "paper" if own else "speaker", spoken=True)

    def _narrated(self, text: str) -> Turn | None:
        words, setting = self.setting.words, self.setting
        member = words.narrated_member.match(text)
        if member:
            found = member.groupdict()
            name = next((v for k, v in found.items() if k.startswith("name") and v), None)
            group = next((v for k, v in found.items() if k.startswith("group") and v), None)
            return Turn(setting.member(name, group), "speaker", spoken=True, told=True)
        if not self.asking and words.narrated_minister.match(text):
            return Turn(setting.office("minister"), "paper", spoken=True, told=True)
        return None

    def _said(self, sentence: Sentence) -> Turn:
        words, turn, text = self.setting.words, self.turn, sentence.text
        if words.tabled.search(text):
            return TABLE
        if words.procedural.search(text):
            return NOBODY
        role = turn.speaker.role if turn.speaker else ""
        if role == "chair":
            self.promises = self.promises or words.promises.search(text) is not None
            if self.promises and words.promised.search(text):
                return replace(turn, implies="promise")
            return self._printed(text) or turn
        if turn.voice == "speaker":
            if words.judges.search(text):
                return replace(turn, voice="nobody", implies="opinion")
            if words.weighs.search(text):
                implies = "opinion" if judged(words, text) else None
                return replace(turn, voice="ground", implies=implies)
            if words.considers.search(text):
                # What a motion considers is its ground, and nobody's stance.
                return replace(turn, voice="nobody")
            return replace(turn, implies=_asked(text, self.setting, self.narrated))
        return turn

    def _printed(self, text: str) -> Turn | None:
        """The turn of a motion's movers where its text is printed among what the chair says."""
        words = self.setting.words
        movers = self.setting.member(None, None, "movers")
        if words.dictum_request.search(text):
            return Turn(movers, "nobody", spoken=True, implies="dictum")
        if words.dictum_declare.search(text) or words.judges.search(text):
            declares = words.dictum_declare.search(text) is not None
            return Turn(
                movers, "nobody", spoken=True, implies="declaration" if declares else "opinion"
            )
        if judged(words, text):
            return Turn(movers, "ground", spoken=True, implies="opinion")
        return None


def _asked(text: str, setting: Setting, narrated: bool) -> str | None:
    """What a member's sentence is beside a view: a question to the government, a dictum."""
    words = setting.words
    if words.dictum_request.search(text) or words.dictum_inside.search(text):
        return "dictum"
    if words.dictum_declare.search(text):
        return "declaration"
    if words.puts.search(text):
        return "question"
    if narrated and words.asks.search(text):
        return "request" if words.requests.search(text) else "question"
    if text.rstrip("”’\"' ").endswith("?") and words.asked.search(text):
        return "question"
    return None
