"""What commands share that write into the record with a source: who, when, for whom, by what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from inzet.cli.command import Day, invocation
from inzet.cli.login import by_option
from inzet.cli.output import print_block, print_json
from inzet.cli.rows import SHORT

if TYPE_CHECKING:
    from inzet.meetings.cycle.desk import Written
    from inzet.meetings.sources import Hand
    from inzet.record import Reader, Record

Function = TypeVar("Function", bound=Callable[..., Any])


def written_by(function: Function) -> Function:
    """The options of every entry: its source, its day, its marking, its writer."""
    options = (
        click.option(
            "--paper", metavar="PAPER", help="The paper that says so: number, id or file name."
        ),
        click.option("--quote", metavar="WORDS", help="Its words, which must stand there once."),
        click.option("--source", metavar="NAME", help="A source outside: an address, a number."),
        click.option("--dated", type=Day(), metavar="DATE", help="The day of that source."),
        click.option("--says", metavar="WORDS", help="What that source says, in a few words."),
        click.option("--ground", metavar="WORDS", help="Or: who decided so, or why it is so."),
        click.option("--on", type=Day(), metavar="DATE", help="On which day; today by default."),
        click.option(
            "--marking", metavar="MARKING", help="Who may see it; by default as what it rests on."
        ),
        by_option,
    )
    for option in reversed(options):
        function = option(function)
    return function


def opened() -> tuple[Record, Reader]:
    """The record, and who reads it."""
    invoked = invocation()
    record = invoked.open()
    return record, invoked.reader(record)


def hand(
    by: str,
    on: dt.date | None = None,
    ground: str | None = None,
    marking: str | None = None,
    paper: str | None = None,
    quote: str | None = None,
    source: str | None = None,
    dated: dt.date | None = None,
    says: str | None = None,
) -> Hand:
    """The options as the writing functions take them.

    Raises:
        NotFound: no paper in view has that number, id or file name.
    """
    from inzet.cli.papers import named
    from inzet.meetings.sources import Hand, Source

    if paper:
        record, reader = opened()
        paper = named(record.view(reader), paper).id
    cited = Source(
        paper=paper or "",
        quote=quote or "",
        identifier=source or "",
        date=dated.isoformat() if dated else None,
        says=says or "",
        ground=ground or "",
    )
    return Hand(by=by, source=cited, on=on, marking=marking)


def tell(done: str, written: Written) -> None:
    """Says what was written of a cycle, or taken back, and under which id."""
    if invocation().as_json:
        print_json(
            {
                "done": done,
                "kind": written.kind,
                "id": written.identity,
                "entry": written.entry,
                "of": written.of,
                "marking": written.marking,
                "quote": written.quote or None,
            }
        )
        return
    head = [(done.capitalize(), "bold"), (written.kind, ""), (written.identity[:SHORT], "dim")]
    body = [(f"By its words: “{written.quote}”", "")] if written.quote else []
    print_block([*head, (written.of, ""), (written.marking, "dim")], body)
