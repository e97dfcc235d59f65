"""The blocks of a draft as paragraphs and tables of Word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from inzet.dossiers.wording import Wording
from inzet.reading.load.docx.names import child, tag
from inzet.writing.draft import Block, Form, Origin
from inzet.writing.render.copy import Copy, Part
from inzet.writing.render.docx import anchors
from inzet.writing.render.docx.margin import WORDS, Margin, comments_of, told
from inzet.writing.render.docx.styles import Styles, in_order
from inzet.writing.render.docx.tables import table
from inzet.writing.render.docx.xml import text, val, w
from inzet.writing.render.inline import Op, Stretch, plain

_STYLES = {
    Form.TITLE: "title",
    Form.PARAGRAPH: "paragraph",
    Form.ITEM: "item",
    Form.FIELD: "paragraph",
    Form.TABLE: "caption",
}


@dataclass(slots=True)
class Made:
    """What is made so far; numbers of marks and bookmarks are used once in a file."""

    styles: Styles
    margin: Margin
    date: str
    clean: bool
    width: int
    """Of the text between its margins, in twentieths of a point."""
    number: int = 0
    bookmarks: int = 0
    used: set[str] = field(default_factory=set)

    def tracked(self, name: str, *children: etree._Element) -> etree._Element:
        """A tracked change by the program, around runs or as the mark of a paragraph."""
        self.number += 1
        return w(name, children, id=self.number, author=anchors.AUTHOR, date=self.date)

    def anchored(self, name: str, inner: list[etree._Element]) -> list[etree._Element]:
        """A bookmark around some runs; none in a clean copy."""
        if self.clean or name in self.used:
            return inner
        self.used.add(name)
        self.bookmarks += 1
        start = w("bookmarkStart", id=self.bookmarks, name=name)
        return [start, *inner, w("bookmarkEnd", id=self.bookmarks)]


class Body:
    """Makes the paragraphs and tables of a copy.

    Args:
        annex: numbers stand after the words, for an annex of sources.
        comments: sources stand in comments.
    """

    def __init__(self, shown: Copy, made: Made, *, annex: bool, comments: bool = True) -> None:
        self._shown = shown
        self._draft = shown.draft
        self._made = made
        self._annex = annex
        self._comments = comments and not annex
        self._wording = Wording(WORDS, shown.language)
        self._pages: list[str] = []
        """Keys of blocks that begin a page at the block to come."""

    def elements(self) -> Iterator[etree._Element]:
        """The elements of all blocks in their order."""
        after_table = False
        for part in self._shown.parts:
            block = part.block
            if part.form is Form.PAGE:
                self._pages.append(block.key)
                continue
            if part.form is Form.TABLE:
                if not block.text and (after_table or self._pages):
                    yield self._paragraph(part, [], "", anchor=False)
                if block.text:
                    yield self._paragraph(part, self._words(part), "caption")
                yield self._table(part)
                after_table = True
                continue
            if part.form is Form.FIELD:
                element = self._paragraph(part, self._field(block), "paragraph")
            else:
                element = self._paragraph(part, self._words(part), self._style(part))
            if after_table and part.form in {Form.PARAGRAPH, Form.ITEM, Form.FIELD}:
                _spaced(element)
            after_table = False
            yield element
        if after_table or self._pages:
            # Word asks for a paragraph after the last table.
            yield self._paragraph(None, [], "")

    def annex(self) -> Iterator[etree._Element]:
        """The sources of the draft, numbered, under their heading."""
        used = sorted({place for block in self._draft.blocks for place in block.sources})
        if not used:
            return
        styles = self._made.styles
        heading = [w("r", text(self._wording("sources")))]
        yield self._furniture(heading, styles.get("heading 1"), self._wording("sources"))
        for place in used:
            where, quote = told(self._draft.sources[place], self._wording)
            line = f"[{place + 1}]\t{where}: “{quote}”"
            yield self._furniture([w("r", text(line))], styles.get("source"), line)

    def _furniture(self, runs: list[etree._Element], style: str, words: str) -> etree._Element:
        name = anchors.of_furniture(len(self._made.used), words)
        return w("p", w("pPr", val("pStyle", style)), self._made.anchored(name, runs))

    def _style(self, part: Part) -> str:
        dropped = part.block.origin is Origin.DROPPED
        if part.private and not dropped and part.form is Form.PARAGRAPH:
            return "hint"
        return f"heading {part.level}" if part.form is Form.HEADING else _STYLES[part.form]

    def _paragraph(
        self, part: Part | None, runs: list[etree._Element], role: str, *, anchor: bool = True
    ) -> etree._Element:
        made = self._made
        block = part.block if part is not None else None
        style = ""
        if block is not None and role:
            style = (
                made.styles.of_role(block.role, role) if role != "hint" else made.styles.get(role)
            )
        dropped = block is not None and block.origin is Origin.DROPPED and not made.clean
        properties = w(
            "pPr",
            val("pStyle", style) if style else None,
            w("pageBreakBefore") if self._pages else None,
            w("numPr", val("ilvl", min(block.level - 1, 8)))
            if block is not None and block.form is Form.ITEM and block.level > 1
            else None,
            w("rPr", made.tracked("del")) if dropped else None,
        )
        inner = runs
        if block is not None and anchor:
            inner = self._commented(block, made.anchored(anchors.of_block(block.key), runs))
        for key in self._pages:
            inner = [*made.anchored(anchors.of_page(key), []), *inner]
        self._pages = []
        return w("p", properties if len(properties) else None, inner)

    def _commented(self, block: Block, inner: list[etree._Element]) -> list[etree._Element]:
        """Comments around the words of a block."""
        made = self._made
        if made.clean:
            return inner
        numbers = [
            made.margin.add(lines)
            for lines in comments_of(block, self._draft, sources=self._comments)
        ]
        before = [w("commentRangeStart", id=number) for number in numbers]
        after: list[etree._Element] = []
        for number in numbers:
            after += [w("commentRangeEnd", id=number), made.margin.reference(number)]
        return [*before, *inner, *after]

    def _words(self, part: Part) -> list[etree._Element]:
        runs = self._runs(part.stretches, "carried" if part.carried else "")
        return [*runs, *self._numbers(part.block)]

    def _runs(self, stretches: Iterable[Stretch], role: str = "") -> Iterator[etree._Element]:
        for each in stretches:
            run = w("r", self._properties(each, role), text(each.text, gone=each.op is Op.WENT))
            if each.op is Op.STANDS:
                yield run
            else:
                yield self._made.tracked("ins" if each.op is Op.CAME else "del", run)

    def _properties(self, stretch: Stretch, role: str) -> etree._Element | None:
        found = (
            val("rStyle", self._made.styles.get(role)) if role else None,
            w("b") if stretch.strong else None,
            w("i") if stretch.emphasis else None,
        )
        some = tuple(each for each in found if each is not None)
        return w("rPr", in_order(some)) if some else None

    def _numbers(self, block: Block) -> list[etree._Element]:
        """Numbers of its sources, where these stand in an annex."""
        if not self._annex or self._made.clean or not block.sources:
            return []
        said = "[" + ", ".join(str(place + 1) for place in block.sources) + "]"
        style = self._made.styles.get("number")
        return [w("r", w("rPr", val("rStyle", style)), text(said))]

    def _field(self, block: Block) -> list[etree._Element]:
        """A label, and what is filled in; else a place that asks for it."""
        made = self._made
        runs: list[etree._Element] = []
        if block.text:
            label = w("rPr", val("rStyle", made.styles.get("label")))
            runs.append(w("r", label, text(f"{block.text}: ")))
        if made.clean:
            runs.append(w("r", text(block.filled)))
        else:
            runs.append(self.control(block.text, block.filled, self._wording("fill")))
        return [*runs, *self._numbers(block)]

    def control(
        self,
        label: str,
        value: str,
        prompt: str,
        properties: etree._Element | None = None,
    ) -> etree._Element:
        """A content control with a value, or with a prompt until it is filled in."""
        made = self._made
        made.number += 1
        if value:
            run = w("r", properties, text(value))
        else:
            run = w("r", w("rPr", val("rStyle", made.styles.get("field"))), text(prompt))
        return w(
            "sdt",
            w(
                "sdtPr",
                val("alias", label[:60]) if label else None,
                val("id", 700_000 + made.number),
                w("showingPlcHdr") if not value else None,
            ),
            w("sdtContent", run),
        )

    def _table(self, part: Part) -> etree._Element:
        made, block = self._made, part.block
        first = made.anchored(anchors.of_table(block.key), [])
        inner = first if block.text else self._commented(block, first)
        carried = "carried" if part.carried else ""

        def cell(row: int, column: int, words: str) -> list[etree._Element]:
            runs = list(self._runs(plain(words), carried if row else ""))
            return [*inner, *runs] if row == column == 0 else runs

        return table(part.rows, part.numeric, cell, made.styles, made.width)


def _spaced(paragraph: etree._Element) -> None:
    """Room between a table and the paragraph after it; a table can have none of its own."""
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = w("pPr")
        paragraph.insert(0, properties)
    earlier = {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr"}
    place = sum(1 for each in properties if tag(each) in earlier)
    properties.insert(place, w("spacing", before=200))
