"""``inzet drafts template``: the house style that drafts come out in, to make one's own of."""

from __future__ import annotations

from pathlib import Path

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.drafts.files import put, replace_option
from inzet.cli.output import print_json, print_words
from inzet.vocabulary.errors import InputError, UnknownValue

LANGUAGES = ("nl", "en")


@command(
    "template",
    short_help="Write out the Word template, to make your own of",
    examples=(
        Example(
            "inzet drafts template --to house-style.docx",
            "The template that ships, in Dutch, to change in Word",
        ),
    ),
)
@click.option(
    "--to",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write: .docx.",
)
@click.option(
    "--language", default="nl", show_default=True, metavar="CODE", help="In which language: nl, en."
)
@replace_option
@json_option
def template(to: Path, language: str, replace: bool) -> None:
    """Write out the Word template that ships: change it in Word, then draft with --template FILE.

    It needs no record.
    """
    from inzet.writing.render.docx import default_template

    if language not in LANGUAGES:
        raise UnknownValue(
            f"there is no template in “{language}”", fix=f"Use {' or '.join(LANGUAGES)}."
        )
    if to.suffix.lower() != ".docx":
        raise InputError(
            "this template is a Word file",
            where=str(to),
            fix="Name it .docx. How one for PDF is made: docs/drafts.md.",
        )
    if to.exists() and not replace:
        raise InputError(
            "there is a file of this name already, and it may be your office's",
            where=str(to),
            fix="Choose another name, or write over it with --replace.",
        )
    put(to, default_template(language))
    if invocation().as_json:
        print_json({"file": str(to), "language": language})
        return
    print_words(f"Written: {to}. Change it in Word, then draft with --template {to}.")
