"""Data sets are taken apart in the guard's process, within its limits."""

from __future__ import annotations

import pytest

from inzet.reading.guard import Limits, Pool
from inzet.reading.tables import load_tables
from inzet.vocabulary.errors import UnreadableFile

TABLE = b"a,b\n1,2\n"


def test_the_same_cells_as_in_this_process() -> None:
    with Pool() as pool:
        assert pool.tables(TABLE, name="t.csv") == load_tables(TABLE, name="t.csv")
        with pytest.raises(UnreadableFile, match="the file is empty") as caught:
            pool.tables(b"", name="leeg.csv")
        assert caught.value.where == "leeg.csv"
        # And it is as good as new for the next.
        assert pool.tables(TABLE).sheets[0].count == 2


@pytest.mark.parametrize(
    ("limits", "rows", "words"),
    [
        (Limits(answer=1 << 10), 1_000, "far more in it"),
        (Limits(memory=16 << 20), 1_000_000, "more memory"),
        (Limits(computing=1), 3_000_000, "longer than"),
    ],
    ids=["answer", "memory", "computing"],
)
def test_too_much_is_refused(limits: Limits, rows: int, words: str) -> None:
    data = b"a,b,c\n" + b"1,2,3\n" * rows
    with Pool(limits=limits) as pool, pytest.raises(UnreadableFile, match=words):
        pool.tables(data, name="t.csv")
