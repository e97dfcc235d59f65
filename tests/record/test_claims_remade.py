"""Claims where tables are made anew beside the record: whatever is here when that begins, and
whatever comes between two slices of it, the tables are those that are made at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import permutations
from pathlib import Path

import pytest

from inzet.record import Record, rebuild
from inzet.record.remaking import Progress
from tests.record.claiming import World, a_peer, a_world, claim, take
from tests.record.conftest import in_databases
from tests.record.travelling import sound, titles
from tests.record.world import Clock, add_paper

WHO = ("Liar", "Other", "Home", "Third")
ORDERS = [each for each in permutations(WHO) if each[0] != "Third"]
"""Third refers to what Home wrote, or somebody claims."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Two say that what Home wrote was theirs."""
    with a_world(tmp_path) as made:
        claim(made.liar, made.paper, made.said)
        claim(made.other, made.said, made.paper)
        yield made


@pytest.fixture
def peer(
    world: World,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Record]:
    """Peer with some slices of its own, in a file or a database."""
    monkeypatch.setattr(rebuild, "SLICE", 3)
    if request.param == "database":
        server = request.getfixturevalue("postgresql")
        with in_databases(server, monkeypatch):
            yield from _peer(world, tmp_path)
    else:
        yield from _peer(world, tmp_path)


def _peer(world: World, folder: Path) -> Iterator[Record]:
    with a_peer(world, folder) as made:
        with made.batch("INTERNAL") as batch:
            for number in range(7):
                add_paper(batch, f"Peer wrote this, number {number}.")
        yield made


def make_anew(peer: Record, *steps: Callable[[Record], object]) -> None:
    """Makes the tables anew, while one of these comes after each slice."""
    waiting = list(steps)
    with Record.open(peer.path, Clock()) as writing:

        def tell(progress: Progress) -> None:
            if waiting:
                waiting.pop(0)(writing)

        peer.rebuild(tell)
    assert not waiting


@pytest.mark.parametrize(
    ("peer", "order", "before"),
    [
        *(("file", order, number % 4) for number, order in enumerate(ORDERS) if number % 2),
        ("database", ("Liar", "Third", "Other", "Home"), 2),
        ("database", ("Home", "Liar", "Third", "Other"), 0),
    ],
    indirect=["peer"],
)
def test_claims_that_come_while_tables_are_made(
    world: World, peer: Record, order: tuple[str, ...], before: int
) -> None:
    """Some of it is here when they are begun, the rest comes between slices."""
    for name in order[:before]:
        take(world.all[name], peer)
    make_anew(peer, *(partial(take, world.all[name]) for name in order[before:]))
    world.whole()


@pytest.mark.parametrize("peer", ["file", "database"], indirect=True)
@pytest.mark.parametrize("late", ["Liar", "Third"])
def test_what_is_claimed_and_erased_while_tables_are_made(
    world: World, peer: Record, late: str
) -> None:
    """Home erases its paper, on which others' statements rest that came before it."""
    for name in ("Liar", "Other", "Third"):
        if name != late:
            take(world.all[name], peer)

    def erased(writing: Record) -> None:
        world.home.erase(world.paper, by="Jan", ground="law")
        take(world.home, writing)

    make_anew(peer, partial(take, world.home), erased, partial(take, world.all[late]))
    rows = peer.view(peer.reader()).statements().items
    assert {row.entry: row.paper for row in rows} == {world.quoted: None}
    assert titles(peer) == set()
    assert sound(peer)
