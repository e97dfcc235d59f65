"""The kinds of data set that can be imported, and which of them a file is."""

from __future__ import annotations

from inzet.datasets import (
    contributions,
    extract,
    kiel,
    plain_figures,
    ratifications,
    steps,
    stix,
    workbook,
)
from inzet.datasets.cells import shown
from inzet.datasets.columns import header_of
from inzet.datasets.findings import DataSet
from inzet.reading.tables import Tables
from inzet.vocabulary.errors import InputError, UnknownValue

DATA_SETS: tuple[DataSet, ...] = (
    DataSet(
        "nato-workbook",
        "NATO's workbook of defence expenditure",
        workbook.is_workbook,
        workbook.rows,
        workbook.edition_of,
    ),
    DataSet(
        "nato-extract",
        "an extract of NATO's tables",
        extract.is_extract,
        extract.rows,
        extract.edition_of,
    ),
    DataSet(
        "figures",
        "figures of defence expenditure, one a row",
        plain_figures.is_plain_figures,
        plain_figures.rows,
        plain_figures.edition_of,
        plain=True,
    ),
    *kiel.DATA_SETS,
    DataSet(
        "ratifications",
        "steps of accessions",
        ratifications.is_ratifications,
        ratifications.rows,
        plain=True,
    ),
    DataSet(
        "contributions",
        "contributions to packages of assistance",
        contributions.is_contributions,
        contributions.rows,
        plain=True,
    ),
    DataSet("steps", "assessments of criteria", steps.is_steps, steps.rows, plain=True),
    DataSet("stix", "a STIX 2.1 bundle", stix.is_bundle, stix.rows),
)


def named(name: str) -> DataSet:
    """The kind of this name.

    Raises:
        UnknownValue: there is none.
    """
    for each in DATA_SETS:
        if each.name == name:
            return each
    raise UnknownValue(
        f"there is no kind “{shown(name)}”",
        where="--as",
        fix=f"Kinds: {', '.join(each.name for each in DATA_SETS)}.",
    )


def recognised(tables: Tables, name: str, wanted: DataSet | None = None) -> DataSet:
    """Which kind a file is, by its contents.

    Args:
        name: of the file, for messages.
        wanted: the kind that a person says it is.

    Raises:
        InputError: it is none that is known here, or cannot be the kind that is wanted.
    """
    if wanted is not None:
        # A plain table goes on, to be told which of its columns is missing.
        if wanted.claims(tables) or (wanted.plain and tables.sheets):
            return wanted
        raise InputError(
            f"this is not {wanted.title}: {_looks(tables)}",
            where=name,
            fix="Leave --as away to have it recognised by its contents.",
        )
    for each in DATA_SETS:
        if each.claims(tables):
            return each
    raise InputError(
        f"this is no data set that is known here: {_looks(tables)}",
        where=name,
        fix="docs/datasets.md tells what can be imported, and which columns its tables have.",
    )


def _looks(tables: Tables) -> str:
    """What a file looks like, in a few words."""
    if tables.objects is not None:
        told = tables.objects.fields
        kind = told.get("type") or told.get("namespace")
        return f"JSON of “{shown(kind)}”, not a STIX bundle" if kind else "JSON without a bundle"
    if tables.kind == "workbook":
        return "a workbook in which no sheet has the title of one of NATO's tables"
    header = header_of(tables)
    return f"its columns are {shown(', '.join(filter(None, header)))}"
