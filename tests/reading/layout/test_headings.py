"""What a heading says of itself."""

from __future__ import annotations

import pytest

from inzet.reading.layout.headings import (
    is_letterhead,
    is_signature,
    is_subhead,
    looks_like_heading,
    session_heading,
    strip_number,
)


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Sessie 1: Handel met buren", 1, "Handel met buren"),
        ("Werksessie II – Klimaat", 2, "Klimaat"),
        ("Eerste sessie", 1, ""),
        ("Derde werksessie: Energie", 3, "Energie"),
        ("SESSIE 3: DE REGIO", 3, "DE REGIO"),
        ("Werkdiner: Oosterburen", None, "Oosterburen"),
        ("Lunch", None, ""),
        ("Session 2: Trade", 2, "Trade"),
        ("Second session – Trade", 2, "Trade"),
    ],
)
def test_session_headings(text: str, number: int | None, title: str) -> None:
    found = session_heading(text)
    assert found is not None
    assert (found.number, found.title) == (number, title)


@pytest.mark.parametrize("text", ["China", "Sessies", "De sessie was lang", "Lunchpauze in Rome"])
def test_no_session(text: str) -> None:
    assert session_heading(text) is None


def test_numbers_and_subheads() -> None:
    assert strip_number("1. Handel") == "Handel"
    assert strip_number("II. Handel") == "Handel"
    assert strip_number("Agendapunt 3: Handel") == "Handel"
    assert is_subhead("Inzet Nederland")
    assert not is_subhead("Inzet in Mali")


def test_letterheads_and_signatures() -> None:
    assert is_letterhead("21 501-02 Raad Algemene Zaken")
    assert is_letterhead("Nr. 12 BRIEF VAN DE MINISTER VAN DEFENSIE")
    assert is_letterhead("Datum: 4 mei 2018")
    assert not is_letterhead("Van belang is dat")
    assert is_signature("De Minister van Defensie, A.B. Voorbeeld")
    assert not is_signature("De Minister van Defensie, die er was, sprak")


def test_form_of_headings() -> None:
    assert looks_like_heading("Stand van zaken uitbreiding")
    assert not looks_like_heading("Dat is een zin.")
    assert not looks_like_heading("en verder")
    assert not looks_like_heading("Naar verwachting telt het programma vier delen:")
