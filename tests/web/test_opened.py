"""The record behind the pages is opened once, and again where another file stands there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inzet.record import Record
from inzet.vocabulary.errors import NotFound
from inzet.web.opened import Opened


def test_it_is_opened_once_and_again_where_another_file_stands(tmp_path: Path) -> None:
    path, opens = tmp_path / "r.db", list[int]()
    Record.create(path, "Ministry").close()

    def open_record() -> Record:
        opens.append(1)
        return Record.open(path)

    opened = Opened(open_record)
    for _ in range(3):
        with opened() as record:
            assert record.organisation.name == "Ministry"
    assert len(opens) == 1
    shutil.copy(path, tmp_path / "backup")
    (tmp_path / "backup").replace(path)
    with opened() as record:
        assert record.organisation.name == "Ministry"
    assert len(opens) == 2
    opened.close()
    path.unlink()
    with pytest.raises(NotFound), opened():
        pass


def test_what_another_program_writes_is_there_at_once(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    Record.create(path, "Ministry").close()
    opened = Opened(lambda: Record.open(path))
    with opened() as record:
        assert record.audiences() == {}
    with Record.open(path) as other:
        other.define_audience("REL-ALLY", ["Ally"])
    with opened() as record:
        assert set(record.audiences()) == {"REL-ALLY"}
    opened.close()
