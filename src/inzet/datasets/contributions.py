"""Contributions to packages of assistance as a plain table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from inzet.datasets import cells
from inzet.datasets.columns import Column, PlainRow, has_columns, rows_of
from inzet.datasets.currencies import currency
from inzet.datasets.findings import Row, Settings
from inzet.reading.tables import Tables
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import DATA_RULES, Statement, cell_identity
from inzet.vocabulary.parties import party_name

CONTRIBUTION_RULE = f"{DATA_RULES}contributions"
_EARLIEST = "2014-01-01"
COLUMNS = (
    Column("country_iso3", also=("party", "iso3")),
    Column("date"),
    Column("amount_million"),
    Column("currency"),
    Column("source"),
    Column("instrument", needed=False),
    Column("package", needed=False),
    Column("stage", needed=False),
    Column("cumulative", needed=False),
    Column("confidence", needed=False),
    Column("note", needed=False),
    Column("said", needed=False),
)
_GIVEN, _WISHED = ("pledged", "committed", "paid"), ("needed", "proposed")
_STAGES = {stage: stage for stage in ("", *_GIVEN, *_WISHED)}
_YES = {"": "", "yes": "yes", "1": "yes", "true": "yes", "no": "", "0": "", "false": ""}
_PACKAGES = {"UCAP": "UCAP", "CAP": "UCAP", "NSATU": "NSATU"}
_DOSSIERS = {"UCAP": "assistance/ucap", "NSATU": "assistance/nsatu"}
_ELSEWHERE = "assistance/ukraine"
_CUMULATIVE = "(cumulative)"


def is_contributions(tables: Tables) -> bool:
    """Whether a file has the columns of such a table."""
    return tables.kind != "json" and has_columns(tables, COLUMNS)


def rows(tables: Tables, settings: Settings) -> Iterator[Row]:
    """Every contribution; one whose amount is not told is a contribution without one.

    Raises:
        InputError: a column is missing.
    """
    return rows_of(tables, COLUMNS, settings, _contribution)


def _contribution(row: PlainRow, settings: Settings) -> tuple[Statement, ...]:
    row.check()
    party = row.party("country_iso3")
    when = row.day("date", earliest=_EARLIEST)
    if when is None:
        raise row.fault("date", "the cell is blank")
    package = _package(row)
    stage = row.one_of("stage", _STAGES)
    part = _part(row, party)
    content: dict[str, object] = {
        "procedure": "assistance",
        "package": package,
        "contributors": [party],
        "contributions": [part],
        "when": when,
    }
    if stage:
        content["stage"] = stage
    cumulative = row.one_of("cumulative", _YES) or _CUMULATIVE in row.text("instrument")
    if cumulative:
        content["cumulative"] = True
    if row.text("note"):
        content["note"] = row.text("note")
    said = row.day("said") or settings.said_on
    words = _words(party, part, package, stage, when)
    source = settings.source or row.needed("source")
    place = OutsideCitation(identifier=source, says=words)
    # What is only needed or proposed is no state of what is given.
    act = Act.CONTEXT if stage in _WISHED else Act.STATUS
    return (
        Statement(
            identity=cell_identity(place, act, party),
            act=act,
            party=party,
            dossiers=(_DOSSIERS.get(package, _ELSEWHERE),),
            quote=words,
            citation=OutsideCitation(identifier=source, date=said, says=words),
            content=content,
            valid_from=when,
            said=said,
            rule=CONTRIBUTION_RULE,
            explanation={"cell": f"row {row.number}"},
        ),
    )


def _part(row: PlainRow, party: str) -> dict[str, str]:
    amount = row.decimal("amount_million")
    if amount is None:
        return {"party": party}
    cells.at_least(amount, 0, row.printed("amount_million"), "a contribution")
    return {
        "party": party,
        "amount": cells.written(amount * Decimal(10**6)),
        "currency": currency(row.needed("currency"), party, row.printed("currency")),
    }


def _package(row: PlainRow) -> str:
    """By its abbreviation; else in the table's words."""
    told = row.text("package") or row.text("instrument")
    for word in re.findall(r"[A-Z]{3,}", told):
        if word in _PACKAGES:
            return _PACKAGES[word]
    if not told:
        raise row.fault("package", "the cell is blank", "Say to what it is contributed: UCAP.")
    return told


def _words(party: str, part: dict[str, str], package: str, stage: str, when: str) -> str:
    amount = f"{part['amount']} {part['currency']}" if "amount" in part else "an amount not told"
    done = f"{stage} " if stage else ""
    return f"{party_name(party)}: {done}{amount} to {package}, {when}."
