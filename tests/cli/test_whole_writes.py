"""Output that Python does not buffer is whole, and the file behind it stays open."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from inzet.cli.terminal import whole_writes


def test_the_file_behind_it_is_let_go_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "out").open("wb", buffering=0) as raw:
        bare = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
        monkeypatch.setattr(sys, "stdout", bare)
        for word in ("one", "two"):
            with whole_writes():
                assert sys.stdout is not bare
                sys.stdout.write(word)
            assert sys.stdout is bare
        assert not raw.closed
    assert (tmp_path / "out").read_bytes() == b"onetwo"
