"""Dossiers in one line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inzet.dossiers.summaries import Summary
from inzet.web.present.answers import points
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A dossier: its title, where it stands, and how much of what is said on it."""

    path: str
    title: str
    procedure: str
    counts: dict[str, int]
    total: int
    latest: str
    state: str
    bar: float | None
    points: str
    data: int
    """Rows of data sets."""


def scale(summaries: Iterable[Summary]) -> int:
    """The most statements any of them has, against which their bars are drawn."""
    return max((1, *(each.standing.total for each in summaries)))


def dossier_line(summary: Summary, t: Words) -> DossierLine:
    """One dossier in words."""
    standing, cell = summary.standing, summary.line
    return DossierLine(
        path=f"/dossiers/{standing.dossier}",
        title=t.dossier(standing.dossier),
        procedure=t.procedure(standing.procedure),
        counts=dict(sorted(standing.counts.items(), key=lambda each: -each[1])),
        total=standing.total,
        latest=t.day(standing.latest.said) if standing.latest else "",
        state=cell.text if cell is not None else "",
        bar=cell.share if cell is not None else None,
        points=points(cell.trend) if cell is not None else "",
        data=standing.data,
    )
