"""Terms: words, beginnings, endings and phrases found in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.reading.mentions.terms import Terms

_TERMS = Terms(
    [
        ("haven*", "begins"),
        ("*sluis", "ends"),
        ("*vis*", "holds"),
        ("rode haring", "phrase"),
        ("rode", "word"),
        ("van de * landen", "any"),
        ("% norm", "sign"),
    ]
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("De havenmeester", ["begins"]),
        ("De zeesluis", ["ends"]),
        ("Sluiswachters", []),
        ("Zeevisserij", ["holds"]),
        ("Rode haring en rode kool", ["phrase", "word"]),
        ("NAVO-haven", ["begins"]),
        ("van de vier landen", ["any"]),
        ("van de landen", []),
        ("de 2%-norm", ["sign"]),
        ("", []),
    ],
)
def test_what_is_found(text: str, values: list[str]) -> None:
    assert [term.value for term in _TERMS.find(text)] == values


@given(st.text(max_size=80))
def test_places_are_those_of_the_text_and_none_lies_in_another(text: str) -> None:
    end = 0
    for term in _TERMS.find(text):
        assert end <= term.start < term.end <= len(text)
        end = term.end


def test_letters_that_grow_when_lowered_move_nothing() -> None:
    text = "İİİ rode haring"
    (term,) = _TERMS.find(text)
    assert text[term.start : term.end] == "rode haring"
