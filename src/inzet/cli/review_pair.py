"""``inzet review pair``: a person says whether a later position is what became of an earlier."""

from __future__ import annotations

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.login import by_option
from inzet.cli.output import print_json, print_words
from inzet.cli.rows import SHORT


@command(
    "pair",
    short_help="Two positions are one, or are not",
    examples=(
        Example("inzet review pair ID LATER", "The later position is what became of the earlier"),
        Example("inzet review pair ID LATER --apart", "It is not"),
    ),
)
@click.argument("earlier", metavar="EARLIER")
@click.argument("later", metavar="LATER")
@click.option("--apart", is_flag=True, help="The later is not what became of the earlier.")
@click.option("--undo", is_flag=True, help="Take back what was said of these two.")
@click.option("--note", default="", metavar="TEXT", help="Why; kept with it.")
@by_option
@json_option
def pair(earlier: str, later: str, apart: bool, undo: bool, note: str, by: str) -> None:
    """Say whether LATER is what became of EARLIER; inzet changes then goes by that."""
    from inzet.changes import pair as paired
    from inzet.changes import unpair

    invoked = invocation()
    record = invoked.open_as_own("judge of positions")
    reader = invoked.reader(record)
    if undo:
        done, what = unpair(record, reader, earlier, later, by=by), "undone"
    else:
        done = paired(record, reader, earlier, later, same=not apart, by=by, ground=note)
        what = "apart" if apart else "paired"
    if invoked.as_json:
        print_json({"done": what, "entry": done.entry, "marking": done.marking})
    else:
        print_words(f"{what.capitalize()} (entry {done.entry[:SHORT]}, {done.marking}).")
