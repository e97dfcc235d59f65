"""The template that ships: a plain letter, to be used as it is or made into an office's own."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from inzet.dossiers.wording import Wording
from inzet.writing.render.docx import package
from inzet.writing.render.docx.margin import WORDS
from inzet.writing.render.docx.styles import ACCENT, CANDIDATES, FAINT, INK, Styles
from inzet.writing.render.docx.template import related_bytes
from inzet.writing.render.docx.theme import theme
from inzet.writing.render.docx.xml import RELATED, q, text, val, w, xml_bytes

_FONT = "Arial"
_STANDS_IN = "Liberation Sans"
"""Of the same widths, where Arial is not there."""
_PAGE = {"w": 11906, "h": 16838}
_MARGINS = {
    "top": 1531, "right": 1531, "bottom": 1361, "left": 1531, "header": 709, "footer": 624,
    "gutter": 0,
}  # fmt: skip
_CLOSE = {"top": 850, "right": 1021, "bottom": 794, "left": 1021, "header": 425, "footer": 397}
_WIDTH = _PAGE["w"] - _MARGINS["left"] - _MARGINS["right"]


@lru_cache(maxsize=4)
def default_template(language: str, *, close: bool = False) -> bytes:
    """The template in a language (nl or en), as a Word file to start from.

    Args:
        close: that for notes that must fit on so many pages: set close, without a letterhead.
    """
    wording = Wording(WORDS, language)
    numbering = w("numbering")
    styles = _styles(wording("tag"), numbering, close=close)
    related = [
        ("rId1", "styles", "styles.xml", False),
        ("rId2", "settings", "settings.xml", False),
        ("rId3", "numbering", "numbering.xml", False),
        ("rId4", "fontTable", "fontTable.xml", False),
        ("rId5", "header", "header1.xml", False),
        ("rId6", "header", "header2.xml", False),
        ("rId7", "footer", "footer1.xml", False),
        ("rId8", "theme", "theme/theme1.xml", False),
    ]
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    top = [
        ("rId1", "officeDocument", "word/document.xml", False),
        ("rId2", core, "docProps/core.xml", False),
    ]
    parts = {
        "word/document.xml": (_document(wording, close=close), "document"),
        "word/styles.xml": (styles, "styles"),
        "word/settings.xml": (_settings(), "settings"),
        "word/numbering.xml": (numbering, "numbering"),
        "word/fontTable.xml": (_fonts(), "fontTable"),
        "word/header1.xml": (_header("") if close else _first_header(), "header"),
        "word/header2.xml": (_header("" if close else "{{subject}}"), "header"),
        "word/footer1.xml": (_footer(wording), "footer"),
        "word/theme/theme1.xml": (theme(_FONT), "theme"),
    }
    return package.packed(
        [
            *((name, xml_bytes(root), kind) for name, (root, kind) in parts.items()),
            ("word/_rels/document.xml.rels", related_bytes(iter(related)), ""),
            ("_rels/.rels", related_bytes(iter(top)), ""),
            ("docProps/core.xml", package.core(title="", language=wording("tag")), "core"),
        ]
    )


def bullets(numbering: etree._Element) -> str:
    """A list with bullets, added to a part of numbering.

    Returns:
        Its id.
    """
    keys = (q("abstractNumId"), q("numId"))
    raw = [str(each.get(key) or "") for each in numbering.iter() for key in keys]
    taken = [int(each) for each in raw if each.isdigit()]
    number = max(taken, default=0) + 1
    levels = [
        w(
            "lvl",
            val("start", 1),
            val("numFmt", "bullet"),
            val("lvlText", "•" if depth % 2 == 0 else "–"),
            val("lvlJc", "left"),
            w("pPr", w("ind", left=340 * (depth + 1), hanging=340)),
            ilvl=depth,
        )
        for depth in range(9)
    ]
    made = w("abstractNum", val("multiLevelType", "hybridMultilevel"), levels, abstractNumId=number)
    # All descriptions of lists stand before all lists.
    count = sum(1 for each in numbering if str(each.tag).endswith("}abstractNum"))
    pictures = sum(1 for each in numbering if str(each.tag).endswith("}numPicBullet"))
    numbering.insert(count + pictures, made)
    lists = [each for each in numbering if str(each.tag).endswith("}num")]
    place = numbering.index(lists[-1]) + 1 if lists else count + pictures + 1
    numbering.insert(place, w("num", val("abstractNumId", number), numId=number))
    return str(number)


def _document(wording: Wording, *, close: bool) -> etree._Element:
    margins = {**_MARGINS, **(_CLOSE if close else {})}
    letterhead = () if close else _letterhead(wording)
    return w(
        "document",
        w(
            "body",
            letterhead,
            _line("{{body}}"),
            w(
                "sectPr",
                _refers("headerReference", "default", "rId6"),
                _refers("headerReference", "first", "rId5"),
                _refers("footerReference", "default", "rId7"),
                _refers("footerReference", "first", "rId7"),
                w("pgSz", **_PAGE),
                w("pgMar", **margins),
                w("titlePg"),
            ),
        ),
    )


def _letterhead(wording: Wording) -> tuple[etree._Element, ...]:
    return (
        _line("{{addressee}}", after=480),
        w(
            "tbl",
            w(
                "tblPr",
                w("tblW", w=_WIDTH, type="dxa"),
                w("tblLayout", type="fixed"),
                w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=113, type="dxa")),
                w("tblLook", val="0000"),
            ),
            w("tblGrid", w("gridCol", w=1701), w("gridCol", w=_WIDTH - 1701)),
            _row(wording("date_label"), "{{place}}, {{date}}"),
            _row(wording("reference_label"), "{{reference}}"),
            _row(wording("subject_label"), "{{subject}}", strong=True),
        ),
        _line("", after=240),
    )


def _line(words: str, *, after: int = 0) -> etree._Element:
    properties = w("pPr", w("spacing", before=0, after=after)) if after else None
    return w("p", properties, w("r", text(words)) if words else None)


def _row(label: str, words: str, *, strong: bool = False) -> etree._Element:
    spacing = w("spacing", before=0, after=60)
    faint = w("rPr", val("color", FAINT), val("sz", 17))
    bold = w("rPr", w("b")) if strong else None
    return w(
        "tr",
        w(
            "tc",
            w("tcPr", w("tcW", w=1701, type="dxa")),
            w("p", w("pPr", spacing), w("r", faint, text(label))),
        ),
        w(
            "tc",
            w("tcPr", w("tcW", w=_WIDTH - 1701, type="dxa")),
            w(
                "p",
                w("pPr", w("spacing", before=0, after=60)),
                w("r", bold, text(words)),
            ),
        ),
    )


def _first_header() -> etree._Element:
    """The letterhead: who writes, over a thin line."""
    return w(
        "hdr",
        w(
            "p",
            w(
                "pPr",
                w("pBdr", w("bottom", val="single", sz=12, space=8, color=ACCENT)),
                w("spacing", before=0, after=480),
            ),
            w(
                "r",
                w("rPr", w("b"), val("color", ACCENT), val("sz", 28)),
                text("{{sender}}"),
            ),
        ),
    )


def _header(words: str) -> etree._Element:
    run = w("r", w("rPr", val("color", FAINT), val("sz", 16)), text(words))
    spacing = w("spacing", before=0, after=240 if words else 0)
    return w("hdr", w("p", w("pPr", spacing), run))


def _footer(wording: Wording) -> etree._Element:
    def faint(*inner: etree._Element) -> etree._Element:
        return w("r", w("rPr", val("color", FAINT), val("sz", 16)), inner)

    def field(code: str) -> list[etree._Element]:
        instruction = w("instrText")
        instruction.text = f" {code} "
        return [
            faint(w("fldChar", fldCharType="begin")),
            faint(instruction),
            faint(w("fldChar", fldCharType="separate")),
            faint(*text("1")),
            faint(w("fldChar", fldCharType="end")),
        ]

    return w(
        "ftr",
        w(
            "p",
            w("pPr", w("spacing", before=0, after=0), val("jc", "right")),
            faint(*text(f"{wording('page_of')} ")),
            field("PAGE"),
            faint(*text(f" {wording('of')} ")),
            field("NUMPAGES"),
        ),
    )


def _settings() -> etree._Element:
    return w(
        "settings",
        w("zoom", percent=100),
        val("defaultTabStop", 454),
        val("characterSpacingControl", "doNotCompress"),
        w(
            "compat",
            w(
                "compatSetting",
                name="compatibilityMode",
                uri="http://schemas.microsoft.com/office/word",
                val=15,
            ),
        ),
        val("decimalSymbol", ","),
        val("listSeparator", ";"),
    )


def _fonts() -> etree._Element:
    return w(
        "fonts",
        w(
            "font",
            val("altName", _STANDS_IN),
            val("panose1", "020B0604020202020204"),
            val("charset", "00"),
            val("family", "swiss"),
            val("pitch", "variable"),
            name=_FONT,
        ),
    )


def _styles(tag: str, numbering: etree._Element, *, close: bool) -> etree._Element:
    """The styles that an office finds under their names, each to be made its own."""
    root = w(
        "styles",
        w(
            "docDefaults",
            w(
                "rPrDefault",
                w(
                    "rPr",
                    w("rFonts", ascii=_FONT, hAnsi=_FONT, eastAsia=_FONT, cs=_FONT),
                    val("color", INK),
                    val("sz", 19 if close else 20),
                    val("szCs", 19 if close else 20),
                    w("lang", val=tag, eastAsia=tag, bidi="ar-SA"),
                ),
            ),
            w(
                "pPrDefault",
                w(
                    "pPr",
                    w(
                        "spacing",
                        after=60 if close else 140,
                        line=240 if close else 288,
                        lineRule="auto",
                    ),
                ),
            ),
        ),
        w(
            "style",
            val("name", "Normal"),
            w("qFormat"),
            type="paragraph",
            default=1,
            styleId="Normal",
        ),
    )
    made = Styles(root, lambda: bullets(numbering))
    for role in CANDIDATES:
        made.get(role)
    if close:
        _tightened(root)
    for name, base in (("Inzet Text", "Normal"), ("Inzet Cell", "Normal")):
        root.append(
            w(
                "style",
                val("name", name),
                val("basedOn", base),
                w("pPr", w("spacing", before=0, after=0)) if name.endswith("Cell") else None,
                w("rPr", val("sz", 16 if close else 18)) if name.endswith("Cell") else None,
                type="paragraph",
                customStyle=1,
                styleId=name.replace(" ", ""),
            )
        )
    return root


def _tightened(root: etree._Element) -> None:
    """Half the room before and after paragraphs and in cells, and smaller letters."""
    for spacing in root.iter(q("spacing")):
        for key in (q("before"), q("after")):
            room = spacing.get(key)
            if room is not None and int(room) > 40:
                spacing.set(key, str(max(int(room) // 2, 30)))
    for margins in root.iter(q("tblCellMar")):
        for each in margins:
            each.set(q("w"), str(int(each.get(q("w")) or 0) // 2))
    for size in root.iter(q("sz")):
        half_points = int(size.get(q("val")) or 0)
        size.set(q("val"), str(half_points - (8 if half_points > 30 else 2)))


def _refers(name: str, kind: str, identity: str) -> etree._Element:
    element = w(name, type=kind)
    element.set(f"{{{RELATED}}}id", identity)
    return element
