"""Reports of a committee of parliament: "we" and unmarked wishes are the committee's, not the
government's."""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reading.text import Sentence, Structured
from inzet.reading.turns.model import Turn
from inzet.reading.turns.setting import Setting
from inzet.reading.turns.words import turn_words
from inzet.vocabulary.speakers import Speaker, group_party

_TOP = 700
"""Characters from the top in which a paper says that a committee reports."""
_HEAD = 300
"""Characters from the top in which a paper says that it only answers a report."""
_READ = 4_000
"""Characters in which a committee that does not say so speaks as one."""
_PARLIAMENT = "parliament"


def reports(structured: Structured, language: str) -> bool:
    """Whether a paper is a committee's own report, by its top or by how it speaks."""
    words = turn_words(language)
    text = structured.extracted.text
    if words.committee_not.search(text[:_HEAD]):
        return False
    return bool(words.committee.search(text[:_TOP]) or words.committee_says.search(text[:_READ]))


def committee(setting: Setting) -> Iterator[tuple[Sentence, Turn]]:
    """Sentences of a committee's report, all of them its own."""
    party = group_party(setting.parliament, None) or _PARLIAMENT
    turn = Turn(Speaker(role="group", party=party), "speaker", tells=True)
    for _, sentences in setting.blocks():
        for sentence in sentences:
            yield sentence, turn
