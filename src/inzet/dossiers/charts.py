"""Pictures of figures and of work: a scatter, lines through years, ranked bars, a matrix, a board.

As in ``pictures.py``: plain data, each with a table behind it, each mark with its value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inzet.dossiers.pictures import Drawn, known
from inzet.dossiers.values import Value


@dataclass(frozen=True, slots=True)
class Threshold:
    """A line across a scatter or along lines: a target."""

    value: Decimal
    text: str
    main: bool = True
    """Whether marks are sorted by it; others are drawn more quietly."""


@dataclass(frozen=True, slots=True)
class Point:
    """A mark of a scatter: somebody by two measures."""

    key: str
    """A party's code, drawn beside the mark."""
    name: str
    x: Decimal
    y: Decimal
    text: str
    """Both values in words, with their units."""
    value: Value[Any]
    group: str
    """Key of the group it belongs to."""
    estimate: bool = False
    differs: bool = False
    """Whether something else is told of it as well, as the table behind notes."""
    before: tuple[Decimal, Decimal] | None = None
    """Where an earlier edition has it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that lie on the same sides of the targets."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scatter(Drawn):
    """Many by two measures, parted by targets."""

    x_title: str
    y_title: str
    across: tuple[Threshold, ...]
    """Targets of the first measure."""
    up: tuple[Threshold, ...]
    """Targets of the second."""
    points: tuple[Point, ...]
    groups: tuple[Group, ...]
    """Also those that nobody is in."""

    def values(self) -> Iterator[Value[Any]]:
        return (point.value for point in self.points)


@dataclass(frozen=True, slots=True)
class Track:
    """Somebody's line through years."""

    key: str
    name: str
    years: tuple[tuple[int, Decimal], ...]
    """Year and value, the first year first; years without a value are left out."""
    text: str
    """The last value, with its unit."""
    value: Value[Any]
    tone: str = ""
    """good: at or above the target."""
    differs: tuple[tuple[int, Decimal], ...] = ()
    """Years in which something else is reckoned than is published, and what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks(Drawn):
    """A small line for each of many, all to one scale."""

    tracks: tuple[Track, ...]
    target: Threshold | None = None
    estimated: int | None = None
    """The first year whose values are estimates."""

    def values(self) -> Iterator[Value[Any]]:
        return (track.value for track in self.tracks)


@dataclass(frozen=True, slots=True)
class Length:
    """One bar: an amount of a sort, such as what was pledged."""

    sort: str
    amount: Decimal
    text: str
    value: Value[Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """Somebody's bars, one for each sort that is told."""

    name: str
    lengths: tuple[Length, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Something said beside bars, with its value where there is one."""

    text: str
    value: Value[Any] | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Bars to one scale, in one unit, the longest first."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars(Drawn):
    """Rankings one below the other, each with a scale of its own: units are never put together."""

    rankings: tuple[Ranking, ...]
    sorts: tuple[tuple[str, str], ...]
    """Key and title of each sort, in their order."""
    beside: tuple[Told, ...] = ()
    """What cannot be drawn: amounts that nobody tells, who is not told of at all."""

    def values(self) -> Iterator[Value[Any]]:
        for ranking in self.rankings:
            for bar in ranking.bars:
                yield from (length.value for length in bar.lengths)
        yield from known(told.value for told in self.beside)


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody says in a cell of a matrix."""

    text: str
    value: Value[Any]
    share: float | None = None
    """How far along that is, 0 to 1; None where it does not tell."""
    tone: str = ""
    moved: str = ""
    """Since the mark before it: up, down, or "" where it did not move."""
    by: str = ""
    """Whose it is and when, where the column does not say so."""
    was: str = ""
    """What it was before it moved."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a matrix."""

    name: str
    value: Value[Any] | None
    cells: tuple[tuple[Mark, ...], ...]
    """One for each column; an empty one is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix(Drawn):
    """Criteria by whoever must meet them, or by when and by whom they were assessed."""

    corner: str
    columns: tuple[tuple[str, str], ...]
    """Title and what stands small below it."""
    lines: tuple[Line, ...]
    unknown: str
    """What an empty cell says."""

    def values(self) -> Iterator[Value[Any]]:
        for line in self.lines:
            yield from known((line.value,))
            for cell in line.cells:
                yield from (mark.value for mark in cell)


@dataclass(frozen=True, slots=True)
class Card:
    """A piece of work on a board."""

    text: str
    value: Value[Any]
    sort: str = ""
    """What it is, where its column holds several sorts."""
    badge: str = ""
    """A grade, or an outcome, in few letters."""
    badge_says: str = ""
    """The badge in full."""
    tone: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    """What is told of it, each under its name."""
    rests_on: tuple[Told, ...] = ()
    dossier: str = ""
    """The dossier it leads to, where it stands for one."""


@dataclass(frozen=True, slots=True)
class Step:
    """A column of a board: a step."""

    title: str
    state: str
    """done, open, ahead or again; "" where the board is of many cases."""
    says: str
    """The state in words, with its day."""
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(Drawn):
    """Steps as columns, in their order, with what each holds."""

    columns: tuple[Step, ...]
    empty: str
    """What an empty column says."""

    def values(self) -> Iterator[Value[Any]]:
        for column in self.columns:
            for card in column.cards:
                yield card.value
                yield from known(told.value for told in card.rests_on)
