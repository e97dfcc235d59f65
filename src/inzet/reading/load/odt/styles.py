"""What the styles of an OpenDocument file make of its paragraphs and lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from inzet.reading.languages import languages, table
from inzet.reading.load.odt.names import attribute, descendants, tag

_CHAIN = 20
_BOLD = frozenset(("bold", "600", "700", "800", "900"))


@dataclass(frozen=True, slots=True)
class Style:
    """What a style of a paragraph or a span says, with what it inherits."""

    level: int = 0
    title: bool = False
    contents: bool = False
    strong: bool | None = None
    """None where nothing is said of it."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one depth of a list is numbered; ``form`` is empty for bullets."""

    form: str
    prefix: str
    suffix: str
    start: int
    shown: int
    """How many depths its number shows."""


class Styles:
    """The styles of a file.

    Args:
        roots: of the parts that hold styles, common ones first.
    """

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        self._raw: dict[tuple[str, str], etree._Element] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._known: dict[tuple[str, str], Style] = {}
        self.outline: dict[int, ListLevel] = {}
        for root in roots:
            for each in descendants(root, "style:style"):
                key = (attribute(each, "style:family"), attribute(each, "style:name"))
                self._raw[key] = each
            for each in descendants(root, "text:list-style"):
                self._lists[attribute(each, "style:name")] = dict(_levels(each))
            for each in descendants(root, "text:outline-style"):
                self.outline = dict(_levels(each))

    def get(self, family: str, name: str) -> Style:
        """The style of a paragraph or of text ("paragraph", "text")."""
        key = (family, name)
        if key not in self._known:
            self._known[key] = self._read(family, name)
        return self._known[key]

    def list_level(self, style: str, depth: int) -> ListLevel | None:
        """The numbering of a list style at a depth from 1."""
        return self._lists.get(style, {}).get(depth)

    def _read(self, family: str, name: str) -> Style:
        chain: list[tuple[str, etree._Element]] = []
        at = name
        while (family, at) in self._raw and len(chain) < _CHAIN:
            element = self._raw[family, at]
            chain.append((at, element))
            at = attribute(element, "style:parent-style-name")
        # The last name is of a style that is used but not described; its name may tell.
        names = [*(_shown(each, element) for each, element in chain), at.replace("_20_", " ")]
        elements = [element for _, element in chain]
        levels = (attribute(each, "style:default-outline-level") for each in elements)
        level = next((found for found in levels if found), "")
        return Style(
            level=int(level) if level.isdigit() else 0,
            # An automatic style stands between a paragraph and the style its writer chose.
            title=any(_is(each, "title_styles") for each in names[:2]),
            contents=any(_is(each, "contents_styles") for each in names[:2]),
            strong=next((found for found in map(_strong, elements) if found is not None), None),
            hidden=any(_text(each, "text:display") == "none" for each in elements),
        )


def _shown(name: str, element: etree._Element) -> str:
    return attribute(element, "style:display-name") or name.replace("_20_", " ")


def _text(style: etree._Element, name: str) -> str:
    for each in style:
        if tag(each) == "style:text-properties":
            return attribute(each, name)
    return ""


def _strong(style: etree._Element) -> bool | None:
    weight = _text(style, "fo:font-weight")
    slant = _text(style, "fo:font-style")
    line = _text(style, "style:text-underline-style")
    if not (weight or slant or line):
        return None
    return weight in _BOLD or slant == "italic" or line not in {"", "none"}


def _levels(style: etree._Element) -> list[tuple[int, ListLevel]]:
    found = []
    for each in style:
        depth, start = attribute(each, "text:level"), attribute(each, "text:start-value")
        shown = attribute(each, "text:display-levels")
        if not depth.isdigit():
            continue
        numbered = tag(each) in {"text:list-level-style-number", "text:outline-level-style"}
        level = ListLevel(
            form=attribute(each, "style:num-format") if numbered else "",
            prefix=attribute(each, "style:num-prefix")[:20],
            suffix=attribute(each, "style:num-suffix")[:20],
            start=int(start) if start.isdigit() and len(start) < 7 else 1,
            shown=int(shown) if shown.isdigit() and len(shown) < 3 else 1,
        )
        found.append((int(depth), level))
    return found


def _is(name: str, key: str) -> bool:
    return name.strip().lower().rstrip(" 0123456789") in _words(key)


@lru_cache(maxsize=8)
def _words(key: str) -> frozenset[str]:
    return frozenset(word for code in languages() for word in table(code, "layout").get(key, ()))
