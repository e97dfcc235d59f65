"""``inzet accounts audit``: who was shown what, and what was done with accounts."""

from __future__ import annotations

import datetime as dt

import click

from inzet.cli.accounts.opening import opened
from inzet.cli.command import (
    Day,
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    limit_option,
)
from inzet.cli.output import Column, counted, print_csv, print_json, print_table, print_words

_COLUMNS = ("at", "who", "kind", "what", "how_many", "shown")


@command(
    "audit",
    short_help="Who was shown what",
    examples=(
        Example("inzet accounts audit --who bert", "What one person did and was shown"),
        Example("inzet accounts audit --kind read --csv", "What was read, for a spreadsheet"),
    ),
)
@click.option("--who", metavar="NAME", help="Of one account.")
@click.option(
    "--kind", metavar="KIND", help="read, log in, log out, refused, password, account or token."
)
@click.option(
    "--about", metavar="ID", help="A paper or statement that was shown, or the beginning of its id."
)
@click.option("--since", type=Day(), metavar="DATE", help="From this day on, UTC.")
@limit_option
@json_option
@csv_option
def audit(
    who: str | None, kind: str | None, about: str | None, since: dt.date | None, limit: int
) -> None:
    """What happened, newest first: pages on which marked papers or statements were shown, to whom;
    log-ins, and changes of accounts. It is kept for 180 days.
    """
    _, accounts = opened()
    begin = dt.datetime.combine(since, dt.time(), dt.UTC) if since else None
    found = accounts.audit.events(who=who, kind=kind, about=about, since=begin, limit=limit)
    rows = [
        (f"{each.at:%Y-%m-%d %H:%M:%S}", each.who, each.kind, each.what, each.count or "",
         " ".join(each.shown))
        for each in found
    ]  # fmt: skip
    if invocation().as_json:
        print_json({"total": len(found), "items": found})
    elif invocation().as_csv:
        print_csv(_COLUMNS, rows)
    elif not found:
        print_words("Nothing of that happened, or it is longer ago than is kept.")
    else:
        columns = (
            Column("at"), Column("who"), Column("kind"), Column("what", words=True),
            Column("marked"),
        )  # fmt: skip
        print_table(columns, [row[:-1] for row in rows])
        print_words(f"{counted(len(found), 'event')}, newest first.", "dim")
