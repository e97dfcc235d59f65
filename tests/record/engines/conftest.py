"""Records of both engines, that were told the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.record.conftest import databases
from tests.record.engines.cluster import Cluster
from tests.record.engines.pairs import alike

Played = Callable[[Path], object]


@pytest.fixture(scope="session")
def both(
    tmp_path_factory: pytest.TempPathFactory, postgresql: Cluster
) -> Callable[[Played], tuple[object, object]]:
    """Plays one history, which makes a record at a path, into a file and into a database."""
    return lambda played: _both(tmp_path_factory.mktemp("both"), postgresql, played)


def _both(folder: Path, server: Cluster, played: Played) -> tuple[object, object]:
    made = []
    for name in ("file", "database"):
        (folder / name).mkdir()
        with pytest.MonkeyPatch.context() as patched, alike(patched):
            if name == "database":
                databases(server, patched)
            made.append(played(folder / name / "record.db"))
    return made[0], made[1]
