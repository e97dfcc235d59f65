"""Upgrading and going back: a record opened by another version than the one that wrote it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from inzet.record import Record, schema
from inzet.vocabulary.errors import UnreadableFile
from tests.web.workspace import build


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("kept")).path


@pytest.fixture
def path(kept: Path, tmp_path: Path) -> Path:
    shutil.copytree(kept.parent, tmp_path / "copy")
    return tmp_path / "copy" / kept.name


def answers(path: Path) -> list[tuple[str, str]]:
    with Record.open(path) as record:
        view = record.view(record.reader())
        found = [
            *view.statements(limit=100).items,
            *(hit.statement for hit in view.search("kabels").items),
        ]
        return [(each.identity, each.quote) for each in found if each is not None]


def altered(path: Path, *commands: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        for command in commands:
            file.execute(command)


def versions(path: Path) -> tuple[str, list[str]]:
    with closing(sqlite3.connect(path)) as file:
        (made,) = file.execute("SELECT value FROM meta WHERE name = 'projections'").fetchone()
        tables = [row[0] for row in file.execute("SELECT name FROM sqlite_master")]
        return made, tables


def test_tables_of_an_older_version_are_made_anew(path: Path) -> None:
    before = answers(path)
    altered(
        path,
        "UPDATE meta SET value = '1' WHERE name = 'projections'",
        "DROP TABLE statement_early",
        "DELETE FROM statement_dossier",
        "ALTER TABLE membership RENAME COLUMN day TO since",
    )
    assert answers(path) == before
    assert versions(path)[0] == str(schema.PROJECTION_VERSION)


def test_going_back_makes_tables_of_a_newer_version_anew(path: Path) -> None:
    """The feeds are the truth: an older program makes its own tables from them again."""
    before = answers(path)
    newer = str(schema.PROJECTION_VERSION + 1)
    altered(
        path,
        f"UPDATE meta SET value = '{newer}' WHERE name = 'projections'",
        "CREATE TABLE of_tomorrow (key INTEGER PRIMARY KEY)",
        "ALTER TABLE statement ADD COLUMN mood TEXT",
    )
    assert answers(path) == before
    made, tables = versions(path)
    assert made == str(schema.PROJECTION_VERSION)
    assert "of_tomorrow" in tables, "what it does not know it leaves"
    with Record.open(path) as record:
        assert not [each for each in record.verify(projections=True) if hasattr(each, "fix")]


def test_a_record_of_a_newer_form_is_refused_and_left(path: Path) -> None:
    altered(path, f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(UnreadableFile, match="newer version"):
        Record.open(path)
    assert path.read_bytes() == before


def test_a_copy_made_while_it_is_open_is_a_whole_record(path: Path, tmp_path: Path) -> None:
    """As docs/running.md tells to make a backup, with sqlite3's own way."""
    copy = tmp_path / "backup.db"
    with Record.open(path) as record:
        before = answers(path)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        record.define_audience("REL-LATER", ["Allyland"])
    for suffix in (".key", ".head"):
        shutil.copy(path.with_name(path.name + suffix), copy.with_name(copy.name + suffix))
    assert answers(copy) == before
    with Record.open(copy) as restored:
        assert not [each for each in restored.verify() if hasattr(each, "fix")]
        restored.define_audience("REL-AFTER", ["Partnerland"])
        assert not [each for each in restored.verify() if hasattr(each, "fix")]
