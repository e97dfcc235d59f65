"""A record with nothing but the reference entries in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.record import Record
from inzet.reference import install


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Read it, write nothing to it."""
    path = tmp_path_factory.mktemp("reference") / "inzet.db"
    with Record.create(path, "Ministry of Tests") as record:
        assert install(record) > 0
        yield record


@pytest.fixture
def installed_copy(tmp_path: Path) -> Iterator[Record]:
    """The same, to do with as one likes."""
    with Record.create(tmp_path / "inzet.db", "Ministry of Tests") as record:
        install(record)
        yield record
