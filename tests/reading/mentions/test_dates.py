"""Dates as said, anchored to the paper, never more precise than said."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.reading.mentions.dates import find_dates

ANCHOR = dt.date(2018, 3, 17)
Found = tuple[str | None, str | None]


def dates(text: str, anchor: dt.date | None = ANCHOR, language: str = "nl") -> list[Found]:
    return [(one.from_, one.to) for one in find_dates(text, language, anchor)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("op 4 april 2018", [("2018-04-04", None)]),
        ("op dinsdag 4 en woensdag 5 april 2017", [("2017-04-04", "2017-04-05")]),
        ("29-30 november 2016", [("2016-11-29", "2016-11-30")]),
        ("29 – 30 november 2016", [("2016-11-29", "2016-11-30")]),
        ("4, 5 en 6 mei 2016", [("2016-05-04", "2016-05-06")]),
        ("van 28 juni tot en met 1 juli 2016", [("2016-06-28", "2016-07-01")]),
        ("van 30 december 2016 tot 2 januari 2017", [("2016-12-30", "2017-01-02")]),
        ("30 december tot 2 januari 2017", [("2016-12-30", "2017-01-02")]),
        ("in juni 2016", [("2016-06", None)]),
        ("begin 2019", [("2019", None)]),
        ("eind juni 2019", [("2019-06", None)]),
        ("het voorjaar van 2019", [("2019-03", "2019-05")]),
        ("het derde kwartaal van 2019", [("2019-07", "2019-09")]),
        ("de eerste helft van 2019", [("2019-01", "2019-06")]),
        ("d.d. 04-05-2016", [("2016-05-04", None)]),
        ("2016-05-04", [("2016-05-04", None)]),
        ("sinds 2014 en in 2016", [("2014", None), ("2016", None)]),
        ("op de 1e maart 2016", [("2016-03-01", None)]),
        ("in Q3 2016", [("2016-07", "2016-09")]),
        ("de tweede helft van mei 2016", [("2016-05", None)]),
        ("in het vergaderjaar 2016–2017", [("2016-09", "2017-09")]),
        ("1 t/m 4 mei 2016", [("2016-05-01", "2016-05-04")]),
    ],
)
def test_with_a_year(text: str, found: list[Found]) -> None:
    assert dates(text) == found
    assert dates(text, None) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("sinds de laatste bijeenkomst in november", [("2017-11", None)]),
        ("de volgende top in november", [("2018-11", None)]),
        ("op 23 april a.s.", [("2018-04-23", None)]),
        ("op 23 februari jl.", [("2018-02-23", None)]),
        ("op 11 en 12 juli van dit jaar", [("2018-07-11", "2018-07-12")]),
        ("in mei volgend jaar", [("2019-05", None)]),
        ("in mei vorig jaar", [("2017-05", None)]),
        ("op 4 april", [("2018-04-04", None)]),
        ("op 10 januari tekenden zij", [("2018-01-10", None)]),
        ("gisteren", [("2018-03-16", None)]),
        ("dit jaar", [("2018", None)]),
        ("In september zal de Raad spreken", [("2018-09", None)]),
        ("In september heeft de Raad gesproken", [("2017-09", None)]),
        ("in december jl.", [("2017-12", None)]),
        ("dinsdag a.s.", [("2018-03-20", None)]),
        ("aanstaande zaterdag", [("2018-03-24", None)]),
        ("afgelopen maandag", [("2018-03-12", None)]),
        ("dinsdag jl.", [("2018-03-13", None)]),
        ("deze week", [("2018-03-12", "2018-03-18")]),
        ("volgende week", [("2018-03-19", "2018-03-25")]),
        ("vorige maand", [("2018-02", None)]),
        ("dit kwartaal", [("2018-01", "2018-03")]),
        ("komend najaar", [("2018-09", "2018-11")]),
        ("afgelopen zomer", [("2017-06", "2017-08")]),
        ("deze winter", [("2018-12", "2019-02")]),
        ("eind mei", [("2018-05", None)]),
        ("de komende maanden", [(None, None)]),
        ("op een dinsdag", []),
    ],
)
def test_without_a_year(text: str, found: list[Found]) -> None:
    assert dates(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "op 4 april",
        "in november",
        "dit jaar",
        "gisteren",
        "de zomer",
        "volgende week",
        "dinsdag a.s.",
        "deze maand",
    ],
)
def test_an_undated_paper_leaves_it_open(text: str) -> None:
    assert all(one == (None, None) for one in dates(text, None))


@pytest.mark.parametrize(
    "text",
    ["31 februari 2016", "nr. 2014", "artikel 5", "de top van 40 meter", "12 345 mensen", "2% in"],
)
def test_what_is_no_date(text: str) -> None:
    assert not [one for one in dates(text) if one[0] and len(one[0]) == 10]


def test_a_month_half_a_year_away_is_not_guessed() -> None:
    assert dates("de brief over september") == [(None, None)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 11 and 12 July 2018", [("2018-07-11", "2018-07-12")]),
        ("on July 11, 2018", [("2018-07-11", None)]),
        ("in May 2018", [("2018-05", None)]),
        ("Allies may agree", []),
        ("May I write to you", []),
        ("Mrs May said so", []),
        ("the end of May", [("2018-05", None)]),
        ("in May", [("2018-05", None)]),
        ("next Tuesday", [("2018-03-20", None)]),
        ("last week", [("2018-03-05", "2018-03-11")]),
        ("next month", [("2018-04", None)]),
        ("this autumn", [("2018-09", "2018-11")]),
        ("Q1 2019", [("2019-01", "2019-03")]),
        ("in the second half of 2018", [("2018-07", "2018-12")]),
        ("the coming months", [(None, None)]),
    ],
)
def test_english(text: str, found: list[Found]) -> None:
    assert dates(text, ANCHOR, "en") == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "on 14 and 22 September", [("2009-09-14", None), ("2009-09-22", None)]),
        ("nl", "op 14 en 15 september", [("2009-09-14", "2009-09-15")]),
        ("nl", "tussen 14 en 22 september", [("2009-09-14", "2009-09-22")]),
        ("nl", "van 14 t/m 22 september", [("2009-09-14", "2009-09-22")]),
    ],
)
def test_two_days_that_lie_far_apart_are_two(
    language: str, text: str, found: list[tuple[str, str | None]]
) -> None:
    dates = find_dates(text, language, dt.date(2009, 8, 20))
    assert [(one.from_, one.to) for one in dates] == found
