"""What the styles of a Word file make of a paragraph: heading, title, bold, numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from inzet.reading.languages import languages, table
from inzet.reading.load.docx.names import attribute, child, switch, tag, value

_DEEPEST = 9
_CHAIN = 20
"""Styles that may lean on each other; a file in which they go round stops here."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, with what it inherits."""

    level: int
    """Of a heading, 1 to 9; else 0."""
    title: bool
    contents: bool
    """It is of a line of a table of contents."""
    strong: bool
    hidden: bool
    number: tuple[str, int] | None
    """Its numbering: id and depth."""


_PLAIN = Style(0, False, False, False, False, None)


class Styles:
    """The styles of a file, by id.

    Args:
        root: of its part of styles; None when it has none.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._raw: dict[str, etree._Element] = {}
        self._default = ""
        self._known: dict[str, Style] = {}
        for element in root if root is not None else ():
            if tag(element) != "style":
                continue
            identity = attribute(element, "styleId")
            self._raw[identity] = element
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in {
                "1",
                "true",
                "on",
            }:
                self._default = identity

    def get(self, identity: str) -> Style:
        """The style of an id; the default paragraph style for an empty one."""
        identity = identity or self._default
        if identity not in self._known:
            self._known[identity] = self._read(identity)
        return self._known[identity]

    def _read(self, identity: str) -> Style:
        chain: list[etree._Element] = []
        at = identity
        while at in self._raw and len(chain) < _CHAIN:
            chain.append(self._raw[at])
            at = value(self._raw[at], "basedOn")
        if not chain:
            return _named(identity) if identity else _PLAIN
        names = [value(each, "name") or attribute(each, "styleId") for each in chain]
        level = next((found for found in map(_level, chain, names) if found is not None), 0)
        return Style(
            level=level,
            title=_is(names[0], "title_styles"),
            contents=_is(names[0], "contents_styles"),
            strong=_first(chain, "b"),
            hidden=_first(chain, "vanish"),
            number=next((found for found in map(numbering_of, chain) if found is not None), None),
        )


def numbering_of(element: etree._Element | None) -> tuple[str, int] | None:
    """The numbering that paragraph properties (or a style) name: id and depth from 0."""
    found = child(element, "pPr", "numPr")
    if found is None:
        return None
    depth = value(found, "ilvl")
    return value(found, "numId"), int(depth) if depth.isdigit() else 0


def outline(element: etree._Element | None) -> int | None:
    """The heading level that properties set outright, 0 for running text; None when unsaid."""
    raw = value(element, "pPr", "outlineLvl")
    if not raw.isdigit():
        return None
    level = int(raw) + 1
    return level if level <= _DEEPEST else 0


def _level(element: etree._Element, name: str) -> int | None:
    found = outline(element)
    if found is not None:
        return found
    match = _heading_name().fullmatch(name.strip())
    return int(match.group(1)) if match else None


def _named(identity: str) -> Style:
    """A style that is used but not described: its id may tell."""
    match = _heading_name().fullmatch(identity)
    level = int(match.group(1)) if match else 0
    contents = _is(identity, "contents_styles")
    return Style(level, _is(identity, "title_styles"), contents, False, False, None)


def _first(chain: list[etree._Element], name: str) -> bool:
    return next(
        (on for on in (switch(each, "rPr", name) for each in chain) if on is not None), False
    )


def _is(name: str, key: str) -> bool:
    bare = re.sub(r"[\s\d]+\Z", "", name.strip().lower())
    return bare in _words(key)


@lru_cache(maxsize=8)
def _words(key: str) -> frozenset[str]:
    return frozenset(word for code in languages() for word in table(code, "layout").get(key, ()))


@lru_cache(maxsize=1)
def _heading_name() -> re.Pattern[str]:
    """Names of heading styles: a word of any language and a level, as Word calls them."""
    words = sorted(_words("heading_styles"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words)) or '(?!)'})\s*([1-9])", re.I)
