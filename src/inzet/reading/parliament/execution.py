"""What the government tells of carrying motions out, in letters and reports."""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reading.parliament.named import Motions, Named
from inzet.reading.parliament.told import GOVERNMENT_ROLES, Reading, Told, told
from inzet.reading.parliament.words import Words, words
from inzet.reading.text import Sentence
from inzet.vocabulary.parliament import Execution, MotionCarriedOut

_READ = frozenset(("paragraph", "list_item", "table_row", "note"))
_NEVER = frozenset(("motion", "voting results", "convocation"))
_NEAR = 2
"""How many sentences after a motion was named "deze motie" is still that one."""
_ORDER = (Execution.NOT, Execution.PARTLY, Execution.DONE, Execution.UNDER_WAY)
"""What is told more precisely goes before what only its verb tells."""


def execution(reading: Reading, known: Motions) -> Iterator[Told]:
    """Each sentence that tells what was, or is being, done with a motion."""
    if reading.document.genre in _NEVER:
        return
    last: tuple[int, list[Named]] = (-_NEAR - 1, [])
    for sentence in reading.paper.structured.sentences:
        if reading.block(sentence).kind not in _READ or not known.may(sentence.text):
            continue
        if not _may(sentence, reading):
            continue
        table = words(sentence.language, "execution")
        named = known.find(sentence.text)
        if named:
            last = sentence.id, named
        elif sentence.id - last[0] <= _NEAR and len(last[1]) == 1:
            # "Het kabinet heeft deze motie uitgevoerd": the one that was named right before.
            named = last[1] if table.find("this", sentence.text) else []
        state = _state(sentence.text, table) if named else None
        if state is None:
            continue
        how = _how(sentence.text, table)
        for n, one in enumerate(named):
            content = MotionCarriedOut(motion=one.id, state=state, how=how)
            party = reading.government
            yield told(sentence, content, "cycle.carried-out", party, at=one.start if n else 0)


def _may(sentence: Sentence, reading: Reading) -> bool:
    """Whether the words are the government's: members ask whether it did."""
    turn = reading.paper.turn(sentence)
    if turn.speaker is None:
        return turn.voice == "paper"
    return turn.speaker.role in GOVERNMENT_ROLES


def _state(text: str, table: Words) -> Execution | None:
    if text.rstrip("”’\"' )").endswith("?") or table.find("not", text):
        return None
    return next((one for one in _ORDER if table.find(one.value, text)), None)


def _how(text: str, table: Words) -> str | None:
    match = table.find("how", text)
    return " ".join(match["how"].split()).strip(" .,;") if match else None
