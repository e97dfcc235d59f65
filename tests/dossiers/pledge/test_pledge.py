"""The state of the pledges over planted figures: which edition, for whom, in any order."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

import pytest

from inzet.dossiers import Answer, Asked, answer, folded, procedure, roll
from inzet.dossiers.folding import Folding
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.parties import members
from tests.dossiers.planting import Planted
from tests.dossiers.pledge.figures import (
    EQUIPMENT,
    THE_HAGUE,
    WALES,
    agreement,
    figure,
    plant,
)

ALLIES_2023 = [code for code in members("NATO", dt.date(2023, 12, 31)) if code != "ISL"]


def edition(name: str, year: int, above: set[str], **more: Any) -> list[Statement]:
    """A complete edition for a year in which these are at 2.5 %, everyone else at 1.5 %."""
    return [
        figure(name, party, year, "2.5" if party in above else "1.5", **more)
        for party in ALLIES_2023
    ]


def wales() -> Statement:
    return agreement("pledge/wales-2014", "2014-09-05", WALES)


def texts(told: Answer) -> str:
    return " ".join(each.text for each in told.headline)


def test_without_anything_it_says_that_there_is_nothing(planted: Planted) -> None:
    told = answer(planted.view(as_of="2023-12-31"), "pledge")
    assert texts(told) == (
        "No agreement in the record by 31 December 2023. "
        "No figures in the record by 31 December 2023."
    )
    assert (told.tables, told.values, told.line.text) == ((), {}, "no figures")


def test_the_newest_complete_edition_is_used_and_the_rule_told(planted: Planted) -> None:
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL", "EST"})])
    plant(planted.record, edition("2024-03", 2023, {"POL"}))
    plant(planted.record, [figure("2024-06", "NLD", 2023, "2.5")])
    told = answer(planted.view(as_of="2023-12-31"), "pledge")
    value = told.values["share-2.2023"]
    assert (value.value, value.others[0].value) == (1, 2)
    assert told.state["editions"]["2023"]["edition"] == "2024-03"
    assert "1 ally at or above 2 % of GDP in 2023: of 30 with figures" in texts(told)
    assert "2 in 2023-07 and 1 of only 1 with figures in 2024-06" in texts(told)


def test_a_target_has_the_newest_edition_with_all_figures_on_it(planted: Planted) -> None:
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL", "EST"})])
    plant(planted.record, [figure("2023-07", "NLD", 2023, "25", EQUIPMENT)])
    above = [figure("2023-03", party, 2023, "21", EQUIPMENT) for party in ALLIES_2023]
    plant(planted.record, [*above, figure("2023-03", "NLD", 2023, "1.5")])
    view = planted.view(as_of="2023-12-31")
    told = answer(view, "pledge")
    assert told.values["share-2.2023"].value == 2
    assert told.values["equipment-20.2023"].value == 30
    assert "That is by the edition of 2023-03, the newest with all of these figures." in texts(told)
    row = table(told, "years").rows[0]
    assert [cell.text for cell in row[1:4]] == ["2023-07", "2 of 30", "30 of 30 in 2023-03"]
    asked = answer(view, "pledge", edition="2023-07")
    assert asked.values["equipment-20.2023"].value == 1


def test_an_edition_that_was_asked_is_used_also_where_it_is_not_complete(planted: Planted) -> None:
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL", "EST"})])
    plant(planted.record, [figure("2024-06", "NLD", 2023, "2.5")])
    told = answer(planted.view(as_of="2023-12-31"), "pledge", edition="2024-06")
    assert told.values["share-2.2023"].value == 1
    assert "the edition has no figure for 29 others" in texts(told)


@pytest.mark.parametrize(
    ("options", "where", "says"),
    [
        ({"targets": "2"}, "--with", "has no option “targets”"),
        ({"target": "a lot"}, "--with", "no value of target"),
        ({"target": "-1"}, "--with", "no value of target"),
        ({"target": "NaN"}, "--with", "no value of target"),
        ({"by": "soon"}, "--with", "no value of by"),
        ({"by": "2023"}, "--with", "by=2023 is not after the year of the figures, 2023"),
        ({"year": "soon"}, "--with", "no value of year"),
        ({"year": "2019"}, "--with", "there are no figures of 2019 here"),
        ({"over": "0"}, "--with", "no value of over"),
        ({"growth": "900"}, "--with", "no value of growth"),
        ({"against": "1999-01"}, "--with", "no figures of an edition “1999-01”"),
    ],
)
def test_bad_options_are_refused_with_what_to_do(
    planted: Planted, options: dict[str, str], where: str, says: str
) -> None:
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL"})])
    with pytest.raises(UnknownValue) as refused:
        answer(planted.view(as_of="2023-12-31"), "pledge", options=options)
    assert says in refused.value.what
    assert refused.value.where == where
    assert refused.value.fix


def test_the_year_that_is_asked_is_the_year_of_all_that_is_told(planted: Planted) -> None:
    plant(planted.record, [wales(), *edition("2023-07", 2022, {"POL"})])
    plant(planted.record, edition("2023-07", 2023, {"POL", "EST"}))
    view = planted.view(as_of="2023-12-31")
    assert answer(view, "pledge").state["year"] == 2023
    told = answer(view, "pledge", options={"year": "2022"})
    assert told.state["year"] == 2022
    assert "1 ally at or above 2 % of GDP in 2022" in texts(told)
    assert table(told, "allies").title == "Allies in 2022"
    assert (told.among["year"].values, told.among["year"].used) == (("2022", "2023"), "2022")


def test_editions_that_differ_stand_side_by_side(planted: Planted) -> None:
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL", "EST"})])
    plant(planted.record, edition("2024-03", 2023, {"POL"}))
    told = answer(planted.view(as_of="2023-12-31"), "pledge")
    found = table(told, "differing")
    assert [column.title for column in found.columns[1:]] == ["2023-07", "2024-03, used", "Apart"]
    [row] = found.rows
    assert row[0].text == "Estonia"
    assert all(cell.value is not None and cell.value.sources for cell in row[1:])
    alone = answer(planted.view(known_on="2023-12-31"), "pledge")
    assert "differing" not in [each.key for each in alone.tables]


def test_an_unknown_edition_lists_those_known_by_then(planted: Planted) -> None:
    plant(planted.record, edition("2023-07", 2023, {"POL"}))
    plant(planted.record, edition("2024-03", 2023, {"POL"}))
    view = planted.view(known_on="2023-12-31")
    with pytest.raises(UnknownValue) as refused:
        answer(view, "pledge", edition="2024-03")
    assert refused.value.fix == "Editions with figures up to that day: 2023-07."


def test_two_papers_and_the_reference_tell_one_agreement(planted: Planted) -> None:
    reworded = {**WALES, "agreed_at": "Newport"}
    plant(
        planted.record, [wales(), agreement("pledge/wales-2014", "2023-03-17", WALES, "a letter")]
    )
    plant(planted.record, [agreement("pledge/wales-2014", "2023-05-01", reworded, "another")])
    told = answer(planted.view(), "pledge/wales-2014")
    assert told.title == "2% norm, Wales 2014"
    row = told.tables[0].rows[0]
    assert row[4].text == "3"
    assert row[1].value is not None
    assert (row[1].value.rule, row[1].value.others[0].value) == ("said first", "Newport")
    targets = told.state["agreements"][0]["targets"]
    assert [len(target["sources"]) for target in targets] == [3, 3]


def test_an_agreement_still_to_be_made_is_no_target(planted: Planted) -> None:
    planted.say(
        Act.EXPECTATION,
        "pledge/vilnius-2023",
        content={"name": "new pledge", "targets": [], "to_be_agreed_at": "NATO Summit Vilnius"},
    )
    told = answer(planted.view(), "pledge/vilnius-2023")
    assert told.line.text == "to be made at NATO Summit Vilnius"
    assert told.headline[0].text == "New pledge is still to be made, at NATO Summit Vilnius."
    assert told.state["agreements"][0]["made"] is False


def test_the_more_precise_copy_of_a_cell_is_used_and_both_are_its_sources(planted: Planted) -> None:
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL"})])
    plant(planted.record, [figure("2023-07", "NLD", 2023, "1.499999", copy=" in a copy")])
    plant(planted.record, [figure("2023-07", "BEL", 2023, "1.62", copy=" in a copy")])
    told = answer(planted.view(as_of="2023-12-31"), "pledge")
    cells = {row[0].text: row[1] for row in table(told, "allies").rows}
    same, other = cells["Netherlands"].value, cells["Belgium"].value
    assert same is not None
    assert other is not None
    assert (same.value, len(same.sources), same.contested) == (Decimal("1.499999"), 2, False)
    assert (other.value, other.others[0].value) == (Decimal("1.62"), Decimal("1.5"))
    assert other.rule == "the copy with the most decimals"


def test_a_reader_who_sees_fewer_figures_counts_fewer(planted: Planted) -> None:
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL"})], "PUBLIC")
    plant(planted.record, edition("2024-03", 2023, {"POL", "EST"}), "INTERNAL")
    mine = answer(planted.view(as_of="2023-12-31"), "pledge")
    theirs = answer(planted.view(as_of="2023-12-31", reader="PUBLIC"), "pledge")
    assert mine.values["share-2.2023"].value == 2
    assert theirs.values["share-2.2023"].value == 1
    assert "2024-03" not in texts(theirs)
    with pytest.raises(UnknownValue) as refused:
        answer(planted.view(reader="PUBLIC"), "pledge", edition="2024-03")
    assert refused.value.fix == "Editions with figures up to that day: 2023-07."


def test_a_published_count_agrees_or_stands_beside(planted: Planted) -> None:
    counted = "allies at or above 2 percent of GDP"
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL", "EST"})])
    plant(planted.record, [figure("2023-07", "NATO", 2023, "2", counted, unit="count")])
    view = planted.view(as_of="2023-12-31")
    agreeing = answer(view, "pledge").values["share-2.2023"]
    assert not agreeing.contested
    assert agreeing.sources[-1].content["metric"] == counted
    plant(
        planted.record,
        [figure("2023-07", "NATO", 2023, "3", counted, unit="count", copy=" in the press")],
    )
    told = answer(planted.view(as_of="2023-12-31"), "pledge")
    assert [other.value for other in told.values["share-2.2023"].others] == [3]
    assert "The publisher counts 3." in texts(told)


def test_a_path_states_its_growth_and_reaches_the_target(planted: Planted) -> None:
    money = {"prices": "constant 2015", "unit": "USD"}
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL"})])
    plant(planted.record, [figure("2023-07", "NLD", 2018, "1.0")])
    for year, gdp in ((2018, "100"), (2023, "110.40808032")):
        plant(planted.record, [figure("2023-07", "NLD", year, gdp, "GDP", **money)])
    view = planted.view(as_of="2023-12-31")
    asked = {"target": "3", "by": "2024"}
    told = answer(view, "pledge", options=asked)
    row = next(row for row in table(told, "path").rows if row[0].text == "Netherlands")
    assert [cell.text for cell in row] == [
        "Netherlands",
        "1.50",
        "+104.0 %",
        "+2.0 %",
        "1.60",
        "2038",
    ]
    assert row[2].value is not None
    assert {each.content["metric"] for each in row[2].value.sources} >= {"GDP"}
    assert "its own average real growth from 2018 to 2023" in table(told, "path").note
    told = answer(view, "pledge", options={**asked, "growth": "0"})
    row = next(row for row in table(told, "path").rows if row[0].text == "Netherlands")
    assert row[2].text == "+100.0 %"
    assert "real growth as asked" in table(told, "path").note


def test_a_gap_in_money_comes_from_the_gdp_of_the_same_edition(planted: Planted) -> None:
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL"})])
    gdp = figure("2023-07", "NLD", 2023, "1000000000000", "GDP", unit="USD", prices="current")
    plant(planted.record, [gdp])
    told = answer(planted.view(as_of="2023-12-31"), "pledge")
    row = next(row for row in table(told, "allies").rows if row[0].text == "Netherlands")
    assert [cell.text for cell in row[:4]] == ["Netherlands", "1.50", "−0.50", "USD −5.0 bn"]
    other = next(row for row in table(told, "allies").rows if row[0].text == "Belgium")
    assert other[3].text == ""


def test_a_group_is_not_summed_where_an_input_is_missing(planted: Planted) -> None:
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL"})])
    plant(planted.record, [figure("2023-07", "NATO", 2023, "2.5")])
    for party in ALLIES_2023[1:]:
        for metric, value in (("defence expenditure", "2"), ("GDP", "100")):
            cell = figure("2023-07", party, 2023, value, metric, unit="USD", prices="constant 2015")
            plant(planted.record, [cell])
    told = answer(planted.view(as_of="2023-12-31"), "pledge")
    assert told.values["group.NATO.2023"].value == Decimal("2.5")
    assert "group.NATO.2023.recomputed" not in told.values
    for metric, value in (("defence expenditure", "2"), ("GDP", "100")):
        last = figure(
            "2023-07", ALLIES_2023[0], 2023, value, metric, unit="USD", prices="constant 2015"
        )
        plant(planted.record, [last])
    told = answer(planted.view(as_of="2023-12-31"), "pledge")
    assert told.values["group.NATO.2023.recomputed"].value == 2
    assert told.values["group.NATO.2023"].others[0].value == 2


def test_in_dutch(planted: Planted) -> None:
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL", "EST"})])
    plant(planted.record, [agreement("pledge/the-hague-2025", "2025-06-25", THE_HAGUE)])
    told = answer(planted.view(as_of="2023-12-31"), "pledge", language="nl")
    assert texts(told).startswith("2 bondgenoten op of boven 2 % van het bbp in 2023: van 30 met")
    assert "zonder cijfers: IJsland, dat geen krijgsmacht heeft" in texts(told)
    assert {row[0].text for row in table(told, "allies").rows} >= {"Nederland", "Polen"}


def test_every_word_is_there_in_both_languages() -> None:
    import tomllib
    from importlib import resources

    text = resources.files("inzet.dossiers.pledge").joinpath("words.toml").read_text("utf-8")
    words = tomllib.loads(text)
    assert words["en"].keys() == words["nl"].keys()


def test_in_any_order_and_in_parts_the_state_is_the_same(planted: Planted) -> None:
    plant(
        planted.record, [wales(), agreement("pledge/wales-2014", "2023-03-17", WALES, "a letter")]
    )
    plant(planted.record, edition("2023-07", 2023, {"POL", "EST"}))
    plant(planted.record, edition("2024-03", 2023, {"POL"}, estimate=True))
    plant(planted.record, edition("2024-03", 2023, {"EST"}, copy=" in a copy"))
    plant(planted.record, edition("2023-07", 2023, {"BEL"}, metric=EQUIPMENT))
    view, pledge = planted.view(as_of="2023-12-31"), procedure("pledge")
    rows = rows_of(view)
    asked, who = Asked(dt.date(2023, 12, 31)), roll(view)
    whole = folded(view, pledge)
    wanted = pledge.answer(whole.state(asked, who), asked)
    shuffler = random.Random(7)
    for _ in range(5):
        shuffler.shuffle(rows)
        parts = Folding(pledge)
        parts.take(rows[:40])
        parts.take(rows[40:])
        told = pledge.answer(parts.state(asked, who), asked)
        assert told.state == wanted.state
        assert told.headline == wanted.headline
        assert told.tables == wanted.tables
        assert told.values == wanted.values


def rows_of(view: Any) -> list[StatementRow]:
    from inzet.meetings import every
    from inzet.record import Filter

    return list(every(view, Filter(procedure="pledge")))


def table(told: Answer, key: str) -> Any:
    return next(each for each in told.tables if each.key == key)


def test_a_figure_that_is_withdrawn_is_forgotten(planted: Planted) -> None:
    plant(planted.record, [wales(), *edition("2023-07", 2023, {"POL"})])
    plant(planted.record, [figure("2024-03", "NLD", 2023, "2.5")])
    view, pledge = planted.view(as_of="2023-12-31"), procedure("pledge")
    folding = folded(view, pledge)
    asked, who = Asked(dt.date(2023, 12, 31)), roll(view)
    assert list(folding.state(asked, who).sheets) == ["2023-07", "2024-03"]
    rows = {row.content.get("edition"): row for row in rows_of(view)}
    folding.drop([rows["2024-03"].identity])
    assert list(folding.state(asked, who).sheets) == ["2023-07"]
    anew = Folding(pledge)
    anew.take(row for row in rows_of(view) if row.content.get("edition") != "2024-03")
    told, wanted = (pledge.answer(each.state(asked, who), asked) for each in (folding, anew))
    assert told == wanted
    assert pledge.line(folding.state(asked, who), asked) == told.line
