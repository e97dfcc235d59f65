"""A film of a grid as a page carries it: of each cell only the days on which it changes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from inzet.dossiers import Film, Frame, Grid, Picture, Spot
from inzet.web.moments import Moment
from inzet.web.present.slider import Slider, slider
from inzet.web.stops import Stop
from inzet.web.words import Words

_AFTER = dt.timedelta(days=21)


@dataclass(frozen=True, slots=True)
class ShownFilm:
    """The slider of a grid, what it shows on each day, and the cells of other days."""

    key: str
    slider: Slider
    data: str
    """JSON: ``words``, pairs of a day and the headline from then on; ``cells``, by key such pairs,
    of a day and ``[tone, day, text, steps]`` (null: it is not there)."""
    absent: tuple[Spot, ...]
    """Cells that stand in the grid on other days only."""


def shown_film(
    film: Film, pictures: Iterable[Picture], stops: Sequence[Stop], moment: Moment, t: Words
) -> ShownFilm | None:
    """A film for its page; None where the page has no grid for it on its day."""
    grid = next((each for each in pictures if each.key == film.key), None)
    if not isinstance(grid, Grid):
        return None
    last = _last_change(film.frames)
    return ShownFilm(
        key=film.key,
        slider=slider(film.frames[0].since, last + _AFTER, stops, moment, t),
        data=json.dumps(_data(film.frames), ensure_ascii=False, separators=(",", ":")),
        absent=_absent(grid, film.frames),
    )


def _absent(grid: Grid, frames: Sequence[Frame]) -> tuple[Spot, ...]:
    here = {spot.key for spot in grid.spots}
    found = {spot.key: spot for frame in frames for spot in frame.spots}
    return tuple(spot for key, spot in found.items() if key not in here)


def _last_change(frames: Sequence[Frame]) -> dt.date:
    """The last day on which a cell, or what is said first, is otherwise than before."""
    pairs = pairwise(frames)
    changed = (
        frame.since
        for before, frame in pairs
        if (before.spots, before.words[:1]) != (frame.spots, frame.words[:1])
    )
    return max(changed, default=frames[0].since)


def _data(frames: Sequence[Frame]) -> dict[str, Any]:
    states = [{spot.key: _state(spot) for spot in frame.spots} for frame in frames]
    keys = dict.fromkeys(key for state in states for key in state)
    return {
        "words": _changes((frame.since, list(frame.words)) for frame in frames),
        "cells": {
            key: _changes(
                (frame.since, state.get(key)) for frame, state in zip(frames, states, strict=True)
            )
            for key in keys
        },
    }


def _state(spot: Spot) -> list[str]:
    steps = "".join("1" if step.text else "0" for step in spot.steps)
    return [spot.tone, spot.day, spot.text, steps]


def _changes(told: Iterable[tuple[dt.date, Any]]) -> list[tuple[str, Any]]:
    """What is told of each day, only where it is otherwise than before."""
    found: list[tuple[str, Any]] = []
    for since, what in told:
        if not found or found[-1][1] != what:
            found.append((since.isoformat(), what))
    return found
