"""Which motions a text names: by number, by number within the file, or by who moved them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from inzet.reading.mentions.references import find_references
from inzet.reading.parliament.words import Words, words

_PAPER = re.compile(r"kst-(?P<file>.+)-(?P<number>\d{1,4})\Z")
_LETTERED = re.compile(r"kst-(?P<file>.+)-(?P<number>[A-Z]{1,2})\Z")
"""A paper of a house that letters them; only where the text says that it is a letter."""
_NUMBER = re.compile(r"\d{1,4}")
_RANGE = re.compile(r"\s*(?:t/m|tot en met|to|[-–])\s*")
_REACH = 260
"""How far behind the word "motie" its number may stand."""
_MOST = 60
_SPLIT = re.compile(r"\s*(?:,|/|\ben\b|\band\b)\s*")


@dataclass(frozen=True, slots=True)
class Named:
    """A motion that a text names."""

    id: str
    start: int
    end: int
    moved: bool = False
    """It is named by who moved it."""


@dataclass(slots=True)
class Motions:
    """The motions that a paper knows: those moved or named with their number in it.

    Args:
        language: of the paper.
        files: its own files, as in ``28676``, the likeliest first.
    """

    language: str | None
    files: Sequence[str] = ()
    by_number: dict[str, list[str]] = field(default_factory=dict)
    by_mover: dict[str, list[str]] = field(default_factory=dict)
    """Surname in lower case → motions in the order in which they were moved."""
    named: dict[str, str] = field(default_factory=dict)
    """Motions by their movers (``motie-jansen``) → what they are by number."""

    def know(self, motion: str, movers: Iterable[str] = ()) -> None:
        """Take note of a motion."""
        match = _PAPER.match(motion) or _LETTERED.match(motion)
        if match:
            known = self.by_number.setdefault(match["number"], [])
            if motion not in known:
                known.append(motion)
        for name in movers:
            theirs = self.by_mover.setdefault(surname(name), [])
            if motion not in theirs:
                theirs.append(motion)

    def learn(self, text: str) -> None:
        """Take note of every motion that a text names by a number with its file."""
        for one in self._referred(text):
            self.know(one.id)

    def may(self, text: str) -> bool:
        """Whether a text is worth a look: most sentences of most papers name none."""
        lower = text.lower()
        return any(need in lower for need in words(self.language, "motions").listed("needs"))

    def find(self, text: str) -> list[Named]:
        """The motions a text names, in order; what cannot be told is left out."""
        if not self.may(text):
            return []
        found = self._referred(text)
        taken = [(one.start, one.end) for one in found]
        for one in (*self._numbered(text), *self._moved(text)):
            free = all(one.end <= start or one.start >= end for start, end in taken)
            if free and not any(_beside(one, start, end) for start, end in taken):
                found.append(one)
        found.sort(key=lambda one: (one.start, one.end))
        last: str | None = None
        kept: list[Named] = []
        for one in found:
            # "de motie-Jansen (28 676, nr. 3)" names it once.
            if one.id != last:
                kept.append(one)
            last = one.id
        return kept

    def number(self, number: str) -> str | None:
        """The motion of a number; None where two files have it, or no file is known."""
        known = self.by_number.get(number, ())
        if len(known) == 1:
            return known[0]
        if known:
            own = [one for one in known if _file(one) in self.files[:1]]
            return own[0] if own else None
        files = {_file(one) for ids in self.by_number.values() for one in ids}
        if len(files) == 1:
            return f"kst-{files.pop()}-{number}"
        return f"kst-{self.files[0]}-{number}" if self.files and not files else None

    def _referred(self, text: str) -> list[Named]:
        """Motions whose number stands with its file, and those that only names tell."""
        table = words(self.language, "motions")
        found: list[Named] = []
        if not table.find("word", text):
            return found
        before: Named | None = None
        for one in find_references(text, motions=self.named):
            motion = Named(one.id, one.start, one.end)
            if one.id.startswith("motie-"):
                continue
            lettered = _LETTERED.match(one.id) and table.find("letter", text[one.start : one.end])
            paper = _PAPER.match(one.id) or lettered
            if paper and self._is_motion(text, motion, before, table):
                found.append(motion)
                before = motion
            else:
                before = None
        return found

    def _is_motion(self, text: str, one: Named, before: Named | None, table: Words) -> bool:
        """Whether a number is a motion's: "motie" comes before it, and no other paper between."""
        if before is not None and len(text[before.end : one.start]) < len(", alsmede nr. "):
            return True
        if table.find("behind", text[one.end : one.end + _REACH]):
            return True
        at = [match.end() for match in table.every("word", text[: one.start])]
        if not at:
            return False
        between = text[at[-1] : one.start]
        others = table.find("others", between)
        return len(between) <= _REACH and not (others and ") " in between[others.start() :])

    def _numbered(self, text: str) -> list[Named]:
        found: list[Named] = []
        for match in words(self.language, "motions").every("stuk", text):
            for number in numbers(match["numbers"]):
                motion = self.number(number)
                if motion:
                    at = match.start("numbers") + max(match["numbers"].find(number), 0)
                    found.append(Named(motion, at, at + len(number)))
        return found

    def _moved(self, text: str) -> list[Named]:
        """Motions that the names of their movers tell."""
        table = words(self.language, "motions")
        found: list[Named] = []
        for match in table.every("by_mover", text):
            motion = self._mover(match["names"], match["ordinal"], table)
            if motion:
                found.append(Named(motion, match.start(), match.end(), moved=True))
        for one in find_references(text):
            if one.id.startswith("motie-"):
                found.append(Named(self.slug(one.id), one.start, one.end, moved=True))
        return found

    def _mover(self, names: str, ordinal: str | None, table: Words) -> str | None:
        theirs = self.by_mover.get(surname(_SPLIT.split(names)[0]), [])
        order = table.listed("ordinals")
        if ordinal and ordinal.lower() in order:
            place = order.index(ordinal.lower())
            return theirs[place] if place < len(theirs) else None
        return theirs[0] if len(theirs) == 1 else None

    def slug(self, identifier: str) -> str:
        """What a motion by its movers is by number, where the paper tells; else as it is."""
        if identifier in self.named:
            return self.named[identifier]
        names = identifier.removeprefix("motie-")
        theirs = {
            motion
            for name, motions in self.by_mover.items()
            for motion in motions
            if names == name.replace(" ", "-") or names.startswith(name.replace(" ", "-") + "-")
        }
        return theirs.pop() if len(theirs) == 1 else identifier


