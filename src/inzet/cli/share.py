"""``inzet share``: a paper or statement of one's own again, where more may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.login import by_option
from inzet.cli.output import (
    counted,
    print_block,
    print_facts,
    print_json,
    print_title,
    print_words,
)
from inzet.cli.papers import named
from inzet.cli.who import agree, audience_json, print_audience
from inzet.vocabulary.errors import InputError, NotFound

if TYPE_CHECKING:
    from inzet.exchange.release import Plan, Shared
    from inzet.record import View

_WHERE = "inzet share"


@command(
    "share",
    short_help="Let more readers have a paper or statement of your own",
    examples=(
        Example(
            "inzet share agenda.txt --marking PUBLIC --dry-run",
            "Who would be able to read it, and what would go along",
        ),
        Example(
            "inzet share agenda.txt --marking PUBLIC --whole --yes",
            "A paper with what was read from it, without being asked",
        ),
    ),
)
@click.argument("entry")
@click.option(
    "--marking",
    required=True,
    metavar="MARKING",
    help="Who may read it then: PUBLIC, or an audience of this record.",
)
@click.option("--whole", is_flag=True, help="Of a paper: with what was read from it.")
@click.option("--dry-run", is_flag=True, help="Only show who and what; share nothing.")
@click.option("--yes", is_flag=True, help="Do not ask; what others have read stays with them.")
@click.option("--undo", is_flag=True, help="Withdraw there what was shared before.")
@click.option("--ground", metavar="TEXT", help="Why, with --undo; those who read it read that too.")
@by_option
@json_option
def share(
    entry: str,
    marking: str,
    whole: bool,
    dry_run: bool,
    yes: bool,
    undo: bool,
    ground: str | None,
    by: str,
) -> None:
    """Share ENTRY (a paper or statement) with all who read MARKING.

    First every organisation is named that will be able to read it. It is written again in the
    wider feed; what stands inside stays as it is. Nothing goes along that not all of them may
    read, and what another organisation wrote is never shared on.
    """
    from inzet.exchange.release import plan
    from inzet.exchange.release import share as shares

    chosen = invocation()
    record = chosen.open_as_own("share what it wrote")
    reader = record.reader()
    name = _named(record.view(reader), entry)
    if undo:
        _undo(name, marking, by, ground, yes=yes)
        return
    made = plan(record, reader, name, marking, whole=whole)
    if not chosen.as_json:
        _print(made)
    if dry_run:
        _told({**_json(made), "shared": None}, "Dry run, nothing shared.")
        return
    if not made.done:
        agree("Share it with them?", yes=yes, where=_WHERE)
    done = shares(record, reader, made)
    words = (
        "It was shared already; nothing was written."
        if made.done
        else f"Shared as {marking}: {done.name[:12]}, {counted(done.statements, 'statement')}."
    )
    _told({**_json(made), **_done(done)}, words)


def _named(view: View, entry: str) -> str:
    """A paper however it is called, else a statement."""
    try:
        return named(view, entry).id
    except NotFound:
        return entry


def _undo(name: str, marking: str, by: str, ground: str | None, *, yes: bool) -> None:
    from inzet.exchange.release import take_back

    if not (ground or "").strip():
        raise InputError("taking back needs a ground", where="--ground", fix="Say why.")
    record = invocation().open_as_own("share what it wrote")
    agree("Withdraw it there? Whoever read it keeps what they have.", yes=yes, where=_WHERE)
    done = take_back(record, record.reader(), name, marking, by=by, ground=str(ground))
    _told(
        {"marking": marking, **_done(done)},
        f"Withdrawn from {marking}. Whoever read it keeps what they have.",
    )


def _told(data: dict[str, Any], words: str) -> None:
    if invocation().as_json:
        print_json(data)
    else:
        print_words(words, "bold")


def _print(made: Plan) -> None:
    from inzet.record import PaperRow

    row = made.row
    is_paper = isinstance(row, PaperRow)
    print_title("Sharing " + (row.title if isinstance(row, PaperRow) else f"“{row.quote}”"))
    print_facts(
        {
            "Now": row.marking,
            "Then": made.audience.marking,
            "Goes along": counted(len(made.goes), "statement") if is_paper else None,
        }
    )
    print_audience(made.audience)
    if made.left:
        print_title(f"Does not go along ({len(made.left)})")
    for each in made.left:
        whom = ", ".join(each.why.not_for) or "everybody"
        print_block(
            [(each.statement.quote, "")],
            [(f"leads to “{each.why.title}”, {each.why.marking}: not for {whom}", "dim")],
        )


def _json(made: Plan) -> dict[str, Any]:
    return {
        "entry": made.name,
        "now": made.row.marking,
        **audience_json(made.audience),
        "statements": [row.identity for row in made.goes],
        "left": [
            {
                "statement": each.statement.identity,
                "leads_to": each.why.entry,
                "marking": each.why.marking,
                "not_for": list(each.why.not_for),
            }
            for each in made.left
        ],
        "done": made.done,
    }


def _done(done: Shared) -> dict[str, Any]:
    return {"shared": done.name, "written": done.statements}
