"""Motions: who moves, what is considered, and what the house asks or declares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inzet.reading.layout.openers import NAME
from inzet.reading.text import Sentence
from inzet.reading.turns.model import Turn
from inzet.reading.turns.questions import asker
from inzet.reading.turns.setting import Setting
from inzet.vocabulary.speakers import Speaker

_SIGNED = re.compile(rf"{NAME}[ .,]*", re.I)


def motion(setting: Setting) -> Iterator[tuple[Sentence, Turn]]:
    """Sentences of a motion, all of them its movers'; the dictum is what it asks."""
    movers = _movers(setting)
    words = setting.words
    for _, sentences in setting.blocks():
        for sentence in sentences:
            implies = None
            if words.dictum_request.search(sentence.text):
                implies = "dictum"
            elif words.dictum_declare.search(sentence.text):
                implies = "declaration"
            # What it considers is its ground, and nobody's stance.
            yield sentence, Turn(movers, "nobody", implies=implies)


def _movers(setting: Setting) -> Speaker:
    """Who signed below the dictum; else whom the title names."""
    who = asker(setting)
    signed: list[str] = []
    ended = False
    for block in setting.structured.blocks:
        if setting.words.dictum_ends.search(block.text):
            ended = True
        elif ended:
            unsigned = setting.words.unsigned.search(block.text)
            if unsigned or not _SIGNED.fullmatch(block.text):
                break
            signed.append(block.text.rstrip(" .,"))
    name = ", ".join(signed) or who.name
    return Speaker(role="movers", name=name, group=who.group, party=who.party)
