"""``inzet accounts``: the list, and the commands that change who may come in."""

from __future__ import annotations

import click

from inzet.cli.accounts.audit import audit
from inzet.cli.accounts.keys import sessions, token, tokens
from inzet.cli.accounts.opening import opened
from inzet.cli.accounts.people import add, change, list_, password, print_people, remove
from inzet.cli.command import (
    CommandGroup,
    Example,
    json_option,
    reader_option,
    record_option,
)

EXAMPLES = (
    Example("inzet accounts", "Everybody who may come in"),
    Example("inzet accounts change anna --role administrator --role editor", "Change somebody"),
    Example("inzet accounts audit", "Who was shown what"),
)


@click.group(
    "accounts",
    cls=CommandGroup,
    examples=EXAMPLES,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND …]",
    short_help="Who may come into the workspace",
)
@json_option
@record_option
@reader_option
@click.pass_context
def accounts(ctx: click.Context, /) -> None:
    """The people who may come into the workspace, what they may do and what they need to know.

    Accounts lie beside the record, in a file that only you can read; whoever can read that file
    and the record needs no account.
    """
    if ctx.invoked_subcommand is None:
        record, found = opened()
        print_people(record, found.people.all())


for _command in (add, list_, change, password, remove, sessions, token, tokens, audit):
    accounts.add_command(_command)
