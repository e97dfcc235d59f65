"""Nodes to exchange between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.nodes.nodes import Clock, Node, meet, node


@pytest.fixture
def clock() -> Clock:
    """The clock of every node."""
    return Clock()


@pytest.fixture
def nodes(tmp_path: Path, clock: Clock) -> Iterator[dict[str, Node]]:
    """Ministry, Alliance and Partner, that know each other; the ministry's REL-A is for Alliance
    and its REL-AP for both."""
    made = {name: node(tmp_path, name, clock) for name in ("Ministry", "Alliance", "Partner")}
    meet(*made.values())
    ministry = made["Ministry"]
    ministry.record.define_audience("REL-A", [made["Alliance"].id])
    ministry.record.define_audience("REL-AP", [made["Alliance"].id, made["Partner"].id])
    yield made
    for each in made.values():
        each.record.close()
