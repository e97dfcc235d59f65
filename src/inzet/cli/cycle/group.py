"""``inzet cycle``: the cycle of a meeting on one screen, and the commands that write into it."""

from __future__ import annotations

import datetime as dt

import click

from inzet.cli.command import (
    CommandGroup,
    Example,
    csv_option,
    invocation,
    json_option,
    moments,
    reader_option,
    record_option,
)
from inzet.cli.cycle.shapes import COLUMNS, cells, cycle_json
from inzet.cli.cycle.show import print_cycle, print_cycles
from inzet.cli.cycle.writing import WRITING
from inzet.cli.output import print_csv, print_json


@click.group(
    "cycle",
    cls=CommandGroup,
    invoke_without_command=True,
    subcommand_metavar="| COMMAND …",
    short_help="Agenda, debate, motions, promises, report of a meeting",
    examples=(
        Example("inzet cycle", "Where the cycle of every meeting stands"),
        Example("inzet cycle MEETING", "One of them, whole, and what it still waits for"),
        Example("inzet cycle MEETING --questions", "With every question, and what answers it"),
        Example("inzet cycle MEETING --known-on 2024-02-10", "What was known of it on that day"),
        Example("inzet cycle MEETING --json", "Everything, for a program"),
    ),
)
@click.argument("meeting", required=False)
@click.option("--questions", is_flag=True, help="Of MEETING every question with its answer.")
@moments
@csv_option
@json_option
@record_option
@reader_option
@click.pass_context
def cycle(ctx: click.Context, questions: bool = False, meeting: str | None = None) -> None:
    """What parliament and government said to each other around MEETING: agenda, consultation,
    debate, motions, promises, report, and what it still waits for.

    A paper stands at its stage for a reason that is told with it. What fits two meetings is put
    with neither, and listed to be judged: inzet cycle place.
    """
    if ctx.invoked_subcommand is not None:
        return
    from inzet.meetings import meeting as named
    from inzet.meetings.cycle import cycle as put_together
    from inzet.meetings.cycle import cycles, waiting

    chosen = invocation()
    view = chosen.view()
    on = chosen.as_of or chosen.known_on or dt.date.today()
    if meeting is None:
        print_cycles(view, cycles(view, on=on), on)
        return
    found = named(view, meeting)
    whole = put_together(view, found.id, on=on)
    waits = waiting(whole, found, on=on)
    if chosen.as_json:
        print_json(cycle_json(whole, waits, on))
    elif chosen.as_csv:
        print_csv(COLUMNS, cells(whole, waits))
    else:
        print_cycle(found, whole, waits, on, questions=questions)


for _command in WRITING:
    cycle.add_command(_command)
