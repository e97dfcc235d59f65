"""Motions: who moves, what is considered, and what the house asks or declares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inzet.reading.layout.openers import NAME
from inzet.reading.text import Block, Sentence
from inzet.reading.turns.model import Turn
from inzet.reading.turns.questions import asker
from inzet.reading.turns.setting import Setting
from inzet.vocabulary.speakers import Speaker

_SIGNED = re.compile(rf"{NAME}[ .,]*", re.I)
_BROKEN = re.compile(r"-\s*\n\s*")


def motion(setting: Setting) -> Iterator[tuple[Sentence, Turn]]:
    """Sentences of a motion, all of them its movers'; the dictum is what it asks."""
    movers = _movers(setting)
    words = setting.words
    for _, sentences in setting.blocks():
        for sentence in sentences:
            implies, voice = None, "nobody"
            if words.dictum_request.search(sentence.text):
                implies = "dictum"
            elif words.dictum_declare.search(sentence.text):
                implies = "declaration"
            elif words.judges.search(sentence.text):
                # What it considers is its ground; what it is of the opinion of, its stance.
                implies = "opinion"
            elif words.weighs.search(sentence.text):
                voice = "ground"
            yield sentence, Turn(movers, voice, implies=implies)


def _movers(setting: Setting) -> Speaker:
    """Who signed below the dictum; else whom the title names."""
    who = asker(setting)
    signed: list[str] = []
    ended = False
    for block in setting.structured.blocks:
        if setting.words.dictum_ends.search(block.text):
            ended = True
        elif ended:
            names = list(_names(block, setting))
            signed += names
            if not names or len(names) < len(_printed(block, setting)):
                break
    name = ", ".join(signed) or who.name
    return Speaker(role="movers", name=name, group=who.group, party=who.party)


def _names(block: Block, setting: Setting) -> Iterator[str]:
    """Who signed in a block: each on a line of their own, until a line that is no name."""
    for line in _printed(block, setting):
        if setting.words.unsigned.search(line) or not _SIGNED.fullmatch(line):
            return
        yield line.rstrip(" .,")


def _printed(block: Block, setting: Setting) -> list[str]:
    """The lines of a block as they are printed; a name that was broken at its hyphen is one."""
    text = setting.structured.extracted.text[block.start : block.end]
    lines = [" ".join(line.split()) for line in _BROKEN.sub("-", text).splitlines()]
    return [line for line in lines if line]
