"""Small data sets, written by a test, and what comes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from inzet.datasets import Intake, Row, Settings, named, recognised
from inzet.reading.tables import load_tables
from inzet.vocabulary.entries import Statement
from tests.reading.sheets import Value, xlsx

FIGURES = """\
edition,measure,unit,party,year,value,prices,estimate
2023-07,defence_expenditure_share_gdp,percent,NOR,2022,1.55,constant 2015,no
2023-07,defence_expenditure_share_gdp,percent,NOR,2023,1.67,constant 2015,yes
2023-07,defence_expenditure_share_gdp,percent,NATO Total,2023,2.64,constant 2015,yes
"""
KIEL = """\
"country","iso","year","month","total","financial","humanitarian","military","commitments","gdp"
"Norway","NOR",2022,3,0.015,0.01,0.005,0,0.02,480.5
"Norway","NOR",2022,4,0.1,0,0,0.1,0.1,480.5
"EU (Commission and Council)","EU",2022,3,1.2,1.2,0,0,1.2,
"""
RATIFICATIONS = """\
protocol,ally_iso3,event,date,source,confidence,note
MNE,,protocol_signed,2016-05-19,a treaty series,official,
MNE,NLD,lower_house_approval,2016-12-22,a dossier,official,
MNE,NLD,notification_of_acceptance,2017-04,a register,one_copy,month only
MNE,MNE,instrument_of_accession_deposited,2017-06-05,a note,two_copies,
MNE,CAN,notification_of_acceptance,,not seen,missing,
"""
CONTRIBUTIONS = """\
country_iso3,date,amount_million,currency,instrument,source,confidence,note
NOR,2023-02-01,12.5,EUR,trust fund UCAP (cumulative),a letter,one_copy,
NOR,2023-06,,,NSATU fund,a press item,official_text,amount not told
"""
STEPS = """\
step,topic,as_of,status,source
3,Fight against corruption,2022-06-17,required,an opinion
3,Fight against corruption,2023-11,not completed,a report
"""


def rows_of(
    data: bytes | str, name: str = "t.csv", kind: str | None = None, **settings: Any
) -> list[Row]:
    """The rows of a file, as they would be imported."""
    raw = data.encode() if isinstance(data, str) else data
    tables = load_tables(raw, name=name)
    found = recognised(tables, name, named(kind) if kind else None)
    return list(found.rows(tables, Settings(name=name, **settings)))


def statements_of(data: bytes | str, name: str = "t.csv", **settings: Any) -> list[Statement]:
    """The statements of a file in which no row is refused."""
    rows = rows_of(data, name, **settings)
    assert [each.refused for each in rows if each.refused] == []
    return [each for row in rows for each in row.statements]


def told(data: bytes | str, name: str = "t.csv", **settings: Any) -> list[tuple[int, str, str]]:
    """(row, column, what) of every refusal."""
    return [
        (each.row, each.column, each.what)
        for row in rows_of(data, name, **settings)
        for each in row.refused
    ]


def intake(data: bytes | str, name: str = "t.csv", **given: Any) -> Intake:
    """A file on its way in."""
    raw = data.encode() if isinstance(data, str) else data
    tables = load_tables(raw, name=name)
    marking = given.pop("marking", "PUBLIC")
    return Intake(tables, recognised(tables, name), Settings(name=name, **given), marking=marking)


def table(
    title: str,
    subtitle: str,
    years: Sequence[Value],
    blocks: Mapping[str, Sequence[Sequence[Value]]],
) -> list[list[Value]]:
    """A sheet laid out as NATO's are: a row's first cell is its label."""
    rows: list[list[Value]] = [[], [None, title], [], [None, subtitle], [None, None, *years], []]
    for heading, values in blocks.items():
        rows += [[None, heading]] if heading else []
        rows += [[None, *row] for row in values]
    return [*rows, [], [None, "Notes: Figures for 2023 are estimates."]]


def nato(**changed: list[list[Value]]) -> bytes:
    """A workbook with three of NATO's tables, some of them as given."""
    years: list[Value] = [2022, "2023e"]
    changes: list[Value] = [2014, "2023e", "Real change 2014-2023e (%)", "Share of real GDP (%)"]
    sheets = {
        "TABLE1": table(
            "Table 1 : Defence expenditure",
            "Million national currency units",
            years,
            {
                "Current prices": [
                    ["Norway   (Kroner)", 100.5, 120],
                    ["Czechia*   (Koruny)", 9, 8],
                ],
                "Constant 2015 prices ": [["Norway   (Kroner)", 90, 95]],
            },
        ),
        "TABLE3": table(
            "Table 3 : Defence expenditure as a share of GDP and annual real change",
            "Based on 2015 prices",
            years,
            {
                "Share of real GDP (%)": [["Norway", 1.5, 1.67], ["NATO Total", 2.5, ".."]],
                "Annual real change (%)": [["Norway", -1.25, 4]],
            },
        ),
        "TABLE4": table(
            "Table 4 : Defence expenditure real change 2014-2023e",
            "Million US dollars (2015 prices and exchange rates)",
            changes,
            {"": [["Norway", 10, 12, 20.5, 1.5]]},
        ),
    }
    return xlsx({**sheets, **changed})
