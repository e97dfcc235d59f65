"""``inzet rebuild``: make the tables that speed up answers again, from the feeds."""

from __future__ import annotations

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.output import print_json, print_words
from inzet.cli.remaking import Line


@command(
    "rebuild",
    short_help="Make the derived tables again",
    examples=(Example("inzet rebuild", "Make every derived table again; answers stay the same"),),
)
@json_option
def rebuild() -> None:
    """Make the derived tables (lists, full text) again from the feeds.

    Nothing that was said changes by it. Use it after an upgrade, or when answers look wrong
    while the record verifies. Others go on reading and writing meanwhile; what is broken off
    goes on when it is run again.
    """
    chosen = invocation()
    record = chosen.open_as_own("rebuild it")
    line = Line()
    try:
        record.rebuild(line)
    finally:
        line.end()
    if chosen.as_json:
        print_json({"rebuilt": str(chosen.record)})
    else:
        print_words(f"{chosen.record} was rebuilt from its feeds.")
