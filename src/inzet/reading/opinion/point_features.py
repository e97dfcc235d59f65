"""What is looked at to tell whether a sentence names a point, and which of its word groups does.

Reads a sentence, its words and where it stands; writes features as short strings. Nothing here
knows a word but those that bound a group.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from inzet.reading.opinion.senses import senses
from inzet.reading.opinion.word_groups import Bounds, Group, Words
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import MeetingNotice

_BEFORE, _BEHIND = 12, 6
"""Words before and behind a group that are looked at."""
_REACH = 14
"""Words in which what links a group is looked for."""
_LONG = 10
"""Words from which on a group is long."""
_MANY = 3
"""Headings that are points from which on they are many."""
_MARK = 3
"""Characters before this a block's first sentence begins, behind its mark."""
_SHORT = 3
"""Letters up to which a group may stand in a paper again by chance."""
_ENDING = 4
"""Letters that end a word and count for themselves."""
_HEADED = frozenset(("heading", "list_item"))


@dataclass(frozen=True, slots=True)
class Setting:
    """What of a paper both steps look at beside the sentence."""

    genre: str | None
    text: str
    """Letters and digits of the paper, in small letters."""
    headings: tuple[tuple[str, bool] | None, ...]
    """Per block the heading it stands under, and whether that is a point."""
    points: int
    """How many headings are points."""


def setting_of(
    structured: Structured, notices: Sequence[MeetingNotice], genre: str | None
) -> Setting:
    """What of a paper counts for each of its sentences."""
    headed = {one.start for one in structured.blocks if one.kind in _HEADED}
    read = [
        item for one in notices for each in one.sessions for item in (*each.items, *each.topics)
    ]
    starts = {one.start for one in read if one.start in headed}
    above: tuple[str, bool] | None = None
    headings = []
    for block in structured.blocks:
        if block.kind == "heading":
            above = block.text, block.start in starts
        headings.append(above)
    text = _letters(" ".join(one.text for one in structured.blocks))
    return Setting(genre, text, tuple(headings), len(starts))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def about(sentence: Sentence, setting: Setting, structured: Structured) -> list[str]:
    """Features of where a sentence stands."""
    block = structured.blocks[sentence.block]
    heading = setting.headings[sentence.block]
    under = "none" if heading is None else "point" if heading[1] else "other"
    first = sentence.start - block.start < _MARK
    return [
        f"language {sentence.language}",
        f"genre {setting.genre}",
        f"under {under}",
        f"points {min(setting.points, _MANY)}",
        f"points {min(setting.points, _MANY)} {under}",
        f"block {min(9, sentence.block // 4)}",
        f"kind {block.kind}",
        "first" if first else "later",
    ]


def sentence_features(words: Words, language: str) -> set[str]:
    """Features of the first step: the words of a sentence, pairs of them, and their senses."""
    lower = words.lower
    said = senses(language).of(lower)
    found = {f"w {one}" for one in lower if one[0].isalpha()}
    # Lists, not generators: every sentence has a hundred of these.
    found.update([f"p {a} {b}" for a, b in itertools.pairwise(("^", *lower, "$"))])
    found.update([f"v {one}" for one in said])
    found.update([f"vv {a} {b}" for a, b in itertools.pairwise(said)])
    found.add(f"l {min(len(lower) // 8, 5)}")
    return found


def before(words: Words, first: int, known: Bounds, language: str) -> list[str]:
    """Features of the second step: how a group begins, and what stands before it."""
    one, two, three = words.at(first - 1), words.at(first - 2), words.at(first - 3)
    own = words.text[words.spans[first][0]]
    found = [
        f"a1 {one}",
        f"a2 {two}",
        f"a3 {three}",
        f"a12 {two} {one}",
        f"a123 {three} {two} {one}",
        f"first {words.lower[first]}",
        "capital" if own.isupper() else "small",
    ]
    reach = words.lower[max(0, first - _BEFORE) : first]
    found += [f"b {each}" for each in set(reach)]
    said = senses(language)
    found += [f"bv {each}" for each in set(said.of(reach))]
    telling = next(
        (each for each in reversed(reach) if each[0].isalnum() and each not in known.small), None
    )
    if telling is not None:
        found += [f"t {telling}", f"te {telling[-_ENDING:]}"]
    links = [
        at for at in range(first - 1, max(-1, first - _REACH), -1) if words.lower[at] in known.links
    ]
    if links:
        link = words.lower[links[0]]
        led = " ".join(said.of([words.at(links[0] - 1)]))
        found += [f"link {link}", f"link {link} {led}"]
        if one not in known.links and links[0] < first - 2:
            found.append(f"listed {link}")
    return found


def behind(words: Words, last: int) -> list[str]:
    """How a group ends, and what stands behind it."""
    one, two = words.at(last + 1), words.at(last + 2)
    found = [f"z1 {one}", f"z2 {two}", f"z12 {one} {two}"]
    found += [f"last {words.lower[last]}", f"end {words.lower[last][-_ENDING:]}"]
    found += [f"f {each}" for each in set(words.lower[last + 1 : last + _BEHIND])]
    return found


def within(words: Words, group: Group, known: Bounds, setting: Setting) -> list[str]:
    """What a group is like as a whole."""
    own = words.lower[group.first : group.last + 1]
    found = [f"n {min(len(own), _LONG)}", f"small {min(4, sum(one in known.small for one in own))}"]
    if "," in own:
        found.append("comma")
    if any(not one[0].isalnum() and one != "," for one in own):
        found.append("mark")
    if any(map(str.isdigit, own)):
        found.append("digit")
    letters = _letters("".join(own))
    found.append(f"again {min(4, setting.text.count(letters)) if len(letters) > _SHORT else 0}")
    return found
