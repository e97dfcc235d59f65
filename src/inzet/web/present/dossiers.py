"""Dossiers in one line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inzet.meetings import Standing
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A dossier: its title, and how much of what is said on it."""

    path: str
    title: str
    procedure: str
    counts: dict[str, int]
    total: int
    latest: str


def scale(standings: Iterable[Standing]) -> int:
    """The most statements any of them has, against which their bars are drawn."""
    return max((standing.total for standing in standings), default=1)


def dossier_line(standing: Standing, t: Words) -> DossierLine:
    """One dossier in words."""
    return DossierLine(
        path=f"/dossiers/{standing.dossier}",
        title=t.dossier(standing.dossier),
        procedure=t.procedure(standing.procedure),
        counts=dict(sorted(standing.counts.items(), key=lambda each: -each[1])),
        total=standing.total,
        latest=t.day(standing.latest.said) if standing.latest else "",
    )
