"""The formats in which a draft goes out, by the suffix of the file that is asked for.

A renderer is imported when it is first used: a command that writes Markdown loads no typesetter.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from inzet.record import View
from inzet.vocabulary.errors import InputError, UnknownValue
from inzet.writing.draft import Draft


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what its files are called, and who makes them."""

    suffix: str
    """With its dot."""
    name: str
    """As people call it."""
    media_type: str
    module: str
    """In this package: ``render(draft, *, clean, …) -> bytes``, or of a calendar
    ``of_meeting(view, meeting, *, on, language) -> bytes``."""
    template: str | None = None
    """Suffix of the template that an office may put in the place of ours; None where there is
    none to replace."""
    only_clean: bool = False
    """It has no working copy: what it writes is always the clean one."""
    of_meeting: bool = False
    """It shows the meeting of the draft, not its words: there is no clean copy, and it is made from
    a view (``docs/decisions/0017``)."""


FORMATS = (
    Format(
        ".docx",
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        template=".docx",
    ),
    Format(".pdf", "PDF", "application/pdf", "pdf", template=".typ"),
    Format(".html", "HTML", "text/html; charset=utf-8", "html"),
    Format(".md", "Markdown", "text/markdown; charset=utf-8", "markdown"),
    Format(".txt", "plain text", "text/plain; charset=utf-8", "plain", only_clean=True),
    Format(".xml", "Akoma Ntoso", "application/akn+xml", "akn"),
    Format(".ics", "calendar", "text/calendar; charset=utf-8", "calendar", of_meeting=True),
)
"""In the order in which they are offered."""


def format_of(name: str | Path) -> Format:
    """The format of a file of this name, or of a bare suffix (``.pdf``, ``pdf``).

    Raises:
        UnknownValue: no draft goes out in it; the error lists the suffixes that are known.
    """
    told = str(name)
    suffix = (Path(told).suffix or f".{told.lstrip('.')}").lower()
    for one in FORMATS:
        if one.suffix == suffix:
            return one
    known = ", ".join(f"{one.suffix} ({one.name})" for one in FORMATS)
    raise UnknownValue(
        f"no draft goes out as “{suffix}”", where=told, fix=f"Known formats: {known}."
    )


def render(
    draft: Draft,
    wanted: Format,
    *,
    clean: bool = False,
    template: Path | None = None,
    view: View | None = None,
    sources: str = "comments",
) -> bytes:
    """A draft as a file.

    Args:
        clean: the clean copy: no changes, sources, comments or anything else that is for the
            drafter only. A calendar has none and is the same either way.
        template: an office's own, where the format has one (:attr:`Format.template`).
        sources: ``comments``, ``annex`` or ``none``: in Word as comments or in an annex; other
            formats have no comments, and tell them at the end. None in a clean copy.
        view: what the reader sees, as of the day of the draft; a calendar is made from it.

    Raises:
        InputError: the format takes no template, or the template is none of its kind; a calendar
            without a view.
        NotFound: a calendar of a meeting that is not in view.
    """
    _check(wanted, template)
    if wanted.of_meeting and view is None:
        raise InputError(
            "a calendar is made from the record, not from a draft that stands by itself",
            fix="Ask for it together with the record that holds the meeting.",
        )
    module = import_module(f"inzet.writing.render.{wanted.module}")
    if wanted.of_meeting:
        made = module.of_meeting(view, draft.meeting, on=draft.on, language=draft.language)
        return bytes(made)
    if wanted.only_clean:
        return str(module.render(draft)).encode()
    options: dict[str, Any] = {"clean": clean}
    if wanted.template:
        options["template"] = template
    options["sources"] = sources if wanted.suffix == ".docx" else sources != "none"
    return bytes(module.render(draft, **options))


def _check(wanted: Format, template: Path | None) -> None:
    if template is None:
        return
    if wanted.template is None:
        with_one = " and ".join(one.name for one in FORMATS if one.template)
        raise InputError(
            f"{wanted.name} takes no template", where=str(template), fix=f"{with_one} do."
        )
    if template.suffix.lower() != wanted.template:
        raise InputError(
            f"a template for {wanted.name} is a {wanted.template} file",
            where=str(template),
            fix="Start from the one that ships: see “Formats” in docs/drafts.md.",
        )
