"""One identifier for every way a paper is written, and the address that follows from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.reading.mentions.references import find_references
from inzet.reading.mentions.references.identifier import (
    address_of,
    borne,
    normalise,
    scheme_of,
    schemes,
)

# The first example pays for compiling the tables.
_QUICK = settings(deadline=None, max_examples=60)
_PARTS = st.one_of(
    st.none(),
    st.integers(1, 34).map(lambda part: f"{part:02d}"),
    st.sampled_from(["I", "IIA", "V", "VI", "IXB", "X", "XVII"]),
)
_FILES = st.tuples(st.integers(10, 39), st.integers(100, 999), _PARTS)
_NUMBERS = st.integers(1, 3000)


def _ways(file: tuple[int, int, str | None], number: int) -> list[str]:
    """Ways people write a number within a file."""
    first, rest, part = file
    if part is None:
        files = [f"{first} {rest}", f"{first}{rest}", f"{first}\u00a0{rest}", f"{first}.{rest}"]
    elif part.isdigit():
        files = [f"{first} {rest}-{part}", f"{first}{rest}-{part}", f"{first} {rest}–{part}"]
    else:
        files = [f"{first} {rest} {part}", f"{first}{rest}-{part}", f"{first} {rest}-{part}"]
    return [
        f"{head}{name}{mid}{number}"
        for name in files
        for head, mid in (
            ("Kamerstuk ", ", nr. "),
            ("Kamerstuk\n", ",\nnr. "),
            ("Kamerstukken II 2015/16, ", ", nr. "),
            ("Kamerstukken II, vergaderjaar 2015–2016, ", ", nr.\u00a0"),
            ("TK ", " nr. "),
            ("", ", nr. "),
            ("", ", no. "),
        )
    ]


@_QUICK
@given(_FILES, _NUMBERS)
def test_every_way_of_writing_a_paper_gives_one_identifier(
    file: tuple[int, int, str | None], number: int
) -> None:
    first, rest, part = file
    wanted = f"kst-{first}{rest}" + (f"-{part}" if part else "") + f"-{number}"
    for way in _ways(file, number):
        assert normalise(way) == wanted, way
    assert normalise(wanted) == wanted
    assert normalise(wanted.upper()) == wanted


_YEARS = st.integers(1950, 2049)


@_QUICK
@given(_YEARS, st.integers(1, 999), st.sampled_from(["COM", "JOIN", "SWD"]))
def test_documents_of_the_commission(year: int, number: int, kind: str) -> None:
    ways = [
        f"{kind}({year}) {number}",
        f"{kind} ({year}) {number} final",
        f"{kind}({year}){number:04d}",
        f"{kind}/{year}/{number:04d}",
        f"{kind}({year % 100:02d}) {number}",
        f"uri={kind}:{year}:{number}:FIN",
    ]
    assert {normalise(way) for way in ways} == {f"{kind.lower()}-{year}-{number}"}


@_QUICK
@given(st.integers(1000, 19999), st.integers(0, 49), st.integers(1, 9))
def test_documents_of_the_council(number: int, year: int, revision: int) -> None:
    plain = [
        f"ST {number}/{year:02d}",
        f"doc. {number}/{year:02d}",
        f"ST {number} 20{year:02d} INIT",
    ]
    assert {normalise(way) for way in plain} == {f"st-{number}-20{year:02d}"}
    later = [
        f"ST {number}/{revision}/{year:02d} REV {revision}",
        f"doc. {number}/{revision}/{year:02d}",
        f"ST {number} 20{year:02d} REV {revision}",
    ]
    assert {normalise(way) for way in later} == {f"st-{number}-20{year:02d}-rev-{revision}"}


@_QUICK
@given(st.integers(1951, 2014), st.integers(1, 1999))
def test_regulations_and_decisions(year: int, number: int) -> None:
    regulations = [
        f"Verordening (EU) nr. {number}/{year}",
        f"Regulation (EU) No {number}/{year}",
        f"CELEX:3{year}R{number:04d}",
        f"3{year}R{number:04d}",
    ]
    assert {normalise(way) for way in regulations} == {f"celex-3{year}R{number:04d}"}
    decisions = [f"Besluit {year}/{number}/GBVB", f"Council Decision {year}/{number}/CFSP"]
    assert {normalise(way) for way in decisions} == {f"celex-3{year}D{number:04d}"}


@_QUICK
@given(st.integers(1, 2999), st.integers(1946, 2049))
def test_resolutions_of_the_security_council(number: int, year: int) -> None:
    ways = [
        f"VNVR-resolutie {number} ({year})",
        f"UNSCR {number}",
        f"UN Security Council resolution {number} ({year})",
        f"resolutie {number} ({year}) van de VN-Veiligheidsraad",
        f"S/RES/{number} ({year})",
        f"S/RES/{number}({year})",
    ]
    assert {normalise(way) for way in ways} == {f"s-res-{number}"}


@_QUICK
@given(st.text(max_size=60))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert once is None or normalise(once) == once


@_QUICK
@given(st.text(alphabet="Kamerstukn .,-/()0123456789IVXDZabc\n", max_size=40))
def test_whatever_is_found_is_its_own_identifier(text: str) -> None:
    for one in find_references(text):
        assert 0 <= one.start < one.end <= len(text)
        assert normalise(one.id) == one.id, one.id


def test_every_listed_identifier_is_its_own() -> None:
    lines = Path(__file__).with_name("references.jsonl").read_text(encoding="utf-8").splitlines()
    for one in sorted({one for line in lines for one in json.loads(line)["ids"]}):
        assert normalise(one) == one
        assert normalise(one.upper()) == one


@pytest.mark.parametrize(
    ("identifier", "address"),
    [
        ("kst-21501-02-2000", "https://zoek.officielebekendmakingen.nl/kst-21501-02-2000.html"),
        ("kst-21501-02", "https://zoek.officielebekendmakingen.nl/dossier/21501-02"),
        ("kst-33694-C", "https://zoek.officielebekendmakingen.nl/kst-33694-C.html"),
        ("trb-2014-160", "https://zoek.officielebekendmakingen.nl/trb-2014-160.html"),
        (
            "celex-32014R0833",
            "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32014R0833",
        ),
        (
            "st-6799-2021",
            "https://data.consilium.europa.eu/doc/document/ST-6799-2021-INIT/en/pdf",
        ),
        (
            "st-6799-2021-rev-1",
            "https://data.consilium.europa.eu/doc/document/ST-6799-2021-REV-1/en/pdf",
        ),
        ("s-res-1325", "https://digitallibrary.un.org/search?p=S/RES/1325"),
        ("a-res-es-10-19", "https://undocs.org/A/RES/ES-10/19"),
        ("nato-po-2019-459", None),
        ("motie-jansen", None),
        ("bericht-12", None),
    ],
)
def test_addresses(identifier: str, address: str | None) -> None:
    assert address_of(identifier) == address


@pytest.mark.parametrize("text", ["", "een brief", "kst", "Kamerstuk 33 694, nrs. 4 en 5", "2016"])
def test_what_is_no_one_paper_has_no_identifier(text: str) -> None:
    assert normalise(text) is None


def test_a_paper_bears_its_number_but_not_what_it_is_about() -> None:
    assert borne("kst-33694-12")
    assert borne("nato-pr-2016-100")
    assert not borne("celex-32014R0833")
    assert not borne("motie-jansen")
    assert not borne("bericht-12")


def test_schemes_are_called_by_different_names() -> None:
    names = [one.name for one in schemes()]
    assert len(names) == len(set(names))
    assert scheme_of("kst-33694-12") is not None
