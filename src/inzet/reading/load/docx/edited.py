"""A Word file as the people left it who edited it: who wrote and struck out what, and remarked.

Where :mod:`inzet.reading.load.docx` reads the text as it stands, this keeps what came and went
with names and moments, bookmarks, and comments with their answers. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec
from lxml import etree

from inzet.reading.load.docx import is_docx, main_part, relations
from inzet.reading.load.docx.names import attribute, child, switch, tag, value
from inzet.reading.load.docx.runs import chosen
from inzet.reading.load.docx.styles import Styles, numbering_of, outline
from inzet.reading.load.docx.symbols import symbol
from inzet.reading.load.package import Package
from inzet.vocabulary.errors import UnreadableFile

_KIND = "Word file (DOCX)"
_PLACES = 200_000
"""Pieces, bookmarks and remarks together; a file of three hundred pages has a tenth of it."""
_THROUGH = frozenset(
    ("hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo", "fldSimple", "ruby",
     "rubyBase")
)  # fmt: skip
_CAME, _WENT = frozenset(("ins", "moveTo")), frozenset(("del", "moveFrom"))
_THINGS = {"drawing": "a picture", "pict": "a picture", "object": "an embedded object"}


class Touch(msgspec.Struct, frozen=True):
    """Who made a tracked change, and when."""

    by: str
    on: str


class Piece(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words of a paragraph that share what became of them and how they look."""

    text: str
    """With line ends for breaks in a line, and tabs."""
    came: Touch | None = None
    """Inserted, as a tracked change that nobody has accepted yet."""
    went: Touch | None = None
    """Deleted, likewise; they stand in the file still."""
    strong: bool = False
    emphasis: bool = False
    style: str = ""
    """Name of its character style."""


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A paragraph of the text, a cell, a box, a header or a footer."""

    pieces: tuple[Piece, ...]
    where: str = "text"
    """text, box, or head (of a header or footer)."""
    style: str = ""
    """Name of its style."""
    level: int = 0
    """Of a heading."""
    title: bool = False
    listed: bool = False
    depth: int = 0
    """In its list, from 0."""
    cell: tuple[int, int, int] | None = None
    """Table, row and column, from 0; of the outermost table."""
    breaks: bool = False
    """It begins a page."""
    came: Touch | None = None
    """Its end was inserted: it was parted from the next, or is new."""
    went: Touch | None = None
    """Its end was deleted: it runs on into the next."""
    things: tuple[str, ...] = ()
    """What it holds beside words: a picture, a note with its text."""


class Anchor(msgspec.Struct, frozen=True):
    """A stretch of the text: places of paragraphs and of characters, deleted ones counted too."""

    start: tuple[int, int]
    end: tuple[int, int]


class Remark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A comment."""

    by: str
    on: str
    text: str
    at: Anchor | None = None
    answers: int | None = None
    """Place, among the remarks, of the one it answers."""
    resolved: bool = False


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """A Word file, with its history as far as it keeps one."""

    paragraphs: tuple[Paragraph, ...]
    anchors: dict[str, Anchor]
    """Bookmarks by name."""
    remarks: tuple[Remark, ...]
    properties: dict[str, str]
    """Of its makers' own."""
    modified_by: str = ""
    notes: tuple[str, ...] = ()
    """What a person should know of the file: macros, parts in another format."""


def extract_edited(data: bytes, name: str = "") -> Edited:
    """The paragraphs of a Word file with all that was done to them.

    Raises:
        UnreadableFile: no Word file, broken, protected with a password, or out of all proportion.
    """
    package = Package(data, _KIND, name)
    if not is_docx(package.names):
        raise UnreadableFile(
            "this is no Word file (DOCX)", where=name, fix="Save it in Word as .docx."
        )
    main = main_part(package)
    root = package.xml(main)
    body = child(root, "body")
    if body is None:
        raise UnreadableFile(
            "this Word file (DOCX) has no text part", where=name, fix="Save it in Word anew."
        )
    related = relations(package, main)
    by_kind = {each.kind: each.target for each in related.values() if not each.external}
    walk = _Walk(package.xml(by_kind.get("styles", "")), _noted(package, by_kind), name)
    walk.blocks(body, "text")
    for relation in related.values():
        if relation.kind in {"header", "footer"} and not relation.external:
            part = package.xml(relation.target)
            if part is not None:
                walk.blocks(part, "head")
    told = []
    if any(part.lower().endswith("vbaproject.bin") for part in package.names):
        told.append("The file holds macros; they were neither run nor read.")
    if walk.embedded:
        told.append("The file has a part in another format in it; that part was not read.")
    return Edited(
        paragraphs=tuple(walk.paragraphs),
        anchors=walk.anchors(),
        remarks=tuple(_remarks(package, by_kind, walk)),
        properties=dict(_properties(package)),
        modified_by=_modified_by(package),
        notes=tuple(told),
    )


