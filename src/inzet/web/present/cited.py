"""A value as a page leads to it: the way to its statement, and the words that say it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from inzet.dossiers import Value
from inzet.vocabulary.citations import CellCitation
from inzet.web.present.statements import path_of, source_words, who_of
from inzet.web.words import Words

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a value stands: shown on hover and focus, followed on click."""

    path: str
    """Of its statement; "" where it rests on none."""
    quote: str
    language: str
    """Of the quote."""
    source: str
    """From what and when, in few words."""
    again: bool = False
    """The page tells the quote of this statement already, at another link to it."""


NOWHERE = Cited("", "", "", "")


def cited(value: Value[Any] | None, t: Words) -> Cited:
    """The first statement that a value rests on."""
    if value is None or not value.sources:
        return NOWHERE
    row = value.sources[0]
    if isinstance(row.citation, CellCitation):
        told = f"{row.citation.edition} · {source_words(row)}"
        return Cited(path_of(row), row.quote, "", told)
    quote = row.quote if len(row.quote) <= _LONGEST else f"{row.quote[: _LONGEST - 1]}…"
    parts = (who_of(row, t), source_words(row), t.day(row.said))
    source = " · ".join(part for part in parts if part)
    return Cited(path_of(row), quote, row.language or "", source)


def once(found: Cited, seen: set[str]) -> Cited:
    """The same; without its quote where that is told at an earlier link to the statement. A table
    of figures has many links to few statements."""
    if found.path in seen and found.quote:
        return replace(found, quote="", source="", language="", again=True)
    seen.add(found.path)
    return found
