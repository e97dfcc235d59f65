"""A clock that is set back, by minutes or years: what came stays in its order."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.accounts import Accounts
from inzet.exchange.leases import is_true, stated
from inzet.record import Record
from inzet.record.keys import Key
from inzet.vocabulary.entries import Withdrawal
from tests.faults.places import Place
from tests.record.travelling import sound, titles, write
from tests.record.world import Clock, add_paper

WORDS = "four unrelated words suffice"
BACK = [dt.timedelta(minutes=5), dt.timedelta(days=3650)]


@pytest.mark.parametrize("back", BACK, ids=["minutes", "years"])
def test_arrivals_never_run_back(place: Place, back: dt.timedelta) -> None:
    clock = Clock()
    address = place.made(clock)
    with Record.open(address, clock) as record:
        write(record, "before")
        last = record.view(record.reader()).last_arrival()
        assert last is not None
        clock.now -= back
        mark = last
        write(record, "after")
        last = record.view(record.reader()).last_arrival()
        assert last is not None
        # It stands still but for one step, so that what came since is told to who asks.
        assert last - mark == dt.timedelta(microseconds=1)
        since = record.view(record.reader()).papers(arrived_after=mark).items
        assert [row.title for row in since] == ["after"]
    # Between processes too.
    with Record.open(address, Clock()) as record:
        write(record, "in another process")
        view = record.view(record.reader())
        last = view.last_arrival()
        assert last is not None
        assert last - mark == dt.timedelta(microseconds=2)
        assert titles(record) == {"before", "after", "in another process"}
        arrived = record.view(record.reader(), arrived_by=last)
        assert len(arrived.papers().items) == 3
        assert sound(record)
        clock.now = last + dt.timedelta(days=1)
    with Record.open(address, clock) as record:
        write(record, "later")
        found = record.view(record.reader()).last_arrival()
        assert found is not None
        assert found > last
        assert sound(record)


def test_the_newest_reading_stays_the_newest(place: Place) -> None:
    """Which of two holds is told by what came later, not by the clock."""
    clock = Clock()
    address = place.made(clock)
    with Record.open(address, clock) as record:
        with record.batch("PUBLIC") as batch:
            paper = add_paper(batch, "a paper that is withdrawn")
        clock.now -= dt.timedelta(days=400)
        with record.batch("PUBLIC") as batch:
            batch.add(Withdrawal(target=paper))
        assert titles(record) == set()
        assert sound(record)


def test_a_session_outlives_no_clock(place: Place) -> None:
    """Set back, a session lasts longer by as much and no more; set forward again it has ended."""
    clock = Clock()
    with Record.open(place.made(clock)) as record:
        path = record.path
    accounts = Accounts(path, now=clock)
    try:
        accounts.people.add("anna", roles=["reader"], password=WORDS)
        session = accounts.login("anna", WORDS).secret
        assert accounts.visitor(session=session) is not None
        clock.now -= dt.timedelta(days=400)
        assert accounts.visitor(session=session) is not None
        clock.now += dt.timedelta(days=800)
        assert accounts.visitor(session=session) is None
    finally:
        accounts.close()


def test_a_word_of_the_future_makes_no_lease() -> None:
    """What a peer whose clock runs ahead says of its feeds is not believed before its time."""
    key, now = Key(b"\1" * 32), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    said = stated("ab" * 32, {1: (1, "cd" * 32)}, time=now, sign=key.sign)
    assert is_true(said, key.public, now)
    assert is_true(said, key.public, now + dt.timedelta(days=4000))
    # Our clock was set back: the word waits until its time comes.
    assert not is_true(said, key.public, now - dt.timedelta(days=400))
