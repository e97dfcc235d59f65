"""Nobody is let into an audience that keeps what says of itself that they may not read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from inzet.cli import main
from inzet.exchange.release.members import set_members
from inzet.record import Record
from inzet.vocabulary.entries import Withdrawal
from inzet.vocabulary.errors import InputError
from tests.exchange.taxii.objects import put, stix
from tests.record.world import home

RED = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"
AMBER = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"
GREEN = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"
DESK = "DESK"


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
