"""The labelled pairs of positions are enough, hard enough and without contradictions."""

from __future__ import annotations

import re

import pytest

from tests.changes.pairs import LABELS, TRAPS, Case, cases

_DEV, _HELD_OUT = cases("dev"), cases("held-out")
_FRESH = cases("fresh")
_ALL = (*_DEV, *_HELD_OUT, *_FRESH)
_PAIRS = [pair for case in (*_DEV, *_HELD_OUT) for pair in case.pairs]

each_case = pytest.mark.parametrize("case", _ALL, ids=lambda case: case.id)


def test_there_are_enough_pairs_and_a_third_are_traps() -> None:
    assert len(_PAIRS) >= 150
    assert sum(pair.trap is not None for pair in _PAIRS) * 3 >= len(_PAIRS)


def test_both_languages_every_label_and_every_trap_in_both_halves() -> None:
    for half in (_DEV, _HELD_OUT):
        pairs = [pair for case in half for pair in case.pairs]
        assert {case.language for case in half} == {"nl", "en"}
        assert {pair.label for pair in pairs} == LABELS
        assert {pair.trap for pair in pairs} - {None} == TRAPS


def test_the_halves_are_halves_and_share_no_case() -> None:
    assert abs(len(_DEV) - len(_HELD_OUT)) <= 1
    assert len({case.id for case in _ALL}) == len(_ALL)


def test_the_fresh_set_is_enough_and_as_hard() -> None:
    pairs = [pair for case in _FRESH for pair in case.pairs]
    assert len(_FRESH) >= 40
    assert len(pairs) >= 130
    assert sum(pair.trap is not None for pair in pairs) * 3 >= len(pairs)
    assert sum(case.language == "nl" for case in _FRESH) * 2 == len(_FRESH)
    assert {pair.label for pair in pairs} == LABELS
    assert {pair.trap for pair in pairs} - {None} == TRAPS
    assert all(len(side) >= 5 for case in _FRESH for side in (case.earlier, case.later))


@each_case
def test_every_position_has_one_fate(case: Case) -> None:
    earlier, later = {one.id for one in case.earlier}, {one.id for one in case.later}
    assert (len(earlier), len(later)) == (len(case.earlier), len(case.later))
    assert 2 <= len(earlier) <= 9
    assert {pair.earlier for pair in case.pairs} <= earlier
    assert {pair.later for pair in case.pairs} <= later
    met = [pair for pair in case.pairs if pair.corresponds]
    assert len({(pair.earlier, pair.later) for pair in case.pairs}) == len(case.pairs)
    assert set(case.vanished) == earlier - {pair.earlier for pair in met}
    assert set(case.new) == later - {pair.later for pair in met}


@each_case
def test_one_becomes_many_or_many_one_only_where_it_is_labelled_so(case: Case) -> None:
    met = [pair for pair in case.pairs if pair.corresponds]
    for pair in met:
        parts = [other for other in met if other.earlier == pair.earlier]
        wholes = [other for other in met if other.later == pair.later]
        assert (len(parts) > 1) == (pair.trap == "split")
        assert (len(wholes) > 1) == (pair.trap == "merged")


@each_case
def test_a_label_is_true_of_its_words(case: Case) -> None:
    earlier = {one.id: one for one in case.earlier}
    later = {one.id: one for one in case.later}
    for pair in case.pairs:
        before, after = earlier[pair.earlier], later[pair.later]
        assert (pair.label == "same") == (_plain(before.text) == _plain(after.text)) or (
            pair.label == "different"
        )
        if pair.trap == "other-dossier":
            assert before.dossier != after.dossier
        if pair.corresponds:
            assert (before.party, before.dossier) == (after.party, after.dossier)


@each_case
def test_a_position_is_one_sentence(case: Case) -> None:
    for one in (*case.earlier, *case.later):
        assert re.fullmatch(r"[^.!?]+(?:\.\d[^.!?]*)*\.", one.text), one.text


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
