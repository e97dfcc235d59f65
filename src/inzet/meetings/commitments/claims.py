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

from inzet.reading.gated import Gated
from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.sentences import split
from inzet.reading.quotes import as_typed

_GAP = r"[^.;:!?]{0,80}?"
_BROKEN = re.compile(r"(?<=\w)[-‐\u00ad]\s*\n\s*")
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\f")
_WORD = r"[A-ZÀ-Þ][\w'’-]+"
_NAME = rf"(?:(?:van|de|der|den|ter|ten|von)\s)*{_WORD}(?:\s{_WORD})?"


Kind = Literal["said", "done", "report", "register"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that claims to keep a promise."""

    kind: Kind
    """``said``: it says there was a promise; ``done``: it gives something, and says no more;
    ``report``: its paper reports the meeting that the promise was to report; ``register``: no
    sentence does, but the register of promises names its paper."""
    cue: str
    """Name of the pattern."""
    start: int
    end: int
    """Where it stands in the paper's text, in code points."""
    quote: str
    """Its words; "" where the register names the paper."""
    members: tuple[str, ...]
    """Members of parliament it names."""


@dataclass(frozen=True, slots=True)
class _Words:
    own: re.Pattern[str]
    said: tuple[tuple[str, Gated], ...]
    done: tuple[tuple[str, Gated], ...]
    never: tuple[Gated, ...]
    future: re.Pattern[str]
    now: re.Pattern[str]
    report: re.Pattern[str]
    members: re.Pattern[str]


def claims(text: str, language: str | None) -> Iterator[Claim]:
    """Every claim in a paper's text, in its order."""
    words = _words(usable(language))
    if words is None:
        return
    for start, end in _paragraphs(text):
        # Most paragraphs claim nothing; only the others are cut into sentences, and only
        # sentences that claim something are written as one would type them.
        if not _may_claim(text[start:end], words):
            continue
        for first, last in split(text[start:end], usable(language)):
            printed = text[start + first : start + last]
            if not _may_claim(printed, words):
                continue
            quote = as_typed(printed, usable(language))
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


def _may_claim(printed: str, words: _Words) -> bool:
    """Whether it is worth a closer look: a cue matches with the words broken over lines joined."""
    text = " ".join(_BROKEN.sub("", printed).split())
    lower = text.lower()
    return any(cue.may(lower) and cue.pattern.search(text) for _, cue in (*words.said, *words.done))


def promises_report(sentence: str, language: str | None) -> bool:
    """Whether a promise is to tell of a meeting afterwards."""
    words = _words(usable(language))
    return words is not None and words.report.search(sentence) is not None


@lru_cache(maxsize=1)
def said_words() -> frozenset[str]:
    """Words of which every sentence has one that says there was a promise; of all languages."""
    return frozenset(
        word for each in languages() for word in table(each, "keeping").get("said_words", ())
    )


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
        report=_pattern(data["report"]["promise"]),
        members=_members(data["members"]["forms"]),
    )


def _cues(entries: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Gated]]:
    for entry in entries:
        yield entry["name"], Gated(_filled(entry["pattern"]), re.IGNORECASE)


def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(_filled(written), re.IGNORECASE)


def _filled(written: str) -> str:
    return re.sub(r" ?GAP", lambda _: _GAP, written)


def _members(forms: Iterable[str]) -> re.Pattern[str]:
    made = (form.replace("NAME", f"(?P<name{place}>{_NAME})") for place, form in enumerate(forms))
    return re.compile(rf"\b(?:{'|'.join(made)})")
