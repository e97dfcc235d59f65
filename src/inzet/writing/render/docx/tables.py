"""A table: its head repeated on every page, columns as wide as their words ask."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from lxml import etree

from inzet.writing.render.docx.styles import Styles
from inzet.writing.render.docx.xml import val, w

_LEAST, _MOST = 3, 30
"""Letters of the longest word that a column has room for, at least and at most."""
_LETTER, _MARGINS = 112, 190
"""Width of a letter and of the margins of a cell, in twentieths of a point."""
_BREAKS = 6

Cell = Callable[[int, int, str], list[etree._Element]]


def table(
    rows: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    cell: Cell,
    styles: Styles,
    width: int,
) -> etree._Element:
    """A table of some rows, all of one length; the first is its head.

    Args:
        numeric: of each column, whether it holds numbers only, to be set on the right.
        cell: the runs of a cell, for its row, column and words.
        width: of the text between its margins, in twentieths of a point.
    """
    widths = _widths(rows, width)
    style = styles.get("cell")

    def properties(column: int) -> etree._Element | None:
        found = w(
            "pPr",
            val("pStyle", style) if style else None,
            val("jc", "right") if numeric[column] else None,
        )
        return found if len(found) else None

    return w(
        "tbl",
        w(
            "tblPr",
            val("tblStyle", styles.get("table")),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
              noHBand=1, noVBand=1),
        ),
        w("tblGrid", [w("gridCol", w=each) for each in widths]),
        [
            w(
                "tr",
                w("trPr", w("cantSplit"), w("tblHeader") if row == 0 else None),
                [
                    w(
                        "tc",
                        w("tcPr", w("tcW", w=widths[column], type="dxa")),
                        w("p", properties(column), cell(row, column, words)),
                    )
                    for column, words in enumerate(cells)
                ],
            )
            for row, cells in enumerate(rows)
        ],
    )  # fmt: skip


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Room for the longest word of each column, and the rest as the cells ask; together all."""
    columns = [[row[at] for row in rows] for at in range(len(rows[0]))]
    floors = [_floor(column) for column in columns]
    left = max(width - sum(floors), 0)
    asked = [_asked(column) for column in columns]
    found = [
        floor + left * ask // sum(asked) if left else width * floor // sum(floors)
        for floor, ask in zip(floors, asked, strict=True)
    ]
    found[-1] += width - sum(found)
    return found


def _floor(cells: Sequence[str]) -> int:
    """Twentieths of a point that a column needs so that no word breaks, within reason."""
    word = max((len(word) for cell in cells for word in cell.split()), default=0)
    return _MARGINS + _LETTER * min(max(word, _LEAST), _MOST)


def _asked(cells: Sequence[str]) -> int:
    """What a column asks beyond that: text that is long breaks over lines, and asks less each."""
    return round(_BREAKS * math.sqrt(max(map(len, cells)))) + 1
