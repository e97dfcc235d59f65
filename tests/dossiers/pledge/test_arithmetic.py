"""The arithmetic of targets: paths arrive, distances add up, a trend passes its two ends."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.dossiers.pledge import arithmetic
from inzet.dossiers.pledge.arithmetic import Trend

SHARES = st.decimals("0.1", "10", places=4)
GROWTHS = st.decimals("-10", "20", places=3)
AMOUNTS = st.decimals("1000000", "30000000000000", places=2)
CLOSE = Decimal("0.000000000001")


@given(SHARES, SHARES, st.integers(1, 40), GROWTHS)
def test_growing_as_needed_arrives_at_the_target(
    value: Decimal, target: Decimal, years: int, gdp_growth: Decimal
) -> None:
    needed = arithmetic.growth_needed(value, target, years, gdp_growth)
    spent, gdp = value, Decimal(100)
    for _ in range(years):
        spent *= 1 + needed / 100
        gdp *= 1 + gdp_growth / 100
    assert abs(arithmetic.share(spent, gdp) - target) < CLOSE * 1000


@given(SHARES, st.integers(1, 40), GROWTHS)
def test_who_is_at_the_target_grows_with_gdp(
    value: Decimal, years: int, gdp_growth: Decimal
) -> None:
    needed = arithmetic.growth_needed(value, value, years, gdp_growth)
    assert abs(needed - gdp_growth) < CLOSE


@given(SHARES, SHARES, AMOUNTS)
def test_the_gap_in_money_is_what_lifts_the_share_to_the_target(
    value: Decimal, target: Decimal, gdp: Decimal
) -> None:
    gap = arithmetic.money(arithmetic.distance(value, target), gdp)
    spent = arithmetic.money(value, gdp)
    assert abs(arithmetic.share(spent - gap, gdp) - target) < CLOSE


@given(AMOUNTS, AMOUNTS, st.integers(1, 40))
def test_average_growth_leads_from_the_first_amount_to_the_last(
    first: Decimal, last: Decimal, years: int
) -> None:
    growth = arithmetic.average_growth(first, last, years)
    grown = first * (1 + growth / 100) ** years
    assert abs(grown / last - 1) < CLOSE


@given(SHARES, SHARES, SHARES, st.integers(1, 20))
def test_a_trend_passes_its_ends_and_reaches_its_target_first_in_the_year_it_tells(
    start: Decimal, end: Decimal, target: Decimal, over: int
) -> None:
    line = arithmetic.trend({2000: start, 2000 + over: end}, 2000 + over, over)
    assert line is not None
    assert abs(line.at(2000) - start) < CLOSE
    assert line.at(2000 + over) == end
    year = line.reaches(target)
    if year is None:
        assert end < target
        assert line.slope <= 0
    else:
        assert line.at(year) >= target - CLOSE
        assert year == line.last or line.at(year - 1) < target + CLOSE


def test_worked_by_hand() -> None:
    assert arithmetic.growth_needed(Decimal(2), Decimal(4), 1, Decimal(0)) == 100
    assert arithmetic.money(Decimal("-0.34"), Decimal(1_000_000)) == -3400
    line = Trend(first=2018, last=2023, value=Decimal("1.5"), slope=Decimal("0.1"))
    assert (line.reaches(Decimal(2)), line.reaches(Decimal("2.01"))) == (2028, 2029)
    assert arithmetic.trend({2023: Decimal(1)}, 2023, 5) is None


@given(
    st.dictionaries(st.sampled_from("ABCDEF"), SHARES),
    st.dictionaries(st.sampled_from("ABCDEF"), SHARES),
)
def test_changes_are_of_what_both_have_and_turn_round(
    before: dict[str, Decimal], after: dict[str, Decimal]
) -> None:
    there, back = arithmetic.changes(before, after), arithmetic.changes(after, before)
    assert {each.party for each in there} == before.keys() & after.keys()
    assert {each.party: each.points for each in there} == {
        each.party: -each.points for each in back
    }
    assert arithmetic.mean_size(there) == arithmetic.mean_size(back)
    sizes = [abs(each.points) for each in there]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(
    ("value", "target", "years"), [("0", "2", 3), ("1", "0", 3), ("1", "2", 0), ("1", "2", -1)]
)
def test_a_path_that_cannot_be_is_refused(value: str, target: str, years: int) -> None:
    with pytest.raises(ValueError, match=r"path|above zero"):
        arithmetic.growth_needed(Decimal(value), Decimal(target), years, Decimal(1))


def test_growth_from_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        arithmetic.average_growth(Decimal(0), Decimal(1), 2)
