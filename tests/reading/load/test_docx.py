"""Word files: the text as it stands now, with the structure that Word keeps."""

from __future__ import annotations

import pytest

from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.text import Extracted
from inzet.vocabulary.errors import UnreadableFile
from tests.reading.office import docx, header, para, run, table, zipped

NUMBERING = """
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/>
  </w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2.%3"/>
    <w:isLgl/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
"""
SENTENCE = (
    "De ministers spraken uitvoerig over de havens, de spoorlijn en de veerdienst van het eiland."
)


def kinds(extracted: Extracted) -> list[tuple[str, str]]:
    """Each mark with its text."""
    return [(mark.kind, extracted.text[mark.start : mark.end]) for mark in extracted.marks]


def listed(number: int, depth: int = 0) -> str:
    """Paragraph properties of a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def test_headings_by_style_chain_outline_and_localised_name() -> None:
    localised = '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="Kop 2"/></w:style>'
    body = (
        para("Geannoteerde agenda havenraad", style="Titel")
        + para("Eerste deel", style="Kop1")
        + para("In huisstijl", style="Eigen")
        + para("Naar omtrek", style="Omtrek")
        + para("Zonder stijl", properties='<w:outlineLvl w:val="1"/>')
        + para(SENTENCE)
    )
    extracted = load(docx(body))
    assert [(m.kind, m.level) for m in extracted.marks] == [
        ("title", 1), ("heading", 1), ("heading", 2), ("heading", 3), ("heading", 2),
        ("paragraph", 0),
    ]  # fmt: skip
    other = load(docx(para("Kopje", style="a1") + para(SENTENCE), styles=localised))
    assert (other.marks[0].kind, other.marks[0].level) == ("heading", 2)
    undescribed = load(docx(para("Kopje", style="Kop3") + para(SENTENCE), styles=""))
    assert (undescribed.marks[0].kind, undescribed.marks[0].level) == ("heading", 3)


def test_running_text_in_a_heading_style_is_no_heading() -> None:
    long = " ".join([SENTENCE] * 4)
    assert kinds(load(docx(para(long, style="Kop2")))) == [("paragraph", long)]


def test_bold_lines_stand_for_headings() -> None:
    bold = "<w:b/>"
    body = (
        para(run("Veerdienst", bold))
        + para(SENTENCE)
        + para(run("Spoorlijn", bold), "<w:r><w:br/></w:r>", run(SENTENCE))
        + para("Een gewone regel waarin ", run("iets", bold), " vet staat.")
        + para("Regel in vette stijl", style="Vet")
        + para(run("Dit is een hele zin in vet.", bold))
    )
    assert kinds(load(docx(body))) == [
        ("heading", "Veerdienst"),
        ("paragraph", SENTENCE),
        ("heading", "Spoorlijn"),
        ("paragraph", SENTENCE),
        ("paragraph", "Een gewone regel waarin iets vet staat."),
        ("heading", "Regel in vette stijl"),
        ("paragraph", "Dit is een hele zin in vet."),
    ]


def test_notes_follow_their_block_and_know_their_place() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{para("Zie Kamerstuk 12 345, nr. 6.")}</w:footnote>'
        f'<w:footnote w:id="3">{para("Tweede noot,")}{para("in twee alinea’s.")}</w:footnote>'
    )
    ends = f'<w:endnote w:id="2">{para("Achteraan.")}</w:endnote>'
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = para("De raad", mark.format(2), " besloot over de haven", mark.format(3), ".") + para(
        "Einde", '<w:r><w:endnoteReference w:id="2"/></w:r>', " van het stuk."
    )
    extracted = load(docx(body, footnotes=notes, endnotes=ends))
    assert kinds(extracted) == [
        ("paragraph", "De raad besloot over de haven."),
        ("note", "1 Zie Kamerstuk 12 345, nr. 6."),
        ("note", "2 Tweede noot,\nin twee alinea’s."),
        ("paragraph", "Einde van het stuk."),
        ("note", "i Achteraan."),
    ]
    anchors = [extracted.text[: mark.anchor] for mark in extracted.marks if mark.kind == "note"]
    assert anchors[0] == "De raad"
    assert anchors[1].endswith("over de haven")
    assert anchors[2].endswith("Einde")


def test_notes_are_numbered_as_the_paper_shows_them() -> None:
    body = para("Besloten", '<w:r><w:footnoteReference w:id="2"/></w:r>', ".") + para(
        "Einde", '<w:r><w:endnoteReference w:id="2"/></w:r>', "."
    )
    notes = f'<w:footnote w:id="2">{para("Noot.")}</w:footnote>'
    ends = f'<w:endnote w:id="2">{para("Achteraan.")}</w:endnote>'
    settings = '<w:endnotePr><w:numFmt w:val="decimal"/><w:endnote w:id="0"/></w:endnotePr>'
    section = '<w:sectPr><w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr></w:sectPr>'
    extracted = load(docx(body + section, footnotes=notes, endnotes=ends, settings=settings))
    found = [text for kind, text in kinds(extracted) if kind == "note"]
    assert found == ["a Noot.", "1 Achteraan."]


def test_the_number_of_a_note_is_in_no_sentence() -> None:
    text = para("Nederland steunt het havenplan. Het blijft zo.")
    notes = f'<w:footnote w:id="2">{text}</w:footnote>'
    body = para("Besloten is alles", '<w:r><w:footnoteReference w:id="2"/></w:r>', ".")
    sentences = structure(load(docx(body, footnotes=notes))).sentences
    assert [one.text for one in sentences] == [
        "Besloten is alles.", "Nederland steunt het havenplan.", "Het blijft zo.",
    ]  # fmt: skip


def test_a_note_between_two_words_keeps_them_apart() -> None:
    notes = f'<w:footnote w:id="2">{para("Noot.")}</w:footnote>'
    body = para("De haven", '<w:r><w:footnoteReference w:id="2"/></w:r>', "en het spoor.")
    assert load(docx(body, footnotes=notes)).text.startswith("De haven en het spoor.")


def test_tracked_changes_and_comments_are_told_not_read() -> None:
    change = 'w:author="Iemand" w:date="2020-01-01T00:00:00Z" w:id="1"'
    moved = change.replace("Iemand", "Ander")
    body = (
        para(
            "Nederland steunt ",
            f"<w:del {change}><w:r><w:delText>de brug</w:delText></w:r></w:del>",
            f"<w:ins {change}>{run('de haven')}</w:ins>",
            '<w:commentRangeStart w:id="1"/>', run(" nu"), '<w:commentRangeEnd w:id="1"/>',
            '<w:r><w:commentReference w:id="1"/></w:r>', run("."),
        )
        + f"<w:moveFrom {moved}>{para('Verplaatste zin stond hier.')}</w:moveFrom>"
        + para(
            f"<w:moveFrom {moved}>{run('Weg.')}</w:moveFrom>",
            f"<w:moveTo {moved}>{run('Hier.')}</w:moveTo>",
        )
        + para("Samen", properties=f"<w:rPr><w:del {change}/></w:rPr>")
        + para("gevoegd.")
    )  # fmt: skip
    comment = f'<w:comment w:id="1" w:author="Derde">{para("Klopt dit wel?")}</w:comment>'
    extracted = load(docx(body, comments=comment))
    assert [text for _, text in kinds(extracted)] == [
        "Nederland steunt de haven nu.",
        "Hier.",
        "Samengevoegd.",
    ]
    told = " ".join(extracted.notes)
    assert "6 tracked changes by 2 authors" in told
    assert "1 comment by 1 author" in told
    assert not any(name in told for name in ("Iemand", "Ander", "Derde", "Klopt"))


def test_numbers_of_lists_are_restored() -> None:
    body = (
        para("Haven", properties=listed(1))
        + para("kade", properties=listed(1, 1))
        + para("pier", properties=listed(1, 1))
        + para("paal", properties=listed(1, 2))
        + para("Spoor", properties=listed(1))
        + para("wissel", properties=listed(1, 1))
        + para("los punt", properties=listed(2))
        + para("Vierde", properties=listed(3))
        + para("Geen lijst", properties=listed(0))
        + para(run("Vette kop", "<w:b/>"), properties=listed(3))
    )
    assert kinds(load(docx(body, numbering=NUMBERING))) == [
        ("list_item", "1. Haven"),
        ("list_item", "a) kade"),
        ("list_item", "b) pier"),
        ("list_item", "1.2.1 paal"),
        ("list_item", "2. Spoor"),
        ("list_item", "a) wissel"),
        ("list_item", "los punt"),
        ("list_item", "4. Vierde"),
        ("paragraph", "Geen lijst"),
        ("heading", "5. Vette kop"),
    ]


def test_special_characters() -> None:
    body = para(
        "kolom",
        "<w:r><w:tab/></w:r>", run("twee"), "<w:r><w:br/></w:r>", run("NAVO"),
        "<w:r><w:noBreakHyphen/></w:r>", run("top in de ha"), "<w:r><w:softHyphen/></w:r>",
        run("ven "), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run("\u00a05\u00ad%"),
        "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>",
    )  # fmt: skip
    assert load(docx(body)).text == "kolom twee\nNAVO-top in de haven ✓≥ 5%x+1"


def test_of_fields_only_results_and_of_a_table_of_contents_nothing() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    body = (
        para(char("begin"), code(' TOC \\o "1-3" '), char("separate"), run("Haven 2"))
        + para("Spoor 3")
        + para(char("end"))
        + para(
            "Op ", char("begin"), code(" DATE "), run("verborgen"), char("separate"),
            run("9 mei"), char("end"), " in ",
            '<w:fldSimple w:instr="REF x">' + run("Zierikzee") + "</w:fldSimple>",
        )
        + para('<w:hyperlink r:id="r9">' + run("de brief") + "</w:hyperlink>", " volgt")
        + para("Nooit af: ", char("begin"), code(" QUOTE "))
        + para("wel gelezen.")
    )  # fmt: skip
    assert kinds(load(docx(body))) == [
        ("furniture", "Haven 2"),
        ("furniture", "Spoor 3"),
        ("paragraph", "Op 9 mei in Zierikzee"),
        ("paragraph", "de brief volgt"),
        ("paragraph", "Nooit af:"),
        ("paragraph", "wel gelezen."),
    ]


BOX = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
)


def test_a_text_box_is_read_once_and_is_letterhead_above_the_text() -> None:
    box = BOX.format(
        para("Ministerie van Buitenlandse Zaken")
        + para("Datum") + para("9 mei 2018")
        + para("Onze referentie") + para("HAV-2018-12")
    )  # fmt: skip
    body = para(f"<w:r>{box}</w:r>", SENTENCE) + para(
        f"<w:r>{BOX.format(para('Kader met een zin.'))}</w:r>", "Slot."
    )
    assert kinds(load(docx(body))) == [
        ("letterhead", "Ministerie van Buitenlandse Zaken"),
        ("letterhead", "Datum\t9 mei 2018"),
        ("letterhead", "Onze referentie\tHAV-2018-12"),
        ("paragraph", SENTENCE),
        ("paragraph", "Kader met een zin."),
        ("paragraph", "Slot."),
    ]


def test_tables_give_rows_and_layout_tables_give_their_parts() -> None:
    long = para(run("Vraag 1", "<w:b/>")) + "".join(para(SENTENCE) for _ in range(5))
    body = (
        table(("Land", "Bijdrage"), ("België", "2"))
        + table((para("Datum") + para("Betreft"), para("9 mei 2018") + para("Havens")))
        + table((long, "kantlijn"))
        + table((para("Alleen") + para("tekst"),))
    )
    found = kinds(load(docx(body)))
    assert found[:5] == [
        ("table_row", "Land\tBijdrage"),
        ("table_row", "België\t2"),
        ("table_row", "Datum\t9 mei 2018"),
        ("table_row", "Betreft\tHavens"),
        ("heading", "Vraag 1"),
    ]
    assert found[5:] == [
        *[("paragraph", SENTENCE)] * 5,
        ("paragraph", "kantlijn"),
        ("paragraph", "Alleen"),
        ("paragraph", "tekst"),
    ]


def test_content_controls_without_their_prompts() -> None:
    prompt = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    body = (
        f"<w:sdt><w:sdtContent>{para('Binnen.')}</w:sdtContent></w:sdt>"
        f"<w:sdt>{prompt}<w:sdtContent>{para('Klik hier.')}</w:sdtContent></w:sdt>"
        + para(f"<w:sdt><w:sdtContent>{run('Ook')}</w:sdtContent></w:sdt>", " hier.")
    )
    assert [text for _, text in kinds(load(docx(body)))] == ["Binnen.", "Ook hier."]


def test_heads_and_feet_are_furniture_but_a_letterhead_is_read() -> None:
    first = header("header", "r1", para("Aan de Voorzitter") + table(("Datum", "9 mei 2018")))
    rest = header("header", "r2", para("Havenraad, vergaderjaar 2017-2018"))
    foot = header("footer", "r3", para("CONCEPT – niet voor verspreiding") + para("12 345, nr. 6"))
    section = (
        f"<w:sectPr>{first[1].format('first')}{rest[1].format('default')}"
        f"{foot[1].format('default')}<w:titlePg/></w:sectPr>"
    )
    data = docx(
        para(SENTENCE) + section,
        relations=first[0] + rest[0] + foot[0],
        parts={**first[2], **rest[2], **foot[2]},
    )
    assert kinds(load(data)) == [
        ("letterhead", "Aan de Voorzitter"),
        ("letterhead", "Datum\t9 mei 2018"),
        ("furniture", "Havenraad, vergaderjaar 2017-2018"),
        ("stamp", "CONCEPT – niet voor verspreiding"),
        ("furniture", "12 345, nr. 6"),
        ("paragraph", SENTENCE),
    ]


def test_hidden_text_macros_and_outside_parts_are_told() -> None:
    template = (
        '<Relationship Id="r8" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/>'
    )
    data = docx(
        para("Zichtbaar.", run("Verborgen.", "<w:vanish/>")),
        relations=template,
        parts={"word/vbaProject.bin": b"\x00macro"},
    )
    extracted = load(data)
    assert extracted.text == "Zichtbaar."
    told = " ".join(extracted.notes)
    assert "hidden text" in told
    assert "macros" in told
    assert "nothing was fetched" in told


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (docx(para("Tekst"))[:-40], "broken"),
        (docx("<w:p><w:r>"), "broken"),
        (docx(""), "holds no text"),
        (zipped({"[Content_Types].xml": "<x/>", "word/x.xml": "<x/>"}), "no text part"),
        (zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "spreadsheet"),
        (zipped({"een.txt": "tekst"}), "ZIP archive"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as caught:
        load(data, name="stuk.docx")
    assert caught.value.where == "stuk.docx"
    assert caught.value.fix
