"""Plain tables: their columns, their words, and what is wrong in them."""

from __future__ import annotations

import pytest

from inzet.vocabulary.errors import InputError, UnknownValue
from tests.datasets import files
from tests.datasets.files import nato, rows_of, statements_of, told
from tests.reading.sheets import xlsx


def test_figures() -> None:
    first, second, total = statements_of(files.FIGURES)
    assert (first.content["estimate"], second.content["estimate"]) == (False, True)
    assert (total.party, total.citation.row) == ("NATO", "NATO Total")  # type: ignore[union-attr]


def test_the_same_cell_in_another_form_is_the_same_statement() -> None:
    plain = {each.identity: each for each in statements_of(files.FIGURES)}
    book = {each.identity: each for each in statements_of(nato(), "nato.xlsx")}
    (same,) = plain.keys() & book.keys() - {
        identity for identity, each in book.items() if each.content["when"] == "2022"
    }
    assert plain[same].content == book[same].content


def test_a_workbook_of_one_sheet_is_a_plain_table_too() -> None:
    lines = [line.split(",") for line in files.FIGURES.splitlines()]
    found = statements_of(xlsx({"Sheet1": lines}), "t.xlsx")
    assert [each.content for each in found] == [
        each.content for each in statements_of(files.FIGURES)
    ]


def test_semicolons_and_decimal_commas() -> None:
    text = files.FIGURES.replace(".", ",").replace(",", ";").replace("1;55", "1,55")
    text = text.replace("1;67", "1,67").replace("2;64", "2,64")
    assert [each.content["value"] for each in statements_of(text)] == ["1.55", "1.67", "2.64"]


def test_without_a_column_for_it_the_edition_is_told() -> None:
    text = "measure,unit,party,year,value\nGDP,USD,NOR,2022,500000000000\n"
    (found,) = statements_of(text, edition="2023-07")
    assert (found.content["edition"], found.content["metric"]) == ("2023-07", "GDP")
    assert told(text) == [(2, "edition", "the cell is blank")]
    wrong = "edition,measure,unit,party,year,value\n2022-06,GDP,USD,NOR,2022,5\n"
    assert "is not the edition that was named" in told(wrong, edition="2023-07")[0][2]


HEADER = "edition,measure,unit,party,year,value\n"


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("2023-07,gdp,USD,Atlantis,2022,5", "party", "there is no party “Atlantis”"),
        ("2023-07,gdp,USD,,2022,5", "party", "the cell is blank"),
        ("2023-07,gdp,USD,NOR,2022,five", "value", "“five” is not a number"),
        ("2023-07,gdp,USD,NOR,2022,-5", "value", "GDP cannot be below 0"),
        ("2023-07,equipment_share,percent,NOR,2022,-5", "value", "a share cannot be below 0"),
        ("2023-07,gdp,USD,NOR,1812,5", "year", "1812 is before 1949"),
        ("2023-07,gdp,USD,NOR,2031,5", "year", "2031 is long after the edition"),
        ("2023-07,gdp,USD,NOR,22,5", "year", "not a whole number from 1000 to 9999"),
        ("2023-07,happiness,USD,NOR,2022,5", "measure", "“happiness” is not known here"),
        ("2023-07,gdp,doubloons,NOR,2022,5", "unit", "“doubloons” is not a unit"),
        (
            "2023-07,defence_expenditure,national_currency_million,NOR,2022,5",
            "national_currency",
            "the currency is missing",
        ),
        ("2023,gdp,USD,NOR,2022,5", "edition", "“2023” is not an edition"),
        ("2023-07,gdp,USD,NOR,2022,5,6", "", "the row has 7 cells, the header 6"),
    ],
)
def test_a_wrong_figure_is_told_with_row_and_column(row: str, column: str, words: str) -> None:
    ((at, where, what),) = told(HEADER + row + "\n")
    assert (at, where) == (2, column)
    assert words in what


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "no data set that is known here: its columns are a, b"),
        ("edition,measure,unit,party,year\n", "no data set"),
        ("unit,unit,measure,party,year,value\n1,2,3,4,5,6\n", "the column “unit” twice"),
    ],
)
def test_other_columns(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        rows_of(text)


def test_a_missing_column_is_named_where_the_kind_is_said() -> None:
    with pytest.raises(InputError, match="row 1 has no column “value”"):
        rows_of("edition,measure,unit,party,year\n2023-07,gdp,USD,NOR,2022\n", kind="figures")
    with pytest.raises(InputError, match="this is not a STIX"):
        rows_of(files.FIGURES, kind="stix")
    with pytest.raises(UnknownValue, match="there is no kind “word”"):
        rows_of(files.FIGURES, kind="word")


def test_steps_of_accessions() -> None:
    found = [each for row in rows_of(files.RATIFICATIONS) for each in row.statements]
    assert [(each.party, each.content["event"], each.content.get("step")) for each in found] == [
        ("NATO", "protocol signed", None),
        ("NLD", "national approval completed", "lower chamber"),
        ("NLD", "acceptance notified or deposited", None),
        ("MNE", "instrument of accession deposited", None),
    ]
    third = found[2]
    assert third.dossiers == ("accession/MNE",)
    assert third.content["by"] == ["NLD"]
    assert third.content["when"] == third.valid_from == "2017-04"
    assert third.content["confidence"] == "one copy"
    assert third.said is None
    assert third.quote == (
        "Accession of Montenegro: acceptance notified or deposited, Netherlands, 2017-04."
    )


def test_what_the_candidate_does_itself_is_no_approval_by_an_ally() -> None:
    header = files.RATIFICATIONS.splitlines()[0]
    text = f"{header}\nFIN,FIN,head_of_state_signature,2023-03-23,a paper,,\n"
    text += "FIN,FIN,national_parliament_approval,2023-03-01,a paper,,\n"
    assert [each.content["event"] for each in statements_of(text)] == [
        "candidate's head of state signed",
        "candidate's approval completed",
    ]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("FIN,XYZ,notification_of_acceptance,2022-07-05,s,,", "ally_iso3", "no party “XYZ”"),
        ("FIN,,notification_of_acceptance,2022-07-05,s,,", "ally_iso3", "the cell is blank"),
        ("FIN,NLD,applauded,2022-07-05,s,,", "event", "“applauded” is not known here"),
        ("FIN,NLD,notification_of_acceptance,1922-07-05,s,,", "date", "is before 1949-04-04"),
        ("FIN,NLD,notification_of_acceptance,5 July,s,,", "date", "is not a date"),
        ("FIN,NLD,notification_of_acceptance,2022-07-05,,,", "source", "the cell is blank"),
        ("FIN,NLD,notification_of_acceptance,2022-07-05,s,surely,", "confidence", "not known here"),
    ],
)
def test_a_wrong_step_is_told_with_row_and_column(row: str, column: str, words: str) -> None:
    header = files.RATIFICATIONS.splitlines()[0]
    ((at, where, what),) = told(f"{header}\n{row}\n")
    assert (at, where) == (2, column)
    assert words in what


