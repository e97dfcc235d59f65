"""The log's tables come from numbered migrations; a record of an earlier release is brought up."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from inzet.record import Record, migrations, schema
from inzet.record.store import Store, open_store, run
from tests.record.conftest import in_databases
from tests.record.engines.before import old_ids, old_keys
from tests.record.engines.cluster import Cluster
from tests.record.world import add_paper, home

THIRD = ("INDEX arrival_noted",)
FOURTH = ("TABLE succession", "TABLE vouch", "TABLE doubt")
SECOND = ("TABLE fork", "TABLE witness", "TABLE promise", "INDEX entry_erasure", *THIRD)
"""What the second migration and the third make; versions before migrations made some of it."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with home(tmp_path) as record:
        with record.batch("PUBLIC") as batch:
            add_paper(batch, "text about Finland")
        return record.path


def tables(path: Path) -> dict[str, str]:
    """What makes each table and index, however it was typed."""
    with closing(sqlite3.connect(path)) as file:
        found = file.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: " ".join(sql.replace('"', "").split()) for name, sql in found}


def log_of(found: dict[str, str]) -> dict[str, str]:
    """The tables that hold truth, and their indexes, of all."""
    truth = {table.name for table in (*schema.TRUTH, schema.migration)}
    return {
        name: sql
        for name, sql in found.items()
        if name in truth or any(f" ON {each} " in sql for each in truth)
    }


def as_before(path: Path, *missing: str) -> None:
    """Makes a record what one of an earlier release was."""
    old_ids(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        for each in ("TABLE alembic_version", *missing):
            file.execute(f"DROP {each}")


def form(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("PRAGMA user_version").fetchone()[0])


def sound(record: Record) -> bool:
    return not [each for each in record.verify(projections=True) if hasattr(each, "fix")]


@pytest.mark.file
def test_migrating_from_the_first_gives_what_creating_gives(path: Path, tmp_path: Path) -> None:
    store = open_store(tmp_path / "migrated.db")
    with store.write() as connection:
        migrations.upgrade_from_nothing(connection)
    store.close()
    migrated = tables(tmp_path / "migrated.db")
    assert migrated == log_of(tables(path))
    assert len(migrated) == len(schema.TRUTH) + 4, "the log, its indexes, and the migration noted"


def test_so_it_does_in_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: Cluster
) -> None:
    made = []
    with in_databases(postgresql, monkeypatch):
        home(tmp_path).close()
        store = open_store(tmp_path / "home.db")
        made.append(columns_and_indexes(store, "public"))
        with store.write() as connection:
            # In a schema of its own, as nothing but a record's tables is in the first.
            run(connection, "CREATE SCHEMA migrated")
            run(connection, "SET LOCAL search_path = migrated")
            migrations.upgrade_from_nothing(connection)
        made.append(columns_and_indexes(store, "migrated"))
        store.close()
    assert made[0] == made[1]
    assert {each[0] for each in made[1]} == {
        each.name for each in (*schema.TRUTH, schema.migration)
    }


def columns_and_indexes(store: Store, place: str) -> list[tuple[object, ...]]:
    """Every column and index of the log in a schema, with all that tells them apart."""
    columns = (
        "SELECT table_name, ordinal_position, column_name, data_type, is_nullable, column_default, "
        "character_maximum_length, collation_name FROM information_schema.columns "
        "WHERE table_schema = ?"
    )
    indexes = (
        "SELECT tablename, indexname, replace(indexdef, schemaname || '.', '') FROM pg_indexes "
        "WHERE schemaname = ?"
    )
    names = {each.name for each in (*schema.TRUTH, schema.migration)}
    with store.read() as connection:
        found = [*run(connection, columns, (place,)), *run(connection, indexes, (place,))]
    return sorted((tuple(each) for each in found if each[0] in names), key=repr)


def test_the_schema_names_the_newest_migration() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    numbers = [step.revision for step in scripts.walk_revisions()]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] == schema.MIGRATION
    assert numbers[-1] == migrations.BEFORE


@pytest.mark.file
@pytest.mark.parametrize("missing", [SECOND, SECOND[2:], SECOND[3:], THIRD, ()])
def test_records_of_earlier_releases_are_brought_up(path: Path, missing: tuple[str, ...]) -> None:
    new = tables(path)
    as_before(path, *missing)
    with Record.open(path) as record:
        assert sound(record)
        assert len(record.view(record.reader()).search("finland").items) == 1
    assert tables(path) == new
    assert form(path) == 1, "what was only added to keeps nobody out who came before"


@pytest.mark.file
@pytest.mark.parametrize("killed", [False, True])
def test_a_migration_that_ends_halfway_changed_nothing(
    path: Path, killed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tables(path)
    as_before(path, *SECOND)
    before = tables(path)

    def end(*_: object, **__: object) -> None:
        if killed:
            os.kill(os.getpid(), signal.SIGKILL)
        raise RuntimeError("power went")

    with monkeypatch.context() as patched:
        # Its last act: all else of the step was done.
        patched.setattr("alembic.migration.MigrationContext.stamp", end)
        if killed:
            child = multiprocessing.get_context("fork").Process(target=Record.open, args=(path,))
            child.start()
            child.join()
            assert child.exitcode == -signal.SIGKILL
        else:
            with pytest.raises(RuntimeError):
                Record.open(path)
    assert tables(path) == before
    with Record.open(path) as record:
        assert sound(record)
    assert tables(path) == new


@pytest.mark.file
def test_a_step_that_another_took_meanwhile_is_not_taken_again(path: Path) -> None:
    as_before(path, *SECOND)
    store = open_store(path)
    mine, theirs = migrations.migrate(store), migrations.migrate(store)
    assert list(theirs) == ["0002", "0003", "0004", "0005", "0006"]
    assert list(mine) == []
    store.close()


@pytest.mark.file
def test_a_later_step_that_keeps_the_form_is_left(path: Path) -> None:
    """A newer version added to the log: this one goes on beside what it does not know."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("UPDATE alembic_version SET version_num = '0999'")
        file.execute("CREATE TABLE of_tomorrow (key INTEGER PRIMARY KEY)")
    before = tables(path)
    with Record.open(path) as record:
        record.define_audience("REL-LATER", ["Alfa"])
        assert sound(record)
    assert tables(path) == before


def test_nothing_of_it_is_loaded_where_nothing_is_to_be_done(path: Path) -> None:
    code = (
        "import sys; from inzet.record import Record; "
        "Record.open(sys.argv[1]).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == 0


@pytest.mark.parametrize("missing", [(*SECOND, *FOURTH), (*THIRD, *FOURTH), FOURTH, ()])
def test_records_of_earlier_releases_in_a_database_are_brought_up(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    postgresql: Cluster,
    missing: tuple[str, ...],
) -> None:
    with in_databases(postgresql, monkeypatch):
        with home(tmp_path) as record, record.batch("PUBLIC") as batch:
            add_paper(batch, "text about Finland")
        store = open_store(record.path)
        new = columns_and_indexes(store, "public")
        with store.write() as connection:
            old_keys(connection)
            for each in ("TABLE alembic_version", *missing):
                run(connection, f"DROP {each}")
        store.close()
        with Record.open(record.path) as again:
            assert sound(again)
            assert len(again.view(again.reader()).search("finland").items) == 1
        store = open_store(record.path)
        assert columns_and_indexes(store, "public") == new
        store.close()
