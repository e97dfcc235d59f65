"""The title of a paper: what the page marks, a heading that names a genre, or the subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from inzet.reading.gated import Gated
from inzet.reading.languages import languages, table
from inzet.reading.layout.headings import is_numbered, letterhead_fields, session_heading
from inzet.reading.text import Block

_DOSSIER = re.compile(r"\d{2} ?\d{3}(?:-\d{2})?(?:\s\([IVXLC]+\))?\s+([^\W\d].{2,120})\Z")
_NUMBER = re.compile(r"nr\.\s*\d+\s+", re.I)
_REACH = 15
_LONGEST = 300
_SEVERAL = 2
"""So many headings with text below them tell that a paper is past its title."""


def find_title(blocks: Sequence[Block], text: str) -> tuple[str, int | None]:
    """The title and the index of its block ("" and None for a paper without one)."""
    top = [(i, block) for i, block in enumerate(blocks[:_REACH]) if len(block.text) <= _LONGEST]
    marked = next(((i, block) for i, block in top if block.kind == "title"), None)
    if marked and names_genre(marked[1].text):
        return marked[1].text, marked[0]
    subject = any(_subject(block, text) for _, block in top)
    begun = 0
    for i, block in top:
        if subject and block.kind == "paragraph":
            break  # a letter that says what it is about has only items below its first words
        begun += i > 0 and _is_running(block) and blocks[i - 1].kind == "heading"
        if begun >= _SEVERAL:
            break  # "Council conclusions" below other points is one of them
        if block.kind == "heading" and _titles(block.text):
            return block.text, i
    if marked:
        return marked[1].text, marked[0]
    for i, block in top:
        for name, value in letterhead_fields(text[block.start : block.end]):
            if name in _subjects():
                return " ".join(value.strip("\"'").replace("\\_", " ").split()), i
    for i, block in top:
        if block.kind == "letterhead" and names_genre(block.text):
            dossiers = (_DOSSIER.match(one.text) for _, one in top if one is not block)
            dossier = next((one for one in dossiers if one), None)
            number = _NUMBER.match(block.text)
            if dossier and number:
                return f"{dossier.group(1)}: {block.text[number.end() :]}", i
            return block.text, i
    for i, block in enumerate(blocks[:_REACH]):
        if block.kind == "paragraph":
            break
        if (
            block.kind == "heading"
            and len(block.text) <= _LONGEST
            and not session_heading(block.text)
        ):
            return block.text, i
    return "", None


def _is_running(block: Block) -> bool:
    return block.kind == "paragraph" and block.text.endswith((".", "!", "?"))


def _subject(block: Block, text: str) -> bool:
    return any(name in _subjects() for name, _ in letterhead_fields(text[block.start : block.end]))


def _titles(text: str) -> bool:
    """Whether a heading names a kind of paper, and is no entry of a list of papers."""
    return names_genre(text) and not session_heading(text) and not is_numbered(text)


def names_genre(text: str) -> bool:
    """Whether a line names a kind of paper ("Geannoteerde agenda …", "Verslag van …")."""
    return bool(_genres().search(text))


@lru_cache(maxsize=1)
def _subjects() -> frozenset[str]:
    return frozenset(
        word for code in languages() for word in table(code, "layout").get("subject", ())
    )


@lru_cache(maxsize=1)
def _genres() -> Gated:
    patterns = [
        pattern
        for code in languages()
        for genre in table(code, "genres").get("genre", ())
        for pattern in genre["title"]
    ]
    return Gated("|".join(f"(?:{one})" for one in patterns) or r"(?!)", re.I)
