"""Nobody is let into an audience that keeps what says of itself that they may not read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from inzet.cli import main
from inzet.exchange.foreign import keeping
from inzet.exchange.foreign.pieces import Piece
from inzet.exchange.peers import Peers
from inzet.exchange.release import members
from inzet.exchange.release.members import Hindered, hindered, set_members
from inzet.record import Record
from inzet.record.keys import Key, fingerprint
from inzet.vocabulary.entries import Withdrawal
from inzet.vocabulary.errors import BusyRecord, InputError, RecordError
from inzet.vocabulary.people import Person
from tests.exchange.taxii.objects import put, stix
from tests.record.world import Clock, add_paper, home, statement

RED = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"
AMBER = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"
GREEN = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"
DESK = "DESK"
TEXT = "Het kabinet steunt dit.\n"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with home(tmp_path) as made:
        set_members(made, DESK, [], ground="the desk alone")
        yield made


@pytest.mark.parametrize(("label", "told"), [(RED, "TLP:RED"), (AMBER, "TLP:AMBER")])
def test_who_may_not_read_it_is_not_let_in(record: Record, label: str, told: str) -> None:
    put(record, DESK, stix(1))
    [entry] = put(record, DESK, stix(2, object_marking_refs=[label]))
    before = record.audiences()[DESK]
    for _ in range(2):
        with pytest.raises(InputError, match=told):
            set_members(record, DESK, ["Alliance"], ground="they ask")
        assert record.audiences()[DESK] == before
        set_members(record, DESK, [record.organisation.name], ground="as it was")
        assert record.audiences()[DESK] == before
        # Withdrawn it stays to be read by whoever reads the audience.
        if entry:
            with record.batch(DESK) as batch:
                batch.add(Withdrawal(target=entry))
            entry = ""
    set_members(record, "DESK-TOO", ["Alliance"], ground="another list keeps nothing")
    assert "Alliance" in record.audiences()["DESK-TOO"]


def test_nothing_slips_in_between_the_look_and_the_change(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = members._refuse_wider
    tried = []

    def slow(*given: Any) -> None:
        looked(*given)
        with Record.open(record.path, busy=0.01) as other, pytest.raises(BusyRecord):
            put(other, DESK, stix(1, object_marking_refs=[RED]))
        tried.append(given)

    monkeypatch.setattr(members, "_refuse_wider", slow)
    set_members(record, DESK, ["Alliance"], ground="they ask")
    assert tried


def test_who_is_let_in_while_objects_are_looked_at_gets_none_of_them(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = json.dumps(stix(1, object_marking_refs=[RED]))
    wrote = keeping._write

    def late(*given: Any, **more: Any) -> Any:
        set_members(record, DESK, ["Alliance"], ground="they ask")
        return wrote(*given, **more)

    monkeypatch.setattr(keeping, "_write", late)
    with pytest.raises(RecordError, match="who may read DESK changed"):
        keeping.take(record, [Piece(raw, "stix-2.1")], DESK, source="x")
    assert not record.view(record.reader()).objects().items


def test_who_cannot_take_in_all_of_it_is_named_with_what_they_miss(record: Record) -> None:
    with record.batch("REL-A") as batch:
        paper = add_paper(batch, TEXT)
    set_members(record, "REL-B", ["Alfa"], ground="they ask")
    with record.batch("REL-B") as batch:
        batch.add(statement(paper, TEXT, 0, 12))
    assert hindered(record, "REL-B") == ()
    expected = (Hindered(name="Beta", feeds=("REL-A",)),)
    assert hindered(record, "REL-B", ["Alfa", "Beta"]) == expected
    asked = ("audience", "set", "REL-B", "--add", "Beta", "--ground", "x", "--yes")
    ran = CliRunner().invoke(main, [*asked, "--record", str(record.path)])
    assert ran.exit_code == 0, ran.output
    said = " ".join(ran.output.split())
    assert "Beta cannot take in all of REL-B: what is in it cites REL-A" in said
    ran = CliRunner().invoke(
        main, ["audience", "show", "REL-B", "--json", "--record", str(record.path)]
    )
    assert json.loads(ran.output)["hindered"] == [{"name": "Beta", "feeds": ["REL-A"]}]
    set_members(record, "REL-A", ["Alfa", "Beta"], ground="so that they have the paper too")
    assert hindered(record, "REL-B") == ()


def test_what_others_may_read_hinders_nobody(record: Record) -> None:
    put(record, DESK, stix(1), stix(2, object_marking_refs=[GREEN]))
    set_members(record, DESK, ["Alliance"], ground="they ask")
    assert "Alliance" in record.audiences()[DESK]
    put(record, DESK, stix(3, object_marking_refs=[RED]))
    set_members(record, DESK, [], ground="nobody else any more")
    with pytest.raises(InputError, match="TLP:RED"):
        set_members(record, DESK, ["Alliance"], ground="again")


def test_what_was_erased_hinders_nobody(record: Record) -> None:
    [entry] = put(record, DESK, stix(2, object_marking_refs=[RED]))
    record.erase(entry, by="anna", ground="it should not be here")
    set_members(record, DESK, ["Alliance"], ground="nothing is kept from them")
    assert "Alliance" in record.audiences()[DESK]


def test_the_command_lets_nobody_in_either(record: Record) -> None:
    put(record, DESK, stix(1, object_marking_refs=[RED]))
    record.close()
    asked = ["audience", "set", DESK, "--add", "Alliance", "--ground", "they ask", "--yes"]
    ran = CliRunner().invoke(main, [*asked, "--record", str(record.path)])
    assert ran.exit_code != 0
    assert "TLP:RED" in ran.output
    with Record.open(record.path) as again:
        assert "Alliance" not in again.audiences()[DESK]


# ---- by key ------------------------------------------------------------------------------


def confirmed(record: Record, folder: Path, name: str) -> str:
    """The id of a peer of this name, by a key of its own."""
    key = Key.create(folder)
    id_ = fingerprint(key.public)
    peers = Peers(record.path, record.organisation.id)
    peers.add(id_=id_, name=name, public_key=key.public)
    peers.confirm(id_, id_, Person.named("Anna"))
    return id_


def test_a_name_becomes_the_key_of_the_confirmed_peer(record: Record, tmp_path: Path) -> None:
    set_members(record, "REL-X", ["Alliance"], ground="first by name")
    assert "Alliance" in record.audiences()["REL-X"], "nobody proves a name, so nobody reads it"
    id_ = confirmed(record, tmp_path / "one", "Alliance")
    assert "Alliance" in record.audiences()["REL-X"], "nothing changes but by a person"
    set_members(record, "REL-X", record.audiences()["REL-X"], ground="by key")
    assert set(record.audiences()["REL-X"]) == {record.organisation.id, id_}
    set_members(record, "REL-X", [id_], ground="the same")
    assert set(record.audiences()["REL-X"]) == {record.organisation.id, id_}


def test_who_is_not_confirmed_takes_no_name(record: Record, tmp_path: Path) -> None:
    key = Key.create(tmp_path / "one")
    peers = Peers(record.path, record.organisation.id)
    peers.add(id_=fingerprint(key.public), name="Alliance", public_key=key.public)
    set_members(record, "REL-X", ["Alliance"], ground="by name")
    assert "Alliance" in record.audiences()["REL-X"]


def test_two_of_one_name_are_never_taken_for_each_other(record: Record, tmp_path: Path) -> None:
    one, other = (confirmed(record, tmp_path / each, "Alliance") for each in ("one", "other"))
    with pytest.raises(InputError, match="several") as told:
        set_members(record, "REL-X", ["Alliance"], ground="which?")
    assert one in told.value.fix
    assert other in told.value.fix
    assert "REL-X" not in record.audiences()
    set_members(record, "REL-X", [other], ground="that one")
    assert set(record.audiences()["REL-X"]) == {record.organisation.id, other}


def test_what_two_of_one_name_let_read_is_what_both_do(tmp_path: Path) -> None:
    """Of one's own name too: theirs is not what one says oneself."""
    folders = [tmp_path / each for each in ("home", "same", "third")]
    for each in folders:
        each.mkdir()
    with home(folders[0]) as record:
        own = record.organisation
        record.define_audience("REL-X", ["Alliance", "Partner"])
        for folder, name, members in (
            (folders[1], own.name, ["Alliance", own.id]),
            (folders[2], "Another", ["Partner", own.id]),
        ):
            with Record.create(folder / "theirs.db", name, now=Clock()) as theirs:
                theirs.define_audience("REL-X", members)
                view = theirs.view(theirs.reader())
                for feed in view.feeds():
                    for parcel in view.parcels(feed.id):
                        record.receive(parcel, view.bytes_of(feed.id))
        ours = record.who_reads("REL-X")
        by_id = record.who_reads("REL-X", own.id)
        by_name = record.who_reads("REL-X", own.name)
        assert by_id == ours
        assert ours is not None
        assert by_name is not None
        assert {each.id for each in ours} == {own.id, "Alliance", "Partner"}
        assert {each.id for each in by_name} == {own.id, "Alliance"}
        another = record.who_reads("REL-X", "Another")
        assert another is not None
        assert "Partner" in {each.id for each in another}
        assert "Alliance" not in {each.id for each in another}
