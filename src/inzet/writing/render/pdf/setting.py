"""Setting a draft with the template that ships, or with an office's own."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources
from pathlib import Path

import typst

from inzet.vocabulary.errors import InputError
from inzet.writing.draft import Draft
from inzet.writing.render.copy import copy_of
from inzet.writing.render.pdf import own
from inzet.writing.render.pdf.data import data_of

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
"""To be kept with its structure, and to be heard. PDF/UA-1 stands on PDF 1.7, so the newer PDF/A-4
cannot be had beside it."""


def render(
    draft: Draft, *, clean: bool = False, template: Path | None = None, sources: bool = True
) -> bytes:
    """The draft as PDF.

    Args:
        sources: whether they are told at the end, with numbers in the text that lead there.
        template: an office's own ``.typ`` file, in a folder of its own with its emblem and fonts.
            It is a program: see :mod:`inzet.writing.render.pdf.own` for what it can reach.

    Raises:
        InputError: the template is missing, too much lies beside it, it fails, or it runs too long.
    """
    data = data_of(copy_of(draft, clean=clean, sources=sources))
    made_on = _moment(draft)
    if template is not None:
        return own.render(data, template, made_on)
    with resources.as_file(resources.files(__package__)) as home:
        return set_paper(home / "house.typ", home, data, made_on, _fonts(home))


def set_paper(main: Path, root: Path, data: bytes, made_on: int, fonts: typst.Fonts) -> bytes:
    """One paper from a template.

    Args:
        root: the only folder of which anything is read.
        made_on: the moment that stands in the file, in seconds since 1970.

    Raises:
        InputError: the template does not run, or what it makes is not accessible.
    """
    try:
        return typst.compile(
            main,
            root=root,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"draft": data.decode()},
            pdf_standards=STANDARDS,
            timestamp=made_on,
        )
    except typst.TypstError as problem:
        hints = " ".join(problem.hints)
        raise InputError(
            f"the template does not give a PDF that can be kept and heard: {problem.message}",
            where=main.name,
            fix=hints or "Mend the template, or leave it out to use ours.",
        ) from problem


@cache
def _fonts(home: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[home / "fonts"])


def _moment(draft: Draft) -> int:
    try:
        day = dt.date.fromisoformat(draft.on)
    except ValueError:
        return 0
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
