"""The accounts beside the record that was chosen, and passwords as they are typed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from inzet.cli.command import invocation
from inzet.cli.terminal import is_interactive
from inzet.vocabulary.errors import InputError, UnknownValue

if TYPE_CHECKING:
    from inzet.accounts import Accounts
    from inzet.record import Record

name_argument = click.argument("name", metavar="NAME")
stdin_option = click.option(
    "--stdin", is_flag=True, help="Take the password from standard input, its first line."
)


def opened() -> tuple[Record, Accounts]:
    """The record and its accounts; they close with the command.

    Raises:
        InputError: another reader was chosen: accounts are the own organisation's alone.
    """
    from inzet.accounts import Accounts

    record = invocation().open_as_own("see or change its accounts")
    found = Accounts(record.path)
    click.get_current_context().call_on_close(found.close)
    return record, found


def typed_password(stdin: bool) -> str:
    """A new password: asked twice of who sits here, or the first line of what is given.

    Raises:
        InputError: nobody is here to be asked, and nothing is given.
    """
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not is_interactive():
        raise InputError(
            "nobody is here to be asked for a password",
            where="--stdin",
            fix="Give it on standard input with --stdin.",
        )
    return str(click.prompt("New password", hide_input=True, confirmation_prompt=True, err=True))


def known_markings(record: Record, markings: tuple[str, ...]) -> tuple[str, ...]:
    """Markings by the names of the record.

    Raises:
        UnknownValue: one that nothing here is under.
    """
    known = {*record.markings(), *(feed.marking for feed in record.view(record.reader()).feeds())}
    for each in markings:
        if each not in known:
            raise UnknownValue(
                f"there is no marking “{each}”",
                where="--marking",
                fix=f"Known markings: {', '.join(sorted(known))}.",
            )
    return markings


def known_reader(record: Record, typed: str) -> str:
    """As whom somebody looks, as accounts keep it: "" for the own organisation, else an id.

    Raises:
        UnknownValue: no such reader.
    """
    if typed == "own":
        return ""
    found = record.reader(typed)
    return "" if found == record.reader() else found.id
