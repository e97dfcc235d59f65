"""Letters and statements in English: on whose behalf, and to whose parliament."""

from __future__ import annotations

import pytest

from inzet.reading.reader import read_paper

LETTER = """{head}

5 June 2019

Dear Chair,

I am writing about the Council of 17 June. {words}

Yours sincerely,

Mary Bloggs
{office}
"""


@pytest.mark.parametrize(
    ("head", "office", "party"),
    [
        ("Foreign and Commonwealth Office\nKing Charles Street", "Minister for Europe", "GBR"),
        ("Leinster House\nDublin 2", "Tánaiste and Minister for Foreign Affairs", "IRL"),
    ],
)
def test_a_ministers_letter_to_a_committee(head: str, office: str, party: str) -> None:
    text = LETTER.format(head=head, office=office, words="I will support a fund.")
    found = read_paper(text.encode(), name="letter.txt").reading.document
    assert (found.on_behalf_of, found.addressee) == (party, f"parliament of {party}")


def test_a_letter_of_a_firm_is_no_governments() -> None:
    text = LETTER.format(head="Cod Limited", office="Director", words="We support a fund.")
    found = read_paper(text.encode(), name="letter.txt").reading.document
    assert (found.on_behalf_of, found.addressee) == (None, None)


def test_a_ministers_letter_to_somebody_else_is_to_no_parliament() -> None:
    text = LETTER.replace("Dear Chair", "Dear Jane").format(
        head="Foreign and Commonwealth Office", office="Minister for Europe", words="Thank you."
    )
    found = read_paper(text.encode(), name="letter.txt").reading.document
    assert (found.on_behalf_of, found.addressee) == ("GBR", None)


def test_a_written_statement_is_known_by_its_number() -> None:
    text = (
        "Statement made on 12 June 2019\n\nStatement UIN HCWS1612\n\nFisheries Council\n\n"
        "The Council took place in Luxembourg. The UK supported a fund.\n"
    )
    found = read_paper(text.encode(), name="statement.txt").reading.document
    assert (found.genre, found.on_behalf_of) == ("statement", "GBR")
