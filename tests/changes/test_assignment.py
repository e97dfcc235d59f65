"""The assignment is the best there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inzet.changes.assignment import assigned

gains = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 20).map(float), max_size=14
)


def best(
    gains: dict[tuple[int, int], float], row: int = 0, used: frozenset[int] = frozenset()
) -> float:
    """The most that can be gained, by trying everything."""
    if row > 4:
        return 0.0
    found = best(gains, row + 1, used)
    for column in range(5):
        if (row, column) in gains and column not in used:
            found = max(found, gains[row, column] + best(gains, row + 1, used | {column}))
    return found


@given(gains)
def test_nothing_gains_more(gains: dict[tuple[int, int], float]) -> None:
    taken = assigned(gains)
    assert len(set(taken.values())) == len(taken)
    assert sum(gains[pair] for pair in taken.items()) == best(gains)


def test_the_best_pair_is_left_where_that_costs_more() -> None:
    assert assigned({(0, 0): 10.0, (0, 1): 9.0, (1, 0): 8.0}) == {0: 1, 1: 0}


def test_where_there_is_nothing_nobody_is_assigned() -> None:
    assert assigned({}) == {}
