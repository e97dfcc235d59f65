"""Assessments of criteria as a plain table: which step, how far, when, by whom."""

from __future__ import annotations

from collections.abc import Iterator

from inzet.datasets.columns import Column, PlainRow, has_columns, rows_of
from inzet.datasets.findings import Row, Settings
from inzet.reading.tables import Tables
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import DATA_RULES, Statement, cell_identity
from inzet.vocabulary.parties import party_name

STEPS_RULE = f"{DATA_RULES}criteria"
COLUMNS = (
    Column("step", also=("number",)),
    Column("topic", also=("criterion",)),
    Column("as_of", also=("date", "when")),
    Column("status", also=("level",)),
    Column("source"),
    Column("for", needed=False),
    Column("towards", needed=False),
    Column("set", needed=False),
    Column("assessor", needed=False),
    Column("note", needed=False),
    Column("said", needed=False),
)
_OWN = ("for", "towards", "set")
_LEVELS = {
    "required": "required",
    "none": "none",
    "no progress": "none",
    "some progress": "some progress",
    "good progress": "good progress",
    "met": "met",
    "completed": "met",
    "not met": "not met",
    "not completed": "not met",
}
_SEVEN = 7
_EARLIEST = "1990"
_SEVEN_SINCE = "2022-06-17"


def is_steps(tables: Tables) -> bool:
    """Whether a file has the columns of such a table."""
    return tables.kind != "json" and has_columns(tables, COLUMNS)


def rows(tables: Tables, settings: Settings) -> Iterator[Row]:
    """Every assessment.

    A table that does not say whose criteria they are has the seven steps that the Commission
    set for Ukraine in June 2022.

    Raises:
        InputError: a column is missing.
    """
    return rows_of(tables, COLUMNS, settings, _assessment)


def _assessment(row: PlainRow, settings: Settings) -> tuple[Statement, ...]:
    row.check()
    told = [row.text(name) for name in _OWN]
    seven = not any(told)
    if not seven and not all(told):
        blank = next(name for name in _OWN if not row.text(name))
        raise row.fault(blank, "the cell is blank", "Say for whom, towards what, and of which set.")
    subject = "UKR" if seven else row.party("for")
    towards, group = ("EU accession", "seven steps of 2022") if seven else (told[1], told[2])
    number = row.whole("step", 1, _SEVEN if seven else 999)
    when = row.day("as_of", earliest=_SEVEN_SINCE if seven else _EARLIEST)
    if when is None:
        raise row.fault("as_of", "the cell is blank")
    level = row.one_of("status", _LEVELS)
    criterion = row.needed("topic")
    assessor = row.text("assessor") or "European Commission"
    said = row.day("said") or settings.said_on
    content: dict[str, object] = {
        "procedure": "criteria",
        "for": subject,
        "towards": towards,
        "set": group,
        "number": number,
        "criterion": criterion,
        "level": level,
        "when": when,
    }
    if row.text("note"):
        content["note"] = row.text("note")
    words = f"{party_name(subject)}, {group}, step {number} ({criterion}): {level}, {when}."
    source = settings.source or row.needed("source")
    place = OutsideCitation(identifier=source, says=f"{group}, step {number}, {when}")
    return (
        Statement(
            identity=cell_identity(place, Act.ASSESSMENT, assessor),
            act=Act.ASSESSMENT,
            party=assessor,
            dossiers=(f"criteria/{_slug(party_name(subject))}",),
            quote=words,
            citation=OutsideCitation(identifier=source, date=said, says=words),
            content=content,
            valid_from=when,
            said=said,
            rule=STEPS_RULE,
            explanation={"cell": f"row {row.number}"},
        ),
    )


def _slug(name: str) -> str:
    return "-".join(name.casefold().split())
