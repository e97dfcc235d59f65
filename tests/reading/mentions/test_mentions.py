"""Parties, groups, persons, figures and markings in sentences."""

from __future__ import annotations

import time

import pytest

from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import classification, find_mentions, handling, mentions_in
from inzet.reading.mentions.quantities import decimal_string
from inzet.vocabulary.markings import Classification


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Turkije en Türkiye en het VK en de VS", ["TUR", "TUR", "GBR", "USA"]),
        ("Zuid-Korea, de Republiek Korea en Noord-Korea", ["KOR", "KOR", "PRK"]),
        ("de Wit-Russische en Belarussische pers", ["BLR", "BLR"]),
        ("Bosnië en Herzegovina en Bosnië-Herzegovina", ["BIH", "BIH"]),
        ("de Verenigde Naties, de OVSE en de Raad van Europa", ["UN", "OSCE", "COE"]),
        ("OEKRAÏNE en DE NAVO", ["UKR", "NATO"]),
        ("de Afrikaanse Unie en de Europese Unie", ["AU", "EU"]),
        ("de vs. en au", []),
    ],
)
def test_parties(text: str, parties: list[str]) -> None:
    assert [one.party for one in mentions_in(text, "nl").parties] == parties


@pytest.mark.parametrize(
    ("text", "group", "count", "quantifier", "out_of"),
    [
        ("de dertig NAVO-bondgenoten", "NATO members", 30, None, None),
        ("28 van de 30 bondgenoten", "NATO members", 28, None, 30),
        ("nagenoeg alle bondgenoten", "NATO members", None, "nearly all", None),
        ("meerdere lidstaten", "EU members", None, "several", None),
        ("een aantal EU-lidstaten", "EU members", None, "several", None),
        ("de overige bondgenoten", "NATO members", None, "other", None),
        ("de vier Indo-Pacific-partners", "IP4", 4, None, None),
        ("de Baltische staten", "Baltic states", None, None, None),
        ("geen enkele lidstaat", "EU members", None, "none", None),
    ],
)
def test_groups(
    text: str, group: str, count: int | None, quantifier: str | None, out_of: int | None
) -> None:
    (found,) = mentions_in(text, "nl").groups
    assert (found.group, found.count, found.quantifier, found.out_of) == (
        group,
        count,
        quantifier,
        out_of,
    )


@pytest.mark.parametrize(
    ("text", "role", "person", "parties"),
    [
        (
            "met de Finse Minister van Buitenlandse Zaken Haavisto",
            "minister of foreign affairs",
            "Haavisto",
            ("FIN",),
        ),
        ("HV Borrell sprak", "high representative", "Borrell", ("EU",)),
        ("de EU Hoge Vertegenwoordiger Mogherini", "high representative", "Mogherini", ("EU",)),
        ("de EU HV", "high representative", None, ("EU",)),
        ("de Hoge Vertegenwoordiger van de EU", "high representative", None, ("EU",)),
        ("NAVO-SG Stoltenberg opende", "secretary general", "Stoltenberg", ("NATO",)),
        ("de Secretaris-Generaal van de VN", "secretary general", None, ("UN",)),
        ("Minister Van Middelkoop sprak", "minister", "Van Middelkoop", ()),
        (
            "de Ministers van Defensie van Noorwegen, Zweden en IJsland",
            "minister of defence",
            None,
            ("NOR", "SWE", "ISL"),
        ),
        ("de Minister van Defensie is er", "minister of defence", None, ()),
    ],
)
def test_persons(text: str, role: str, person: str | None, parties: tuple[str, ...]) -> None:
    found = mentions_in(text, "nl").persons[0]
    assert (found.role, found.person, found.parties) == (role, person, parties)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2% van het bbp", "2", "percent"),
        ("2,5 procent", "2.5", "percent"),
        ("€ 1.250,50", "1250.5", "EUR"),
        ("20 miljoen euro", "20000000", "EUR"),
        ("EUR 3,5 miljard", "3500000000", "EUR"),
        ("130 mld. euro", "130000000000", "EUR"),
        ("twee miljard dollar", "2000000000", "USD"),
        ("5.000 militairen", "5000", "count"),
        ("vier landen", "4", "count"),
        ("Een macht van circa 12 000 in mei", "12000", "count"),
        ("ongeveer 500 uit Malta", "500", "count"),
        ("een tekort van -2,5%", "-2.5", "percent"),
        ("30 miljoen Franse francs", "30000000", "FRF"),
    ],
)
def test_quantities(text: str, value: str, unit: str) -> None:
    (found,) = mentions_in(text, "nl").quantities
    assert (found.value, found.unit) == (value, unit)


