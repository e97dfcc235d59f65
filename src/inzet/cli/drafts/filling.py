"""``inzet drafts fill``: what a draft leaves open for a person, filled in at the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.drafts.opening import opened
from inzet.cli.drafts.show import draft_argument
from inzet.cli.drafts.words import card_json
from inzet.cli.login import as_option
from inzet.cli.output import Column, print_json, print_table, print_words
from inzet.vocabulary.errors import InputError

if TYPE_CHECKING:
    from inzet.writing.drawer import Person


@command(
    "fill",
    short_help="Fill in a field or the letterhead of a draft",
    examples=(
        Example("inzet drafts fill DRAFT", "Which fields it has, and what they say"),
        Example('inzet drafts fill DRAFT reference "AB-12"', "Fill one in"),
        Example('inzet drafts fill DRAFT reference ""', "Empty it again"),
    ),
)
@draft_argument
@click.argument("field", metavar="[FIELD]", required=False)
@click.argument("text", metavar="[TEXT]", required=False)
@as_option
@json_option
def fill(name: str, field: str | None, text: str | None, person: Person) -> None:
    """Fill FIELD of DRAFT with TEXT, in your name; without them, list the fields.

    FIELD is a label or how it begins, a key, or a line of the letterhead: sender, addressee,
    place, date, reference, subject. What you fill in stays when the draft is composed again.
    """
    from inzet.writing.drawer import fields
    from inzet.writing.drawer import fill as fills

    _, desk = opened(person)
    card = desk.find(name)
    if field is not None and text is None:
        raise InputError(
            "no text to fill in", where=field, fix='Add it, between quotes; "" empties the field.'
        )
    before = card.last.number
    if field is not None and text is not None:
        card = fills(desk, card, field, text)
    changed = card.last.number != before
    found = fields(desk.version(card).draft)
    if invocation().as_json:
        print_json({**card_json(card), "changed": changed, "fields": found})
        return
    columns = (Column("field", words=True), Column("says", words=True), Column("by"))
    print_table(columns, [(each.label or each.key, each.filled or "…", each.by) for each in found])
    if field is not None:
        told = f"Filled in: version {card.last.number}." if changed else "It said so already."
        print_words(told, "bold")
