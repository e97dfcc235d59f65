"""Fixtures of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dossiers.hybrid.casework import Casework


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Casework]:
    """An empty record to work on cases in."""
    casework = Casework(tmp_path)
    yield casework
    casework.record.close()
