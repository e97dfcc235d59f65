"""Who is quoted over several sentences is whose words they are."""

from __future__ import annotations

import pytest

from inzet.reading.reader import read_paper
from inzet.reading.result import ReadStatement

HEAD = "Press release on the meeting of foreign ministers\n\nBrussels, 3 May 2016\n\n"


def stances(text: str, own: str | None = "GBR") -> dict[str, str | None]:
    paper = read_paper((HEAD + text).encode(), name="p.txt", on_behalf_of=own, opinions=())
    held: list[ReadStatement] = [s for s in paper.reading.statements if s.act == "position"]
    return {one.quote: one.party for one in held}


def test_a_quotation_goes_on_over_sentences() -> None:
    found = stances(
        "President Macron said: “The treaty has been signed in due time. We strongly support a "
        "ceasefire at sea. We condemn the attack on the harbour.” The ministers then left.\n"
    )
    assert found["We strongly support a ceasefire at sea."] == "FRA"
    assert found["We condemn the attack on the harbour.”"] == "FRA"


def test_who_said_it_may_stand_behind_the_closing_mark() -> None:
    found = stances(
        "“We condemn the attack on the harbour of the capital,” President Macron said.\n"
    )
    assert list(found.values()) == ["FRA"]


def test_a_quotation_that_goes_on_opens_again_in_each_paragraph() -> None:
    found = stances(
        "President Macron said: “The treaty has been signed in due time.\n\n"
        "“We condemn the attack on the harbour.”\n\n"
        "We welcome the new lighthouse on the coast.\n"
    )
    assert found["“We condemn the attack on the harbour.”"] == "FRA"
    assert found["We welcome the new lighthouse on the coast."] == "GBR"


@pytest.mark.parametrize(
    "text",
    [
        "“Smart defence” is what we strongly support in the harbour.\n",
        "We strongly support what President Macron called “a ceasefire at sea”.\n",
    ],
)
def test_a_term_between_marks_is_nobodys_turn(text: str) -> None:
    assert set(stances(text).values()) == {"GBR"}


def test_what_the_paper_says_of_itself_stays_its_own() -> None:
    text = "“We condemn the attack on the harbour of the capital,” Prime Minister Cameron said.\n"
    assert set(stances(text).values()) == {"GBR"}


def test_a_day_in_may_is_nobody() -> None:
    text = "The agenda of 12 May 2016 said of this:\n\n“We support a ceasefire at sea.”\n"
    assert set(stances(text, own="NLD").values()) <= {"NLD"}
