"""``inzet erase``: remove a body and its text for good, as the law or a spill requires."""

from __future__ import annotations

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.login import by_option
from inzet.cli.output import print_json, print_words
from inzet.cli.terminal import is_interactive
from inzet.vocabulary.errors import InputError


@command(
    "erase",
    short_help="Remove an entry’s text for good",
    examples=(
        Example(
            "inzet erase ENTRY --ground 'court order' --yes",
            "Erase one entry, leaving its id, its link and the ground",
        ),
    ),
)
@click.argument("entry")
@click.option(
    "--ground", required=True, metavar="TEXT", help="Why; stays in the record, so name no secrets."
)
@click.option("--yes", is_flag=True, help="Do not ask; it cannot be undone.")
@by_option
@json_option
def erase(entry: str, ground: str, yes: bool, by: str) -> None:
    """Erase the body and text of ENTRY for good.

    Its id, its link and who erased it, when and on what ground stay, so that the record still
    proves. To take back a reading, use inzet review instead: that can be undone.
    """
    if not ground.strip():
        raise InputError("an erasure needs a ground", where="--ground", fix="Say why.")
    chosen = invocation()
    record = chosen.open_as_own("erase from it")
    if not yes:
        if not is_interactive():
            raise InputError(
                "an erasure cannot be undone, and nobody is here to be asked",
                where="inzet erase",
                fix="Add --yes.",
            )
        click.confirm(f"Erase {entry} for good?", abort=True, err=True)
    erasure = record.erase(entry, by=by, ground=ground)
    if chosen.as_json:
        print_json({"erased": entry, "entry": erasure})
    else:
        print_words(f"{entry} was erased; its id, link and ground stay.")
