"""The places that an office marks in its template, as ordinary words: ``{{subject}}``.

Each has an English and a Dutch name. Word may keep a place in several runs; it is found whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from inzet.reading.load.docx.names import child, tag
from inzet.writing.render.docx.template import Template
from inzet.writing.render.docx.xml import q

NAMES = {
    "sender": ("sender", "afzender"),
    "addressee": ("addressee", "geadresseerde"),
    "place": ("place", "plaats"),
    "date": ("date", "datum"),
    "reference": ("reference", "kenmerk"),
    "subject": ("subject", "onderwerp"),
    "body": ("body", "tekst"),
}
"""What a place is for, and what it may be called in a template."""
BODY = "body"
_PLACE = re.compile(r"\{\{\s*([^{}]{0,60}?)\s*\}\}")
_LOOSE = " ,;:–-/\u00a0"
_MEANT = {name: place for place, names in NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a paragraph."""

    name: str
    paragraph: etree._Element


def found(template: Template) -> Iterator[Place]:
    """All places of a template in their order.

    Raises:
        InputError: one has a name that nobody knows.
    """
    for place in marked(template):
        if place.name not in NAMES:
            raise template.refuse(
                f"the template has a placeholder that Inzet does not know: {place.name}",
                f"Known are {known()}.",
            )
        yield place


def marked(template: Template) -> Iterator[Place]:
    """The same with those that nobody knows; these are named as they stand there, with braces."""
    for root in template.roots():
        for paragraph in root.iter(q("p")):
            for match in _PLACE.finditer(words(paragraph)):
                name = _MEANT.get(match.group(1).strip().lower())
                yield Place(name or match.group(), paragraph)


def known() -> str:
    """The names of all places, for messages: ``{{sender}} or {{afzender}}, …``."""
    return ", ".join(" or ".join(f"{{{{{name}}}}}" for name in names) for names in NAMES.values())


def words(paragraph: etree._Element) -> str:
    """The text of a paragraph, without that of boxes anchored in it."""
    return "".join(each.text or "" for each in _texts(paragraph))


def fill(
    paragraph: etree._Element, value: Callable[[str, etree._Element | None], list[etree._Element]]
) -> None:
    """Puts something in all places of a paragraph.

    Args:
        value: gives, for the name of a place and the properties of its run, what stands there.
    """
    _one_each(paragraph)
    while match := _PLACE.search(words(paragraph)):
        texts = _texts(paragraph)
        start, end = match.span()
        at = 0
        first: etree._Element | None = None
        rest = ""
        for each in texts:
            held = each.text or ""
            low, high = max(start - at, 0), min(end - at, len(held))
            at += len(held)
            if low >= high:
                continue
            if first is None:
                first, rest = each, held[high:]
                each.text = held[:low]
            else:
                rest, each.text = "", held[high:]
        if first is None:
            return
        run = first.getparent()
        parent = run.getparent() if run is not None else None
        if run is None or parent is None:
            return
        properties = child(run, "rPr")
        new = value(_MEANT[match.group(1).strip().lower()], properties)
        if rest:
            after = deepcopy(run)
            for each in after:
                if tag(each) == "t":
                    each.text = rest
            new.append(after)
        at = parent.index(run) + 1
        for offset, element in enumerate(new):
            parent.insert(at + offset, element)
        if not first.text:
            parent.remove(run)


def trim(paragraph: etree._Element) -> None:
    """Takes signs from the edges of a line in which a place stayed empty: ``, 20 March``."""
    texts = [each for each in _texts(paragraph) if each.text]
    for each in texts:
        each.text = (each.text or "").lstrip(_LOOSE)
        if each.text:
            break
    for each in reversed(texts):
        each.text = (each.text or "").rstrip(_LOOSE)
        if each.text:
            break


def _texts(paragraph: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = []

    def walk(element: etree._Element) -> None:
        for each in element:
            name = tag(each)
            if name == "t":
                found.append(each)
            elif name in {"r", "hyperlink", "sdt", "sdtContent", "fldSimple"}:
                walk(each)

    walk(paragraph)
    return found


def _one_each(paragraph: etree._Element) -> None:
    """Cuts runs, so that each holds one thing beside its properties."""
    for run in list(paragraph.iter(q("r"))):
        things = [each for each in run if tag(each) != "rPr"]
        parent = run.getparent()
        if len(things) < 2 or parent is None or not any(tag(each) == "t" for each in things):
            continue
        at = parent.index(run) + 1
        properties = child(run, "rPr")
        for offset, thing in enumerate(things[1:]):
            new = etree.Element(q("r"))
            if properties is not None:
                new.append(deepcopy(properties))
            new.append(thing)
            parent.insert(at + offset, new)
