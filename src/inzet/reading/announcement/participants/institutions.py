"""Institutions of the Union that sit at the table of its Council: they are there where they tell
the ministers something, present a proposal or answer, and in a report where they spoke.

What the Commission wrote, proposed or published beforehand tells nothing of who is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from inzet.reading.announcement.participants.merging import entry
from inzet.reading.announcement.participants.presidencies import standing_chair
from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.announcement.participants.wording import attending_words, presence_words
from inzet.reading.gated import NEVER, Gated
from inzet.reading.languages import table_or, usable
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Block, Sentence
from inzet.vocabulary.meetings import Participant

_UNION = "EU"
_LINE = 160
"""Characters up to which a line may be a point that an institution presents."""
_MARK = 4
"""Characters of a mark before what stands alone on a line ("= ")."""
_LINES = frozenset(("heading", "list_item", "table_row"))


def institutions(
    sentence: Sentence, said: SentenceMentions, setting: Setting, *, held: bool
) -> Iterator[Participant]:
    """The institutions that a sentence tells to speak to the ministers.

    Args:
        held: the meeting is reported, so that what they are told to have said was said there.
    """
    if setting.body != _UNION:
        return
    language = usable(sentence.language)
    text = sentence.text
    if presence_words(language).absence.search(text):
        return
    beforehand = not held and attending_words(language, "elsewhere").search(text) is not None
    for party, briefs, spoke in _patterns(language):
        if party == standing_chair(setting):
            continue
        if (briefs.search(text) and not beforehand) or (
            held and spoke.search(text) and not _dated(said, setting)
        ):
            yield entry(sentence, party, "guest")


def institutions_on_lines(blocks: Iterable[Block], setting: Setting) -> Iterator[Participant]:
    """Those who a line of an agenda says to present the point ("information from the
    Commission")."""
    if setting.body != _UNION:
        return
    for block in blocks:
        language = usable(block.language)
        if len(block.text) > _LINE:
            continue
        point = attending_words(language, "point_of_commission").search(block.text)
        if point and (block.kind in _LINES or point.start() <= _MARK):
            yield entry(block, "Commission", "guest")
            return


def _dated(said: SentenceMentions, setting: Setting) -> bool:
    """Whether a sentence tells of another day than that of the meeting."""
    day = setting.day.isoformat() if setting.day else ""
    month = day[: len("2000-01")]
    return any(one.from_ is not None and not one.from_.startswith(month) for one in said.dates)


@lru_cache(maxsize=8)
def _patterns(language: str) -> tuple[tuple[str, Gated, Gated], ...]:
    """By institution how it briefs, and how it spoke in a discussion."""
    data = table_or(language, "attending")
    found = []
    for party, names in data.get("institutions", {}).items():
        who = "|".join(names)
        found.append(
            (party, *(_gated(data.get(key, ()), who) for key in ("briefs", "spoke"))),
        )
    return tuple(found)


def _gated(patterns: Iterable[str], who: str) -> Gated:
    return Gated("|".join(one.replace("WHO", f"(?:{who})") for one in patterns) or NEVER)
