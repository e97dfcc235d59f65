"""The word of whose a feed is, of how far it had come, travels with it over any number of hops."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from inzet.exchange.leases import Lease, Passing, is_true, stated
from tests.exchange.nodes.nodes import Clock, Node, meet, node, plain

MARKING = "REL-ALL"


@pytest.fixture
def chain(tmp_path: Path, clock: Clock) -> Iterator[list[Node]]:
    """Four nodes; each pulls from the one before it alone. The first has written for all."""
    made = [node(tmp_path, name, clock) for name in ("First", "Second", "Third", "Fourth")]
    meet(*made)
    made[0].record.define_audience(MARKING, [each.id for each in made])
    made[0].write(MARKING, "Begin")
    yield made
    for each in made:
        each.record.close()


def passed(chain: list[Node]) -> None:
    for before, after in pairwise(chain):
        done = after.pull(before)
        assert done.is_whole, plain(done)


def lease(at: Node) -> Lease:
    view = at.record.view(at.record.reader())
    return next(each for each in at.here.leases(view) if each.feed.marking == MARKING)


def test_a_word_goes_three_hops_and_lapses_everywhere(chain: list[Node], clock: Clock) -> None:
    first, second, third, fourth = chain
    passed(chain)
    assert fourth.sees("Begin")
    assert lease(first).passing is Passing.OWN
    assert {lease(each).passing for each in chain[1:]} == {Passing.HEARD}
    heard = {lease(each).heard for each in chain[1:]}
    assert len(heard) == 1, "the word is that of the first, whoever hands it on"
    clock.sleep(days=6)
    second.pull(first)
    clock.sleep(days=2)
    # The second heard two days ago; the third has what was said eight days ago.
    assert lease(second).passing is Passing.HEARD
    assert lease(third).passing is Passing.LAPSED
    assert MARKING not in {feed.marking for feed in fourth.pull(third).feeds}
    third.pull(second)
    assert MARKING in {feed.marking for feed in fourth.pull(third).feeds}


def test_who_does_not_hold_all_that_was_said_passes_nothing_on(chain: list[Node]) -> None:
    first, second, third, _ = chain
    passed(chain[:3])
    view = first.record.view(first.record.reader())
    feed = next(each.id for each in view.sources)
    first.write(MARKING, "Verder")
    places = first.record.view(first.record.reader()).state()[feed]
    later = stated(feed, places, time=first.record.now(), sign=first.record.sign)
    second.here.peers.note(first.id, standings=[later])
    assert lease(second).passing is Passing.BEHIND
    assert MARKING not in {each.marking for each in third.pull(second).feeds}
    second.pull(first)
    assert lease(second).passing is Passing.HEARD


def test_a_lease_of_its_own(chain: list[Node], clock: Clock) -> None:
    passed(chain)
    second = chain[1]
    second.here.peers.set_lease(MARKING, 1)
    clock.sleep(days=2)
    assert lease(second).passing is Passing.LAPSED
    second.here.peers.set_lease(MARKING, 30)
    assert lease(second).passing is Passing.HEARD


def test_a_word_counts_by_its_signature_and_its_time(chain: list[Node], clock: Clock) -> None:
    first, second = chain[:2]
    view = first.record.view(first.record.reader())
    feed, places = next(iter(view.state().items()))
    key = first.record.organisation.public_key
    word = stated(feed, places, time=first.record.now(), sign=first.record.sign)
    now = first.record.now()
    assert is_true(word, key, now)
    false = stated(feed, places, time=now, sign=second.record.sign)
    assert not is_true(false, key, now)
    for changed in (
        replace(word, time=word.time.replace("2026", "2027")),
        replace(word, time="never"),
        replace(word, n=word.n + 1),
        replace(word, feed="ab" * 32),
    ):
        assert not is_true(changed, key, now)
    clock.sleep(days=-1)
    assert not is_true(word, key, first.record.now()), "what is of the future counts for nothing"
