"""``inzet accounts add | list | change | password | remove``: the people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.accounts.opening import (
    known_markings,
    known_reader,
    name_argument,
    opened,
    stdin_option,
    typed_password,
)
from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.login import login_name
from inzet.cli.output import Column, counted, print_json, print_table, print_words
from inzet.cli.terminal import is_interactive, safe_line
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.rights import Role

if TYPE_CHECKING:
    from inzet.accounts import Account
    from inzet.record import Record

_role_option = click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice([str(each) for each in Role]),
    help="What they may do; may be repeated.",
)
_shown_option = click.option("--shown", metavar="TEXT", help="How pages call them.")
_looks_option = click.option(
    "--looks-as",
    metavar="NAME",
    help="Whose view they have: own (the default), PUBLIC, or another organisation.",
)
_marking_option = click.option(
    "--marking",
    "markings",
    multiple=True,
    metavar="MARKING",
    help="They need to know this marking, and none that is not named; may be repeated.",
)


@command(
    "add",
    short_help="Add somebody",
    examples=(
        Example(
            "inzet accounts add a.devries --role administrator --no-password",
            "Somebody who logs in with an outside identity only",
        ),
        Example(
            "cat password.txt | inzet accounts add j.visser --role editor --role releaser --stdin",
            "Somebody who writes and releases; the password from a file",
        ),
        Example(
            "inzet accounts add trainee --role reader --marking INTERNAL --no-password",
            "Somebody who sees what is public or internal, and nothing else",
        ),
    ),
)
@name_argument
@_role_option
@_shown_option
@_looks_option
@_marking_option
@stdin_option
@click.option("--no-password", is_flag=True, help="They log in with an outside identity only.")
@click.option("--again", is_flag=True, help="It is the same person who was removed under the name.")
@json_option
def add(
    name: str,
    roles: tuple[str, ...],
    shown: str | None,
    looks_as: str | None,
    markings: tuple[str, ...],
    stdin: bool,
    no_password: bool,
    again: bool,
) -> None:
    """Add an account; the password is asked for twice.

    NAME is what they log in by; entries and drafts bear it. Use your login name for your own, so
    that drafts made at the command line are yours in the browser too.
    """
    record, accounts = opened()
    if not roles:
        raise InputError("an account has a role", where="--role", fix=f"Use {', '.join(Role)}.")
    reader = known_reader(record, looks_as or "own")
    kept = known_markings(record, markings) if markings else None
    password = None if no_password else typed_password(stdin)
    made = accounts.people.add(
        name,
        roles=roles,
        password=password,
        shown=shown or "",
        reader=reader,
        markings=kept,
        again=again,
    )
    accounts.audit.note(login_name(), "account", f"added {made.name} at the terminal")
    _tell(record, made, "Added")


@command(
    "list",
    short_help="Who may come in",
    examples=(Example("inzet accounts list", "Everybody, with their roles and markings"),),
)
@json_option
def list_() -> None:
    """Everybody who has an account."""
    record, accounts = opened()
    print_people(record, accounts.people.all())


def print_people(record: Record, people: list[Account]) -> None:
    """Accounts as a table or as JSON."""
    if invocation().as_json:
        print_json({"total": len(people), "items": [account_json(each) for each in people]})
    elif not people:
        print_words(
            "Nobody has an account. Add the first: "
            "inzet accounts add NAME --role administrator --role editor"
        )
    else:
        columns = (
            Column("name"),
            Column("roles", words=True),
            Column("looks as", words=True),
            Column("markings", words=True),
            Column("last log-in"),
        )
        print_table(columns, [_cells(record, each) for each in people])
        print_words(f"{counted(len(people), 'account')}.", "dim")


@command(
    "change",
    short_help="Change somebody’s roles, view or markings",
    examples=(
        Example("inzet accounts change bert --role reviewer", "These roles, and no others"),
        Example("inzet accounts change bert --marking INTERNAL", "What they need to know"),
        Example("inzet accounts change bert --inactive", "Out, until --active"),
    ),
)
@name_argument
@_role_option
@_shown_option
@_looks_option
@_marking_option
@click.option("--all-markings", is_flag=True, help="They need to know everything.")
@click.option("--no-markings", is_flag=True, help="They see what is public, and nothing else.")
@click.option("--active/--inactive", default=None, help="Let them in, or log them out everywhere.")
@json_option
def change(
    name: str,
    roles: tuple[str, ...],
    shown: str | None,
    looks_as: str | None,
    markings: tuple[str, ...],
    all_markings: bool,
    no_markings: bool,
    active: bool | None,
) -> None:
    """Change what is named and leave the rest. It holds at once, in every open browser."""
    if sum((bool(markings), all_markings, no_markings)) > 1:
        raise InputError(
            "only one of --marking, --all-markings and --no-markings can hold",
            where="inzet accounts change",
            fix="Leave the others away.",
        )
    record, accounts = opened()
    given: dict[str, Any] = {}
    if markings:
        given["markings"] = known_markings(record, markings)
    elif all_markings or no_markings:
        given["markings"] = None if all_markings else ()
    changed = accounts.people.change(
        name,
        roles=roles or None,
        shown=shown,
        reader=None if looks_as is None else known_reader(record, looks_as),
        active=active,
        **given,
    )
    accounts.audit.note(login_name(), "account", f"changed {changed.name} at the terminal")
    _tell(record, changed, "Changed")


@command(
    "password",
    short_help="Give somebody a new password",
    examples=(
        Example(
            "cat password.txt | inzet accounts password bert --stdin", "A password from a file"
        ),
    ),
)
@name_argument
@stdin_option
@json_option
def password(name: str, stdin: bool) -> None:
    """Give somebody a new password, asked for twice; they are logged out everywhere."""
    record, accounts = opened()
    accounts.people.named(name)
    changed = accounts.people.set_password(name, typed_password(stdin))
    accounts.audit.note(login_name(), "password", f"of {changed.name} at the terminal")
    _tell(record, changed, "New password for")


@command(
    "remove",
    short_help="Remove somebody",
    examples=(Example("inzet accounts remove bert --yes", "Without being asked"),),
)
@name_argument
@click.option("--yes", is_flag=True, help="Do not ask; it cannot be undone.")
@json_option
def remove(name: str, yes: bool) -> None:
    """Remove an account for good, with its sessions, its tokens and what it was shown.

    What they wrote into the record stays and bears their name; their drafts stay in the drawer.
    Nobody else is given the name, unless with --again.
    """
    _, accounts = opened()
    found = accounts.people.named(name)
    if not yes:
        if not is_interactive():
            raise InputError(
                "nobody is here to be asked", where="inzet accounts remove", fix="Add --yes."
            )
        click.confirm(safe_line(f"Remove the account {found.name} for good?"), abort=True, err=True)
    accounts.people.remove(found.name)
    accounts.audit.note(login_name(), "account", "removed one at the terminal")
    if invocation().as_json:
        print_json({"removed": found.name})
    else:
        print_words(f"Removed {found.name}.")


def account_json(account: Account) -> dict[str, Any]:
    """An account for a program; nothing that opens it."""
    return {
        "name": account.name,
        "shown": account.shown,
        "roles": list(account.roles),
        "looks_as": account.reader or None,
        "markings": None if account.markings is None else list(account.markings),
        "password": account.has_password,
        "active": account.active,
        "made": account.made,
        "seen": account.seen,
    }


def _cells(record: Record, account: Account) -> tuple[object, ...]:
    named = {who.id: who.name for who in record.readers()}
    markings = "all" if account.markings is None else ", ".join((*account.markings, "PUBLIC"))
    return (
        account.name if account.active else f"{account.name} (out)",
        ", ".join(account.roles),
        named.get(account.reader, account.reader) or record.organisation.name,
        markings,
        f"{account.seen:%Y-%m-%d %H:%M}" if account.seen else "never",
    )


def _tell(record: Record, account: Account, done: str) -> None:
    if invocation().as_json:
        print_json(account_json(account))
        return
    name, roles, reader, markings, _ = _cells(record, account)
    print_words(f"{done} {name}: {roles}; looks as {reader}; markings: {markings}.")
