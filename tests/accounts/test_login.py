"""Logging in: who gets in, who waits, and that nothing is told on the way."""

from __future__ import annotations

import pytest

from inzet.accounts import Account, Accounts, TooMany, WrongPassword
from inzet.accounts.throttle import ACCOUNT, ADDRESS
from tests.accounts.conftest import PASSWORD, Clock, Counting


def test_the_right_password_opens_a_session(accounts: Accounts, anna: Account) -> None:
    opened = accounts.login("Anna", PASSWORD, address="10.0.0.1", agent="Firefox")
    visitor = accounts.visitor(session=opened.secret)
    assert visitor is not None
    assert visitor.account.name == "anna"
    assert visitor.session is not None
    assert visitor.session.agent == "Firefox"


def test_what_is_kept_opens_nothing(accounts: Accounts, anna: Account) -> None:
    opened = accounts.login("anna", PASSWORD)
    secret, token = opened.secret, accounts.tokens.make(anna, "x")[0]
    kept = accounts.path.read_bytes()
    assert len(secret) >= 43, "256 bits in base 64"
    for each in (secret, token, PASSWORD):
        assert each.encode() not in kept
    assert b"$argon2id$" in kept


def test_wrong_and_unknown_are_told_alike(accounts: Accounts, anna: Account) -> None:
    told = []
    for name, password in (("anna", "x"), ("nobody", "x"), ("anna", PASSWORD + "x"), ("", "")):
        with pytest.raises(WrongPassword) as refused:
            accounts.login(name, password)
        told.append(str(refused.value))
    assert len(set(told)) == 1


def test_an_unknown_account_costs_as_many_hashes(
    accounts: Accounts, anna: Account, hashing: Counting
) -> None:
    accounts.people.add("idle", roles=["reader"], password=PASSWORD)
    accounts.people.change("idle", active=False)
    accounts.people.add("outside", roles=["reader"])
    costs = {}
    for name in ("anna", "nobody", "idle", "outside", "a/b"):
        before = hashing.compared, hashing.made
        with pytest.raises(WrongPassword):
            accounts.login(name, "wrong password")
        costs[name] = hashing.compared - before[0], hashing.made - before[1]
    assert set(costs.values()) == {(1, 0)}


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_wrong_ones_make_the_next_wait(
    accounts: Accounts, anna: Account, clock: Clock, hashing: Counting, name: str
) -> None:
    for _ in range(ACCOUNT.free):
        with pytest.raises(WrongPassword):
            accounts.login(name, "wrong", address="")
    before = hashing.compared
    with pytest.raises(TooMany) as refused:
        accounts.login(name, PASSWORD, address="")
    assert 0 < refused.value.seconds <= ACCOUNT.first
    assert hashing.compared == before, "what waits costs no work"
    clock.on(seconds=ACCOUNT.first)
    if name == "anna":
        accounts.login(name, PASSWORD)
        with pytest.raises(WrongPassword):
            accounts.login(name, "wrong")
    else:
        with pytest.raises(WrongPassword):
            accounts.login(name, PASSWORD)


def test_waits_double_and_end(accounts: Accounts, anna: Account, clock: Clock) -> None:
    assert [ACCOUNT.waits(n) for n in (4, 5, 6, 7, 60)] == [0, 10, 20, 40, 300]
    for _ in range(12):
        with pytest.raises((WrongPassword, TooMany)):
            accounts.login("anna", "wrong")
        clock.on(seconds=301)
    accounts.login("anna", PASSWORD)


def test_an_address_that_tries_many_names_waits(
    accounts: Accounts, anna: Account, clock: Clock
) -> None:
    for number in range(ADDRESS.free):
        with pytest.raises(WrongPassword):
            accounts.login(f"name{number}", "wrong", address="10.0.0.9")
    with pytest.raises(TooMany):
        accounts.login("anna", PASSWORD, address="10.0.0.9")
    accounts.login("anna", PASSWORD, address="10.0.0.8")
    clock.on(days=1, seconds=1)
    accounts.login("anna", PASSWORD, address="10.0.0.9")


def test_another_process_counts_on(accounts: Accounts, anna: Account, clock: Clock) -> None:
    other = Accounts(accounts.path.with_name("inzet.db"), passwords=Counting(), now=clock)
    for each in (accounts, other) * 3:
        with pytest.raises((WrongPassword, TooMany)):
            each.login("anna", "wrong")
    with pytest.raises(TooMany):
        other.login("anna", PASSWORD)
    other.close()


def test_a_hash_is_made_anew_when_more_is_asked(
    accounts: Accounts, anna: Account, clock: Clock
) -> None:
    before = accounts.path.read_bytes()
    more = Accounts(accounts.path.with_name("inzet.db"), passwords=Counting(16), now=clock)
    more.login("anna", PASSWORD)
    more.login("anna", PASSWORD)
    after = accounts.path.read_bytes()
    assert b"m=8,t=1" in before
    assert b"m=8,t=1" not in after
    assert b"m=16,t=1" in after
    more.close()


def test_a_changed_password_ends_every_session(accounts: Accounts, anna: Account) -> None:
    one, two = accounts.login("anna", PASSWORD), accounts.login("anna", PASSWORD)
    with pytest.raises(WrongPassword):
        accounts.change_password(one.visitor, "wrong", "entirely new words")
    new = accounts.change_password(one.visitor, PASSWORD, "entirely new words")
    assert accounts.visitor(session=one.secret) is None
    assert accounts.visitor(session=two.secret) is None
    assert accounts.visitor(session=new.secret) is not None
    with pytest.raises(WrongPassword):
        accounts.login("anna", PASSWORD)
