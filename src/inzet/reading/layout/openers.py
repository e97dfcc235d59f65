"""What opens a turn: "De heer Jansen (ABC):", "The Minister:", "Vraag 3", "Antwoord".

Reads the beginning of a block; the forms are data (``languages/*/turns.toml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.languages import languages, table, usable

NAME = (
    r"(?-i:[A-ZÀ-Þ]|[’'‘]t |(?:van|de|der|den|ter|ten|von|al|el) )"
    r"(?:[\w’'.\-]|\s(?=[\w’'])){1,50}?"
)
"""A personal name, as short as what follows allows."""
GROUP = r"[^()]{1,60}"
PORTFOLIO = (
    r"(?-i:(?:van|voor|of|for|at|(?:van|for|of|at) the) [A-Z][\w-]+"
    r"(?:,? (?:(?:en|and|voor|van|of|for|the|at|in) )*[A-Z][\w-]+)*)"
)
_PARTICLES = r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]er|[Tt]en|[Vv]on|[Aa]l|[Ee]l|[’']t) )*"
PERSON = rf"(?-i:{_PARTICLES}[A-ZÀ-Þ][\w’'-]+(?: {_PARTICLES}[A-ZÀ-Þ][\w’'-]+){{0,2}})"
"""A personal name in running text, as long as its capitals go on."""
NUMBERS = r"\d{1,3}[a-z]?(?:(?:\s*(?:,|en|t/m|tot en met|and|to|[-–])\s*)\d{1,3}[a-z]?)*"
_THEN = r"(?P<sep>\s*[:.]\s*|\s+(?-i:(?=[A-ZÀ-Þ«“‘]))|\Z)"
"""What follows a label: a colon or stop, a new sentence, or nothing."""
_LOWER = frozenset(("van", "de", "der", "den", "ter", "ten", "von", "al", "el", "’t", "'t"))
_TIMED = r"(?: ?\(\d{1,2}[.:]\d{2}[^()]{0,6}\))?"
"""The time at which somebody gets the floor."""
_DIGIT = re.compile(r"\d")
_REACH = 220
"""How far into a block the words of a turn may begin."""


@dataclass(frozen=True, slots=True)
class Opener:
    """Who or what a turn is announced for, and where its words begin."""

    role: str
    """chair, member, minister, state secretary …; question or answer for a label."""
    name: str | None
    group: str | None
    """As printed between brackets."""
    end: int

    @property
    def labels(self) -> bool:
        """Whether it is the label of a question or an answer."""
        return self.role in {"question", "answer"}


def opener(text: str, language: str | None = None) -> Opener | None:
    """What a block opens with; None where no turn begins.

    Args:
        language: of the paper; None tries all.
    """
    for code in (usable(language),) if language else languages():
        found = _opener(text[:_REACH], len(text), _words(code))
        if found is not None:
            return found
    return None


def _opener(head: str, length: int, words: _Words) -> Opener | None:
    if ":" in head:
        for role, pattern in words.spoken:
            match = pattern.match(head)
            if match:
                found = match.groupdict()
                name, group = _first(found, "name"), _first(found, "group")
                if name and words.says.search(name):
                    return None  # "President Smith said: “…”": somebody is quoted
                return Opener(role, name, group, match.end())
    if "—" in head:
        for role, pattern in words.dashed:
            match = pattern.match(head)
            if match and (name := _first(match.groupdict(), "name")):
                group = _first(match.groupdict(), "group")
                told = None if group and _DIGIT.match(group) else group  # the time of day
                return Opener(role, name, told, match.end())
    for role, pattern in words.labels:
        match = pattern.match(head)
        if match and (match["sep"].strip() or match.end() == length or _DIGIT.search(match[0])):
            return Opener(role, None, None, match.end())
    return None


def announced(text: str, at: int, language: str | None = None) -> bool:
    """Whether somebody gets the floor in the middle of a text: an office, or a member with the
    group and a name that is nothing but one ("De heer Jansen zei dit:" gives nobody the floor)."""
    head = text[at : at + _REACH]
    if ":" not in head:
        return False
    found = opener(head, language)
    if found is None or found.labels or found.role == "guest":
        return False
    names = (found.name or "").split()
    return all(one[:1].isupper() or one.lower() in _LOWER for one in names)


def is_opener(text: str, language: str | None = None) -> bool:
    """Whether a block is nothing but the announcement of a turn."""
    found = opener(text, language)
    return found is not None and found.end == len(text)


def fill(form: str, index: int) -> str:
    """A form with its names filled in; ``index`` keeps the names of its groups apart."""
    return (
        form.replace("PORTFOLIO", PORTFOLIO)
        .replace("NUMBERS", rf"(?P<numbers{index}>{NUMBERS})")
        .replace("NAME", rf"(?P<name{index}>{NAME})")
        .replace("GROUP", rf"(?P<group{index}>{GROUP})")
    )


def _first(found: dict[str, str | None], key: str) -> str | None:
    values = (value for name, value in found.items() if name.startswith(key) and value)
    value = next(values, None)
    return value.strip() if value else None


@dataclass(frozen=True, slots=True)
class _Words:
    spoken: tuple[tuple[str, re.Pattern[str]], ...]
    dashed: tuple[tuple[str, re.Pattern[str]], ...]
    """The same before a dash, with a name in brackets or the time: "Mr SMITH (2:15 pm) —"."""
    labels: tuple[tuple[str, re.Pattern[str]], ...]
    says: re.Pattern[str]
    """A verb of saying at the end of what looks like a name."""


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    data = table(language, "turns")
    spoken = tuple(
        (one["role"], re.compile(rf"(?:{form})\s*:\s*", re.I))
        for one in data.get("opener", ())
        for form in (fill(form, i) for i, form in enumerate(one["forms"]))
    )
    dashed = tuple(
        (one["role"], re.compile(rf"(?:{form}){_TIMED}\s*—\s*(?=\S)", re.I))
        for one in data.get("opener", ())
        for form in (fill(form, i) for i, form in enumerate(one["forms"]))
        if r"\(" in form
    )
    labels = tuple(
        (role, re.compile(rf"(?:{form.replace('NUMBERS', NUMBERS)}){_THEN}", re.I))
        for role, forms in data.get("labels", {}).items()
        for form in forms
    )
    verbs = data.get("words", {}).get("says", ())
    says = re.compile("|".join(rf" {one}\Z" for one in verbs) or r"(?!)")
    return _Words(spoken, dashed, labels, says)
