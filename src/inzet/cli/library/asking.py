"""``inzet requests``: what others ask of us and we of them; asking, answering, closing."""

from __future__ import annotations

import datetime as dt
from typing import IO

import click

from inzet.cli.command import (
    CommandGroup,
    Day,
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    moments,
)
from inzet.cli.library.options import keep, own_hand, released, worded, words_of
from inzet.cli.library.shapes import REQUEST_COLUMNS, request_cells, request_json
from inzet.cli.library.words import print_request, print_requests
from inzet.cli.listing import print_footer
from inzet.cli.login import by_option
from inzet.cli.output import print_csv, print_json, print_words


@click.group(
    "requests",
    cls=CommandGroup,
    short_help="What others ask of us, and we of them",
    examples=(
        Example("inzet requests list --mine", "What waits for our answer"),
        Example("inzet requests list --ours", "What we asked and wait for"),
    ),
)
def requests() -> None:
    """Requests for information: a question to organisations, a day, their answers and how it
    stands."""


@command(
    "list",
    short_help="How they stand",
    examples=(
        Example("inzet requests list", "All of them, what waits first"),
        Example("inzet requests list --overdue", "What is past its day"),
    ),
)
@click.option("--mine", is_flag=True, help="Only those that wait for our answer.")
@click.option("--ours", is_flag=True, help="Only those that we asked.")
@click.option("--overdue", is_flag=True, help="Only those past their day.")
@click.option("--open", "only_open", is_flag=True, help="Only those that wait for anybody.")
@click.option("--on", type=Day(), metavar="DATE", help="As they stand on this day.")
@moments
@csv_option
@json_option
def list_(mine: bool, ours: bool, overdue: bool, only_open: bool, on: dt.date | None) -> None:
    """Requests for information as they stand, what waits first, by when it is due."""
    from inzet.library import requests as every

    chosen = invocation()
    view = chosen.view()
    day = on or chosen.as_of or dt.date.today()
    found = [
        each
        for each in every(view, on=day)
        if (not mine or each.waits_for(view.reader))
        and (not ours or each.is_of(view.reader))
        and (not overdue or each.status == "overdue")
        and (not only_open or each.waits)
    ]
    if chosen.as_json:
        items = [request_json(each, day) for each in found]
        print_json({"on": day, "total": len(items), "items": items})
    elif chosen.as_csv:
        print_csv(REQUEST_COLUMNS, map(request_cells, found))
    elif not found:
        print_words("No requests found.")
    else:
        print_requests(found)
        print_footer(len(found), len(found), "request")


@command(
    "show",
    short_help="One, with its answers",
    examples=(Example("inzet requests show REQUEST", "Who was asked, and what each answered"),),
)
@click.argument("request", metavar="ID")
@click.option("--on", type=Day(), metavar="DATE", help="As it stands on this day.")
@moments
@json_option
def show(request: str, on: dt.date | None) -> None:
    """Show the request with this ID, with every answer that you may read."""
    from inzet.library import request as one

    chosen = invocation()
    day = on or chosen.as_of or dt.date.today()
    found = one(chosen.view(), request, on=day)
    if chosen.as_json:
        print_json(request_json(found, day))
    else:
        print_request(found)


@command(
    "ask",
    short_help="Ask other organisations",
    examples=(
        Example(
            "inzet requests ask 'How do you hear of cable damage?' --to Allyland"
            " --due 2030-01-31 --yes",
            "Ask an ally, with a day",
        ),
    ),
)
@click.argument("question", required=False)
@click.option(
    "--from",
    "file",
    type=click.File("r", encoding="utf-8"),
    metavar="FILE",
    help="Or a file with the question; - for standard input.",
)
@click.option("--to", multiple=True, required=True, metavar="NAME", help="Whom; may be repeated.")
@click.option("--due", metavar="DATE", help="The last day on which an answer is in time.")
@click.option("--about", metavar="ID", help="What it is about: an item, a statement.")
@click.option("--dossier", "dossiers", multiple=True, metavar="DOSSIER", help="In which dossier.")
@released
@json_option
def ask(
    question: str | None,
    file: IO[str] | None,
    to: tuple[str, ...],
    due: str | None,
    about: str | None,
    dossiers: tuple[str, ...],
    marking: str | None,
    by: str,
    dry_run: bool,
    yes: bool,
) -> None:
    """Ask organisations a QUESTION. Without a marking it goes to the smallest audience that all of
    them read."""
    from inzet.library import ask as write

    asked = words_of(question, file)
    keep(
        "asked",
        lambda record, reader: write(
            record,
            reader,
            own_hand(by, marking),
            question=asked,
            to=to,
            due=due,
            about=about,
            dossiers=dossiers,
        ),
        dry_run=dry_run,
        yes=yes,
    )


@command(
    "answer",
    short_help="Answer one",
    examples=(
        Example(
            "inzet requests answer REQUEST --gives whole --text 'By one number.' --item ITEM --yes",
            "Answer it, and give something of the library",
        ),
        Example(
            "inzet requests answer REQUEST --gives declined --text 'Not ours to tell.' --yes",
            "Say that you will not",
        ),
    ),
)
@click.argument("request", metavar="ID")
@click.option("--gives", required=True, metavar="HOW", help="whole, part or declined.")
@worded("text", "The answer.")
@click.option("--item", "items", multiple=True, metavar="ID", help="What it gives.")
@released
@json_option
def answer(
    request: str,
    gives: str,
    text: str | None,
    file: IO[str] | None,
    items: tuple[str, ...],
    marking: str | None,
    by: str,
    dry_run: bool,
    yes: bool,
) -> None:
    """Answer the request with this ID; again where there is more to say: the last answer counts.

    Without a marking it goes to the smallest audience that who asks reads.
    """
    from inzet.library import answer as write

    said = words_of(text, file)
    keep(
        "answered",
        lambda record, reader: write(
            record, reader, request, own_hand(by, marking), gives=gives, text=said, items=items
        ),
        dry_run=dry_run,
        yes=yes,
    )


@command(
    "close",
    short_help="Say that no more is needed",
    examples=(
        Example("inzet requests close REQUEST --why 'Told by telephone.' --yes", "Close it"),
        Example("inzet requests close REQUEST --withdrawn --why 'Moot.' --yes", "Take it back"),
    ),
)
@click.argument("request", metavar="ID")
@click.option("--withdrawn", is_flag=True, help="It is no longer asked; else it is answered.")
@click.option("--why", required=True, metavar="WORDS", help="Why.")
@click.option("--dry-run", is_flag=True, help="Show who would read it; write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask whether they may.")
@by_option
@json_option
def close(request: str, withdrawn: bool, why: str, dry_run: bool, yes: bool, by: str) -> None:
    """Close your own request with this ID, under its marking."""
    from inzet.library import close as write

    outcome = "withdrawn" if withdrawn else "answered"
    keep(
        "closed",
        lambda record, reader: write(
            record,
            reader,
            request,
            own_hand(by, None),
            outcome=outcome,
            text=why,
        ),
        dry_run=dry_run,
        yes=yes,
    )


for _command in (list_, show, ask, answer, close):
    requests.add_command(_command)
