"""``inzet motions``: the list, one motion, and the commands that type in what is told of one."""

from __future__ import annotations

import datetime as dt

import click

from inzet.cli.command import (
    CommandGroup,
    Day,
    Example,
    csv_option,
    invocation,
    json_option,
    moments,
    reader_option,
    record_option,
)
from inzet.cli.filters import meeting_option
from inzet.cli.listing import print_footer
from inzet.cli.motions.shapes import COLUMNS, cells, motion_json
from inzet.cli.motions.words import print_motion, print_motions
from inzet.cli.motions.writing import WRITING
from inzet.cli.output import print_csv, print_json, print_words


@click.group(
    "motions",
    cls=CommandGroup,
    invoke_without_command=True,
    subcommand_metavar="| COMMAND …",
    short_help="What was moved, voted on and carried out",
    examples=(
        Example("inzet motions", "Every motion, newest first"),
        Example("inzet motions --open", "Adopted, and no paper says it was carried out"),
        Example("inzet motions --meeting MEETING", "Those of the cycle of one meeting"),
        Example("inzet motions MOTION", "One of them, with every source and what they differ on"),
        Example("inzet motions --json", "Everything, for a program"),
    ),
)
@click.argument("motion", required=False)
@click.option(
    "--open",
    "only_open",
    is_flag=True,
    help="Only those adopted or taken over of which no paper says that they were carried out.",
)
@meeting_option
@click.option("--on", type=Day(), metavar="DATE", help="As they stood on this day.")
@moments
@csv_option
@json_option
@record_option
@reader_option
@click.pass_context
def motions(
    ctx: click.Context,
    only_open: bool = False,
    meeting: str | None = None,
    on: dt.date | None = None,
    motion: str | None = None,
) -> None:
    """Motions as they stand; with MOTION (kst-28676-431, or 431) all that is told of one.

    What several sources tell of one motion is put together. Where they differ both are kept, and
    it is told which was used and why. No motion is carried out without a source that says so.
    """
    if ctx.invoked_subcommand is not None:
        return
    from inzet.meetings import meeting as named
    from inzet.meetings.cycle import motion as one
    from inzet.meetings.cycle import motions as every

    chosen = invocation()
    view = chosen.view()
    day = on or chosen.as_of or chosen.known_on or dt.date.today()
    if motion is not None:
        found = [one(view, motion, on=day)]
    else:
        found = every(view, on=day)
        if meeting is not None:
            wanted = named(view, meeting).id
            found = [each for each in found if each.meeting == wanted]
    if only_open:
        found = [each for each in found if each.open]
    if chosen.as_json:
        if motion is not None and found:
            print_json({"on": day, **motion_json(found[0])})
        else:
            items = [motion_json(each) for each in found]
            print_json({"on": day, "total": len(items), "items": items})
    elif chosen.as_csv:
        print_csv(COLUMNS, map(cells, found))
    elif not found:
        print_words("No motions found.")
    elif motion is not None:
        print_motion(found[0])
    else:
        print_motions(found)
        if any(each.conflicts for each in found):
            print_words("* Sources differ; inzet motions MOTION tells on what.", "dim")
        print_footer(len(found), len(found), "motion")


for _command in WRITING:
    motions.add_command(_command)
