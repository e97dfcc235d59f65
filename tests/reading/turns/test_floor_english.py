"""Whose the words are in reports of debates in English, and in responses to committees."""

from __future__ import annotations

from inzet.reading.reader import read_paper

DEBATE = """House of Commons Hansard

Ferries

The Minister for Ferries (Mr Colin Marsh)

With permission, Mr Speaker, I shall make a statement.
We believe that the levy is too high.

Ms Jane Doe (Harwick South) (Lab)

I thank the Minister for his statement. I believe that the levy should be scrapped.

Mr Marsh

We oppose that, as I told the meeting.
"""
EXTRACT = """Western Isles

My Lords, with the leave of the House, I will now repeat a Statement made in another place.

We are determined to keep the ferries running.

My Lords, I thank the Minister for repeating the Statement. We on these Benches oppose the levy.
"""
RESPONSE = """Government Response to the Committee's Second Report of Session 2015-16

We believe that the levy is confused. We recommend that it be scrapped (Paragraph 12).

The Government believes that the levy serves its purpose.
"""


def held(text: str) -> list[tuple[str, str | None]]:
    """(first words, holder) of every stance and promise."""
    reading = read_paper(text.encode(), name="paper.txt").reading
    return [
        (" ".join(one.quote.split()[:2]), one.party)
        for one in reading.statements
        if one.act in ("position", "commitment")
    ]


def test_a_line_tells_who_has_the_floor() -> None:
    assert held(DEBATE) == [
        ("We believe", "GBR"),
        ("I believe", "parliament of GBR/Labour"),
        ("We oppose", "GBR"),
    ]


def test_without_lines_what_they_say_of_themselves_tells() -> None:
    assert held(EXTRACT) == [("We are", "GBR"), ("We on", "parliament of GBR")]


def test_a_response_quotes_the_committee() -> None:
    assert [party for _, party in held(RESPONSE)] == [
        "parliament of GBR",
        "parliament of GBR",
        "GBR",
    ]


LIST = """Written Statements

Ports Council

I will represent the UK at the Ports Council in Brussels on 4 May.

The Government's main aims will be to:

stress the cost of the levy;

highlight the need for pilots.

The Council will also cover:

an exchange of views on masts.
"""


def test_what_aims_lead_is_the_governments() -> None:
    assert held(LIST) == [("stress the", "GBR"), ("highlight the", "GBR")]


GROUPS = """Debate on ports

The Chair

I call the Minister.

The Minister for Ports (Mr Colin Marsh)

The Greens have opposed the levy from the start. We support it.

Ms Jane Doe (Harwick South) (Lab)

I am sure that it is wrong.
"""


def test_a_party_group_that_is_named_is_parliaments() -> None:
    assert held(GROUPS)[0] == ("The Greens", "parliament")


SENATE = """Ministerial Statements

Ports

Ann Marsh

I ask that the statement be incorporated in Hansard. We oppose the levy.
"""
DASHED = """Mr FIELD (2:15 pm) —I oppose Australia's commitment to the levy.

Ms MARSH (Minister for Ports) —We support the levy, as I told the meeting in Perth.
"""


def test_who_is_first_under_ministerial_statements_is_the_minister() -> None:
    assert held(SENATE)[-1] == ("We oppose", "AUS")


def test_a_dash_opens_a_turn() -> None:
    assert held(DASHED) == [("I oppose", "parliament of AUS"), ("We support", "AUS")]
