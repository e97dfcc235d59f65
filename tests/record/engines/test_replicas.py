"""A replica is read where it is as far as its readers, and missed by nobody where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from inzet.record import Record
from inzet.record.engines.database import PostgresStore
from inzet.record.store import REPLICA
from tests.record.engines.cluster import USER, Cluster, cluster, folder_of
from tests.record.world import Clock, add_paper


@pytest.fixture
def primary() -> Iterator[Cluster]:
    """A server that replicas may follow."""
    with cluster("wal_level=replica", "max_wal_senders=4") as running:
        yield running


@pytest.fixture
def replica(primary: Cluster) -> Iterator[Cluster]:
    """A server that follows it."""
    with folder_of() as folder:
        made = Cluster(folder, primary.programs)
        origin = ("-h", str(primary.folder), "-U", USER)
        made.run("pg_basebackup", *origin, "-D", str(made.data), "-R", "-c", "fast", "--no-sync")
        made.start("hot_standby=on")
        try:
            yield made
        finally:
            made.stop()


def test_nobody_sees_less_than_they_wrote(
    primary: Cluster, replica: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INZET_HOME", str(tmp_path))
    url = primary.fresh()
    name = url.partition("@/")[2].partition("?")[0]
    monkeypatch.setenv(REPLICA, f"{replica.url(name)} {replica.url('missing')}")
    with Record.create(url, "Home", now=Clock()) as record:
        assert isinstance(record._store, PostgresStore)
        replicas = record._store._replicas

        def write(text: str) -> None:
            with record.batch("PUBLIC") as batch:
                add_paper(batch, text)

        def papers() -> int:
            return len(record.view(record.reader()).papers().items)

        def asked() -> int:
            """How many connections to the replica have read."""
            return int(replicas.pools[0].pool.checkedin())  # type: ignore[attr-defined]

        write("Een")
        _until_replayed(primary, replica)
        replicas._resting.clear()
        assert papers() == 1
        assert asked() == 1
        _on(replica, "SELECT pg_wal_replay_pause()")
        write("Twee")
        assert papers() == 2
        _on(replica, "SELECT pg_wal_replay_resume()")
        replica.stop()
        write("Drie")
        assert papers() == 3
        replica.start("hot_standby=on")
        _until_replayed(primary, replica)
        replicas._resting.clear()
        assert papers() == 3
        replica.run("pg_ctl", "promote", "-w", "-D", str(replica.data))
        write("Vier")
        replicas._resting.clear()
        assert papers() == 4


def _on(server: Cluster, sql: str) -> object:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        row = connection.execute(sql).fetchone()
        return row[0] if row else None


def _until_replayed(primary: Cluster, replica: Cluster) -> None:
    place = _on(primary, "SELECT pg_current_wal_lsn()")
    wait = f"SELECT pg_last_wal_replay_lsn() >= '{place}'::pg_lsn"
    for _ in range(600):
        if _on(replica, wait):
            return
        _on(replica, "SELECT pg_sleep(0.05)")
    raise AssertionError("the replica did not follow")
