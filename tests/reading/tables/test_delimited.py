"""CSV in the ways that spreadsheets and offices write it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.reading.tables import Tables, load_tables
from inzet.vocabulary.errors import UnreadableFile


def rows(data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    return list(load_tables(data, name="t.csv").sheets[0].rows())


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(separator: str) -> None:
    data = f"land{separator}jaar\nNLD{separator}2023\n".encode()
    assert rows(data) == [(1, ("land", "jaar")), (2, ("NLD", "2023"))]


@pytest.mark.parametrize(
    "data",
    [
        "naam;waarde\nTürkiye;1,5\n".encode("utf-8-sig"),
        "naam;waarde\nTürkiye;1,5\n".encode("utf-16"),
        "naam;waarde\nTürkiye;1,5\n".encode("cp1252"),
        "naam;waarde\r\nTürkiye;1,5\r\n".encode(),
    ],
    ids=["mark", "utf-16", "windows", "line-ends"],
)
def test_the_encoding_is_found(data: bytes) -> None:
    assert rows(data) == [(1, ("naam", "waarde")), (2, ("Türkiye", "1,5"))]


def test_rows_are_called_as_an_editor_counts_them() -> None:
    data = b'a,b\n\n1,"over\ntwo lines"\n,\n2,x\n'
    assert [number for number, _ in rows(data)] == [1, 3, 6]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"  \n\n", "only white space"),
        (b"\x00\x01\x02", "binary"),
        (b"a,b\n\xff\xfe\xfd,\xc3\x28 \xe2\x82\n", "broken UTF-8"),
        (b'a,b\n1,"x"y\n', "row 2 cannot be taken apart"),
        (b'a,b\n1,"x\n', "cannot be taken apart"),
        (b"a,b\n1," + b"x" * 100_001 + b"\n", "row 2 has a cell of more than"),
        (b"a" + b",b" * 256 + b"\n", "row 1 has more than 256 cells"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"<!doctype html><p>Sign in", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old Word or Outlook"),
        (b"SQLite format 3\x00", "database"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_is_told(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as caught:
        load_tables(data, name="t.csv")
    assert caught.value.where == "t.csv"


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"\x00\x01\x02", b"SQLite format 3\x00", b"%PDF-1.7\n"]
)
def test_what_to_give_instead_is_a_table_and_no_paper(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        load_tables(data, name="t.csv")
    assert "CSV" in caught.value.fix
    assert "PDF" not in caught.value.fix


_cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=8)


@given(st.lists(st.lists(_cells, min_size=2, max_size=5), min_size=1, max_size=20))
def test_what_was_written_is_read(table: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([["first", "second"], *table])
    data = out.getvalue().encode("utf-8-sig")
    try:
        found = load_tables(data)
    except UnreadableFile:
        # A text of control characters alone is taken for something else, and that is told.
        return
    assert [cells for _, cells in found.sheets[0].rows()] == _trimmed(table)


def _trimmed(table: list[list[str]]) -> list[tuple[str, ...]]:
    wanted: list[tuple[str, ...]] = [("first", "second")]
    for row in table:
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            wanted.append(tuple(cells))
    return wanted


def test_long_tables_come_back_in_order() -> None:
    data = b"n\n" + b"".join(b"%d,x\n" % number for number in range(1234))
    found: Tables = load_tables(data)
    assert found.sheets[0].count == 1235
    assert [cells[0] for _, cells in found.sheets[0].rows()][1:] == [str(n) for n in range(1234)]
