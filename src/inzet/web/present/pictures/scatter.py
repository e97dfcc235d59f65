"""A scatter: places, labels that do not overlap, and who is on which side of the targets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inzet.dossiers.charts import Point, Scatter, Threshold
from inzet.web.present.cited import Cited, cited
from inzet.web.words import Words

WIDE, HIGH = 760.0, 440.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 14.0, 22.0, 46.0
DOT = 4.5
"""Radius of a mark."""
_LETTER, _LINE = 7.4, 12.0
"""Width of a letter of a label, and height of one."""
_DIRECTIONS = (0, 7, 1, 4, 2, 6, 3, 5)
"""Eighths of a turn, clockwise from the right: where a label is tried first."""
_REACHES = (7.0, 15.0, 24.0, 34.0, 46.0)
_NEAR = 7.0
"""A label further off than this has a thin line to its mark."""
_STEPS = (Decimal("0.5"), Decimal(1), Decimal(2), Decimal(5), Decimal(10), Decimal(20), Decimal(50))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its label."""

    point: Point
    cited: Cited
    x: float
    y: float
    label: Box
    leader: bool
    """Whether a line leads from the label to the mark."""
    before: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis, or a target, with its words."""

    at: float
    text: str
    main: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """Who lies on one side of the targets."""

    key: str
    title: str
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class ShownScatter:
    """A scatter in its own units, ``WIDE`` by ``HIGH``."""

    wide: float
    high: float
    frame: Box
    x_title: str
    y_title: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    placed: tuple[Placed, ...]
    sides: tuple[Side, ...]


def drawn(scatter: Scatter, t: Words) -> ShownScatter:
    """A scatter for its template."""
    xs = [point.x for point in scatter.points] + [each.value for each in scatter.across]
    ys = [point.y for point in scatter.points] + [each.value for each in scatter.up]
    befores = [each.before for each in scatter.points if each.before is not None]
    xs += [x for x, _ in befores]
    ys += [y for _, y in befores]
    x_scale, y_scale = _Scale(xs, _LEFT, WIDE - _RIGHT), _Scale(ys, HIGH - _BOTTOM, _TOP)
    placed = tuple(_placed(scatter.points, x_scale, y_scale, t))
    ordered = sorted(placed, key=lambda each: (-each.point.x, each.point.name))
    return ShownScatter(
        wide=WIDE,
        high=HIGH,
        frame=Box(_LEFT, _TOP, WIDE - _RIGHT, HIGH - _BOTTOM),
        x_title=scatter.x_title,
        y_title=scatter.y_title,
        x_ticks=tuple(_ticks(x_scale, t)),
        y_ticks=tuple(_ticks(y_scale, t)),
        across=_targets(scatter.across, x_scale),
        up=_targets(scatter.up, y_scale),
        placed=placed,
        sides=tuple(
            Side(
                group.key,
                group.title,
                tuple(each for each in ordered if each.point.group == group.key),
            )
            for group in scatter.groups
        ),
    )


class _Scale:
    """From a measure to places, between whole steps around all that is to be shown."""

    def __init__(self, values: Iterable[Decimal], first: float, last: float) -> None:
        every = list(values)
        low, high = min(every), max(every)
        spread = high - low or Decimal(1)
        self.step = next((each for each in _STEPS if spread / each <= 8), _STEPS[-1])
        self.low = Decimal(math.floor(low / self.step)) * self.step
        self.high = Decimal(math.ceil(high / self.step)) * self.step
        if self.high == self.low:
            self.high += self.step
        self._first, self._last = first, last

    def __call__(self, value: Decimal) -> float:
        part = float((value - self.low) / (self.high - self.low))
        return round(self._first + part * (self._last - self._first), 1)


def _ticks(scale: _Scale, t: Words) -> Iterator[Tick]:
    count = int((scale.high - scale.low) / scale.step)
    for place in range(count + 1):
        value = scale.low + scale.step * place
        yield Tick(scale(value), t.number(f"{value.normalize():f}"))


def _targets(thresholds: Sequence[Threshold], scale: _Scale) -> tuple[Tick, ...]:
    return tuple(Tick(scale(each.value), each.text, each.main) for each in thresholds)


def _placed(points: Sequence[Point], x: _Scale, y: _Scale, t: Words) -> Iterator[Placed]:
    """Marks with labels; those in a crowd are labelled first, as they have least choice."""
    at = {point.key: (x(point.x), y(point.y)) for point in points}
    dots = {key: Box(px - DOT, py - DOT, px + DOT, py + DOT) for key, (px, py) in at.items()}
    labels: dict[str, tuple[Box, bool]] = {}
    crowded = sorted(points, key=lambda each: (-_neighbours(at, each.key), each.key))
    for point in crowded:
        others = [box for key, box in dots.items() if key != point.key]
        taken = [*others, *(box for box, _ in labels.values())]
        labels[point.key] = _label(at[point.key], len(point.key), taken)
    for point in points:
        px, py = at[point.key]
        box, leader = labels[point.key]
        before = None
        if point.before is not None:
            before = x(point.before[0]), y(point.before[1])
        yield Placed(point, cited(point.value, t), px, py, box, leader, before)


def _neighbours(at: dict[str, tuple[float, float]], key: str) -> int:
    px, py = at[key]
    return sum(math.hypot(px - qx, py - qy) < 40 for qx, qy in at.values())


def _label(at: tuple[float, float], letters: int, taken: Sequence[Box]) -> tuple[Box, bool]:
    """The nearest free place for a label; where there is none, the one that covers least."""
    best, fewest = None, len(taken) + 1
    for reach in _REACHES:
        for direction in _DIRECTIONS:
            box = _box(at, letters * _LETTER, reach, direction)
            if not _inside(box):
                continue
            covered = sum(box.meets(each) for each in taken)
            if not covered:
                return box, reach > _NEAR
            if covered < fewest:
                best, fewest = (box, reach > _NEAR), covered
    return best or (_box(at, letters * _LETTER, _NEAR, 0), False)


def _box(at: tuple[float, float], wide: float, reach: float, direction: int) -> Box:
    """A label whose nearest edge or corner is so far off in a direction."""
    angle = direction * math.pi / 4
    dx, dy = math.cos(angle), math.sin(angle)
    left = at[0] + dx * reach - wide * (1 - dx) / 2
    top = at[1] + dy * reach - _LINE * (1 - dy) / 2
    return Box(round(left, 1), round(top, 1), round(left + wide, 1), round(top + _LINE, 1))


def _inside(box: Box) -> bool:
    within = box.left >= _LEFT + 1 and box.right <= WIDE
    return within and box.top >= _TOP and box.bottom <= HIGH - _BOTTOM - 1
