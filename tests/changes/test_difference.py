"""The difference of two sentences: nothing lost, read as one would mark it, short."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.changes import Kept, Step, difference, marked
from inzet.changes.difference import is_same
from inzet.changes.tokens import tokens

words = st.lists(
    st.sampled_from(
        [
            "de",
            "het",
            "steun",
            "aan",
            "toetreding",
            "van",
            "Zweden",
            "niet",
            "2",
            "20",
            "%",
            ",",
            ".",
            "–",
            "NAVO-top",
            "café",
        ]
    ),
    max_size=14,
).map(" ".join)
sentences = words | st.text(max_size=40)


def forms(text: str) -> list[str]:
    """The tokens of a text as they are compared."""
    return [token.form for token in tokens(text)]


def side(steps: tuple[Step, ...], *ops: Kept) -> list[str]:
    return [form for step in steps if step.op in ops for form in forms(step.text)]


@given(sentences, sentences)
def test_both_sentences_stand_in_their_difference(earlier: str, later: str) -> None:
    steps = difference(earlier, later)
    assert side(steps, Kept.SAME, Kept.GONE) == forms(earlier)
    assert side(steps, Kept.SAME, Kept.NEW) == forms(later)


@given(sentences)
def test_a_sentence_does_not_differ_from_itself(text: str) -> None:
    assert is_same(difference(text, text))
    assert all(step.op == Kept.SAME for step in difference(text, text))


@given(sentences, sentences)
def test_no_two_steps_of_one_kind_follow_each_other(earlier: str, later: str) -> None:
    steps = difference(earlier, later)
    assert all(one.op != other.op for one, other in itertools.pairwise(steps))
    assert all(step.text for step in steps)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (
            "The ministers will meet in spring to talk about cod.",
            "The ministers will meet in autumn to talk about herring and cod.",
            "The ministers will meet in [-spring-] {+autumn+} to talk about {+herring and+} cod.",
        ),
        (
            "Wij steunen een verbod op de vangst van aal.",
            "Wij steunen geen verbod op de vangst van aal.",
            "Wij steunen [-een-] {+geen+} verbod op de vangst van aal.",
        ),
        ("Ten minste 2% van 40.", "Ten minste 3% van 40.", "Ten minste [-2-] {+3+}% van 40."),
        ("“De norm” blijft – ook nu.", '"de norm" blijft - ook nu.', '"de norm" blijft - ook nu.'),
        ("", "Nieuw.", "{+Nieuw.+}"),
        ("Weg.", "", "[-Weg.-]"),
    ],
)
def test_it_reads_as_one_would_mark_it(earlier: str, later: str, expected: str) -> None:
    assert marked(difference(earlier, later)) == expected


def test_a_small_word_that_happens_to_stand_in_both_is_no_island() -> None:
    steps = difference(
        "Nederland dringt aan op spoed bij de levering van munitie.",
        "Nederland ziet niets in de verkoop van schepen.",
    )
    assert [step.op for step in steps] == [Kept.SAME, Kept.GONE, Kept.NEW, Kept.SAME]
