"""``inzet drafts``: the drawer as a list, and the commands on one draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from inzet.cli.command import (
    Example,
    invocation,
    json_option,
    reader_option,
    record_option,
    write_examples,
)
from inzet.cli.drafts.filling import fill
from inzet.cli.drafts.keeping import delete, jot, jottings, share, team
from inzet.cli.drafts.opening import opened
from inzet.cli.drafts.releasing import release
from inzet.cli.drafts.show import export, history, show
from inzet.cli.drafts.template import template
from inzet.cli.drafts.words import SHORT, card_json, seen_by
from inzet.cli.login import as_option
from inzet.cli.output import Column, counted, print_json, print_table, print_words

if TYPE_CHECKING:
    from inzet.writing.drawer import Card, Person

EXAMPLES = (
    Example("inzet drafts", "What is in your drawer, and what others share with you"),
    Example("inzet drafts DRAFT", "One draft, by its name or id"),
)


class Drafts(click.Group):
    """The commands on drafts; without one the list, and with a name that draft."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of use."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """What is no command is the name of a draft to show."""
        if args and args[0] not in self.commands:
            args = ["show", *args]
        return super().resolve_command(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(EXAMPLES, formatter)


@click.group(
    "drafts",
    cls=Drafts,
    invoke_without_command=True,
    subcommand_metavar="[DRAFT | COMMAND DRAFT …]",
    short_help="Your drawer: drafts and notes that only you see",
)
@as_option
@json_option
@record_option
@reader_option
@click.pass_context
def drafts(ctx: click.Context, /, person: Person) -> None:
    """The drafts in your drawer and those that others share with you, last changed first.

    They lie beside the record, outside what it releases and exchanges. Nobody else sees that they
    are there.
    """
    if ctx.invoked_subcommand is not None:
        return
    _, desk = opened(person)
    found = desk.drafts()
    if invocation().as_json:
        print_json({"total": len(found), "items": [card_json(card) for card in found]})
    elif not found:
        print_words("Your drawer is empty. Draft a paper: inzet draft agenda MEETING --to FILE.")
    else:
        columns = (
            Column("id"),
            Column("draft"),
            Column("last changed", words=True),
            Column("seen by", words=True),
        )
        print_table(columns, list(map(_cells, found)))
        print_words(f"{counted(len(found), 'draft')} in {desk.path}.", "dim")


def _cells(card: Card) -> tuple[object, ...]:
    last, told = card.last, card.released
    changed = f"version {last.number}, {last.how} by {last.by}, {last.made:%Y-%m-%d %H:%M}"
    if card.open_remarks:
        changed += f"; {counted(card.open_remarks, 'open remark')}"
    if told:
        changed += f"; version {told.version} released as {told.marking}"
    return card.id[:SHORT], card.name, changed, seen_by(card)


for _command in (
    show,
    history,
    fill,
    export,
    share,
    release,
    delete,
    team,
    jot,
    jottings,
    template,
):
    drafts.add_command(_command)