def test_some_of_all_are_two_figures() -> None:
    found = mentions_in("Malta sloot 22 van de 35 hoofdstukken.", "nl").quantities
    assert [one.value for one in found] == ["22", "35"]


def test_about_a_year_is_no_quantity() -> None:
    assert mentions_in("In de jaren rond de 1990 en 10 -15 graden", "nl").quantities == ()


def test_dates_and_references_are_no_quantities() -> None:
    found = mentions_in("Op 4 april 2018 (Kamerstuk 12 345, nr. 6) om 10.00 uur", "nl")
    assert found.quantities == ()


def test_decimal_strings() -> None:
    assert decimal_string("1,234.5", ".") == "1234.5"
    assert decimal_string("0,50", ",") == "0.5"
    assert decimal_string("1.234", ",") == "1234"


def read(text: str) -> tuple[Classification, tuple[str, ...]]:
    paper = structure(load(text.encode()))
    return classification(paper), handling(paper)


BODY = "\n\nAan de Voorzitter\n\nDe minister sprak met collega’s over de veiligheid van het land.\n"


@pytest.mark.parametrize(
    ("mark", "level"),
    [
        ("Departementaal VERTROUWELIJK", Classification.RESTRICTED),
        ("DEP.V.", Classification.RESTRICTED),
        ("Stg. CONFIDENTIEEL", Classification.CONFIDENTIAL),
        ("Stg. GEHEIM", Classification.SECRET),
        ("STAATSGEHEIM ZEER GEHEIM", Classification.TOP_SECRET),
        ("NATO RESTRICTED", Classification.RESTRICTED),
        ("NATO CONFIDENTIAL", Classification.CONFIDENTIAL),
        ("NATO SECRET – REL TO XYZ", Classification.SECRET),
        ("RESTREINT UE/EU RESTRICTED", Classification.RESTRICTED),
        ("Rubricering: Stg. Geheim", Classification.SECRET),
        ("NATO UNCLASSIFIED", Classification.UNCLASSIFIED),
        ("LIMITE", Classification.UNCLASSIFIED),
    ],
)
def test_what_a_paper_bears(mark: str, level: Classification) -> None:
    assert read(mark + BODY)[0] is level


def test_mentioning_a_classification_is_not_bearing_it() -> None:
    text = "Verslag\n\nHet stuk was gemerkt NATO SECRET.\n\nDat is geheim.\n" + BODY
    assert read(text) == (Classification.UNCLASSIFIED, ())
    assert read("LIMITE" + BODY)[1] == ("LIMITE",)


def test_a_marking_at_the_foot_of_a_later_page() -> None:
    pages = [f"{BODY}\nEU RESTRICTED\n", f"{BODY}\nEU RESTRICTED\n"]
    assert read("\f".join(pages))[0] is Classification.RESTRICTED


def test_positions_lead_back_to_the_extract() -> None:
    paper = structure(load(b"De Raad sprak met Nieuw-\nZeeland (Kamerstuk 12\n345, nr. 6).\n"))
    found = find_mentions(paper)
    sentence = paper.sentences[0]
    (party,) = found.sentences[0].parties
    start, end = sentence.span(party.start, party.end)
    assert paper.extracted.text[start:end] == "Nieuw-\nZeeland"
    (reference,) = found.references
    assert reference.id == "kst-12345-6"
    assert reference.text == "Kamerstuk 12 345, nr. 6"


def test_speed() -> None:
    sentence = (
        "Op 4 april 2018 benadrukte de Finse Minister van Buitenlandse Zaken dat nagenoeg alle "
        "bondgenoten 2% van het bbp aan defensie willen besteden, zoals Nederland ook doet."
    )
    plain = "De ministers spraken over de toestand en over wat daar aan te doen valt in het jaar."
    mentions_in(sentence, "nl")
    before = time.process_time()
    for _ in range(1500):
        mentions_in(sentence, "nl")
        mentions_in(plain, "nl")
    assert 3000 / (time.process_time() - before) > 1500
