"""Verb forms from lemmas."""

from __future__ import annotations

import pytest

from inzet.reading.saying.morphology import Form, inflect, split_lemma


def _words(lemma: str) -> set[str]:
    return {item.word for item in inflect(lemma)}


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("pleiten", "pleit pleiten pleitte pleitten gepleit"),
        ("streven", "streeft streven streefde streefden gestreefd"),
        ("leggen", "legt leggen legde gelegd"),
        ("benadrukken", "benadrukt benadrukte benadrukken"),
        ("adresseren", "adresseert adresseerde geadresseerd"),
        ("informeren", "informeert informeerde geïnformeerd"),
        ("verbeteren", "verbetert verbeterde verbeterd"),
        ("onderschrijven", "onderschrijft onderschreef onderschreven"),
        ("houden", "houdt hield houden gehouden"),
        ("willen", "wil wilde wilden"),
        ("zijn", "is zijn was waren geweest"),
    ],
)
def test_forms_of_a_simple_verb(lemma: str, forms: str) -> None:
    assert set(forms.split()) <= _words(lemma)


def test_a_separable_verb_is_written_apart_and_as_one_word() -> None:
    forms = {(item.word, item.joined) for item in inflect("aan|dringen")}
    assert {("dringt", False), ("drong", False)} <= forms
    assert {("aandringt", True), ("aangedrongen", True), ("aandringen", True)} <= forms
    assert ("gedrongen", False) not in forms


def test_a_strong_verb_lends_its_forms_to_its_compounds() -> None:
    assert {"toegezegd", "zegt", "zegde", "toezegt"} <= _words("toe|zeggen")
    assert {"overwoog", "overwogen"} <= _words("overwegen")


def test_a_bare_stem_is_first_person_only() -> None:
    forms = {item.word: item.form for item in inflect("steunen")}
    assert forms["steun"] == Form.FIRST
    assert forms["steunt"] & Form.SINGULAR


def test_the_bar_marks_the_particle() -> None:
    assert split_lemma("in|zetten") == ("in", "zetten")
    assert split_lemma("zetten") == ("", "zetten")


def test_vowels_that_only_meet_are_two() -> None:
    assert {"evalueert", "geëvalueerd", "evalueerde"} <= _words("evalueren")
    assert {"apprecieert", "geapprecieerd"} <= _words("appreciëren")
    assert {"creëert", "gecreëerd", "creëerde"} <= _words("creëren")
    assert "keurt" in _words("keuren")
