"""What a source outside the record is called."""

from __future__ import annotations

import pytest

from inzet.vocabulary.citations import JUDGEMENT, OutsideCitation, outside_name


@pytest.mark.parametrize(
    ("identifier", "says", "name"),
    [
        ("report 12", "a ship slowed", "report 12"),
        ("Register of treaties <https://example.org/1>", "", "Register of treaties"),
        (JUDGEMENT, "agreed by the board", "agreed by the board"),
        (JUDGEMENT, "", "judgement"),
        ("attack-pattern--0001", "Drag anchors", "Drag anchors"),
        ("attack-pattern--0001", "", "attack-pattern--0001"),
    ],
)
def test_a_source_outside_has_a_name(identifier: str, says: str, name: str) -> None:
    assert outside_name(OutsideCitation(identifier=identifier, says=says)) == name
