"""``inzet drafts template``: the template that ships, to start from, and a check of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.drafts.files import put, replace_option
from inzet.cli.output import print_facts, print_json, print_title, print_words
from inzet.vocabulary.errors import InputError, UnknownValue, UnreadableFile

if TYPE_CHECKING:
    from inzet.writing.render.docx import TemplateCheck

_LANGUAGES = ("nl", "en")


@command(
    "template",
    short_help="Start a Word template of your own, or check one",
    examples=(
        Example("inzet drafts template --to huisstijl.docx", "The template that ships, in Dutch"),
        Example("inzet drafts template --check huisstijl.docx", "Whether yours will do"),
    ),
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the template that ships here, to start from (.docx).",
)
@click.option(
    "--check",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Look one over: which placeholders it lacks or has too many, which styles it brings.",
)
@click.option(
    "--language",
    default="nl",
    show_default=True,
    metavar="CODE",
    help="Of the one that is written: nl, en.",
)
@click.option("--close", is_flag=True, help="That for notes of so many pages: no letterhead.")
@replace_option
@json_option
def template(
    to: Path | None, check: Path | None, language: str, close: bool, replace: bool
) -> None:
    """Write the Word template that ships to a file, or check one of your own. Opens no record.

    How to make one: docs/guides/template.md.
    """
    if (to is None) == (check is None):
        raise InputError(
            "say what to do with a template",
            where="inzet drafts template",
            fix="Write one to start from with --to FILE, or look one over with --check FILE.",
        )
    if to is not None:
        _write(to, language, close=close, replace=replace)
    if check is not None:
        _look(check)


def _write(to: Path, language: str, *, close: bool, replace: bool) -> None:
    from inzet.writing.render.docx import default_template

    if language not in _LANGUAGES:
        raise UnknownValue(
            f"there is no template in “{language}”", where="--language", fix="Known: nl, en."
        )
    if to.suffix.lower() != ".docx":
        raise InputError(
            "a template for Word is a .docx file",
            where=str(to),
            fix="Name it so. For PDF: docs/drafts.md.",
        )
    if not to.parent.is_dir():
        raise UnreadableFile(
            "there is no such folder", where=str(to.parent), fix="Make the folder first."
        )
    if to.exists() and not replace:
        raise InputError(
            "there is a file of this name already",
            where=str(to),
            fix="Choose another name, or write over it with --replace.",
        )
    put(to, default_template(language, close=close))
    if invocation().as_json:
        print_json({"file": str(to), "language": language})
    else:
        print_words(f"Written: {to}", "bold")
        print_words(f"Change it in Word, then: inzet drafts template --check {to}")


def _look(path: Path) -> None:
    from inzet.writing.render.docx import look_over

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"the template cannot be read ({error.strerror or 'no such file'})",
            where=str(path),
            fix="Name a Word file (.docx).",
        ) from None
    found = look_over(data, str(path))
    if invocation().as_json:
        print_json(_json(found))
    else:
        _print(found)
    if not found.usable:
        raise InputError(
            "no draft can be put in this template",
            where=str(path),
            fix="Give it one {{body}} (or {{tekst}}), and take out the placeholders that Inzet "
            "does not know.",
        )


def _print(found: TemplateCheck) -> None:
    print_title("It will do" if found.usable else "It will not do")
    print_facts(
        {
            "Placeholders": ", ".join(found.places) or "none",
            "Missing": ", ".join(map(_both, found.missing)),
            "Unknown": ", ".join(found.unknown),
            "Own styles": ", ".join(found.styles) or "none",
            "Added to it": ", ".join(found.added),
        }
    )
    if found.missing:
        print_words("A draft that has something to say at a missing place is refused.", "dim")


def _both(name: str) -> str:
    from inzet.writing.render.docx import NAMES

    return " or ".join(f"{{{{{each}}}}}" for each in NAMES[name])


def _json(found: TemplateCheck) -> dict[str, Any]:
    return {
        "usable": found.usable,
        "places": list(found.places),
        "missing": list(found.missing),
        "unknown": list(found.unknown),
        "styles": list(found.styles),
        "added": list(found.added),
    }
