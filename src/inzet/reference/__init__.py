"""Reference entries: facts that everyone needs, in one signed feed that ships with the package.

Parties with names, memberships, groups, accessions, defence expenditure, agreements, assistance
and criteria, each with its source; docs/reference.md tells what is in it and how it is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inzet.record.chains import feed_id
from inzet.record.keys import fingerprint
from inzet.reference.editions import CURRENT
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.markings import PUBLIC

if TYPE_CHECKING:
    from inzet.record import Record, View

__all__ = ["install", "installed"]


def install(record: Record) -> int:
    """Takes the reference entries into a record; returns how many were new (0: they were there).

    They stand in a feed of their own under PUBLIC; an older edition's feed is no longer shown.

    Raises:
        BrokenRecord: the file that came with the package was altered.
        BusyRecord: another program is writing.
    """
    if installed(record.view(record.reader(PUBLIC))):
        return 0
    from inzet.reference.feed import shipped

    return record.receive(shipped())


def installed(view: View) -> bool:
    """Whether this version's reference entries are in the record."""
    feed = feed_id(fingerprint(bytes.fromhex(CURRENT.public_key)), PUBLIC)
    try:
        view.parcels(feed)
    except NotFound:
        return False
    return True
