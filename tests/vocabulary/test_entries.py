"""What makes a row of a data set the same row."""

from __future__ import annotations

import pytest

from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import CellCitation, OutsideCitation, SpanCitation
from inzet.vocabulary.entries import cell_identity

CELL = CellCitation(source="Yearbook", edition="2023-07", row="Norway", column="2022")


def test_the_same_cell_is_the_same_row() -> None:
    again = CellCitation(source="Yearbook", edition="2023-07", row="Norway", column="2022")
    assert cell_identity(CELL, Act.FIGURE, "NOR") == cell_identity(again, "figure", "NOR")


def test_another_edition_column_act_or_holder_is_another() -> None:
    later = CellCitation(source="Yearbook", edition="2024-06", row="Norway", column="2022")
    other = CellCitation(source="Yearbook", edition="2023-07", row="Norway", column="2023")
    page = OutsideCitation(identifier="Yearbook", says="Norway spent more")
    found = {
        cell_identity(CELL, Act.FIGURE, "NOR"),
        cell_identity(CELL, Act.STATUS, "NOR"),
        cell_identity(CELL, Act.FIGURE, None),
        cell_identity(later, Act.FIGURE, "NOR"),
        cell_identity(other, Act.FIGURE, "NOR"),
        cell_identity(page, Act.FIGURE, "NOR"),
    }
    assert len(found) == 6


def test_a_span_of_a_paper_is_no_row() -> None:
    span = SpanCitation(paper="00", extraction=1, start=0, end=1)
    with pytest.raises(ValueError):
        cell_identity(span, Act.FIGURE, None)
