"""``inzet meetings``: the chain of meetings, or one of them with everything about it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import (
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    moments,
)
from inzet.cli.listing import print_footer, print_rows
from inzet.cli.notice import days, print_session, who_by_capacity
from inzet.cli.output import (
    Column,
    print_csv,
    print_facts,
    print_json,
    print_table,
    print_title,
    print_words,
)
from inzet.cli.rows import print_statements, statement_json

if TYPE_CHECKING:
    from inzet.meetings import Meeting
    from inzet.record import StatementRow, View

_COLUMNS = ("id", "name", "from", "to", "place", "certainty", "sessions", "previous", "prepares")


@command(
    "meetings",
    short_help="The chain of meetings, or one of them",
    examples=(
        Example("inzet meetings", "The chain of meetings, by day"),
        Example(
            "inzet meetings MEETING", "One meeting: sessions, who sits in which, what was said"
        ),
        Example("inzet meetings --json", "The chain, for a program"),
    ),
)
@click.argument("meeting", required=False)
@moments
@csv_option
@json_option
def meetings(meeting: str | None) -> None:
    """The chain of meetings; with MEETING (its id or a unique beginning) all about one."""
    from inzet.meetings import chain
    from inzet.meetings import meeting as named

    chosen = invocation()
    view = chosen.view()
    if meeting is not None:
        found = named(view, meeting)
        statements = _statements(view, found)
        if chosen.as_json:
            listed = [statement_json(row) for row in statements]
            print_json({**_json(found), "statements": listed})
        elif chosen.as_csv:
            print_rows(statements)
        else:
            _print_one(found, statements)
        return
    everything = chain(view)
    if chosen.as_json:
        print_json({"total": len(everything), "items": [_json(each) for each in everything]})
    elif chosen.as_csv:
        print_csv(_COLUMNS, map(_cells, everything))
    else:
        _print_chain(everything)


def _statements(view: View, meeting: Meeting) -> list[StatementRow]:
    from inzet.meetings import every
    from inzet.record import Filter
    from inzet.vocabulary.meetings import NOTICE_RULE, PARTICIPATION_RULE

    shown_above = {NOTICE_RULE, PARTICIPATION_RULE}
    rows = every(view, Filter(meeting=meeting.id))
    said = [row for row in rows if row.rule not in shown_above]
    return sorted(said, key=_in_the_order_of_the_meeting)


def _in_the_order_of_the_meeting(row: StatementRow) -> tuple[Any, ...]:
    return row.session or 0, row.said or dt.date.max, getattr(row.citation, "start", 0)


def _print_chain(everything: list[Meeting]) -> None:
    if not everything:
        print_words("No meetings yet: read a paper first, with inzet read FILE.")
        return
    print_table(
        (Column("Days"), Column("Meeting", words=True), Column("Place"), Column("Id")),
        [
            (
                days(each.notice.from_, each.notice.to) or "undated",
                f"{each.notice.name} (only mentioned)" if each.mentioned_only else each.notice.name,
                each.notice.place,
                each.id,
            )
            for each in everything
        ],
    )
    print_footer(len(everything), len(everything), "meeting")


def _print_one(meeting: Meeting, statements: list[StatementRow]) -> None:
    notice = meeting.notice
    print_title(notice.name)
    print_facts(
        {
            "Days": days(notice.from_, notice.to),
            "Place": notice.place,
            "Certainty": notice.certainty,
            "Before it": meeting.previous,
            "After it": meeting.next,
            "Prepares": meeting.prepares,
            "Prepared by": ", ".join(meeting.prepared_by),
            **who_by_capacity(notice.participants),
            "Id": meeting.id,
        }
    )
    if meeting.mentioned_only:
        print_words("No paper about it has been read; others mention it.", "dim")
    for session in notice.sessions:
        print_session(session)
    print_title("Where it says so")
    print_statements(meeting.sources, with_act=False)
    if statements:
        print_title("What was said")
        print_statements(statements)


def _cells(meeting: Meeting) -> list[Any]:
    notice = meeting.notice
    return [
        meeting.id,
        notice.name,
        notice.from_,
        notice.to,
        notice.place,
        notice.certainty,
        len(notice.sessions),
        meeting.previous,
        meeting.prepares,
    ]


def _json(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "mentioned_only": meeting.mentioned_only,
        "previous": meeting.previous,
        "next": meeting.next,
        "prepares": meeting.prepares,
        "prepared_by": list(meeting.prepared_by),
        "notice": meeting.notice,
        "papers": [
            {"id": paper.id, "title": paper.title, "stamp": paper.stamp} for paper in meeting.papers
        ],
        "sources": [row.identity for row in meeting.sources],
    }
