"""A record of Home with a paper, for tests that need no more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inzet.record import Record, store
from tests.record.engines.cluster import Cluster
from tests.record.world import Clock, home


@pytest.fixture
def clock() -> Clock:
    """The clock of the record."""
    return Clock()


@pytest.fixture
def record(tmp_path: Path, clock: Clock) -> Iterator[Record]:
    """An empty record with its audiences."""
    with home(tmp_path, clock) as opened:
        yield opened


@pytest.fixture(params=["file", "database"])
def each_engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The test is run for each engine; records that it makes are there."""
    if request.param == "file":
        yield
        return
    with in_databases(request.getfixturevalue("postgresql"), monkeypatch):
        yield


@contextmanager
def in_databases(server: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every record that is made at a path is in a database of its own, which goes again."""
    urls = databases(server, monkeypatch)
    yield
    for url in urls.values():
        server.drop(url)


def databases(server: Cluster, monkeypatch: pytest.MonkeyPatch) -> dict[Path, str]:
    """Every record that is made at a path is in a database of its own; by path the URLs."""
    urls: dict[Path, str] = {}
    of_files = store.url_of

    def url_of(path: Path) -> str | None:
        url = of_files(path)
        if url is None and not path.exists() and path.parent.is_dir():
            url = urls.setdefault(path, server.fresh())
        return url

    monkeypatch.setattr(store, "url_of", url_of)
    return urls
