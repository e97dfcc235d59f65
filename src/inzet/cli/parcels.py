"""``inzet import --parcels``: taking in a file of whole feeds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inzet.cli.command import Invocation
from inzet.cli.output import counted, print_json, print_words
from inzet.vocabulary.errors import InputError, NotFound

if TYPE_CHECKING:
    from inzet.record import Record


def take_parcels(chosen: Invocation, files: tuple[str, ...], by: str, key: Path | None) -> int:
    """Takes in files of feeds; 7 where one was not taken whole.

    Raises:
        InputError: a key for a record that is there, or a file that nobody confirmed.
        NotFound: no record, and no key to make one with.
    """
    from inzet.exchange.archive import read
    from inzet.exchange.fingerprints import parsed
    from inzet.exchange.here import Here

    told = parsed(by) if by else ""
    if chosen.record.exists():
        if key is not None:
            raise InputError(
                "the record has its key already", where=str(key), fix="Leave --key away."
            )
        record = chosen.open_as_own("import into it")
    else:
        record = _made(chosen, files, key)
    here = Here.of(record)
    done = [read(here, Path(name), by=told) for name in files]
    if chosen.as_json:
        print_json(done)
    else:
        for each in done:
            for feed in each.feeds:
                came = counted(feed.entries, "new entry", "new entries")
                print_words(f"{feed.marking} of {feed.organisation}: {came}")
                if feed.error:
                    print_words(f"  {feed.error}", "red")
            if each.error:
                print_words(each.error, "red")
    return 0 if all(each.is_whole for each in done) else 7


def _made(chosen: Invocation, files: tuple[str, ...], key: Path | None) -> Record:
    from inzet.exchange.archive import owner_in
    from inzet.record import Record
    from inzet.record.changing import first_of
    from inzet.record.keys import Key

    if key is None:
        raise NotFound(
            "there is no record here to take feeds into",
            where=str(chosen.record),
            fix="Give --key FILE, the key of the organisation, to make one anew of its feeds; or "
            "make a record first.",
        )
    public_key = first_of(Key.load(key))
    names = [name for name in (owner_in(Path(each), public_key) for each in files) if name]
    if not names:
        raise InputError(
            "nothing in it was written with that key",
            where=str(key),
            fix="Give the key of the organisation whose record it is.",
        )
    record = Record.create(chosen.record, names[0], key=key)
    click.get_current_context().call_on_close(record.close)
    return record
