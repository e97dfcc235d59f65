"""Nodes copy what they may read of each other, proven, once, whatever goes wrong on the way."""

from __future__ import annotations

import pytest

from tests.exchange.nodes.nodes import TEXT, Clock, Node, plain
from tests.record.world import add_paper, statement


def test_each_gets_what_it_may_read_and_no_sign_of_more(nodes: dict[str, Node]) -> None:
    ministry, alliance, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    for marking, words in (
        ("PUBLIC", "Openbaar"),
        ("REL-A", "Bondgenoten"),
        ("REL-AP", "Samen"),
        ("INTERNAL", "Binnen"),
    ):
        ministry.write(marking, words)
    done = alliance.pull(ministry)
    assert done.is_whole, plain(done)
    assert {feed.marking for feed in done.feeds} == {"PUBLIC", "REL-A", "REL-AP"}
    assert done.entries == sum(feed.entries for feed in done.feeds) == 3 * 3 + 2 + 3
    done = partner.pull(ministry)
    assert {feed.marking for feed in done.feeds} == {"PUBLIC", "REL-AP"}
    assert partner.sees("Samen")
    assert not partner.sees("Bondgenoten")
    assert b"REL-A" not in b"".join(partner.line(ministry).told).replace(b"REL-AP", b"")
    for each in nodes.values():
        assert each.proves()


def test_twice_is_once_and_what_is_new_comes(nodes: dict[str, Node]) -> None:
    ministry, alliance = nodes["Ministry"], nodes["Alliance"]
    ministry.write("REL-A", "Eerst")
    assert alliance.pull(ministry).entries > 0
    again = alliance.pull(ministry)
    assert again.is_whole
    assert again.entries == 0
    ministry.write("REL-A", "Daarna")
    assert alliance.pull(ministry).entries == 3
    assert alliance.sees("Daarna")


def test_feeds_go_on_to_third_parties_and_a_lease_ends_that(
    nodes: dict[str, Node], clock: Clock
) -> None:
    ministry, alliance, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    ministry.write("REL-AP", "Samen")
    alliance.pull(ministry)
    done = partner.pull(alliance)
    assert done.is_whole, plain(done)
    assert partner.sees("Samen")
    ministry.write("REL-AP", "Later")
    alliance.pull(ministry)
    clock.sleep(days=8)
    done = partner.pull(alliance)
    assert "REL-AP" not in {feed.marking for feed in done.feeds}, plain(done)
    assert not partner.sees("Later")
    alliance.pull(ministry)
    assert partner.pull(alliance).is_whole
    assert partner.sees("Later")


def test_who_was_removed_gets_nothing_more_through_third_parties_either(
    nodes: dict[str, Node],
) -> None:
    ministry, alliance, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    ministry.write("REL-AP", "Samen")
    alliance.pull(ministry)
    partner.pull(alliance)
    ministry.record.define_audience("REL-AP", [alliance.id], ground="left")
    ministry.write("REL-AP", "Zonder")
    alliance.pull(ministry)
    assert alliance.sees("Zonder")
    for other in (ministry, alliance):
        done = partner.pull(other)
        assert "REL-AP" not in {feed.marking for feed in done.feeds}
    assert not partner.sees("Zonder")


def test_who_is_let_in_where_more_is_cited_is_told_what_to_do(nodes: dict[str, Node]) -> None:
    ministry, alliance, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    ministry.record.define_audience("REL-X", [alliance.id])
    ministry.write("REL-X", "Samen")
    with ministry.record.batch("REL-A") as batch:
        paper = add_paper(batch, TEXT, title="Apart")
    with ministry.record.batch("REL-X") as batch:
        batch.add(statement(paper, TEXT, 0, 12))
    ministry.write("REL-X", "Daarna")
    assert alliance.pull(ministry).is_whole
    ministry.record.define_audience("REL-X", [alliance.id, partner.id])
    told = partner.pull(ministry).trouble
    # That it was let in stands after what it cannot take in.
    assert not partner.sees("Samen")
    assert told.startswith("entry 6 of REL-X of Ministry: ")
    assert "a marking of which Ministry did not let you in" in told
    assert not {"REL-A", "Apart"} & {*told.split()}
    # What the ministry is told to do, helps.
    ministry.record.define_audience("REL-A", [alliance.id, partner.id])
    assert partner.pull(ministry).is_whole
    assert partner.sees("Daarna")
    assert partner.proves()


