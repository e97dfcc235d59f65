"""PDF: what stands where on a page becomes text in reading order, with marks and places."""

from __future__ import annotations

import pytest

from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.text import Extracted
from tests.reading.printing import printed

PAGE = '#set page(width: 420pt, height: 420pt, margin: 40pt)\n#set text(size: 10pt, lang: "nl")\n'
LONG = (
    "De waterschappen hebben het afgelopen jaar veel werk verzet om de dijken langs de rivier te "
    "versterken, en de gemeenten hielpen daarbij waar dat kon. "
)


def pdf(body: str, page: str = PAGE) -> Extracted:
    """The extracted text of a page of typst."""
    return load(printed(page + body), name="paper.pdf")


def kinds(extracted: Extracted, *kept: str) -> list[tuple[str, str]]:
    """Each mark's kind and text, its lines joined by spaces; only some kinds when given."""
    return [
        (mark.kind, " ".join(extracted.text[mark.start : mark.end].split("\n")))
        for mark in extracted.marks
        if not kept or mark.kind in kept
    ]


def test_two_columns_under_a_head_of_full_width() -> None:
    left, right = LONG * 5, LONG.replace("dijken", "sluizen") * 5
    paper = pdf(
        f"#align(center)[*Een kop over de hele breedte van het blad*]\n\n{LONG}\n\n"
        f"#grid(columns: (1fr, 1fr), gutter: 14pt, [{left}], [{right}])\n\nTot besluit een regel."
    )
    text = " ".join(paper.text.split())
    places = [text.find(word) for word in ("Een kop", "dijken", "sluizen", "Tot besluit")]
    assert places == sorted(places)
    assert -1 not in places
    assert text.rfind("dijken") < text.find("sluizen")


def test_three_columns() -> None:
    cells = "".join(
        f"[{LONG.replace('dijken', word) * 4}]," for word in ("dijken", "sluizen", "duinen")
    )
    text = pdf(f"#set text(size: 7pt)\n#grid(columns: (1fr, 1fr, 1fr), gutter: 12pt, {cells})").text
    assert text.rfind("dijken") < text.find("sluizen") < text.rfind("sluizen") < text.find("duinen")


HEADED = (
    "#set page(width: 420pt, height: 300pt, margin: 50pt, "
    "header: [Provincie Voorland #h(1fr) 12 mei], "
    "footer: context align(center)[#counter(page).display() van #counter(page).final().first()])\n"
    '#set text(size: 10pt, lang: "nl")\n#set par(justify: true)\n'
)


def test_heads_feet_and_page_numbers_part_no_sentence() -> None:
    paper = structure(pdf(LONG * 30, HEADED))
    assert len(paper.extracted.pages) > 2
    assert len(paper.sentences) == 30
    assert {one.text for one in paper.sentences} == {LONG.strip()}
    furniture = [paper.extracted.text[start:end] for start, end in paper.furniture]
    assert furniture.count("Provincie Voorland\t12 mei") == len(paper.extracted.pages)
    assert "2 van 5" in furniture or "2 van 4" in furniture


def test_a_sentence_runs_on_around_a_page_and_its_note_and_is_one_span() -> None:
    notes = (
        LONG * 9 + "Dit staat vast#footnote[Zie bijlage 4.], zo blijkt uit onderzoek. " + LONG * 9
    )
    paper = structure(pdf(notes, HEADED))
    sentence = next(one for one in paper.sentences if one.text.startswith("Dit staat vast"))
    assert sentence.text == "Dit staat vast, zo blijkt uit onderzoek."
    for one in paper.sentences:
        printed_words = paper.extracted.text[one.start : one.end].replace("-\n", "").split()
        assert "".join(printed_words) == "".join(one.text.split())


def test_notes_are_notes_and_know_where_their_mark_stood() -> None:
    paper = pdf(
        "De raad besloot dit.#footnote[Verslag van 3 mei.] Ook de dijkgraaf#footnote[De heer X.] "
        "stemde in, en in 2019 de gemeente.#footnote[Besluit 12, met een lange toelichting die "
        "over de regel heen loopt zodat de noot twee regels telt.]"
    )
    notes = [mark for mark in paper.marks if mark.kind == "note"]
    assert [paper.text[mark.start :][:1] for mark in notes] == ["1", "2", "3"]
    assert [mark.level for mark in notes] == [1, 2, 3]
    before = [paper.text[: mark.anchor].split()[-1] for mark in notes if mark.anchor]
    assert before == ["dit.", "dijkgraaf", "gemeente."]
    assert "dijkgraaf stemde in" in paper.text
    assert "twee regels telt." in kinds(paper, "note")[2][1]


def test_raised_figures_that_are_no_notes_stay() -> None:
    paper = pdf("Het bekken is 400 m#super[2] groot, zegt de raad.#footnote[Brief 7.]")
    assert "400 m2 groot, zegt de raad." in paper.text.replace("\n", " ")


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    paper = pdf(LONG * 4 + "Slot#footnote[" + LONG * 12 + "].\n\n" + LONG * 3, HEADED)
    notes = kinds(paper, "note")
    assert len(notes) == 1
    assert notes[0][1].count("waterschappen") == 12


