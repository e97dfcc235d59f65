"""Lines alone that name who speaks next, as official reports set them."""

from __future__ import annotations

import pytest

from inzet.reading.turns.lone import lone


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ms Jane Doe (Harwick South) (Lab)", ("member", "Jane Doe", "Labour")),
        ("Joan Piper (Harwick South) (Con)", ("member", "Joan Piper", "Conservative")),
        ("Lord Tillham of Wick (LD)", ("member", "Tillham of Wick", "Liberal Democrat")),
        ("Mr. Alan Roy (Salt River, NDP)", ("member", "Alan Roy", "New Democratic Party")),
        ("42. Deputy Nuala Ó Broin", ("member", "Nuala Ó Broin", None)),
        ("Asked by Baroness Pellow", ("member", "Pellow", None)),
        ("Address 7. Karin Holm (MP)", ("member", "Karin Holm", "MP")),
        ("The Minister for Ferries (Mr Colin Marsh)", ("minister", "Colin Marsh", None)),
        (
            "The Minister of State, Home Office (Lord Wick) (Con)",
            ("minister", "Wick", "Conservative"),
        ),
        ("Hon PETER MARSH (Minister of Defence)", ("minister", "PETER MARSH", None)),
        ("The Prime Minister", ("prime minister", None, None)),
        ("Minister for Trade", ("minister", None, None)),
        ("Ms Anne Long (Director General, Ports)", ("government", "Anne Long", None)),
        (
            "STATEMENT OF MR. PAUL DANE, DEPUTY ASSISTANT SECRETARY, BUREAU OF PORTS",
            ("government", "PAUL DANE", None),
        ),
        ("Dora Hill Shadow Minister for Ports 4:10 pm, 2nd May 2012", ("member", None, None)),
        ("Mr. Dane.", ("person", "Dane", None)),
        ("Helen Marsh", ("person", "Helen Marsh", None)),
        ("The Chair", ("chair", None, None)),
        ("An Cathaoirleach", ("chair", None, None)),
    ],
)
def test_a_line_names_who_speaks(line: str, expected: tuple[str, str | None, str | None]) -> None:
    found = lone(line, "en")
    assert found is not None
    assert (found.role, found.name, found.group) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Western Balkans",
        "European Council: Statements",
        "Exercise Long Tide (Baltic)",
        "Charter of Fundamental Rights",
        "Ministerial priorities",
        "Will the Minister say when?",
        "The Minister for Ferries said that no ship was built.",
    ],
)
def test_another_line_names_nobody(line: str) -> None:
    assert lone(line, "en") is None


def test_a_language_without_such_lines_has_none() -> None:
    assert lone("De heer Jansen", "nl") is None
