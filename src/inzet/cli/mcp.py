"""``inzet mcp``: the record as tools for a language-model client, over its standard streams."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import click

from inzet.cli.command import Example, command, invocation

if TYPE_CHECKING:
    from inzet.record import Record


@command(
    "mcp",
    short_help="Tools for a language-model client",
    examples=(
        Example("inzet mcp --reader PUBLIC", "What everybody may see, as tools of a client"),
        Example("inzet mcp --marking PUBLIC", "Of your own view the public part alone"),
    ),
)
@click.option(
    "--marking",
    "markings",
    multiple=True,
    metavar="MARKING",
    help="Only what stands under this marking (repeatable); PUBLIC is always among them.",
)
def mcp(markings: tuple[str, ...]) -> None:
    """Answer a language-model client: search, state of play, positions, commitments, citations.

    The client starts it and talks to it over standard input and output; it only reads, listens to
    no network, and ends when the client does. What it is told leaves for wherever the client's
    model runs: choose --reader and --marking by that.
    """
    chosen = invocation()
    # A record that cannot be opened, or a reader that is not known, is told here, not per call.
    with chosen.open() as record:
        chosen.reader(record.narrowed(markings or None))
    # The doors do not know each other; this one is found by name.
    door = importlib.import_module("inzet.mcp")

    def open_record() -> Record:
        from inzet.record import Record

        return Record.open(chosen.record).narrowed(markings or None)

    session = door.Session(open_record, chosen.reader_name)
    mine, sys.stdout = sys.stdout, sys.stderr
    try:
        door.serve(session.answer, sys.stdin.buffer, mine.buffer)
    except (BrokenPipeError, KeyboardInterrupt):
        # That the client went away is how it ends.
        return
    finally:
        sys.stdout = mine
