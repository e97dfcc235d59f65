"""Accession to NATO: who took which step on which day, and who counted how many."""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reference import tables
from inzet.reference.made import made
from inzet.vocabulary.acts import Act
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.parties import party_name

_TOLD = {
    "national approval completed": "{by} completed national approval of the accession of {who}",
    "signed by head of state": "The head of state of {by} signed the approval of the accession of "
    "{who}",
    "acceptance notified or deposited": "{by} notified or deposited its acceptance of the "
    "accession of {who}",
    "applied": "{by} applied for membership of NATO",
    "invited to accede": "NATO invited {who} to accede",
    "protocol signed": "The allies signed the protocol on the accession of {who}",
    "in force": "The protocol on the accession of {who} is in force",
    "instrument of accession deposited": "{by} deposited its instrument of accession to NATO",
    "candidate's approval completed": "The parliament of {by} approved its accession to NATO",
    "candidate's head of state signed": "The head of state of {by} signed its accession to NATO",
}


def accessions() -> Iterator[Statement]:
    """One statement for each step; where sources differ on the day, one for each day."""
    for row in tables.rows("accessions"):
        candidate, by, event, when = row["candidate"], row["by"], row["event"], row.day("when")
        told = _TOLD[event].format(by=party_name(by), who=party_name(candidate))
        step = f" ({row['step']})" if row["step"] else ""
        quote = f"{told}{step} on {when}."
        yield made(
            "accessions",
            Act.STATUS,
            party=by,
            dossiers=(f"accession/{candidate}",),
            quote=quote,
            citation=row.source().cited(quote),
            content={
                "procedure": "accession",
                "candidates": [candidate],
                "event": event,
                "when": when,
                "by": [by],
                "step": row["step"],
                "confidence": row["confidence"],
                "note": row["note"],
            },
            said=row.day("said") if row["said"] else when,
            valid_from=when,
        )


def counts() -> Iterator[Statement]:
    """What others counted themselves: so many allies out of so many."""
    for row in tables.rows("counts"):
        candidate, when = row["candidate"], row.day("when")
        quote = (
            f"{row['count']} of {row['of']} allies completed national approval of the accession "
            f"of {party_name(candidate)} by {when}."
        )
        yield made(
            "counts",
            Act.STATUS,
            party=row["holder"],
            dossiers=(f"accession/{candidate}",),
            quote=quote,
            citation=row.source().cited(quote),
            content={
                "procedure": "accession",
                "candidates": [candidate],
                "event": row["event"],
                "when": when,
                "count": int(row["count"]),
                "of": int(row["of"]),
                "note": row["note"],
            },
            said=when,
            valid_from=when,
        )
