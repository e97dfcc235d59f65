"""A record moves from a file to a database, and back, as a file of its feeds and its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.exchange.archive import read, write
from inzet.exchange.frames import Archive, End, Unpacking
from inzet.exchange.here import Here
from inzet.record import Record
from tests.record.conftest import databases
from tests.record.engines.cluster import Cluster
from tests.record.travelling import sound, titles
from tests.record.travelling import write as write_papers
from tests.record.world import home


def exported(record: Record, path: Path) -> list[object]:
    """The frames of a file of all feeds, without what tells of the writing."""
    view = record.view(record.reader())
    write(record, view, [feed.id for feed in view.sources], path)
    with path.open("rb") as file:
        frames = list(Unpacking(iter(lambda: file.read(2**20), b""), most=2**40))
    return [each for each in frames if not isinstance(each, Archive | End)]


@pytest.mark.file
def test_from_a_file_to_a_database_and_back(
    tmp_path: Path, postgresql: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with home(tmp_path) as record:
        gone = write_papers(record, "one", "two", "gone")[-1]
        write_papers(record, "for some", marking="REL-A")
        record.erase(gone, by="x", ground="x")
        first = exported(record, tmp_path / "first")
        key = tmp_path / "home.db.key"
    with monkeypatch.context() as patched:
        urls = databases(postgresql, patched)
        (tmp_path / "there").mkdir()
        with Record.create(tmp_path / "there" / "record.db", "Home", key=key) as there:
            assert urls[there.path].startswith("postgresql://")
            assert read(Here.of(there), tmp_path / "first").is_whole
            assert exported(there, tmp_path / "second") == first
            assert sound(there)
            write_papers(there, "later")
            assert sound(there)
            exported(there, tmp_path / "third")
    with Record.create(tmp_path / "back.db", "Home", key=key) as back:
        assert read(Here.of(back), tmp_path / "third").is_whole
        assert titles(back) == {"one", "two", "later"}
        assert sound(back)
