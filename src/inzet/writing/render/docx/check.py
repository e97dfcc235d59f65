"""Whether a template of an office will do, and what it leaves to Inzet."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from inzet.vocabulary.errors import InputError
from inzet.writing.render.docx.places import BODY, NAMES, found, marked
from inzet.writing.render.docx.styles import CANDIDATES, Styles
from inzet.writing.render.docx.template import Template
from inzet.writing.render.docx.xml import w


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """What a template has and has not."""

    places: tuple[str, ...]
    """Placeholders that it has, by their English names."""
    missing: tuple[str, ...]
    """Placeholders that it lacks, by their English names: a draft that has something to say there
    is refused, so that nothing falls away unseen."""
    unknown: tuple[str, ...]
    """What stands between double braces and is no placeholder, as it stands there."""
    usable: bool
    """Whether drafts can be put in it."""
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
    body_of(template)
    return _looked(template)


def look_over(data: bytes, name: str = "") -> TemplateCheck:
    """The same of one that may not do yet: all that is wrong with its placeholders at once.

    Raises:
        UnreadableFile: no Word file, broken, or out of all proportion.
        InputError: it may run or fetch something, or holds tracked changes.
    """
    return _looked(Template(data, name))


def _looked(template: Template) -> TemplateCheck:
    places = list(dict.fromkeys(place.name for place in marked(template)))
    try:
        body_of(template)
        usable = True
    except InputError:
        usable = False
    styles = Styles(styles_of(template), str)
    own = tuple(role for role in CANDIDATES if styles.own(role))
    return TemplateCheck(
        places=tuple(each for each in NAMES if each in places),
        missing=tuple(each for each in NAMES if each not in places),
        unknown=tuple(each for each in places if each not in NAMES),
        usable=usable,
        styles=own,
        added=tuple(role for role in CANDIDATES if role not in own),
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
