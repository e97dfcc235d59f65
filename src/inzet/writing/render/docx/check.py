"""Whether a template of an office will do, and what it leaves to Inzet."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from inzet.vocabulary.errors import InputError
from inzet.writing.render.docx.places import BODY, NAMES, found
from inzet.writing.render.docx.styles import CANDIDATES, Styles
from inzet.writing.render.docx.template import Template
from inzet.writing.render.docx.xml import w


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """What a template has and has not."""

    missing: tuple[str, ...]
    """Placeholders that it lacks, by their English names: a draft that has something to say there
    is refused, so that nothing falls away unseen."""
    styles: tuple[str, ...]
    """What it brings a style of its own for."""
    added: tuple[str, ...]
    """What Inzet adds a style for."""


def check_template(data: bytes, name: str = "") -> TemplateCheck:
    """Looks a template over.

    Args:
        data: the file.
        name: file name, for messages.

    Raises:
        UnreadableFile: no Word file, broken, or out of all proportion.
        InputError: it may run or fetch something, holds tracked changes, has an unknown
            placeholder, or no place for the text.
    """
    template = Template(data, name)
    places = {place.name for place in found(template)}
    if BODY not in places:
        raise no_body(template)
    body_of(template)
    styles = Styles(styles_of(template), str)
    own = tuple(role for role in CANDIDATES if styles.own(role))
    return TemplateCheck(
        tuple(each for each in NAMES if each not in places),
        own,
        tuple(role for role in CANDIDATES if role not in own),
    )


def no_body(template: Template) -> InputError:
    """The error for a template without a place for the text."""
    return template.refuse(
        "the template lacks the placeholder {{body}} (or {{tekst}})",
        "Put it in a paragraph of its own, where the text of the paper begins.",
    )


def body_of(template: Template) -> etree._Element:
    """The paragraph in whose place the text comes.

    Raises:
        InputError: it is no paragraph of its own, or there are several.
    """
    places = [place.paragraph for place in found(template) if place.name == BODY]
    if not places:
        raise no_body(template)
    if len(places) > 1:
        raise template.refuse(
            "the template has the placeholder {{body}} more than once", "Leave one of them."
        )
    if places[0].getparent() is not template.body:
        raise template.refuse(
            "the placeholder {{body}} stands in a table, a box, a header or a footer",
            "Put it in a paragraph of its own in the text.",
        )
    return places[0]


def styles_of(template: Template) -> etree._Element:
    """The part of styles of a template; made where it has none."""
    root = template.part("styles")
    if root is None:
        root = w("styles")
        template.add("styles", root)
    return root
