"""``inzet drafts release``: the clean copy into the record, after showing who will read it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.drafts.opening import own
from inzet.cli.drafts.show import draft_argument
from inzet.cli.drafts.words import card_json, print_listed, print_remarks
from inzet.cli.login import as_option
from inzet.cli.output import counted, print_block, print_facts, print_json, print_title, print_words
from inzet.cli.terminal import is_interactive
from inzet.vocabulary.errors import InputError

if TYPE_CHECKING:
    from inzet.writing.drawer import Person
    from inzet.writing.release import Plan, Released


@command(
    "release",
    short_help="Put a draft in the record, for those who may read it",
    examples=(
        Example(
            "inzet drafts release DRAFT --marking PUBLIC --dry-run",
            "Who would read it, and what stands in the way",
        ),
        Example(
            "inzet drafts release DRAFT --marking INTERNAL --file sent.pdf --as-is --yes",
            "Release the very file that was sent",
        ),
        Example(
            "inzet drafts release DRAFT --marking INTERNAL --as-is --yes",
            "Release it as it is, without being asked",
        ),
    ),
)
@draft_argument
@click.option(
    "--marking",
    required=True,
    metavar="MARKING",
    help="Who may read it: PUBLIC, INTERNAL, or an audience of this record.",
)
@click.option(
    "--file",
    "sent",
    metavar="FILE",
    help="What was sent (.docx, .pdf): kept as the original, if it says what the draft says.",
)
@click.option("--dry-run", is_flag=True, help="Only show it; release nothing.")
@click.option(
    "--as-is",
    is_flag=True,
    help="Also with empty fields, open conflicts or remarks; none of them is ever released.",
)
@click.option("--not-same", is_flag=True, help="It is a paper of its own, however like another.")
@click.option("--yes", is_flag=True, help="Do not ask; what is released cannot be called back.")
@as_option
@json_option
def release(
    name: str,
    marking: str,
    sent: str | None,
    dry_run: bool,
    as_is: bool,
    not_same: bool,
    yes: bool,
    person: Person,
) -> None:
    """Put the clean copy of DRAFT in the record as a paper.

    First every organisation is named that will be able to read it. What rests on a sentence that
    not all of them may read is refused, whatever is asked.
    """
    from inzet.writing.release import plan
    from inzet.writing.release import release as releases

    record, desk = own(person, "release a draft")
    made = plan(record, desk, desk.find(name), marking)
    file = None
    if sent is not None:
        from inzet.cli.read import contents
        from inzet.writing.sent import Sent, check

        file = Sent(contents(sent), Path(sent).name)
        check(made.draft, file)
    as_json = invocation().as_json
    if not as_json:
        _print(made)
    if dry_run:
        if as_json:
            print_json({**_json(made), "released": None})
        else:
            print_words("Dry run, nothing released.", "bold")
        return
    if not yes and not made.narrower and (as_is or not made.unfinished):
        if as_json or not is_interactive():
            raise InputError(
                "what is released cannot be called back, and nobody is here to be asked",
                where="inzet drafts release",
                fix="Look first with --dry-run, then add --yes.",
            )
        click.confirm("Release it to them?", abort=True, err=True)
    done = releases(record, desk, made, as_is=as_is, not_same=not_same, sent=file)
    if as_json:
        print_json({**_json(made), **card_json(done.card), "statements": done.taken.written})
    else:
        _print_done(done)


def _print(made: Plan) -> None:
    print_title(f"Release of {made.draft.title or made.card.name}")
    for stamp in made.draft.stamps:
        print_words(f"[{stamp}]", "bold")
    print_facts(
        {
            "Draft": f"{made.card.name} ({made.card.id[:8]}), version {made.step.number}",
            "Marking": made.marking,
            "Rests on": counted(len(made.papers), "paper"),
        }
    )
    print_title("Who will be able to read it")
    if made.everybody:
        print_words("Everybody, in and outside any organisation; known here:")
    for reader in made.readers:
        print_block([], [(f"· {reader.name}", "")])
    if made.narrower:
        print_title(f"May not be read by all of them ({len(made.narrower)})")
    for each in made.narrower:
        who = ", ".join(each.not_for) or "everybody"
        source = each.source
        print_block(
            [(each.text, "red")],
            [
                (f"rests on “{source.quote}”", ""),
                (f"{source.title}, {source.marking}: not for {who}", "dim"),
            ],
        )
    print_listed("Fields left empty", (block.text for block in made.unfilled))
    print_listed("Conflicts not settled", (block.text for block in made.conflicts))
    print_remarks(made.remarks)


def _print_done(done: Released) -> None:
    taken = done.taken
    print_words(
        f"Released as {done.plan.marking}: paper {done.paper[:12]}, "
        f"{counted(taken.written, 'statement')} read back from it.",
        "bold",
    )
    print_words("The draft stays in your drawer, marked released.", "dim")


def _json(made: Plan) -> dict[str, Any]:
    return {
        **card_json(made.card),
        "marking": made.marking,
        "everybody": made.everybody,
        "readers": [each.name for each in made.readers],
        "papers": list(made.papers),
        "narrower": [
            {
                "key": each.key,
                "text": each.text,
                "statement": each.source.statement,
                "quote": each.source.quote,
                "marking": each.source.marking,
                "not_for": list(each.not_for),
            }
            for each in made.narrower
        ],
        "unfilled": [block.text for block in made.unfilled],
        "conflicts": [block.text for block in made.conflicts],
        "remarks": list(made.remarks),
    }
