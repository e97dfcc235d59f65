"""What the commands that write into a hybrid case share: the case, its text, its moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from inzet.cli.command import Day, invocation
from inzet.cli.login import by_option
from inzet.cli.output import print_block, print_json
from inzet.cli.rows import SHORT

if TYPE_CHECKING:
    from inzet.dossiers.hybrid import Written

Function = TypeVar("Function", bound=Callable[..., Any])

text_option = click.option(
    "--text", required=True, metavar="WORDS", help="What it says, in your own words."
)


def case_argument(function: Function) -> Function:
    """The case, as ``hybrid/harbour-cables`` or ``harbour-cables``."""
    return click.argument("case", metavar="CASE")(function)


def moved_by(function: Function) -> Function:
    """The options of a move from step to step: why, when, who."""
    options = (
        click.option("--ground", required=True, metavar="WORDS", help="Why, or who decided so."),
        click.option("--on", type=Day(), metavar="DATE", help="On which day; today by default."),
        by_option,
    )
    for option in reversed(options):
        function = option(function)
    return function


def tell(done: str, written: Written) -> None:
    """Says what was written, and under which id."""
    if invocation().as_json:
        print_json(
            {
                "done": done,
                "kind": written.kind,
                "id": written.identity,
                "entry": written.entry,
                "case": written.dossier,
                "marking": written.marking,
            }
        )
        return
    head = [(done.capitalize(), "bold"), (written.kind, ""), (written.identity[:SHORT], "dim")]
    print_block([*head, (written.dossier, ""), (written.marking, "dim")])
