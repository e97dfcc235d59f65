"""Motions as people read them: the table, and one of them with everything that is told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from inzet.cli.output import (
    Column,
    Styled,
    print_block,
    print_facts,
    print_table,
    print_title,
    print_words,
)
from inzet.cli.rows import SHORT, outside

if TYPE_CHECKING:
    from inzet.meetings.cycle import MotionState
    from inzet.record import StatementRow

_TABLE = (
    Column("Motion"),
    Column("Day"),
    Column("What it asks", words=True),
    Column("Movers", words=True),
    Column("Appreciation", words=True),
    Column("Vote", words=True),
    Column("Carried out", words=True),
)
_RESULTS = {"adopted": "green", "rejected": "red"}
_LONGEST = 160
"""Characters of a dictum in the table; the motion itself shows all."""


def print_motions(found: Sequence[MotionState]) -> None:
    """The table: number, day, what it asks, movers, appreciation, vote, what came of it."""
    print_table(_TABLE, [_row(each) for each in found])


def _row(each: MotionState) -> list[str | Styled]:
    result = str(each.result or "")
    voted = f"{result} {each.voted_on}" if each.result and each.voted_on else result
    if each.replaced_by:
        voted = f"replaced by {each.replaced_by}"
    provided = ", if read so" if each.provided else ""
    carried = str(each.execution or "")
    if not carried and each.open:
        carried = "not told"
    mark = " *" if each.conflicts else ""
    return [
        f"{each.id}{mark}",
        str(each.moved_on or "undated"),
        _short(each.dictum or each.title or ""),
        movers(each),
        f"{each.appreciation or ''}{provided}",
        Styled(voted, _RESULTS.get(result, "")),
        Styled(carried, "yellow" if carried == "not told" else ""),
    ]


def _short(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def movers(each: MotionState) -> str:
    """Who moved it, each with the group where it is told."""
    return ", ".join(
        f"{mover.name} ({mover.group})" if mover.group else mover.name for mover in each.movers
    )


def print_motion(each: MotionState) -> None:
    """One motion with its vote, what came of it, its sources, and what they disagree on."""
    print_title(f"{each.id}  {each.title or ''}".rstrip())
    if each.dictum:
        print_block([], [(f"“{each.dictum}”", "")])
    print_facts(
        {
            "Moved": each.moved_on,
            "By": movers(each),
            "In the cycle of": f"{each.meeting} ({each.why})" if each.meeting else None,
            "Appreciation": each.appreciation,
            "If read so": each.provided,
            "Vote": _vote(each),
            "In favour": ", ".join(each.in_favour),
            "Against": ", ".join(each.against),
            "Carried out": each.execution or ("no paper tells of it" if each.open else None),
            "Replaced by": each.replaced_by,
        }
    )
    if each.answers:
        print_title("What later papers say of it")
        _print_rows(each.answers, each.answer_sentences)
    print_title("Where it says so")
    _print_rows(each.sources)
    if each.conflicts:
        print_title("Where sources differ")
    for one in each.conflicts:
        told = [(f"not used: {_said(row)}", "") for row in one.others]
        print_block(
            [(one.what, "bold"), (one.rule, "dim")], [(f"used: {_said(one.used)}", ""), *told]
        )
    _print_stamps(each)


def _vote(each: MotionState) -> str | None:
    if each.result is None:
        return None
    return f"{each.result}, {each.voted_on}" if each.voted_on else str(each.result)


def _print_rows(rows: Sequence[StatementRow], sentences: Sequence[str] = ()) -> None:
    for row, sentence in zip_longest(rows, sentences):
        kind = str(row.content.get("kind") or row.act)
        print_block(
            [
                (str(row.said or "undated"), "bold"),
                (kind, ""),
                (outside(row), "dim"),
                (row.identity[:SHORT], "dim"),
            ],
            [(f"“{sentence or row.quote}”", "")],
        )


def _said(row: StatementRow) -> str:
    """What a source tells, and where."""
    content = row.content
    told = content.get("appreciation") or content.get("result") or content.get("state")
    return f"{told or row.quote} · {outside(row)} · {row.identity[:SHORT]}"


def _print_stamps(each: MotionState) -> None:
    papers = [row.paper for row in (*each.sources, *each.answers)]
    for stamp in dict.fromkeys(paper.stamp for paper in papers if paper and paper.stamp):
        print_words(f"[{stamp}]", "italic dim")
