"""The commands that write into the library: add, edit, use, grade, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any

import click

from inzet.cli.command import Example, command, json_option
from inzet.cli.library.options import Function, keep, own_hand, released, worded, words_of
from inzet.cli.login import by_option
from inzet.cli.sourced import hand, opened, tell
from inzet.vocabulary.errors import InputError

_SEVERAL = ("evidence", "domain", "instrument", "technique", "region", "handling", "dossier")


def _described(*, needed: bool) -> Callable[[Function], Function]:
    """The options that say what an item is."""
    several: Any = {"multiple": True}
    options = (
        click.option("--title", required=needed, metavar="WORDS", help="What it is called."),
        click.option(
            "--summary",
            required=needed,
            metavar="WORDS",
            help="What it says, in a sentence or two.",
        ),
        worded("text", "Its body."),
        click.option("--language", metavar="CODE", help="In which language it is: nl, en."),
        click.option(
            "--title-in",
            nargs=2,
            **several,
            metavar="CODE WORDS",
            help="Its title in another language; may be repeated.",
        ),
        click.option(
            "--summary-in",
            nargs=2,
            **several,
            metavar="CODE WORDS",
            help="Its summary in that language.",
        ),
        click.option(
            "--evidence",
            **several,
            metavar="ID",
            help="A paper (number or id), a statement, a STIX object or its code; may be repeated.",
        ),
        click.option("--domain", **several, metavar="DOMAIN", help="Where the threat works."),
        click.option("--instrument", **several, metavar="INSTRUMENT", help="What it works with."),
        click.option("--technique", **several, metavar="CODE", help="Against what: T0002."),
        click.option("--region", **several, metavar="REGION", help="A region or country."),
        click.option("--handling", **several, metavar="LABEL", help="TLP:AMBER, LIMITE …"),
        click.option("--dossier", **several, metavar="DOSSIER", help="What it is about."),
        click.option("--review", metavar="DATE", help="When to look at it again."),
        click.option("--reliability", metavar="A-F", help="Of its source."),
        click.option("--credibility", metavar="1-6", help="Of its information."),
        click.option("--originator", metavar="NAME", help="Whose it is, where it is retold."),
    )

    def declare(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return declare


def _given(**typed: Any) -> dict[str, Any]:
    """What was typed of an item, as its parts are called; what was not is left out."""
    file: IO[str] | None = typed.pop("file")
    text = words_of(typed.pop("text"), file)
    titles, summaries = dict(typed.pop("title_in")), dict(typed.pop("summary_in"))
    if set(summaries) - set(titles):
        raise InputError(
            "a summary in another language goes with a title in it",
            where="--summary-in",
            fix="Give --title-in as well.",
        )
    made: dict[str, Any] = {
        f"{name}s" if name not in ("evidence", "handling") else name: typed.pop(name)
        for name in _SEVERAL
    }
    made |= typed | {"text": text}
    made["translations"] = {
        code: (title, summaries.get(code, "")) for code, title in titles.items()
    }
    return {name: value for name, value in made.items() if value}


@command(
    "add",
    short_help="Write a practice or an analysis",
    examples=(
        Example(
            "inzet library add practice --title 'One desk for cable damage'"
            " --summary 'Operators call one number.' --language en"
            " --domain infrastructure --region 'North Sea' --review 2030-01-01",
            "Write a practice; it stays inside until a marking says otherwise",
        ),
        Example(
            "inzet library add analysis --title 'Cables' --summary 'What failed and why.'"
            " --from agenda.txt --evidence PAPER --marking PUBLIC --yes",
            "An analysis out of a file, with what it rests on, for everybody",
        ),
    ),
)
@click.argument("kind", metavar="KIND")
@_described(needed=True)
@click.option("--paper", metavar="PAPER", help="A paper that says so, with --quote.")
@click.option("--quote", metavar="WORDS", help="Its words, which must stand there once.")
@click.option("--source", metavar="NAME", help="Or a source outside: an address, a number.")
@click.option("--dated", metavar="DATE", help="The day of that source.")
@click.option("--says", metavar="WORDS", help="What that source says, in a few words.")
@released
@json_option
def add(
    kind: str,
    marking: str | None,
    by: str,
    dry_run: bool,
    yes: bool,
    paper: str | None,
    quote: str | None,
    source: str | None,
    dated: str | None,
    says: str | None,
    **typed: Any,
) -> None:
    """Write something of this KIND (practice or analysis) into the library.

    Without a source of its own it rests on its evidence and your judgement. Without a marking it is
    as widely readable as its evidence, and stays inside where it has none.
    """
    from inzet.library import Parts
    from inzet.library import add as write
    from inzet.vocabulary.times import parse_day

    parts = Parts(**_given(**typed))
    day = parse_day(dated, where="--dated") if dated else None
    written_by = hand(
        by, marking=marking, paper=paper, quote=quote, source=source, dated=day, says=says
    )
    keep(
        "added",
        lambda record, reader: write(record, reader, kind, written_by, parts),
        dry_run=dry_run,
        yes=yes,
    )


@command(
    "edit",
    short_help="A new version of one of your own",
    examples=(
        Example("inzet library edit ITEM --review 2031-01-01", "Look at it again another time"),
        Example("inzet library edit ITEM --title 'Two desks' --from agenda.txt", "Another text"),
    ),
)
@click.argument("item", metavar="ID")
@_described(needed=False)
@click.option("--clear", multiple=True, metavar="WHAT", help="Take this away: review, evidence …")
@click.option("--dry-run", is_flag=True, help="Show who would read it; write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask whether they may.")
@by_option
@json_option
def edit(
    item: str, clear: tuple[str, ...], by: str, dry_run: bool, yes: bool, **typed: Any
) -> None:
    """Change the item with this ID. What is given takes the place of what stood there, the rest
    stays; older versions are kept, and it stays under its marking."""
    from inzet.library import edit as write

    changed = _given(**typed)
    for name in clear:
        if name not in _EMPTY:
            raise InputError(f"“{name}” cannot be taken away", fix=f"Use {', '.join(_EMPTY)}.")
        changed[name] = _EMPTY[name]
    keep(
        "changed",
        lambda record, reader: write(record, reader, item, by=by, **changed),
        dry_run=dry_run,
        yes=yes,
    )


_EMPTY: dict[str, Any] = {
    "review": None,
    "text": "",
    "originator": "",
    "translations": {},
    **dict.fromkeys(
        (
            "evidence",
            "domains",
            "instruments",
            "techniques",
            "regions",
            "handling",
            "dossiers",
        ),
        (),
    ),
}


@command(
    "use",
    short_help="Say what came of using one",
    examples=(
        Example(
            "inzet library use ITEM --outcome worked --why 'No call was lost in a year.'",
            "We used it, and it worked",
        ),
    ),
)
@click.argument("item", metavar="ID")
@click.option(
    "--outcome",
    required=True,
    metavar="OUTCOME",
    help="worked, worked in part, did not work, or not known yet.",
)
@click.option("--why", required=True, metavar="WORDS", help="Why, in a sentence.")
@click.option("--dossier", "dossiers", multiple=True, metavar="DOSSIER", help="In which dossier.")
@released
@json_option
def use(
    item: str,
    outcome: str,
    why: str,
    dossiers: tuple[str, ...],
    marking: str | None,
    by: str,
    dry_run: bool,
    yes: bool,
) -> None:
    """Say that you used the item with this ID, anybody's, and what came of it."""
    from inzet.library import use as write

    keep(
        "added",
        lambda record, reader: write(
            record,
            reader,
            item,
            own_hand(by, marking),
            outcome=outcome,
            text=why,
            dossiers=dossiers,
        ),
        dry_run=dry_run,
        yes=yes,
    )


