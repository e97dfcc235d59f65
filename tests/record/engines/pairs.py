"""What makes two records alike: keys, nonces and the clock, which are else never the same twice."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from inzet.record import keys, record
from tests.record.world import Clock


@contextmanager
def alike(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything is as it was the last time, from the first key on."""
    numbers, made = count(1), count(1)

    def create(path: Path) -> keys.Key:
        path.write_text(f"{next(made):064x}")
        path.chmod(0o600)
        return keys.Key.load(path)

    monkeypatch.setattr(secrets, "token_hex", lambda size: f"{next(numbers):0{2 * size}x}")
    monkeypatch.setattr(keys.Key, "create", create)
    monkeypatch.setattr(record, "_utc_now", Clock())
    yield
