"""A sentence as tokens: words, numbers and signs, with the form in which they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.languages import languages, table
from inzet.record.words import fold, stems

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?!\w)|\w+(?:['’-]\w+)*|[^\w\s]")
_SIGNS = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_WORD, _SMALL, _NUMBER, _SIGN = 1.0, 0.4, 1.5, 0.2


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign."""

    text: str
    """As printed."""
    form: str
    """As it is compared: without capitals, accents and kinds of quotation mark or dash."""
    spaced: bool
    """Whether white space stands before it."""
    weight: float
    """How much it tells: a number most, then a word, a small word, a sign."""

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number."""
        return self.weight > _SIGN


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text in its order; nothing but white space is left out."""
    found = []
    before = 0
    for match in _TOKEN.finditer(text):
        printed = match.group()
        spaced = match.start() > before
        before = match.end()
        form = fold(printed.translate(_SIGNS))
        found.append(Token(printed, form, spaced, _weight(printed, form)))
    return tuple(found)


def printed(some: tuple[Token, ...]) -> str:
    """Tokens as a reader would type them, on one line."""
    return "".join(f"{' ' if each.spaced else ''}{each.text}" for each in some).strip()


def stems_of(text: str, language: str | None) -> list[str]:
    """The stems of the words and numbers of a text in its order."""
    spread = " ".join(each.form for each in tokens(text) if each.is_word)
    return stems(spread, language).split()


def is_small(form: str) -> bool:
    """Whether a word tells little by itself, in any of the languages."""
    return form in _small_words()


def _weight(text: str, form: str) -> float:
    if text[0].isdigit():
        return _NUMBER
    if not (text[0].isalnum() or text[0] == "_"):
        return _SIGN
    return _SMALL if form in _small_words() else _WORD


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    return frozenset(
        fold(word) for code in languages() for word in table(code, "stopwords").get("words", ())
    )
