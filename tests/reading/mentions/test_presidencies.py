"""Who presided when it was a country's turn."""

from __future__ import annotations

import pytest

from inzet.reading.mentions.presidencies import presided


@pytest.mark.parametrize(
    ("body", "day", "party"),
    [
        ("EU", "2004-12-31", "NLD"),
        ("EU", "2005-01-01", "LUX"),
        ("EU", "2005-07", "GBR"),
        ("EU", "2005", None),
        ("EU", "1950-01-01", None),
        ("EU", None, None),
        (None, "2005-01-01", None),
    ],
)
def test_whose_turn_it_was(body: str | None, day: str | None, party: str | None) -> None:
    assert presided(body, day) == party