@command(
    "grade",
    short_help="Grade one",
    examples=(
        Example(
            "inzet library grade ITEM --reliability B --credibility 2 --why 'Seen by two of us.'",
            "How far we trust it",
        ),
    ),
)
@click.argument("item", metavar="ID")
@click.option("--reliability", required=True, metavar="A-F", help="Of its source.")
@click.option("--credibility", required=True, metavar="1-6", help="Of its information.")
@click.option("--why", required=True, metavar="WORDS", help="Why, in a sentence.")
@released
@json_option
def grade(
    item: str,
    reliability: str,
    credibility: str,
    why: str,
    marking: str | None,
    by: str,
    dry_run: bool,
    yes: bool,
) -> None:
    """Grade the item with this ID, anybody's; your last grade counts."""
    from inzet.library import grade as write

    keep(
        "added",
        lambda record, reader: write(
            record,
            reader,
            item,
            own_hand(by, marking),
            reliability=reliability,
            credibility=credibility,
            text=why,
        ),
        dry_run=dry_run,
        yes=yes,
    )


@command(
    "withdraw",
    short_help="Take back what you wrote",
    examples=(
        Example("inzet library withdraw ITEM --ground 'outdated'", "Take it back; history stays"),
    ),
)
@click.argument("item", metavar="ID")
@click.option("--ground", required=True, metavar="WORDS", help="Why.")
@by_option
@json_option
def withdraw(item: str, ground: str, by: str) -> None:
    """Take back the item, use, grade, request, answer or closing with this ID, if it is yours."""
    from inzet.library import withdraw as write

    tell("withdrawn", write(*opened(), item, by=by, ground=ground))


WRITING = (add, edit, use, grade, withdraw)
