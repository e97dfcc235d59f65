"""Many processes put objects in a feed while others ask what was added: all of it once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from inzet.exchange.taxii.asked import Asked
from inzet.exchange.taxii.shelf import Body, Shelf
from inzet.record import Record
from tests.exchange.taxii.objects import put, stix
from tests.record.many import BATCHES, LONGEST, WRITERS, Poll, followed
from tests.record.world import home

MARKING = "REL-A"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record with a feed that has an object."""
    with home(tmp_path) as record:
        put(record, MARKING, stix(9999))
        return record.path


def write(record: Record, writer: str, number: int, chance: random.Random) -> None:
    first = (int(writer) * BATCHES + number) * LONGEST
    put(record, MARKING, *(stix(first + each) for each in range(chance.randint(1, LONGEST))))


def by_added_after(limit: int) -> Callable[[], Poll]:
    """As clients do: after the time of the last they have, page by page until there is no more."""

    def make() -> Poll:
        shelf: Shelf | None = None
        after = 0

        def poll(record: Record) -> list[Any]:
            nonlocal shelf, after
            # Each process lays on the one shelf what is not there yet.
            shelf = shelf or Shelf(record.path)
            view = record.view(record.reader())
            feed = next(each.id for each in view.sources if each.marking == MARKING)
            key, place, found = shelf.follow(record, view, feed), 0, list[Body]()
            while True:
                page = shelf.bodies(key, Asked(versions=("all",), after=after, limit=limit), place)
                found += page.items
                if not page.more:
                    break
                place = page.items[-1].key
            after = found[-1].added if found else after
            return [each.raw for each in found]

        return poll

    return make


def test_who_asks_what_was_added_is_told_everything_once_and_in_order(path: Path) -> None:
    told = followed(
        lambda: Record.open(path, busy=60),
        write,
        {"in pages": by_added_after(3), "at once": by_added_after(1000), "too": by_added_after(5)},
    )
    whole = [list(chain.from_iterable(polls)) for polls in told.values()]
    assert whole[0] == whole[1] == whole[2]
    assert set(Counter(whole[0]).values()) == {1}
    with Record.open(path) as record:
        view = record.view(record.reader())
        feed = next(each.id for each in view.sources if each.marking == MARKING)
        kept = [each for each in view.tail(feed, limit=10_000) if each.kind == "object"]
    assert len(whole[0]) == len(kept)
    assert len(kept) > WRITERS * BATCHES
