"""The table of parties: codes, names, and who was a member when."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.vocabulary.parties import members, parties, party, party_name


def test_every_country_of_iso_3166_1_is_there_once() -> None:
    codes = [one.code for one in parties()]
    countries = [one.code for one in parties() if one.kind == "country"]
    assert len(codes) == len(set(codes))
    assert len(countries) == 250  # 249 and Kosovo
    assert all(len(code) == 3 and code.isupper() for code in countries)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("2004-03-28", 19),
        ("2004-03-29", 26),
        ("2009-04-01", 28),
        ("2017-06-05", 29),
        ("2020-03-26", 29),
        ("2020-03-27", 30),
        ("2023-04-03", 30),
        ("2023-04-04", 31),
        ("2024-03-07", 32),
    ],
)
def test_allies_by_day(day: str, count: int) -> None:
    assert len(members("NATO", dt.date.fromisoformat(day))) == count


@pytest.mark.parametrize(
    ("day", "count"),
    [("2003-01-01", 15), ("2004-05-01", 25), ("2020-01-31", 28), ("2020-02-01", 27)],
)
def test_member_states_of_the_union_by_day(day: str, count: int) -> None:
    assert len(members("EU", dt.date.fromisoformat(day))) == count


def test_names_and_adjectives() -> None:
    assert party_name("TUR") == "Türkiye"
    assert party_name("TUR", "nl") == "Turkije"
    assert party_name("several allies") == "several allies"
    korea = party("KOR")
    assert korea is not None
    assert "Republiek Korea" in korea.names_in("nl")
    assert korea.adjectives_in("nl") == ("Zuid-Koreaans", "Zuid-Koreaanse")
    assert korea.names_in("xx") == ()
