"""Files that drafts are written to: never over what a person may have written in one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inzet.vocabulary.errors import InputError, InzetError, UnreadableFile

if TYPE_CHECKING:
    from inzet.record import View
    from inzet.writing.draft import Draft
    from inzet.writing.drawer import Desk

SOURCES = ("comments", "annex", "none")

to_option = click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write: .docx, .pdf, .html, .md, .txt, .xml (Akoma Ntoso) or .ics.",
)
template_option = click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your office's own template, for Word or PDF.",
)
clean_option = click.option(
    "--clean", is_flag=True, help="Also a clean copy beside it: agenda.docx and agenda-clean.docx."
)
sources_option = click.option(
    "--sources",
    type=click.Choice(SOURCES),
    default="comments",
    show_default=True,
    help="Where the sources stand; comments are for Word, other formats have them at the end.",
)
replace_option = click.option(
    "--replace", is_flag=True, help="Write over a file of that name, whatever stands in it."
)


def write(
    desk: Desk,
    view: View,
    draft: Draft,
    to: Path,
    *,
    clean: bool,
    only_clean: bool = False,
    template: Path | None,
    sources: str,
    replace: bool,
) -> list[Path]:
    """Writes a draft to a file, and its clean copy beside it where that is asked for.

    Raises:
        UnknownValue: no such format.
        InputError: a file of that name is there and may hold somebody's words; the format has no
            template.
        UnreadableFile: no such folder.
    """
    from inzet.writing.render.formats import format_of, render

    wanted = format_of(to)
    if not to.parent.is_dir():
        raise UnreadableFile(
            "there is no such folder", where=str(to.parent), fix="Make the folder first."
        )
    alone = only_clean and not (wanted.of_meeting or wanted.only_clean)
    asked = [] if alone else [(to, False)]
    if (clean or only_clean) and not (wanted.of_meeting or wanted.only_clean):
        asked.append((to if only_clean else beside(to), True))
    made = [
        (
            path,
            render(draft, wanted, clean=is_clean, template=template, view=view, sources=sources),
        )
        for path, is_clean in asked
    ]
    for path, data in made:
        if path.exists() and not replace and not _untouched(desk, path, data):
            raise InputError(
                "there is a file of this name already, and it may hold what somebody wrote",
                where=str(path),
                fix=f"Take it back first (inzet return {path}), choose another name, or write "
                "over it with --replace.",
            )
    for path, data in made:
        put(path, data)
    return [path for path, _ in made]


def beside(path: Path) -> Path:
    """The name of the clean copy: ``agenda-clean.docx`` of ``agenda.docx``."""
    return path.with_name(f"{path.stem}-clean{path.suffix}")


def _untouched(desk: Desk, path: Path, data: bytes) -> bool:
    """Whether a file is one we wrote, and nobody changed since."""
    try:
        there = path.read_bytes()
    except OSError:
        return False
    if there == data:
        return True
    if path.suffix.lower() != ".docx":
        return False
    from inzet.writing.returning import bearing

    try:
        bears = bearing(there, name=str(path))
    except InzetError:
        return False
    return any(
        _as_written(desk, card.id, step.number, there)
        for card in desk.drafts()
        if card.name == bears.draft
        for step in desk.history(card)
        if step.hash == bears.version
    )


def _as_written(desk: Desk, card: str, number: int, there: bytes) -> bool:
    """Whether a file is a version as it comes out of the program: with no word added."""
    from inzet.writing.render.formats import format_of, render

    draft = desk.version(desk.find(card), number).draft
    word = format_of(".docx")
    return any(render(draft, word, sources=sources) == there for sources in SOURCES)


def put(path: Path, data: bytes) -> None:
    """Writes all of a file, or none of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
