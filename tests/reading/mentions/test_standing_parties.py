"""Who stands inside and outside the meeting's body, on the day of the paper."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.reading.mentions import mentions_in
from inzet.reading.mentions.standing_parties import StandingParties, group_of, slug, slug_of


def test_a_country_stands_outside_until_it_joins() -> None:
    before = StandingParties("NATO", "NLD", dt.date(2008, 5, 1))
    after = StandingParties("NATO", "NLD", dt.date(2010, 5, 1))
    assert before.outside("HRV")
    assert after.inside("HRV")
    assert not after.outside("NLD")
    assert not after.outside("EU")


def test_whoever_is_invited_stands_outside() -> None:
    assert StandingParties("NATO", "NLD", dt.date(2010, 5, 1), ["HRV"]).outside("HRV")


def test_whoever_joined_not_long_ago_is_recent() -> None:
    assert StandingParties("NATO", "NLD", dt.date(2009, 9, 1)).recent("HRV")
    assert not StandingParties("NATO", "NLD", dt.date(2012, 9, 1)).recent("HRV")
    assert not StandingParties("NATO", "NLD", dt.date(2008, 9, 1)).recent("HRV")
    assert not StandingParties("NATO", "NLD", None).recent("HRV")


def test_without_a_body_members_of_neither_stand_outside() -> None:
    standing = StandingParties(None, "NLD", None)
    assert standing.outside("BRA")
    assert not standing.outside("USA")
    assert not standing.outside("AUT")


def test_names_come_before_adjectives_and_groups_count() -> None:
    standing = StandingParties("EU", "NLD", dt.date(2019, 5, 1))
    said = mentions_in("De Turkse minister sprak met Servië en de Westelijke Balkan.", "nl")
    assert standing.codes(said) == ["SRB", "Western Balkans"]
    assert standing.codes(mentions_in("De Turkse minister sprak.", "nl")) == ["TUR"]


@pytest.mark.parametrize(
    ("codes", "group"),
    [
        (["ARM", "AZE", "GEO", "MDA", "UKR"], "Eastern Partnership"),
        (["ARM", "PER"], None),
        (["JPN"], None),
    ],
)
def test_a_set_that_is_nearly_a_group_is_that_group(codes: list[str], group: str | None) -> None:
    assert group_of(codes) == group


def test_slugs_are_plain() -> None:
    assert slug("Côte d’Ivoire: één Überblick") == "cote-divoire-een-uberblick"
    assert slug("a b c d e f g h") == "a-b-c-d-e-f"
    assert slug_of("BIH") == "bosnia-and-herzegovina"
    assert slug_of("Western Balkans") == "western-balkans"
