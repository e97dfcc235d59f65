"""Many nodes, in any order, over lines that fail, with some that lie: what has to hold holds."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.exchange.simulation.network import FAULTS
from tests.exchange.simulation.world import World

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where a commit waits for no disk: what is tried here is no loss of power."""
EXAMPLES = int(os.environ.get("INZET_SIMULATIONS", "1"))
"""How often fifty nodes are tried."""


def run(folder: Path, seed: int, *, nodes: int, steps: int) -> World:
    """A world after some steps and a truce, with everything checked."""
    world = World(folder, random.Random(seed), nodes)
    try:
        for _ in range(steps):
            world.step()
        rounds = world.heal()
        world.check_the_same()
        world.check_nothing_else()
        world.check_proofs()
        _check_work(world, rounds)
    finally:
        world.close()
    return world


def _check_work(world: World, rounds: int) -> None:
    """Nothing is sent for nothing: where nothing is new, four small answers; and no answer is
    larger than all that was ever written."""
    assert rounds <= world.count + 2
    before, requests = world.network.sent, world.network.requests
    one, other = sorted(world.edges)[0]
    assert world.pull(world.nodes[one], world.nodes[other]).entries == 0
    assert world.network.requests - requests <= 4
    written = sum(
        len(entry.body or b"") + 200
        for node in (*world.nodes, *world.liars, *world.doubles)
        for feed in world.own_feeds(node)
        for parcel in node.record.view(node.record.reader()).parcels(feed)
        for entry in parcel.entries
    )
    assert world.network.largest < 3 * written + 100_000
    assert world.network.sent - before < written + 100_000


@settings(max_examples=1, deadline=None, derandomize=True, phases=[Phase.generate])
@given(seed=st.integers(0, 2**32))
def test_eight_nodes(seed: int) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        run(Path(folder), seed, nodes=8, steps=25)


@pytest.mark.soak
@settings(max_examples=EXAMPLES, deadline=None, phases=[Phase.generate])
@given(seed=st.integers(0, 2**32))
def test_fifty_nodes(seed: int) -> None:
    """One example, always the same first one, as it takes minutes; ``INZET_SIMULATIONS`` tries as
    many as it says, with others after it."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        world = run(Path(folder), seed, nodes=50, steps=1500)
    assert set(FAULTS) - {"lost", "silent"} <= set(world.network.faults)
