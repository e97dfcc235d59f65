"""``inzet review``: confirm, correct, reject, add, undo; each an entry, none an overwriting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from inzet.cli.command import (
    Day,
    Example,
    Invocation,
    command,
    csv_option,
    invocation,
    json_option,
    limit_option,
    reader_option,
    record_option,
    write_examples,
)
from inzet.cli.corrected import changed
from inzet.cli.filters import (
    act_option,
    dossier_option,
    meeting_option,
    narrowed,
    paper_option,
    party_option,
)
from inzet.cli.listing import print_list
from inzet.cli.login import by_option
from inzet.cli.output import print_block, print_json, print_words
from inzet.cli.review_pair import pair
from inzet.cli.review_rules import rules
from inzet.cli.rows import SHORT
from inzet.cli.terminal import is_interactive
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import InputError, UnknownValue

if TYPE_CHECKING:
    from inzet.reading.review import Done
    from inzet.record import StatementRow, View

Function = TypeVar("Function", bound=Callable[..., Any])

EXAMPLES = (
    Example("inzet review", "Go through what was read, one key a decision"),
    Example("inzet review list --act commitment", "What nobody has looked at yet"),
    Example("inzet review confirm ID --note 'read against the paper'", "Say it was read right"),
)


class ReviewGroup(click.Group):
    """The review commands; without one, the interactive way."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of use."""
        return list(self.commands)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(EXAMPLES, formatter)


def _narrowing(function: Function) -> Function:
    """The filters of what is to be reviewed."""
    for option in (paper_option, meeting_option, dossier_option, party_option, act_option):
        function = option(function)
    return function


note_option = click.option("--note", default="", metavar="TEXT", help="Why; kept with it.")


def _fields(function: Function) -> Function:
    """The options that say what a statement is."""
    options = (
        click.option("--holder", metavar="WORDS", help="The holder, as the paper words it."),
        click.option("--dossier", "dossiers", multiple=True, help="Its dossier; may be repeated."),
        click.option("--meeting", metavar="MEETING", help="Id of its meeting."),
        click.option("--session", metavar="N", help="Number of its session."),
        click.option("--item", metavar="TITLE", help="Its agenda item."),
        click.option("--due", type=Day(), metavar="DATE", help="When a commitment is due."),
        click.option("--valid-from", metavar="DATE", help="From when it holds (may be a month)."),
        click.option("--valid-to", metavar="DATE", help="Until when it holds (may be a month)."),
    )
    for option in reversed(options):
        function = option(function)
    return function


@click.group(
    "review",
    cls=ReviewGroup,
    invoke_without_command=True,
    short_help="Confirm, correct, reject, add",
)
@record_option
@reader_option
@_narrowing
@by_option
@click.pass_context
def review(ctx: click.Context, /, by: str, **chosen: str | None) -> None:
    """Go through what was read: confirm, correct, reject, add what was missed.

    On a terminal, one key a decision: every statement is shown with its sentence. Programs use
    the commands below. What was read is usable before anyone has confirmed it.
    """
    if ctx.invoked_subcommand is not None:
        return
    if not is_interactive():
        raise InputError(
            "nobody is here to decide",
            where="inzet review",
            fix="Run it on a terminal, or use inzet review list, confirm, correct, reject, add.",
        )
    from inzet.cli.review_session import go_through

    record = invocation().open_as_own("review what was read")
    rows = waiting(record.view(record.reader()), chosen, 0)
    go_through(record, rows, by=by)


@command(
    "list",
    short_help="What nobody has looked at yet",
    examples=(
        Example("inzet review list", "What nobody has looked at yet, newest first"),
        Example("inzet review list --dossier accession --json", "On one procedure, for a program"),
    ),
)
@_narrowing
@limit_option
@csv_option
@json_option
def listed(limit: int, **chosen: str | None) -> None:
    """List what was read by rule and nobody has confirmed, corrected or rejected."""
    rows = waiting(invocation().view(), chosen, 0)
    print_list(rows[:limit] if limit else rows, total=len(rows), noun="statement")


def waiting(view: View, chosen: dict[str, str | None], limit: int) -> list[StatementRow]:
    """What was read by rule and not reviewed; who sits where only when it is asked for."""
    from inzet.cli.filters import take
    from inzet.vocabulary.meetings import NOTICE_RULE, PARTICIPATION_RULE, REFERENCE_RULE

    rows = take(view, narrowed(view, method="rule", reviewed=False, **chosen), limit)
    if chosen.get("act"):
        return rows
    structural = {NOTICE_RULE, PARTICIPATION_RULE, REFERENCE_RULE}
    return [row for row in rows if row.rule not in structural]


@command(
    "history",
    short_help="What happened to a statement",
    examples=(Example("inzet review history ID", "What happened to a statement, oldest first"),),
)
@click.argument("statement", metavar="ID")
@json_option
def history(statement: str) -> None:
    """Show what happened to the statement ID: readings, corrections, verdicts, undoings."""
    invoked = invocation()
    rows = invoked.view().history(statement)
    if invoked.as_json:
        print_json({"id": statement, "items": rows})
        return
    for row in rows:
        what = row.verdict or row.kind
        print_block(
            [
                (f"{row.arrived:%Y-%m-%d %H:%M}", "bold"),
                (what, "bold"),
                (f"by {row.by}" if row.by else "", ""),
                ("undone" if row.undone else "", "yellow"),
                ("shown now" if row.current else "", "green"),
                (row.entry[:SHORT], "dim"),
            ],
            [(row.note, ""), (f"“{row.quote}”" if row.quote else "", "dim")],
        )


