"""A promise for programs and spreadsheets; documented in docs/commands.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inzet.cli.rows import STATEMENT_COLUMNS, statement_cells, statement_json

if TYPE_CHECKING:
    from inzet.meetings.commitments import Commitment, Event, Proposal
    from inzet.record import PaperLite, PaperRow

COLUMNS = (
    "due",
    "status",
    "due_words",
    "to",
    "to_member",
    "form",
    "register",
    "register_says",
    "kept_on",
    "kept_by",
    *STATEMENT_COLUMNS,
)


def cells(each: Commitment) -> list[Any]:
    """A promise as cells under `COLUMNS`."""
    judged = each.judgement
    return [
        each.due,
        each.keeping,
        each.due_words,
        each.to,
        each.member,
        each.form,
        each.number,
        each.registered.words if each.registered else None,
        judged.since if judged and judged.paper else None,
        judged.paper.title if judged and judged.paper else None,
        *statement_cells(each.row),
    ]


def commitment_json(each: Commitment) -> dict[str, Any]:
    """A promise as it stands on a day."""
    judged = each.judgement
    return {
        **statement_json(each.row),
        "due": each.due,
        "due_earliest": each.due_earliest,
        "due_before": each.before,
        "due_words": each.due_words,
        "due_meeting": each.due_event,
        "what": each.what,
        "to": each.to,
        "to_member": each.member,
        "form": each.form,
        "register": each.number,
        "register_says": _registered(each),
        "status": str(each.keeping),
        "kept_by": paper_json(judged.paper) if judged else None,
        "kept_late": each.late,
        "judgement": None
        if judged is None
        else {
            "id": judged.row.identity,
            "since": judged.since,
            "quote": judged.quote or None,
            "ground": judged.ground or None,
            "by": judged.by,
            "marking": judged.row.marking,
        },
    }


def _registered(each: Commitment) -> dict[str, Any] | None:
    told = each.registered
    if told is None:
        return None
    return {
        "words": told.words,
        "kept": told.content.kept,
        "on": told.content.on,
        "said": told.row.said,
        "papers": [paper_json(letter) for letter in told.letters],
        "not_in_view": list(told.unseen),
        "id": told.row.identity,
    }


def proposal_json(made: Proposal) -> dict[str, Any]:
    """A paper that may keep a promise."""
    return {
        "paper": paper_json(made.paper),
        "quote": made.claim.quote or None,
        "start": made.claim.start,
        "end": made.claim.end,
        "claim": made.claim.kind,
        "cue": made.claim.cue,
        "score": made.score,
        "reasons": list(made.reasons),
    }


def event_json(event: Event) -> dict[str, Any]:
    """One thing that happened to a promise."""
    return {
        "on": event.on,
        "what": event.what,
        "due_earliest": event.due[0] if event.due else None,
        "due": event.due[1] if event.due else None,
        "quote": event.quote or None,
        "paper": paper_json(event.paper),
        "by": event.by or None,
        "undone": event.undone,
    }


def paper_json(paper: PaperLite | PaperRow | None) -> dict[str, Any] | None:
    """A paper as a statement names it."""
    if paper is None:
        return None
    return {
        "id": paper.id,
        "title": paper.title,
        "numbers": list(paper.numbers),
        "said": paper.said,
        "stamp": paper.stamp,
    }