_BESIDE = 200
_BEHIND = 14


def _beside(one: Named, start: int, end: int) -> bool:
    """Whether a number that stands there is that of a motion named by its movers."""
    if not one.id.startswith("motie-") and not one.moved:
        return False
    return 0 <= start - one.end <= _BESIDE or 0 <= one.start - end <= _BEHIND


def numbers(raw: str) -> list[str]:
    """The numbers of a list, those inside its ranges too."""
    found: list[str] = []
    last: re.Match[str] | None = None
    for match in _NUMBER.finditer(raw):
        if last and _RANGE.fullmatch(raw[last.end() : match.start()]):
            first, until = int(last.group()), int(match.group())
            if 0 < until - first <= _MOST:
                found += [str(n) for n in range(first + 1, until)]
        found.append(match.group().lstrip("0") or "0")
        last = match
    return found


def people(raw: str) -> list[str]:
    """The names of a list of members: "Van der Molen en De Wit"."""
    return [name for name in (one.strip(" .,;:") for one in _SPLIT.split(raw)) if name]


def surname(name: str) -> str:
    """A name as it is looked up: in lower case, without initials."""
    return " ".join(part for part in name.lower().split() if not part.endswith("."))


def _file(motion: str) -> str:
    match = _PAPER.match(motion)
    return match["file"] if match else ""


def file_of(identifier: str) -> str | None:
    """The file that a parliamentary paper is in."""
    return _file(identifier) or None
