"""Sentences that say of themselves that they keep a promise: "as promised", "hereby I send you".

The words are data, ``languages/*/keeping.toml``. A claim is no keeping: which promise it may be
about is for ``proposals`` to score, and whether it keeps it for a person to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from inzet.reading.languages import table, usable
from inzet.reading.layout.sentences import split
from inzet.reading.quotes import as_typed

_GAP = r"[^.;:!?]{0,80}?"
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\f")
_WORD = r"[A-ZÀ-Þ][\w'’-]+"
_NAME = rf"(?:(?:van|de|der|den|ter|ten|von)\s)*{_WORD}(?:\s{_WORD})?"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that claims to keep a promise."""

    kind: Literal["said", "done"]
    """``said``: it says there was a promise; ``done``: it gives something, and says no more."""
    cue: str
    """Name of the pattern."""
    start: int
    end: int
    """Where it stands in the paper's text, in code points."""
    quote: str
    members: tuple[str, ...]
    """Members of parliament it names."""


@dataclass(frozen=True, slots=True)
class _Words:
    own: re.Pattern[str]
    said: tuple[tuple[str, re.Pattern[str]], ...]
    done: tuple[tuple[str, re.Pattern[str]], ...]
    never: tuple[re.Pattern[str], ...]
    future: re.Pattern[str]
    now: re.Pattern[str]
    members: re.Pattern[str]


def claims(text: str, language: str | None) -> Iterator[Claim]:
    """Every claim in a paper's text, in its order."""
    words = _words(usable(language))
    if words is None:
        return
    cues = (*words.said, *words.done)
    for start, end in _paragraphs(text):
        # Most paragraphs claim nothing; only the others are cut into sentences.
        paragraph = " ".join(text[start:end].split())
        if not any(pattern.search(paragraph) for _, pattern in cues):
            continue
        for first, last in split(text[start:end], usable(language)):
            quote = as_typed(text[start + first : start + last], usable(language))
            found = claim_of(quote, language)
            if found is not None:
                kind, cue = found
                named = tuple(_named(quote, words))
                yield Claim(kind, cue, start + first, start + last, quote, named)


def claim_of(sentence: str, language: str | None) -> tuple[Literal["said", "done"], str] | None:
    """Whether a sentence claims to keep a promise: how, and by which cue; None where not."""
    words = _words(usable(language))
    if words is None or not words.own.search(sentence):
        return None
    if any(pattern.search(sentence) for pattern in words.never):
        return None
    if words.future.search(sentence) and not words.now.search(sentence):
        return None
    for name, pattern in words.said:
        if pattern.search(sentence):
            return "said", name
    for name, pattern in words.done:
        if pattern.search(sentence):
            return "done", name
    return None


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _named(sentence: str, words: _Words) -> Iterator[str]:
    for match in words.members.finditer(sentence):
        yield next(value for value in match.groupdict().values() if value)


@lru_cache(maxsize=8)
def _words(language: str) -> _Words | None:
    data = table(language, "keeping")
    if not data:
        return None
    own = "|".join(word if word != word.lower() else f"(?i:{word})" for word in data["own"])
    return _Words(
        own=re.compile(rf"\b(?:{own})\b"),
        said=tuple(_cues(data["said"])),
        done=tuple(_cues(data["done"])),
        never=tuple(pattern for _, pattern in _cues(data["not"])),
        future=_pattern(data["later"]["future"]),
        now=_pattern(data["later"]["now"]),
        members=_members(data["members"]["forms"]),
    )


def _cues(entries: Iterable[dict[str, Any]]) -> Iterator[tuple[str, re.Pattern[str]]]:
    for entry in entries:
        yield entry["name"], _pattern(entry["pattern"])


def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(re.sub(r" ?GAP", lambda _: _GAP, written), re.IGNORECASE)


def _members(forms: Iterable[str]) -> re.Pattern[str]:
    made = (form.replace("NAME", f"(?P<name{place}>{_NAME})") for place, form in enumerate(forms))
    return re.compile(rf"\b(?:{'|'.join(made)})")
