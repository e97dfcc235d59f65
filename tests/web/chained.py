"""The workspace with the agenda of the meeting before: two of one chain, so there is something
to lay beside each other."""

from __future__ import annotations

from pathlib import Path

from inzet.vocabulary.acts import Act
from tests.web.workspace import AGENDA_MEETING, NOTICE, Workspace, _keep, build

BEFORE = "nato-dmm-2027-02-11"
EARLIER = """\
Geannoteerde agenda bijeenkomst van NAVO-ministers van Defensie, Brussel, 11 februari 2027

Op 11 februari 2027 komen de ministers van Defensie van de NAVO bijeen in Brussel.

Sessie 1: Weerbaarheid

Kritieke infrastructuur

Het kabinet vindt dat bondgenoten elkaar moeten waarschuwen bij sabotage op zee. Het kabinet \
steunt een register van kabels. Het kabinet wil dat havens hun eigen plan maken voor hoog water.

Sessie 2: Munitie

Voorraden

Nederland zal pleiten voor gezamenlijke inkoop van munitie.
"""


def chained(folder: Path) -> tuple[Workspace, str]:
    """The workspace, and the id of the earlier agenda."""
    made = build(folder)
    behalf = {"party": "NLD", "holder": "het kabinet", "meeting": BEFORE}
    sea = {
        **behalf,
        "session": 1,
        "item": "Kritieke infrastructuur",
        "dossiers": ("hybrid/undersea-infrastructure",),
    }
    notice = {
        **NOTICE,
        "id": BEFORE,
        "from": "2027-02-11",
        "to": "2027-02-11",
        "place": "Brussels",
        "previous": None,
        "sessions": [
            {
                "number": 1,
                "certainty": "expected",
                "title": "Weerbaarheid",
                "items": [{"title": "Kritieke infrastructuur", "procedure": "hybrid"}],
            },
            {
                "number": 2,
                "certainty": "expected",
                "title": "Munitie",
                "items": [{"title": "Voorraden"}],
            },
        ],
    }
    read = [
        (
            "Op 11 februari",
            "in Brussel.",
            Act.CONTEXT,
            {
                "holder": BEFORE,
                "party": "NLD",
                "rule": "meeting-notice",
                "meeting": BEFORE,
                "content": {"meeting": notice},
            },
        ),
        ("Het kabinet vindt", "sabotage op zee.", Act.POSITION, {**sea, "rule": "finds-that"}),
        ("Het kabinet steunt", "van kabels.", Act.POSITION, {**sea, "rule": "supports"}),
        ("Het kabinet wil", "hoog water.", Act.POSITION, {**sea, "rule": "wants"}),
        (
            "Nederland zal pleiten",
            "van munitie.",
            Act.POSITION,
            {**behalf, "session": 2, "item": "Voorraden", "rule": "pleads"},
        ),
    ]
    with made.open() as record:
        paper = _keep(
            record,
            EARLIER,
            read,
            marking="PUBLIC",
            said="2027-01-29",
            language="nl",
            genre="annotated agenda",
            numbers=("kst-33333-9",),
            blank=None,
        )
    return made, paper


__all__ = ["AGENDA_MEETING", "BEFORE", "chained"]
