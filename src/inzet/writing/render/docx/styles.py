"""Styles by their names: an office's own where its template has them, else ours are added."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from inzet.reading.load.docx.names import attribute, child, tag, value
from inzet.writing.render.docx.xml import q, val, w

ACCENT, INK, GREY, FAINT = "1F3A5F", "1A1A1A", "8A8A8A", "5F6B7A"

CANDIDATES: dict[str, tuple[str, ...]] = {
    "title": ("Inzet Title", "Title", "Titel"),
    "heading 1": ("Inzet Heading 1", "heading 1", "Kop 1"),
    "heading 2": ("Inzet Heading 2", "heading 2", "Kop 2"),
    "heading 3": ("Inzet Heading 3", "heading 3", "Kop 3"),
    "paragraph": ("Inzet Text", "Body Text", "Platte tekst"),
    "item": ("Inzet List", "List Bullet", "Lijst opsom.teken"),
    "caption": ("Inzet Caption", "caption", "Bijschrift"),
    "cell": ("Inzet Cell",),
    "hint": ("Inzet Hint",),
    "source": ("Inzet Sources",),
    "stamp": ("Inzet Stamp",),
    "table": ("Inzet Table", "Table Grid", "Tabelraster"),
    "carried": ("Inzet Carried",),
    "label": ("Inzet Label",),
    "field": ("Inzet Field",),
    "number": ("Inzet Source Number",),
    "annotation text": ("annotation text",),
    "annotation reference": ("annotation reference",),
}
"""What a style is for, and the names under which it is looked for; the first is ours."""
_PLAIN = frozenset(("paragraph", "cell"))
"""Where a template has none of these, its own default paragraph does."""


class Styles:
    """The styles of a template, by what they are for.

    Args:
        root: of its part of styles; styles that it lacks are added to it when first asked for.
        bullets: gives the id of a list with bullets, which is made when first asked for.
    """

    def __init__(self, root: etree._Element, bullets: Callable[[], str]) -> None:
        self._root = root
        self._bullets = bullets
        self._ids: dict[str, str] = {}
        self._by_name = {
            value(each, "name").lower(): attribute(each, "styleId")
            for each in root
            if tag(each) == "style" and attribute(each, "styleId")
        }
        self._default = next(
            (
                attribute(each, "styleId")
                for each in root
                if tag(each) == "style"
                and attribute(each, "type") == "paragraph"
                and attribute(each, "default") in {"1", "true", "on"}
            ),
            "",
        )

    def get(self, role: str) -> str:
        """The id of a style; empty for the default of the template."""
        if role not in self._ids:
            self._ids[role] = self._found(role)
        return self._ids[role]

    def of_role(self, role: str, otherwise: str) -> str:
        """A style that an office made for what a block does (``Inzet promise``), else another."""
        own = self._by_name.get(f"inzet {role}", "") if role else ""
        return own or self.get(otherwise)

    def own(self, role: str) -> bool:
        """Whether the template brings a style for this."""
        return any(name.lower() in self._by_name for name in CANDIDATES[role])

    def speak(self, language: str) -> None:
        """Sets the language of all text, for spelling and for screen readers."""
        defaults = _within(self._root, "docDefaults", first=True)
        properties = _within(_within(defaults, "rPrDefault", first=True), "rPr")
        found = child(properties, "lang")
        if found is None:
            found = w("lang")
            properties.append(found)
        found.set(q("val"), language)

    def _found(self, role: str) -> str:
        for name in CANDIDATES[role]:
            if name.lower() in self._by_name:
                return self._by_name[name.lower()]
        if role in _PLAIN:
            return ""
        return self._added(_made(role, self._bullets if role == "item" else str))

    def _added(self, element: etree._Element) -> str:
        """Adds a style of ours, with the id of no other, in the fonts of the template."""
        taken = set(self._by_name.values())
        identity = attribute(element, "styleId")
        while identity in taken:
            identity += "1"
        element.set(q("styleId"), identity)
        if attribute(element, "type") == "paragraph" and self._default:
            element.insert(1, val("basedOn", self._default))
        self._root.append(element)
        self._by_name[value(element, "name").lower()] = identity
        return identity


def _within(parent: etree._Element, name: str, *, first: bool = False) -> etree._Element:
    found = child(parent, name)
    if found is None:
        found = w(name)
        parent.insert(0 if first else len(parent), found)
    return found


def _made(role: str, bullets: Callable[[], str]) -> etree._Element:
    """A style of ours."""
    name = CANDIDATES[role][0]
    identity = "".join(part.capitalize() for part in name.split())
    paragraph = {
        "title": (_spaced(0, 240, keep=True), _headed(36, ACCENT)),
        "heading 1": (_spaced(360, 120, keep=True, level=0), _headed(26, ACCENT)),
        "heading 2": (_spaced(280, 80, keep=True, level=1), _headed(22, ACCENT)),
        "heading 3": (_spaced(200, 60, keep=True, level=2), _headed(20, FAINT)),
        "item": ([w("numPr", val("numId", bullets() or 0)), w("spacing", after=80)], ()),
        "caption": (_spaced(200, 80, keep=True), (_size(18), _colour(FAINT), val("b", 1))),
        "hint": (
            [
                w("pBdr", w("left", val="single", sz=18, space=8, color="C9A227")),
                w("shd", val="clear", color="auto", fill="FBF6E3"),
                w("spacing", after=120),
                w("ind", left=227),
            ],
            (_size(18), _colour(FAINT)),
        ),
        "source": ([w("spacing", after=80), w("ind", left=454, hanging=454)], (_size(17),)),
        "stamp": (
            [w("spacing", before=0, after=120), w("jc", val="center")],
            (_size(16), _colour("9B1C1C"), val("b", 1)),
        ),
        "annotation text": ([w("spacing", after=40)], (_size(18),)),
    }  # fmt: skip
    character = {
        "carried": (_colour(GREY),),
        "label": (val("b", 1), _colour(FAINT)),
        "field": (_colour("7A5C00"), w("shd", val="clear", color="auto", fill="FFF4CC")),
        "number": (_size(16), _colour(FAINT), val("vertAlign", "superscript")),
        "annotation reference": (_size(16),),
    }
    if role == "table":
        return _table_style(identity, name)
    if role in paragraph:
        own, run = paragraph[role]
        return w(
            "style",
            val("name", name),
            w("pPr", own),
            w("rPr", in_order(run)) if run else None,
            type="paragraph",
            customStyle=1,
            styleId=identity,
        )
    return w(
        "style",
        val("name", name),
        w("rPr", in_order(character[role])),
        type="character",
        customStyle=1,
        styleId=identity,
    )


_RUN_ORDER = ("rStyle", "rFonts", "b", "i", "color", "sz", "shd", "vertAlign", "lang")


def in_order(properties: tuple[etree._Element, ...]) -> list[etree._Element]:
    """Properties of a run in the order that the schema asks."""
    return sorted(properties, key=lambda each: _RUN_ORDER.index(tag(each)))


def _headed(half_points: int, colour: str) -> tuple[etree._Element, ...]:
    return _size(half_points), _colour(colour), val("b", 1)


def _size(half_points: int) -> etree._Element:
    return val("sz", half_points)


def _colour(colour: str) -> etree._Element:
    return val("color", colour)


def _spaced(
    before: int, after: int, *, keep: bool = False, level: int | None = None
) -> list[etree._Element]:
    found = [val("keepNext", 1), val("keepLines", 1)] if keep else []
    found.append(w("spacing", before=before, after=after))
    if level is not None:
        found.append(val("outlineLvl", level))
    return found


def _table_style(identity: str, name: str) -> etree._Element:
    """Thin lines between rows, a head that stands out, room around the words."""
    line: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "C8CED6"}
    return w(
        "style",
        val("name", name),
        w("pPr", w("spacing", before=0, after=0, line=252, lineRule="auto")),
        w("rPr", _size(18)),
        w(
            "tblPr",
            w(
                "tblBorders",
                w("top", **{**line, "sz": 8, "color": ACCENT}),
                w("bottom", **{**line, "sz": 8, "color": ACCENT}),
                w("insideH", **line),
            ),
            w(
                "tblCellMar",
                w("top", w=57, type="dxa"),
                w("left", w=85, type="dxa"),
                w("bottom", w=57, type="dxa"),
                w("right", w=85, type="dxa"),
            ),
        ),
        w(
            "tblStylePr",
            w("rPr", val("b", 1), _colour(ACCENT)),
            w("tcPr", w("shd", val="clear", color="auto", fill="EEF2F6")),
            type="firstRow",
        ),
        type="table",
        customStyle=1,
        styleId=identity,
    )
