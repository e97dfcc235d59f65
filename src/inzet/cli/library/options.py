"""What the commands that write into the library or ask others share: words, release, the deed."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from inzet.cli.command import invocation
from inzet.cli.login import by_option
from inzet.cli.output import print_block, print_json
from inzet.cli.rows import SHORT
from inzet.cli.sourced import opened
from inzet.cli.terminal import is_interactive, safe_line
from inzet.vocabulary.errors import InputError

if TYPE_CHECKING:
    from inzet.meetings.cycle.desk import Written
    from inzet.record import Reader, Record

Function = TypeVar("Function", bound=Callable[..., Any])
_MOST = 400_000
"""Bytes of a file with a text; what is longer than a body may be is refused with its length."""


def worded(name: str, what: str) -> Callable[[Function], Function]:
    """``--text`` and ``--from``: words typed, or out of a file."""

    def declare(function: Function) -> Function:
        function = click.option(
            "--from",
            "file",
            type=click.File("r", encoding="utf-8"),
            metavar="FILE",
            help="Or a file with it, in UTF-8; - for standard input.",
        )(function)
        return click.option(f"--{name}", name, metavar="WORDS", help=what)(function)

    return declare


def words_of(typed: str | None, file: IO[str] | None) -> str:
    """What was typed, or stands in the file.

    Raises:
        InputError: both, or a file of more than can be kept.
    """
    if file is None:
        return typed or ""
    if typed:
        raise InputError("the text is given twice", where="--from", fix="Leave one of them away.")
    found = file.read(_MOST + 1)
    if len(found) > _MOST:
        raise InputError("this file is too long", where=file.name, fix="Read it in as a paper.")
    return found


def released(function: Function) -> Function:
    """The options of who may read it, and of being shown that first."""
    options = (
        click.option("--marking", metavar="MARKING", help="Who may read it."),
        click.option("--dry-run", is_flag=True, help="Show who would read it; write nothing."),
        click.option("--yes", is_flag=True, help="Do not ask whether they may."),
        by_option,
    )
    for option in reversed(options):
        function = option(function)
    return function


def keep(
    done: str, write: Callable[[Record, Reader], Written], *, dry_run: bool, yes: bool
) -> None:
    """Tries it, names everybody who will be able to read it, and then does it.

    Where somebody sits at the keyboard it is asked first, unless it stays inside.
    """
    from inzet.record import Rehearsal

    record, reader = opened()
    tried = write(Rehearsal(record), reader)
    readers = record.who_reads(tried.marking)
    names = ["everybody"] if readers is None else [each.name for each in readers]
    told = f"{tried.marking}: will be able to be read by {', '.join(names)}."
    click.echo(safe_line(told), err=True)
    if dry_run:
        _tell("would be", tried, names)
        return
    others = readers is None or len(readers) > 1
    if others and not yes and is_interactive():
        click.confirm("Release it to them?", abort=True, err=True)
    _tell(done, write(record, reader), names)


def _tell(done: str, written: Written, readers: list[str]) -> None:
    if invocation().as_json:
        print_json(
            {
                "done": done,
                "kind": written.kind,
                "id": written.identity,
                "entry": written.entry,
                "of": written.of,
                "marking": written.marking,
                "readers": readers,
            }
        )
        return
    head = [(done.capitalize(), "bold"), (written.kind, ""), (written.identity[:SHORT], "dim")]
    print_block([*head, (written.of, ""), (written.marking, "dim")])


def own_hand(by: str, marking: str | None) -> Any:
    """A hand without a source: what is said is its own ground."""
    from inzet.meetings.sources import Hand

    return Hand(by=by, marking=marking)
