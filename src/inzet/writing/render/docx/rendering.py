"""A draft put in a template: the working copy with all that a drafter needs, or the clean one."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Literal

from lxml import etree

from inzet.dossiers.wording import Wording
from inzet.reading.load.docx.names import attribute, child, tag
from inzet.vocabulary.errors import UnreadableFile
from inzet.writing.draft import SHEETS, Draft, Head, version
from inzet.writing.render.copy import Copy, copy_of
from inzet.writing.render.docx import anchors, package
from inzet.writing.render.docx.body import Body, Made
from inzet.writing.render.docx.check import body_of, styles_of
from inzet.writing.render.docx.letter import bullets, default_template
from inzet.writing.render.docx.margin import WORDS, Margin
from inzet.writing.render.docx.places import Place, fill, found, trim, words
from inzet.writing.render.docx.styles import Styles
from inzet.writing.render.docx.template import Template, related_bytes, section
from inzet.writing.render.docx.xml import RELATED, q, text, val, w

_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_A4, _MARGIN = 11906, 1417
_AFTER_TRACKING = frozenset(
    ("writeProtection", "view", "zoom", "displayBackgroundShape", "doNotDisplayPageBoundaries",
     "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData",
     "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins",
     "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter",
     "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle",
     "proofState", "formsDesign", "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod",
     "documentType", "revisionView")
)  # fmt: skip
"""Settings that the schema wants before that of tracking."""


def render(
    draft: Draft,
    *,
    clean: bool = False,
    template: Path | None = None,
    sources: Literal["comments", "annex", "none"] = "comments",
) -> bytes:
    """A draft as a Word file; the same draft and template give the same bytes.

    Args:
        clean: the clean copy: no comment, no tracked change, no grey, nothing embedded.
        template: an office's own (see docs/guides/template.md); None for the one that ships.
        sources: as comments on the words that rest on them, numbered in an annex, or left out;
            of no meaning for a clean copy, which has none.

    Raises:
        UnreadableFile: the template is no Word file, broken, or out of all proportion.
        InputError: the template may run or fetch something, or lacks a place that is needed.
    """
    opened = _opened(draft, template)
    wording = Wording(WORDS, draft.language)
    styles = Styles(styles_of(opened), lambda: bullets(_numbering(opened)))
    styles.speak(wording("tag"))
    moment = f"{draft.on}T00:00:00Z"
    made = Made(styles, Margin(styles, moment), moment, clean, _width(opened.body))
    shown = copy_of(draft, clean=clean, editable=True)
    body = Body(shown, made, annex=sources == "annex", comments=sources == "comments")

    here = body_of(opened)
    Letterhead(draft, opened, body, made, wording).fill(here)
    elements = list(body.elements())
    if sources == "annex" and not clean:
        elements += body.annex()
    at = opened.body.index(here)
    opened.body[at : at + 1] = elements
    _stamp(shown, opened, made)
    _settle(opened, clean=clean)
    if len(made.margin.root):
        opened.add("comments", made.margin.root)
    return package.packed([*opened.files(), *_properties(draft, opened, wording, clean=clean)])


def _opened(draft: Draft, template: Path | None) -> Template:
    if template is None:
        # A note to oneself has no letterhead; one that says something above its text has.
        close = draft.kind in SHEETS and draft.head == Head()
        return Template(default_template(draft.language, close=close), "the template of Inzet")
    try:
        return Template(template.read_bytes(), str(template))
    except OSError as error:
        raise UnreadableFile(
            f"the template cannot be read ({error.strerror or 'no such file'})",
            where=str(template),
            fix="Name a Word file (.docx).",
        ) from None


class Letterhead:
    """What stands above the text, put in the places of the template."""

    def __init__(
        self, draft: Draft, template: Template, body: Body, made: Made, wording: Wording
    ) -> None:
        self._draft = draft
        self._template = template
        self._body = body
        self._made = made
        self._wording = wording

    def fill(self, here: etree._Element) -> None:
        """Fills all places but that of the text, and marks what is the template's own.

        Raises:
            InputError: the draft has something to say for which the template has no place.
        """
        places = list(found(self._template))
        self._lacking({place.name for place in places})
        for paragraph in _once(places):
            if paragraph is here:
                continue
            names = [place.name for place in places if place.paragraph is paragraph]
            if self._made.clean and not any(map(self.said, names)):
                _remove(paragraph)
            else:
                fill(paragraph, self._value)
                if self._made.clean and not all(map(self.said, names)):
                    trim(paragraph)
        self._mark(here)

    def said(self, name: str) -> str:
        """What the draft says at a place."""
        value: str = getattr(self._draft.head, name)
        return self._wording.day(value) if name == "date" and value else value

    def _lacking(self, names: set[str]) -> None:
        for name in anchors.PLACEHOLDERS:
            if name not in names and self.said(name):
                both = " or ".join({f"{{{{{name}}}}}": 0, f"{{{{{self._wording(name)}}}}}": 0})
                raise self._template.refuse(
                    f"the template lacks the placeholder {both}, and this draft has a {name}",
                    "Put it in the template where that is to stand, or take it from the draft.",
                )

    def _value(self, name: str, properties: etree._Element | None) -> list[etree._Element]:
        own = deepcopy(properties) if properties is not None else None
        said = self.said(name)
        if said or self._made.clean:
            inner = [w("r", own, text(said))] if said else []
        else:
            prompt = self._wording("empty", what=self._wording(name))
            inner = [self._body.control(self._wording(name), "", prompt)]
        return self._made.anchored(anchors.of_head(name), inner)

    def _mark(self, here: etree._Element) -> None:
        """A hidden mark on each paragraph of the template, to know it again."""
        paragraphs = (each for root in self._template.roots() for each in root.iter(q("p")))
        for place, paragraph in enumerate(paragraphs):
            said = words(paragraph)
            if paragraph is here or not said.strip() or self._made.clean:
                continue
            name = anchors.of_furniture(place, said)
            start, end = self._made.anchored(name, [])
            paragraph.insert(1 if child(paragraph, "pPr") is not None else 0, start)
            paragraph.append(end)


def _once(places: list[Place]) -> Iterator[etree._Element]:
    seen: list[etree._Element] = []
    for place in places:
        if not any(each is place.paragraph for each in seen):
            seen.append(place.paragraph)
            yield place.paragraph


def _remove(paragraph: etree._Element) -> None:
    """Takes away a line that has nothing to say: the row of a table, or the paragraph."""
    row = next(iter(paragraph.iterancestors(q("tr"))), None)
    element = row if row is not None else paragraph
    parent = element.getparent()
    if parent is None:
        return
    alone = len([each for each in parent if tag(each) in {"p", "tbl"}]) < 2
    if row is None and alone:
        # A header or a cell must keep a paragraph.
        fill(paragraph, lambda name, properties: [])
    else:
        parent.remove(element)


def _width(body: etree._Element) -> int:
    """Of the text between its margins."""
    page = section(body)
    size, margins = child(page, "pgSz"), child(page, "pgMar")
    wide = _number(size, "w", _A4)
    return max(wide - _number(margins, "left", _MARGIN) - _number(margins, "right", _MARGIN), 2000)


def _number(element: etree._Element | None, name: str, otherwise: int) -> int:
    raw = attribute(element, name) if element is not None else ""
    return int(raw) if raw.isdigit() else otherwise


def _numbering(template: Template) -> etree._Element:
    root = template.part("numbering")
    if root is None:
        root = w("numbering")
        template.add("numbering", root)
    return root


def _stamp(shown: Copy, template: Template, made: Made) -> None:
    """Notices that every page carries, at the head of every header."""
    notices = shown.stamps
    if not notices:
        return
    style = made.styles.get("stamp")
    for page in template.body.iter(q("sectPr")):
        kinds = {attribute(each, "type") for each in page if tag(each) == "headerReference"}
        wanted = {"default"} | ({"first"} if child(page, "titlePg") is not None else set())
        for kind in sorted(wanted - kinds):
            reference = w("headerReference", type=kind)
            reference.set(f"{{{RELATED}}}id", template.add("header", w("hdr", w("p"))))
            page.insert(0, reference)
    for part in template.parts.values():
        if part.kind == "header" and part.root is not None:
            for place, notice in enumerate(notices):
                properties = w("pPr", val("pStyle", style))
                part.root.insert(place, w("p", properties, w("r", text(notice))))


def _settle(template: Template, *, clean: bool) -> None:
    """Changes of people are tracked in a working copy from the first."""
    root = template.part("settings")
    if root is None:
        root = w("settings")
        template.add("settings", root)
    if not clean:
        place = sum(1 for each in root if tag(each) in _AFTER_TRACKING)
        root.insert(place, w("trackRevisions"))


def _properties(
    draft: Draft, template: Template, wording: Wording, *, clean: bool
) -> Iterator[tuple[str, bytes, str]]:
    """What the file says of itself; a clean copy its title and language only."""
    language = wording("tag")
    top = [
        ("rId1", "officeDocument", template.main, False),
        ("rId2", _CORE, "docProps/core.xml", False),
    ]
    if clean:
        core = package.core(title=draft.title, language=language)
    else:
        core = package.core(
            title=draft.title,
            language=language,
            creator=anchors.AUTHOR,
            created=f"{draft.on}T00:00:00Z",
        )
        told = {anchors.DRAFT: draft.name, anchors.VERSION: version(draft)}
        yield "docProps/custom.xml", package.custom(told), "custom"
        top.append(("rId3", "custom-properties", "docProps/custom.xml", False))
    yield "docProps/core.xml", core, "core"
    yield "_rels/.rels", related_bytes(iter(top)), ""
