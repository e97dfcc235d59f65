"""Elements of Akoma Ntoso, and the names that stand in identifiers."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

Element = etree._Element

# lxml takes None as the prefix of what needs none; its stubs do not know.
_NAMES: dict[str, str] = {None: NAMESPACE}  # type: ignore[dict-item]


def made(tag: str, text: str = "", /, **attributes: str) -> Element:
    """An element; an attribute without a value is left out."""
    element = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap=_NAMES)
    for key, value in attributes.items():
        if value:
            # ``class`` and ``for`` are words of Python.
            element.set(key.rstrip("_"), value)
    element.text = text or None
    return element


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """The same, as the last child of another."""
    element = made(tag, text, **attributes)
    parent.append(element)
    return element


def append_text(parent: Element, text: str) -> None:
    """Adds text after what an element holds."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def slug(text: str) -> str:
    """Text as part of an address: lower-case ASCII letters, digits and hyphens; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or "x"
