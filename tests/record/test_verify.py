"""Whatever is altered in the file is found, and told where."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from inzet.record import Checked, Fault, Record, parts, stride
from inzet.record.stride import Stride
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.errors import UnknownValue, UnreadableFile
from tests.record.world import add_paper, home, statement

TEXT = "Het kabinet steunt de toetreding van Finland. Zweden volgt."
COLUMNS = {
    "entry": ("seq", "id", "feed", "epoch", "n", "arrival", "kind", "body", "link"),
    "seal": ("feed", "epoch", "n", "head", "time", "signature"),
    "arrival": ("seq", "feed", "epoch", "first", "last", "head", "time", "link", "signature"),
    "blob": ("sha256", "data"),
    "organisation": ("key", "id", "name", "public_key"),
    "feed": ("key", "id", "organisation", "marking"),
    "epoch": ("feed", "epoch", "anchor"),
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A closed record of two organisations with several feeds, and its head."""
    folder = tmp_path_factory.mktemp("planted")
    with Record.create(folder / "peer.db", "Peer") as peer, home(folder) as record:
        with peer.batch("PUBLIC") as batch:
            paper = add_paper(batch, "Peer " + TEXT, said="2023-01-02")
            batch.add(statement(paper, "Peer " + TEXT, 0, 20))
        view = peer.view(peer.reader("PUBLIC"))
        feed = view.feeds()[0].id
        record.receive_all(view.parcels(feed), view.bytes_of(feed))
        for marking in ("PUBLIC", "REL-A", "INTERNAL"):
            for more in range(2):
                with record.batch(marking) as batch:
                    text = f"{marking} {more} {TEXT}"
                    paper = add_paper(batch, text, said="2023-02-03")
                    said = batch.add(statement(paper, text, 0, 30))
                    batch.add(kinds.Review(target=said, verdict="confirmed", by="Jan"))
        record.erase(said, by="Jan", ground="a request")
        head = record.head()
    connection = sqlite3.connect(folder / "home.db")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return folder / "home.db", head


def copied(original: Path, folder: Path) -> Path:
    """A copy that a test may spoil."""
    for suffix in ("", ".key", ".head"):
        source = original.with_name(original.name + suffix)
        shutil.copy(source, folder / source.name)
    return folder / original.name


def faults(path: Path, head: str | None = None) -> list[Fault]:
    """Every fault in a record; the same ones however it is gone through."""
    with Record.open(path) as record:
        found = list(record.verify(head))
        with patch.object(Stride, "take", return_value=0):
            assert list(record.verify(head)) == found
        with patch.object(stride, "LENGTH", 2), patch.object(parts, "LENGTH", 3):
            assert list(record.verify(head)) == found
    return [each for each in found if isinstance(each, Fault)]


