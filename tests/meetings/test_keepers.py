"""The cases on which proposals are measured are enough, and half of them traps."""

from __future__ import annotations

from tests.meetings.keepers import cases

_ALL = (*cases("dev"), *cases("held-out"))


def test_there_are_enough_cases_and_half_are_traps() -> None:
    assert len(_ALL) >= 40
    assert len({case.id for case in _ALL}) == len(_ALL)
    assert sum(case.is_trap for case in _ALL) * 2 >= len(_ALL)
    assert {case.language for case in _ALL} == {"nl", "en"}


def test_what_keeps_a_promise_names_one_of_its_case() -> None:
    for case in _ALL:
        known = {promise.id for promise in case.promises}
        kept = {one.keeps for paper in case.papers for one in paper.sentences} - {None}
        assert kept <= known, case.id
