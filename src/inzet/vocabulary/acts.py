"""The acts: what a statement does."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What somebody does by saying something."""

    POSITION = "position"
    COMMITMENT = "commitment"
    STATUS = "status"
    FIGURE = "figure"
    CONDITION = "condition"
    EXPECTATION = "expectation"
    DECISION = "decision"
    ASSESSMENT = "assessment"
    PARTICIPATION = "participation"
    REFERENCE = "reference"
    CONTEXT = "context"


PROCEDURES = ("accession", "pledge", "assistance", "criteria", "hybrid", "dialogue", "watch")
"""The procedures a dossier can follow; a dossier is named ``procedure/name``."""


def procedure_of(dossier: str) -> str:
    """``accession`` of ``accession/FIN``."""
    return dossier.partition("/")[0]