@command(
    "confirm",
    short_help="It was read right",
    examples=(Example("inzet review confirm ID", "Say that a statement was read right"),),
)
@click.argument("statement", metavar="ID")
@note_option
@by_option
@json_option
def confirm(statement: str, note: str, by: str) -> None:
    """Say that the statement ID was read right."""
    from inzet.reading import review as reviewing

    invoked = invocation()
    record = invoked.open()
    reader = invoked.reader(record)
    _tell(invoked, "confirmed", reviewing.confirm(record, reader, statement, by=by, note=note))


@command(
    "reject",
    short_help="The paper does not say it",
    examples=(
        Example(
            "inzet review reject ID --note 'a quotation'", "Say that the paper does not say it"
        ),
    ),
)
@click.argument("statement", metavar="ID")
@note_option
@by_option
@json_option
def reject(statement: str, note: str, by: str) -> None:
    """Say that the paper does not say the statement ID; lists no longer show it."""
    from inzet.reading import review as reviewing

    invoked = invocation()
    record = invoked.open()
    reader = invoked.reader(record)
    _tell(invoked, "rejected", reviewing.reject(record, reader, statement, by=by, note=note))


@command(
    "correct",
    short_help="Put it right",
    examples=(
        Example("inzet review correct ID --act commitment --due 2023-07-11", "Another act, dated"),
        Example("inzet review correct ID --empty dossiers", "It is on no dossier"),
    ),
)
@click.argument("statement", metavar="ID")
@act_option
@click.option("--party", metavar="PARTY", help="Whose it is: a code such as NLD.")
@_fields
@click.option("--empty", multiple=True, metavar="FIELD", help="A field that has no value.")
@note_option
@by_option
@json_option
def correct(
    statement: str,
    act: str | None,
    party: str | None,
    empty: tuple[str, ...],
    note: str,
    by: str,
    **fields: Any,
) -> None:
    """Put the statement ID right; its quote and place stay as they are."""
    from inzet.reading import review as reviewing

    invoked = invocation()
    record = invoked.open()
    reader = invoked.reader(record)
    changes = {**changed(act=act, party=party, **fields), **dict.fromkeys(empty)}
    done = reviewing.correct(record, reader, statement, by=by, changes=changes, note=note)
    _tell(invoked, "corrected", done)


@command(
    "add",
    short_help="Add what was missed",
    examples=(
        Example(
            "inzet review add PAPER --act position --party NLD --quote 'Nederland hecht belang'",
            "Add what was missed, by its words",
        ),
    ),
)
@click.argument("paper")
@click.option(
    "--act",
    required=True,
    type=click.Choice([str(act) for act in Act]),
    metavar="ACT",
    help=f"What is done by saying it: {', '.join(Act)}.",
)
@click.option("--quote", default="", metavar="WORDS", help="The words, as they stand in the paper.")
@click.option("--span", metavar="START:END", help="Instead of words: where they stand in its text.")
@click.option("--party", metavar="PARTY", help="Whose it is: a code such as NLD.")
@_fields
@note_option
@by_option
@json_option
def add(
    paper: str,
    act: str,
    quote: str,
    span: str | None,
    party: str | None,
    holder: str | None,
    note: str,
    by: str,
    **fields: Any,
) -> None:
    """Add a statement that was missed in PAPER (a number, file name or id)."""
    from inzet.cli.papers import named
    from inzet.reading import review as reviewing

    if bool(quote) == bool(span):
        raise InputError(
            "a statement is added by its words or its place",
            where="inzet review add",
            fix="Give either --quote or --span.",
        )
    invoked = invocation()
    record = invoked.open()
    reader = invoked.reader(record)
    done = reviewing.add(
        record,
        reader,
        named(record.view(reader), paper).id,
        by=by,
        act=act,
        quote=quote,
        span=_span(span) if span else None,
        party=party,
        holder=holder,
        fields=changed(**fields),
        note=note,
    )
    _tell(invoked, "added", done)


@command(
    "undo",
    short_help="Undo the last decision",
    examples=(
        Example("inzet review undo ID", "Undo the last thing done to a statement"),
        Example("inzet review undo ID --entry ENTRY", "Undo one decision of its history"),
    ),
)
@click.argument("statement", metavar="ID")
@click.option("--entry", metavar="ENTRY", help="Which of the decisions in its history.")
@note_option
@by_option
@json_option
def undo(statement: str, entry: str | None, note: str, by: str) -> None:
    """Undo the last verdict, correction or addition of the statement ID."""
    from inzet.reading import review as reviewing

    invoked = invocation()
    record = invoked.open()
    reader = invoked.reader(record)
    done = reviewing.undo(record, reader, statement, by=by, entry=entry, ground=note or "undone")
    _tell(invoked, "undone", done)


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition(":")
    if not (start.isdigit() and end.isdigit()):
        raise UnknownValue(f"“{text}” is not a span", where="--span", fix="Write it as 120:245.")
    return int(start), int(end)


def _tell(invoked: Invocation, what: str, done: Done) -> None:
    if invoked.as_json:
        print_json({"done": what, "id": done.identity, "entry": done.entry})
    else:
        print_words(f"{what.capitalize()}: {done.identity[:SHORT]} (entry {done.entry[:SHORT]}).")


for _command in (listed, confirm, correct, reject, add, pair, undo, history, rules):
    review.add_command(_command)
