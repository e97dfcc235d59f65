"""Word files (DOCX): the text as it stands now, with the structure that Word keeps.

Comments, deletions and fields' instructions are no part of the text; headers and footers are
furniture, except what is a letterhead. What the file holds beside its text is told in notes.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from inzet.reading.load.docx.body import Body
from inzet.reading.load.docx.names import attribute, switch, tag, value
from inzet.reading.load.docx.numbering import Numbering
from inzet.reading.load.docx.runs import Seen
from inzet.reading.load.docx.styles import Styles
from inzet.reading.load.fields import is_label, is_notice, paired
from inzet.reading.load.package import Package
from inzet.reading.load.writer import CELL, Writer
from inzet.reading.text import Extracted
from inzet.vocabulary.errors import UnreadableFile

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VERSION = "docx 1"
_KIND = "Word file (DOCX)"
_RELATIONS = "/relationships/"
_HARMLESS = frozenset(("hyperlink",))
_NOTES = frozenset(("footnotePr", "endnotePr"))


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to."""

    kind: str
    target: str
    external: bool


def is_docx(names: frozenset[str]) -> bool:
    """Whether an archive with parts of these names is a Word file."""
    return "[Content_Types].xml" in names and any(name.startswith("word/") for name in names)


def extract_docx(data: bytes, name: str = "") -> Extracted:
    """The text of a Word file with its marks.

    Raises:
        UnreadableFile: broken, protected with a password, or out of all proportion.
    """
    package = Package(data, _KIND, name)
    main = main_part(package)
    root = package.xml(main)
    content = (
        next((each for each in root if tag(each) == "body"), None) if root is not None else None
    )
    if content is None:
        raise UnreadableFile(
            "this Word file (DOCX) has no text part",
            where=name,
            fix="Get it again from its source, or save it as plain text or PDF.",
        )
    related = relations(package, main)
    by_kind = {each.kind: each.target for each in related.values() if not each.external}
    styles = Styles(package.xml(by_kind.get("styles", "")))
    numbering = Numbering(package.xml(by_kind.get("numbering", "")))
    seen = Seen()
    notes = dict(_notes(package, by_kind))
    writer = Writer()
    heads = Body(writer, styles, numbering, {}, seen)
    _write_heads(package, content, related, heads, writer)
    settings = package.xml(by_kind.get("settings", ""))
    forms = _forms(content, settings)
    Body(writer, styles, numbering, notes, seen, forms).write(content)
    return writer.finish(VERSION, MEDIA_TYPE, notes=list(_told(package, by_kind, related, seen)))


def main_part(package: Package) -> str:
    """The name of the part that holds the text."""
    for each in relations(package, "").values():
        if each.kind == "officeDocument" and not each.external:
            return each.target
    return "word/document.xml"


def relations(package: Package, part: str) -> Mapping[str, Relation]:
    """What a part refers to, by id; for an empty name what the package itself does."""
    folder, base = posixpath.split(part)
    root = package.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    found: dict[str, Relation] = {}
    for each in root if root is not None else ():
        kind = (each.get("Type") or "").rpartition(_RELATIONS)[2]
        target = each.get("Target") or ""
        external = each.get("TargetMode") == "External"
        if not external:
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            )
            target = posixpath.normpath(target)
        found[each.get("Id") or ""] = Relation(kind, target, external)
    return found


def _notes(package: Package, by_kind: Mapping[str, str]) -> Iterator[tuple[str, etree._Element]]:
    for kind in ("footnote", "endnote"):
        root = package.xml(by_kind.get(f"{kind}s", ""))
        for each in root if root is not None else ():
            # Separators between text and notes are kept among the notes.
            if tag(each) == kind and attribute(each, "type") in {"", "normal"}:
                yield f"{kind}Reference:{attribute(each, 'id')}", each


def _forms(content: etree._Element, settings: etree._Element | None) -> dict[str, str]:
    """The form of the numbers of notes, as the last section or else the settings have it."""
    forms = {"endnoteReference": "lowerRoman"}
    section = next((each for each in reversed(content) if tag(each) == "sectPr"), None)
    for root in (settings, section):
        for each in root if root is not None else ():
            form = value(each, "numFmt") if tag(each) in _NOTES else ""
            if form:
                forms[f"{tag(each).removesuffix('Pr')}Reference"] = form
    return forms


def _write_heads(
    package: Package,
    content: etree._Element,
    related: Mapping[str, Relation],
    body: Body,
    writer: Writer,
) -> None:
    """Headers and footers before the text: letterhead, notices, and furniture, each line once."""
    seen: set[str] = set()
    for first, part in _heads(content, related):
        root = package.xml(part)
        if root is None:
            continue
        lines = [*body.lines(root), *_watermarks(root)]
        for line in paired(lines):
            if line in seen:
                continue
            seen.add(line)
            label = is_label(line.partition("\t")[0]) and "\t" in line
            kind = "stamp" if is_notice(line) else "letterhead" if first or label else "furniture"
            writer.add(kind, 0, [(line.replace("\t", CELL), False)])


def _heads(content: etree._Element, related: Mapping[str, Relation]) -> Iterator[tuple[bool, str]]:
    """Parts of headers and footers, and whether each is the head of the first page alone."""
    for section in content.iter():
        if tag(section) != "sectPr":
            continue
        own_first = bool(switch(section, "titlePg"))
        for each in section:
            if tag(each) not in {"headerReference", "footerReference"}:
                continue
            identity = next(
                (value for key, value in each.attrib.items() if str(key).endswith("}id")), ""
            )
            relation = related.get(str(identity))
            if relation is None or relation.external:
                continue
            of_first = attribute(each, "type") == "first"
            if of_first and not own_first:
                continue
            yield of_first and tag(each) == "headerReference", relation.target


def _watermarks(root: etree._Element) -> Iterator[str]:
    for each in root.iter():
        if tag(each) == "x:textpath":
            text = each.get("string") or ""
            if text.strip():
                yield " ".join(text.split())


def _told(
    package: Package, by_kind: Mapping[str, str], related: Mapping[str, Relation], seen: Seen
) -> Iterator[str]:
    """What a person should know of the file beside its text. Names of authors are not told."""
    if seen.changes:
        yield (
            f"The file has {_counted(seen.changes, 'tracked change')}"
            f"{_by(len(seen.authors))}: what was inserted is read, what was deleted is not."
        )
    comments = package.xml(by_kind.get("comments", ""))
    found = [each for each in comments if tag(each) == "comment"] if comments is not None else []
    if found:
        authors = {attribute(each, "author") for each in found} - {""}
        yield (
            f"The file has {_counted(len(found), 'comment')}{_by(len(authors))}; "
            "comments are no part of the text."
        )
    if seen.hidden:
        yield "The file has hidden text; it was left out."
    if seen.embedded:
        yield "The file has a part in another format in it; that part was not read."
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        yield "The file holds macros; they were neither run nor read."
    outside = {each.kind for each in related.values() if each.external} - _HARMLESS
    settings = by_kind.get("settings", "")
    if settings:
        outside |= {each.kind for each in relations(package, settings).values() if each.external}
    if outside:
        kinds = ", ".join(sorted(each or "unknown" for each in outside))
        yield f"The file refers to things elsewhere ({kinds}); nothing was fetched."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _by(authors: int) -> str:
    return f" by {_counted(authors, 'author')}" if authors else ""


__all__ = ["MEDIA_TYPE", "extract_docx", "is_docx"]
