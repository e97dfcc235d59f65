"""Where a meeting is held, as the words beside its name tell; and lines of a place with days.

Reads the text that names a meeting; writes a place, known (``places.csv``) or as printed.
"""

from __future__ import annotations

import datetime as dt
import re

from inzet.reading.languages import usable
from inzet.reading.mentions.councils import CouncilWords, named, place_in
from inzet.reading.mentions.dates import find_dates
from inzet.reading.mentions.model import DateMention
from inzet.reading.text import Block

VIRTUAL = "video conference"
"""The place of a meeting that is held nowhere."""
PRINTED = frozenset(("paragraph", "heading", "title", "table_row"))
"""Kinds of blocks that are printed lines."""
_DATELINE = 70
"""Characters up to which a line may be a place with days."""
_PLACE_ALONE = re.compile(r"(?:[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+){0,3}(?:, |/)?){0,2},?")
_CALLED = r"([A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+)?)"
_AT_PLACE = re.compile(rf"(?:[ -]\w+)?\s+te\s+{_CALLED}")
_ON_DAY = re.compile(
    rf"\b(?:in|te|at)\s+{_CALLED},?\s+(?:on|op|from|van)\s+(?:\w+day,? |\w+dag )?(?:\d|[A-Z]\w+ \d)"
)
_DAY_AT = re.compile(rf"(?: [a-z.]+){{0,3}}? (?:in|te|at) {_CALLED}(?=[\s.,;)]|\Z)")


def is_dateline(block: Block, own: dt.date | None) -> bool:
    """Whether a line holds nothing but a place and days, which are not the paper's own."""
    text = block.text
    if block.kind not in PRINTED or len(text) > _DATELINE:
        return False
    language = usable(block.language)
    days = [one for one in find_dates(text, language, own) if one.day]
    if named(text, language) or not days:
        return False
    if days[0].to is None and own and days[0].from_ == own.isoformat():
        return False
    beside = f"{text[: days[0].start]} {text[days[-1].end :]}".strip(" ,.()–-")
    return _PLACE_ALONE.fullmatch(beside) is not None


def place_of(
    text: str,
    language: str,
    end: int,
    words: CouncilWords,
    *,
    beside: bool,
    limit: int,
    day: DateMention | None,
    alone: bool,
) -> str | None:
    """The place of a meeting; in a heading it may stand beside the name or the day, alone.

    Args:
        day: its day; a place no list knows may stand right behind it.
        alone: no other meeting is named, whose place it could be.
    """
    if words.virtual.search(text):
        return VIRTUAL
    if beside:
        match = words.beside.search(text, end, limit)
        if match:
            return words.places[match["place"].casefold()]
    behind = day.end if day and end <= day.start < limit else None
    return (
        place_in(text, language, end, limit)
        or _printed_place(text, end, limit, words, behind)
        or (place_in(text, language, end) if alone else None)
        or (place_in(text, language) if alone or end == limit else None)
    )


def _printed_place(
    text: str, end: int, limit: int, words: CouncilWords, behind: int | None
) -> str | None:
    """A place that no list knows: right behind a name ("het overleg te Oudewater"), before the
    day ("met in Millbrook on 3 May") or behind it ("op 3 en 4 mei jl. in Oudewater")."""
    match = _AT_PLACE.match(text, end) or _ON_DAY.search(text, end, limit)
    if match is None and behind is not None:
        match = _DAY_AT.match(text, behind, limit)
    return match.group(1) if match and not words.no_place.search(match.group(1)) else None
