"""Dossiers of the Dutch parliament, as people type them."""

from __future__ import annotations

import re

_DOSSIER = re.compile(
    r"(?:kst-)?(?P<number>\d{2}[ .]?\d{3})"
    r"(?:[- ](?P<more>0\d|(?<=501-)\d\d|[IVX]{1,5}[AB]?|[A-Z]))?",
    re.I,
)


def dossier_number(typed: str) -> str | None:
    """``28676`` of "28 676"; ``21501-02``, ``36200-V``; None for what is no dossier."""
    found = _DOSSIER.fullmatch(" ".join(typed.split()))
    if found is None:
        return None
    number = re.sub(r"\D", "", found["number"])
    return f"{number}-{found['more'].upper()}" if found["more"] else number
