"""References in all the forms papers use, each with its own place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inzet.reading.mentions.references import find_references


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Kamerstuk 12 345, nr. 210", ["kst-12345-210"]),
        ("(12 345, nr. 42)", ["kst-12345-42"]),
        ("kst-12345-429", ["kst-12345-429"]),
        ("12345 -429", ["kst-12345-429"]),
        ("Kamerstuk 21 501-02 nr. 2732", ["kst-21501-02-2732"]),
        ("Kamerstuk\n21 501-02, nr. 2737", ["kst-21501-02-2737"]),
        ("Kamerstukken 21 501-02 en 36 045, nr. 2502", ["kst-21501-02-2502"]),
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
