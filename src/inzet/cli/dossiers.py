"""``inzet dossiers``: which dossiers are one, and which one is two."""

from __future__ import annotations

import click

from inzet.cli.command import CommandGroup, Example, reader_option, record_option
from inzet.cli.judging import judging


@click.group(
    "dossiers",
    cls=CommandGroup,
    short_help="Merge and split dossiers",
    examples=(
        Example(
            "inzet dossiers merge DOSSIER OTHER --ground 'one subject under two names'",
            "Show all of the first under the second",
        ),
    ),
)
@record_option
@reader_option
def dossiers() -> None:
    """Merge dossiers that are one, split one that is two; what stands on each is for status.

    A judgement is kept with its ground and can be undone. Whoever may read it sees the dossiers
    so, in every list, count and state; others see what was read.
    """


for _command in judging("dossier"):
    dossiers.add_command(_command)
