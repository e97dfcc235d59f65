"""A timeline: lanes of what was said or happened, from one occasion to the next."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from inzet.dossiers import Dot, Lane, Stop, Timeline
from inzet.web.present.cited import Cited, cited
from inzet.web.words import Words

_STOPS = 12
"""Occasions that are drawn, the latest; the table holds all."""
_DOTS = 6
"""Marks in one cell; the others are counted."""


@dataclass(frozen=True, slots=True)
class ShownDot:
    """A mark with the way to its statement."""

    dot: Dot
    cited: Cited


@dataclass(frozen=True, slots=True)
class ShownCell:
    """What one lane has on one occasion."""

    dots: tuple[ShownDot, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ShownTimeline:
    """Occasions, and lanes with a cell for each occasion."""

    stops: tuple[tuple[Stop, str], ...]
    """Each with its day in words."""
    lanes: tuple[tuple[Lane, tuple[ShownCell, ...]], ...]
    earlier: int
    """Occasions before those drawn."""


def drawn(timeline: Timeline, t: Words) -> ShownTimeline:
    """A timeline for its template; a lane without a mark on what is drawn is left out."""
    stops = timeline.stops[-_STOPS:]
    cells: dict[tuple[str, str], list[Dot]] = defaultdict(list)
    for dot in timeline.dots:
        cells[dot.lane, dot.stop].append(dot)
    lanes = [
        (lane, tuple(_cell(cells.get((lane.key, stop.key), []), t) for stop in stops))
        for lane in timeline.lanes
    ]
    return ShownTimeline(
        stops=tuple((stop, t.day(stop.first)) for stop in stops),
        lanes=tuple((lane, row) for lane, row in lanes if any(cell.dots for cell in row)),
        earlier=len(timeline.stops) - len(stops),
    )


def _cell(dots: list[Dot], t: Words) -> ShownCell:
    shown = tuple(ShownDot(dot, cited(dot.value, t)) for dot in dots[:_DOTS])
    return ShownCell(shown, max(0, len(dots) - _DOTS))