def test_contributions() -> None:
    first, second = statements_of(files.CONTRIBUTIONS, said_on="2023-07-01")
    assert first.dossiers == ("assistance/ucap",)
    assert first.content["contributions"] == [
        {"party": "NOR", "amount": "12500000", "currency": "EUR"}
    ]
    assert first.content["cumulative"] is True
    assert "stage" not in first.content
    assert second.dossiers == ("assistance/nsatu",)
    assert second.content["contributions"] == [{"party": "NOR"}]
    assert {first.said, second.said} == {"2023-07-01"}


def test_what_is_only_proposed_is_not_given() -> None:
    text = "party,date,amount_million,currency,source,package,stage\n"
    given, wished = statements_of(
        f"{text}NOR,2023,5,EUR,a letter,UCAP,paid\nNOR,2023,9,EUR,a letter,UCAP,proposed\n"
    )
    assert (given.act, given.content["stage"]) == ("status", "paid")
    assert (wished.act, wished.content["stage"]) == ("context", "proposed")


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("NOR,2023-02-01,12,EUR per year,UCAP,s,,", "currency", "“EUR per year” is not a currency"),
        ("NOR,2023-02-01,-12,EUR,UCAP,s,,", "amount_million", "cannot be below 0"),
        ("NOR,,12,EUR,UCAP,s,,", "date", "the cell is blank"),
        ("NOR,1999,12,EUR,UCAP,s,,", "date", "is before 2014-01-01"),
        ("NOR,2023,12,EUR,,s,,", "package", "the cell is blank"),
    ],
)
def test_a_wrong_contribution_is_told(row: str, column: str, words: str) -> None:
    header = files.CONTRIBUTIONS.splitlines()[0]
    ((at, where, what),) = told(f"{header}\n{row}\n")
    assert (at, where) == (2, column)
    assert words in what


def test_criteria() -> None:
    required, later = statements_of(files.STEPS)
    assert required.dossiers == ("criteria/ukraine",)
    assert required.party == "European Commission"
    assert required.content == {
        "procedure": "criteria",
        "for": "UKR",
        "towards": "EU accession",
        "set": "seven steps of 2022",
        "number": 3,
        "criterion": "Fight against corruption",
        "level": "required",
        "when": "2022-06-17",
    }
    assert (later.content["level"], later.valid_from) == ("not met", "2023-11")


def test_criteria_of_somebody_else_say_whose_they_are() -> None:
    text = "number,criterion,when,level,source,for,towards,set\n"
    (found,) = statements_of(
        f"{text}1,Courts,2022-06,required,an opinion,MDA,EU accession,nine steps\n"
    )
    assert (found.content["for"], found.dossiers) == ("MDA", ("criteria/moldova",))
    assert told(f"{text}1,Courts,2022-06,required,an opinion,MDA,,nine\n") == [
        (2, "towards", "the cell is blank")
    ]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("8,x,2022-06-17,required,s", "step", "not a whole number from 1 to 7"),
        ("3,x,2021-06-17,required,s", "as_of", "is before 2022-06-17"),
        ("3,x,2022-06-17,splendid,s", "status", "“splendid” is not known here"),
        ("3,,2022-06-17,required,s", "topic", "the cell is blank"),
    ],
)
def test_a_wrong_assessment_is_told(row: str, column: str, words: str) -> None:
    ((at, where, what),) = told(f"step,topic,as_of,status,source\n{row}\n")
    assert (at, where) == (2, column)
    assert words in what