def flip(value: Any, bit: int) -> Any:
    """The value with one bit turned over."""
    if isinstance(value, int):
        return value ^ (1 << (bit % 40))
    raw = bytearray(value if isinstance(value, bytes) else value.encode())
    bit %= len(raw) * 8
    raw[bit // 8] ^= 1 << (bit % 8)
    return bytes(raw) if isinstance(value, bytes) else raw.decode("latin-1")


def test_a_sound_record_has_no_faults(planted: tuple[Path, str]) -> None:
    path, head = planted
    assert faults(path, head) == []
    with Record.open(path) as record:
        checked = list(record.verify(projections=True))
    assert all(isinstance(found, Checked) for found in checked)


ANY_BIT = given(
    where=st.sampled_from([(t, c) for t, names in COLUMNS.items() for c in names]),
    row=st.integers(0, 10**6),
    bit=st.integers(0, 10**6),
)


@settings(max_examples=60, deadline=None)
@ANY_BIT
def test_any_flipped_bit_is_found(
    planted: tuple[Path, str], where: tuple[str, str], row: int, bit: int
) -> None:
    flipped_is_found(planted, where, row, bit)


@pytest.mark.soak
@settings(max_examples=2000, deadline=None)
@ANY_BIT
def test_any_of_many_flipped_bits_is_found(
    planted: tuple[Path, str], where: tuple[str, str], row: int, bit: int
) -> None:
    flipped_is_found(planted, where, row, bit)


def flipped_is_found(planted: tuple[Path, str], where: tuple[str, str], row: int, bit: int) -> None:
    """A bit of a value of a row of one of the tables that hold truth."""
    table, column = where
    with tempfile.TemporaryDirectory() as folder:
        path = copied(planted[0], Path(folder))
        connection = sqlite3.connect(path)
        rows = connection.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall()
        names = [d[1] for d in connection.execute(f'PRAGMA table_info("{table}")')]
        chosen = dict(zip(names, rows[row % len(rows)], strict=True))
        assume(chosen[column] is not None)
        keys = " AND ".join(f'"{name}" IS ?' for name in names)
        try:
            done = connection.execute(
                f'UPDATE "{table}" SET "{column}" = ? WHERE {keys}',
                (flip(chosen[column], bit), *chosen.values()),
            )
        except sqlite3.IntegrityError:
            assume(False)
        assert done.rowcount == 1
        connection.commit()
        connection.close()
        if table == "organisation":
            # With another key or id of its own the record does not even open.
            with contextlib.suppress(UnreadableFile):
                assert faults(path)
        else:
            assert faults(path)


def test_an_altered_erasure_is_told_too(planted: tuple[Path, str], tmp_path: Path) -> None:
    # What it erases is looked up while other entries are proven.
    path = copied(planted[0], tmp_path)
    connection = sqlite3.connect(path)
    done = connection.execute(
        "UPDATE entry SET body = CAST(x'00' || body AS BLOB) WHERE kind = 'erasure'"
    )
    assert done.rowcount >= 1
    connection.commit()
    connection.close()
    assert faults(path)


@settings(max_examples=25, deadline=None)
@given(pick=st.integers(0, 10**6))
def test_a_removed_entry_is_found(planted: tuple[Path, str], pick: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = copied(planted[0], Path(folder))
        connection = sqlite3.connect(path)
        seqs = [row[0] for row in connection.execute("SELECT seq FROM entry")]
        connection.execute("DELETE FROM entry WHERE seq = ?", (seqs[pick % len(seqs)],))
        connection.commit()
        connection.close()
        assert faults(path)


@settings(max_examples=25, deadline=None)
@given(first=st.integers(0, 10**6), second=st.integers(0, 10**6))
def test_two_entries_swapped_are_found(planted: tuple[Path, str], first: int, second: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = copied(planted[0], Path(folder))
        connection = sqlite3.connect(path)
        rows = connection.execute("SELECT seq, id, kind, body FROM entry").fetchall()
        one, other = rows[first % len(rows)], rows[second % len(rows)]
        assume(one != other)
        connection.execute("UPDATE entry SET id = zeroblob(32) WHERE seq = ?", (one[0],))
        for seq, content in ((other[0], one[1:]), (one[0], other[1:])):
            connection.execute(
                "UPDATE entry SET id = ?, kind = ?, body = ? WHERE seq = ?", (*content, seq)
            )
        connection.commit()
        connection.close()
        assert faults(path)


@pytest.mark.parametrize("removed", [1, 3, 5])
def test_a_tail_cut_off_cleanly_is_found_with_the_head(
    planted: tuple[Path, str], tmp_path: Path, removed: int
) -> None:
    path, head = planted
    path = copied(path, tmp_path)
    connection = sqlite3.connect(path)
    (last,) = connection.execute("SELECT max(seq) FROM arrival").fetchone()
    connection.execute("DELETE FROM entry WHERE arrival > ?", (last - removed,))
    connection.execute("DELETE FROM arrival WHERE seq > ?", (last - removed,))
    connection.execute(
        "DELETE FROM seal WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.feed = seal.feed "
        "AND e.epoch = seal.epoch AND e.n = seal.n)"
    )
    connection.commit()
    connection.close()
    assert any("ends before" in fault.what for fault in faults(path, head))


def test_a_record_that_grew_still_has_its_old_head(
    planted: tuple[Path, str], tmp_path: Path
) -> None:
    path, head = planted
    path = copied(path, tmp_path)
    with Record.open(path) as record, record.batch("PUBLIC") as batch:
        add_paper(batch, "more")
    assert faults(path, head) == []


def test_a_missing_body_without_an_erasure_is_a_fault(
    planted: tuple[Path, str], tmp_path: Path
) -> None:
    path = copied(planted[0], tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE entry SET body = NULL WHERE kind = 'statement'")
    connection.commit()
    connection.close()
    assert any("no erasure" in fault.what for fault in faults(path))


def test_a_fault_tells_where_and_what_to_do(planted: tuple[Path, str], tmp_path: Path) -> None:
    path = copied(planted[0], tmp_path)
    connection = sqlite3.connect(path)
    connection.execute(
        "UPDATE entry SET body = CAST(replace(body, 'steunt', 'stxunt') AS BLOB) "
        "WHERE kind = 'statement' AND feed = (SELECT key FROM feed WHERE marking = 'REL-A')"
    )
    connection.commit()
    connection.close()
    found = faults(path)
    assert len(found) == 2
    assert re.match(r"Home, REL-A, entry \d+: statement “REL-A 0 Het kabinet", found[0].where)
    assert all(fault.fix for fault in found)


def test_an_altered_projection_is_found(planted: tuple[Path, str], tmp_path: Path) -> None:
    path = copied(planted[0], tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE statement SET feed = (SELECT key FROM feed WHERE marking='PUBLIC')")
    connection.commit()
    connection.close()
    assert faults(path) == []
    with Record.open(path) as record:
        assert [f for f in record.verify(projections=True) if isinstance(f, Fault)]
        # The comparison itself changes nothing; rebuilding does.
        assert [f for f in record.verify(projections=True) if isinstance(f, Fault)]
        record.rebuild()
        assert not [f for f in record.verify(projections=True) if isinstance(f, Fault)]


def test_a_value_of_another_type_is_found(planted: tuple[Path, str], tmp_path: Path) -> None:
    path = copied(planted[0], tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE entry SET body = CAST(body AS TEXT) WHERE seq = 3")
    connection.commit()
    connection.close()
    assert [fault.where for fault in faults(path)] == ["entry"]


@pytest.mark.parametrize("column", ["feed", "epoch", "n", "arrival"])
def test_a_number_that_is_no_whole_one_is_found(
    planted: tuple[Path, str], tmp_path: Path, column: str
) -> None:
    path = copied(planted[0], tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA writable_schema = ON")
    # Columns of whole numbers turn 1.0 to 1: only a table of another form keeps it.
    connection.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'entry'",
        (f"{column} INTEGER", f"{column} BLOB"),
    )
    connection.commit()
    connection.close()
    connection = sqlite3.connect(path)
    connection.execute(f"UPDATE entry SET {column} = CAST({column} AS REAL) WHERE seq = 3")
    connection.commit()
    connection.close()
    assert [fault.where for fault in faults(path)] == ["entry"]


def test_settings_are_signed(planted: tuple[Path, str], tmp_path: Path) -> None:
    path = copied(planted[0], tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE meta SET value = 'SECRET' WHERE name = 'ceiling'")
    connection.commit()
    connection.close()
    assert any(fault.where == "settings" for fault in faults(path))


@pytest.mark.parametrize("text", ["", "x", "inzet1-a-b", "inzet1-1-00"])
def test_a_head_that_is_none(planted: tuple[Path, str], text: str) -> None:
    with Record.open(planted[0]) as record, pytest.raises(UnknownValue):
        record.verify(text)
