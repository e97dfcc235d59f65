"""Two organisations that share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.library.partners import Partners


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Partners]:
    made = Partners(tmp_path)
    yield made
    made.close()
