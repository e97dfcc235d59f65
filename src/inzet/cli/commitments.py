"""``inzet commitments``: what was promised, when it is due, and whether it was kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import (
    Day,
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    moments,
)
from inzet.cli.filters import dossier_option, meeting_option, narrowed, party_option
from inzet.cli.listing import print_footer
from inzet.cli.output import print_csv, print_json, print_words
from inzet.cli.rows import STATEMENT_COLUMNS, print_statement, statement_cells, statement_json

if TYPE_CHECKING:
    from inzet.meetings import Commitment

_STYLES = {"overdue": "bold red", "open": "yellow", "kept": "green"}


@command(
    "commitments",
    short_help="What was promised, due when, kept or not",
    examples=(
        Example("inzet commitments --open", "What may still be kept in time"),
        Example(
            "inzet commitments --overdue --on 2023-07-12", "What had passed its date on that day"
        ),
        Example("inzet commitments --json", "Everything, for a program"),
    ),
)
@click.option(
    "--open", "only_open", is_flag=True, help="Only those that may still be kept in time."
)
@click.option("--overdue", is_flag=True, help="Only those past their deadline.")
@click.option(
    "--on", type=Day(), metavar="DATE", help="As they stood on this day (default: today)."
)
@party_option
@dossier_option
@meeting_option
@moments
@csv_option
@json_option
def commitments(
    only_open: bool,
    overdue: bool,
    on: dt.date | None,
    party: str | None,
    dossier: str | None,
    meeting: str | None,
) -> None:
    """Promises, soonest due first. A promise without a date in its text has no due date."""
    from inzet.meetings import commitments as promised

    chosen = invocation()
    view = chosen.view()
    wanted = narrowed(view, party=party, dossier=dossier, meeting=meeting)
    day = on or chosen.as_of or chosen.known_on or dt.date.today()
    found = promised(view, on=day, wanted=wanted)
    wanted_now = {name for name, asked in (("open", only_open), ("overdue", overdue)) if asked}
    if wanted_now:
        found = [each for each in found if str(each.keeping) in wanted_now]
    if chosen.as_json:
        print_json({"on": day, "total": len(found), "items": [_json(each) for each in found]})
    elif chosen.as_csv:
        print_csv(
            ("due", "status", "due_words", *STATEMENT_COLUMNS),
            (
                [each.due, each.keeping, each.due_words, *statement_cells(each.row)]
                for each in found
            ),
        )
    elif not found:
        print_words("No commitments found.")
    else:
        for each in found:
            _print(each)
        print_footer(len(found), len(found), "commitment")
        if any(str(each.keeping) == "overdue" for each in found):
            print_words("Overdue: whether it was kept is unknown until its paper is found.", "dim")


def _print(each: Commitment) -> None:
    status = str(each.keeping)
    print_statement(each.row, more=[(due(each), "bold"), (status, _STYLES.get(status, ""))])


def due(each: Commitment) -> str:
    """When it is due, as a person reads it; never more than the paper gives."""
    if each.before:
        day = f"due before {each.before}"
    elif each.due:
        day = f"due {each.due}"
    else:
        return f"due: “{each.due_words}”" if each.due_words else "no due date"
    return f"{day} (“{each.due_words}”)" if each.due_words else day


def _json(each: Commitment) -> dict[str, Any]:
    return {
        **statement_json(each.row),
        "due": each.due,
        "due_before": each.before,
        "due_words": each.due_words,
        "due_meeting": each.due_event,
        "status": str(each.keeping),
    }
