"""A motion for programs and spreadsheets; documented in docs/commands.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inzet.cli.rows import paper_json, statement_json

if TYPE_CHECKING:
    from inzet.meetings.cycle import MotionState

COLUMNS = (
    "id",
    "title",
    "movers",
    "groups",
    "moved_on",
    "dictum",
    "appreciation",
    "provided",
    "result",
    "voted_on",
    "in_favour",
    "against",
    "carried_out",
    "answered_in",
    "replaced_by",
    "meeting",
    "open",
)


def motion_json(each: MotionState) -> dict[str, Any]:
    """A motion as it stands on a day."""
    return {
        "id": each.id,
        "title": each.title,
        "movers": each.movers,
        "moved_on": each.moved_on,
        "dictum": each.dictum,
        "paper": paper_json(each.paper) if each.paper else None,
        "appreciation": str(each.appreciation) if each.appreciation else None,
        "provided": each.provided,
        "result": str(each.result) if each.result else None,
        "voted_on": each.voted_on,
        "in_favour": list(each.in_favour),
        "against": list(each.against),
        "carried_out": str(each.execution) if each.execution else None,
        "answered_in": [paper_json(paper) for paper in each.answered_in],
        "answers": [
            {**statement_json(row), "sentence": sentence}
            for row, sentence in zip(each.answers, each.answer_sentences, strict=True)
        ],
        "replaced_by": each.replaced_by,
        "meeting": each.meeting,
        "why": each.why,
        "open": each.open,
        "sources": [statement_json(row) for row in each.sources],
        "conflicts": [
            {
                "what": one.what,
                "used": one.used.identity,
                "others": [row.identity for row in one.others],
                "rule": one.rule,
            }
            for one in each.conflicts
        ],
    }


def cells(each: MotionState) -> list[Any]:
    """A motion as cells under `COLUMNS`."""
    return [
        each.id,
        each.title,
        ", ".join(mover.name for mover in each.movers),
        ", ".join(mover.group for mover in each.movers if mover.group),
        each.moved_on,
        each.dictum,
        each.appreciation,
        each.provided,
        each.result,
        each.voted_on,
        ", ".join(each.in_favour),
        ", ".join(each.against),
        each.execution,
        " ".join(next(iter(paper.numbers), paper.id) for paper in each.answered_in),
        each.replaced_by,
        each.meeting,
        "yes" if each.open else "no",
    ]
