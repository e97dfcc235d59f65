"""Lines into blocks and sentences: titles, headings, sessions, lists, pages, hyphens."""

from __future__ import annotations

import contextlib
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.reading.announcement.meetings import meetings
from inzet.reading.document import anchor_of
from inzet.reading.layout.clean import squeeze
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions
from inzet.reading.text import Structured
from inzet.vocabulary.errors import InzetError


def read(text: str) -> Structured:
    return structure(load(text.encode()))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read(text).blocks]


def hold_to_the_quote_rule(paper: Structured) -> None:
    text = paper.extracted.text
    for sentence in paper.sentences:
        offsets = list(sentence.offsets)
        assert offsets == sorted(set(offsets))
        shown = "".join(" " if text[at].isspace() else text[at] for at in offsets)
        assert shown == sentence.text
        source = paper.source_text(sentence.start, sentence.end)
        assert squeeze(source) == squeeze(sentence.text)


def test_title_in_capitals_over_two_lines_and_a_heading_over_two_lines() -> None:
    paper = read(
        "GEANNOTEERDE AGENDA INFORMELE BIJEENKOMST\nVAN 3 EN 4 MEI 2018\n\n"
        "Op 3 en 4 mei 2018 komen de ministers bijeen voor een informeel overleg in\n"
        "Sofia, dat twee dagen duurt en waar veel onderwerpen op tafel liggen.\n\n"
        "Sessie 1: Gesprek met de buren en met de Minister van Buiten-\nlandse Zaken\n\n"
        "De ministers spreken over veiligheid.\n"
    )
    assert paper.title == "GEANNOTEERDE AGENDA INFORMELE BIJEENKOMST VAN 3 EN 4 MEI 2018"
    heading = paper.blocks[2]
    assert heading.kind == "heading"
    assert heading.session == 1
    assert (
        heading.text == "Sessie 1: Gesprek met de buren en met de Minister van Buitenlandse Zaken"
    )
    assert paper.blocks[3].session == 1


BODY = (
    "De bewindspersonen spraken uitvoerig over de toestand in de regio en over de\n"
    "gevolgen daarvan voor de handel. Zij waren het op hoofdlijnen eens met elkaar\n"
)


def test_a_page_break_in_mid_sentence_and_a_heading_right_after_one() -> None:
    paper = read(
        f"{BODY}en besloten daar de volgende keer op terug te\n\fkomen. Daarna sloot de voorzitter "
        f"de vergadering.\n\fVolgende stappen\n\n{BODY}en gingen uiteen.\n"
    )
    assert [block.kind for block in paper.blocks] == ["paragraph", "heading", "paragraph"]
    assert paper.sentences[1].text.endswith("op terug te komen.")
    assert [sentence.page for sentence in paper.sentences] == [1, 1, 2, 3, 3]


def test_running_heads_feet_page_numbers_and_the_stamp_are_no_text() -> None:
    page = "Concept, niet voor verspreiding\n\n{}\n\n- {} -\n"
    other = "voorzitter. Na afloop was er een korte rondvraag, die weinig nieuws\nbracht.\n"
    bodies = [BODY + "en gingen daarna in kleine groepen verder zonder de", other]
    paper = read("\f".join(page.format(body, number) for number, body in enumerate(bodies, 1)))
    assert paper.stamp == "Concept, niet voor verspreiding"
    assert len(paper.furniture) == 4
    assert "zonder de voorzitter." in paper.sentences[1].text
    assert not any("verspreiding" in sentence.text for sentence in paper.sentences)
    hold_to_the_quote_rule(paper)


def test_a_heading_right_above_its_text() -> None:
    assert kinds(f"{BODY}en gingen.\n\nNederlandse inzet\n{BODY}en klaar.\n")[1] == (
        "heading",
        "Nederlandse inzet",
    )


def test_short_ragged_lines_are_no_headings() -> None:
    text = (
        "Aan het overleg nemen naast de ministers van de deelnemende\nlanden en hun gasten ook de\n"
        "Ministers van de buurlanden deel, net als de hoge vertegenwoordigers van\nde bonden.\n"
    )
    assert len(read(text).blocks) == 1


def test_numbered_lists_dashes_and_bullets() -> None:
    text = (
        "Op de agenda:\n\n1. steun;\n2. handel en\n   vervoer;\n\n- een\n- twee\n\n• drie\n• vier\n"
    )
    found = [block.text for block in read(text).blocks if block.kind == "list_item"]
    assert found == ["1. steun;", "2. handel en vervoer;", "- een", "- twee", "• drie", "• vier"]
    assert "steun;" in [sentence.text for sentence in read(text).sentences]


def test_numbered_headings_and_subheads() -> None:
    paper = read(
        f"Agenda van de Raad\n\n1. Handel\n\nInzet Nederland\n\n{BODY}samen.\n\n"
        f"2. Klimaat\n\n{BODY}weer.\n"
    )
    levels = [(block.text, block.level) for block in paper.blocks if block.kind != "paragraph"]
    assert levels[2:] == [("Inzet Nederland", 4), ("2. Klimaat", 2)]


