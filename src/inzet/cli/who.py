"""Who will be able to read it: printed before anything is released, and asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import invocation
from inzet.cli.output import print_block, print_title, print_words
from inzet.cli.terminal import is_interactive, safe_line
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.markings import INTERNAL

if TYPE_CHECKING:
    from inzet.exchange.release import Audience, Who
    from inzet.record import Record


def print_audience(made: Audience) -> None:
    """Everybody by name, with what is known of each and what they could read before."""
    print_title("Who will be able to read it")
    if made.everybody:
        print_words("Everybody, in and outside any organisation. Known here:", "bold")
    for each in made.who:
        print_block(
            [(f"· {each.name}", "bold" if not each.already else "")], [(_told(each), "dim")]
        )


def _told(each: Who) -> str:
    if each.own:
        return "your own organisation"
    known = "its key is here" if each.key else "known by its name alone: it cannot ask for it yet"
    return ", ".join(
        part
        for part in (
            "can read it already" if each.already else "could not read it before",
            known,
            "a peer of this node" if each.peer else "",
        )
        if part
    )


def audience_json(made: Audience) -> dict[str, Any]:
    """The same for a program."""
    return {
        "marking": made.marking,
        "everybody": made.everybody,
        "readers": [
            {
                "name": each.name,
                "id": each.id,
                "own": each.own,
                "key": each.key,
                "peer": each.peer,
                "already": each.already,
            }
            for each in made.who
        ],
    }


def agree(question: str, *, yes: bool, where: str) -> None:
    """Goes on where somebody agrees to what was shown, or agreed beforehand.

    Raises:
        InputError: nobody is here to be asked.
    """
    if yes:
        return
    if invocation().as_json or not is_interactive():
        raise InputError(
            "what others have read cannot be called back, and nobody is here to be asked",
            where=where,
            fix="Look first with --dry-run, then add --yes.",
        )
    click.confirm(safe_line(question), abort=True, err=True)


def tell_readers(record: Record, marking: str) -> None:
    """One line that names who reads what is kept under a marking; nothing of INTERNAL."""
    if marking == INTERNAL or invocation().as_json:
        return
    readers = record.who_reads(marking)
    names = "everybody" if readers is None else ", ".join(each.name for each in readers)
    click.echo(safe_line(f"Under {marking} it can be read by {names}."), err=True)
