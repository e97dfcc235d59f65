"""Tables that no spreadsheet runs."""

from __future__ import annotations

import pytest

from inzet.web.exports import csv_response, guarded
from inzet.web.present.numbers import number_words
from inzet.web.present.snippets import pieces


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "  =1", "\r=1", "\n=1"])
def test_a_formula_becomes_text(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["plain", "a=b", "2 - 1", ""])
def test_words_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


def test_every_cell_is_guarded() -> None:
    answer = csv_response([{"quote": '=HYPERLINK("x")', "said": None}], name="list")
    body = bytes(answer.body).decode("utf-8-sig")
    assert body == 'quote,said\r\n"\'=HYPERLINK(""x"")",\r\n'


def test_numbers_as_people_write_them() -> None:
    assert number_words("kst-33333-12") == "33 333, nr. 12"
    assert number_words("kst-33333-02-1202") == "33 333-02, nr. 1202"
    assert number_words("2027D01234") == "2027D01234"


def test_pieces_mark_inflections() -> None:
    assert pieces("Een kabel, twee kabels.", "kabel") == [
        ("Een ", False),
        ("kabel", True),
        (", twee ", False),
        ("kabels", True),
        (".", False),
    ]
    assert pieces("tekst", "") == [("tekst", False)]
