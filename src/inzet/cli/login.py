"""Who is at the keyboard."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from inzet.writing.drawer import Person


def login_name() -> str:
    """The login name; "unknown" where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _person(ctx: click.Context, _option: click.Parameter, typed: str) -> Person:
    from inzet.writing.drawer import Person

    if ctx.get_parameter_source("person") is click.core.ParameterSource.COMMANDLINE:
        ctx.meta[_PERSON] = typed
    else:
        # Said before the name of a command, it holds for that command.
        typed = ctx.meta.get(_PERSON, typed)
    return Person.named(typed)


_PERSON = "inzet.person"

as_option = click.option(
    "--as",
    "person",
    default=login_name,
    envvar="INZET_PERSON",
    callback=_person,
    metavar="NAME",
    help="Who drafts (also INZET_PERSON; default: your login name).",
)
"""Gives a `inzet.writing.drawer.Person`; until there are accounts a name is taken at its word."""

by_option = click.option(
    "--by",
    default=login_name,
    metavar="NAME",
    help="Who does this; written into the record (default: your login name).",
)
