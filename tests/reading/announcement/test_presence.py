"""Who takes part, and in which capacity, in sentences of papers."""

from __future__ import annotations

import pytest

from inzet.reading.announcement.meetings import meetings
from inzet.reading.document import anchor_of
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions

_NATO = "Geannoteerde agenda NAVO-ministers van Defensie, Brussel, 4 en 5 juni 2014\n\n"
_EU = "Geannoteerde agenda Raad Buitenlandse Zaken van 4 juni 2014\n\n"
_REPORT = "Report of the NATO Defence Ministers meeting in Brussels on 4 and 5 June 2014\n\n"
_OSCE = "Geannoteerde agenda OVSE-ministeriële raad van 4 juni 2014\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            _EU + "De Secretaris-Generaal van de NAVO is voor de lunch uitgenodigd.",
            {"NATO guest"},
        ),
        (_EU + "Aan het begin sprak de Secretaris-Generaal van de NAVO toe.", {"NATO guest"}),
        (_NATO + "De ministers zullen met hun Afghaanse ambtgenoot spreken.", {"AFG guest"}),
        (_NATO + "Montenegro nam deel als genodigde.", {"MNE invitee"}),
        # Whom the alliance asks to come it has not asked to join.
        (_NATO + "De Oekraïense minister is voor de lunch uitgenodigd.", {"UKR guest"}),
        (_NATO + "Duitsland sloot zich daar in krachtige bewoordingen bij aan.", set()),
        (_NATO + "Het was de eerste bijeenkomst met de nieuwe Amerikaanse minister.", set()),
        (_OSCE + "Het is voor het eerst dat Duitsland de organisatie voorzit.", {"DEU chair"}),
        (_REPORT + "Over dinner we were joined by Finland and Sweden.", {"FIN guest", "SWE guest"}),
        (_REPORT + "Russia declined to take part.", set()),
        (_REPORT + "Armenia would join the Customs Union.", set()),
        (_REPORT + "India announced support for a joint statement.", set()),
        (_REPORT + "The Commission took part as an observer.", {"Commission observer"}),
    ],
)
def test_capacities(text: str, expected: set[str]) -> None:
    paper = structure(load(f"{text}\n\nDit was wat er te zeggen viel.\n".encode()))
    (notice, *_) = meetings(paper, find_mentions(paper, anchor_of(paper)))
    found = {f"{one.party} {one.capacity}" for one in notice.participants}
    assert {one for one in found if not one.endswith(" members member")} == expected
