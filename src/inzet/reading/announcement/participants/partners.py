"""Partners: with whom a council within the meeting is held, by a sentence, heading or timetable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inzet.reading.announcement.participants.formats import is_format
from inzet.reading.announcement.participants.merging import entry
from inzet.reading.announcement.participants.presidencies import partner_councils
from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.announcement.participants.wording import attending_words, presence_words
from inzet.reading.languages import usable
from inzet.reading.mentions.councils import council_words, named
from inzet.reading.text import Block, Sentence
from inzet.vocabulary.meetings import Participant

_WORDS_FOR_IT = 60
"""Characters up to which a line that names such a council is its heading."""


def partners(sentence: Sentence, setting: Setting) -> Iterator[Participant]:
    """The partners with whom a sentence tells that such a council meets."""
    found = _councils(sentence.text, sentence.language, setting)
    language = usable(sentence.language)
    if not found or attending_words(language, "not_held").search(sentence.text):
        return
    if (
        council_words(language).meets.search(sentence.text)
        or presence_words(language).presence.search(sentence.text)
        or attending_words(language, "ends_with").search(sentence.text)
        or attending_words(language, "clock").search(sentence.text)
    ):
        for party in found:
            yield entry(sentence, party, "partner")


def partners_headed(blocks: Iterable[Block], setting: Setting) -> Iterator[Participant]:
    """The partners of councils that headings or lines of a programme name."""
    for block in blocks:
        if block.kind == "heading":
            fits = block.session is None or len(block.text) <= _WORDS_FOR_IT
        else:
            fits = block.kind in {"list_item", "table_row"}
        if not fits or council_words(usable(block.language)).margin.search(block.text):
            continue
        if attending_words(usable(block.language), "not_held").search(block.text):
            continue
        for party in _councils(block.text, block.language, setting):
            yield entry(block, party, "partner")


def is_with_partners(heading: str, language: str, setting: Setting) -> bool:
    """Whether a heading names a council or format to which all that sit there are partners."""
    if is_format(heading, language):
        return True
    return any(
        partner_councils().get((one.council.body, one.council.key), "") is None
        for one in named(heading, language)
        if one.council.body == setting.body
    )


def _councils(text: str, language: str | None, setting: Setting) -> list[str]:
    found = (
        partner_councils().get((one.council.body, one.council.key))
        for one in named(text, usable(language))
        if one.council.body == setting.body
    )
    return [one for one in found if one is not None]
