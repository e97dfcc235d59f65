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
    about: str
    """The title among others of its procedure."""
    procedure: str
    counts: dict[str, int]
    total: int
    latest: str
    state: str
    tone: str
    bar: float | None
    points: str
    data: int
    """Rows of data sets."""


def by_procedure(
    summaries: Iterable[Summary], t: Words
) -> list[tuple[str, str, list[DossierLine]]]:
    """Name and key of each procedure with its dossiers: what was spoken of last goes first."""
    found: dict[str, list[Summary]] = {}
    for each in summaries:
        found.setdefault(each.standing.procedure, []).append(each)
    named = sorted((t.procedure(key), key) for key in found)
    return [(name, key, ordered(found[key], t)) for name, key in named]


def ordered(summaries: Iterable[Summary], t: Words) -> list[DossierLine]:
    """Dossiers in a line each: what was spoken of last first, else by title."""
    by_title = sorted(summaries, key=lambda each: t.about(each.dossier))
    latest_first = sorted(by_title, key=_latest, reverse=True)
    return [dossier_line(each, t) for each in latest_first]


def _latest(summary: Summary) -> str:
    latest = summary.standing.latest
    return str(latest.said or "") if latest is not None else ""


def dossier_line(summary: Summary, t: Words) -> DossierLine:
    """One dossier in words."""
    standing, cell = summary.standing, summary.line
    return DossierLine(
        path=f"/dossiers/{standing.dossier}",
        title=t.dossier(standing.dossier),
        about=t.about(standing.dossier),
        procedure=t.procedure(standing.procedure),
        counts=dict(sorted(standing.counts.items(), key=lambda each: -each[1])),
        total=standing.total,
        latest=t.day(standing.latest.said) if standing.latest else "",
        state=cell.text if cell is not None else "",
        tone=cell.tone if cell is not None else "",
        bar=cell.share if cell is not None else None,
        points=points(cell.trend) if cell is not None else "",
        data=standing.data,
    )
