"""Parts of a feed, so that several processes can go through one."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy.engine import Connection

from inzet.record.findings import Fault
from inzet.record.store import rows

Place = tuple[int, int]
"""(epoch, n) of an entry in its feed."""
BEFORE_ALL: Place = -(2**63), -(2**63)
LENGTH = 20_000
"""Entries of a part: what is found in one is held until it is told in its turn."""


class Part(msgspec.Struct, frozen=True):
    """Entries of one feed after a place, up to and with another."""

    feed: int
    """Its local number."""
    after: Place
    until: Place
    last: bool
    """Whether none comes after them."""


class Gone(msgspec.Struct, frozen=True):
    """That a part was gone through: how many entries it has, and what is wrong with them."""

    count: int
    faults: tuple[Fault, ...]


def parts_of(connection: Connection, feed: int) -> Iterator[Part]:
    """The parts that make up a feed, in its order; none where it is empty."""
    ends = "SELECT epoch, n FROM entry WHERE feed = ? ORDER BY epoch DESC, n DESC LIMIT 1"
    step = (
        "SELECT epoch, n FROM entry WHERE feed = ? AND (epoch, n) > (?, ?) "
        f"ORDER BY epoch, n LIMIT 1 OFFSET {LENGTH - 1}"
    )
    end = next(iter(rows(connection, ends, (feed,))), None)
    after = BEFORE_ALL
    while end is not None and after != end:
        until = next(iter(rows(connection, step, (feed, *after))), end)
        yield Part(feed, after, until, until == end)
        after = until