def test_sessions_items_and_what_closes_them() -> None:
    paper = read(
        "Verslag van de top\n\nEerste sessie: Handel\n\nStaal\n\nZij spraken over staal.\n\n"
        "Werkdiner\n\nZij aten.\n\nVervolg\n\nDe volgende top is in mei.\n"
    )
    places = {block.text: (block.session, block.path) for block in paper.blocks}
    assert places["Zij spraken over staal."] == (1, ("Eerste sessie: Handel", "Staal"))
    assert places["Zij aten."] == (2, ("Werkdiner",))
    assert places["De volgende top is in mei."] == (None, ("Vervolg",))


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("bondge-\nnoten", "bondgenoten"),
        ("onder-\nzoek", "onderzoek"),
        ("Nieuw-\nZeeland", "Nieuw-Zeeland"),
        ("Zuid-\nKorea", "Zuid-Korea"),
        ("NAVO-\nbondgenoten", "NAVO-bondgenoten"),
        ("NAVO-\nen EU-landen", "NAVO- en EU-landen"),
        ("veiligheids-\nimplicaties", "veiligheidsimplicaties"),
        ("minister-\npresident", "minister-president"),
        ("gas-\nopslag", "gasopslag"),
    ],
)
def test_line_end_hyphens(broken: str, whole: str) -> None:
    paper = read(f"Het gaat hier om de {broken} en om veel andere zaken.\n")
    assert f"de {whole} en" in paper.sentences[0].text
    hold_to_the_quote_rule(paper)


def test_a_word_seen_elsewhere_in_the_paper_decides() -> None:
    paper = read("De Klimbo-\nver kwam. De Klimbover ging. De co-\nlead bleef; de co-lead zweeg.\n")
    text = " ".join(sentence.text for sentence in paper.sentences)
    assert "De Klimbover kwam" in text
    assert "De co-lead bleef" in text


def test_language_per_block() -> None:
    paper = read(
        "Dit is een Nederlandse alinea over de handel en het verkeer met de buren.\n\n"
        "This is an English paragraph about the trade and the traffic with our neighbours.\n"
    )
    assert [block.language for block in paper.blocks] == ["nl", "en"]


def test_table_rows_keep_their_cells_apart() -> None:
    paper = read("Land\tBijdrage\nBelgië\t2 miljoen\n\nDit is de tekst.\n")
    assert [s.text for s in paper.sentences][:2] == ["Land", "Bijdrage"]


def test_a_gap_behind_the_mark_of_a_list_parts_no_cells() -> None:
    text = "-    De havens van de kust\n     en de stranden.\n\n-    De duinen.\n"
    assert [kind for kind, _ in kinds(text)] == ["list_item", "list_item"]


def test_lines_of_which_none_goes_on_are_paragraphs() -> None:
    long = (
        "De Raad spreekt over de havens van de kust, die voor het vervoer van belang zijn, en over "
        "de stranden, waar het in de zomer druk is."
    )
    text = f"Geachte voorzitter,\n{long}\nHavens\n{long}\n- Duinen\nStranden\n{long}\n{long}\n"
    assert kinds(text)[2:] == [
        ("heading", "Havens"),
        ("paragraph", long),
        ("list_item", "- Duinen"),
        ("heading", "Stranden"),
        ("paragraph", long),
        ("paragraph", long),
    ]


def test_a_sentence_of_a_note_over_several_lines_is_whole() -> None:
    paper = read("de.\n\n4 Raad\nde\nde de\fde ")
    assert "Raad de de de" in [one.text for one in paper.sentences]
    hold_to_the_quote_rule(paper)


words = st.sampled_from(
    ["de", "het", "Raad", "bondgenoten", "Nieuw-Zeeland", "NAVO-", "en", "sprak", "2%", "4"]
)
breaks = st.sampled_from(
    [" ", " ", " ", "\n", "-\n", " \n\n", ". ", "\f", "\u00ad\n", "  ", ".\n\n"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(words, breaks), min_size=1, max_size=120))
def test_the_quote_rule_holds_however_a_text_is_broken(pieces: list[tuple[str, str]]) -> None:
    hold_to_the_quote_rule(read("".join(word + gap for word, gap in pieces)))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_structured(text: str) -> None:
    with contextlib.suppress(InzetError):
        hold_to_the_quote_rule(read(text))


def test_any_text_cut_at_random_is_structured() -> None:
    dice = random.Random(3)
    source = Path(__file__).read_text(encoding="utf-8")
    for _ in range(40):
        start = dice.randrange(len(source))
        piece = source[start : start + dice.randrange(1, 600)]
        if piece.strip():
            hold_to_the_quote_rule(read(piece))


