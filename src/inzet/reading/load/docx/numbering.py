"""Numbers of lists, which a Word file keeps apart from its text: counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from inzet.reading.load.docx.names import attribute, child, tag, value
from inzet.reading.load.ordinals import ordinal

_PLACE = re.compile(r"%([1-9])")
_DEPTHS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    restart: int | None
    """The depth (from 1) whose step starts it anew; 0 never, None any above it."""
    legal: bool
    """All its numbers are shown in figures."""


class Numbering:
    """Counts through the numbered paragraphs of a file, in their order.

    Args:
        root: of its part of numbering; None when it has none.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._own: dict[tuple[str, int], _Level] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if tag(element) == "abstractNum":
                identity = attribute(element, "abstractNumId")
                self._abstract[identity] = dict(_levels(element))
            elif tag(element) == "num":
                self._list(element)

    def label(self, number: str, depth: int) -> str | None:
        """The label of the next paragraph of a list: "3." or "b)"; "" for a bullet.

        Args:
            number: id of the list; "0" means none.
            depth: from 0.

        Returns:
            None when it is in no list.
        """
        if number in {"", "0"} or number not in self._list_of or not 0 <= depth < _DEPTHS:
            return None
        level = self._level(number, depth)
        if level is None or level.form in {"bullet", "none"}:
            return ""
        counts = self._counts.setdefault(self._list_of[number], [None] * _DEPTHS)
        first = (number, depth) not in self._begun
        self._begun.add((number, depth))
        if first and (number, depth) in self._overrides:
            counts[depth] = self._overrides[number, depth]
        else:
            now = counts[depth]
            counts[depth] = level.start if now is None else now + 1
        for below in range(depth + 1, _DEPTHS):
            deeper = self._level(number, below)
            restart = deeper.restart if deeper else None
            if restart is None or depth < restart:
                counts[below] = None
        return _PLACE.sub(
            lambda match: self._shown(number, int(match.group(1)) - 1, level), level.text
        )

    def _shown(self, number: str, depth: int, level: _Level) -> str:
        of = self._level(number, depth)
        if of is None or of.form in {"bullet", "none"}:
            return ""
        counted = self._counts[self._list_of[number]][depth]
        count = of.start if counted is None else counted
        return ordinal(count, "decimal" if level.legal else of.form)

    def _level(self, number: str, depth: int) -> _Level | None:
        own = self._own.get((number, depth))
        return own or self._abstract.get(self._list_of[number], {}).get(depth)

    def _list(self, element: etree._Element) -> None:
        identity = attribute(element, "numId")
        self._list_of[identity] = value(element, "abstractNumId")
        for each in element:
            if tag(each) != "lvlOverride":
                continue
            depth = attribute(each, "ilvl")
            if not depth.isdigit():
                continue
            start = value(each, "startOverride")
            if start.isdigit():
                self._overrides[identity, int(depth)] = int(start)
            for found, level in _levels(each):
                self._own[identity, found] = level


def _levels(element: etree._Element) -> list[tuple[int, _Level]]:
    found = []
    for each in element:
        depth = attribute(each, "ilvl")
        if tag(each) != "lvl" or not depth.isdigit():
            continue
        start, restart = value(each, "start"), value(each, "lvlRestart")
        level = _Level(
            form=value(each, "numFmt") or "decimal",
            text=value(each, "lvlText")[:40],
            start=int(start) if start.isdigit() and len(start) < 7 else 0,
            restart=int(restart) if restart.isdigit() else None,
            legal=child(each, "isLgl") is not None,
        )
        found.append((int(depth), level))
    return found
