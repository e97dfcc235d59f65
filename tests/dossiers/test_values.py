"""The choice among what statements say: stable, explained, nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.dossiers import Cited, Preference, choose
from tests.dossiers.planting import Planted

LATEST: Preference[Any] = Preference("said last", lambda each: each.row.said)
CONFIDENCE: Preference[Any] = Preference("two copies", lambda each: each.row.content["sure"])


def cited(planted: Planted, *told: tuple[str, str, int]) -> list[Cited[str]]:
    from inzet.vocabulary.acts import Act

    for value, said, sure in told:
        planted.say(Act.STATUS, "accession/FIN", said=said, content={"value": value, "sure": sure})
    rows = planted.view().statements().items
    return [Cited(row.content["value"], row) for row in rows]


def test_nothing_said_is_no_value() -> None:
    assert choose([], [LATEST]) is None


def test_agreement_has_all_its_sources_and_no_rule(planted: Planted) -> None:
    value = choose(cited(planted, ("a", "2023-01-01", 0), ("a", "2023-01-02", 1)), [LATEST])
    assert value is not None
    assert (value.value, len(value.sources), value.rule, value.contested) == ("a", 2, "", False)


def test_a_difference_names_the_rule_that_decided_and_keeps_the_others(planted: Planted) -> None:
    told = cited(planted, ("a", "2023-01-01", 1), ("b", "2023-01-02", 1), ("c", "2023-01-03", 0))
    value = choose(told, [CONFIDENCE, LATEST])
    assert value is not None
    assert (value.value, value.rule) == ("b", "said last")
    assert {other.value for other in value.others} == {"a", "c"}
    sure = choose([each for each in told if each.value != "a"], [CONFIDENCE, LATEST])
    assert sure is not None
    assert (sure.value, sure.rule) == ("b", "two copies")


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> list[Cited[str]]:
    planting = Planted(tmp_path_factory.mktemp("values"))
    days = [f"2023-01-0{1 + place % 3}" for place in range(9)]
    told = [("abc"[place % 2 + place // 5], day, place % 2) for place, day in enumerate(days)]
    found = cited(planting, *told)
    planting.record.close()
    return found


@given(data=st.data())
def test_the_order_in_which_statements_come_changes_nothing(
    some: list[Cited[str]], data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(some), unique_by=lambda each: each.row.identity))
    shuffled = data.draw(st.permutations(chosen))
    assert choose(chosen, [CONFIDENCE, LATEST]) == choose(shuffled, [CONFIDENCE, LATEST])
