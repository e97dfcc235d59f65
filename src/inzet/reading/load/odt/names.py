"""The names of OpenDocument with the prefixes its specification uses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_SPACES = {prefix: space for space, prefix in _PREFIXES.items()}


@lru_cache(maxsize=4096)
def _plain(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(space[1:], 'x')}:{local}"


@lru_cache(maxsize=1024)
def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def tag(element: etree._Element) -> str:
    """The name of an element with its usual prefix ("text:p"); "x:" for others'."""
    name = element.tag
    return _plain(name) if isinstance(name, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name with prefix; empty when there is none."""
    return element.get(_full(name)) or ""


def descendants(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """All descendants of a name, in order."""
    return element.iter(_full(name))
