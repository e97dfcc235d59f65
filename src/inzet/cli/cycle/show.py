"""The cycle of a meeting as a clerk would want it on one screen."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from inzet.cli.command import invocation
from inzet.cli.commitments.words import STYLES, due
from inzet.cli.cycle.shapes import cycle_json
from inzet.cli.listing import print_footer, print_none
from inzet.cli.motions.words import print_motions
from inzet.cli.notice import days
from inzet.cli.output import (
    Column,
    Styled,
    print_block,
    print_csv,
    print_facts,
    print_json,
    print_table,
    print_title,
    print_words,
)
from inzet.cli.rows import SHORT

if TYPE_CHECKING:
    from inzet.meetings import Meeting
    from inzet.meetings.commitments import Commitment
    from inzet.meetings.cycle import Asked, Cycle, Discussed, Placed, Settles, Unplaced, Waits
    from inzet.record import View

_OVERVIEW = ("meeting", "from", "agenda", "discussed", "questions", "motions", "promises", "report")
_UNTOLD = "no group told"


# ---- every cycle ------------------------------------------------------------------------


def print_cycles(view: View, everything: Sequence[Cycle], on: dt.date) -> None:
    """A line for every meeting: where its cycle stands."""
    from inzet.meetings import chain

    meetings = {each.id: each for each in chain(view)}
    chosen = invocation()
    if chosen.as_json:
        items = [cycle_json(each, (), on) for each in everything]
        print_json({"on": on, "total": len(items), "items": items})
    elif chosen.as_csv:
        print_csv(_OVERVIEW, (_line(each, meetings[each.meeting]) for each in everything))
    elif not everything:
        print_none("meetings")
    else:
        columns = (
            Column("Day"),
            Column("Meeting"),
            Column("Agenda"),
            Column("Discussed", words=True),
            Column("Motions", right=True),
            Column("Promises", right=True),
            Column("Report"),
        )
        rows = []
        for each in everything:
            meeting, first, agenda, talks, _, moved, promised, report = _line(
                each, meetings[each.meeting]
            )
            rows.append((first or "undated", meeting, agenda, talks, moved, promised, report))
        print_table(columns, rows)
        print_footer(len(everything), len(everything), "cycle")


def _line(each: Cycle, meeting: Meeting) -> tuple[Any, ...]:
    return (
        each.meeting,
        meeting.notice.from_ or "",
        _first_day(each, "annotated agenda"),
        "; ".join(
            f"{talk.form or talk.stage} {talk.on or ''}".strip() for talk in each.discussions
        ),
        sum(len(talk.questions) for talk in each.discussions),
        len(each.motions),
        len(each.promises),
        _first_day(each, "report"),
    )


def _first_day(each: Cycle, stage: str) -> str:
    days_ = [str(placed.paper.said or "undated") for placed in each.papers if placed.stage == stage]
    return next(iter(days_), "")


# ---- one cycle --------------------------------------------------------------------------


def print_cycle(
    meeting: Meeting, found: Cycle, waits: Sequence[Waits], on: dt.date, *, questions: bool
) -> None:
    """Stages in their order, motions, promises, what it settles, what it waits for."""
    notice = meeting.notice
    place = f", {notice.place}" if notice.place and notice.place not in notice.name else ""
    print_title(f"{notice.name}{place}, {days(notice.from_, notice.to)}")
    print_facts({"Id": meeting.id, "Before it": found.previous, "After it": found.next})
    _print_papers(found.papers)
    for each in found.discussions:
        _print_discussion(each, whole=questions)
    if found.motions:
        print_title("Motions")
        print_motions(found.motions)
    if found.promises:
        print_title("Promises")
        print_table(_PROMISES, [_promise(each) for each in found.promises])
    _print_settled(found.settlements)
    _print_waits(waits, on)
    _print_to_judge(found.unplaced, found.removed, found.meeting)
    from inzet.writing.draft import notices

    stamps = [each.paper.stamp for each in (*found.papers, *found.removed)]
    for stamp in notices(stamps):
        print_words(f"[{stamp}]", "italic dim")


def _print_papers(placed: Sequence[Placed]) -> None:
    print_title("Papers")
    if not placed:
        print_words("No paper of this cycle is in view.")
        return
    columns = (
        Column("Stage"),
        Column("Day"),
        Column("Paper", words=True),
        Column("Why it is here", words=True),
    )
    rows = []
    for each in placed:
        number = next(iter(each.paper.numbers), each.paper.id[:SHORT])
        why = each.why
        if each.judgement:
            why = f"{why} ({each.judgement[:SHORT]})"
        title = f"{number}  {each.paper.title}"
        rows.append((str(each.stage), str(each.paper.said or "undated"), title, why))
    print_table(columns, rows)


def _print_discussion(each: Discussed, *, whole: bool) -> None:
    name = str(each.form or each.stage).capitalize()
    when = each.begins.replace("T", " ") if each.begins else str(each.on or "undated")
    about = [when] if each.form or each.on else []
    about += [each.committee] if each.committee else []
    about += [f"questions until {each.deadline.replace('T', ' ')}"] if each.deadline else []
    print_title(", ".join([name, *about]))
    if each.paper is None:
        print_words("No report of it is in view.", "dim")
    if not each.questions:
        if each.paper is not None:
            print_words("No questions were recognised in it.", "dim")
    elif whole:
        for asked in each.questions:
            _print_asked(asked)
    else:
        _print_groups(each.questions)


def _print_groups(questions: Iterable[Asked]) -> None:
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for each in questions:
        group = each.group or _UNTOLD
        asked[group] += 1
        answered[group] += each.answer is not None
    rows = [
        (
            group,
            asked[group],
            answered[group],
            Styled(str(asked[group] - answered[group] or ""), "yellow"),
        )
        for group in asked
    ]
    columns = (
        Column("Group"),
        Column("Asked", right=True),
        Column("Answered", right=True),
        Column("No answer recognised", right=True),
    )
    print_table(columns, rows)


def _print_asked(each: Asked) -> None:
    speaker = each.row.speaker
    name = speaker.name if speaker and speaker.name else ""
    answered = ("answered", "green") if each.answer else ("no answer recognised", "yellow")
    print_block(
        [
            (each.group or _UNTOLD, "bold"),
            (name, ""),
            answered,
            (each.row.identity[:SHORT], "dim"),
        ],
        [(f"“{each.row.quote}”", ""), (f"“{each.answer}”" if each.answer else "", "dim")],
    )


_PROMISES = (
    Column("Due"),
    Column("Status"),
    Column("What", words=True),
    Column("To", words=True),
    Column("Register", words=True),
    Column("Id"),
)


def _promise(each: Commitment) -> list[str | Styled]:
    status = str(each.keeping)
    said = f"{each.number or ''} “{each.registered.words}”".strip() if each.registered else ""
    to = each.member or ("parliament" if each.to else "")
    given = f"{to}, oral" if each.form == "oral" else to
    return [
        due(each),
        Styled(status, STYLES[status]),
        each.row.quote,
        given,
        said or each.number or "",
        each.row.identity[:8],
    ]


def _print_settled(settled: Sequence[Settles]) -> None:
    if not settled:
        return
    print_title("What it settles")
    for each in settled:
        sure = ("", "") if each.judged else ("proposed", "yellow")
        number = next(iter(each.paper.numbers), each.paper.title)
        name = each.of if each.what == "motion" else each.of[:SHORT]
        print_block(
            [(each.what, "bold"), (name, "dim"), sure, (number, "")],
            [(each.told, "dim"), (f"“{each.quote}”" if each.quote else "", "")],
        )


def _print_waits(waits: Sequence[Waits], on: dt.date) -> None:
    print_title(f"What it waits for on {on}")
    if not waits:
        print_words("Nothing that is known.")
        return
    rows = []
    for each in waits:
        by = str(each.by) if each.by else "no date"
        style = "bold red" if each.late and each.by else "yellow" if each.late else ""
        rows.append((Styled(by, style), str(each.stage), each.what))
    print_table((Column("By"), Column("Stage"), Column("What", words=True)), rows)
    print_words("What is not in view may only not have been read.", "dim")


def _print_to_judge(unplaced: Sequence[Unplaced], removed: Sequence[Placed], meeting: str) -> None:
    if unplaced:
        print_title("Fits this meeting and others: put with none")
    for left in unplaced:
        name = left.what
        if left.paper is not None:
            number = next(iter(left.paper.numbers), left.paper.id[:SHORT])
            name = number if left.what == number else f"{number}  {left.what}"
        fits = [(f"{one}: {why}", "dim") for one, why in left.fits]
        print_block([(str(left.stage), ""), (name, "bold")], fits)
    if any(left.paper is not None for left in unplaced):
        print_words(f"Say where: inzet cycle place PAPER {meeting} --stage … --ground …", "dim")
    if removed:
        print_title("Taken out by a person")
    for each in removed:
        number = next(iter(each.paper.numbers), each.paper.id[:SHORT])
        print_block(
            [
                (f"{number}  {each.paper.title}", ""),
                (each.why, "dim"),
                ((each.judgement or "")[:SHORT], "dim"),
            ]
        )
