"""Who goes with whom, so that the whole fits best: optimal assignment over few candidates.

Taking the best pair first can cost a second pair more than it gains. Here the sum over all pairs
is the greatest there is (shortest augmenting paths with potentials, over candidates only).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping

_NOBODY = -1


def assigned(gains: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Of candidate pairs (row, column) with what each gains, those that together gain most.

    Args:
        gains: greater than 0; a pair that is not there cannot be taken.

    Returns:
        Row → column; each at most once. A row that gains the whole more alone is left out.
    """
    most = max(gains.values(), default=0.0)
    edges: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (row, column), gain in sorted(gains.items()):
        edges[row].append((column, most - gain))
    for row in edges:
        # To stay alone is a column of one's own, which gains nothing.
        edges[row].append((_alone(row), most))
    return _Assignment(edges).run()


def _alone(row: int) -> int:
    return -2 - row


class _Assignment:
    def __init__(self, edges: Mapping[int, list[tuple[int, float]]]) -> None:
        self._edges = edges
        self._row_price = {row: min(cost for _, cost in costs) for row, costs in edges.items()}
        self._column_price: dict[int, float] = defaultdict(float)
        self._row_of: dict[int, int] = {}
        self._column_of: dict[int, int] = {}

    def run(self) -> dict[int, int]:
        for row in self._edges:
            self._place(row)
        return {row: column for row, column in sorted(self._column_of.items()) if column >= 0}

    def _place(self, start: int) -> None:
        """Finds the cheapest way to give ``start`` a column, moving others along it."""
        distance: dict[int, float] = {}
        came_from: dict[int, int] = {}
        done: dict[int, float] = {}
        heap: list[tuple[float, int]] = []
        row, reached = start, 0.0
        while True:
            base = reached - self._row_price[row]
            for column, cost in self._edges[row]:
                if column in done:
                    continue
                new = base + cost - self._column_price[column]
                if new < distance.get(column, float("inf")):
                    distance[column] = new
                    came_from[column] = row
                    heapq.heappush(heap, (new, column))
            reached, column = heapq.heappop(heap)
            while column in done:
                reached, column = heapq.heappop(heap)
            done[column] = reached
            taken_by = self._row_of.get(column, _NOBODY)
            if taken_by == _NOBODY:
                break
            row = taken_by
        self._reprice(start, done, reached)
        self._move(start, column, came_from)

    def _reprice(self, start: int, done: dict[int, float], reached: float) -> None:
        self._row_price[start] += reached
        for column, at in done.items():
            row = self._row_of.get(column)
            if row is not None:
                self._column_price[column] -= reached - at
                self._row_price[row] += reached - at

    def _move(self, start: int, column: int, came_from: dict[int, int]) -> None:
        while True:
            row = came_from[column]
            before = self._column_of.get(row)
            self._column_of[row] = column
            self._row_of[column] = row
            if row == start or before is None:
                return
            column = before
