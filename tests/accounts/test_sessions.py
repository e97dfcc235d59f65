"""Sessions and tokens: how long they last, and what they are good for."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.accounts import Account, Accounts, Right
from inzet.accounts.sessions import IDLE, WHOLE
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from tests.accounts.conftest import PASSWORD, Clock


def test_a_session_ends_when_it_is_not_used(
    accounts: Accounts, anna: Account, clock: Clock
) -> None:
    secret = accounts.login("anna", PASSWORD).secret
    for _ in range(3):
        clock.on(seconds=IDLE.total_seconds() - 60)
        assert accounts.visitor(session=secret) is not None
    clock.on(seconds=IDLE.total_seconds())
    assert accounts.visitor(session=secret) is None
    assert accounts.sessions.of(anna) == []


def test_a_session_ends_though_it_is_used(accounts: Accounts, anna: Account, clock: Clock) -> None:
    secret = accounts.login("anna", PASSWORD).secret
    until = clock.now + WHOLE
    while clock.now < until:
        assert accounts.visitor(session=secret) is not None
        clock.on(hours=6)
    assert accounts.visitor(session=secret) is None


def test_logging_in_again_ends_what_was_shown_before(accounts: Accounts, anna: Account) -> None:
    first = accounts.login("anna", PASSWORD)
    second = accounts.login("anna", PASSWORD, old=first.secret)
    assert first.secret != second.secret
    assert accounts.visitor(session=first.secret) is None


def test_sessions_are_ended_one_or_all(accounts: Accounts, anna: Account) -> None:
    bert = accounts.people.add("bert", roles=["reader"], password=PASSWORD)
    one, two, three = (accounts.login("anna", PASSWORD) for _ in range(3))
    other = accounts.login("bert", PASSWORD)
    assert two.visitor.session is not None
    assert three.visitor.session is not None
    assert accounts.sessions.end(bert, id=two.visitor.session.id) == 0, "another's"
    assert accounts.sessions.end(anna, id=two.visitor.session.id) == 1
    assert accounts.visitor(session=two.secret) is None
    assert accounts.sessions.end(anna, but=three.visitor.session) == 1
    assert accounts.visitor(session=one.secret) is None
    assert accounts.visitor(session=three.secret) is not None
    assert accounts.visitor(session=other.secret) is not None


def test_who_is_not_active_is_out(accounts: Accounts, anna: Account) -> None:
    bert = accounts.people.add("bert", roles=["reader"], password=PASSWORD)
    secret, token = accounts.login("bert", PASSWORD).secret, accounts.tokens.make(bert, "x")[0]
    accounts.people.change("bert", active=False)
    assert accounts.visitor(session=secret) is None
    assert accounts.visitor(token=token) is None


def test_a_token_does_no_more_than_its_scopes(accounts: Accounts, anna: Account) -> None:
    secret, token = accounts.tokens.make(anna, "sync", scopes=["edit"], markings=["INTERNAL"])
    visitor = accounts.visitor(token=secret)
    assert secret.startswith("inzet_")
    assert visitor is not None
    assert visitor.rights == {Right.READ, Right.EDIT}
    assert visitor.markings == ("INTERNAL",)
    accounts.people.change("anna", markings=["REL-NATO"], roles=["administrator"])
    narrower = accounts.visitor(token=secret)
    assert narrower is not None
    assert narrower.rights == {Right.READ}
    assert narrower.markings == (), "never more than the account"
    assert accounts.visitor(session=secret) is None
    assert accounts.tokens.of(anna)[0].id == token.id


@pytest.mark.parametrize("scope", ["release", "everything"])
def test_no_scope_that_the_account_has_not(accounts: Accounts, anna: Account, scope: str) -> None:
    with pytest.raises(UnknownValue):
        accounts.tokens.make(anna, "x", scopes=[scope])


def test_a_token_ends(accounts: Accounts, anna: Account, clock: Clock) -> None:
    secret, token = accounts.tokens.make(anna, "x", days=2)
    other, _ = accounts.tokens.make(anna, "y")
    clock.on(days=2)
    assert accounts.visitor(token=secret) is None
    assert accounts.visitor(token=other) is not None
    bert = accounts.people.add("bert", roles=["reader"])
    with pytest.raises(NotFound):
        accounts.tokens.end(token.id, bert)
    accounts.tokens.end(accounts.tokens.of(anna)[0].id, anna)
    with pytest.raises(InputError):
        accounts.tokens.make(anna, "x", days=1000)


def test_events_are_told_newest_first_and_go(
    accounts: Accounts, anna: Account, clock: Clock
) -> None:
    accounts.audit.note("anna", "read", "/papers/1", ["aa", "bb", "aa"])
    clock.on(days=1)
    accounts.audit.note("bert", "read", "/papers/2", ["cc"])
    events = accounts.audit.events()
    assert [(each.who, each.shown, each.count) for each in events] == [
        ("bert", ("cc",), 1),
        ("anna", ("aa", "bb"), 2),
    ]
    assert [each.who for each in accounts.audit.events(about="b")] == ["anna"]
    assert [each.who for each in accounts.audit.events(who="bert")] == ["bert"]
    assert [each.who for each in accounts.audit.events(since=clock.now)] == ["bert"]
    assert len(accounts.audit.events(before=events[0].number)) == 1
    clock.on(seconds=dt.timedelta(days=180).total_seconds())
    accounts.audit.note("carl", "read", "/", ["dd"])
    assert [each.who for each in accounts.audit.events()] == ["carl", "bert"]
