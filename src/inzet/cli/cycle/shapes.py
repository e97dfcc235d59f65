"""A cycle for programs and spreadsheets; documented in docs/commands.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from inzet.cli.commitments.shapes import commitment_json
from inzet.cli.motions.shapes import motion_json
from inzet.cli.rows import paper_json, statement_json

if TYPE_CHECKING:
    import datetime as dt

    from inzet.meetings.cycle import Asked, Cycle, Discussed, Placed, Settles, Unplaced, Waits

COLUMNS = (
    "stage",
    "on",
    "what",
    "numbers",
    "who",
    "status",
    "due",
    "why",
    "quote",
    "id",
)


def cycle_json(found: Cycle, waits: tuple[Waits, ...], on: dt.date) -> dict[str, Any]:
    """A cycle as it stands on a day."""
    return {
        "on": on,
        "meeting": found.meeting,
        "previous": found.previous,
        "next": found.next,
        "papers": [placed_json(each) for each in found.papers],
        "removed": [placed_json(each) for each in found.removed],
        "discussions": [_discussed(each) for each in found.discussions],
        "motions": [motion_json(each) for each in found.motions],
        "promises": [commitment_json(each) for each in found.promises],
        "settles": [_settles(each) for each in found.settlements],
        "unplaced": [unplaced_json(each) for each in found.unplaced],
        "waits": [
            {
                "stage": str(each.stage),
                "what": each.what,
                "by": each.by,
                "late": each.late,
                "of": each.of,
            }
            for each in waits
        ],
    }


def placed_json(each: Placed) -> dict[str, Any]:
    """A paper at a stage of a cycle."""
    return {
        "stage": str(each.stage),
        "paper": paper_json(each.paper),
        "why": each.why,
        "judged": each.judged,
        "judgement": each.judgement,
    }


def unplaced_json(each: Unplaced) -> dict[str, Any]:
    """What may belong to several cycles."""
    return {
        "stage": str(each.stage),
        "what": each.what,
        "paper": paper_json(each.paper) if each.paper else None,
        "fits": [{"meeting": meeting, "why": why} for meeting, why in each.fits],
    }


def _discussed(each: Discussed) -> dict[str, Any]:
    return {
        "stage": str(each.stage),
        "form": str(each.form) if each.form else None,
        "on": each.on,
        "begins": each.begins,
        "deadline": each.deadline,
        "committee": each.committee,
        "paper": paper_json(each.paper) if each.paper else None,
        "questions": [_asked(one) for one in each.questions],
        "turns": [statement_json(row) for row in each.turns],
        "sources": [row.identity for row in each.sources],
    }


def _asked(each: Asked) -> dict[str, Any]:
    return {
        "id": each.row.identity,
        "kind": each.row.content.get("kind"),
        "group": each.group,
        "member": each.row.speaker.name if each.row.speaker else None,
        "quote": each.row.quote,
        "answer": each.answer,
        "answered_in": each.answered_in.id if each.answered_in else None,
    }


def _settles(each: Settles) -> dict[str, Any]:
    return {
        "what": each.what,
        "of": each.of,
        "told": each.told,
        "quote": each.quote,
        "paper": each.paper.id,
        "judged": each.judged,
        "statement": each.row.identity if each.row else None,
    }


def cells(found: Cycle, waits: tuple[Waits, ...]) -> Iterator[tuple[Any, ...]]:
    """A cycle as lines under `COLUMNS`: papers, questions, motions, promises, what it waits for."""
    for placed in found.papers:
        paper = placed.paper
        numbers = " ".join(paper.numbers)
        yield placed.stage, paper.said, paper.title, numbers, "", "", "", placed.why, "", paper.id
    for each in found.discussions:
        for asked in each.questions:
            answered = "answered" if asked.answer else "no answer recognised"
            kind = str(asked.row.content.get("kind"))
            quote, group = asked.row.quote, asked.group or ""
            yield each.stage, each.on, kind, "", group, answered, "", "", quote, asked.row.identity
    for motion in found.motions:
        told = (motion.appreciation, motion.result, motion.execution)
        status = "; ".join(str(one) for one in told if one)
        movers = ", ".join(mover.name for mover in motion.movers)
        what, quote, why = motion.title or "", motion.dictum or "", motion.why
        named = motion.id
        yield "motion", motion.moved_on, what, named, movers, status, "", why, quote, named
    for promise in found.promises:
        row = promise.row
        yield (
            "promise",
            row.said,
            promise.what,
            promise.number or "",
            promise.member or "",
            promise.keeping,
            promise.due,
            "",
            row.quote,
            row.identity,
        )
    for wait in waits:
        status = "late" if wait.late else "waited for"
        yield wait.stage, "", wait.what, "", "", status, wait.by, "", "", wait.of
