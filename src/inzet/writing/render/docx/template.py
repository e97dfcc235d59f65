"""A template of an office: an ordinary Word file with places marked in its text.

It is a file by others: nothing in it may run or fetch. What could is refused by name, what tells of
its makers is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from inzet.reading.load.docx import Relation, is_docx, main_part, relations
from inzet.reading.load.docx.names import attribute, child, tag
from inzet.reading.load.package import Package
from inzet.vocabulary.errors import InputError, UnreadableFile
from inzet.writing.render.docx.xml import MAIN, RELATED, plain, q, w, xml_bytes

_KIND = "Word template (DOCX)"
_KEPT = frozenset(
    ("styles", "settings", "numbering", "fontTable", "theme", "header", "footer", "image",
     "footnotes", "endnotes", "hyperlink", "webSettings")
)  # fmt: skip
_RUNS = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "control": "an active control",
    "aFChunk": "an embedded document",
    "subDocument": "a document from elsewhere",
    "frame": "a page from elsewhere",
}
_FIELDS = frozenset(
    ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "REF", "PAGEREF", "TITLE",
     "SUBJECT", "DATE", "TIME", "SEQ", "TOC", "HYPERLINK", "IF", "QUOTE", "SYMBOL", "FILENAME",
     "CREATEDATE", "SAVEDATE", "PRINTDATE", "=", "ADVANCE", "LISTNUM")
)  # fmt: skip
_IMAGES = frozenset(("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "svg"))
_LINKS = ("https://", "http://", "mailto:", "tel:")
_TRACES = frozenset(
    ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart",
     "commentRangeEnd", "commentReference", "lastRenderedPageBreak", "dataBinding", "smartTagPr",
     "customXmlPr", "rsids", "attachedTemplate", "mailMerge", "docVars", "documentProtection",
     "writeProtection", "removePersonalInformation", "removeDateAndTime", "trackRevisions",
     "saveThroughXslt", "docId")
)  # fmt: skip
_WRAPPERS = frozenset(("smartTag", "customXml"))
_TRACKED = frozenset(("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
_IDENTITY = re.compile(r"rsid\w*\Z|paraId\Z|textId\Z|docId\Z")


@dataclass(slots=True)
class Part:
    """A part of a template that is kept."""

    kind: str
    root: etree._Element | None = None
    data: bytes = b""
    related: dict[str, Relation] = field(default_factory=dict)


class Template:
    """A template, opened; its parts may be changed, each of them once.

    Args:
        data: the file.
        name: file name, for messages.

    Raises:
        UnreadableFile: no Word file, broken, or out of all proportion.
        InputError: it holds what may run, or fetch, or tracked changes.
    """

    def __init__(self, data: bytes, name: str = "") -> None:
        self._name = name or "the template"
        package = Package(data, _KIND, self._name)
        if not is_docx(package.names):
            raise UnreadableFile(
                "this is no Word file", where=self._name, fix="Save the template as DOCX."
            )
        self.main = main_part(package)
        self.parts: dict[str, Part] = {}
        self._take(package, self.main, "document")
        body = child(self.parts[self.main].root, "body")
        if body is None:
            raise UnreadableFile(
                "this Word file has no text part, or is in the strict dialect",
                where=self._name,
                fix="Save it in Word as “Word document (.docx)”.",
            )
        self.body = body

    def part(self, kind: str) -> etree._Element | None:
        """The root of the first part of a kind that its text refers to."""
        for relation in self.parts[self.main].related.values():
            if relation.kind == kind and not relation.external:
                return self.parts[relation.target].root
        return None

    def add(self, kind: str, root: etree._Element, name: str = "") -> str:
        """Adds a part beside its text.

        Returns:
            The id by which the text refers to it.
        """
        folder = PurePosixPath(self.main).parent
        name = name or str(folder / f"{kind}.xml")
        while name in self.parts:
            name = name.replace(".xml", "1.xml")
        self.parts[name] = Part(kind, root)
        related = self.parts[self.main].related
        number = len(related) + 1
        while f"rIdZ{number}" in related:
            number += 1
        related[f"rIdZ{number}"] = Relation(kind, name, False)
        return f"rIdZ{number}"

    def roots(self) -> Iterator[etree._Element]:
        """What is printed: its text, headers and footers."""
        for part in self.parts.values():
            if part.kind in {"document", "header", "footer"} and part.root is not None:
                yield part.root

    def refuse(self, what: str, fix: str) -> InputError:
        """The error that tells what is wrong with it."""
        return InputError(what, where=self._name, fix=fix)

    def _take(self, package: Package, name: str, kind: str) -> None:
        if name in self.parts:
            return
        if kind == "image":
            if PurePosixPath(name).suffix.lower().lstrip(".") not in _IMAGES:
                raise self.refuse(
                    f"the template holds a picture of an unknown kind ({PurePosixPath(name).name})",
                    "Use PNG, JPEG, GIF, TIFF, EMF, WMF or SVG.",
                )
            self.parts[name] = Part(kind, data=package.read(name))
            return
        root = package.xml(name)
        if root is None:
            raise UnreadableFile(
                f"a part is missing: {name}", where=self._name, fix="Save the template anew."
            )
        part = self.parts[name] = Part(kind, root)
        for identity, relation in relations(package, name).items():
            if self._allowed(relation):
                part.related[identity] = relation
                if not relation.external:
                    self._take(package, relation.target, relation.kind)
        self._harmless(root)
        _without_traces(root)
        _without_dangling(root, set(part.related))

    def _allowed(self, relation: Relation) -> bool:
        kind = relation.kind
        if kind in _RUNS:
            raise self.refuse(
                f"the template holds {_RUNS[kind]}",
                "A template is text and pictures only: take it out, and save it as .docx.",
            )
        if not relation.external:
            return kind in _KEPT
        if kind == "hyperlink":
            return relation.target.lower().startswith(_LINKS)
        if kind == "image":
            raise self.refuse(
                "the template refers to a picture elsewhere",
                "Insert the picture itself, not a link to it.",
            )
        return False

    def _harmless(self, root: etree._Element) -> None:
        for code in _codes(root):
            word = code.split()[0].upper() if code.split() else ""
            if word and not word.startswith("=") and word not in _FIELDS:
                raise self.refuse(
                    f"the template has a field that Inzet does not let through ({word})",
                    "Put ordinary text or a placeholder in its place.",
                )
        for each in root.iter():
            name = tag(each)
            if name in {"object", "control", "altChunk", "subDoc"}:
                raise self.refuse(
                    "the template holds an embedded object",
                    "A template is text and pictures only: take it out, and save it again.",
                )
            if name in _TRACKED:
                raise self.refuse(
                    "the template has tracked changes",
                    "Accept or reject them all, and save it again.",
                )

    def files(self) -> Iterator[tuple[str, bytes, str]]:
        """Name, bytes and kind of every part, and of what it refers to."""
        for name, part in self.parts.items():
            yield name, part.data if part.root is None else xml_bytes(part.root), part.kind
            if part.related:
                path = PurePosixPath(name)
                yield (
                    str(path.parent / "_rels" / f"{path.name}.rels"),
                    related_bytes(
                        (identity, each.kind, _relative(name, each), each.external)
                        for identity, each in sorted(part.related.items())
                    ),
                    "",
                )


def related_bytes(some: Iterator[tuple[str, str, str, bool]]) -> bytes:
    """A part of relations: id, kind, target, whether it lies outside."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap=plain(space))
    for identity, kind, target, external in some:
        full = kind if "://" in kind else f"{RELATED}/{kind}"
        element = etree.SubElement(
            root, f"{{{space}}}Relationship", Id=identity, Type=full, Target=target
        )
        if external:
            element.set("TargetMode", "External")
    return xml_bytes(root)


