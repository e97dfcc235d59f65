"""``inzet accounts``: what an administrator types, and what comes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inzet.accounts import Accounts, WrongPassword
from tests.cli.conftest import Run
from tests.cli.records import make

PASSWORD = "four unrelated words here"
ADD = ("accounts", "add", "anna", "--role", "administrator", "--role", "editor")


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Run:
    """Runs beside a record."""
    make(tmp_path / "inzet.db").close()
    return run


@pytest.fixture
def staffed(made: Run) -> Run:
    assert made(*ADD, "--stdin", given=f"{PASSWORD}\n").code == 0
    assert made("accounts", "add", "bert", "--role", "reader", "--no-password").code == 0
    return made


def test_nobody_yet(made: Run) -> None:
    assert "Add the first" in made("accounts").out
    assert json.loads(made("accounts", "list", "--json").out) == {"total": 0, "items": []}


def test_the_password_is_asked_for_twice_and_never_shown(
    made: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inzet.cli.accounts.opening.is_interactive", lambda: True)
    ran = made(*ADD, given=f"{PASSWORD}\nother words than before\n{PASSWORD}\n{PASSWORD}\n")
    assert ran.code == 0, ran.err
    assert "words" not in ran.out + ran.err
    accounts = Accounts(tmp_path / "inzet.db")
    assert accounts.login("anna", PASSWORD).visitor.account.name == "anna"
    accounts.close()


def test_what_is_added_is_listed(staffed: Run) -> None:
    items = json.loads(staffed("accounts", "--json").out)["items"]
    assert [each["name"] for each in items] == ["anna", "bert"]
    assert items[0]["roles"] == ["editor", "administrator"]
    assert items[0]["markings"] is None
    shown = staffed("accounts").out
    assert "anna" in shown
    assert "argon" not in shown + json.dumps(items)


def test_nobody_is_here_to_be_asked(made: Run) -> None:
    ran = made(*ADD)
    assert ran.code == 2
    assert "--stdin" in ran.err
    assert made(*ADD, "--stdin", given="short\n").code == 2
    assert "Add the first" in made("accounts").out


@pytest.mark.parametrize(
    "line",
    [
        ("add", "carl", "--role", "king"),
        ("add", "carl", "--no-password"),
        ("add", "carl", "--role", "reader", "--no-password", "--marking", "REL-NIL"),
        ("add", "carl", "--role", "reader", "--no-password", "--looks-as", "Atlantis"),
        ("change", "bert", "--all-markings", "--no-markings"),
        ("change", "nobody", "--inactive"),
        ("remove", "bert"),
        ("token", "bert", "--for", "x", "--may", "edit"),
        ("tokens", "--end", "x"),
        ("sessions", "--end"),
    ],
)
def test_what_cannot_be_done_is_told(staffed: Run, line: tuple[str, ...]) -> None:
    ran = staffed("accounts", *line)
    assert ran.code in {2, 4}
    assert "Traceback" not in ran.err
    assert json.loads(staffed("accounts", "--json").out)["total"] == 2


def test_a_token_is_printed_once_and_works(staffed: Run, tmp_path: Path) -> None:
    made = json.loads(staffed("accounts", "token", "anna", "--for", "x", "--json").out)
    accounts = Accounts(tmp_path / "inzet.db")
    visitor = accounts.visitor(token=made["token"])
    assert visitor is not None
    assert visitor.account.name == "anna"
    assert made["token"] not in staffed("accounts", "tokens", "--json").out
    assert staffed("accounts", "tokens", "--end", made["id"]).code == 0
    assert accounts.visitor(token=made["token"]) is None
    accounts.close()


def test_another_reader_has_no_accounts_here(staffed: Run) -> None:
    ran = staffed("--reader", "PUBLIC", "accounts")
    assert ran.code == 2
    assert "anna" not in ran.err + ran.out


def test_what_was_done_is_in_the_audit(staffed: Run, tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "inzet.db")
    with pytest.raises(WrongPassword):
        accounts.login("anna", "wrong", address="10.0.0.1")
    accounts.close()
    assert staffed("accounts", "change", "bert", "--inactive").code == 0
    found = json.loads(staffed("accounts", "audit", "--json").out)["items"]
    assert [each["kind"] for each in found] == ["account", "refused", "account", "account"]
    refused = staffed("accounts", "audit", "--kind", "refused").out
    assert "10.0.0.1" in refused
