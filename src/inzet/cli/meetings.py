"""``inzet meetings``: the chain of meetings, or one of them with everything about it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import (
    CommandGroup,
    Day,
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    moments,
    reader_option,
    record_option,
)
from inzet.cli.judging import judging
from inzet.cli.listing import print_footer, print_none, print_rows
from inzet.cli.notice import days
from inzet.cli.output import (
    Column,
    counted,
    print_csv,
    print_facts,
    print_json,
    print_table,
    print_title,
    print_words,
)
from inzet.cli.rows import print_statements, statement_json
from inzet.cli.seats import (
    ITEM_COLUMNS,
    SEAT_COLUMNS,
    item_cells,
    items_json,
    print_items,
    print_seats,
    seat_cells,
    seats_json,
)
from inzet.cli.sourced import hand, opened, tell, written_by
from inzet.vocabulary.errors import InputError

if TYPE_CHECKING:
    from inzet.meetings import Meeting
    from inzet.record import View

_COLUMNS = (
    "id",
    "name",
    "body",
    "format",
    "from",
    "to",
    "place",
    "certainty",
    "sessions",
    "previous",
    "next",
    "prepares",
)
_CERTAINTY = {
    "unknown": "unknown: planned, and no paper in view says whether it took place",
    "expected": "expected",
    "confirmed": "confirmed",
    "held": "held",
    "cancelled": "cancelled",
}


@click.group(
    "meetings",
    cls=CommandGroup,
    invoke_without_command=True,
    subcommand_metavar="| COMMAND …",
    short_help="The chain of meetings, or one of them",
    examples=(
        Example("inzet meetings", "The chain of meetings, by day"),
        Example(
            "inzet meetings MEETING", "One meeting: sessions, who sits in which, what was said"
        ),
        Example("inzet meetings MEETING --participation", "Who takes part, by session"),
        Example("inzet meetings MEETING --items --csv", "What is on the table, by dossier"),
        Example("inzet meetings --json", "The chain, for a program"),
    ),
)
@click.argument("meeting", required=False)
@click.option("--participation", is_flag=True, help="Of MEETING only who takes part.")
@click.option("--items", is_flag=True, help="Of MEETING only what is on the table.")
@moments
@csv_option
@json_option
@record_option
@reader_option
@click.pass_context
def meetings(
    ctx: click.Context,
    participation: bool = False,
    items: bool = False,
    meeting: str | None = None,
) -> None:
    """The chain of meetings; with MEETING (its id or a unique beginning) all about one.

    After a meeting's last day nobody knows that it was held until a paper says so. With
    --as-of, certainty is that of the day.
    """
    if ctx.invoked_subcommand is not None:
        return
    from inzet.meetings import chain
    from inzet.meetings import meeting as named

    chosen = invocation()
    if meeting is None and (participation or items):
        raise InputError(
            "--participation and --items are of one meeting",
            where="inzet meetings",
            fix="Name it: inzet meetings MEETING --participation.",
        )
    view = chosen.view()
    on = chosen.as_of or chosen.known_on or dt.date.today()
    if meeting is not None:
        _show_one(view, named(view, meeting), on, participation=participation, items=items)
        return
    everything = chain(view)
    if chosen.as_json:
        listed = [_json(each, on) for each in everything]
        print_json({"on": on, "total": len(everything), "items": listed})
    elif chosen.as_csv:
        print_csv(_COLUMNS, (_cells(each, on) for each in everything))
    else:
        _print_chain(everything, on)


@command(
    "add",
    short_help="A meeting that no paper has announced yet",
    examples=(
        Example(
            "inzet meetings add --like MEETING --first 2031-04-03 --last 2031-04-04 "
            "--place Brussels --ground 'The calendar of the organisation'",
            "The next meeting of a chain, to draft its agenda for",
        ),
    ),
)
@click.option("--like", required=True, metavar="MEETING", help="The meeting whose chain it is in.")
@click.option("--first", required=True, type=Day(), metavar="DATE", help="Its first day.")
@click.option("--last", type=Day(), metavar="DATE", help="Its last day, where there are several.")
@click.option("--place", metavar="NAME", help="Where it is held.")
@click.option("--name", metavar="NAME", help="Where it is not called as the other is.")
@click.option(
    "--certainty",
    default="expected",
    show_default=True,
    metavar="CERTAINTY",
    help="expected, confirmed, cancelled or held.",
)
@click.option("--prepares", metavar="MEETING", help="The meeting that it prepares.")
@written_by
@json_option
def add(
    like: str,
    first: dt.date,
    last: dt.date | None,
    place: str | None,
    name: str | None,
    certainty: str,
    prepares: str | None,
    **source: Any,
) -> None:
    """Add a meeting to the chain of another, with its source; ``inzet cycle undo`` takes it back.

    A paper that announces it later goes before what was typed in.
    """
    from inzet.meetings.planning import plan

    record, reader = opened()
    written = plan(
        record,
        reader,
        hand(**source),
        like=like,
        first=first.isoformat(),
        last=last.isoformat() if last else None,
        place=place,
        name=name,
        certainty=certainty,
        prepares=prepares,
    )
    tell("added", written)


meetings.add_command(add)
for _command in judging("meeting"):
    meetings.add_command(_command)


def _show_one(view: View, found: Meeting, on: dt.date, *, participation: bool, items: bool) -> None:
    from inzet.meetings import items as bound
    from inzet.meetings import participation as seated
    from inzet.meetings import said_at

    chosen = invocation()
    statements = said_at(view, found)
    seats, on_table = seated(found), bound(found, statements)
    if chosen.as_json:
        parts: dict[str, Any] = {
            "participation": seats_json(seats),
            "items": items_json(on_table),
            "statements": [statement_json(row) for row in statements],
        }
        asked = {"participation": participation, "items": items}
        wanted = [name for name, each in asked.items() if each] or list(parts)
        print_json({**_json(found, on), **{name: parts[name] for name in wanted}})
    elif chosen.as_csv:
        if participation:
            print_csv(SEAT_COLUMNS, seat_cells(seats))
        elif items:
            print_csv(ITEM_COLUMNS, item_cells(on_table))
        else:
            print_rows(statements)
    elif participation or items:
        if participation:
            print_seats(seats)
        if items:
            print_items(on_table)
    else:
        _print_one(found, on, _cycle(view, found, on))
        print_seats(seats)
        print_items(on_table)
        print_title("Where it says so")
        print_statements(found.sources, with_act=False)
        if statements:
            print_title("What was said")
            print_statements(statements)


def _print_chain(everything: list[Meeting], on: dt.date) -> None:
    if not everything:
        print_none("meetings")
        return
    print_table(
        (
            Column("Days"),
            Column("Meeting", words=True),
            Column("Certainty"),
            Column("Id"),
        ),
        [
            (
                _short_days(each) or "undated",
                _name(each),
                str(each.certainty(on)),
                each.id,
            )
            for each in everything
        ],
    )
    print_footer(len(everything), len(everything), "meeting")
    if any(each.certainty(on) == "unknown" for each in everything):
        print_words("Unknown: planned, and no paper in view says whether it took place.", "dim")


def _short_days(meeting: Meeting) -> str:
    """``2023-04-04 to 05``, where a meeting stays within a month."""
    first, last = meeting.notice.from_ or "", meeting.notice.to or ""
    within = len(first) == len(last) == len("2023-04-04") and first[:8] == last[:8]
    return days(first, last[8:] if within and first != last else last)


def _name(meeting: Meeting) -> str:
    name, place = meeting.notice.name, meeting.notice.place
    named = f"{name}, {place}" if place and place not in name else name
    return f"{named} (only mentioned)" if meeting.mentioned_only else named


def _print_one(meeting: Meeting, on: dt.date, cycle: str) -> None:
    notice = meeting.notice
    print_title(notice.name)
    print_facts(
        {
            "Days": days(notice.from_, notice.to),
            "Place": notice.place,
            "Format": notice.format,
            "Certainty": _CERTAINTY[meeting.certainty(on)],
            "Before it": meeting.previous,
            "After it": meeting.next,
            "Prepares": meeting.prepares,
            "Prepared by": ", ".join(meeting.prepared_by),
            "In parliament": cycle,
            "Id": meeting.id,
        }
    )
    if cycle:
        print_words(f"All of what parliament and government said: inzet cycle {meeting.id}", "dim")
    if meeting.mentioned_only:
        print_words("No paper about it has been read; others mention it.", "dim")


def _cycle(view: View, meeting: Meeting, on: dt.date) -> str:
    """Its parliamentary cycle in a line; "" where nothing of it is in view."""
    from inzet.meetings.cycle import cycles

    found = next(each for each in cycles(view, on=on) if each.meeting == meeting.id)
    papers = [each for each in found.papers if str(each.stage) != "motion"]
    told = [f"{each.stage} {each.paper.said or 'undated'}" for each in papers]
    told += [f"{talk.form or talk.stage} {talk.on or ''}".strip() for talk in found.discussions]
    told += [counted(len(found.motions), "motion")] if found.motions else []
    told += [counted(len(found.promises), "promise")] if found.promises else []
    return ", ".join(dict.fromkeys(told))


def _cells(meeting: Meeting, on: dt.date) -> list[Any]:
    notice = meeting.notice
    return [
        meeting.id,
        notice.name,
        notice.body,
        notice.format,
        notice.from_,
        notice.to,
        notice.place,
        meeting.certainty(on),
        len(notice.sessions),
        meeting.previous,
        meeting.next,
        meeting.prepares,
    ]


def _json(meeting: Meeting, on: dt.date) -> dict[str, Any]:
    return {
        "id": meeting.id,
        "mentioned_only": meeting.mentioned_only,
        "on": on,
        "certainty": meeting.certainty(on),
        "past_in": meeting.past_in.identity if meeting.past_in else None,
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
