"""How often another node may ask, and that what it is handed stands in the audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.accounts import Accounts, TooMany
from inzet.record import Record
from inzet.web.app import create_app
from inzet.web.callers import Callers
from inzet.web.limits import Rate
from tests.exchange.nodes.nodes import Clock, Node, meet, node


def test_too_many_answers_at_once_are_refused_and_come_free_again() -> None:
    callers = Callers(Rate(burst=100, each=1), at_once=2)
    first, _ = (callers.begin("one") for _ in range(2))
    with pytest.raises(TooMany):
        callers.begin("one")
    callers.begin("another")
    first()
    first()
    callers.begin("one")
    with pytest.raises(TooMany):
        callers.begin("one")


def test_too_often_is_refused_whoever_else_asks() -> None:
    callers = Callers(Rate(burst=3, each=0.001))
    for _ in range(3):
        callers.begin("one")()
    with pytest.raises(TooMany):
        callers.begin("one")
    callers.begin("another")


def test_each_answer_gives_its_turn_back(nodes: dict[str, Node]) -> None:
    """Answers that were sent, cut and refused: afterwards none is under way."""
    ministry, alliance = nodes["Ministry"], nodes["Alliance"]
    ministry.write("REL-A", "Bond")
    for last in (None, -3, None):
        cut = slice(last)
        alliance.line(ministry).change = lambda path, data, cut=cut: data[cut]  # type: ignore[misc]
        alliance.pull(ministry)
    assert ministry.app.state.desk.callers.under_way(alliance.id) == 0


def test_with_accounts_nodes_need_no_log_in_and_what_they_get_is_kept(
    tmp_path: Path, clock: Clock
) -> None:
    one, other = node(tmp_path, "One", clock), node(tmp_path, "Other", clock)
    meet(one, other)
    one.record.define_audience("REL-X", [other.id])
    one.write("REL-X", "Gemerkt")
    accounts = Accounts(one.record.path)
    one.app = create_app(lambda: Record.open(one.record.path, clock), accounts=accounts)
    assert other.pull(one).is_whole
    assert other.sees("Gemerkt")
    accounts.audit.flush()
    (event,) = accounts.audit.events(who="node Other", kind="read", limit=5)[:1]
    feed = next(each for each in one.record.view(one.record.reader()).sources)
    assert feed.marking == "REL-X"
    assert list(event.shown) == [feed.id]
    accounts.close()
    for each in (one, other):
        each.record.close()
