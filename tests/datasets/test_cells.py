"""Numbers, dates and parties as cells have them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.datasets import cells
from inzet.datasets.cells import Numbers
from inzet.datasets.findings import Fault


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.5", "1.5"), ("-2", "-2"), ("−2", "-2"), ("6.15E-2", "0.0615"), ("007", "7")],
)
def test_numbers(text: str, value: str) -> None:
    assert Numbers(",").read(text, "value") == Decimal(value)


@pytest.mark.parametrize("separator", [";", "\t", ""])
def test_a_decimal_comma(separator: str) -> None:
    assert Numbers(separator).read("1,5", "value") == Decimal("1.5")


@pytest.mark.parametrize(
    "text",
    [
        "n.v.t.",
        "#REF!",
        "1.234,5",
        "1 234",
        "2%",
        "NaN",
        "inf",
        "1e999",
        "0x10",
        "=1+1",
        "٣",
        "1" * 60,
    ],
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(Fault, match="is not a number") as caught:
        Numbers(";").read(text, "value")
    assert caught.value.column == "value"


def test_a_comma_between_commas_could_be_two_numbers() -> None:
    with pytest.raises(Fault, match="could be two numbers"):
        Numbers(",").read("1,5", "value")


def test_one_file_has_one_decimal_mark() -> None:
    numbers = Numbers(";")
    numbers.read("1,5", "value")
    numbers.read("1000", "value")
    with pytest.raises(Fault, match="a point where numbers before it have a comma"):
        numbers.read("1.234", "value")


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=9
    )
)
def test_a_number_is_written_as_it_is_read(value: Decimal) -> None:
    text = cells.written(value)
    assert Numbers().read(text, "") == value
    assert cells.written(Decimal(text)) == text
    assert "E" not in text


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("NLD", "NLD"),
        ("nld", "NLD"),
        ("Netherlands", "NLD"),
        ("Nederland", "NLD"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("Slovak Republic", "SVK"),
        ("  United   Kingdom ", "GBR"),
        ("NATO_TOTAL", "NATO"),
        ("NATO Europe and Canada", "Europe and Canada"),
    ],
)
def test_parties(name: str, code: str) -> None:
    assert cells.party(name, "party") == code


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Ruritania", ""),
        ("Netherland", "Is NLD meant?"),
        ("=cmd|' /C calc'!A0", ""),
        ("", ""),
        ("XXX", ""),
    ],
)
def test_an_unknown_party_is_told_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(Fault, match="there is no party") as caught:
        cells.party(name, "party")
    assert hint in caught.value.fix
    assert "three letters" in caught.value.fix


@pytest.mark.parametrize("text", ["2022", "2022-07", "2022-07-05"])
def test_dates_are_as_precise_as_they_stand(text: str) -> None:
    assert cells.day(text, "date", earliest="1949-04-04") == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5-7-2022", "is not a date"),
        ("2022-02-30", "is not a date"),
        ("45123", "is not a date"),
        ("1948", "is before 1949-04-04"),
        ("1949-04-03", "is before 1949-04-04"),
        ("2022-13", "is not a date"),
    ],
)
def test_wrong_dates(text: str, words: str) -> None:
    with pytest.raises(Fault, match=words):
        cells.day(text, "date", earliest="1949-04-04")
