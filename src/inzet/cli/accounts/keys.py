"""``inzet accounts sessions | token | tokens``: what opens an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.accounts.opening import known_markings, name_argument, opened
from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.login import login_name
from inzet.cli.output import Column, counted, print_json, print_raw, print_table, print_words
from inzet.vocabulary.rights import Right

if TYPE_CHECKING:
    from inzet.accounts import Session, Token

_of_argument = click.argument("name", metavar="[NAME]", required=False)


@command(
    "sessions",
    short_help="Where people are logged in",
    examples=(
        Example("inzet accounts sessions", "Everybody’s"),
        Example("inzet accounts sessions bert --end", "Log somebody out everywhere"),
    ),
)
@_of_argument
@click.option("--end", is_flag=True, help="End them: log this person out everywhere.")
@json_option
def sessions(name: str | None, end: bool) -> None:
    """The browsers in which people are logged in; of NAME alone, where one is given."""
    _, accounts = opened()
    if end and not name:
        raise click.UsageError("--end needs the name of an account")
    account = accounts.people.named(name) if name else None
    if end and account is not None:
        ended = accounts.sessions.end(account)
        accounts.audit.note(login_name(), "log out", f"of {account.name} at the terminal")
        if invocation().as_json:
            print_json({"ended": ended})
        else:
            print_words(f"Ended {counted(ended, 'session')} of {account.name}.")
        return
    found = accounts.sessions.of(account)
    names = {each.id: each.name for each in accounts.people.all()}
    if invocation().as_json:
        items = [_session_json(each, names) for each in found]
        print_json({"total": len(items), "items": items})
    elif not found:
        print_words("Nobody is logged in.")
    else:
        columns = (Column("who"), Column("last used"), Column("from"), Column("with", words=True))
        print_table(
            columns,
            [(names[each.account], f"{each.seen:%Y-%m-%d %H:%M}", each.address, each.agent)
             for each in found],
        )  # fmt: skip


@command(
    "token",
    short_help="Make a token for a program",
    examples=(
        Example("inzet accounts token bert --for 'the calendar'", "To read, for 90 days"),
        Example(
            "inzet accounts token anna --for sync --may edit --marking INTERNAL --days 30",
            "To read and write what is internal, for a month",
        ),
    ),
)
@name_argument
@click.option("--for", "what", required=True, metavar="TEXT", help="What it is for.")
@click.option(
    "--may",
    multiple=True,
    type=click.Choice([str(each) for each in Right]),
    help="What it may do besides reading; may be repeated.",
)
@click.option(
    "--marking",
    "markings",
    multiple=True,
    metavar="MARKING",
    help="Only this marking of those the account has; may be repeated.",
)
@click.option(
    "--days", type=click.IntRange(1, 366), default=90, show_default=True, help="How long it lasts."
)
@json_option
def token(name: str, what: str, may: tuple[str, ...], markings: tuple[str, ...], days: int) -> None:
    """Make a token that a program shows instead of a password. It is shown once, here."""
    record, accounts = opened()
    account = accounts.people.named(name)
    kept = known_markings(record, markings) if markings else None
    secret, made = accounts.tokens.make(account, what, scopes=may, markings=kept, days=days)
    accounts.audit.note(login_name(), "token", f"made {made.id} of {name} at the terminal")
    if invocation().as_json:
        print_json({**_token_json(made, {account.id: account.name}), "token": secret})
        return
    print_raw(secret)
    click.echo(
        f"For {account.name}, {', '.join(made.scopes)}, until {made.until:%Y-%m-%d}; "
        "it is not shown again.",
        err=True,
    )


@command(
    "tokens",
    short_help="The tokens that there are",
    examples=(
        Example("inzet accounts tokens", "Everybody’s, without what they are"),
        Example("inzet accounts tokens --end TOKEN", "End one, by its id"),
    ),
)
@_of_argument
@click.option("--end", metavar="ID", help="End this one: it opens nothing any more.")
@json_option
def tokens(name: str | None, end: str | None) -> None:
    """The tokens of everybody, or of NAME."""
    _, accounts = opened()
    account = accounts.people.named(name) if name else None
    names = {each.id: each.name for each in accounts.people.all()}
    if end:
        gone = accounts.tokens.end(end, account)
        accounts.audit.note(login_name(), "token", f"ended {gone.id} at the terminal")
        if invocation().as_json:
            print_json({"ended": gone.id})
        else:
            print_words(f"Ended “{gone.name}” of {names[gone.account]}.")
        return
    found = accounts.tokens.of(account)
    if invocation().as_json:
        items = [_token_json(each, names) for each in found]
        print_json({"total": len(items), "items": items})
    elif not found:
        print_words("There are no tokens.")
    else:
        columns = (
            Column("id"), Column("who"), Column("for", words=True), Column("may", words=True),
            Column("until"), Column("last used"),
        )  # fmt: skip
        print_table(
            columns,
            [(each.id, names[each.account], each.name, _may(each), f"{each.until:%Y-%m-%d}",
              f"{each.seen:%Y-%m-%d %H:%M}" if each.seen else "never") for each in found],
        )  # fmt: skip


def _may(token: Token) -> str:
    may = ", ".join(token.scopes)
    return (
        may if token.markings is None else f"{may}; only {', '.join((*token.markings, 'PUBLIC'))}"
    )


def _token_json(token: Token, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": token.id,
        "account": names[token.account],
        "for": token.name,
        "may": list(token.scopes),
        "markings": None if token.markings is None else list(token.markings),
        "made": token.made,
        "until": token.until,
        "seen": token.seen,
    }


def _session_json(session: Session, names: dict[str, str]) -> dict[str, Any]:
    return {
        "account": names[session.account],
        "made": session.made,
        "seen": session.seen,
        "until": session.until,
        "address": session.address,
        "agent": session.agent,
    }
