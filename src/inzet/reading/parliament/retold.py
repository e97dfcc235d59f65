"""What only tells what a motion asks for: it is the movers', and already read from their motion."""

from __future__ import annotations

import re

from inzet.reading.contents.context import PaperContext
from inzet.reading.parliament.told import GOVERNMENT_ROLES, Reading
from inzet.reading.parliament.words import words
from inzet.reading.result import ReadStatement
from inzet.reading.text import Sentence
from inzet.vocabulary.acts import Act

_ACTS = frozenset((Act.POSITION, Act.COMMITMENT, Act.EXPECTATION, Act.CONDITION))
_TELL = GOVERNMENT_ROLES | {"chair"}


def is_retold(one: ReadStatement, sentence: Sentence, reading: Reading) -> bool:
    """Whether a stance or promise is only what somebody else's motion asks for.

    Of a sentence that goes on with what its own speaker wants or does, that part stays.
    """
    if one.act not in _ACTS or reading.document.genre == "motion":
        return False
    if one.act is Act.POSITION and (one.party or "").startswith("parliament"):
        return False  # told as what it is
    speaker = reading.paper.turn(sentence).speaker
    if speaker is not None and speaker.role not in _TELL:
        return False
    span = asked(sentence.text, sentence.language)
    if span is None:
        return False
    trigger = str(one.explanation.get("words", ""))
    places = [
        match.start() for match in re.finditer(rf"\b{re.escape(trigger)}\b", sentence.text, re.I)
    ]
    return bool(trigger and places) and all(span[0] <= at < span[1] for at in places)


def is_of_others(sentence: int, paper: PaperContext) -> bool:
    """Whether a sentence in which no rule found a stance tells what a motion asks for.

    Args:
        sentence: its id; of one that the paper does not have, nothing is told.
    """
    sentences = paper.structured.sentences
    if paper.genre == "motion" or not 0 <= sentence < len(sentences):
        return False
    speaker = paper.turn(sentences[sentence]).speaker
    if speaker is not None and speaker.role not in _TELL:
        return False
    return asked(sentences[sentence].text, sentences[sentence].language) is not None


def asked(text: str, language: str | None) -> tuple[int, int] | None:
    """Where a sentence tells what a motion asks for; None where it does not."""
    table = words(language, "motions")
    match = table.find("retold", text)
    if match is None:
        return None
    ends = [one.start() for one in table.every("retold_until", text) if one.start() > match.end()]
    return match.start(), min(ends, default=len(text))
