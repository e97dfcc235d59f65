"""A record of Home with a paper, for tests that need no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.record import Record
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
