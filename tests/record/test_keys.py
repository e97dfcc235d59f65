"""Keys that change: rotated, lost, stolen; and what whoever has the old one can do no more."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from inzet.record import Record, Why
from inzet.record.changing import beside
from inzet.record.keys import Key
from inzet.record.moments import utc_text
from inzet.record.successions import chain, packed
from inzet.vocabulary.errors import (
    BrokenRecord,
    ForkedFeed,
    InputError,
    RecordError,
    UnreadableFile,
)
from tests.record.conftest import in_databases
from tests.record.engines.cluster import Cluster
from tests.record.keys import Thief, clean, copied, doubts, faults, last, quotes, tell, told_of
from tests.record.travelling import public, send, titles, write
from tests.record.world import Clock, home

pytestmark = pytest.mark.usefixtures("_engine")


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Record]:
    with home(tmp_path, Clock()) as record:
        write(record, "one", "two")
        write(record, "inside", marking="INTERNAL")
        yield record


@pytest.fixture
def peer(tmp_path: Path, owner: Record) -> Iterator[Record]:
    with Record.create(tmp_path / "peer.db", "Peer", now=Clock()) as record:
        send(owner, record)
        yield record


# ---- rotation ----------------------------------------------------------------------------------


def test_after_a_rotation_all_proves_and_it_goes_on(owner: Record, peer: Record) -> None:
    before = owner.keys
    done = owner.change_key()
    assert done.seals == 5, "of three papers and two audiences"
    assert owner.keys.organisation == before.organisation == owner.organisation.id
    assert owner.keys.current != before.current
    write(owner, "three")
    assert clean(owner)
    assert tell(owner, peer).new == 1
    assert send(owner, peer) == 2
    assert titles(peer) == {"one", "two", "three"}
    assert clean(peer)
    assert tell(owner, peer).new == 0


def test_a_peer_who_had_nothing_takes_all_by_the_new_key_alone(
    owner: Record, tmp_path: Path
) -> None:
    owner.change_key()
    write(owner, "three")
    owner.change_key()
    write(owner, "four")
    with Record.create(tmp_path / "late.db", "Late", now=Clock()) as late:
        tell(owner, late)
        send(owner, late)
        assert titles(late) == {"one", "two", "three", "four"}
        assert clean(late)
        # And passes it on to the next.
        with Record.create(tmp_path / "later.db", "Later", now=Clock()) as later:
            told_of(later, late.keys_of(owner.organisation.id), late)
            send(late, later)
            assert titles(later) == titles(late)
            assert clean(later)


def test_without_hearing_of_it_nothing_under_the_new_key_is_taken(
    owner: Record, peer: Record
) -> None:
    owner.change_key()
    write(owner, "three")
    with pytest.raises(BrokenRecord, match="its seal is not by that organisation"):
        send(owner, peer)


def test_another_process_that_holds_the_old_key_goes_on_with_the_new(owner: Record) -> None:
    with Record.open(owner.path, Clock()) as other:
        owner.change_key()
        write(other, "three")
        assert other.sign(b"x") == owner.sign(b"x")
    assert faults(owner) == []


def test_the_old_key_opens_nothing_and_says_why(owner: Record, tmp_path: Path) -> None:
    shutil.copy(beside(owner.path, ".key"), tmp_path / "old.key")
    owner.change_key()
    owner.close()
    shutil.copy(beside(owner.path, ".key"), tmp_path / "new.key")
    shutil.copy(tmp_path / "old.key", beside(owner.path, ".key"))
    with pytest.raises(UnreadableFile, match="the key of before"):
        Record.open(owner.path)
    shutil.copy(tmp_path / "new.key", beside(owner.path, ".key"))
    with Record.open(owner.path, Clock()) as again:
        assert faults(again) == []


def test_broken_off_between_the_record_and_the_file_it_opens_with_the_new(
    owner: Record, tmp_path: Path
) -> None:
    key = beside(owner.path, ".key")
    shutil.copy(key, tmp_path / "old.key")
    owner.change_key()
    owner.close()
    key.rename(beside(owner.path, ".key.new"))
    shutil.copy(tmp_path / "old.key", key)
    with Record.open(owner.path, Clock()) as again:
        write(again, "three")
        assert faults(again) == []
    assert not beside(owner.path, ".key.new").exists()


def test_broken_off_before_the_record_it_opens_with_the_old(owner: Record) -> None:
    owner.close()
    Key.create(beside(owner.path, ".key.new"))
    with Record.open(owner.path, Clock()) as again:
        assert not again.keys.successions
        again.change_key()
        assert faults(again) == []


def test_a_copy_of_before_opens_with_the_key_of_after(owner: Record, tmp_path: Path) -> None:
    copy = copied(owner, tmp_path / "copy")
    write(owner, "after the copy")
    owner.change_key()
    owner.change_key()
    shutil.copy(beside(owner.path, ".key"), beside(copy, ".key"))
    with Record.open(copy, Clock()) as again:
        assert again.keys == owner.keys
        assert faults(again) == []
        # What it lacks comes back from who has it, as the new key vouches for it.
        send(owner, again, reader="Home")
        assert "after the copy" in titles(again)
        write(again, "more")
        assert clean(again)


def test_with_its_key_a_record_is_made_anew_of_its_feeds(owner: Record, tmp_path: Path) -> None:
    owner.change_key()
    write(owner, "three")
    key = beside(owner.path, ".key")
    with Record.create(tmp_path / "new.db", "Home", now=Clock(), key=key) as again:
        assert again.organisation == owner.organisation
        send(owner, again, reader="Home")
        write(again, "four")
        assert {"one", "three", "four"} <= titles(again)
        assert clean(again)


def test_what_this_node_signed_before_still_proves(owner: Record, peer: Record) -> None:
    """Its arrivals, and what it saw of others."""
    view = peer.view(peer.reader())
    signed = peer.cosign(view, [public(owner)])[public(owner)]
    assert owner.take_witnesses([signed], known={peer.organisation.id}).new == 1
    peer.change_key()
    assert faults(peer) == []
    again = peer.cosign(view, [public(owner)])[public(owner)]
    assert again.signed_by == peer.keys.current
    tell(peer, owner)
    assert owner.take_witnesses([again], known={peer.organisation.id}).new == 1
    assert faults(owner) == []


def test_altered_marks_of_the_log_are_found(owner: Record) -> None:
    owner.change_key()
    with owner._store.write() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '[[1, \"00\"]]' WHERE name = 'logged'")
    assert "settings" in {each.where for each in faults(owner)}


# ---- a key in other hands ----------------------------------------------------------------------


@pytest.mark.parametrize("why", [Why.ROTATED, Why.COMPROMISED])
def test_with_the_old_key_nothing_is_added_where_it_was_heard_of(
    owner: Record, peer: Record, why: Why
) -> None:
    thief, before = Thief(owner), last(owner)
    early = utc_text(owner.now() - dt.timedelta(days=9))
    owner.change_key(why)
    tell(owner, peer)
    held = quotes(peer), titles(peer)
    far = owner.keys.successions[0].epoch
    for parcel in (
        thief.parcel(before, "after the end", time=early),
        thief.parcel(None, "an epoch between", time=early, epoch=7),
        thief.parcel(None, "an epoch after", time=early, epoch=far + 1),
        thief.parcel(None, "the very epoch", time=early, epoch=far),
        thief.parcel(None, "another history", time=early),
        replace(thief.parcel(before, "vouched falsely", time=early), vouch=bytes(64)),
    ):
        with pytest.raises(BrokenRecord) as refused:
            peer.receive(parcel)
        assert not isinstance(refused.value, ForkedFeed), "nobody is said to have forked by it"
    assert (quotes(peer), titles(peer)) == held
    view = peer.view(peer.reader())
    assert not any(view.forks(feed.id) for feed in view.sources)
    # Nor is it signed over to a key of the thief's own.
    learnt = peer.learn(thief.succession(owner))
    assert (learnt.new, learnt.waits is not None) == (0, True)
    assert peer.keys_of(owner.organisation.id) == owner.keys
    with pytest.raises(BrokenRecord):
        peer.receive(thief.parcel(None, "under another", time=early, epoch=far + 9))
    # The owner goes on.
    write(owner, "three")
    send(owner, peer)
    assert "three" in titles(peer)
    assert clean(peer)


def test_who_lags_behind_takes_only_what_the_new_key_vouches_for(
    owner: Record, peer: Record
) -> None:
    thief, before = Thief(owner), last(owner)
    write(owner, "three", "four")
    owner.change_key(Why.COMPROMISED)
    tell(owner, peer)
    # In the place of what the owner wrote and has not come yet.
    forged = thief.parcel(before, "in between", time=utc_text(owner.now()))
    with pytest.raises(BrokenRecord, match="does not vouch for it"):
        peer.receive(forged)
    send(owner, peer)
    assert titles(peer) == {"one", "two", "three", "four"}
    assert clean(peer)


def test_what_came_before_is_kept_and_named_as_doubtful(owner: Record, peer: Record) -> None:
    thief, before = Thief(owner), last(owner)
    stolen = peer.now()
    peer._now.sleep(1)  # type: ignore[attr-defined]
    owner._now.sleep(2)  # type: ignore[attr-defined]
    forged = thief.parcel(before, "the thief says", time=utc_text(stolen))
    assert peer.receive(forged) == 1
    assert doubts(peer) == [], "nobody can tell yet"
    owner.change_key(Why.COMPROMISED, since=stolen)
    tell(owner, peer)
    assert doubts(peer) == ["Home, PUBLIC, entry 5 of epoch 1"]
    assert faults(peer) == [], "it was signed, and that it came here stays proven"
    rows = peer.view(peer.reader()).statements(limit=10).items
    assert {row.quote: row.doubtful for row in rows} == {"the thief says": True}
    papers = peer.view(peer.reader()).papers(limit=10).items
    assert not any(row.doubtful for row in papers)
    write(owner, "three")
    send(owner, peer)
    assert "three" in titles(peer)
    assert len(doubts(peer)) == 1


def test_what_came_before_the_theft_stays_as_it_is(owner: Record, peer: Record) -> None:
    """Also where the owner lost it since, and does not vouch for it."""
    thief, before = Thief(owner), last(owner)
    assert peer.receive(thief.parcel(before, "long ago", time=utc_text(peer.now()))) == 1
    peer._now.sleep(5)  # type: ignore[attr-defined]
    owner._now.sleep(5)  # type: ignore[attr-defined]
    owner.change_key(Why.COMPROMISED)
    tell(owner, peer)
    assert clean(peer)


def test_where_the_thief_was_first_a_person_sets_it_right(owner: Record, peer: Record) -> None:
    thief = Thief(owner)
    stolen = thief.succession(owner)
    assert peer.learn(stolen).new == 1
    forged = thief.parcel(
        None, "under its own key", time=utc_text(owner.now()), epoch=stolen.successions[0].epoch
    )
    assert peer.receive(forged) == 1
    owner.change_key(Why.COMPROMISED)
    waits = tell(owner, peer).waits
    assert waits == owner.keys
    assert peer.keys_of(owner.organisation.id) == stolen
    assert peer.waiting(owner.organisation.id) == [owner.keys]
    peer.believe(owner.keys, person="Anna")
    tell(owner, peer)
    assert len(doubts(peer)) == 1
    write(owner, "three")
    send(owner, peer)
    assert "three" in titles(peer)
    assert faults(peer) == []
    # The thief's key counts no more, whoever brings it.
    assert peer.learn(stolen).new == 0
    assert peer.keys_of(owner.organisation.id) == owner.keys
    with pytest.raises(BrokenRecord):
        peer.receive(thief.parcel(forged, "more", time=utc_text(owner.now())))


def test_the_owner_is_told_that_somebody_else_changed_its_key(owner: Record) -> None:
    thief = Thief(owner)
    learnt = owner.learn(thief.succession(owner))
    assert (learnt.new, learnt.waits) == (0, thief.keys)
    assert not owner.keys.successions
    with pytest.raises(RecordError, match="where it lies"):
        owner.believe(thief.keys, person="Anna")


def test_the_owner_does_not_vouch_for_what_a_thief_had_it_take_back(
    owner: Record, peer: Record
) -> None:
    thief, before = Thief(owner), last(owner)
    stolen = owner.now()
    forged = thief.parcel(before, "as if it were lost", time=utc_text(stolen))
    assert owner.receive(forged) == 1
    write(owner, "three")
    owner.change_key(Why.COMPROMISED, since=stolen)
    assert doubts(owner) == ["Home, PUBLIC, entry 5 of epoch 1"]
    tell(owner, peer)
    with pytest.raises(BrokenRecord, match="does not vouch"):
        peer.receive(forged)


def test_an_old_head_that_is_shown_again_undoes_nothing(owner: Record, peer: Record) -> None:
    before = owner.keys
    owner.change_key(Why.COMPROMISED)
    tell(owner, peer)
    assert peer.learn(chain((), before.first)).new == 0
    owner.change_key()
    tell(owner, peer)
    assert peer.learn(chain(owner.keys.packed[:1], before.first)).new == 0
    assert peer.keys_of(owner.organisation.id) == owner.keys


def test_a_moment_to_come_is_refused(owner: Record) -> None:
    with pytest.raises(InputError, match="is to come"):
        owner.change_key(Why.COMPROMISED, since=owner.now() + dt.timedelta(days=1))
    assert faults(owner) == []
    assert not owner.keys.successions


# ---- a key that is lost ------------------------------------------------------------------------


def lose(record: Record) -> Record:
    path = record.path
    record.close()
    beside(path, ".key").unlink()
    Record.replace_lost_key(path, Clock())
    return Record.open(path, record._now)


def test_a_lost_key_takes_a_person_at_the_peer(owner: Record, peer: Record) -> None:
    owner._now.sleep(1)  # type: ignore[attr-defined]
    with lose(owner) as again:
        write(again, "three")
        assert faults(again) == []
        learnt = tell(again, peer)
        assert (learnt.new, learnt.waits) == (0, again.keys)
        with pytest.raises(BrokenRecord):
            send(again, peer)
        peer.believe(again.keys, person="Anna")
        tell(again, peer)
        send(again, peer)
        assert titles(peer) == {"one", "two", "three"}
        assert clean(peer)
        # From then on the new key vouches for the next.
        again.change_key()
        assert tell(again, peer).new == 1


def test_a_key_that_is_there_is_not_lost(owner: Record) -> None:
    owner.close()
    with pytest.raises(InputError, match="it is not lost"):
        Record.replace_lost_key(owner.path)
    beside(owner.path, ".key").unlink()
    Key.create(beside(owner.path, ".key"))
    with pytest.raises(UnreadableFile, match="not its own"):
        Record.replace_lost_key(owner.path)


def test_nobody_takes_an_organisation_by_saying_that_its_key_was_lost(
    owner: Record, peer: Record
) -> None:
    thief = Thief(owner)
    learnt = peer.learn(thief.succession(owner, why=Why.LOST))
    assert learnt.new == 0
    write(owner, "three")
    send(owner, peer)
    assert "three" in titles(peer), "the key that is known goes on to count"
    assert faults(peer) == []


def test_successions_that_do_not_prove_are_refused(owner: Record) -> None:
    owner.change_key()
    step = owner.keys.successions[0]
    first = owner.keys.first
    for spoiled in (
        replace(step, new=Key.generate().public),
        replace(step, since="2020-01-01T00:00:00.000000Z"),
        replace(step, by_old=step.by_new),
        replace(step, number=2),
        replace(step, epoch=step.epoch + 1),
        replace(step, why=Why.LOST),
    ):
        with pytest.raises(BrokenRecord):
            chain([packed(spoiled)], first)
    for raw in (b"", b"\x90", packed(step)[:-1], packed(step) + bytes(2000)):
        with pytest.raises(BrokenRecord):
            chain([raw], first)


# ---- in a database ----------------------------------------------------------------------------


def test_so_it_is_in_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: Cluster
) -> None:
    with (
        in_databases(postgresql, monkeypatch),
        home(tmp_path, Clock()) as owner,
        Record.create(tmp_path / "peer.db", "Peer", now=Clock()) as peer,
    ):
        write(owner, "one", "two")
        send(owner, peer)
        test_what_came_before_is_kept_and_named_as_doubtful(owner, peer)
        thief = Thief(owner)
        owner.change_key()
        tell(owner, peer)
        with pytest.raises(BrokenRecord):
            peer.receive(thief.parcel(last(owner), "more", time=utc_text(owner.now())))
        with lose(owner) as again:
            write(again, "five")
            tell(again, peer)
            peer.believe(again.keys, person="Anna")
            tell(again, peer)
            send(again, peer)
            assert "five" in titles(peer)
            assert clean(again)
        assert not faults(peer)
        assert len(doubts(peer)) == 1


# ---- in any order ------------------------------------------------------------------------------


STEPS = st.lists(st.sampled_from("wwrctshs"), min_size=3, max_size=7)


@settings(max_examples=4, deadline=None)
@given(steps=STEPS)
def test_whatever_the_order_an_honest_peer_ends_with_the_owners_history(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    interleaved(tmp_path_factory.mktemp("any"), steps)


@pytest.mark.soak
@settings(max_examples=300, deadline=None)
@given(steps=STEPS)
def test_so_it_is_in_many_orders(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    interleaved(tmp_path_factory.mktemp("any"), steps)


def interleaved(folder: Path, steps: list[str]) -> None:
    """Writing, rotating, reporting a theft, thieving, hearing and sending in any order: what the
    peer takes after it heard of a change is the owner's; what came before is doubtful."""
    clock = Clock()
    with (
        home(folder, clock) as owner,
        Record.create(folder / "peer.db", "Peer", now=clock) as peer,
    ):
        write(owner, "begin")
        tell(owner, peer)
        send(owner, peer)
        thieves = [Thief(owner)]
        stolen = 0
        for step in steps:
            if step == "w":
                write(owner, f"paper {clock.now}")
            elif step in "rc":
                owner.change_key(Why.ROTATED if step == "r" else Why.COMPROMISED)
                thieves.append(Thief(owner))
            elif step == "h":
                tell(owner, peer)
            elif step == "s":
                try:
                    send(owner, peer)
                except RecordError:
                    assert peer.keys_of(owner.organisation.id) != owner.keys or stolen
            else:
                # With a key of before, never with the one of now: that is the owner's.
                known = peer.keys_of(owner.organisation.id)
                for thief in thieves[:-1]:
                    forged = thief.parcel(last(owner), f"false {clock.now}", time=utc_text(clock()))
                    try:
                        stolen += peer.receive(forged)
                    except RecordError:
                        continue
                    assert thief.key.public == known.current
        tell(owner, peer)
        assert peer.keys_of(owner.organisation.id) == owner.keys
        assert clean(owner)
        assert faults(peer) == []
        rows = peer.view(peer.reader()).statements(limit=100).items
        false = {row.quote for row in rows}
        assert len(false) == stolen
        assert all(row.doubtful for row in rows)
        if not stolen:
            send(owner, peer)
            assert titles(peer) == titles(owner)
            assert doubts(peer) == []
