"""The known answers on accessions, from the entries that ship, for a person and a program."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Run, told

APPROVED = "national approval completed"


def cited(answer: Any, value: Any) -> list[Any]:
    return [answer["cited"][identity] for identity in value["sources"]]


@pytest.mark.parametrize(
    ("candidate", "day", "count", "of"),
    [
        ("FIN", "2022-07-31", 20, 30),
        ("FIN", "2022-08-31", 24, 30),
        ("FIN", "2022-09-30", 28, 30),
        ("FIN", "2023-03-17", 28, 30),
        ("FIN", "2023-03-30", 30, 30),
        ("SWE", "2023-04-05", 28, 30),
        ("SWE", "2024-02-26", 30, 30),
        ("ROU", "2004-02-27", 18, 19),
    ],
)
def test_counts_with_their_statements(
    run: Run, place: str, candidate: str, day: str, count: int, of: int
) -> None:
    answer = told(run, place, f"accession/{candidate}", "--as-of", day)
    completed = answer["values"]["completed"]
    assert (completed["value"], answer["values"]["of"]["value"]) == (count, of)
    sources = cited(answer, completed)
    assert len(sources) >= count
    assert all(each["citation"]["identifier"] for each in sources)


def test_finland_on_the_day_of_the_seed(run: Run, place: str) -> None:
    for moment in ("--as-of", "--known-on"):
        answer = told(run, place, "accession/FIN", moment, "2023-03-17")
        assert answer["values"]["open"]["value"] == ["HUN", "TUR"]
        assert answer["values"]["stage"]["value"] == APPROVED
        assert answer["values"]["members"]["value"] == 30
    ran = run("status", "accession", "--as-of", "2023-03-17", "--record", place, COLUMNS="80")
    assert "28 of 30 approved" in ran.out
    assert "open: Hungary and Türkiye" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_in_force_and_the_thirty_first_ally(run: Run, place: str) -> None:
    finland = told(run, place, "accession/FIN", "--as-of", "2023-04-05")["values"]
    assert finland["in force"]["value"] == finland["member since"]["value"] == "2023-04-04"
    assert finland["members"]["value"] == 31
    assert (
        told(run, place, "accession", "--known-on", "2023-04-03")["values"]["members"]["value"]
        == 30
    )
    sweden = told(run, place, "accession/SWE", "--as-of", "2024-03-07")["values"]
    assert sweden["in force"]["value"] == sweden["member since"]["value"] == "2024-03-07"
    before = told(run, place, "accession/SWE", "--as-of", "2024-02-26")["values"]
    assert (before["of"]["value"], before["allies"]["value"]) == (30, 31)


def test_denmark_and_spain_show_both_days(run: Run, place: str) -> None:
    answer = told(run, place, "accession/FIN", "--as-of", "2023-03-17")
    rows = {row["ally"]["text"]: row[APPROVED] for row in answer["tables"]["allies"]["rows"]}
    denmark, spain = rows["Denmark"], rows["Spain"]
    assert (denmark["value"], spain["value"]) == ("2022-07-05", "2022-09-21")
    assert [each["value"] for each in denmark["others"]] == ["2022-07-07"]
    assert [each["value"] for each in spain["others"]] == ["2022-09-15"]
    assert denmark["rule"]
    assert spain["rule"]
    for each in (denmark, spain):
        for other in each["others"]:
            assert answer["cited"][other["sources"][0]]["citation"]["identifier"]
    shown = run("status", "accession/FIN", "--as-of", "2023-03-17", "--record", place)
    assert "2022-07-07 says NATO Parliamentary Assembly" in " ".join(shown.out.split())


def test_what_others_counted_is_explained(run: Run, place: str) -> None:
    answer = told(run, place, "accession/FIN", "--as-of", "2022-09-30")
    assert [
        (each["of"], each["says"], each["verdict"], each["list"])
        for each in answer["state"]["told of all"]
    ] == [
        ("2022-08-09", "23 of 30", "agrees", 23),
        ("2022-09-16", "27 of 30", "explained", 26),
    ]


def test_the_steps_of_ukraine(run: Run, place: str) -> None:
    june = told(run, place, "criteria/ukraine", "--as-of", "2023-06-22")
    levels = [each["level"] for each in june["state"][0]["criteria"]]
    assert (levels.count("met"), levels.count("good progress"), levels.count("some progress")) == (
        2,
        1,
        4,
    )
    november = told(run, place, "criteria/ukraine", "--as-of", "2023-11-30")
    levels = [each["level"] for each in november["state"][0]["criteria"]]
    assert (levels.count("met"), levels.count("not met")) == (4, 3)


def test_a_table_as_csv_names_its_statements(run: Run, place: str) -> None:
    ran = run("status", "accession/FIN", "--as-of", "2023-03-17", "--record", place, "--csv")
    head, first = ran.out.splitlines()[:2]
    steps = (APPROVED, "days", "signed by head of state", "acceptance notified or deposited")
    assert head.split(",") == ["ally", "number", *steps, "statements"]
    assert first.startswith("Canada,1,2022-07-05,0,,,")
    assert len(ran.out.splitlines()) == 31


def test_of_an_accession_long_ago_the_list_is_not_drawn_as_if_it_were_complete(
    run: Run, place: str
) -> None:
    ran = run("status", "accession", "--as-of", "2023-03-17", "--record", place, COLUMNS="120")
    assert "approved: told of 2 of 29" in ran.out
    assert "28 of 30 approved" in ran.out


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["status", "--known-on", "1812-01-01"], "No dossiers: nothing had been said by 1812"),
        (["status", "--as-of", "1812-01-01"], "No dossiers: nothing is told that held on 1812"),
        (["status", "accession", "--as-of", "1812-01-01"], "No ally is told on 1 January 1812."),
        (["meetings", "--known-on", "1812-01-01"], "No meetings: nothing had been said by 1812"),
        (["meetings"], "No meetings yet: read a paper first"),
    ],
)
def test_a_day_before_the_data_is_told(run: Run, place: str, asked: list[str], words: str) -> None:
    assert words in run(*asked, "--record", place, COLUMNS="120").out


def test_a_column_keeps_its_capitals_where_sources_differ(run: Run, place: str) -> None:
    asked = ["pledge", "--edition", "2024-06", "--as-of", "2024-12-31", "--table", "allies"]
    ran = run("status", *asked, "--record", place, COLUMNS="200")
    assert "* Slovakia, % of GDP: 2.00 from" in ran.out


def test_an_unknown_party_among_very_many_gets_the_nearest(run: Run, place: str) -> None:
    near = run("positions", "--party", "Netherland", "--record", place)
    assert "Did you mean NLD" in near.err
    far = run("positions", "--party", "Xyzzy", "--record", place)
    assert "Known parties: " in far.err
    assert "more." in far.err


def test_the_overview_stays_a_table_where_a_name_is_long(run: Run, place: str) -> None:
    told = run("status", "--record", place, COLUMNS="65").out.splitlines()
    assert told[0].split() == ["Dossier", "State", "Latest", "Said"]
