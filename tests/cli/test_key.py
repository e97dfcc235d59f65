"""The own key: shown, rotated, lost, in other hands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.records import make


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Run:
    make(tmp_path / "inzet.db").close()
    return run


def test_a_rotated_key_is_another_and_everything_proves(made: Run) -> None:
    before = made("key", "show", "--json").json
    assert before["fingerprint"] == before["organisation"]
    done = made("key", "rotate", "--json").json
    after = made("key", "show", "--json").json
    assert after["fingerprint"] == done["fingerprint"] != before["fingerprint"]
    assert after["organisation"] == before["organisation"]
    assert [each["why"] for each in after["changes"]] == ["rotated"]
    told = made("verify", "--json").json
    assert told["ok"]
    assert told["doubts"] == []
    shown = made("peer", "show", "--json").json
    assert shown["fingerprint"] == after["fingerprint"], "what others are told"
    text = made("key", "show")
    assert "rotated" in text.out


def test_a_moment_is_given_and_not_one_to_come(made: Run) -> None:
    ran = made("key", "compromised", "--since", "2999-01-01")
    assert ran.code == 2
    assert "to come" in ran.err
    assert made("key", "compromised", "--since", "yesterday").code == 2
    ran = made("key", "compromised", "--since", "2023-03-20T09:00Z")
    assert ran.code == 0, ran.err
    assert "call every peer" in ran.out
    change = made("key", "show", "--json").json["changes"][0]
    assert change["since"] == "2023-03-20T09:00:00.000000Z"
    assert made("verify").code == 0


def test_a_lost_key_is_replaced_and_one_that_is_there_is_not(made: Run, tmp_path: Path) -> None:
    assert made("key", "lost").code == 2
    (tmp_path / "inzet.db.key").unlink()
    assert made("verify").code == 2
    ran = made("key", "lost")
    assert ran.code == 0, ran.err
    assert made("verify").code == 0
    assert made("key", "rotate", "--reader", "PUBLIC").code == 2
    assert made("key", "lost", "--reader", "PUBLIC").code == 2


def test_a_backup_of_before_is_put_back_with_the_key_of_after(made: Run, tmp_path: Path) -> None:
    assert made("backup", "saved").code == 0
    (tmp_path / "old.key").write_bytes((tmp_path / "inzet.db.key").read_bytes())
    assert made("key", "rotate").code == 0
    assert made("backup", "later").code == 0
    ran = made("restore", "saved", "--to", "again.db", "--key", "inzet.db.key")
    assert ran.code == 0, ran.err
    assert made("verify", "--record", "again.db").code == 0
    shown = [made("key", "show", "--json", *more).json for more in ((), ("--record", "again.db"))]
    assert shown[0] == shown[1]
    # The old one opens no backup of after.
    assert made("restore", "later", "--to", "third.db", "--key", "old.key").code == 2
    assert made("restore", "later", "--check").code == 0
