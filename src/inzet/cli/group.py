"""The ``inzet`` command: its global options, and where an error of any command ends up."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from inzet import __version__
from inzet.cli.accounts import accounts
from inzet.cli.alerts import alerts
from inzet.cli.audience import audience
from inzet.cli.backup import backup, restore
from inzet.cli.changes import changes
from inzet.cli.command import Example, reader_option, record_option, write_examples
from inzet.cli.commitments import commitments
from inzet.cli.cycle import cycle
from inzet.cli.dossiers import dossiers
from inzet.cli.drafts import draft, drafts, return_
from inzet.cli.erase import erase
from inzet.cli.export import export
from inzet.cli.failures import guarded
from inzet.cli.follow import follow
from inzet.cli.hybrid import hybrid
from inzet.cli.imports import import_
from inzet.cli.key import key
from inzet.cli.language import language
from inzet.cli.library import library, requests
from inzet.cli.mcp import mcp
from inzet.cli.meetings import meetings
from inzet.cli.motions import motions
from inzet.cli.objects import objects
from inzet.cli.papers import papers
from inzet.cli.peer import peer
from inzet.cli.positions import positions
from inzet.cli.read import read
from inzet.cli.rebuild import rebuild
from inzet.cli.review import review
from inzet.cli.sample import sample
from inzet.cli.score import score
from inzet.cli.search import search
from inzet.cli.serve import serve
from inzet.cli.share import share
from inzet.cli.status import status
from inzet.cli.sync import sync
from inzet.cli.taxii import taxii
from inzet.cli.tearline import tearline
from inzet.cli.verify import verify

EXAMPLES = (
    Example("inzet read agenda.txt", "Read a paper; the first one makes a record in this folder"),
    Example("inzet meetings", "See the chain of meetings"),
    Example("inzet commitments --open", "See what was promised and may still be kept in time"),
    Example("inzet search accession", "Find what was said, with its sentence"),
)

_OF_CONTEXT = ("color", "obj")
"""What a caller in this process (a test) may set of the context."""


class Inzet(click.Group):
    """The group of all commands; turns every error into words and an exit code."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:
        """Run a command line and exit with its code."""
        arguments = list(sys.argv[1:] if args is None else args)
        extra = {name: value for name, value in extra.items() if name in _OF_CONTEXT}
        sys.exit(guarded(lambda: self._run(arguments, extra), arguments))

    def _run(self, arguments: list[str], extra: dict[str, Any]) -> Any:
        # Group.main would end a broken pipe with code 1, like an error.
        try:
            with self.make_context("inzet", list(arguments), **extra) as ctx:
                return self.invoke(ctx)
        except click.exceptions.Exit as stop:
            return stop.exit_code

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of use, not of the alphabet."""
        return list(self.commands)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        write_examples(EXAMPLES, formatter)


@click.group(cls=Inzet, context_settings={"help_option_names": ["-h", "--help"]})
@record_option
@reader_option
@click.version_option(__version__, prog_name="inzet", message="%(prog)s %(version)s")
def main() -> None:
    """The state of play of ministerial diplomacy, cited to the sentence.

    Reads annotated agendas, reports and communiqués into a record, and shows what was said, by
    whom, where it says so, and what was promised.
    """


for _command in (
    read,
    follow,
    import_,
    status,
    meetings,
    cycle,
    motions,
    dossiers,
    positions,
    commitments,
    changes,
    language,
    search,
    objects,
    taxii,
    papers,
    review,
    hybrid,
    library,
    requests,
    draft,
    return_,
    drafts,
    export,
    share,
    tearline,
    audience,
    alerts,
    key,
    peer,
    sync,
    serve,
    accounts,
    mcp,
    verify,
    backup,
    restore,
    rebuild,
    erase,
    sample,
    score,
):
    main.add_command(_command)
