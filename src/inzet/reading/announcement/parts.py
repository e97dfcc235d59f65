"""Which part of a paper is about which of its meetings: agendas and reports in one letter.

Reads the blocks of a paper and its notices; gives each block the index of its meeting. A heading
that names one of the meetings ("Verslag Raad Buitenlandse Zaken van 12 maart") opens its part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from inzet.reading.languages import usable
from inzet.reading.layout.headings import strip_number
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.councils import Named, council_words, named
from inzet.reading.mentions.dates import find_dates
from inzet.reading.text import Block, Structured
from inzet.vocabulary.meetings import MeetingNotice

_LONGEST = 70
"""Characters beside names and dates in a heading that opens the part of a meeting."""
_BARE = 30
_NUMBER = re.compile(r"(\d{1,2})[.)]?\s+\S")
_HEADS = frozenset(("heading", "title", "paragraph"))
ELSEWHERE = "elsewhere"
"""The kind of a block in the view of a part that it does not belong to."""


def parts(structured: Structured, notices: Sequence[MeetingNotice]) -> tuple[int, ...]:
    """For every block the index of the notice it belongs to (0 where there is but one)."""
    current = 0
    found = []
    counted = points_among(structured.blocks, notices) if len(notices) > 1 else frozenset()
    for block in structured.blocks:
        if len(notices) > 1 and block.kind in _HEADS and block.start not in counted:
            chapter = chapter_of(block, notices)
            current = current if chapter is None else chapter
        found.append(current)
    return tuple(found)


def points_among(blocks: Sequence[Block], notices: Sequence[MeetingNotice]) -> frozenset[int]:
    """Where numbered headings begin that are points among others and open no part: a meeting that
    is the first of four points of another's agenda."""
    numbered = [one for one in blocks if one.kind == "heading" and _NUMBER.match(one.text)]
    chapters = [one for one in numbered if chapter_of(one, notices) is not None]
    if not chapters or len(chapters) == len(numbered):
        return frozenset()
    order = [int(_NUMBER.match(one.text).group(1)) for one in numbered]  # type: ignore[union-attr]
    in_row = order == list(range(order[0], order[0] + len(order)))
    return frozenset(one.start for one in chapters) if in_row else frozenset()


def chapter_of(block: Block, notices: Sequence[MeetingNotice]) -> int | None:
    """The meeting whose part a heading opens; None for any other block."""
    text = strip_number(block.text)
    if block.kind == "paragraph" and not (text.isupper() and len(text) < 200):
        return None
    language = usable(block.language)
    words = council_words(language)
    names = named(text, language)
    if not names:
        return _by_manner(text, language, notices) if len(text) < _BARE else None
    if words.preparation.search(text[: names[0].start]):
        return None
    if _beside(text, names, language) > _LONGEST:
        return None
    return _by_name(text, names[0], language, notices)


def _beside(text: str, names: Sequence[Named], language: str) -> int:
    taken = sum(one.end - one.start for one in names)
    taken += sum(one.end - one.start for one in find_dates(text, language, None))
    return len(text) - taken


def _by_name(text: str, name: Named, language: str, notices: Sequence[MeetingNotice]) -> int | None:
    body, key, kin = name.council.body, name.council.key, name.council.kin
    start = f"{body}-{key}".lower()
    fits = [
        i
        for i, one in enumerate(notices)
        if one.id == start or one.id.startswith((f"{start}-1", f"{start}-2"))
    ]
    if not fits and kin:
        fits = [i for i, one in enumerate(notices) if one.id.startswith(f"{body}-{kin}-2".lower())]
    days = {one.from_[-5:] for one in find_dates(text, language, None) if one.from_}
    dated = [i for i in fits if (notices[i].from_ or "?")[-5:] in days]
    if dated:
        return dated[0]
    if len(fits) < 2:
        return fits[0] if fits else None
    told = _by_manner(text, language, [notices[i] for i in fits])
    return fits[told or 0]


def _by_manner(text: str, language: str, notices: Sequence[MeetingNotice]) -> int | None:
    """The only meeting that is reported, or the only one announced, as a heading says."""
    words = council_words(language)
    if words.reports.search(text):
        fits = [i for i, one in enumerate(notices) if one.certainty == "held"]
    elif words.agendas.search(text):
        fits = [i for i, one in enumerate(notices) if one.certainty != "held"]
    else:
        return None
    return fits[0] if len(fits) == 1 and len(notices) > 1 else None


def part_of(
    structured: Structured, mentions: Mentions, indices: Sequence[int], part: int
) -> tuple[Structured, Mentions]:
    """A paper as seen from one of its meetings: only that part's sentences and headings."""
    blocks = tuple(
        block if index == part else replace(block, kind=ELSEWHERE, session=None)
        for block, index in zip(structured.blocks, indices, strict=True)
    )
    kept = [one for one in structured.sentences if indices[one.block] == part]
    said = tuple(mentions.sentences[one.id] for one in kept)
    return (
        replace(structured, blocks=blocks, sentences=tuple(kept)),
        replace(mentions, sentences=said),
    )
