"""``inzet erase``: remove a body and its text for good, as the law or a spill requires."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.login import by_option
from inzet.cli.output import counted, print_json, print_words
from inzet.cli.papers import named
from inzet.cli.terminal import is_interactive, safe_line
from inzet.vocabulary.errors import InputError, NotFound

if TYPE_CHECKING:
    from inzet.record import View


@command(
    "erase",
    short_help="Remove an entry’s text for good",
    examples=(
        Example(
            "inzet erase agenda.txt --ground 'handed in by mistake' --yes",
            "Erase a paper and what was read from it",
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
    """Erase ENTRY for good: a paper (number, file name or id), a statement or another entry.

    With a paper go its texts and what was read from it. Ids, links and who erased it, when and on
    what ground stay, so that the record still proves. To take back a reading, use inzet review
    instead: that can be undone.
    """
    if not ground.strip():
        raise InputError("an erasure needs a ground", where="--ground", fix="Say why.")
    chosen = invocation()
    record = chosen.open_as_own("erase from it")
    target, shown = _found(record.view(record.reader()), entry)
    if not yes:
        if not is_interactive():
            raise InputError(
                "an erasure cannot be undone, and nobody is here to be asked",
                where="inzet erase",
                fix="Add --yes.",
            )
        click.confirm(safe_line(f"Erase {shown} for good?"), abort=True, err=True)
    erased = record.erase(target, by=by, ground=ground)
    from inzet.exchange.taxii.shelf import Shelf

    # Objects that are laid ready for exchange may repeat it.
    Shelf(record.path).let_go_of_erased(record)
    if chosen.as_json:
        print_json({"erased": erased})
    else:
        entries = counted(len(erased), "entry", "entries")
        print_words(f"Erased {shown}: {entries}. Ids, links and the ground stay.")


def _found(view: View, name: str) -> tuple[str, str]:
    """The entry id of a paper or statement, and how to call it; else the name as it is."""
    try:
        paper = named(view, name)
        return paper.id, f"the paper “{paper.title}” and what was read from it"
    except NotFound:
        pass
    try:
        row = view.statement(name)
        return row.entry, f"“{row.quote}”"
    except NotFound:
        return name, f"entry {name}"
