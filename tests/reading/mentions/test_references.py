"""References in all the forms papers use, each with its own place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions
from inzet.reading.mentions.references import find_references
from inzet.reading.mentions.references.identifier import scheme_of
from inzet.reading.mentions.references.rules import tables
from inzet.reading.reader import read

_SPELLINGS = Path(__file__).with_name("references.jsonl")
_EXAMPLES = [
    pytest.param(text, ids, id=f"{code} {text}")
    for code, data in tables()
    for form in data.get("reference", ())
    for text, ids in (*form.get("yes", {}).items(), *((no, []) for no in form.get("no", ())))
]
_MOTIONS = [
    pytest.param(text, ids, id=f"{code} {text}")
    for code, data in tables()
    for text, ids in (
        *((text, [one]) for text, one in data.get("motions", {}).get("yes", {}).items()),
        *((text, []) for text in data.get("motions", {}).get("no", ())),
    )
]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Kamerstuk 12 345, nr. 210", ["kst-12345-210"]),
        ("(12 345, nr. 42)", ["kst-12345-42"]),
        ("kst-12345-429", ["kst-12345-429"]),
        ("12345 -429", ["kst-12345-429"]),
        ("Kamerstuk 21 501-02 nr. 2732", ["kst-21501-02-2732"]),
        ("Kamerstuk\n21 501-02, nr. 2737", ["kst-21501-02-2737"]),
        (
            "Kamerstukken 21 501-02 en 36 045, nr. 2502",
            ["kst-21501-02-2502", "kst-36045-2502"],
        ),
        ("Kamerstuk 21501-28-296", ["kst-21501-28-296"]),
        ("21501-32-1740", ["kst-21501-32-1740"]),
        ("Kamerstukken II 2012/13, 22 112, nr. 1570", ["kst-22112-1570"]),
        ("Kamerstuk 36 410 V, nr. 12", ["kst-36410-V-12"]),
        ("Kamerstuk 35 403, A.", ["kst-35403-A"]),
        ("Kamerstukken I 2003/2004, 28 871 (A, B)", ["kst-28871-A", "kst-28871-B"]),
        ("Kamerstuk 21 501-02, nrs. 70 en 71", ["kst-21501-02-70", "kst-21501-02-71"]),
        ("Trb. 2003, 53, 54 en 55", ["trb-2003-53", "trb-2003-54", "trb-2003-55"]),
        ("Stb. 2004, 19", ["stb-2004-19"]),
        ("Stcrt. 2019, 12345", ["stcrt-2019-12345"]),
        (
            "Aanhangsel van de Handelingen, vergaderjaar 2018–2019, nr. 76 (2018D39037)",
            ["ah-tk-20182019-76", "2018D39037"],
        ),
        ("Handelingen II 2013/14, nr. 85, item 7", ["h-tk-20132014-85-7"]),
        (
            "Hand. II 2003/2004, blz. 1773–1794 en 1940",
            ["h-tk-20032004-1773-1794", "h-tk-20032004-1940"],
        ),
        ("h tk 20182019 387", ["h-tk-20182019-387"]),
        ("2019D10976 en 2019Z04649", ["2019D10976", "2019Z04649"]),
        ("COM(2016) 950", ["com-2016-950"]),
        ("Kamerstuk 12 345, nr. 210, 4 april 2018", ["kst-12345-210"]),
    ],
)
def test_forms(text: str, ids: list[str]) -> None:
    assert [one.id for one in find_references(text)] == ids


@pytest.mark.parametrize(
    "text",
    [
        "er zijn 12 345 militairen en 28 676 anderen",
        "op 4 april 2018, nr. 5",
        "de 28.676 leden, nr. 3",
        "bel 06-12345678 of 070-1234567",
        "in 2018 en 2019",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert find_references(text) == []


def test_places_are_of_each_number() -> None:
    text = "Zie Trb. 2003, 53 en 54 (Kamerstuk 12 345, nr. 6)."
    shown = [text[one.start : one.end] for one in find_references(text)]
    assert shown == ["Trb. 2003, 53", "54", "Kamerstuk 12 345, nr. 6"]


def test_every_collected_spelling_is_recognised(shared: Path) -> None:
    path = shared / "data" / "docs" / "nl_citation_variants.json"
    for text in json.loads(path.read_text(encoding="utf-8")):
        assert find_references(text), text


@pytest.mark.parametrize(("text", "ids"), [*_EXAMPLES, *_MOTIONS])
def test_the_examples_of_the_tables(text: str, ids: list[str]) -> None:
    assert [one.id for one in find_references(text)] == ids


def _spellings() -> list[tuple[str, list[str]]]:
    lines = _SPELLINGS.read_text(encoding="utf-8").splitlines()
    return [(row["text"], row["ids"]) for row in map(json.loads, lines)]


def test_spellings_by_hand_are_read_and_what_looks_like_them_is_not() -> None:
    """A development figure: whoever wrote the tables has seen the list."""
    right = surplus = missed = 0
    wrong: list[tuple[str, list[str], list[str]]] = []
    for text, ids in _spellings():
        found = [one.id for one in find_references(text)]
        right += len(set(found) & set(ids))
        surplus += len(set(found) - set(ids))
        missed += len(set(ids) - set(found))
        if found != ids:
            wrong.append((text, found, ids))
    assert 2 * right / (2 * right + surplus + missed) >= 0.98, wrong
    assert not [one for one in wrong if not one[2]]


def test_the_list_is_long_and_half_as_many_are_no_references() -> None:
    lists = [ids for _, ids in _spellings()]
    assert sum(1 for ids in lists if ids) >= 150
    assert sum(1 for ids in lists if not ids) >= 50


def test_every_identifier_has_a_scheme() -> None:
    found = {one for _, ids in _spellings() for one in ids}
    assert [one for one in sorted(found) if scheme_of(one) is None] == []


def _in_paper(text: str) -> list[tuple[str, str]]:
    references = find_mentions(structure(load(text.encode()))).references
    return [(one.text, one.id) for one in references]


def test_a_motion_is_the_paper_whose_number_stands_beside_it_once() -> None:
    text = (
        "Verslag\n\nHet kabinet voert de motie-Jansen/Pietersen uit (Kamerstuk 33 694, nr. 14). "
        "Over de motie van de leden Jansen en Pietersen wordt nog gesproken. "
        "De motie-De Wit is aangehouden.\n"
    )
    assert _in_paper(text) == [
        ("Kamerstuk 33 694, nr. 14", "kst-33694-14"),
        ("motie van de leden Jansen en Pietersen", "kst-33694-14"),
        ("motie-De Wit", "motie-de-wit"),
    ]


def test_what_two_papers_are_named_by_is_neither() -> None:
    text = (
        "Verslag\n\nDe motie-Jansen (33 694, nr. 14) en de motie-Jansen (33 694, nr. 15) zijn "
        "verworpen. Daarna kwam de motie-Jansen nog eens terug.\n"
    )
    assert [one for _, one in _in_paper(text)] == ["kst-33694-14", "kst-33694-15", "motie-jansen"]


def test_papers_inside_a_range_stand_where_the_range_does() -> None:
    text = "Kamerstuk 33 694, nrs. 4 t/m 6"
    shown = [text[one.start : one.end] for one in find_references(text)]
    assert shown == ["Kamerstuk 33 694, nrs. 4", "4 t/m 6", "6"]


def test_what_seems_to_name_hundreds_is_no_range() -> None:
    found = [one.id for one in find_references("Kamerstuk 33 694, nrs. 4 t/m 900")]
    assert found == ["kst-33694-4"]


def test_a_paper_does_not_refer_to_itself() -> None:
    text = (
        "33 694 Goedkeuring van een verdrag\n\nNr. 12 BRIEF VAN DE MINISTER\n\n"
        "Den Haag, 9 februari 2017\n\nDeze brief (Kamerstuk 33 694, nr. 12) volgt op een andere "
        "(Kamerstuk 33 694, nr. 9).\n"
    )
    reading = read(text.encode(), name="paper.txt")[1]
    assert reading.document.numbers == ("kst-33694-12",)
    assert [one.id for one in reading.references] == ["kst-33694-9"]


@pytest.mark.parametrize(
    "text",
    [
        "12 345, " * 3000,
        "Kamerstuk " * 3000 + "12 345",
        "Kamerstuk 12 345," + " " * 20_000 + "nr. 5",
        "Verordening" + " " * 20_000 + "x 12",
        "Regulation" + "\n" * 20_000 + "No 1",
        "Aanhangsel" + " " * 20_000 + "2016",
        "resolutie" + " " * 9000 + "1325" + " " * 9000,
        "12 345" + " " * 20_000 + "-" + " " * 9000 + "1",
        "motie" + " " * 20_000 + "Jansen",
        "motie-" + "Jansen/" * 3000,
        "motie van het lid " + "Van De Der " * 2000,
        "Verordening nr. " + "833/2014 en " * 3000,
        "Kamerstuk 12 345, nrs. " + "1, " * 5000,
    ],
    ids=lambda text: str(text)[:14],
)
def test_a_flood_is_read_in_one_go(text: str) -> None:
    """Patterns that part a run of blanks in all ways would not come back from these."""
    found = find_references(text)
    assert len(found) <= len(text) / 8
