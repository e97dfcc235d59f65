"""``inzet export``: feeds, dossiers and meetings in the formats of others' tools."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inzet.cli.command import Example, command, invocation
from inzet.cli.output import counted, print_words
from inzet.vocabulary.errors import InputError, NotFound, UnreadableFile

if TYPE_CHECKING:
    from inzet.record import View

_SHORT = 8


@command(
    "export",
    short_help="Write feeds, dossiers or meetings for STIX and MISP",
    examples=(
        Example(
            "inzet export --stix --dossier accession/FIN --to finland.json",
            "A dossier as a STIX bundle, for OpenCTI and the like",
        ),
        Example(
            "inzet export --stix --feed PUBLIC --reader PUBLIC",
            "All that everybody may read, as they would get it",
        ),
        Example(
            "inzet export --misp misp-feed --reader PUBLIC",
            "The same as a folder that MISP pulls; again writes only what changed",
        ),
        Example(
            "inzet export --parcels --to feeds.inzet",
            "All feeds in one file, to keep or to take into another record",
        ),
    ),
)
@click.option("--stix", is_flag=True, help="As a STIX 2.1 bundle.")
@click.option("--parcels", is_flag=True, help="Whole feeds, exactly: for another record, to keep.")
@click.option(
    "--misp",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="As MISP feeds, a folder in FOLDER for each feed.",
)
@click.option(
    "--feed",
    "wanted",
    metavar="FEED",
    help="Only this feed: the beginning of its id, or its marking; all that you may read else.",
)
@click.option("--dossier", metavar="DOSSIER", help="Only this dossier (accession/FIN).")
@click.option("--meeting", metavar="MEETING", help="Only this meeting, by its id.")
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write; to standard output where it is left away.",
)
@click.option("--replace", is_flag=True, help="Write over a file of that name.")
def export(
    stix: bool,
    parcels: bool,
    misp: Path | None,
    wanted: str | None,
    dossier: str | None,
    meeting: str | None,
    to: Path | None,
    replace: bool,
) -> None:
    """Write what you may read for other tools, or with --parcels for another record.

    What is written holds no more than its reader may read: choose whose eyes with --reader. Objects
    bear the same ids and times at every writing and on every node.
    """
    from inzet.exchange.stix import of_dossier, of_feeds, of_meeting

    asked = [each for each in (wanted, dossier, meeting) if each is not None]
    if [stix, misp is not None, parcels].count(True) != 1:
        raise InputError(
            "one form is written at a time", fix="Give --stix, --misp FOLDER or --parcels."
        )
    if len(asked) > 1:
        raise InputError(
            "one thing is written at a time",
            where=", ".join(asked)[:100],
            fix="Give --feed, --dossier or --meeting.",
        )
    if parcels:
        if dossier or meeting or to is None:
            raise InputError(
                "whole feeds go into a file",
                where="--parcels",
                fix="Choose with --feed, and give --to FILE.",
            )
        _write_parcels(wanted, to, replace=replace)
        return
    view = invocation().view()
    if misp is not None:
        if dossier or meeting or to:
            raise InputError(
                "MISP pulls whole feeds", where="--misp", fix="Choose with --feed, or --stix."
            )
        _write_misp(view, feeds_of(view, wanted), misp)
    elif dossier is not None:
        _write([of_dossier(view, dossier)], to, replace=replace)
    elif meeting is not None:
        _write([of_meeting(view, meeting)], to, replace=replace)
    else:
        _write(of_feeds(view, feeds_of(view, wanted)), to, replace=replace)


def _write_misp(view: View, feeds: list[str], folder: Path) -> None:
    from inzet.exchange.misp import Feed, write

    markings = {each.id: each.marking for each in view.feeds()}
    for feed in feeds:
        place = folder / f"{markings[feed]}-{feed[:_SHORT]}"
        fresh, same = write(Feed(view, feed), place)
        print_words(
            f"Written: {place} ({counted(fresh, 'event')} new or changed, {same} as before)"
        )


def _write_parcels(wanted: str | None, to: Path, *, replace: bool) -> None:
    from inzet.exchange.archive import write

    record = invocation().open()
    view = record.view(invocation().reader(record))
    feeds = feeds_of(view, wanted)
    if to.exists() and not replace:
        raise _taken(to)
    made = write(record, view, feeds, to)
    held = f"{counted(made.feeds, 'feed')}, {counted(made.entries, 'entry', 'entries')}"
    print_words(f"Written: {to} ({held}, {made.bytes:,} bytes)", "bold")
    print_words("It is not encrypted: whoever has it can read it.", "dim")


def _taken(to: Path) -> InputError:
    return InputError(
        "there is a file of that name", where=str(to), fix="Choose another, or add --replace."
    )


def feeds_of(view: View, wanted: str | None) -> list[str]:
    """The ids of the feeds that are meant.

    Raises:
        NotFound: none that this reader may read.
    """
    found = [
        each.id
        for each in view.feeds()
        if wanted is None or each.marking == wanted or each.id.startswith(wanted.strip().lower())
    ]
    if wanted is not None and (not found or not wanted.strip()):
        raise NotFound(
            f"there is no feed “{wanted}”", fix="Give a marking, or the beginning of a feed's id."
        )
    return found


def _write(pieces: Iterable[bytes], to: Path | None, *, replace: bool) -> None:
    if to is None:
        out = sys.stdout.buffer
        for piece in pieces:
            out.write(piece)
        return
    if to.exists() and not replace:
        raise _taken(to)
    try:
        with to.open("wb") as file:
            for piece in pieces:
                file.write(piece)
    except OSError as error:
        raise UnreadableFile(
            f"it cannot be written: {error.strerror}", where=str(to), fix="Choose another place."
        ) from None
    print_words(f"Written: {to}", "bold")