@dataclass(slots=True)
class _Context:
    """What surrounds a run."""

    came: Touch | None = None
    went: Touch | None = None


@dataclass(slots=True)
class _Open:
    """A paragraph as it is being read."""

    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    breaks: int | None = None
    """Place of a page's end among its words."""
    things: list[str] = field(default_factory=list)


class _Walk:
    """Goes through a file once and keeps what it meets."""

    def __init__(self, styles: etree._Element | None, notes: dict[str, str], name: str) -> None:
        self.paragraphs: list[Paragraph] = []
        self.embedded = False
        self._name = name
        self._styles = Styles(styles)
        self._names = {
            attribute(each, "styleId"): value(each, "name")
            for each in (styles if styles is not None else ())
            if tag(each) == "style"
        }
        self._notes = notes
        self._starts: dict[str, tuple[str, tuple[int, int]]] = {}
        self._anchors: dict[str, Anchor] = {}
        self._ranges: dict[str, tuple[int, int]] = {}
        self.hung: dict[str, Anchor] = {}
        """Stretches on which comments hang, by the comment's id."""
        self._tables = 0
        self._fields: list[bool] = []
        """Of fields that are open, whether each shows its result."""
        self._count = 0
        self._here = _Open()
        self._breaks_next = False
        """A page ended after the last words of the paragraph before."""

    def anchors(self) -> dict[str, Anchor]:
        """Bookmarks by name; one that never ends is a point."""
        for name, start in self._starts.values():
            self._anchors.setdefault(name, Anchor(start, start))
        return self._anchors

    def blocks(
        self,
        parent: etree._Element,
        where: str,
        cell: tuple[int, int, int] | None = None,
        row: _Context | None = None,
    ) -> None:
        """Reads the paragraphs and tables of an element."""
        for element in parent:
            name = tag(element)
            if name == "p":
                self._paragraph(element, where, cell, row or _Context())
            elif name == "tbl":
                self._table(element, where, cell, row)
            elif name == "sdt":
                content = child(element, "sdtContent")
                if content is not None:
                    self.blocks(content, where, cell, row)
            elif name in {"ins", "moveTo", "customXml", "smartTag"}:
                self.blocks(element, where, cell, row)
            elif name == "altChunk":
                self.embedded = True
            else:
                self._point(element, name)

    def _table(
        self,
        table: etree._Element,
        where: str,
        cell: tuple[int, int, int] | None,
        around: _Context | None,
    ) -> None:
        number = self._tables
        if cell is None:
            self._tables += 1
        for row, element in enumerate(_rows(table)):
            properties = child(element, "trPr")
            own = _Context(
                came=_touch(child(properties, "ins")), went=_touch(child(properties, "del"))
            )
            for column, each in enumerate(_cells(element)):
                self.blocks(each, where, cell or (number, row, column), around or own)

    def _paragraph(
        self,
        element: etree._Element,
        where: str,
        cell: tuple[int, int, int] | None,
        row: _Context,
    ) -> None:
        outer, self._here = self._here, _Open()
        boxed: list[etree._Element] = []
        for each in element:
            self._inline(each, row, boxed)
        properties = child(element, "pPr")
        breaks = self._breaks_next or bool(switch(properties, "pageBreakBefore"))
        broken = self._here.breaks
        self._breaks_next = broken is not None and 0 < broken == self._here.length
        if broken is not None and not self._breaks_next:
            breaks = True
        identity = value(properties, "pStyle")
        style = self._styles.get(identity)
        mark = child(properties, "rPr")
        number = numbering_of(element)
        if number is None or not number[0]:
            # Only the depth is said: the list is that of the style.
            number = (style.number[0], number[1] if number else 0) if style.number else None
        level = outline(element)
        self._counted(1)
        self.paragraphs.append(
            Paragraph(
                pieces=tuple(self._here.pieces),
                where=where,
                style=self._names.get(identity, identity),
                level=style.level if level is None else level,
                title=style.title,
                listed=number is not None and number[0] not in {"", "0"},
                depth=number[1] if number is not None else 0,
                cell=cell,
                breaks=breaks,
                came=_touch(child(mark, "ins")) or _touch(child(mark, "moveTo")) or row.came,
                went=_touch(child(mark, "del")) or _touch(child(mark, "moveFrom")) or row.went,
                things=tuple(self._here.things),
            )
        )
        self._here = outer
        for box in boxed:
            self.blocks(box, "box")

    def _inline(
        self, element: etree._Element, around: _Context, boxed: list[etree._Element]
    ) -> None:
        name = tag(element)
        if name == "r":
            self._run(element, around, boxed)
        elif name in _CAME or name in _WENT:
            touch = _touch(element)
            inner = _Context(
                touch if name in _CAME else around.came,
                touch if name in _WENT else around.went,
            )
            for each in element:
                self._inline(each, inner, boxed)
        elif name == "sdt":
            # A prompt is text too: LibreOffice says of what was filled in that it is one.
            content = child(element, "sdtContent")
            for each in content if content is not None else ():
                self._inline(each, around, boxed)
        elif name == "mc:AlternateContent":
            content = chosen(element)
            for each in content if content is not None else ():
                self._inline(each, around, boxed)
        elif name in _THROUGH:
            for each in element:
                self._inline(each, around, boxed)
        elif name.startswith("m:"):
            words = "".join(each.text or "" for each in element.iter() if tag(each) == "m:t")
            self._here.things.append(f"a formula ({words})")
        else:
            self._point(element, name)

    def _point(self, element: etree._Element, name: str) -> None:
        """Where a bookmark or the words of a comment begin or end."""
        at = (len(self.paragraphs), self._here.length)
        identity = attribute(element, "id")
        if name == "bookmarkStart":
            self._counted(1)
            self._starts[identity] = (attribute(element, "name"), at)
        elif name == "bookmarkEnd" and identity in self._starts:
            found, start = self._starts.pop(identity)
            self._anchors.setdefault(found, Anchor(start, at))
        elif name == "commentRangeStart":
            self._counted(1)
            self._ranges[identity] = at
        elif name == "commentRangeEnd":
            self.hung[identity] = Anchor(self._ranges.get(identity, at), at)

    def _run(self, run: etree._Element, around: _Context, boxed: list[etree._Element]) -> None:
        properties = child(run, "rPr")
        style = self._names.get(value(properties, "rStyle"), value(properties, "rStyle"))
        came = _touch(child(properties, "ins")) or around.came
        went = _touch(child(properties, "del")) or around.went
        strong = bool(switch(properties, "b")) or style.lower() == "strong"
        emphasis = bool(switch(properties, "i")) or style.lower() == "emphasis"
        for element in run:
            text = self._words(element, boxed)
            if text and all(self._fields):
                self._counted(1)
                self._here.length += len(text)
                self._here.pieces.append(
                    Piece(
                        text=text,
                        came=came,
                        went=went,
                        strong=strong,
                        emphasis=emphasis,
                        style=style,
                    )
                )

    def _words(self, element: etree._Element, boxed: list[etree._Element]) -> str:
        """The text that a part of a run gives; what is no text is noted."""
        name = tag(element)
        if name in {"t", "delText"}:
            return element.text or ""
        if name in {"tab", "ptab"}:
            return "\t"
        if name in {"br", "cr"}:
            if attribute(element, "type") == "page":
                self._here.breaks = self._here.length
                return ""
            return "\n"
        if name == "noBreakHyphen":
            return "-"
        if name == "sym":
            return symbol(attribute(element, "font"), attribute(element, "char"))
        if name == "fldChar":
            self._field(attribute(element, "fldCharType"))
        elif name in {"footnoteReference", "endnoteReference"}:
            note = f"{name}:{attribute(element, 'id')}"
            self._here.things.append(f"a note ({self._notes.get(note, '')})")
        elif name == "commentReference":
            at = (len(self.paragraphs), self._here.length)
            self.hung.setdefault(attribute(element, "id"), Anchor(at, at))
        elif name in _THINGS or name == "mc:AlternateContent":
            found = [each for each in element.iter() if tag(each) == "txbxContent"]
            if found:
                boxed += found[:1]
            elif name in _THINGS:
                self._here.things.append(_THINGS[name])
            else:
                self._here.things.append("a picture")
        return ""

    def _field(self, step: str) -> None:
        if step == "begin":
            self._fields.append(False)
        elif step == "separate" and self._fields:
            self._fields[-1] = True
        elif step == "end" and self._fields:
            self._fields.pop()

    def _counted(self, more: int) -> None:
        self._count += more
        if self._count > _PLACES:
            raise UnreadableFile(
                "there is far more in this Word file than in any draft",
                where=self._name,
                fix="If it is a draft, save its text alone.",
            )


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for each in table:
        if tag(each) == "tr":
            yield each
        elif tag(each) in {"sdt", "sdtContent", "customXml"}:
            yield from _rows(each)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for each in row:
        if tag(each) == "tc":
            yield each
        elif tag(each) in {"sdt", "sdtContent", "customXml"}:
            yield from _cells(each)


