"""Full text: own stems in one column, so every engine finds the same.

Words are folded (accents off, lower case) and cut to their stem by language. A query is cut by
every language, so that it finds papers of each. What people type never raises: anything that is
not a word, a quotation or a prefix is read as space.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

import Stemmer
from sqlalchemy.engine import Connection

from inzet.record.engines.sought import Sought, Term
from inzet.record.store import engine_of
from inzet.vocabulary.citations import CellCitation, OutsideCitation
from inzet.vocabulary.entries import Statement

STEMMERS = {"nl": "dutch", "en": "english"}
_WORD = re.compile(r"\w+")
_QUERY = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')
_local = threading.local()
_known: dict[str, _Stems] = {}
"""Looked up per word of every text, where a dictionary is faster than any cache."""
_MOST_KNOWN = 200_000


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, compatibility forms and accents undone."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _stemmer(language: str) -> Any:
    # A stemmer is not to be used by two threads at once.
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(STEMMERS[language], 0)
    return stemmers[language]


@lru_cache(maxsize=4096)
def _stem(word: str, language: str | None) -> str:
    folded = fold(word)
    if language in STEMMERS and folded.isalpha():
        folded = str(_stemmer(language).stemWord(folded))
    return _plain(folded)


def _plain(folded: str) -> str:
    """A folded word as words that every engine's full text cuts alike.

    What was undone may have made capitals and signs (½ is 1⁄2). Letters that came into Unicode
    after version 3.2 are written as their number: older tables take them for signs.
    """
    if folded.isascii() and folded.isalnum():
        return folded
    told = [letter if _is_old(letter) else f"u{ord(letter):x}" for letter in fold(folded)]
    return " ".join(_WORD.findall("".join(told)))


def _is_old(letter: str) -> bool:
    """Whether every engine knows a letter, or takes it for a sign as we do."""
    return not letter.isalnum() or unicodedata.ucd_3_2_0.category(letter)[0] in "LN"


class _Stems(dict[str, str]):
    """Stems by what stands between white space, for one language; learns as it is asked."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __missing__(self, between: str) -> str:
        if len(self) > _MOST_KNOWN:
            self.clear()
        found = " ".join([_stem(word, self._language) for word in _WORD.findall(between)])
        self[between] = found
        return found


def stems(text: str, language: str | None) -> str:
    """The stems of ``text`` in its order, as they stand in the index."""
    language = (language or "")[:2]
    known = _known.get(language) or _known.setdefault(language, _Stems(language))
    return " ".join(map(known.__getitem__, text.split()))


class Quoted(NamedTuple):
    """What a statement quotes of a text, with its stems."""

    start: int
    end: int
    quote: str
    stems: str


def stems_of(text: str, language: str | None, quoted: Iterable[Quoted]) -> str:
    """As ``stems``, with those of what is quoted of the text taken as they are.

    Args:
        quoted: by the same language; what does not stand in the text word for word is left aside.
    """
    told, at = [], 0
    for start, end, quote, known in sorted(quoted):
        stands = at <= start < end and text[start:end] == quote
        if not stands or not _stands_apart(text, start, end):
            continue
        between = text[at:start]
        if between and not between.isspace():
            told.append(stems(between, language))
        told.append(known)
        at = end
    told.append(stems(text[at:], language))
    return " ".join(told)


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether nothing but white space touches a span of a text."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return (not before or before.isspace()) and (not after or after.isspace())


def statement_text(body: Statement) -> str:
    """Everything of a statement that is searched: its quote, and what is beside it."""
    return "\n".join([part for part in (body.quote, beside(body)) if part])


def beside(body: Statement) -> str:
    """What is searched of a statement beside its quote: item, holder, dossiers and content."""
    parts = [body.item or "", body.holder or "", body.party or "", *body.dossiers]
    _gather(body.content, parts)
    citation = body.citation
    if isinstance(citation, CellCitation):
        parts += [citation.source, citation.edition, citation.row, citation.column]
    elif isinstance(citation, OutsideCitation):
        parts += [citation.identifier, citation.says]
    return "\n".join([part for part in parts if part])


def _gather(value: Any, parts: list[str]) -> None:
    """Puts every text in a value of JSON behind ``parts``."""
    if isinstance(value, str):
        parts.append(value)
    elif isinstance(value, dict):
        # By key: a body has its keys in any order, and once stored in another.
        for key in sorted(value):
            inner = value[key]
            if type(inner) is str:
                parts.append(inner)
            else:
                _gather(inner, parts)
    elif isinstance(value, list | tuple):
        for inner in value:
            _gather(inner, parts)


@cache
def _languages() -> tuple[str | None, ...]:
    return (None, *STEMMERS)


def _alternatives(words: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Words that stand together as each language would have stored them."""
    every = list(words)
    found = dict.fromkeys(
        tuple(" ".join(_stem(word, language) for word in every).split())
        for language in _languages()
    )
    return tuple(alternative for alternative in found if alternative)


def sought(typed: str) -> Sought | None:
    """What was typed, for the full text; None where no word is in it.

    All words must be there; words in quotation marks must stand together; a word that ends in
    ``*`` stands for its beginning.
    """
    terms: list[Term] = []
    for quoted, curly, bare in _QUERY.findall(typed[:2000]):
        phrase = _WORD.findall(quoted or curly)
        if phrase:
            terms.append(Term(_alternatives(phrase)))
        words = _WORD.findall(bare)
        for index, word in enumerate(words):
            if bare.endswith("*") and index == len(words) - 1:
                beginning = tuple(_plain(fold(word)).split())
                terms.append(Term((beginning,) if beginning else (), begins=True))
            else:
                terms.append(Term(_alternatives([word])))
    found = tuple(term for term in terms if term.alternatives)
    return Sought(found[:64]) if found else None


def add(connection: Connection, rows: list[tuple[int, int, str]]) -> None:
    """Puts (key, feed, stems) in the index."""
    if rows:
        engine_of(connection).add_words(connection, rows)


def remove(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Takes (key, stems) out of the index; the stems must be those that were put in."""
    gone = list(rows)
    if gone:
        engine_of(connection).remove_words(connection, gone)


def snippet(text: str, typed: str, width: int = 240) -> str:
    """The part of ``text`` around its first word that was typed, on one line."""
    wanted = {
        _stem(word, language) for word in _WORD.findall(typed) for language in _languages()
    } | {fold(word) for word in _WORD.findall(typed)}
    at = 0
    others: set[str] = set()
    for match in _WORD.finditer(text):
        word = match.group()
        if word in others:
            continue
        if any(_stem(word, language) in wanted for language in _languages()):
            at = match.start()
            break
        others.add(word)
    start = 0 if at < width // 3 else text.find(" ", at - width // 3) + 1
    cut = " ".join(text[start : start + width].split())
    return f"{'… ' if start else ''}{cut}{' …' if start + width < len(text) else ''}"
