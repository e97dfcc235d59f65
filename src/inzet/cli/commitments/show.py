"""``inzet commitments show``: one promise, what happened to it, and what may keep it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from inzet.cli.command import Day, Example, command, invocation, json_option, moments
from inzet.cli.commitments.shapes import commitment_json, event_json, proposal_json
from inzet.cli.commitments.words import (
    STYLES,
    between,
    due,
    judged,
    label,
    print_proposal,
    registered,
    to_whom,
)
from inzet.cli.output import print_block, print_facts, print_json, print_title, print_words
from inzet.cli.rows import outside, who

if TYPE_CHECKING:
    from inzet.meetings.commitments import Commitment, Event, Proposal


@command(
    "show",
    short_help="One promise and what happened to it",
    examples=(
        Example("inzet commitments show ID", "Its sentence, its deadline, what happened to it"),
        Example("inzet commitments ID --json", "The same, for a program"),
    ),
)
@click.argument("promise", metavar="ID")
@click.option("--on", type=Day(), metavar="DATE", help="As it stood on this day (default: today).")
@moments
@json_option
def show(promise: str, on: dt.date | None) -> None:
    """Show the promise ID: made when, due when and moved by what, kept by which paper."""
    from inzet.meetings.commitments import commitment, history, proposals

    chosen = invocation()
    view = chosen.view()
    day = on or chosen.as_of or chosen.known_on or dt.date.today()
    found = commitment(view, promise, on=day)
    events = history(view, found)
    made = proposals(view, [found])
    if chosen.as_json:
        print_json(
            {
                "on": day,
                **commitment_json(found),
                "history": [event_json(each) for each in events],
                "proposals": [proposal_json(each) for each in made],
            }
        )
    else:
        _print(found, events, made)


def _print(found: Commitment, events: list[Event], made: list[Proposal]) -> None:
    status, row = str(found.keeping), found.row
    print_block([(status, STYLES[status]), (judged(found), "")], [(f"“{row.quote}”", "")])
    print_facts(
        {
            "By": who(row),
            "To whom": to_whom(found),
            "Given": found.form,
            "In the register": found.number,
            "The register says": registered(found),
            "Due": due(found),
            "In its words": found.due_words,
            "Bound to": found.due_event,
            "Dossiers": ", ".join(row.dossiers),
            "Source": label(row.paper) if row.paper else outside(row),
            "Id": row.identity,
        }
    )
    stamps = [row.paper, *(each.paper for each in events)]
    for stamp in dict.fromkeys(paper.stamp for paper in stamps if paper and paper.stamp):
        print_words(f"[{stamp}]", "italic dim")
    print_title("What happened to it")
    for event in events:
        told = between(*event.due) if event.due else ""
        print_block(
            [
                (str(event.on or "undated"), "bold"),
                (event.what, ""),
                (told, "bold"),
                (f"by {event.by}" if event.by else "", "dim"),
                ("undone" if event.undone else "", "yellow"),
                (label(event.paper), "dim"),
            ],
            [(f"“{event.quote}”" if event.quote and event.what != "promised" else "", "dim")],
        )
    if made:
        print_title("What may keep it")
        for each in made:
            print_proposal(each)
