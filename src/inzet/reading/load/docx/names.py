"""The names of WordprocessingML, in its two dialects, as plain words."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

_WORD = frozenset(
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
)
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = frozenset(
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    )
)
_OFF = frozenset(("0", "false", "off", "none"))


@lru_cache(maxsize=4096)
def _plain(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    space = space[1:]
    if space in _WORD:
        return local
    if space == _COMPATIBILITY:
        return "mc:" + local
    if space in _MATH:
        return "m:" + local
    return "x:" + local


def tag(element: etree._Element) -> str:
    """The name of an element: bare for Word's own, ``mc:``, ``m:`` or ``x:`` for others."""
    name = element.tag
    return _plain(name) if isinstance(name, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Word's attribute of a name; empty when there is none."""
    for space in _WORD:
        value = element.get(f"{{{space}}}{name}")
        if value is not None:
            return value
    return element.get(name) or ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of Word's names."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if tag(each) == name), None)
    return element


def value(element: etree._Element | None, *path: str) -> str:
    """The ``val`` of the first descendant along a path; empty when there is none."""
    found = child(element, *path)
    return attribute(found, "val") if found is not None else ""


def switch(element: etree._Element | None, *path: str) -> bool | None:
    """Whether a property is on or off; None when nothing is said of it."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val").lower() not in _OFF
