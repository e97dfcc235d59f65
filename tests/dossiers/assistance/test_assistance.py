"""The state of assistance over planted statements: nothing twice, nothing across currencies."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.dossiers import Answer, Asked, answer, folded, procedure, roll
from inzet.dossiers.folding import Folding
from inzet.meetings import every
from inzet.record import Filter, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import UnknownValue
from tests.dossiers.planting import Planted

UCAP = "assistance/ucap"


def give(
    planted: Planted,
    party: str,
    amount: str | None,
    currency: str = "EUR",
    *,
    stage: str = "pledged",
    when: str = "2023-01",
    said: str | None = None,
    cumulative: bool = False,
    dossier: str = UCAP,
    **more: Any,
) -> str:
    part = {"party": party}
    if amount is not None:
        part |= {"amount": amount, "currency": currency}
    content: dict[str, Any] = {
        "procedure": "assistance",
        "package": "UCAP",
        "stage": stage,
        "contributions": [part],
        "when": when,
    }
    if cumulative:
        content["cumulative"] = True
    act = Act.CONTEXT if stage in ("proposed", "needed") else Act.STATUS
    return planted.say(
        act, dossier, said=said or when, party=party, valid_from=when, content=content, **more
    )


def value(told: Answer, name: str) -> Any:
    return told.values[name].value


def texts(told: Answer) -> str:
    return " ".join(each.text for each in told.headline)


def table(told: Answer, key: str) -> Any:
    return next(each for each in told.tables if each.key == key)


def test_without_anything_it_says_that_there_is_nothing(planted: Planted) -> None:
    told = answer(planted.view(as_of="2023-03-17"), "assistance")
    assert texts(told) == "Nothing on contributions or needs in the record by 17 March 2023."
    assert (told.tables, told.line.text) == ((), "no contributions told")


def test_currencies_and_stages_are_kept_apart(planted: Planted) -> None:
    give(planted, "NLD", "25000000")
    give(planted, "DEU", "11500000", stage="pledged")
    give(planted, "SWE", "90000000", "SEK")
    give(planted, "SWE", "10000000", "EUR", stage="committed")
    told = answer(planted.view(), UCAP)
    assert value(told, "ucap.pledged.EUR") == 36_500_000
    assert value(told, "ucap.pledged.SEK") == 90_000_000
    assert value(told, "ucap.committed.EUR") == 10_000_000
    assert len(told.values["ucap.pledged.EUR"].sources) == 2
    assert "EUR 36.5 million pledged, SEK 90 million pledged and EUR 10 million" in texts(told)
    assert told.title == "Assistance: UCAP"


def test_what_is_told_in_all_is_not_added_up(planted: Planted) -> None:
    give(planted, "NLD", "25000000", when="2022-12-16", cumulative=True)
    give(planted, "NLD", "25000000", when="2023-01-24", cumulative=True, source="another")
    then = answer(planted.view(), UCAP).values["ucap.NLD.pledged.EUR"]
    assert (then.value, len(then.sources)) == (25_000_000, 2)
    give(planted, "NLD", "100000000", when="2023-07", cumulative=True)
    give(planted, "NLD", "3000000", when="2023-09")
    told = answer(planted.view(), UCAP).values["ucap.NLD.pledged.EUR"]
    assert (told.value, len(told.sources)) == (103_000_000, 2)
    assert "are not added up" in told.rule
    before = answer(planted.view(as_of="2023-03-17"), UCAP)
    assert value(before, "ucap.NLD.pledged.EUR") == 25_000_000


def test_a_level_that_goes_down_again_is_lower(planted: Planted) -> None:
    for when, amount in (("2022-01", "25"), ("2023-01", "100"), ("2024-01", "25")):
        give(planted, "NLD", amount, when=when, cumulative=True)
    assert value(answer(planted.view(), UCAP), "ucap.NLD.pledged.EUR") == 25


def test_two_levels_of_one_day_stand_beside_each_other(planted: Planted) -> None:
    give(planted, "NLD", "25", when="2023-01-24", said="2023-01-25", cumulative=True)
    give(planted, "NLD", "30", when="2023-01-24", said="2023-02-01", cumulative=True)
    told = answer(planted.view(), UCAP).values["ucap.NLD.pledged.EUR"]
    assert told.value == 30
    assert [other.value for other in told.others] == [25]


def test_two_copies_of_one_statement_are_one_value_with_two_sources(planted: Planted) -> None:
    give(planted, "SWE", "90000000", "SEK", when="2023-06", source="a release")
    give(planted, "SWE", "90000000", "SEK", when="2023-06-13", source="a newspaper")
    told = answer(planted.view(), UCAP)
    total = told.values["ucap.SWE.pledged.SEK"]
    assert (total.value, len(total.sources)) == (90_000_000, 2)
    rows = table(told, "statements").rows
    assert [[cell.text for cell in row] for row in rows] == [
        ["2023-06-13", "UCAP", "Sweden", "SEK 90 million", "pledged", "2"]
    ]


def test_a_day_that_is_none_gives_way_to_when_the_statement_holds(planted: Planted) -> None:
    for when in ("2023-02-31", "next year"):
        part = {"party": "NLD", "amount": "5", "currency": "EUR"}
        content = {"stage": "paid", "contributions": [part], "when": when}
        planted.say(Act.STATUS, UCAP, party="NLD", valid_from="2023-03", content=content)
    rows = table(answer(planted.view(), UCAP), "statements").rows
    assert [row[0].text for row in rows] == ["2023-03"]


def test_the_same_amount_of_another_day_is_another_contribution(planted: Planted) -> None:
    give(planted, "SWE", "50", "SEK", when="2022-04")
    give(planted, "SWE", "50", "SEK", when="2024-01")
    assert value(answer(planted.view(), UCAP), "ucap.SWE.pledged.SEK") == 100


def test_who_announced_and_has_not_paid(planted: Planted) -> None:
    give(planted, "NLD", "100", when="2023-01")
    give(planted, "NLD", "80", stage="committed", when="2023-02")
    give(planted, "NLD", "30", stage="paid", when="2023-03")
    give(planted, "DEU", "10", when="2023-01")
    give(planted, "DEU", "10", stage="paid", when="2023-05")
    told = answer(planted.view(), UCAP)
    assert value(told, "ucap.NLD.unpaid.EUR") == 70
    assert "ucap.DEU.unpaid.EUR" not in told.values
    assert "at least: Netherlands EUR 70." in texts(told)
    assert value(answer(planted.view(as_of="2023-04-30"), UCAP), "ucap.DEU.unpaid.EUR") == 10


def test_a_contribution_without_amount_stays_without(planted: Planted) -> None:
    give(planted, "SWE", None, stage="committed")
    planted.say(
        Act.POSITION,
        UCAP,
        party="NLD",
        content={"contributors": ["NLD"], "package": "UCAP", "polarity": "positive"},
    )
    told = answer(planted.view(), UCAP)
    assert "UCAP: Netherlands and Sweden contributes, the amount is not told." in texts(told)
    assert told.line.text == "2 contributors, no amount told"
    assert not told.values


def test_a_total_of_all_together_is_not_added_to_theirs(planted: Planted) -> None:
    give(planted, "NLD", "100")
    give(planted, "NATO", "800", cumulative=True, when="2024-11")
    told = answer(planted.view(), UCAP)
    assert value(told, "ucap.pledged.EUR") == 100
    assert value(told, "ucap.NATO.pledged.EUR") == 800
    assert "of all contributors together by" in texts(told)
    assert "ucap.NATO.unpaid.EUR" not in told.values


def test_a_gap_is_left_of_a_need_and_not_of_a_proposal(planted: Planted) -> None:
    give(planted, "NLD", "100")
    give(planted, "NATO", "500", stage="proposed")
    told = answer(planted.view(), UCAP)
    assert "Proposed, agreed by nobody as far as is told: EUR 500" in texts(told)
    assert not any("gap" in name for name in told.values)
    give(planted, "NATO", "450", stage="needed", when="2023-05")
    told = answer(planted.view(), UCAP)
    assert value(told, "ucap.gap.EUR") == 350
    assert value(told, "ucap.pledged.EUR") == 100
    assert "The gap that is left: EUR 350." in texts(told)


def test_only_what_had_been_said_counts_and_only_for_who_may_read_it(planted: Planted) -> None:
    give(planted, "NLD", "25", when="2022-12", said="2022-12-16", marking="PUBLIC")
    give(planted, "DEU", "11", when="2022-12", said="2023-11-29", marking="INTERNAL")
    assert value(answer(planted.view(), UCAP), "ucap.pledged.EUR") == 36
    known = answer(planted.view(known_on="2023-01-01"), UCAP)
    assert value(known, "ucap.pledged.EUR") == 25
    theirs = answer(planted.view(reader="PUBLIC"), UCAP)
    assert value(theirs, "ucap.pledged.EUR") == 25
    assert "Germany" not in str(theirs.tables)


def track(
    planted: Planted, party: str, metric: str, month: str | None, amount: str, **more: Any
) -> None:
    content = {
        "metric": metric,
        "value": amount,
        "unit": "EUR",
        "edition": more.pop("edition", "29"),
    }
    if month:
        content["when"] = month
    planted.say(
        Act.FIGURE, "assistance/ukraine", party=party, valid_from=month, content=content, **more
    )


def test_a_tracker_is_summed_over_its_months_by_edition(planted: Planted) -> None:
    for edition, extra in (("28", "0"), ("29", "5")):
        for party, month, amount in (
            ("NLD", "2022-02", "10.5"),
            ("NLD", "2023-03", extra),
            ("DEU", "2022-02", "20"),
        ):
            track(planted, party, "allocations", month, amount, edition=edition)
            track(planted, party, "military allocations", month, amount, edition=edition)
    track(planted, "NLD", "commitments", "2022-02", "40")
    track(planted, "NLD", "GDP", None, "1000")
    told = answer(planted.view(), "assistance/ukraine")
    assert value(told, "allocations") == Decimal("35.5")
    assert value(told, "allocations.NLD") == Decimal("15.5")
    assert value(told, "allocations.NLD.share") == Decimal("1.55")
    assert "allocations.DEU.share" not in told.values
    assert "EUR 40 committed; of that EUR 24.5 is not yet allocated" in texts(told)
    assert "Other editions in the record: 28." in texts(told)
    older = answer(planted.view(), "assistance/ukraine", edition="28")
    assert value(older, "allocations.NLD") == Decimal("10.5")
    early = answer(planted.view(as_of="2022-12-31"), "assistance/ukraine")
    assert value(early, "allocations.NLD") == Decimal("10.5")
    with pytest.raises(UnknownValue) as refused:
        answer(planted.view(), "assistance/ukraine", edition="30")
    assert refused.value.fix == "Editions with figures up to that day: 28, 29."


def test_a_tracker_that_publishes_another_total_is_not_silently_right(planted: Planted) -> None:
    track(planted, "NLD", "allocations", "2022-02", "10")
    track(planted, "all donors", "total allocations", "2022-02", "10")
    told = answer(planted.view(), "assistance/ukraine").values["allocations"]
    assert (told.value, told.contested, len(told.sources)) == (10, False, 2)
    track(planted, "all donors", "total allocations", "2022-03", "1")
    told = answer(planted.view(), "assistance/ukraine").values["allocations"]
    assert [other.value for other in told.others] == [11]


def test_an_option_that_is_not_there_is_refused(planted: Planted) -> None:
    give(planted, "NLD", "25")
    with pytest.raises(UnknownValue, match="has no option “by”"):
        answer(planted.view(), UCAP, options={"by": "2030"})


def test_in_dutch(planted: Planted) -> None:
    give(planted, "NLD", "11500000")
    told = answer(planted.view(), UCAP, language="nl")
    assert texts(told).startswith("UCAP: EUR 11,5 miljoen toegezegd.")
    assert told.title == "Steun: UCAP"


def test_every_word_is_there_in_both_languages() -> None:
    text = resources.files("inzet.dossiers.assistance").joinpath("words.toml").read_text("utf-8")
    words = tomllib.loads(text)
    assert words["en"].keys() == words["nl"].keys()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> list[StatementRow]:
    planting = Planted(tmp_path_factory.mktemp("many"))
    for number in range(40):
        give(
            planting,
            ("NLD", "DEU", "NATO")[number % 3],
            None if number % 11 == 0 else str(number % 5 * 10),
            ("EUR", "SEK")[number % 2],
            stage=("pledged", "committed", "paid", "proposed")[number % 4],
            when=f"2023-0{1 + number % 6}",
            cumulative=number % 7 == 0,
        )
    for number in range(10):
        month = f"2022-0{1 + number % 3}"
        track(planting, ("NLD", "DEU")[number % 2], "allocations", month, str(number))
    rows = list(every(planting.view(), Filter(procedure="assistance")))
    planting.record.close()
    return rows


@given(seed=st.integers(0, 10**6), cut=st.integers(0, 50))
def test_in_any_order_and_in_parts_the_state_is_the_same(
    many: list[StatementRow], seed: int, cut: int
) -> None:
    assistance = procedure("assistance")
    asked, nobody = Asked(dt.date(2024, 1, 1)), roll_of_nobody()
    whole = Folding(assistance)
    whole.take(many)
    wanted = assistance.answer(whole.state(asked, nobody), asked)
    rows = list(many)
    random.Random(seed).shuffle(rows)
    parts = Folding(assistance)
    parts.take(rows[:cut])
    parts.take(rows[cut:])
    assert assistance.answer(parts.state(asked, nobody), asked) == wanted


def roll_of_nobody() -> Any:
    from inzet.dossiers import Roll

    return Roll()


def test_a_fold_of_a_view_takes_what_tells_something(planted: Planted) -> None:
    give(planted, "NLD", "25")
    planted.say(Act.POSITION, UCAP, content={"modality": "want"})
    view = planted.view()
    assert len(folded(view, procedure("assistance")).facts) == 1
    assert roll(view).count("NATO", dt.date(2023, 1, 1)).value == 30
