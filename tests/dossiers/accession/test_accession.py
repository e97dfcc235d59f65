"""The state of accessions: the known answers, who differs, and what the words of papers add."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.dossiers import Answer, Asked, answer, answers, folded, procedure, roll
from inzet.vocabulary.errors import UnknownValue
from tests.dossiers.accession.approvals import APPROVED, BOTH, Approvals


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Approvals]:
    """Finland, Sweden and the members; nobody adds to it."""
    planting = Approvals(tmp_path_factory.mktemp("both"))
    planting.all_of("FIN")
    planting.all_of("SWE")
    planting.memberships()
    yield planting
    planting.record.close()


@pytest.fixture
def approvals(tmp_path: Any) -> Iterator[Approvals]:
    planting = Approvals(tmp_path)
    yield planting
    planting.record.close()


def told(planted: Approvals, name: str = "accession/FIN", **moment: Any) -> Answer:
    return answer(planted.view(**moment), name)


def headline(answered: Answer) -> str:
    return " ".join(sentence.text for sentence in answered.headline)


def cell(answered: Answer, table: str, row: str, column: str) -> Any:
    found = next(each for each in answered.tables if each.key == table)
    place = [each.key for each in found.columns].index(column)
    return next(cells[place] for cells in found.rows if cells[0].text == row)


@pytest.mark.parametrize(
    ("candidate", "day", "count"),
    [
        ("FIN", "2022-07-31", 20),
        ("FIN", "2022-08-31", 24),
        ("FIN", "2022-09-30", 28),
        ("FIN", "2023-03-17", 28),
        ("FIN", "2023-03-30", 30),
        ("SWE", "2023-04-05", 28),
        ("SWE", "2024-02-26", 30),
    ],
)
def test_counts_name_their_stage_and_denominator(
    both: Approvals, candidate: str, day: str, count: int
) -> None:
    answered = told(both, f"accession/{candidate}", as_of=day)
    values = answered.values
    assert (values["completed"].value, values["of"].value) == (count, 30)
    assert values["stage"].value == APPROVED
    assert "national approval completed by" in answered.headline[0].text
    assert "5 July 2022" in values["of"].rule


def test_who_is_open_and_how_many_allies_there_are(both: Approvals) -> None:
    before = told(both, as_of="2023-03-17")
    assert before.values["open"].value == ["HUN", "TUR"]
    assert before.values["members"].value == 30
    assert "28 of 30 allies; open: Hungary and Türkiye." in headline(before)
    assert before.line.text == "28 of 30, open: Hungary and Türkiye"
    after = told(both, "accession", as_of="2023-04-05")
    assert "NATO had 31 allies on 5 April 2023." in headline(after)
    assert after.values["FIN.member since"].value == "2023-04-04"
    assert after.values["FIN.in force"].value == "2023-04-04"
    assert "FIN.open" not in after.values


def test_an_ally_of_a_later_day_did_not_sign(both: Approvals) -> None:
    """Sweden, 26 February 2024: 30, and 31 with Finland."""
    answered = told(both, "accession/SWE", as_of="2024-02-26")
    assert (answered.values["of"].value, answered.values["allies"].value) == (30, 31)
    assert "With Finland, an ally since 4 April 2023, there are 31 allies" in headline(answered)
    assert answered.state["joined since"] == {"FIN": dt.date(2023, 4, 4)}
    assert "SWE" not in answered.state["allies"]
    assert told(both, "accession/SWE", as_of="2024-03-07").line.text == "member since 7 March 2024"


def test_with_its_own_step_a_later_ally_counts_beside(approvals: Approvals) -> None:
    approvals.all_of("SWE")
    approvals.memberships()
    approvals.step("SWE", "FIN", "2023-04-04")
    answered = told(approvals, "accession/SWE", as_of="2024-02-26")
    assert answered.values["completed"].value == 30
    assert "With Finland, an ally since 4 April 2023, it is 31 of 31." in headline(answered)


def test_known_on_gives_what_had_been_said(both: Approvals) -> None:
    assert told(both, known_on="2022-07-31").values["completed"].value == 20
    assert told(both, known_on="2023-03-17").values["completed"].value == 28
    assert told(both, known_on="2023-04-05").values["members"].value == 31
    assert told(both, known_on="2023-04-03").values["members"].value == 30
    # The deposit of 5 October was told three days later.
    deposit = "count.acceptance notified or deposited"
    assert told(both, known_on="2022-10-06").values[deposit].value == 0
    assert told(both, as_of="2022-10-06").values[deposit].value == 1


def test_where_sources_differ_it_says_which_it_uses(both: Approvals) -> None:
    answered = told(both, as_of="2023-03-17")
    denmark = cell(answered, "allies", "Denmark", APPROVED).value
    assert (denmark.value, denmark.rule) == (
        "2022-07-05",
        "its source gives the days of more allies",
    )
    assert [other.value for other in denmark.others] == ["2022-07-07"]
    spain = cell(answered, "allies", "Spain", APPROVED).value
    assert (spain.value, spain.rule) == (
        "2022-09-21",
        "it is of the whole approval, not of one chamber",
    )
    assert [other.value for other in spain.others] == ["2022-09-15"]
    assert all(each.rule == "" for each in (cell(answered, "allies", "Canada", APPROVED).value,))


def test_the_order_and_the_days_each_took(both: Approvals) -> None:
    answered = told(both, as_of="2023-03-30")
    rows = answered.tables[0].rows
    assert [row[0].text for row in rows][:3] == ["Canada", "Denmark", "Iceland"]
    assert [row[0].text for row in rows][-2:] == ["Hungary", "Türkiye"]
    assert cell(answered, "allies", "Türkiye", "days").text == "268"
    assert cell(answered, "allies", "Netherlands", "days").value.value == 7
    assert "the last Türkiye on 30 March 2023" in headline(answered)


def test_one_chamber_is_under_way_and_not_counted(both: Approvals) -> None:
    answered = told(both, as_of="2022-09-16")
    assert answered.values["completed"].value == 26
    assert "Under way: Spain (lower chamber, 15 September 2022)." in headline(answered)
    assert cell(answered, "allies", "Spain", APPROVED).text == "lower chamber 2022-09-15"


def test_counts_of_others_are_held_against_the_list(approvals: Approvals) -> None:
    approvals.all_of("FIN")
    approvals.count("FIN", "USA", 23, "2022-08-09")
    approvals.count("FIN", "Council", 27, "2022-09-16")
    approvals.count("FIN", "Press", 20, "2022-10-01")
    checked = told(approvals, as_of="2023-03-17").state["told of all"]
    assert [(each["verdict"], each["list"]) for each in checked] == [
        ("agrees", 23),
        ("explained", 26),
        ("differs", 28),
    ]
    answered = told(approvals, known_on="2022-09-16")
    assert answered.values["completed"].value == 26
    assert "27 of 30; the list by ally says 26: sources differ on Spain." in headline(answered)


def test_a_paper_that_speaks_in_words_stands_beside_the_list(approvals: Approvals) -> None:
    approvals.all_of("FIN")
    approvals.words("FIN", event=APPROVED, by="nearly all allies")
    pending = approvals.words("FIN", pending=["HUN", "TUR"], stage=APPROVED)
    answered = told(approvals, as_of="2023-03-17")
    assert "nearly all allies, still to come: Hungary and Türkiye; " in headline(answered)
    assert "the list by ally says the same" in headline(answered)
    open_ = answered.values["open"]
    assert pending in {row.entry for row in open_.sources}
    assert answered.values["completed"].value == 28
    assert len(answered.values["completed"].sources) == 28
    later = told(approvals, as_of="2023-03-28")
    assert later.state["told of all"][0]["verdict"] == "agrees"
    assert later.values["open"].value == ["TUR"]


def test_words_alone_are_enough_for_a_state(approvals: Approvals) -> None:
    approvals.words("FIN", event=APPROVED, by="nearly all allies")
    approvals.words("FIN", pending=["HUN", "TUR"], stage=APPROVED)
    answered = told(approvals, as_of="2023-03-17")
    completed = answered.values["completed"]
    assert (completed.value, len(completed.sources)) == (28, 2)
    assert completed.rule.startswith("reckoned: 30 allies less the 2")
    assert answered.values["open"].value == ["HUN", "TUR"]
    assert "no list by ally to hold it against" in headline(answered)


def test_who_is_not_there_yet_is_no_count(approvals: Approvals) -> None:
    approvals.words("FIN", pending=["HUN"], stage=APPROVED)
    answered = told(approvals, as_of="2023-03-17")
    assert "completed" not in answered.values
    assert answered.values["open"].value == ["HUN"]


def test_a_list_that_a_count_shows_to_be_short_gives_way(approvals: Approvals) -> None:
    approvals.step("FIN", "NLD", "2022-07-12")
    approvals.count("FIN", "SWE", 28, "2023-03-01")
    answered = told(approvals, as_of="2023-03-17")
    completed = answered.values["completed"]
    assert (completed.value, [each.value for each in completed.others]) == (28, [1])
    assert completed.rule == "the list by ally is not complete: a source counts more"


def test_of_few_steps_the_others_are_not_told_rather_than_open(approvals: Approvals) -> None:
    approvals.step("MKD", "NATO", "2019-02-06", "protocol signed")
    approvals.step("MKD", "NLD", "2019-11-13")
    answered = told(approvals, "accession/MKD", as_of="2019-12-01")
    assert "open" not in answered.values
    assert "1 of 29 allies; of the other 28 nothing is told." in headline(answered)


def test_later_steps_count_for_the_earlier(approvals: Approvals) -> None:
    approvals.step("ROU", "NATO", "2003-03-26", "protocol signed")
    allies = ["NOR", "DNK", "CZE", "GBR", "POL", "ITA", "LUX", "ESP", "DEU", "ISL", "HUN"]
    for ally in (*allies, "BEL", "GRC", "NLD", "PRT", "FRA", "TUR", "USA"):
        approvals.step("ROU", ally, "2004-02-27", "acceptance notified or deposited")
    answered = told(approvals, "accession/ROU", as_of="2004-02-28")
    assert answered.values["stage"].value == "acceptance notified or deposited"
    assert (answered.values["completed"].value, answered.values["of"].value) == (18, 19)
    assert answered.values[f"count.{APPROVED}"].value == 18
    assert answered.values["open"].value == ["CAN"]


def test_a_month_agrees_with_the_day_in_it(approvals: Approvals) -> None:
    approvals.step("FIN", "NATO", "2022-06-29", "invited to accede")
    approvals.step("FIN", "NATO", "2022-06", "invited to accede", source="a paper")
    invited = told(approvals, as_of="2023-03-17").values["invited to accede"]
    assert (invited.value, len(invited.sources), invited.contested) == ("2022-06-29", 2, False)


def test_what_a_later_source_changed(approvals: Approvals) -> None:
    approvals.step("FIN", "DNK", "2022-07-07", said="2022-07-08", confidence="one copy")
    approvals.step("FIN", "DNK", "2022-07-05", said="2022-08-01")
    answered = told(approvals, as_of="2023-03-17")
    changed = next(each for each in answered.tables if each.key == "changes").rows
    assert [[each.text for each in row][:5] for row in changed] == [
        ["2022-08-01", "Denmark", APPROVED, "2022-07-07", "2022-07-05"]
    ]
    earlier = told(approvals, known_on="2022-07-31")
    assert cell(earlier, "allies", "Denmark", APPROVED).text == "2022-07-07"


def test_a_reader_who_sees_less_has_a_state_of_their_own(approvals: Approvals) -> None:
    approvals.step("FIN", "NLD", "2022-07-12")
    approvals.step("FIN", "NOR", "2022-07-05", marking="INTERNAL")
    approvals.count("FIN", "NLD", 28, "2023-03-01", marking="INTERNAL")
    answered = told(approvals, as_of="2023-03-17", reader="PUBLIC")
    assert answered.values["completed"].value == 1
    assert answered.state["allies"]["NOR"] == {}
    assert all(row.marking == "PUBLIC" for row in answered.sources())
    assert told(approvals, as_of="2023-03-17").values["completed"].value == 28


@pytest.mark.parametrize("name", ["accession", "criteria", "watch", "dialogue"])
def test_what_it_cannot_be_asked_is_refused(both: Approvals, name: str) -> None:
    with pytest.raises(UnknownValue, match="has no option “by”"):
        answer(both.view(), name, options={"by": "2030"})
    with pytest.raises(UnknownValue, match="no figures that come in editions"):
        answer(both.view(), name, edition="2024-06")


def test_it_speaks_dutch(both: Approvals) -> None:
    answered = answer(both.view(as_of="2023-03-17"), "accession", language="nl")
    assert "nationale goedkeuring afgerond door 28 van de 30 bondgenoten" in headline(answered)
    assert "Hongarije en Turkije" in headline(answered)
    assert answered.tables[0].title == "Kandidaten"


def test_every_value_leads_to_its_statements(both: Approvals) -> None:
    for each in answers(both.view(as_of="2023-03-17")):
        assert each.values["completed"].sources
        assert len(each.values["completed"].sources) == 28
        assert {row.party for row in each.values["completed"].sources} == set(BOTH)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_in_whatever_order_statements_come_the_state_is_one(
    both: Approvals, data: st.DataObject
) -> None:
    view = both.view(as_of="2023-03-17")
    accession = procedure("accession")
    facts = folded(view, accession).facts
    shuffled = {key: facts[key] for key in data.draw(st.permutations(sorted(facts)))}
    asked, members = Asked(dt.date(2023, 3, 17)), roll(view)
    first = accession.answer(accession.state(facts, asked, members), asked)
    second = accession.answer(accession.state(shuffled, asked, members), asked)
    assert (first.state, first.headline, first.tables) == (
        second.state,
        second.headline,
        second.tables,
    )
