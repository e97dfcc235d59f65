"""Workbooks: their cells as they were stored, and nothing that would do harm."""

from __future__ import annotations

import pytest

from inzet.reading.tables import load_tables
from inzet.vocabulary.errors import UnreadableFile
from tests.reading.office import zipped
from tests.reading.sheets import sheet, xlsx

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_sheet(xml: str, **parts: str | bytes) -> bytes:
    """A workbook whose only sheet is this XML."""
    extra = {"xl/worksheets/sheet1.xml": xml, **{k.replace("__", "/"): v for k, v in parts.items()}}
    return xlsx({"T": []}, extra=extra)


def test_cells_as_stored() -> None:
    found = load_tables(xlsx({"One": [["name", None, 1.5], [], ["Türkiye", 2023]], "Two": [[1]]}))
    one, two = found.sheets
    assert (one.name, list(one.rows())) == (
        "One",
        [(1, ("name", "", "1.5")), (3, ("Türkiye", "2023"))],
    )
    assert (two.name, list(two.rows())) == ("Two", [(1, ("1",))])
    assert (found.kind, found.created) == ("workbook", "2023-07-05")


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ("16250.362999999999", "16250.363"),
        ("6.1504590367716779E-2", "0.06150459036771678"),
        ("1E5", "100000"),
        ("1.0", "1"),
        ("-0.88265697072912319", "-0.8826569707291232"),
        ("12345678901234567890", "12345678901234567890"),
        ("INF", "INF"),
    ],
)
def test_a_number_is_the_shortest_that_means_the_same(stored: str, told: str) -> None:
    xml = (
        f'<worksheet xmlns="{_MAIN}"><sheetData><row><c><v>{stored}</v></c></row></sheetData>'
        "</worksheet>"
    )
    assert list(load_tables(with_sheet(xml)).sheets[0].rows()) == [(1, (told,))]


def test_shared_texts_formulas_and_errors() -> None:
    xml = (
        f'<worksheet xmlns="{_MAIN}"><sheetData><row r="4"><c r="B4" t="s"><v>1</v></c>'
        '<c r="C4"><f>A1*2</f><v>84</v></c><c r="D4" t="e"><v>#REF!</v></c>'
        '<c r="E4" t="str"><f>"a"</f><v>a</v></c></row></sheetData></worksheet>'
    )
    shared = (
        f'<sst xmlns="{_MAIN}"><si><t>no</t></si>'
        "<si><r><t>yes, </t></r><r><t>in parts</t></r><rPh><t>aloud</t></rPh></si></sst>"
    )
    data = with_sheet(xml, **{"xl__sharedStrings.xml": shared})
    assert list(load_tables(data).sheets[0].rows()) == [
        (4, ("", "yes, in parts", "84", "#REF!", "a"))
    ]


def test_links_and_macros_are_named_and_left() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="x/worksheet" TargetMode="External" '
        'Target="http://example.org/sheet.xml"/></Relationships>'
    )
    extra: dict[str, str | bytes] = {
        "xl/_rels/workbook.xml.rels": rels,
        "xl/externalLinks/externalLink1.xml": "<x/>",
        "xl/vbaProject.bin": b"\x00",
    }
    found = load_tables(xlsx({"T": [["a"]]}, extra=extra))
    assert len(found.sheets) == 1
    assert [note.split(";")[0] for note in found.notes] == [
        "The workbook has links to other files",
        "The workbook has macros",
    ]


_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    f'<worksheet xmlns="{_MAIN}"><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData>'
    "</worksheet>"
)
_OUTSIDE = _LAUGHS.replace('"ha"', 'SYSTEM "file:///etc/passwd"')


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 and no more", "broken"),
        (with_sheet(_LAUGHS), "declares entities"),
        (with_sheet(_OUTSIDE), "declares entities"),
        (with_sheet(_LAUGHS.encode("utf-16").decode("latin-1")), "broken|entities"),
        (with_sheet(f'<worksheet xmlns="{_MAIN}"><sheetData><row>'), "broken"),
        (with_sheet(" " * (49 << 20)), "far too large unpacked"),
        (with_sheet(sheet([["a"]]).replace('r="A1"', 'r="XFD1"')), "beyond column 256"),
        (
            with_sheet(
                f'<worksheet xmlns="{_MAIN}"><sheetData><row><c t="s"><v>7</v></c></row>'
                "</sheetData></worksheet>"
            ),
            "a text that is not there",
        ),
        (xlsx({}), "no sheets"),
        (zipped({"word/document.xml": "<x/>"}), "a Word file"),
        (zipped({"content.xml": "<x/>"}), "OpenDocument"),
        (zipped({"xl/workbook.bin": b"x"}), "XLSB"),
        (zipped({"readme.txt": "x"}), "an archive, not a workbook"),
    ],
    ids=[
        "cut", "laughs", "outside", "disguised", "unclosed", "bomb", "wide", "dangling", "none",
        "word", "odt", "binary", "zip",
    ],
)  # fmt: skip
def test_harm_and_other_kinds_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        load_tables(data, name="t.xlsx")


def test_one_long_text_in_many_cells_is_out_of_proportion() -> None:
    cells = '<row><c t="s"><v>0</v></c></row>' * 10_000
    xml = f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    shared = f'<sst xmlns="{_MAIN}"><si><t>{"x" * 9_000}</t></si></sst>'
    data = with_sheet(xml, **{"xl__sharedStrings.xml": shared})
    with pytest.raises(UnreadableFile, match="out of all proportion"):
        load_tables(data)