def test_an_organisation_that_nobody_confirmed_is_named_and_not_taken(
    nodes: dict[str, Node],
) -> None:
    ministry, alliance, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    partner.here.peers.remove(ministry.id)
    ministry.write("PUBLIC", "Openbaar")
    alliance.pull(ministry)
    done = partner.pull(alliance)
    assert done.unknown == {ministry.id: "Ministry"}
    assert not partner.sees("Openbaar")
    assert [each.name for each in partner.here.peers.met()] == ["Ministry"]
    partner.knows(ministry)
    assert partner.here.peers.met() == []
    assert partner.pull(alliance).is_whole
    assert partner.sees("Openbaar")


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9, 0.99])
def test_an_answer_that_is_cut_is_noticed_and_gone_on_with(
    nodes: dict[str, Node], at: float
) -> None:
    ministry, alliance = nodes["Ministry"], nodes["Alliance"]
    for number in range(5):
        ministry.write("REL-A", f"Deel{number}")
    line = alliance.line(ministry)

    def cut(path: str, data: bytes) -> bytes:
        return data[: int(len(data) * at)] if path == "/nodes/parcels" else data

    line.change = cut
    done = alliance.pull(ministry)
    assert "ended before its end" in done.error
    assert alliance.peer(ministry).error == done.error
    assert alliance.proves()
    line.change = lambda path, data: data
    assert alliance.pull(ministry).is_whole
    assert all(alliance.sees(f"Deel{number}") for number in range(5))


def test_whatever_is_altered_is_refused_and_the_record_unharmed(nodes: dict[str, Node]) -> None:
    """A bit of the answer turned over, anywhere: the run tells so, and what is kept proves."""
    ministry, partner = nodes["Ministry"], nodes["Partner"]
    ministry.write("REL-AP", "Waar")
    line, seen = partner.line(ministry), []

    def turned(path: str, data: bytes) -> bytes:
        if path != "/nodes/parcels":
            return data
        seen.append(data)
        place = 7 + 53 * len(seen)
        return data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :]

    line.change = turned
    for _ in range(12):
        done = partner.pull(ministry)
        assert not done.is_whole, len(seen)
    # Nothing of the altered parcel was ever taken: the same is asked for each time.
    assert len(seen[-1]) == len(seen[0])
    assert partner.proves()
    line.change = lambda path, data: data
    assert partner.pull(ministry).is_whole
    assert partner.sees("Waar")


def test_a_key_that_changed_is_refused_and_named(nodes: dict[str, Node]) -> None:
    ministry, alliance, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    alliance.wires[ministry.id] = alliance.line(partner)
    done = alliance.pull(ministry)
    assert "another key" in done.error
    assert ministry.id[:4] in done.error
    assert partner.id[:4] in done.error


def test_a_paper_above_the_ceiling_is_refused_with_what_was_sealed_with_it(
    nodes: dict[str, Node],
) -> None:
    ministry, alliance = nodes["Ministry"], nodes["Alliance"]
    ministry.write("REL-A", "Gewoon")
    assert alliance.pull(ministry).is_whole
    ministry.write("REL-A", "NATO SECRET\n\nHeimelijk")
    ministry.write("PUBLIC", "Openbaar")
    done = alliance.pull(ministry)
    assert not done.is_whole
    errors = [feed.error for feed in done.feeds if feed.error]
    assert len(errors) == 1
    assert "bears a classification (secret)" in errors[0]
    assert "Heimelijk" not in errors[0]
    assert alliance.sees("Gewoon")
    assert alliance.sees("Openbaar")
    assert not alliance.sees("Heimelijk")
    assert b"Heimelijk" not in alliance.record.path.read_bytes()
    assert alliance.proves()
