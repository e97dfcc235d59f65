"""``inzet draft``: a paper composed from the record, kept in the drawer, written to a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inzet.cli.command import Day, Example, command, invocation, json_option
from inzet.cli.drafts.files import (
    clean_option,
    replace_option,
    sources_option,
    template_option,
    to_option,
    write,
)
from inzet.cli.drafts.opening import opened
from inzet.cli.drafts.words import draft_json, print_conflicts, print_draft
from inzet.cli.login import as_option
from inzet.cli.output import print_json, print_words

if TYPE_CHECKING:
    from inzet.writing.drawer import Kept, Person


@command(
    "draft",
    short_help="Draft an agenda, report, debate note, speaking notes or brief",
    examples=(
        Example(
            "inzet draft agenda MEETING --to agenda.docx", "The next annotated agenda, in Word"
        ),
        Example(
            "inzet draft debate MEETING --to note.pdf --language en",
            "Two pages for the debate, in English",
        ),
        Example(
            "inzet draft report MEETING --to report.docx --clean",
            "The report, with a clean copy beside it",
        ),
    ),
)
@click.argument("kind", metavar="KIND")
@click.argument("meeting", metavar="MEETING")
@to_option
@click.option(
    "--language", default="nl", show_default=True, metavar="CODE", help="In which language: nl, en."
)
@click.option(
    "--on",
    type=Day(),
    metavar="DATE",
    help="Of which day: nothing said after it is in it (default: today).",
)
@click.option(
    "--on-behalf-of", metavar="PARTY", help="Whose paper it is (NLD); as last time by default."
)
@template_option
@clean_option
@sources_option
@replace_option
@click.option("--draft", "typed", metavar="DRAFT", help="Which draft, where several bear its name.")
@as_option
@json_option
def draft(
    kind: str,
    meeting: str,
    to: Path | None,
    language: str,
    on: dt.date | None,
    on_behalf_of: str | None,
    template: Path | None,
    clean: bool,
    sources: str,
    replace: bool,
    typed: str | None,
    person: Person,
) -> None:
    """Draft a paper on MEETING: agenda, report, debate, notes or brief.

    The draft is kept in your drawer, outside the record: nobody sees it until you share or release
    it. Draft again when the record has news: what people wrote stays, and where both changed the
    same you are shown both.
    """
    from inzet.writing.compose import compose
    from inzet.writing.drawer import keep
    from inzet.writing.render.formats import format_of

    chosen = invocation()
    record, desk = opened(person)
    if to is not None:
        format_of(to)
    made = compose(
        record,
        desk.reader,
        kind,
        meeting,
        language=language,
        on=on,
        on_behalf_of=on_behalf_of,
    )
    kept = keep(desk, made, desk.find(typed) if typed else None)
    written = []
    if to is not None:
        view = record.view(desk.reader, known_on=dt.date.fromisoformat(kept.draft.on))
        written = write(
            desk,
            view,
            kept.draft,
            to,
            clean=clean,
            template=template,
            sources=sources,
            replace=replace,
        )
    if chosen.as_json:
        print_json(
            {
                **draft_json(desk, kept.card, kept.draft),
                "first": kept.first,
                "news": kept.news,
                "conflicts": list(kept.conflicts),
                "files": [str(path) for path in written],
            }
        )
        return
    print_draft(desk, kept.card, kept.draft)
    print_conflicts(kept.conflicts)
    for path in written:
        print_words(f"Written: {path}", "bold")
    print_words(_told(kept, to))


def _told(kept: Kept, to: Path | None) -> str:
    if kept.first:
        told = "A new draft."
    elif not kept.news:
        told = "The record has nothing new for it; it stands as it was."
    else:
        told = "Composed again; what people wrote stands as they wrote it."
    if to is not None and to.suffix.lower() == ".docx":
        told += f" Edit it, then: inzet return {to}"
    return told
