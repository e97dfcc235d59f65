"""Motions: who moves, what is considered, and what the house asks or declares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inzet.reading.layout.openers import NAME
from inzet.reading.text import Block, Sentence
from inzet.reading.turns.groups import group_names
from inzet.reading.turns.model import Turn
from inzet.reading.turns.questions import asker
from inzet.reading.turns.setting import Setting
from inzet.reading.turns.words import TurnWords, led_by
from inzet.vocabulary.speakers import Speaker

_EARLY = 60
"""Within how many characters of its start a page must name the group whose it is."""
_HEADS = frozenset(("heading", "letterhead", "title"))
_SIGNED = re.compile(rf"{NAME}[ .,]*", re.I)
_BROKEN = re.compile(r"-\s*\n\s*")


def motion(setting: Setting) -> Iterator[tuple[Sentence, Turn]]:
    """Sentences of a motion, all of them its movers'; the dictum is what it asks.

    What stands before it on a group's page is the group's, and what a minister writes of motions
    below them the government's.
    """
    movers = _movers(setting)
    words = setting.words
    around = _before(setting)
    for block, sentences in setting.blocks():
        if words.moved.search(block.text):
            around = None
        elif block.kind in _HEADS and words.answers_motions.search(block.text):
            around = Turn(setting.office("government"), "paper")
        for sentence in sentences:
            if around is not None:
                yield sentence, around
                continue
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
                implies = "opinion" if judged(words, sentence.text) else None
            yield sentence, Turn(movers, voice, implies=implies)


def _before(setting: Setting) -> Turn | None:
    """Whose the words before the first motion are: a group's, if they begin with its name."""
    for block, sentences in setting.blocks():
        if setting.words.moved.search(block.text) or not sentences:
            continue
        groups = led_by(sentences[0].text[:_EARLY], setting.language)
        named = group_names(setting.language).known.get(sentences[0].text.split()[0].lower())
        if groups or named:
            members = setting.members(groups or (named or "",))
            return Turn(members, "speaker", told=True)
        return None
    return None


def judged(words: TurnWords, text: str) -> bool:
    """Whether what a motion considers judges: "overwegende dat steun onvoldoende is"."""
    return bool(words.weighs.search(text) and words.weighs_judging.search(text))


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
