"""``inzet commitments``: the list, and the commands that show or judge one promise."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from inzet.cli.command import (
    Day,
    Example,
    csv_option,
    invocation,
    json_option,
    moments,
    reader_option,
    record_option,
    write_examples,
)
from inzet.cli.commitments.judging import keep, lapse, undo
from inzet.cli.commitments.shapes import COLUMNS, cells, commitment_json, proposal_json
from inzet.cli.commitments.show import show
from inzet.cli.commitments.words import print_promises, print_proposals
from inzet.cli.filters import dossier_option, meeting_option, narrowed, party_option
from inzet.cli.output import print_csv, print_json, print_words

if TYPE_CHECKING:
    from inzet.meetings.commitments import Commitment, Proposal
    from inzet.record import View

EXAMPLES = (
    Example("inzet commitments --open", "What may still be kept in time"),
    Example("inzet commitments --overdue --on 2023-07-12", "What had passed its date on that day"),
    Example("inzet commitments --proposals", "Which later papers may keep what, by which sentence"),
    Example("inzet commitments ID", "One of them: its sentence, and what happened to it"),
    Example("inzet commitments --json", "Everything, for a program"),
)

_STANDINGS = ("open", "overdue", "partly kept", "kept", "lapsed")


class Commitments(click.Group):
    """The commands on promises; without one the list, and with an id that promise."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of use."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """What is no command is the id of a promise to show."""
        if args and args[0] not in self.commands:
            args = ["show", *args]
        return super().resolve_command(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(EXAMPLES, formatter)


@click.group(
    "commitments",
    cls=Commitments,
    invoke_without_command=True,
    subcommand_metavar="[ID | COMMAND ID …]",
    short_help="What was promised, due when, kept or not",
)
@click.option(
    "--open", "only_open", is_flag=True, help="Only those that may still be kept in time."
)
@click.option("--overdue", is_flag=True, help="Only those past their deadline.")
@click.option("--kept", is_flag=True, help="Only those kept, or kept in part.")
@click.option("--lapsed", is_flag=True, help="Only those that no longer have to be kept.")
@click.option(
    "--proposals", is_flag=True, help="Which later papers may keep them; nothing is set by it."
)
@click.option(
    "--on", type=Day(), metavar="DATE", help="As they stood on this day (default: today)."
)
@party_option
@dossier_option
@meeting_option
@moments
@csv_option
@json_option
@record_option
@reader_option
@click.pass_context
def commitments(
    ctx: click.Context,
    /,
    only_open: bool,
    overdue: bool,
    kept: bool,
    lapsed: bool,
    proposals: bool,
    on: dt.date | None,
    party: str | None,
    dossier: str | None,
    meeting: str | None,
) -> None:
    """Promises, soonest due first. A promise without a date in its text has no due date.

    A promise is kept when a person has said which paper keeps it; until then a later paper that
    says "as promised" is only a proposal.
    """
    if ctx.invoked_subcommand is not None:
        return
    from inzet.meetings.commitments import commitments as promised

    chosen = invocation()
    view = chosen.view()
    wanted = narrowed(view, party=party, dossier=dossier, meeting=meeting)
    day = on or chosen.as_of or chosen.known_on or dt.date.today()
    found = promised(view, on=day, wanted=wanted)
    standings = {
        name
        for name, asked in zip(_STANDINGS, (only_open, overdue, kept, kept, lapsed), strict=True)
        if asked
    }
    if standings:
        found = [each for each in found if str(each.keeping) in standings]
    if proposals:
        _proposed(view, found, day)
    elif chosen.as_json:
        items = [commitment_json(each) for each in found]
        print_json({"on": day, "total": len(found), "items": items})
    elif chosen.as_csv:
        print_csv(COLUMNS, map(cells, found))
    else:
        print_promises(found, day)


def _proposed(view: View, found: list[Commitment], day: dt.date) -> None:
    from inzet.meetings.commitments import proposals

    made = proposals(view, found)
    chosen = invocation()
    if chosen.as_json:
        items = [
            {
                **commitment_json(each),
                "proposals": [proposal_json(one) for one in _of(each, made)],
            }
            for each in found
            if _of(each, made)
        ]
        print_json({"on": day, "total": len(items), "items": items})
    elif chosen.as_csv:
        columns = ("id", "what", "due", "status", "paper", "said", "sentence", "score", "reasons")
        print_csv(columns, map(_line, made))
    elif not made:
        print_words("No paper was found that says it keeps one of these.")
    else:
        for each in found:
            print_proposals(each, _of(each, made))
        print_words("Nothing is kept by a proposal. Say so with: inzet commitments keep ID.", "dim")


def _of(commitment: Commitment, made: list[Proposal]) -> list[Proposal]:
    return [each for each in made if each.commitment.row.identity == commitment.row.identity]


def _line(made: Proposal) -> tuple[object, ...]:
    promised = made.commitment
    return (
        promised.row.identity,
        promised.what,
        promised.due,
        promised.keeping,
        made.paper.title,
        made.paper.said,
        made.claim.quote,
        made.score,
        " ".join(made.reasons),
    )


for _command in (show, keep, lapse, undo):
    commitments.add_command(_command)
