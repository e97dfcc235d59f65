"""Something made out of a view, kept until a statement comes that it depends on."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from inzet.record.deltas import Mark
from inzet.record.rows import StatementRow
from inzet.record.view import View

T = TypeVar("T")


class Kept(Generic[T]):
    """Keeps what was made for a reader and moment; may be shared between threads.

    What is kept is what a reader may see: the feeds are part of what it is kept by.

    Args:
        depends: whether what is kept rests on a statement, by its key; told of every statement
            that came, changed or went.
        most: how many to keep; those unused longest go first.
    """

    def __init__(self, depends: Callable[[Any, StatementRow], bool], *, most: int = 64) -> None:
        self._depends = depends
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Mark, T]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, view: View, key: Hashable, make: Callable[[View], T]) -> T:
        """What is kept under a key for the reader and moment of a view; made where it is not.

        Args:
            make: makes it out of the view as it was when this was asked.
        """
        mark = view.mark()
        whole = (mark.scope, key)
        with self._lock:
            kept = self._kept.get(whole)
        if kept is not None:
            since = self._still(view, key, kept[0], mark)
            if since is not None:
                return self._keep(whole, since, kept[1])
        # Outside the lock: who makes something long keeps nobody else waiting.
        return self._keep(whole, mark, make(view.until(mark)))

    def _still(self, view: View, key: Hashable, before: Mark, mark: Mark) -> Mark | None:
        if before == mark:
            return mark
        delta = view.since(before)
        if delta is None:
            return None
        rows = (*delta.before, *delta.now)
        return None if any(self._depends(key, row) for row in rows) else delta.mark

    def _keep(self, whole: Hashable, mark: Mark, made: T) -> T:
        with self._lock:
            self._kept[whole] = (mark, made)
            self._kept.move_to_end(whole)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made
