"""What must come out of the entries, counted through a view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest

from inzet.record import Filter, Record, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.times import first_day, last_day

FIGURES = "pledge/defence-expenditure"
SHARE = "defence expenditure as share of GDP"
EQUIPMENT = "equipment and R&D as share of defence expenditure"
GROUPS = {"NATO", "Europe and Canada"}
YEARS = [str(year) for year in range(2014, 2025)]


def rows(view: View, wanted: Filter) -> Iterator[StatementRow]:
    after: str | None = None
    while True:
        page = view.statements(wanted, limit=1000, after=after)
        yield from page.items
        after = page.next
        if after is None:
            return


def members(record: Record, organisation: str, on: dt.date) -> set[str]:
    view = record.view(record.reader("PUBLIC"), as_of=on)
    return {
        str(row.party)
        for row in rows(view, Filter(rule="data:memberships"))
        if row.content["organisation"] == organisation and row.content["role"] == "member"
    }


@pytest.mark.parametrize(
    ("organisation", "on", "how_many"),
    [
        ("NATO", "1949-08-23", 0),
        ("NATO", "1949-08-24", 12),
        ("NATO", "2017-06-04", 28),
        ("NATO", "2020-03-27", 30),
        ("NATO", "2023-04-03", 30),
        ("NATO", "2023-04-04", 31),
        ("NATO", "2024-03-06", 31),
        ("NATO", "2024-03-07", 32),
        ("EU", "2020-01-31", 28),
        ("EU", "2020-02-01", 27),
        ("EU", "2003-12-31", 15),
    ],
)
def test_members(installed: Record, organisation: str, on: str, how_many: int) -> None:
    assert len(members(installed, organisation, dt.date.fromisoformat(on))) == how_many


def approved(view: View, candidate: str) -> set[str]:
    """Allies whose approval is complete, the steps within one left out."""
    found = rows(view, Filter(dossier=f"accession/{candidate}", rule="data:accessions"))
    return {
        row.content["by"][0]
        for row in found
        if row.content["event"] == "national approval completed" and "step" not in row.content
    }


@pytest.mark.parametrize("moment", ["as_of", "known_on"])
@pytest.mark.parametrize(
    ("candidate", "on", "how_many"),
    [
        ("FIN", "2022-07-31", 20),
        ("FIN", "2022-08-31", 24),
        ("FIN", "2022-09-30", 28),
        ("FIN", "2023-03-17", 28),
        ("FIN", "2023-03-29", 29),
        ("FIN", "2023-03-30", 30),
        ("SWE", "2023-03-17", 28),
        ("SWE", "2024-02-26", 30),
    ],
)
def test_national_approvals(
    installed: Record, moment: str, candidate: str, on: str, how_many: int
) -> None:
    day = dt.date.fromisoformat(on)
    reader = installed.reader("PUBLIC")
    view = (
        installed.view(reader, as_of=day)
        if moment == "as_of"
        else installed.view(reader, known_on=day)
    )
    assert len(approved(view, candidate)) == how_many


def test_on_17_march_2023_hungary_and_turkiye_are_open(installed: Record) -> None:
    day = dt.date(2023, 3, 17)
    view = installed.view(installed.reader("PUBLIC"), known_on=day)
    open_ = members(installed, "NATO", day) - approved(view, "FIN")
    assert open_ == {"HUN", "TUR"}


def test_where_sources_differ_both_are_kept(installed: Record) -> None:
    view = installed.view(installed.reader("PUBLIC"))
    for candidate in ("FIN", "SWE"):
        days = {
            (row.party, row.content["when"], row.content.get("step"))
            for row in rows(view, Filter(dossier=f"accession/{candidate}", rule="data:accessions"))
            if row.content["event"] == "national approval completed"
            and row.content.get("confidence") == "conflict"
        }
        assert days == {
            ("DNK", "2022-07-05", None),
            ("DNK", "2022-07-07", None),
            ("ESP", "2022-09-15", "lower chamber"),
            ("ESP", "2022-09-21", None),
        }


def test_a_deposit_told_later_was_not_known_before(installed: Record) -> None:
    def deposits(on: dt.date) -> set[str]:
        view = installed.view(installed.reader("PUBLIC"), known_on=on)
        found = rows(view, Filter(dossier="accession/FIN", rule="data:accessions"))
        event = "acceptance notified or deposited"
        return {str(row.party) for row in found if row.content["event"] == event}

    assert deposits(dt.date(2022, 10, 7)) == set()
    assert deposits(dt.date(2022, 10, 8)) == {"ESP"}


def test_in_force_and_member_on_one_day(installed: Record) -> None:
    view = installed.view(installed.reader("PUBLIC"))
    for candidate, day in (("FIN", "2023-04-04"), ("SWE", "2024-03-07")):
        found = rows(view, Filter(dossier=f"accession/{candidate}", rule="data:accessions"))
        in_force = {row.content["when"] for row in found if row.content["event"] == "in force"}
        assert in_force == {day}
        assert candidate in members(installed, "NATO", dt.date.fromisoformat(day))


def cells(
    record: Record, metric: str, edition: str, prices: str | None = None, known_on: str = ""
) -> dict[str, dict[str, Decimal]]:
    """Values by year and party."""
    view = record.view(
        record.reader("PUBLIC"),
        known_on=dt.date.fromisoformat(known_on) if known_on else None,
    )
    found: dict[str, dict[str, Decimal]] = {}
    for row in rows(view, Filter(dossier=FIGURES, rule="data:figures")):
        content = row.content
        if (content["metric"], content["edition"]) != (metric, edition):
            continue
        if prices is not None and content["prices"] != prices:
            continue
        year = found.setdefault(content["when"], {})
        assert row.party not in year, (row.party, content)
        year[str(row.party)] = Decimal(content["value"])
    return found


def at_least(values: dict[str, Decimal], target: int) -> set[str]:
    return {party for party, value in values.items() if party not in GROUPS and value >= target}


def test_two_and_twenty_percent_by_the_edition_of_june_2024(installed: Record) -> None:
    share, equipment = (cells(installed, m, "2024-06") for m in (SHARE, EQUIPMENT))
    two = [len(at_least(share[year], 2)) for year in YEARS]
    twenty = [len(at_least(equipment[year], 20)) for year in YEARS]
    both = {year: len(at_least(share[year], 2) & at_least(equipment[year], 20)) for year in YEARS}
    assert two == [3, 5, 5, 4, 6, 7, 9, 6, 7, 10, 23]
    assert twenty == [8, 9, 10, 12, 13, 17, 17, 22, 24, 26, 29]
    assert [both[year] for year in ("2014", "2022", "2023", "2024")] == [2, 7, 8, 23]


def test_group_totals(installed: Record) -> None:
    share = cells(installed, SHARE, "2024-06")
    europe = [
        round(share[year]["Europe and Canada"], 3) for year in ("2014", "2022", "2023", "2024")
    ]
    assert europe == [Decimal(x) for x in ("1.428", "1.659", "1.775", "2.015")]
    assert round(share["2024"]["NATO"], 3) == Decimal("2.713")


def test_three_cells_are_printed_as_two_and_recomputed_less(installed: Record) -> None:
    share = cells(installed, SHARE, "2024-06")
    spent = cells(installed, "defence expenditure", "2024-06", "constant 2015")
    gdp = cells(installed, "GDP", "2024-06", "constant 2015")
    reckoned = {
        year: {party: spent[year][party] / gdp[year][party] * 100 for party in spent[year]}
        for year in YEARS
    }
    apart = {
        (party, year): str(round(reckoned[year][party], 3))
        for year in YEARS
        for party, value in share[year].items()
        if abs(reckoned[year][party] - value) > Decimal("0.001")
    }
    assert apart == {
        ("FRA", "2020"): "1.986",
        ("LTU", "2019"): "1.995",
        ("SVK", "2024"): "1.989",
    }
    assert [len(at_least(reckoned[year], 2)) for year in ("2019", "2020", "2024")] == [6, 8, 22]


@pytest.mark.parametrize("prices", ["current", "constant 2015"])
def test_the_sum_of_allies_is_the_total_that_was_published(installed: Record, prices: str) -> None:
    spent = cells(installed, "defence expenditure", "2024-06", prices)
    joined = {"MNE": "2017", "MKD": "2020", "FIN": "2023", "SWE": "2024"}
    for year in YEARS:
        allies = sum(
            value
            for party, value in spent[year].items()
            if party not in GROUPS and party != "USA" and year >= joined.get(party, "")
        )
        assert abs(allies - spent[year]["Europe and Canada"]) < 10_000, year


def test_2023_by_edition(installed: Record) -> None:
    july = cells(installed, SHARE, "2023-07")["2023"]
    march = cells(installed, SHARE, "2024-03")["2023"]
    june = cells(installed, SHARE, "2024-06")["2023"]
    assert [len(july), len(march)] == [30, 30]
    assert [len(at_least(each, 2)) for each in (july, march, june)] == [11, 11, 10]
    assert july["ROU"] - june["ROU"] > Decimal("0.8")


def test_the_edition_of_june_2019_is_whole(installed: Record) -> None:
    years = [str(year) for year in range(2012, 2020)]
    for metric in (SHARE, EQUIPMENT):
        found = cells(installed, metric, "2019-06")
        assert sorted(found) == years
        assert {len(found[year]) for year in years} == {28}


def test_published_counts_agree_with_whole_tables(installed: Record) -> None:
    view = installed.view(installed.reader("PUBLIC"))
    told = {
        (row.content["edition"], row.content["when"]): int(row.content["value"])
        for row in rows(view, Filter(dossier=FIGURES, rule="data:headlines"))
        if row.content["unit"] == "count"
    }
    for (edition, year), count in told.items():
        values = cells(installed, SHARE, edition).get(year, {})
        if len(values) >= 30:
            assert len(at_least(values, 2)) == count, (edition, year)
    assert told["2022-06", "2022"] == 9 == len(cells(installed, SHARE, "2022-06")["2022"])


def test_before_an_edition_its_figures_are_not_known(installed: Record) -> None:
    assert cells(installed, SHARE, "2024-06", known_on="2024-06-16") == {}
    assert cells(installed, SHARE, "2024-06", known_on="2024-06-17") != {}
    assert cells(installed, SHARE, "2023-07", known_on="2023-03-17") == {}


def test_agreements_and_their_targets(installed: Record) -> None:
    view = installed.view(installed.reader("PUBLIC"))
    targets = {
        row.dossiers[0]: (
            row.valid_from,
            row.content.get("deadline"),
            [(each["direction"], each["value"]) for each in row.content["targets"]],
        )
        for row in rows(view, Filter(act=Act.DECISION, rule="data:agreements"))
    }
    assert targets == {
        "pledge/wales-2014": ("2014-09-05", 2024, [("growing towards", "2"), ("of which", "20")]),
        "pledge/vilnius-2023": ("2023-07-11", None, [("at least", "2"), ("at least", "20")]),
        "pledge/the-hague-2025": ("2025-06-25", 2035, [("at least", "3.5"), ("up to", "1.5")]),
    }


@pytest.mark.parametrize(
    ("on", "levels"),
    [
        ("2022-06-17", {"required": 7}),
        ("2023-06-22", {"met": 2, "good progress": 1, "some progress": 4}),
        ("2023-11-08", {"met": 4, "not met": 3}),
    ],
)
def test_the_seven_steps_of_ukraine(installed: Record, on: str, levels: dict[str, int]) -> None:
    view = installed.view(installed.reader("PUBLIC"), known_on=dt.date.fromisoformat(on))
    latest: dict[int, str] = {}
    for row in reversed(list(rows(view, Filter(dossier="criteria/ukraine")))):
        latest[row.content["number"]] = row.content["level"]
    found = {level: list(latest.values()).count(level) for level in set(latest.values())}
    assert found == levels


def test_contributions_name_their_fund_and_what_they_are(installed: Record) -> None:
    view = installed.view(installed.reader("PUBLIC"))
    dutch = [
        (row.content["stage"], row.content.get("cumulative"), row.content["contributions"])
        for row in rows(view, Filter(dossier="assistance/ucap", party="NLD"))
    ]
    amounts = [each[2][0]["amount"] for each in dutch]
    assert amounts == ["100000000", "25000000", "25000000"]
    assert {each[:2] for each in dutch} == {("pledged", True)}
    proposal = list(rows(view, Filter(dossier="assistance/ucap", act=Act.CONTEXT)))
    assert [row.content["stage"] for row in proposal] == ["proposed"]


def test_nothing_is_said_before_it_is_so(installed: Record) -> None:
    """An entry may hold from before it was said, never be said before it is so, save a pledge."""
    view = installed.view(installed.reader("PUBLIC"))
    for row in rows(view, Filter(data=True)):
        assert row.said is not None
        assert row.valid_from is not None
        if row.rule in ("data:figures", "data:headlines"):
            continue
        assert first_day(row.valid_from) <= row.said, row.quote
        if row.valid_to:
            assert first_day(row.valid_from) < last_day(row.valid_to), row.quote