def _touch(element: etree._Element | None) -> Touch | None:
    if element is None:
        return None
    return Touch(attribute(element, "author"), attribute(element, "date"))


def _noted(package: Package, by_kind: dict[str, str]) -> dict[str, str]:
    """The words of notes, by the kind and id of what refers to them."""
    found = {}
    for kind in ("footnote", "endnote"):
        root = package.xml(by_kind.get(f"{kind}s", ""))
        for each in root if root is not None else ():
            found[f"{kind}Reference:{attribute(each, 'id')}"] = _said(each)
    return found


def _said(element: etree._Element) -> str:
    """The words of a note or comment, a line per paragraph."""
    lines = []
    for paragraph in (each for each in element.iter() if tag(each) == "p"):
        words = ((each, tag(each)) for each in paragraph.iter())
        lines.append(
            "".join(
                "\t" if name == "tab" else "\n" if name == "br" else each.text or ""
                for each, name in words
                if name in {"t", "tab", "br"}
            ).strip()
        )
    return "\n".join(line for line in lines if line)


def _remarks(package: Package, by_kind: dict[str, str], walk: _Walk) -> Iterator[Remark]:
    root = package.xml(by_kind.get("comments", ""))
    some = [each for each in root if tag(each) == "comment"] if root is not None else []
    extended = package.xml(by_kind.get("commentsExtended", ""))
    threads = {_local(each, "paraId"): each for each in (extended if extended is not None else ())}
    places: dict[str, int] = {}
    for place, each in enumerate(some):
        for paragraph in each.iter():
            if tag(paragraph) == "p" and _local(paragraph, "paraId"):
                places[_local(paragraph, "paraId")] = place
    for place, each in enumerate(some):
        mine = [threads[key] for key, at in places.items() if at == place and key in threads]
        above = [places.get(_local(one, "paraIdParent")) for one in mine]
        answers = next((one for one in above if one is not None and one != place), None)
        yield Remark(
            by=attribute(each, "author"),
            on=attribute(each, "date"),
            text=_said(each),
            at=walk.hung.get(attribute(each, "id")),
            answers=answers,
            resolved=any(_local(one, "done") in {"1", "true"} for one in mine),
        )


def _local(element: etree._Element, name: str) -> str:
    """An attribute by its name, whatever its namespace (each year of Word brings its own)."""
    return next(
        (str(val) for key, val in element.attrib.items() if str(key).endswith(f"}}{name}")), ""
    )


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    root = package.xml("docProps/custom.xml")
    for each in root if root is not None else ():
        text = "".join(str(part) for part in each.itertext()).strip()
        yield each.get("name") or "", text


def _modified_by(package: Package) -> str:
    root = package.xml("docProps/core.xml")
    return next(
        (
            (each.text or "").strip()
            for each in (root if root is not None else ())
            if str(each.tag).endswith("}lastModifiedBy")
        ),
        "",
    )
