"""What all tests share: the folder of real papers beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the seed and the data; absent on most machines, never in CI."""
    if not (SHARED / "seed").is_dir():
        reason = "the folder ../shared with the seed paper is not beside this checkout"
        if os.environ.get("INZET_CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED
