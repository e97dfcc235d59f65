"""What targets need to stand on: a folder, and records that are made once in a process."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """A folder of this process, gone when it ends."""
    made = Path(tempfile.mkdtemp(prefix="fuzz"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def text(data: bytes) -> str:
    """Any bytes as words somebody could have typed."""
    return data.decode("utf-8", "replace")
