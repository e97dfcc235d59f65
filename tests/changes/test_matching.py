"""Which position became which: what the matcher must tell, and how often it is right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.changes import Fate, Match, Said, match
from inzet.changes.sentence import may_correspond

WORDS = [
    "het",
    "kabinet",
    "vindt",
    "dat",
    "steun",
    "quotum",
    "haring",
    "verlaging",
    "van",
    "met",
    "niet",
    "toezicht",
    "haven",
    "10",
    "20",
    "meer",
    "minder",
    "voor",
    "tegen",
    "Zweden",
    "tijdelijk",
    "verbod",
    "handel",
]
said = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(
    lambda words: Said(" ".join(words) + ".", "nl", "NLD", None, ("watch/fish",))
)


def fate(earlier: str, later: str, **more: object) -> Fate | None:
    """What became of one position in another, by themselves."""
    given = {"language": "nl", "party": "NLD", "dossiers": ("watch/fish",), **more}
    found = match([Said(earlier, **given)], [Said(later, **given)])  # type: ignore[arg-type]
    return found[0].fate if found else None


@settings(deadline=None)
@given(st.lists(said, max_size=7), st.lists(said, max_size=7))
def test_the_other_way_round_it_finds_the_same(earlier: list[Said], later: list[Said]) -> None:
    there, back = match(earlier, later), match(later, earlier)
    assert {(one.earlier, one.later, one.fate) for one in there} == {
        (one.later, one.earlier, one.fate) for one in back
    }


@settings(deadline=None)
@given(st.lists(said, max_size=7, unique_by=lambda one: one.text))
def test_a_paper_beside_itself_is_the_same(paper: list[Said]) -> None:
    found = [one for one in match(paper, paper) if not one.part]
    assert [(one.earlier, one.later, one.fate) for one in found] == [
        (place, place, Fate.SAME) for place in range(len(paper))
    ]


@settings(deadline=None)
@given(st.lists(said, max_size=7), st.lists(said, max_size=7))
def test_a_position_is_used_once_but_for_parts(earlier: list[Said], later: list[Said]) -> None:
    whole = [one for one in match(earlier, later) if not one.part]
    assert len({one.earlier for one in whole}) == len(whole) == len({one.later for one in whole})


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("Nederland steunt een verbod op aas.", "Nederland steunt een verbod op aas.", Fate.SAME),
        ("Wij steunen “het” verbod.", "wij steunen het verbod", Fate.SAME),
        (
            "Nederland is voor een quotum van 10 ton haring.",
            "Nederland is voor een quotum van tien ton haring.",
            Fate.REWORDED,
        ),
        (
            "Nederland is voor een quotum van 10 ton haring.",
            "Nederland is voor een quotum van 12 ton haring.",
            Fate.CHANGED,
        ),
        (
            "Nederland steunt een merkteken voor visserijproducten.",
            "Nederland steunt geen merkteken voor visserijproducten.",
            Fate.CHANGED,
        ),
        (
            "Nederland steunt een verplicht merkteken voor visserijproducten.",
            "Nederland steunt een vrijwillig merkteken voor visserijproducten.",
            Fate.CHANGED,
        ),
        (
            "Nederland vraagt de Commissie om een plan voor paling.",
            "Nederland vraagt het voorzitterschap om een plan voor paling.",
            Fate.CHANGED,
        ),
        (
            "Nederland steunt een haven in Vlissingen.",
            "Nederland steunt een haven in Harlingen.",
            None,
        ),
        ("Nederland wil minder aas.", "Het kabinet hecht aan goede scholen.", None),
    ],
)
def test_what_became_of_one(earlier: str, later: str, expected: Fate | None) -> None:
    assert fate(earlier, later) == expected


def test_two_holders_or_two_subjects_are_two_positions() -> None:
    one = Said("Wij steunen dit.", "nl", "NLD", None, ("accession/FIN",))
    assert not may_correspond(one, Said("Wij steunen dit.", "nl", "SWE", None, one.dossiers))
    assert not may_correspond(one, Said("Wij steunen dit.", "nl", "NLD", None, ("accession/SWE",)))
    assert may_correspond(one, Said("Wij steunen dit.", "nl", "NLD", None, ("watch/finland",)))
    assert may_correspond(one, Said("Wij steunen dit.", "nl", "NLD", None, ()))
    old = Said("Wij steunen dit.", "nl", "NLD", None, ("pledge/oslo-2004",))
    assert may_correspond(old, Said("Wij steunen dit.", "nl", "NLD", None, ("pledge/rome-2014",)))


def test_of_no_party_the_holders_words_decide() -> None:
    several = Said("Meer steun is nodig.", "nl", None, "meerdere landen")
    assert may_correspond(several, Said("Meer steun is nodig.", "nl", None, "Meerdere landen"))
    assert not may_correspond(several, Said("Meer steun is nodig.", "nl", None, "één land"))


def test_a_sentence_that_became_two_is_told_in_parts() -> None:
    one = Said(
        "Nederland wil meer toezicht in havens en strengere boetes op stroperij.", "nl", "NLD"
    )
    two = [
        Said("Nederland wil meer toezicht in havens.", "nl", "NLD"),
        Said("Ook de boetes op stroperij moeten strenger.", "nl", "NLD"),
    ]
    assert [(each.later, each.part) for each in sorted(match([one], two))] == [
        (0, False),
        (1, True),
    ] or [(each.later, each.part) for each in sorted(match([one], two))] == [(0, True), (1, False)]
    assert {each.earlier for each in match(two, [one])} == {0, 1}


def test_a_language_without_tables_is_matched_by_its_words() -> None:
    found = match(
        [Said("Regeringen stöder ett förbud mot drivgarn i Östersjön.", "sv", "SWE")],
        [Said("Ett förbud mot drivgarn i Östersjön stöder regeringen fullt ut.", "sv", "SWE")],
    )
    assert [one.fate for one in found] in ([Fate.REWORDED], [Fate.CHANGED])


def test_nothing_beside_nothing_is_nothing() -> None:
    assert match([], [Said("Iets.", "nl")]) == [] == list[Match]()
