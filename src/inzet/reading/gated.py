"""Patterns that are tried only where a piece of text stands that each of their matches holds.

Most sentences hold none of the words of most patterns. Looking up a piece of text costs a small
part of trying a pattern at every character, capitals or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_GROUP = re.compile(r"\(\?(?:P<\w+>|[aiLmsux]*(?:-[imsx]+)?:)")
_AROUND = re.compile(r"\(\?(?:<?[=!])")
_MANY = re.compile(r"\{(\d*),?\d*\}[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
NEVER = r"(?!)"
"""What matches nowhere: the words of a table that a language does not have."""
_LEAST = 2
"""Pieces shorter than this stand everywhere."""
_MOST = 60
"""More pieces than this cost what they save."""


class Gated:
    """A pattern with the pieces of text of which every match holds one.

    Args:
        pattern: a regular expression.
        flags: of :mod:`re`.
    """

    __slots__ = ("_never", "needs", "pattern")

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self.pattern = re.compile(pattern, flags)
        self.needs = pieces(pattern)
        """In small letters; empty where nothing can be told without trying."""
        self._never = pattern == NEVER

    def may(self, lower: str) -> bool:
        """Whether it is worth a try in a text, given in small letters."""
        needs = self.needs
        if not needs:
            return not self._never
        for need in needs:  # noqa: SIM110 - any() of a generator costs more than the look-ups
            if need in lower:
                return True
        return False

    def search(self, text: str) -> re.Match[str] | None:
        """As of a compiled pattern."""
        needs = self.needs
        if not needs:
            return None if self._never else self.pattern.search(text)
        lower = text.lower()
        for need in needs:
            if need in lower:
                return self.pattern.search(text)
        return None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As of a compiled pattern."""
        return self.pattern.finditer(text) if self.may(text.lower()) else iter(())


@dataclass(slots=True)
class _Place:
    """How far a pattern is read."""

    pattern: str
    at: int = 0


def pieces(pattern: str) -> tuple[str, ...]:
    """Pieces of text, in small letters, of which every match of a pattern holds one.

    Empty where the pattern has a part that may be anything.
    """
    place = _Place(pattern)
    found = _alternatives(place)
    if not found or place.at != len(pattern):
        return ()
    # "april" holds "apr": the shorter one tells as much.
    least = [one for one in found if not any(other in one for other in found if other != one)]
    return tuple(sorted(least, key=lambda one: (len(one), one))) if len(least) <= _MOST else ()


def _alternatives(place: _Place) -> frozenset[str] | None:
    """What one of the alternatives up to the end, or a closing bracket, holds; None: unknown."""
    found: set[str] = set()
    unknown = False
    while True:
        here = _sequence(place)
        if here is None:
            unknown = True
        else:
            found |= here
        if place.at >= len(place.pattern) or place.pattern[place.at] == ")":
            return None if unknown else frozenset(found)
        place.at += 1


def _sequence(place: _Place) -> frozenset[str] | None:
    """The most telling of what all matches of a run of parts hold."""
    best: frozenset[str] | None = None
    run = ""
    while place.at < len(place.pattern) and place.pattern[place.at] not in "|)":
        letter, part = _part(place)
        least, once = _times(place)
        if letter and least:
            run += letter
        if letter and once:
            continue
        best, run = _better(best, _alone(run)), ""
        if part is not None and least:
            best = _better(best, part)
    return _better(best, _alone(run))


def _part(place: _Place) -> tuple[str, frozenset[str] | None]:
    """The next part: the letter it is, or what a group holds; neither for anything else."""
    pattern, at = place.pattern, place.at
    char = pattern[at]
    if char == "(":
        return "", _group(place)
    if char == "[":
        among = _CLASS.match(pattern, at)
        place.at = among.end() if among else len(pattern) + 1
        return "", None
    if char == "\\":
        after = pattern[at + 1]
        # \x27, \u2019: the figures belong to the character.
        place.at += 2 + {"x": 2, "u": 4, "U": 8}.get(after, 0)
        return (after.lower() if not after.isalnum() else ""), None
    place.at += 1
    return (char.lower() if char not in ".^$" else ""), None


def _group(place: _Place) -> frozenset[str] | None:
    pattern = place.pattern
    around = _AROUND.match(pattern, place.at)
    opening = around or _GROUP.match(pattern, place.at)
    if opening is None and pattern.startswith("(?", place.at):
        # A form that is not known here, such as a condition: nothing is told of it.
        place.at = len(pattern) + 1
        return None
    place.at = opening.end() if opening else place.at + 1
    found = _alternatives(place)
    place.at += 1
    return None if around else found


def _times(place: _Place) -> tuple[int, bool]:
    """How often at least the part before comes, and whether it comes exactly once."""
    pattern, at = place.pattern, place.at
    many = _MANY.match(pattern, at)
    if many:
        place.at = many.end()
        return int(many[1] or 0), False
    if at < len(pattern) and pattern[at] in "?*+":
        place.at += 2 if pattern[at + 1 : at + 2] in ("?", "+") else 1
        return int(pattern[at] == "+"), False
    return 1, True


def _alone(run: str) -> frozenset[str] | None:
    return frozenset((run,)) if len(run) >= _LEAST else None


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """Which tells more: fewer short pieces, then fewer pieces."""
    if one is None or other is None:
        return one if other is None else other

    def worth(found: frozenset[str]) -> tuple[int, int]:
        return min(map(len, found), default=0), -len(found)

    return max(one, other, key=worth)
