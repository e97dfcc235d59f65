"""``inzet return``: an edited Word file taken back into its draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.drafts.opening import opened
from inzet.cli.drafts.words import (
    card_json,
    print_conflicts,
    print_remarks,
    seen_by,
    told_step,
)
from inzet.cli.login import as_option
from inzet.cli.output import counted, print_block, print_facts, print_json, print_title, print_words

if TYPE_CHECKING:
    from inzet.writing.drawer import Desk, Person, TakenBack
    from inzet.writing.returning import Edit


@command(
    "return",
    short_help="Take an edited draft back from Word",
    examples=(
        Example("inzet return edited.docx", "Take back what you and others wrote in the file"),
        Example("inzet return edited.docx --json", "The same, for a program"),
    ),
)
@click.argument("file", metavar="FILE")
@click.option("--draft", "typed", metavar="DRAFT", help="Which draft, where several bear its name.")
@as_option
@json_option
def return_(file: str, typed: str | None, person: Person) -> None:
    """Take an edited FILE (.docx) back into the draft that it was made from.

    Edits with or without tracked changes, filled fields, moved and new paragraphs and remarks come
    in. Where somebody else changed the same meanwhile, both texts are kept and shown.
    """
    from inzet.cli.read import contents
    from inzet.writing.drawer import take_in

    _, desk = opened(person)
    taken = take_in(desk, contents(file), name=file, typed=typed or "")
    if invocation().as_json:
        print_json(_json(desk, taken))
        return
    _print(desk, taken)


def _print(desk: Desk, taken: TakenBack) -> None:
    card, returned = taken.card, taken.returned
    print_title(card.title or card.name)
    print_facts(
        {
            "Draft": f"{card.name} ({card.id[:8]})",
            "Version": told_step(card.last),
            "Kept in": f"{desk.path}, {seen_by(card)}",
        }
    )
    if returned.edits:
        print_title(f"Edits ({len(returned.edits)})")
    for edit in returned.edits:
        _print_edit(edit)
    print_remarks(desk.remarks(card))
    print_conflicts(taken.conflicts)
    if taken.since:
        print_words(
            f"{counted(len(taken.since), 'version')} had come since the file was made.", "dim"
        )
    for note in returned.notes:
        print_words(note, "yellow")
    if taken.changed:
        print_words("Taken in.", "bold")
    else:
        print_words("The file holds no words that were not in the draft already.", "bold")


def _print_edit(edit: Edit) -> None:
    from inzet.changes.difference import difference
    from inzet.cli.differences import print_difference

    cell = "" if edit.row is None else f"row {edit.row + 1}, column {(edit.column or 0) + 1}"
    print_block(
        [
            (str(edit.did), "bold"),
            (f"by {edit.by}" if edit.by else "", ""),
            (edit.on[:10], "dim"),
            (cell, "dim"),
            ("as a tracked change" if edit.pending else "", "dim"),
        ]
    )
    if edit.before and edit.after and edit.before != edit.after:
        steps = difference(edit.before, edit.after)
        print_difference(edit.before, edit.after, steps, indent=2)
    elif edit.before or edit.after:
        print_block([], [(f"“{edit.after or edit.before}”", "" if edit.after else "dim")])


def _json(desk: Desk, taken: TakenBack) -> dict[str, Any]:
    return {
        **card_json(taken.card),
        "kept_in": str(desk.path),
        "changed": taken.changed,
        "edits": list(taken.returned.edits),
        "remarks": desk.remarks(taken.card),
        "conflicts": list(taken.conflicts),
        "since": list(taken.since),
        "notes": list(taken.returned.notes),
    }
