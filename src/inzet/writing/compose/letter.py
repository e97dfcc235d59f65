"""What a letter to parliament has around its text: head, title, and who signs."""

from __future__ import annotations

from collections.abc import Sequence

from inzet.dossiers import Wording
from inzet.reading.text import Structured
from inzet.record import PaperRow, View
from inzet.vocabulary.meetings import MeetingNotice
from inzet.writing.compose.facts import Facts, days_in_words, meeting_in_words, place_name
from inzet.writing.compose.last import structured_of
from inzet.writing.draft import Head

_SENDER, _ADDRESSEE = "sender", "addressee"


def title(words: Wording, key: str, notice: MeetingNotice, facts: Facts) -> str:
    """The title of a paper on a meeting, with no more than is known of it."""
    days = facts.days()
    return words(
        key,
        meeting=meeting_in_words(words, notice),
        place=words("title_place", place=place_name(facts.place, words.language))
        if facts.place
        else "",
        days=words("title_days", days=days_in_words(words, *days)) if days else "",
    )


def head(words: Wording, subject: str, structured: Structured | None) -> Head:
    """The head of a letter: who writes to whom as last time; day, place and number stay empty."""
    found: dict[str, str] = {}
    for block in structured.blocks if structured is not None else ():
        if block.kind != "letterhead":
            continue
        for name in (_SENDER, _ADDRESSEE):
            for label in words(f"label_{name}").split():
                if block.text.startswith(f"{label}:"):
                    found.setdefault(name, block.text.removeprefix(f"{label}:").strip())
    return Head(sender=found.get(_SENDER, ""), addressee=found.get(_ADDRESSEE, ""), subject=subject)


def head_of_papers(
    words: Wording, subject: str, view: View, papers: Sequence[PaperRow], language: str
) -> Head:
    """The same, from the last of these papers that is in the language of the draft."""
    same = [paper for paper in papers if paper.language == language]
    structured = structured_of(view, same[-1]) if same else None
    return head(words, subject, structured)


__all__ = ["head", "head_of_papers", "title"]