def _relative(part: str, relation: Relation) -> str:
    if relation.external:
        return relation.target
    folder = f"{PurePosixPath(part).parent}/"
    inside = relation.target.startswith(folder)
    return relation.target.removeprefix(folder) if inside else f"/{relation.target}"


def _codes(root: etree._Element) -> Iterator[str]:
    """The instructions of all fields, each put together from its pieces."""
    code, depth = "", 0
    for each in root.iter(q("fldSimple"), q("instrText"), q("fldChar")):
        name = tag(each)
        if name == "fldSimple":
            yield attribute(each, "instr")
        elif name == "instrText":
            code += each.text or ""
        else:
            step = attribute(each, "fldCharType")
            depth += step == "begin"
            if step == "begin" and code:
                # A field within the instruction of another.
                yield code
                code = ""
            elif step in {"separate", "end"} and code:
                yield code
                code = ""
    if code:
        yield code


def _without_traces(root: etree._Element) -> None:
    """Leaves out what tells of makers and machines, and marks of things that are not kept."""
    for each in list(root.iter()):
        name = tag(each)
        if not name:
            continue
        for key in list(each.attrib):
            if _IDENTITY.match(str(key).rpartition("}")[2]):
                del each.attrib[key]
        parent = each.getparent()
        if parent is None:
            continue
        if name in _TRACES or name.removeprefix("x:") in {"docId", "chartTrackingRefBased"}:
            parent.remove(each)
        elif name in _WRAPPERS:
            at = parent.index(each)
            for inner in list(each):
                parent.insert(at, inner)
                at += 1
            parent.remove(each)


def _without_dangling(root: etree._Element, known: set[str]) -> None:
    """Takes the reference from links that are not kept; their words stay."""
    for each in root.iter(q("hyperlink")):
        key = f"{{{RELATED}}}id"
        if key in each.attrib and each.get(key) not in known:
            del each.attrib[key]


def section(body: etree._Element) -> etree._Element:
    """The last section of a text; made where there is none."""
    found = next((each for each in reversed(body) if tag(each) == "sectPr"), None)
    if found is None:
        found = w("sectPr")
        body.append(found)
    return found


__all__ = ["MAIN", "Part", "Template", "related_bytes", "section"]
