"""What a procedure's answer shows as a picture, as plain data: what a door draws, not how.

A picture names the table that stands behind it, and each of its marks carries the ``Value`` that
leads to its statements. A door knows these few kinds and no procedure; a procedure that gives none
is shown by its tables. A new kind is a class like these, and a way to draw it at a door.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from inzet.dossiers.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn(ABC):
    """What every kind of picture has."""

    key: str
    """Its name, unique in an answer."""
    title: str
    table: str
    """The key of the table of the same answer that says all of it in words."""
    also: tuple[str, ...] = ()
    """Keys of further tables of which it shows the content; they stand behind it as well."""
    note: str = ""
    """Shown under it: what its signs mean, the denominator, what is left out."""

    @abstractmethod
    def values(self) -> Iterator[Value[Any]]:
        """Every value that it shows, in the order in which it shows them."""


def known(values: Iterable[Value[Any] | None]) -> Iterator[Value[Any]]:
    """Those of them that there are."""
    return (value for value in values if value is not None)


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether one of the steps of a grid was taken, and when."""

    text: str = ""
    """The day in words; "" where the step is not told."""
    value: Value[Any] | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a grid: somebody, and how far they have come."""

    key: str
    """Who it is, the same on every day: a party's code."""
    name: str
    """In full, in the language of the answer."""
    text: str
    """Where it stands, in a word or a short day."""
    tone: str = ""
    """"" (done), bad (open), soft (not told)."""
    value: Value[Any] | None = None
    steps: tuple[Reached, ...] = ()
    """One for each of the grid's steps."""
    day: str = ""
    """The day by which it is sorted, YYYY-MM-DD or less; "" where it is open."""
    group: str = ""
    """The title under which it stands; "" for the first ones, which need none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Drawn):
    """A cell for each of many, in order: the ones that have come as far as is counted first."""

    spots: tuple[Spot, ...]
    steps: tuple[str, ...] = ()
    """The steps that each can take, in order; shown as signs in each cell."""

    def values(self) -> Iterator[Value[Any]]:
        for spot in self.spots:
            yield from known((spot.value, *(step.value for step in spot.steps)))


@dataclass(frozen=True, slots=True)
class Frame:
    """A grid from one day on: how it stands until the next frame."""

    since: dt.date
    words: tuple[str, ...]
    """The headline of these days. ``{day}`` in it is for the day that is looked at."""
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Film:
    """A grid on every day on which it changes, for a slider over days."""

    key: str
    """Of the grid."""
    frames: tuple[Frame, ...]
    """The first day first."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of a timeline: a holder, a kind of statement, a topic."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A column of a timeline: a meeting or a day."""

    key: str
    title: str
    """The occasion in few words; "" where the day says it all."""
    first: dt.date


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark on a timeline: something said or told to have happened."""

    lane: str
    stop: str
    text: str
    """What it is, in a word or a short sentence."""
    act: str = ""
    """The act of its statement, by which a door tints it."""
    by: str = ""
    """Whose it is, where the lane does not say so."""
    value: Value[Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Drawn):
    """What was said or happened, in lanes, from one occasion to the next."""

    lanes: tuple[Lane, ...]
    stops: tuple[Stop, ...]
    """The first one first."""
    dots: tuple[Dot, ...]
    """In the order in which they were said."""

    def values(self) -> Iterator[Value[Any]]:
        return known(dot.value for dot in self.dots)


Picture = Drawn
"""A picture of any kind: those here, and those of figures and work in ``charts.py``."""
