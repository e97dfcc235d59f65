"""Many processes write to a record and follow it at once: nobody skips, repeats or sees half."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from inzet.record import Filter, Mark, Record
from tests.record.many import BATCHES, WRITERS, Poll, batch_of, followed, said, write_statements
from tests.record.world import home

PUBLIC, PAGE = "PUBLIC", 7
Make = Callable[[], Poll]


@pytest.fixture
def path(tmp_path: Path, each_engine: None) -> Path:
    """A record with something in each feed."""
    with home(tmp_path) as record:
        for marking in (PUBLIC, "INTERNAL"):
            with record.batch(marking) as batch:
                batch.add(said(f"{marking} 0 1"))
        return record.path


def feed_of(record: Record) -> str:
    view = record.view(record.reader())
    return next(each.id for each in view.sources if each.marking == PUBLIC)


def by_tail(limit: int) -> Make:
    """Entry by entry, from a place on."""

    def make() -> Poll:
        place = 0

        def poll(record: Record) -> list[Any]:
            nonlocal place
            came = record.view(record.reader()).tail(feed_of(record), place, limit=limit)
            place = came[-1].place if came else place
            # What came is never half of what was added together, but where the page ends.
            assert len(came) == limit or not came or came[-1].ends
            return [each.entry for each in came]

        return poll

    return make


def by_parcels() -> Poll:
    """As another node follows: what was sealed since what it has."""
    state: dict[int, tuple[int, str]] = {}

    def poll(record: Record) -> list[Any]:
        found = list[str]()
        for parcel in record.view(record.reader()).parcels(feed_of(record), state):
            assert parcel.first == state.get(parcel.epoch, (0, ""))[0] + 1
            found += [each.id.hex() for each in parcel.entries]
            state[parcel.epoch] = parcel.last, parcel.head.hex()
        return found

    return poll


def by_deltas(mark: Mark) -> Make:
    """As what is kept of a view is brought up to date."""

    def make() -> Poll:
        last = mark

        def poll(record: Record) -> list[Any]:
            nonlocal last
            delta = record.view(record.reader()).since(last)
            assert delta is not None
            assert not delta.before
            last = delta.mark
            return [each.quote for each in delta.now]

        return poll

    return make


def by_arrival(since: dt.datetime) -> Make:
    """As alerts ask: what came after the last that was seen, up to the last there is."""

    def make() -> Poll:
        after = since

        def poll(record: Record) -> list[Any]:
            nonlocal after
            reached = record.view(record.reader()).reached() or after
            view = record.view(record.reader(), arrived_by=reached)
            page = view.statements(Filter(arrived_after=after), limit=1000)
            after = reached
            return [each.quote for each in page.items]

        return poll

    return make


def test_who_follows_is_told_everything_once_and_in_order(path: Path) -> None:
    with Record.open(path) as record:
        view = record.view(record.reader())
        mark, since = view.mark(), view.reached()
        assert since is not None
    followers: dict[str, Make] = {
        "tail": by_tail(1000),
        "tail, a page at a time": by_tail(PAGE),
        "parcels": lambda: by_parcels(),
        "deltas": by_deltas(mark),
        "arrivals": by_arrival(since),
    }
    told = followed(lambda: Record.open(path, busy=60), write_statements, followers)
    with Record.open(path) as record:
        entries = [each.entry for each in record.view(record.reader()).tail(feed_of(record))]
        quotes = Counter(
            each.quote for each in record.view(record.reader()).statements(limit=1000).items
        ) - Counter(["PUBLIC 0 1", "INTERNAL 0 1"])
        assert not [each for each in record.verify(projections=True) if hasattr(each, "fix")]
    assert len({batch_of(each)[0] for each in quotes}) == WRITERS * BATCHES
    for name in ("tail", "tail, a page at a time", "parcels"):
        assert list(chain.from_iterable(told[name])) == entries, name
    for name in ("deltas", "arrivals"):
        assert Counter(chain.from_iterable(told[name])) == quotes, name
        for poll in told[name]:
            whole = Counter(batch_of(each) for each in poll)
            assert all(size == count for (_, size), count in whole.items()), "half of a batch"
    assert max(len(polls) for polls in told.values()) > 3, "they followed while it was written"


def test_a_clock_that_is_set_back_hides_nothing(path: Path) -> None:
    """What comes has a time after all that came before, whatever the clock says."""
    still = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    with Record.open(path, now=lambda: still) as record:
        view = record.view(record.reader())
        after, seen = view.last_arrival(), list[str]()
        for number in range(3):
            with record.batch(PUBLIC) as batch:
                batch.add(said(f"later {number} 1"))
            view = record.view(record.reader())
            found = view.statements(Filter(arrived_after=after)).items
            seen += [each.quote for each in found]
            after = view.last_arrival()
        assert seen == ["later 0 1", "later 1 1", "later 2 1"]
