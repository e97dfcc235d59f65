"""The text: a section per heading, and in it paragraphs, lists, tables and fields."""

from __future__ import annotations

from dataclasses import dataclass, field

from inzet.writing.draft import Form, Origin
from inzet.writing.render.akn.elements import Element, add, append_text, made
from inzet.writing.render.akn.meta import writers
from inzet.writing.render.copy import Copy, Part
from inzet.writing.render.inline import Op, Stretch
from inzet.writing.render.printable import printable


@dataclass
class _Section:
    heading: Part | None = None
    level: int = 0
    parts: list[Part] = field(default_factory=list)
    under: list[_Section] = field(default_factory=list)


def preface(shown: Copy) -> Element:
    """Title, notices and head."""
    root = made("preface")
    number = 0

    def line(class_: str) -> Element:
        nonlocal number
        number += 1
        return add(root, "p", eId=f"preface__p_{number}", class_=class_)

    for stamp in shown.stamps:
        line("stamp").text = stamp
    if shown.sender:
        add(line("sender"), "docProponent", shown.sender, refersTo="#author")
    title = next((part for part in shown.parts if part.form is Form.TITLE), None)
    told = add(line("title"), "docTitle", "" if title else shown.title)
    if title:
        _words(told, title)
    for name, value in shown.head:
        at = line("head")
        append_text(at, f"{shown.words[name]}: ")
        if not value:
            add(at, "fillIn", shown.words["fill"])
        elif name == "date":
            iso = shown.draft.head.date
            # Only a full day is a date to a machine.
            add(at, "docDate", value, date=iso) if value != iso else append_text(at, value)
        elif name == "reference":
            add(at, "docNumber", value)
        elif name == "to":
            add(at, "inline", value, name="addressee", refersTo="#addressee")
        else:
            append_text(at, value)
    return root


def body(shown: Copy) -> Element:
    """The main body; never empty."""
    root = made("mainBody")
    top = _sections([part for part in shown.parts if part.form is not Form.TITLE])
    _Blocks(shown, root, "").write(top.parts)
    for number, section in enumerate(top.under, 1):
        _write(shown, root, section, f"hcontainer_{number}")
    if not len(root):
        add(root, "p", eId="p_1")
    return root


def _sections(parts: list[Part]) -> _Section:
    top = _Section()
    path = [top]
    for part in parts:
        if part.form is Form.HEADING:
            while path[-1].level >= part.level:
                path.pop()
            section = _Section(part, part.level)
            path[-1].under.append(section)
            path.append(section)
        else:
            path[-1].parts.append(part)
    return top


def _write(shown: Copy, parent: Element, section: _Section, eid: str) -> None:
    element = add(parent, "hcontainer", name="section", eId=eid)
    if section.heading is not None:
        heading = add(element, "heading", eId=f"{eid}__heading", class_=_class(section.heading))
        _words(heading, section.heading)
    if section.parts:
        # A section holds either text, or sections after an introduction.
        name = "intro" if section.under else "content"
        at = add(element, name, eId=f"{eid}__{name}")
        _Blocks(shown, at, f"{eid}__{name}__").write(section.parts)
    for number, one in enumerate(section.under, 1):
        _write(shown, element, one, f"{eid}__hcontainer_{number}")


class _Blocks:
    """Writes parts as blocks into an element, each with an identifier of its own."""

    def __init__(self, shown: Copy, at: Element, prefix: str) -> None:
        self._shown = shown
        self._at = at
        self._prefix = prefix
        self._counts: dict[str, int] = {}
        self._writers = writers(shown)

    def write(self, parts: list[Part]) -> None:
        """All of them, items that follow on each other as one list."""
        items: Element | None = None
        for part in parts:
            if part.form is Form.ITEM:
                items = items if items is not None else self._new("blockList", "list")
                number = len(items) + 1
                item = add(items, "item", eId=f"{items.get('eId')}__item_{number}")
                into = f"{item.get('eId')}__p_"
                self._paragraph(part, add(item, "p", eId=f"{into}1"))
                self._remark(part, item, f"{into}2")
                continue
            items = None
            self._block(part)
            self._remark(part, self._at, "")

    def _block(self, part: Part) -> None:
        if part.form is Form.PAGE:
            add(self._new("p", class_="page"), "eop")
        elif part.form is Form.TABLE:
            self._table(part)
        elif part.form is Form.FIELD:
            self._field(part)
        else:
            self._paragraph(part, self._new("p"))

    def _paragraph(self, part: Part, at: Element) -> None:
        if kind := _class(part):
            at.set("class", kind)
        if part.block.origin is Origin.PERSON and part.block.by.strip() and self._writers:
            at.set("refersTo", f"#person_{self._writers.index(_name(part)) + 1}")
        _words(at, part)

    def _field(self, part: Part) -> None:
        at = self._new("p", class_="field")
        if part.stretches or part.notes:
            label = add(at, "inline", name="label")
            _words(label, part)
            append_text(at, ": ")
        if part.filled:
            append_text(at, part.filled)
        else:
            add(at, "fillIn", self._shown.words["fill"])

    def _table(self, part: Part) -> None:
        table = self._new("table", class_=_class(part))
        if part.stretches or part.notes:
            _words(add(table, "caption"), part)
        for place, row in enumerate(part.rows):
            line = add(table, "tr")
            for cell in row:
                add(add(line, "td" if place else "th"), "p", cell)

    def _remark(self, part: Part, at: Element, eid: str) -> None:
        if part.remark:
            line = add(at, "p", eId=eid, class_="remark") if eid else self._new("p", "p", "remark")
            add(line, "remark", part.remark, status="editorial")

    def _new(self, name: str, kind: str = "", class_: str = "") -> Element:
        kind = kind or name
        number = self._counts[kind] = self._counts.get(kind, 0) + 1
        return add(self._at, name, eId=f"{self._prefix}{kind}_{number}", class_=class_)


def _class(part: Part) -> str:
    told = (("carried", part.carried), ("private", part.private))
    return " ".join(name for name, holds in told if holds)


def _name(part: Part) -> str:
    return printable(part.block.by).strip()


def _words(at: Element, part: Part) -> None:
    for one in part.stretches:
        _stretch(at, one)
    for number in part.notes:
        add(at, "noteRef", href=f"#note_{number}", marker=str(number), placement="bottom")


def _stretch(at: Element, one: Stretch) -> None:
    into = at
    if one.op is not Op.STANDS:
        into = add(into, "ins" if one.op is Op.CAME else "del")
    if one.strong:
        into = add(into, "b")
    if one.emphasis:
        into = add(into, "i")
    append_text(into, one.text)
