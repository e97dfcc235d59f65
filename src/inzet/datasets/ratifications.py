"""Steps of accessions as a plain table: who applied, who approved, who deposited, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inzet.datasets.columns import Column, PlainRow, has_columns, rows_of
from inzet.datasets.findings import Row, Settings
from inzet.reading.tables import Tables
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import DATA_RULES, Statement, cell_identity
from inzet.vocabulary.parties import party_name

RATIFICATION_RULE = f"{DATA_RULES}ratifications"
_EARLIEST = "1949-04-04"
COLUMNS = (
    Column("protocol", also=("case", "candidate")),
    Column("ally_iso3", also=("state_iso3", "ally")),
    Column("event"),
    Column("date"),
    Column("source"),
    Column("confidence", needed=False),
    Column("note", needed=False),
    Column("said", needed=False),
)
_CONFIDENCE = {
    "": "",
    "missing": "",
    "official": "official",
    "two_copies": "two copies",
    "two copies": "two copies",
    "one_copy": "one copy",
    "one copy": "one copy",
    "conflict": "conflict",
}
_APPROVED, _DEPOSITED = "national approval completed", "acceptance notified or deposited"
_SIGNED, _IN_FORCE = "signed by head of state", "in force"
_ACCEDED = "instrument of accession deposited"
_OWN = {
    _APPROVED: "candidate's approval completed",
    _SIGNED: "candidate's head of state signed",
}
"""Steps that count for another's accession are no such steps when the candidate takes them."""


@dataclass(frozen=True, slots=True)
class _Event:
    """What a word in the table means."""

    event: str
    step: str = ""
    """A part of the step that is not all of it: one chamber of two."""
    by: str = ""
    """Who takes it, where no ally does: NATO, or the candidate."""


_CANDIDATE = "candidate"
_EVENTS = {
    "application_submitted": _Event("applied", by=_CANDIDATE),
    "invitation": _Event("invited to accede", by="NATO"),
    "invitation_madrid": _Event("invited to accede", by="NATO"),
    "protocol_signed": _Event("protocol signed", by="NATO"),
    "parliamentary_procedure_completed": _Event(_APPROVED),
    "lower_house_approval": _Event(_APPROVED, "lower chamber"),
    "upper_house_approval": _Event(_APPROVED, "upper chamber"),
    "national_law": _Event(_APPROVED, "law"),
    "national_parliament_approval": _Event("candidate's approval completed"),
    "head_of_state_signature": _Event(_SIGNED),
    "deposit_with_depositary": _Event(_DEPOSITED),
    "notification_of_acceptance": _Event(_DEPOSITED),
    "protocol_in_force": _Event(_IN_FORCE, by="NATO"),
    "instrument_of_accession_deposited": _Event(_ACCEDED, by=_CANDIDATE),
}
_NAMED = (
    "application_submitted",
    "invitation",
    "protocol_signed",
    "parliamentary_procedure_completed",
    "head_of_state_signature",
    "deposit_with_depositary",
    "protocol_in_force",
    "instrument_of_accession_deposited",
)
_WORDS = {word: word for word in _EVENTS} | {_EVENTS[word].event: word for word in _NAMED}
"""An event may also be called as it is kept."""


def is_ratifications(tables: Tables) -> bool:
    """Whether a file has the columns of such a table."""
    return tables.kind != "json" and has_columns(tables, COLUMNS)


def rows(tables: Tables, settings: Settings) -> Iterator[Row]:
    """Every event; one without a date tells nothing.

    Raises:
        InputError: a column is missing.
    """
    return rows_of(tables, COLUMNS, settings, _event)


def _event(row: PlainRow, settings: Settings) -> tuple[Statement, ...]:
    row.check()
    candidate = row.party("protocol")
    found = _EVENTS[row.one_of("event", _WORDS)]
    confidence = row.one_of("confidence", _CONFIDENCE)
    by = _by(row, found, candidate)
    when = row.day("date", earliest=_EARLIEST)
    if when is None:
        return ()
    said = row.day("said") or settings.said_on
    step = found.step
    event = _OWN.get(found.event, found.event) if by == candidate else found.event
    content: dict[str, object] = {
        "procedure": "accession",
        "candidates": [candidate],
        "event": event,
        "when": when,
        "by": [by],
    }
    content |= {
        key: told
        for key, told in (("step", step), ("confidence", confidence), ("note", row.text("note")))
        if told
    }
    words = _words(candidate, by, event, step, when)
    citation = OutsideCitation(
        identifier=settings.source or row.needed("source"), date=said, says=words
    )
    place = OutsideCitation(identifier=citation.identifier, says=words)
    return (
        Statement(
            identity=cell_identity(place, Act.STATUS, by),
            act=Act.STATUS,
            party=by,
            dossiers=(f"accession/{candidate}",),
            quote=words,
            citation=citation,
            content=content,
            valid_from=when,
            said=said,
            rule=RATIFICATION_RULE,
            explanation={"cell": f"row {row.number}"},
        ),
    )


def _by(row: PlainRow, found: _Event, candidate: str) -> str:
    if found.by == _CANDIDATE:
        return candidate
    if found.by:
        return found.by
    return row.party("ally_iso3")


def _words(candidate: str, by: str, event: str, step: str, when: str) -> str:
    part = f" ({step})" if step else ""
    return f"Accession of {party_name(candidate)}: {event}{part}, {party_name(by)}, {when}."
