"""Letterheads whose labels stand above their values, as word processors write lists of terms."""

from __future__ import annotations

from inzet.reading.document import describe
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from tests.reading.office import docx, odt, para

FIELDS = {
    "Van": "De Minister van Buitenlandse Zaken",
    "Aan": "De Voorzitter van de Tweede Kamer der Staten-Generaal",
    "Datum": "Den Haag, 4 maart 2016",
    "Kenmerk": "HAVEN-2016/12",
    "Betreft": "Geannoteerde agenda Havenraad van 14 maart 2016",
}
SENTENCE = "Op 14 maart 2016 spreken de ministers in Brussel over havens en hun veerdiensten."
STYLES = """
<w:style w:type="paragraph" w:styleId="ListHeading"><w:name w:val="List Heading"/><w:rPr><w:b/>
</w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="ListContents"><w:name w:val="List Contents"/></w:style>
"""


def test_labels_above_their_values_are_fields_in_word_and_opendocument() -> None:
    word = "".join(
        para(label, style="ListHeading") + para(f"{value} ", style="ListContents")
        for label, value in FIELDS.items()
    )
    terms = "".join(
        f'<text:p text:style-name="List_20_Heading">{label}</text:p>'
        f'<text:p text:style-name="List_20_Contents">{value} </text:p>'
        for label, value in FIELDS.items()
    )
    for data in (
        docx(word + para(SENTENCE), styles=STYLES),
        odt(f"{terms}<text:p>{SENTENCE}</text:p>"),
    ):
        paper = structure(load(data))
        assert [(block.kind, block.text) for block in paper.blocks] == [
            *(("letterhead", f"{label} {value}") for label, value in FIELDS.items()),
            ("paragraph", SENTENCE),
        ]
        for block in paper.blocks:
            assert list(block.offsets) == sorted(set(block.offsets))
        document = describe(paper, "0" * 64)
        assert document.said_on == "2016-03-04"
        assert document.on_behalf_of == "NLD"
        assert document.title == FIELDS["Betreft"]
        assert "HAVEN-2016/12" in document.numbers


def test_one_label_by_itself_is_a_heading() -> None:
    body = para("Betreft", style="ListHeading") + para("De havens") + para(SENTENCE)
    blocks = structure(load(docx(body, styles=STYLES))).blocks
    assert [block.text for block in blocks] == ["Betreft", "De havens", SENTENCE]


def test_labels_above_labels_are_not_paired() -> None:
    lines = ("Datum", "Kenmerk", "4 maart 2016", "HAVEN-2016/12", "Van", "Aan", "Piet", "Klaas")
    body = "".join(para(line) for line in lines) + para(SENTENCE)
    blocks = structure(load(docx(body))).blocks
    assert [block.text for block in blocks] == [*lines, SENTENCE]
