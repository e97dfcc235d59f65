"""``inzet commitments keep``, ``lapse`` and ``undo``: what a person judges of a promise."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from inzet.cli.command import Day, Example, Invocation, command, invocation, json_option
from inzet.cli.login import by_option
from inzet.cli.output import print_json, print_words
from inzet.cli.rows import SHORT

if TYPE_CHECKING:
    from inzet.meetings.commitments import Judged

_note = click.option("--note", default="", metavar="TEXT", help="Why; kept with it.")


@command(
    "keep",
    short_help="This paper keeps it",
    examples=(
        Example("inzet commitments keep ID --paper PAPER", "Say which paper keeps a promise"),
        Example(
            "inzet commitments keep ID --paper PAPER --quote 'As promised' --partly",
            "By which words of it, and that it keeps only a part",
        ),
    ),
)
@click.argument("promise", metavar="ID")
@click.option(
    "--paper", required=True, metavar="PAPER", help="The paper that keeps it: its number or id."
)
@click.option(
    "--quote",
    default="",
    metavar="WORDS",
    help="The words of that paper which do; else the sentence it is proposed by.",
)
@click.option("--partly", is_flag=True, help="It keeps only a part.")
@_note
@by_option
@json_option
def keep(promise: str, paper: str, quote: str, partly: bool, note: str, by: str) -> None:
    """Say that a paper keeps the promise ID. Only who may read both will see it."""
    from inzet.cli.papers import named
    from inzet.meetings.commitments import keep as keeps

    invoked = invocation()
    record = invoked.open_as_own("judge whether a promise was kept")
    reader = invoked.reader(record)
    done = keeps(
        record,
        reader,
        promise,
        by=by,
        paper=named(record.view(reader), paper).id,
        quote=quote,
        partly=partly,
        note=note,
    )
    _tell(invoked, "partly kept" if partly else "kept", done)


@command(
    "lapse",
    short_help="It no longer has to be kept",
    examples=(
        Example(
            "inzet commitments lapse ID --ground 'The meeting was cancelled'",
            "Say that a promise no longer has to be kept, and why",
        ),
    ),
)
@click.argument("promise", metavar="ID")
@click.option("--ground", required=True, metavar="TEXT", help="Why; kept with it.")
@click.option("--on", type=Day(), metavar="DATE", help="The day it lapsed (default: today).")
@by_option
@json_option
def lapse(promise: str, ground: str, on: dt.date | None, by: str) -> None:
    """Say that the promise ID no longer has to be kept."""
    from inzet.meetings.commitments import lapse as lapses

    invoked = invocation()
    record = invoked.open_as_own("judge whether a promise was kept")
    done = lapses(record, invoked.reader(record), promise, by=by, ground=ground, on=on)
    _tell(invoked, "lapsed", done)


@command(
    "undo",
    short_help="Take back the last judgement",
    examples=(Example("inzet commitments undo ID", "Take back the last keep or lapse"),),
)
@click.argument("promise", metavar="ID")
@_note
@by_option
@json_option
def undo(promise: str, note: str, by: str) -> None:
    """Take back what was last said of the promise ID; what was said before it counts again."""
    from inzet.meetings.commitments import undo as undoes

    invoked = invocation()
    record = invoked.open_as_own("judge whether a promise was kept")
    done = undoes(record, invoked.reader(record), promise, by=by, ground=note or "undone")
    _tell(invoked, "undone", done)


def _tell(invoked: Invocation, what: str, done: Judged) -> None:
    if invoked.as_json:
        print_json(
            {
                "done": what,
                "id": done.identity,
                "entry": done.entry,
                "marking": done.marking,
                "quote": done.quote or None,
            }
        )
    else:
        told = f"{what.capitalize()}: {done.identity[:SHORT]} (entry {done.entry[:SHORT]}"
        print_words(f"{told}, {done.marking}).")
        if done.quote:
            print_words(f"By its words: “{done.quote}”")