def test_rows_of_a_table_have_their_cells_parted_by_tabs() -> None:
    paper = pdf(
        "#table(columns: (1fr, 2fr, 1fr), [Gemeente], [Onderwerp], [Bedrag],"
        "[Voorland], [Versterking van de dijk langs de noordelijke oever en het gemaal], [12,5],"
        "[Achterland], [Sluis], [3])"
    )
    assert [row.replace("\t", "|") for _, row in kinds(paper, "table_row")] == [
        "Gemeente|Onderwerp|Bedrag",
        "Voorland|Versterking van de dijk langs de noordelijke oever en het gemaal|12,5",
        "Achterland|Sluis|3",
    ]


def test_lists_keep_their_marks_and_their_lines() -> None:
    paper = pdf(f"Punten:\n- Eerste punt\n- {LONG}\n+ Een\n+ Twee\n\nSlot van het stuk.")
    assert kinds(paper, "list_item") == [
        ("list_item", "• Eerste punt"),
        ("list_item", f"• {LONG.strip()}"),
        ("list_item", "1. Een"),
        ("list_item", "2. Twee"),
    ]


def test_headings_by_size_by_weight_run_in_and_over_two_lines() -> None:
    paper = pdf(
        "= Nota over dijken\n\n== Een kop die zo lang is dat zij niet op een regel past en dus "
        f"over twee regels loopt\n{LONG}\n\n*Sluizen*\\\n{LONG}\n\n*Duinen.* {LONG}\n\n"
        f"De *dijkgraaf* sprak. {LONG}"
    )
    assert kinds(paper, "title", "heading") == [
        ("title", "Nota over dijken"),
        (
            "heading",
            "Een kop die zo lang is dat zij niet op een regel past en dus over twee regels loopt",
        ),
        ("heading", "Sluizen"),
        ("heading", "Duinen."),
    ]
    levels = [mark.level for mark in paper.marks if mark.kind == "heading"]
    assert levels[0] < levels[1] == levels[2]


def test_hyphens_of_the_line_go_and_those_of_the_word_stay() -> None:
    narrow = (
        '#set page(width: 190pt, height: auto, margin: 30pt)\n#set text(size: 10pt, lang: "nl")\n'
    )
    source = (
        "#set par(justify: true)\nDe waterschapsverkiezingen en de gemeenteraadsverkiezingen in "
        "Noord-Holland en Zuid-Holland vonden plaats, en de vertegenwoordigers van NAVO- en "
        "EU-landen uit Nieuw-Zeeland en Noord-Macedonië kwamen kijken naar de "
        "kiesgerechtigden van de waterschapsverkiezingen."
    )
    extracted = pdf(source, narrow)
    assert "-\n" in extracted.text
    said = " ".join(one.text for one in structure(extracted).blocks)
    for word in ("waterschapsverkiezingen", "gemeenteraadsverkiezingen", "vertegenwoordigers"):
        assert word in said
    for word in ("Noord-Holland", "Zuid-Holland", "Nieuw-Zeeland", "Noord-Macedonië", "NAVO- en"):
        assert word in said


def test_ligatures_are_letters() -> None:
    assert "efficiënt flink fietsen office" in pdf("efficiënt flink fietsen office").text


def test_letters_spaced_apart_are_words() -> None:
    text = pdf(f"#text(tracking: 4pt)[GEMEENTE VOORLAND]\n\n{LONG}").text
    assert "GEMEENTE VOORLAND" in text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_shown_turned_reads_as_if_it_were_not(turn: int) -> None:
    from io import BytesIO

    import pypdfium2

    body = f"= Dijken\n{LONG}\n\nNog een alinea over de raad.#footnote[Brief 7.]"
    straight = pdf(body)
    document = pypdfium2.PdfDocument(printed(PAGE + body))
    document[0].set_rotation(turn)
    out = BytesIO()
    document.save(out)
    document.close()
    turned = load(out.getvalue())
    assert turned.text == straight.text
    first, other = straight.places[0], turned.places[0]
    if turn == 180:
        assert other.top == pytest.approx(4200 - first.bottom, abs=2)
    elif turn == 90:
        assert other.top == pytest.approx(first.left, abs=2)
    else:
        assert other.left == pytest.approx(first.top, abs=2)


def test_text_drawn_turned_on_a_page_that_is_not() -> None:
    body = f"= Dijken\n{LONG}\n\nNog een alinea over de raad."
    turned = pdf(f"#rotate(-90deg, reflow: true)[#block(width: 340pt)[{body}]]")
    assert turned.text.split() == pdf(body).text.split()
    place = turned.places[1]
    assert place.bottom - place.top > place.right - place.left


def test_portrait_and_landscape_in_one_paper() -> None:
    paper = pdf(
        f"{LONG * 3}\n#page(flipped: true, width: 300pt, height: 500pt)[{LONG * 3}]\n{LONG * 3}"
    )
    assert len(paper.pages) == 3
    assert paper.text.split() == (LONG * 9).split()


