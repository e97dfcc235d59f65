"""Pictures of an answer, ready for their templates: ``templates/pictures/KIND.html`` each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from inzet.dossiers import Grid, Picture, Timeline
from inzet.dossiers.charts import Bars, Board, Matrix, Scatter, Tracks
from inzet.web.present.cited import cited
from inzet.web.present.pictures import bars, board, grid, matrix, scatter, timeline, tracks
from inzet.web.words import Words

KINDS: Mapping[type, tuple[str, Callable[[Any, Words], Any]]] = {
    Grid: ("grid", grid.drawn),
    Timeline: ("timeline", timeline.drawn),
    Scatter: ("scatter", scatter.drawn),
    Tracks: ("tracks", tracks.drawn),
    Bars: ("bars", bars.drawn),
    Matrix: ("matrix", matrix.drawn),
    Board: ("board", board.drawn),
}
"""By class: the name of the template, and what makes of a picture what it is filled with."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as a template draws it."""

    kind: str
    key: str
    title: str
    table: str
    also: tuple[str, ...]
    note: str
    shown: Any
    """What the template of its kind is filled with."""


_QUOTING = (Scatter, Bars, Matrix)
"""Kinds that tell the quote of every value they show."""


def told_by(pictures: Iterable[Picture], t: Words) -> set[str]:
    """The ways to statements whose quotes these pictures tell."""
    quoting = (each for each in pictures if isinstance(each, _QUOTING))
    return {cited(value, t).path for each in quoting for value in each.values()}


def drawing(picture: Picture, t: Words) -> Drawing:
    """One picture in words, paths and places."""
    kind, drawn = KINDS[type(picture)]
    return Drawing(
        kind=kind,
        key=picture.key,
        title=picture.title,
        table=picture.table,
        also=picture.also,
        note=picture.note,
        shown=drawn(picture, t),
    )
