"""A grid of cells: who has come how far."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.dossiers import Grid, Spot
from inzet.web.present.cited import Cited, cited
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class ShownSpot:
    """A cell with the way to its statement."""

    spot: Spot
    cited: Cited
    taken: tuple[tuple[str, str], ...]
    """The steps it has taken, each with its day in words."""


@dataclass(frozen=True, slots=True)
class ShownGrid:
    """Cells by the title they stand under, in their order."""

    groups: tuple[tuple[str, tuple[ShownSpot, ...]], ...]
    steps: tuple[str, ...]


def drawn(grid: Grid, t: Words) -> ShownGrid:
    """A grid for its template."""
    groups: dict[str, list[ShownSpot]] = {}
    for spot in grid.spots:
        groups.setdefault(spot.group, []).append(_shown(spot, grid.steps, t))
    return ShownGrid(tuple((title, tuple(each)) for title, each in groups.items()), grid.steps)


def _shown(spot: Spot, steps: tuple[str, ...], t: Words) -> ShownSpot:
    taken = tuple(
        (name, step.text) for name, step in zip(steps, spot.steps, strict=False) if step.text
    )
    return ShownSpot(spot, cited(spot.value, t), taken)
