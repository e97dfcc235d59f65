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

NAMED = {"accession": Act.STATUS}
"""Procedures that only statements of one act tell of, and of them only those whose content names
the procedure: they are found by that name, however much else is said on its dossiers."""


def procedure_of(dossier: str) -> str:
    """``accession`` of ``accession/FIN``."""
    return dossier.partition("/")[0]
