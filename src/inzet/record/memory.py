"""What was made of a view and holds while nothing came since, for doors that stay open.

A thing is kept by whose eyes and which moment the view is of, and counts only as long as the view
has come no further. Nothing is shared between readers: their feeds are part of what it is kept by.
A memory belongs to one record. What is kept in it must never be changed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from inzet.record.deltas import Mark
from inzet.record.turns import Turns

T = TypeVar("T")
MOST = 256
"""Things that are kept; what was not asked for the longest goes first."""


class Memory:
    """Things made of views of one record; may be shared between threads."""

    def __init__(self, most: int = MOST) -> None:
        self._kept: OrderedDict[Hashable, tuple[Mark, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._turns = Turns()
        self._most = most

    def of(self, mark: Mark, key: Hashable, make: Callable[[], T]) -> T:
        """The thing of a key as of a mark; made where it is not here or is of an earlier one.

        Args:
            mark: how far the view has come from which ``make`` makes it.
            key: what it is, with all that it depends on beside the view; plain values.
        """
        whole = (mark.scope, key)
        found = self._found(whole, mark)
        if found is None:
            # Made outside the lock, so that nobody waits who asks for something else.
            with self._turns.turn((mark, key)):
                found = self._found(whole, mark) or self._keep(whole, mark, make())
        return cast(T, found[1])

    def _found(self, whole: Hashable, mark: Mark) -> tuple[Mark, Any] | None:
        with self._lock:
            found = self._kept.get(whole)
            if found is None or found[0] != mark:
                return None
            self._kept.move_to_end(whole)
            return found

    def _keep(self, whole: Hashable, mark: Mark, made: Any) -> tuple[Mark, Any]:
        with self._lock:
            self._kept[whole] = (mark, made)
            self._kept.move_to_end(whole)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return mark, made
