"""Who is at the keyboard."""

from __future__ import annotations

import getpass

import click


def login_name() -> str:
    """The login name; "unknown" where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


by_option = click.option(
    "--by",
    default=login_name,
    metavar="NAME",
    help="Who does this; written into the record (default: your login name).",
)
