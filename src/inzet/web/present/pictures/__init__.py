"""Pictures of an answer, ready for their templates: ``templates/pictures/KIND.html`` each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from inzet.dossiers import Grid, Picture, Timeline
from inzet.web.present.pictures import grid, timeline
from inzet.web.words import Words

KINDS: Mapping[type, tuple[str, Callable[[Any, Words], Any]]] = {
    Grid: ("grid", grid.drawn),
    Timeline: ("timeline", timeline.drawn),
}
"""By class: the name of the template, and what makes of a picture what it is filled with."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as a template draws it."""

    kind: str
    key: str
    title: str
    table: str
    note: str
    shown: Any
    """What the template of its kind is filled with."""


def drawing(picture: Picture, t: Words) -> Drawing:
    """One picture in words, paths and places."""
    kind, drawn = KINDS[type(picture)]
    return Drawing(kind, picture.key, picture.title, picture.table, picture.note, drawn(picture, t))
