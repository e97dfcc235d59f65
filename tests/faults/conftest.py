"""A place for a record, for each engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.places import SAFE, Place
from tests.record.engines.cluster import Cluster, cluster


@pytest.fixture(scope="session")
def server() -> Iterator[Cluster]:
    """A server of PostgreSQL that the tests stop and start; of nobody else."""
    with cluster(SAFE) as running:
        yield running


@pytest.fixture(params=["file", "database"])
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    """Where a record can be made, by engine."""
    if request.param == "file":
        yield Place(str(tmp_path / "home.db"))
        return
    running: Cluster = request.getfixturevalue("server")
    monkeypatch.setenv("INZET_HOME", str(tmp_path / "home"))
    url = running.fresh()
    yield Place(url)
    running.drop(url)
