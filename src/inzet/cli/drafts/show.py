"""``inzet drafts show``, ``history`` and ``export``: one draft, its versions, its files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.drafts.files import (
    replace_option,
    sources_option,
    template_option,
    to_option,
    write,
)
from inzet.cli.drafts.opening import opened
from inzet.cli.drafts.words import (
    card_json,
    draft_json,
    print_draft,
    print_listed,
    print_remarks,
    told_step,
)
from inzet.cli.login import as_option
from inzet.cli.output import Column, print_block, print_json, print_table, print_title, print_words
from inzet.vocabulary.errors import InputError

if TYPE_CHECKING:
    from inzet.record import PaperRow, Record
    from inzet.writing.draft import Block
    from inzet.writing.drawer import Card, Desk, Person

draft_argument = click.argument("name", metavar="DRAFT")
version_option = click.option(
    "--number", "version", type=int, metavar="N", help="This version of it (default: the last)."
)
_STYLES = {"carried": "dim", "changed": "green", "new": "", "person": "bold", "frame": "bold dim"}


@command(
    "show",
    short_help="One draft: what it says",
    examples=(
        Example("inzet drafts show DRAFT", "What it says now"),
        Example("inzet drafts show DRAFT --number 1", "What it said first"),
    ),
)
@draft_argument
@version_option
@as_option
@json_option
def show(name: str, version: int | None, person: Person) -> None:
    """Show DRAFT, by its id or name: what it holds, its text, and what people remarked."""
    record, desk = opened(person)
    card = desk.find(name)
    found = desk.version(card, version)
    papers = _papers(record, desk, card)
    if invocation().as_json:
        told = draft_json(desk, card, found.draft)
        print_json(
            {
                **told,
                "shown": found.step,
                "drafted_from": [each.id for each in papers],
                "remarks": desk.remarks(card),
                "draft": found.draft,
            }
        )
        return
    print_draft(desk, card, found.draft)
    print_listed("What was released was drafted from", map(_paper, papers))
    print_title(f"Text of version {told_step(found.step)}")
    for block in found.draft.blocks:
        _print_block(block)
    print_remarks(desk.remarks(card))


def _print_block(block: Block) -> None:
    if block.form == "page":
        return
    if block.form == "field":
        print_block([(f"{block.text}:", "dim"), (block.filled or "…", "bold")])
    elif block.origin == "dropped":
        print_block([("[dropped]", "red"), (block.before or "", "dim")])
    else:
        mark = "- " if block.form == "item" else ""
        private = "[for you only] " if block.private else ""
        told = f"{private}{mark}{block.text}"
        style = "yellow" if block.private else _STYLES.get(block.origin, "")
        print_block([(told, style)], [(" | ".join(row), "") for row in block.rows])


@command(
    "history",
    short_help="Every version of a draft",
    examples=(Example("inzet drafts history DRAFT", "Who made which version, and how"),),
)
@draft_argument
@as_option
@json_option
def history(name: str, person: Person) -> None:
    """Every version of DRAFT: composed, taken back, composed again."""
    record, desk = opened(person)
    card = desk.find(name)
    steps, papers = desk.history(card), _papers(record, desk, card)
    if invocation().as_json:
        told = {"drafted_from": [each.id for each in papers]}
        print_json({**card_json(card), **told, "total": len(steps), "items": steps})
        return
    columns = (Column("version", right=True), Column("how"), Column("by"), Column("made (UTC)"),
               Column("from", words=True))  # fmt: skip
    print_table(
        columns,
        [(each.number, each.how, each.by, f"{each.made:%Y-%m-%d %H:%M}", each.note)
         for each in steps],
    )  # fmt: skip
    if card.released is not None:
        print_words(
            f"Version {card.released.version} was released as {card.released.marking} by "
            f"{card.released.by}: paper {card.released.paper[:12]}."
        )
    print_listed("It was drafted from", map(_paper, papers))


def _papers(record: Record, desk: Desk, card: Card) -> list[PaperRow]:
    """What a draft that was released was made from, as far as this reader sees it."""
    from inzet.writing.release import drafted_from

    if card.released is None:
        return []
    view = record.view(desk.reader)
    return [view.paper(each) for each in drafted_from(view, card.released.paper)]


def _paper(paper: PaperRow) -> str:
    told = (paper.title, ", ".join(paper.numbers), paper.said and paper.said.isoformat())
    return ", ".join(each for each in told if each)


@command(
    "export",
    short_help="Write a draft to a file",
    examples=(
        Example("inzet drafts export DRAFT --to agenda.pdf", "The working copy, as PDF"),
        Example("inzet drafts export DRAFT --to letter.docx --clean", "The clean copy, in Word"),
    ),
)
@draft_argument
@version_option
@to_option
@template_option
@click.option("--clean", is_flag=True, help="The clean copy: what is sent, and nothing else.")
@sources_option
@replace_option
@as_option
@json_option
def export(
    name: str,
    version: int | None,
    to: Path | None,
    template: Path | None,
    clean: bool,
    sources: str,
    replace: bool,
    person: Person,
) -> None:
    """Write DRAFT to a file, as it stands: nothing is composed."""
    if to is None:
        raise InputError(
            "no file is named", where="inzet drafts export", fix="Name one: --to agenda.docx."
        )
    record, desk = opened(person)
    card = desk.find(name)
    found = desk.version(card, version)
    view = record.view(desk.reader, known_on=dt.date.fromisoformat(found.draft.on))
    written = write(
        desk,
        view,
        found.draft,
        to,
        clean=clean,
        only_clean=clean,
        template=template,
        sources=sources,
        replace=replace,
    )
    if invocation().as_json:
        print_json({**card_json(card), "files": [str(path) for path in written]})
        return
    for path in written:
        print_words(f"Written: {path} (version {found.step.number})")