def test_what_runs_aslant_is_no_text() -> None:
    paper = structure(
        pdf(f"#place(center + horizon, rotate(-45deg, text(size: 40pt)[CONCEPT]))\n{LONG * 4}")
    )
    assert "CONCEPT" not in " ".join(one.text for one in paper.blocks)
    assert len(paper.sentences) == 4


def test_a_margin_beside_the_letter_is_not_mixed_with_it() -> None:
    paper = pdf(
        "#place(top + right, dx: 10pt, dy: 12pt, block(width: 80pt)[#set align(left)\n"
        "#set text(size: 6pt)\nMinisterie van Water\\ Postbus 1\\ Voorstad\\ \\ "
        "Onze referentie\\ W-2017-12\\ Bijlagen\\ 2])\n"
        f"#block(width: 240pt)[Geachte voorzitter,\n\n{LONG * 4}]"
    )
    text = " ".join(paper.text.split())
    assert LONG.strip() in text
    assert "Ministerie van Water Postbus 1 Voorstad" in text


def test_every_line_has_its_place_on_its_page() -> None:
    paper = pdf(LONG * 30, HEADED)
    assert [place.start for place in paper.places] == sorted(place.start for place in paper.places)
    for place in paper.places:
        assert 0 < place.left < place.right < 4200
        assert 0 < place.top < place.bottom < 3000
    heads = [one for one in paper.places if "Voorland" in paper.text[one.start : one.end]]
    assert [one.page for one in heads] == list(range(1, len(paper.pages) + 1))
    assert all(one.top < 500 for one in heads)


def test_a_quote_has_a_box_for_each_line_that_begins_and_ends_with_it() -> None:
    paper = pdf(f"{LONG}Kort. {LONG}")
    at = paper.text.index("Kort.")
    (box,) = paper.place_of(at, at + 5)
    line = next(place for place in paper.places if place.start <= at < place.end)
    assert line.left <= box[1] < box[3] <= line.right
    assert box[3] - box[1] < (line.right - line.left) / 4
    assert len(paper.place_of(0, at)) >= 2


def test_notes_that_are_alike_on_many_pages_are_no_feet() -> None:
    paper = pdf(f"{LONG * 5}Slot#footnote[Zie brief 7 van vorig jaar.].\n\n" * 4, HEADED)
    assert len(paper.pages) > 3
    notes = [mark for mark in paper.marks if mark.kind == "note"]
    assert len(notes) == 4
    assert all(paper.text[: mark.anchor].endswith("Slot") for mark in notes)


def test_the_few_lines_of_a_last_page_stand_in_the_columns_of_the_others() -> None:
    two = (
        "#set page(width: 420pt, height: 300pt, margin: 40pt, columns: 2)\n#set text(size: 10pt)\n"
    )
    body = LONG * 19 + "\n\n== Besluit\nDe raad stemt in."
    paper = pdf(body, two)
    last = paper.text[paper.pages[-1] :]
    assert "\t" not in last
    assert last.rstrip().endswith("De raad stemt in.")


def test_what_runs_along_every_margin_is_furniture() -> None:
    margin = "background: place(left + horizon, rotate(-90deg, reflow: true)[Niet voor publicatie])"
    paper = structure(pdf(LONG * 30, HEADED + f"#set page({margin})\n"))
    assert len(paper.extracted.pages) > 2
    assert {one.text for one in paper.sentences} == {LONG.strip()}


def test_bullets_far_from_their_items_are_no_column_of_their_own() -> None:
    items = "".join(f"- Punt {number} van de lijst van de raad\n" for number in range(1, 8))
    paper = pdf(f"#set list(body-indent: 20pt)\n{LONG}\n\n{items}")
    assert [text for _, text in kinds(paper, "list_item")] == [
        f"• Punt {number} van de lijst van de raad" for number in range(1, 8)
    ]


@pytest.mark.parametrize("white", [90, 120, 250])
def test_words_without_spaces_between_them_are_parted_by_their_white(white: int) -> None:
    words = ["De", "raad", "van", "Voorland", "besloot", "tot", "een", "nieuwe", "dijk."]
    shown = f" -{white} ".join(f"({word})" for word in words)
    stream = f"BT /F 12 Tf 40 200 Td [{shown}] TJ ET"
    source = f"""%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 300]/Contents 5 0 R
/Resources<</Font<</F 4 0 R>>>>>>endobj
4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
5 0 obj<</Length {len(stream)}>>stream
{stream}
endstream endobj
trailer<</Root 1 0 R>>
"""
    assert load(source.encode()).text == " ".join(words)


def test_a_number_drawn_by_itself_with_no_white_after_it_is_no_part_of_the_word() -> None:
    drawn = f"#box[12.]#box[Sluizen] worden hersteld. {LONG}\n\n#box[De3D]#box[Drukker] blijft."
    text = pdf(drawn).text
    assert "12. Sluizen worden" in text
    assert "De3DDrukker" in text
    foot = "#text(size: 7pt)[#box[1]#box[Zie] de bijlage.]"
    paper = pdf(f"{LONG * 2}Zo staat het vast#super[1].\n\n#v(1fr)\n{foot}")
    assert kinds(paper, "note") == [("note", "1 Zie de bijlage.")]
