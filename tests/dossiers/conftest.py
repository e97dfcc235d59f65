"""Fixtures of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dossiers.planting import Planted


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[Planted]:
    """An empty record to plant in."""
    planting = Planted(tmp_path)
    yield planting
    planting.record.close()
