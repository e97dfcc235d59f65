"""The text of one paragraph of a Word file as its reader sees it.

What was inserted is text, what was deleted is not; of a field only the result is; a comment is
none; a note leaves only the place of its mark. Text boxes are not part of their paragraph: see
:func:`boxes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from inzet.reading.load.docx.names import attribute, child, switch, tag, value
from inzet.reading.load.docx.styles import Styles
from inzet.reading.load.docx.symbols import symbol
from inzet.reading.load.writer import CALL, LINE, Piece, plain

_THROUGH = frozenset(
    ("hyperlink", "smartTag", "customXml", "ins", "moveTo", "sdtContent", "dir", "bdo", "fldSimple",
     "ruby", "rubyBase", "m:oMath", "m:oMathPara")
)  # fmt: skip
_CHANGED = frozenset(("ins", "del", "moveFrom", "moveTo"))
_BREAKS = {"textWrapping": LINE, "page": LINE, "column": LINE, "": LINE}


@dataclass(slots=True)
class Seen:
    """What a file holds beside its text, as far as a person should be told of it."""

    changes: int = 0
    authors: set[str] = field(default_factory=set)
    hidden: bool = False
    embedded: bool = False

    def change(self, element: etree._Element) -> None:
        """Counts a tracked change."""
        self.changes += 1
        author = attribute(element, "author")
        if author:
            self.authors.add(author)


@dataclass(slots=True)
class _Field:
    code: str = ""
    shows: bool = False
    """Its result has begun."""


class Runs:
    """Reads paragraphs in their order; a field may reach over several of them."""

    def __init__(self, styles: Styles, seen: Seen) -> None:
        self._styles = styles
        self._seen = seen
        self._fields: list[_Field] = []
        self.calls: list[str] = []
        """Keys of the notes called in the paragraph read last."""

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is being shown."""
        return any(each.shows and each.code.split()[:1] == ["TOC"] for each in self._fields)

    def pieces(self, paragraph: etree._Element, *, strong: bool) -> list[Piece]:
        """The pieces of a paragraph.

        Args:
            strong: whether its style is bold.
        """
        self.calls = []
        out: list[Piece] = []
        for element in paragraph:
            self._walk(element, strong, out)
        # An instruction that never gives a result must not swallow the rest of the paper.
        self._fields = [each for each in self._fields if each.shows]
        return out

    def _walk(self, element: etree._Element, strong: bool, out: list[Piece]) -> None:
        name = tag(element)
        if name in _CHANGED:
            self._seen.change(element)
        if name == "r":
            self._run(element, strong, out)
        elif name == "m:r":
            text = "".join(each.text or "" for each in element if tag(each) == "m:t")
            out.append((plain(text), strong))
        elif name in {"sdt", "mc:AlternateContent"}:
            content = _content(element) if name == "sdt" else chosen(element)
            for each in content if content is not None else ():
                self._walk(each, strong, out)
        elif name in _THROUGH or name.startswith("m:"):
            for each in element:
                self._walk(each, strong, out)

    def _run(self, run: etree._Element, strong: bool, out: list[Piece]) -> None:
        properties = child(run, "rPr")
        style = self._styles.get(value(properties, "rStyle")) if properties is not None else None
        hidden = style.hidden if style and value(properties, "rStyle") else False
        if properties is not None:
            strong = _strong(properties, strong)
            own = switch(properties, "vanish")
            hidden = hidden if own is None else own
        for element in run:
            name = tag(element)
            if name == "fldChar":
                self._field(attribute(element, "fldCharType"))
            elif name == "instrText":
                if self._fields and not self._fields[-1].shows:
                    self._fields[-1].code += element.text or ""
            elif hidden:
                self._seen.hidden = self._seen.hidden or name == "t"
            elif all(each.shows for each in self._fields):
                self._content(element, name, strong, out)

    def _content(self, element: etree._Element, name: str, strong: bool, out: list[Piece]) -> None:
        if name == "t":
            out.append((plain(element.text or ""), strong))
        elif name in {"tab", "ptab"}:
            out.append(("\t", strong))
        elif name in {"br", "cr"}:
            out.append((_BREAKS.get(attribute(element, "type"), LINE), strong))
        elif name == "noBreakHyphen":
            out.append(("-", strong))
        elif name == "sym":
            out.append((symbol(attribute(element, "font"), attribute(element, "char")), strong))
        elif name in {"footnoteReference", "endnoteReference"}:
            self.calls.append(f"{name}:{attribute(element, 'id')}")
            out.append((CALL, strong))
        elif name == "ruby":
            self._walk(element, strong, out)
        elif name == "mc:AlternateContent":
            content = chosen(element)
            for each in content if content is not None else ():
                self._content(each, tag(each), strong, out)

    def _field(self, step: str) -> None:
        if step == "begin":
            self._fields.append(_Field())
        elif step == "separate" and self._fields:
            self._fields[-1].shows = True
        elif step == "end" and self._fields:
            self._fields.pop()


def boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The contents of the text boxes anchored in an element, each once."""
    for each in element:
        name = tag(each)
        if name == "mc:AlternateContent":
            content = chosen(each)
            if content is not None:
                yield from boxes(content)
        elif name == "txbxContent":
            yield each
        elif name not in {"del", "moveFrom", "t", "rPr", "pPr"} and len(each):
            yield from boxes(each)


def chosen(element: etree._Element) -> etree._Element | None:
    """The first of several forms of one content that holds text, else the first."""
    forms = [each for each in element if tag(each) in {"mc:Choice", "mc:Fallback"}]
    with_text = (
        each for each in forms if any(tag(one) in {"t", "txbxContent"} for one in each.iter())
    )
    return next(with_text, forms[0] if forms else None)


def _content(control: etree._Element) -> etree._Element | None:
    """What a content control holds; None for one that shows only its prompt."""
    if switch(control, "sdtPr", "showingPlcHdr"):
        return None
    return child(control, "sdtContent")


def _strong(properties: etree._Element, strong: bool) -> bool:
    bold = switch(properties, "b")
    if bold is not None:
        strong = bold
    return strong or bool(switch(properties, "u")) or bool(switch(properties, "i"))
