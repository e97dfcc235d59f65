"""Fourth stage: blocks → sentences, with the language's own abbreviations.

A sentence ends at a full stop, question or exclamation mark (with the quotes and brackets
that close on it) before a capital, a figure or an opening quote; not after an abbreviation, an
initial, or the number that opens a list item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from inzet.reading.languages import languages, table, usable

_END = re.compile(
    r"(?<![.!?…])([.!?…]+)([\"”’'»)\]`]*)(?:(?<=[^\W\d_][.!?])\d{1,3}|(?<=[)»”’][.!?])\d{1,3})?"
    r"(\s+)(?=[\"“”‘’`„«(\[–—-]*\s?[^\W_])"
)
"""The mark of a note may be glued to the full stop: "… in mei.2 Daarna …"."""
_NUMBER = re.compile(r"(?:\d{1,3}[.)]|[•·▪◦●■‣►▶▸➢➤])\s+(?=[\"“‘„«(\[]?[A-ZÀ-Þ])")
_BULLETED = re.compile("[•▪◦●■‣]")
_BULLET = re.compile(r"(?<=[.!?;:…,”\"])\s+(?=[•▪◦●■‣]\s)")
_FIRST_OF = re.compile(r":\s+(?=[\"“‘„«(]?1[.)]\s+[A-ZÀ-Þ])")
_FEWEST_RECITALS = 2
LONGEST = 4000
"""Characters that a sentence may have."""
_WORD = re.compile(r"[^\W\d_]+")
_OPENING = '"“”‘’`„«([–—- '
_INITIALS = re.compile(r"(?:[A-Z][a-z]{0,2}\.)*(?:[A-Z]|IJ|Th|Ch|Ph|Chr|Joh|Jac)\Z")
_ENUMERATOR = re.compile(r"[\"“(]*(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})\Z")
_LETTERED = re.compile(
    r"(?:bijlage|groep|deel|scenario|optie|annex|part|group|option|onderdeel|variant|kabinet|Rutte)"
    r"\s\S+\Z",
    re.I,
)


def split(text: str, language: str) -> Iterator[tuple[int, int]]:
    """The sentences of a block as (start, end) in its text; white space between is in none."""
    code = usable(language)
    never, may_end, before_names = _abbreviations(code)
    others = _other_breaks(text, code)
    start = 0
    for match in _END.finditer(text):
        at, after = match.start(), match.end()
        while others and others[-1][1] <= after:
            end, begin = others.pop()
            if end > start:
                yield from _bounded(text, start, end)
                start = begin
        if after <= start:
            continue
        head = _first(text, after)
        if not (head.isupper() or head.isdigit() or text[after] in '“„«"‘'):
            continue
        # "De motie-Jansen c.s. (Kamerstuk 12 345, nr. 6) vraagt …": a bracket goes on.
        follows = "" if text[after] == "(" else head
        if match.group(1) == "." and not _ends(text, start, at, follows, never, may_end):
            continue
        if before_names and _leads_on(text, at, after, before_names):
            continue
        if head.islower() and match.group(2):
            continue
        if match.group(1)[0] in "!?…" and match.group(2) and head.islower():
            continue
        yield from _bounded(text, start, match.start(3))
        start = after
    for end, begin in reversed(others):
        if end > start:
            yield from _bounded(text, start, end)
            start = begin
    if start < len(text):
        yield from _bounded(text, start, len(text))


def _other_breaks(text: str, language: str) -> list[tuple[int, int]]:
    """What parts sentences without a full stop, as (end, next start), the last first: bullets in
    a running text, and the semicolons and commas between considerations."""
    found: list[tuple[int, int]] = []
    if _BULLETED.search(text):
        found += [match.span() for match in _BULLET.finditer(text)]
    if ":" in text:
        found += [(match.start() + 1, match.end()) for match in _FIRST_OF.finditer(text)]
    if text.count(";") >= _FEWEST_RECITALS:
        matches = list(_recital(language).finditer(text))
        if sum(match[0][0] == ";" for match in matches) >= _FEWEST_RECITALS:
            found += [(match.start() + 1, match.end()) for match in matches]
    return sorted(found, reverse=True)


def numbered(text: str, start: int, end: int) -> int:
    """How many characters number a sentence in a running text: "… of it. 7. The Council …"."""
    match = _NUMBER.match(text, start, end)
    return match.end() - start if match else 0


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What never ends is cut between words, so that no later stage meets an endless sentence."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        yield start, cut if cut > start else start + LONGEST
        start = cut + 1 if cut > start else start + LONGEST
    if start < end:
        yield start, end


def _ends(
    text: str, start: int, at: int, head: str, never: frozenset[str], may_end: frozenset[str]
) -> bool:
    """Whether the full stop at ``at`` ends a sentence that began at ``start``."""
    space = max(text.rfind(" ", start, at), text.rfind("\u00a0", start, at)) + 1 or start
    token = text[max(space, start) : at]
    bare = token.lstrip('("“‘[„«')
    lower = bare.lower()
    if not bare:
        return True
    if lower in never and (lower not in may_end or bare != lower):
        return False  # "Hand. II 2010" is cited, "op de hand." ends a sentence
    if lower in may_end:
        return head.isupper()
    opens = max(space, start) == start or text[:space].rstrip().endswith(":")
    if opens and _ENUMERATOR.match(token):
        return False
    if _INITIALS.match(bare):
        return bool(len(bare) <= 3 and _LETTERED.search(text[start:at]))
    return True


def _leads_on(text: str, at: int, after: int, before_names: frozenset[str]) -> bool:
    """``the U.S. Congress``: an abbreviation before what it belongs to, no small word."""
    token = text[text.rfind(" ", 0, at) + 1 : at].lstrip('("“‘[„«').lower()
    if token not in before_names:
        return False
    follow = _WORD.match(text, after)
    return follow is not None and follow.group().lower() not in _small_words()


def _first(text: str, at: int) -> str:
    while at < len(text) and text[at] in _OPENING:
        at += 1
    return text[at : at + 1] or " "


@lru_cache(maxsize=16)
def _abbreviations(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = table(language, "abbreviations")
    never, may_end = data.get("never", ()), data.get("may_end", ())
    return frozenset(never), frozenset(may_end), frozenset(data.get("before_names", ()))


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    """Words that open a sentence but no name, in any language."""
    return frozenset(
        word for code in languages() for word in table(code, "stopwords").get("words", ())
    )


@lru_cache(maxsize=16)
def _recital(language: str) -> re.Pattern[str]:
    words = "|".join(table(language, "layout").get("recitals", ())) or "(?!)"
    return re.compile(rf"[;,]\s+(?=(?:{words})(?!\w))")
