"""Delimited text (CSV): which separator, and its rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from inzet.reading.tables.cells import CellRow, Sheet, Tables
from inzet.vocabulary.errors import UnreadableFile

_SEPARATORS = (",", ";", "\t")
WIDEST = 256
"""Columns at most: no table that is taken has a tenth of them."""
_CELL = 100_000
"""Characters of a cell."""


def read_delimited(text: str, name: str) -> Tables:
    """The rows of a text whose cells are parted by commas, semicolons or tabs.

    The first line that is not blank tells which: the one it has most of, outside quotation marks.

    Raises:
        UnreadableFile: quotation marks that do not close, or a row out of all proportion.
    """
    separator = _separator(text)
    sheet = Sheet.of(_rows(text, separator, name))
    return Tables(kind="text", sheets=(sheet,), separator=separator)


def _separator(text: str) -> str:
    first = next(line for line in text.splitlines() if line.strip())
    bare = "".join(first.split('"')[::2])
    return max(_SEPARATORS, key=bare.count)


def _rows(text: str, separator: str, name: str) -> Iterator[CellRow]:
    csv.field_size_limit(_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    try:
        for cells in reader:
            while cells and not cells[-1].strip():
                cells.pop()
            if len(cells) > WIDEST:
                raise _disproportionate(f"row {number} has more than {WIDEST} cells", name)
            if cells:
                yield number, tuple(cell.strip() for cell in cells)
            # A cell may run over several lines; a row is called by its first.
            number = reader.line_num + 1
    except csv.Error as error:
        reason = str(error)
        if "limit" in reason:
            what = f"row {number} has a cell of more than {_CELL:,} characters"
            raise _disproportionate(what, name) from None
        raise UnreadableFile(
            f"row {number} cannot be taken apart: a quotation mark is wrong or missing",
            where=name,
            fix="Save it again as CSV from a spreadsheet.",
        ) from None


def _disproportionate(what: str, name: str) -> UnreadableFile:
    return UnreadableFile(what, where=name, fix="Check that it is the file that was meant.")
