"""OpenDocument files: the text as it stands now, with its own structure."""

from __future__ import annotations

import pytest

from inzet.reading.load import load
from inzet.reading.text import Extracted
from inzet.vocabulary.errors import UnreadableFile
from tests.reading.office import odt, zipped

SENTENCE = (
    "De ministers spraken uitvoerig over de havens, de spoorlijn en de veerdienst van het eiland."
)
LISTS = """
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
</text:list-style>
<text:list-style style:name="L2">
  <text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
</text:list-style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="T1" style:family="text">
  <style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text">
  <style:text-properties text:display="none"/></style:style>
"""


def kinds(extracted: Extracted) -> list[tuple[str, str]]:
    """Each mark with its text."""
    return [(mark.kind, extracted.text[mark.start : mark.end]) for mark in extracted.marks]


def p(inner: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def test_headings_titles_and_bold_lines() -> None:
    body = (
        p("Verslag van de havenraad", "P1")
        + '<text:h text:outline-level="2">Veerdienst</text:h>'
        + p('<text:span text:style-name="T1">Spoorlijn</text:span><text:line-break/>' + SENTENCE)
        + p('<text:span text:style-name="T1">Kade</text:span>')
        + p("Twee<text:s text:c='3'/>woorden<text:tab/>los, "
            '<text:span text:style-name="T2">geheim</text:span>zichtbaar.')
    )  # fmt: skip
    extracted = load(odt(body, styles=LISTS))
    assert kinds(extracted) == [
        ("title", "Verslag van de havenraad"),
        ("heading", "Veerdienst"),
        ("heading", "Spoorlijn"),
        ("paragraph", SENTENCE),
        ("heading", "Kade"),
        ("paragraph", "Twee woorden los, zichtbaar."),
    ]
    assert "hidden text" in " ".join(extracted.notes)


def test_notes_changes_and_comments() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info>"
        f"<dc:creator>Iemand</dc:creator></office:change-info>{p('Geschrapt.')}</text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        + p('De raad<text:note text:id="n1"><text:note-citation>1</text:note-citation>'
            f"<text:note-body>{p('Zie de bijlage.')}</text:note-body></text:note> besloot"
            '<text:change text:change-id="c"/>.'
            f"<office:annotation><dc:creator>Ander</dc:creator>{p('Klopt dit?')}"
            "</office:annotation>")
    )  # fmt: skip
    extracted = load(odt(body))
    assert kinds(extracted) == [("paragraph", "De raad besloot."), ("note", "1 Zie de bijlage.")]
    assert extracted.text[: extracted.marks[1].anchor] == "De raad"
    told = " ".join(extracted.notes)
    assert "1 tracked change by 1 author" in told
    assert "1 comment by 1 author" in told
    assert "Iemand" not in told


def test_numbers_of_lists_are_restored() -> None:
    def items(*inner: str) -> str:
        return "".join(f"<text:list-item>{each}</text:list-item>" for each in inner)

    first = items(
        p("Haven") + f"<text:list>{items(p('kade'), p('pier'))}</text:list>",
        p("Spoor") + p("tweede alinea"),
    )
    body = (
        f'<text:list text:style-name="L1">{first}</text:list>'
        + p("Tussendoor.")
        + f'<text:list text:style-name="L1" text:continue-numbering="true">{items(p("Veer"))}'
        "</text:list>"
        f'<text:list text:style-name="L2">{items(p("los punt"))}</text:list>'
        '<text:list text:style-name="L1"><text:list-item text:start-value="7">'
        f"{p('Zevende')}</text:list-item></text:list>"
    )
    assert kinds(load(odt(body, styles=LISTS))) == [
        ("list_item", "1. Haven"),
        ("list_item", "a) kade"),
        ("list_item", "b) pier"),
        ("list_item", "2. Spoor"),
        ("list_item", "tweede alinea"),
        ("paragraph", "Tussendoor."),
        ("list_item", "3. Veer"),
        ("list_item", "los punt"),
        ("list_item", "7. Zevende"),
    ]


def test_tables_boxes_indexes_and_heads() -> None:
    def cell(*inner: str) -> str:
        return f"<table:table-cell>{''.join(inner)}</table:table-cell>"

    masters = (
        '<style:master-page style:name="Standard"><style:header>'
        f"{p('Havenraad 2018')}</style:header><style:header-first>{p('Datum')}{p('9 mei 2018')}"
        "</style:header-first></style:master-page>"
    )
    body = (
        f"<text:table-of-content><text:index-body>{p('Haven 1')}</text:index-body>"
        "</text:table-of-content>"
        + p(f"<draw:frame><draw:text-box>{p('Onze referentie')}{p('HAV-12')}</draw:text-box>"
            f"</draw:frame>{SENTENCE}")
        + f"<table:table><table:table-row>{cell(p('Land'))}{cell(p('Bijdrage'))}</table:table-row>"
        f"<table:table-row>{cell(p('België'))}{cell(p('2'))}</table:table-row></table:table>"
    )  # fmt: skip
    assert kinds(load(odt(body, masters=masters))) == [
        ("furniture", "Havenraad 2018"),
        ("letterhead", "Datum\t9 mei 2018"),
        ("furniture", "Haven 1"),
        ("letterhead", "Onze referentie\tHAV-12"),
        ("paragraph", SENTENCE),
        ("table_row", "Land\tBijdrage"),
        ("table_row", "België\t2"),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (odt(p("Tekst"))[:-30], "broken"),
        (odt("<text:p>"), "broken"),
        (odt(""), "holds no text"),
        (odt(p("x"), parts={"META-INF/manifest.xml": "<encryption-data/>"}), "password"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "no text part"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        load(data, name="stuk.odt")
