"""People: added, changed, removed; nobody takes another's place."""

from __future__ import annotations

import sqlite3
import stat

import pytest

from inzet.accounts import Account, Accounts, NotLoggedIn, Right, Role
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from tests.accounts.conftest import PASSWORD


def test_the_file_is_its_owners_alone(accounts: Accounts, anna: Account) -> None:
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600
    assert accounts.path.name == "inzet.db.accounts"


def test_nothing_is_made_by_looking(accounts: Accounts) -> None:
    assert accounts.people.all() == []
    assert accounts.sessions.of() == []
    assert accounts.tokens.of() == []
    assert accounts.audit.events() == []
    assert accounts.visitor(session="x") is None
    assert not accounts.path.exists()


def test_an_account_is_found_however_its_name_is_written(accounts: Accounts, anna: Account) -> None:
    assert accounts.people.named("  ANNA ") == anna
    with pytest.raises(InputError, match="already"):
        accounts.people.add("Anna", roles=["reader"])


@pytest.mark.parametrize("name", ["", " ", "a/b", "-a", "a" * 65, "a\u202eb", "<b>"])
def test_a_name_that_nobody_has_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(UnknownValue):
        accounts.people.add(name, roles=["reader"])


@pytest.mark.parametrize(
    "password", ["short", "a" * 30, "abababababababab", "AnnaAnnaDevr", "x" * 300]
)
def test_a_poor_password_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(InputError):
        accounts.people.add("annaannadevr", roles=["reader"], password=password)
    assert accounts.people.all() == []


def test_roles_give_rights(accounts: Accounts, anna: Account) -> None:
    assert anna.rights == {
        Right.READ, Right.DRAFT, Right.EDIT, Right.REVIEW, Right.ADMINISTER,
    }  # fmt: skip
    bert = accounts.people.add("bert", roles=[Role.READER])
    assert bert.rights == {Right.READ}
    with pytest.raises(UnknownValue, match="no role"):
        accounts.people.add("carl", roles=["king"])


def test_the_last_administrator_stays(accounts: Accounts, anna: Account) -> None:
    for change in (
        lambda: accounts.people.remove("anna"),
        lambda: accounts.people.change("anna", roles=["editor"]),
        lambda: accounts.people.change("anna", active=False),
    ):
        with pytest.raises(InputError, match="last who administers"):
            change()
    assert accounts.people.named("anna") == anna
    accounts.people.add("bert", roles=["administrator"])
    accounts.people.remove("anna")


def test_who_is_removed_leaves_no_trace(accounts: Accounts, anna: Account) -> None:
    accounts.people.add("Bertrand-Q", roles=["reader"], password=PASSWORD, shown="Bertrand Quist")
    accounts.login("Bertrand-Q", PASSWORD, agent="Firefox of Bertrand-Q", address="10.1.2.3")
    accounts.audit.note("Bertrand-Q", "read", "/papers/1", ["abc"])
    accounts.audit.flush()
    accounts.people.remove("bertrand-q")
    accounts.audit.flush()
    left = accounts.path.read_bytes().lower()
    assert b"bertrand" not in left
    assert b"quist" not in left


def test_nobody_gets_the_name_of_who_is_gone(accounts: Accounts, anna: Account) -> None:
    accounts.people.add("bert", roles=["reader"])
    accounts.people.remove("bert")
    with pytest.raises(InputError, match="gone"):
        accounts.people.add("Bert", roles=["reader"])
    assert accounts.people.add("Bert", roles=["reader"], again=True).name == "Bert"


def test_markings_are_changed_and_left(accounts: Accounts, anna: Account) -> None:
    assert anna.markings is None
    changed = accounts.people.change("anna", markings=["REL-NATO", "INTERNAL"])
    assert changed.markings == ("INTERNAL", "REL-NATO")
    assert accounts.people.change("anna", shown="Anna de Vries").markings == changed.markings
    assert accounts.people.change("anna", markings=None).markings is None


def test_an_outside_identity_opens_its_account_alone(accounts: Accounts, anna: Account) -> None:
    with pytest.raises(NotLoggedIn):
        accounts.login_outside("https://id", "1", name="anna")
    accounts.people.link("anna", "https://id", "1")
    assert accounts.login_outside("https://id", "1", name="x").visitor.account.name == "anna"
    with pytest.raises(NotLoggedIn):
        accounts.login_outside("https://other", "1", name="anna")
    made = accounts.login_outside("https://id", "2", name="bert", make=True, roles=["editor"])
    assert made.visitor.account.roles == (Role.EDITOR,)
    again = accounts.login_outside("https://id", "2", name="other", make=True, roles=["reader"])
    assert again.visitor.account.name == "bert"
    assert again.visitor.account.roles == (Role.READER,)
    with pytest.raises(InputError, match="another account"):
        accounts.people.link("anna", "https://id", "2")


def test_an_outside_identity_takes_no_name_that_is_somebodys(
    accounts: Accounts, anna: Account
) -> None:
    with pytest.raises(InputError, match="already"):
        accounts.login_outside("https://id", "9", name="anna", make=True, roles=["administrator"])
    assert accounts.people.linked("https://id", "9") is None


def test_the_file_of_something_else_is_left_alone(accounts: Accounts) -> None:
    with sqlite3.connect(accounts.path) as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    with pytest.raises(InputError, match="no file of accounts"):
        accounts.people.add("anna", roles=["reader"])


def test_an_unknown_name_lists_those_there_are(accounts: Accounts, anna: Account) -> None:
    with pytest.raises(NotFound, match="anna"):
        accounts.people.change("bert", shown="x")
