"""Which position became which: what the matcher must tell, and how often it is right."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.changes import Fate, Match, Said, match
from inzet.changes.relations import Relations, compound
from inzet.changes.sentence import may_correspond, sentence
from inzet.changes.thesaurus import root, thesaurus

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


def test_a_number_that_is_a_name_is_another_position() -> None:
    old = "Nederland is tegen opening van hoofdstuk 23 met Albanië."
    assert fate(old, "Nederland is tegen opening van hoofdstuk 33 met Albanië.") is None
    assert fate(old, "Hoofdstuk 23 met Albanië mag niet open, vindt Nederland.") is not None


def test_what_stands_before_what_is_of_the_substance() -> None:
    one, other = "Vissers komen voor verwerkers.", "Verwerkers komen voor vissers."
    assert fate(one, other) == Fate.CHANGED
    assert fate(one, one) == Fate.SAME


def test_a_prefix_makes_an_opposite() -> None:
    more = {"language": "en", "party": "IRL"}
    old = "Ireland supports the regulated sale of drift nets."
    assert fate(old, "Ireland supports the unregulated sale of drift nets.", **more) == Fate.CHANGED


def test_the_parts_of_a_verb_are_put_together() -> None:
    apart = sentence(Said("Nederland wijst dit verbod op aas scherp af.", "nl", "NLD"))
    whole = root("afwijzen", "nl")
    assert whole in apart.content
    assert whole in sentence(Said("Een verbod op aas afwijzen.", "nl", "NLD")).content
    assert whole not in sentence(Said("Nederland wijst op een verbod.", "nl", "NLD")).content


def test_a_compound_is_near_what_means_the_same_as_a_part_of_it() -> None:
    known = thesaurus("nl")
    words = [root(word, "nl") for word in ("handelsakkoord", "verdrag", "akkoord", "boete")]
    assert compound(words[0], "nl") == (root("handel", "nl"), words[2])
    near = Relations(words, known).near(words[0])
    assert near[words[2]] > near[words[1]] > 0
    assert words[3] not in near


def test_few_that_are_left_over_under_one_heading_may_have_little_in_common() -> None:
    old = "De kotters in Urk verdienen hulp bij het omschakelen naar zuinige motoren."
    new = "Wie in Urk zijn brood verdient met garnalen, kan rekenen op een bijdrage van het Rijk."
    under = {"item": "Garnalen"}
    assert fate(old, new, **under) == Fate.REWORDED
    assert fate(old, new) is None
    assert fate(old, new, **under, party="BEL") == Fate.REWORDED
    one, other = (
        Said(text, "nl", "NLD", None, ("watch/fish",), "Garnalen", polarity)
        for text, polarity in ((old, "positive"), (new, "negative"))
    )
    assert match([one], [other]) == []


def test_what_a_part_leaves_out_is_no_change_where_another_part_says_it() -> None:
    one = "Nederland wil een verbod op bodemkorven in 2030 en een fonds van 12 miljoen euro."
    two = [
        "Nederland wil een verbod op bodemkorven in 2030.",
        "Ook een fonds van 12 miljoen euro is gewenst.",
    ]
    found = match([Said(one, "nl", "NLD")], [Said(text, "nl", "NLD") for text in two])
    assert {(each.later, each.fate) for each in found} == {(0, Fate.REWORDED), (1, Fate.REWORDED)}
    alone = match([Said(one, "nl", "NLD")], [Said(two[0], "nl", "NLD")])
    assert [each.fate for each in alone] == [Fate.CHANGED]


def test_five_hundred_unlike_positions_are_not_paired_by_chance() -> None:
    letters = random.Random(7)
    words = ["".join(letters.choices("abdeghiklmnoprstuvwz", k=8)) for _ in range(900)]
    one, other = (
        [
            Said(" ".join(letters.choices(words, k=12)), "nl", "NLD", None, (), "Overig")
            for _ in range(250)
        ]
        for _ in range(2)
    )
    assert len(match(one, other)) < 10