def test_a_long_paper_takes_seconds() -> None:
    paragraph = BODY * 5 + "en gingen toen uit-\neen.\n\n"
    text = paragraph * (2_000_000 // len(paragraph))
    before = time.process_time()
    paper = read(text)
    assert time.process_time() - before < 10
    assert len(paper.sentences) > 10_000


def test_one_endless_line_takes_seconds() -> None:
    before = time.process_time()
    read("woord " * 200_000)
    read("x" * 1_000_000)
    read("a-\n" * 100_000)
    read(". " * 300_000)
    assert time.process_time() - before < 15


def test_a_footnote_does_not_part_the_sentence_it_stands_under() -> None:
    paper = read(
        f"{BODY}en verwezen daarbij naar het verdrag dat zij eerder in een andere\n\n"
        "1 Kamerstuk 12 345, nr. 6, met de tekst van het\nverdrag.\n2 Zie ook de bijlage.\n\f"
        "samenstelling hadden gesloten, en dat nog altijd geldt voor hen allen.\n"
    )
    assert [block.kind for block in paper.blocks] == ["paragraph", "note", "note"]
    assert "in een andere samenstelling hadden" in paper.sentences[1].text
    assert paper.blocks[1].text == "1 Kamerstuk 12 345, nr. 6, met de tekst van het verdrag."


def test_headings_between_paragraphs_without_empty_lines() -> None:
    text = (
        f"{BODY}en gingen daarna uiteen.\nNoordelijke Raad\n{BODY}en klaar.\nHandel\n{BODY}en af.\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "heading"] * 2 + ["paragraph"]


HARD = [
    "a | b ", "12 345, nr. ", "4 en ", ".", "(", "-\n", "A", "april mei ", "“", "x\n", "x\f", "de ",
    "Trb. 2003, 53, ", "Kamerstukken 21 501-02 en 36 045 en ", "neemt deel aan de Raad ", "\t",
    "Sessie 1: X\n\n", "noord-atlantische raad van ministers ", "1 en ", "vond ", "' ", "Titel\n\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", HARD)
def test_no_text_takes_more_than_its_length(piece: str) -> None:
    text = piece * (60_000 // len(piece)) + "x"
    before = time.process_time()
    paper = read(text)
    mentions = find_mentions(paper, anchor_of(paper))
    meetings(paper, mentions)
    assert time.process_time() - before < 5
    assert all(len(sentence.text) <= 4000 for sentence in paper.sentences)


def test_a_letter_without_empty_lines_parts_where_its_lines_say_so() -> None:
    paper = read(
        "Brief regering : Verslag Transportraad van 18 maart 2019\n"
        "21 501-33 Raad voor Vervoer\n"
        "Nr. 1980\n"
        "BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT\n"
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n"
        "Den Haag, 20 maart 2019\n"
        "Hierbij bied ik u het verslag aan van de Transportraad van 18 maart 2019.\n"
        "De Minister van Infrastructuur en Waterstaat,\n"
        "C. van Dalen\n"
        "VERSLAG TRANSPORTRAAD VAN 18 MAART 2019\n"
        "Inleiding\n"
        "De Commissaris stond stil bij het feit dat het vijf jaar geleden is dat de afspraken\n"
        "over de spoorwegen zijn gemaakt. Namens de Benelux sprak Nederland zijn zorg uit over\n"
        "maatregelen tegen vervoerders. Verschillende lidstaten steunden de inbreng.\n"
        "Luchtvaart\n"
        "De Commissaris blikte terug op de onderhandelingen over de veiligheid van vliegtuigen,\n"
        "die nog niet zijn afgerond.\n"
    )
    headings = [block.text for block in paper.blocks if block.kind == "heading"]
    assert headings == ["VERSLAG TRANSPORTRAAD VAN 18 MAART 2019", "Inleiding", "Luchtvaart"]
    assert paper.sentences[1].text.startswith("De Commissaris stond stil")


RUNNING = """De Raad bespreekt eerst de bagger in de havens van de Oostzee. Daarna
volgt de lunch met de ministers van de kuststaten.
b. Sluizen
Voor ligt een plan voor nieuwe sluizen in de Oostzee en daarbuiten. Het
is geschreven door de havenmeesters van de kuststaten.
c. Overig

Onder dit punt meldt Malta hoe het met zijn vuurtorens is gesteld en wat
daaraan nog moet gebeuren.
"""


def test_a_numbered_line_right_above_its_text_is_its_heading() -> None:
    headings = [text for kind, text in kinds(RUNNING) if kind == "heading"]
    assert headings == ["b. Sluizen", "c. Overig"]
    first = [one.text for one in read(RUNNING).sentences][2]
    assert first == "Voor ligt een plan voor nieuwe sluizen in de Oostzee en daarbuiten."


def test_the_number_of_a_sentence_is_not_of_it() -> None:
    text = "1. The Council met in the harbour. 2. Malta spoke of its lighthouses. 3. Nobody left."
    assert [one.text for one in read(text).sentences] == [
        "The Council met in the harbour.",
        "Malta spoke of its lighthouses.",
        "Nobody left.",
    ]


def test_small_words_between_hyphens_part_no_compound() -> None:
    text = "De partijen sluiten een staakt-het-\nvuren, en de oud-minis-\nter is daar blij mee.\n"
    assert "een staakt-het-vuren, en de oud-minister is" in read(text).blocks[0].text
