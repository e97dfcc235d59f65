"""A database whose connection is lost midway: told in words, nothing half there, and it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.record import Record
from inzet.vocabulary.errors import Unreachable
from tests.faults.places import SAFE, Place
from tests.record.engines.cluster import Cluster
from tests.record.travelling import sound, titles, write
from tests.record.world import Clock, add_paper

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"


@pytest.fixture
def database(
    server: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Record, str]]:
    """A record in a database, and the name of that."""
    monkeypatch.setenv("INZET_HOME", str(tmp_path / "home"))
    url = server.fresh()
    with Record.open(Place(url).made(), Clock()) as record:
        yield record, url.partition("@/")[2].partition("?")[0]
    server.drop(url)


def halve(record: Record, server: Cluster, name: str) -> None:
    """A batch in the middle of which its connection is cut."""
    with record.batch("PUBLIC") as batch:
        add_paper(batch, "half")
        server.sql(CUT.format(name))
        add_paper(batch, "other half")


def test_cut_in_the_middle_of_a_batch(server: Cluster, database: tuple[Record, str]) -> None:
    record, name = database
    write(record, "before")
    with pytest.raises(Unreachable) as told:
        halve(record, server, name)
    assert "psycopg" not in str(told.value)
    # The next one works, in the same process.
    write(record, "after")
    assert titles(record) == {"before", "after"}
    assert sound(record)


def test_cut_between_two_reads(server: Cluster, database: tuple[Record, str]) -> None:
    record, name = database
    write(record, "before")
    view = record.view(record.reader())
    assert len(view.papers().items) == 1
    server.sql(CUT.format(name))
    assert len(view.papers().items) == 1
    assert titles(record) == {"before"}


def test_a_server_that_stops_and_starts(server: Cluster, database: tuple[Record, str]) -> None:
    record, _ = database
    write(record, "before")
    server.stop()
    try:
        with pytest.raises(Unreachable):
            titles(record)
        with pytest.raises(Unreachable):
            write(record, "meanwhile")
    finally:
        server.start(SAFE)
    write(record, "after")
    assert titles(record) == {"before", "after"}
    assert sound(record)
