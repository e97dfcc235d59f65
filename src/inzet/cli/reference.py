"""``inzet import reference``: the entries that come with Inzet, into a record made before them."""

from __future__ import annotations

from pathlib import Path

from inzet.cli.command import Invocation
from inzet.cli.keeper import Keeper
from inzet.cli.output import counted, print_json, print_words
from inzet.vocabulary.markings import PUBLIC

NAME = "reference"
"""What is typed in the place of a file."""
HINT = "The reference entries are not in this record: inzet import reference puts them in."


def is_asked(files: tuple[str, ...]) -> bool:
    """Whether the reference entries are meant, and no file that happens to be called so."""
    return files == (NAME,) and not Path(NAME).exists()


def take_reference(chosen: Invocation, organisation: str | None, *, dry: bool) -> int:
    """Puts them in the record and tells how many were new.

    Raises:
        BrokenRecord: the file that came with Inzet was altered.
    """
    from inzet.reference import install, installed
    from inzet.reference.editions import CURRENT
    from inzet.reference.feed import shipped

    keeper = Keeper(chosen, PUBLIC, organisation, doing="put reference entries into it")
    record = keeper.record
    there = record is not None and installed(record.view(record.reader(PUBLIC)))
    new = 0 if there else len(shipped().entries)
    if new and not dry:
        keeper.take(install)
    if chosen.as_json:
        print_json({"edition": CURRENT.name, "new": new, "kept": bool(new) and not dry})
    elif there:
        print_words(f"The reference entries, {CURRENT.name}, are in the record already.")
    else:
        would = "would be put" if dry else "are"
        told = counted(new, "statement")
        print_words(f"The reference entries, {CURRENT.name}, {would} in the record: {told}.")
    return 0
