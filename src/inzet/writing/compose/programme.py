"""The programme that newer papers announce, beside that of last time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from inzet.changes import AgendaItem, ItemChange, Went


class Programme:
    """What became of each item of last time, and where the new ones go; each is given once."""

    def __init__(self, changes: Sequence[ItemChange]) -> None:
        self._by_title = {
            change.earlier.title.casefold(): change for change in changes if change.earlier
        }
        self._new = [change.item for change in changes if change.went is Went.NEW]
        self._where = _where(changes)

    def of_title(self, title: str) -> ItemChange | None:
        """What became of the item of this title, with or without the number of its session."""
        folded = title.casefold()
        found = self._by_title.get(folded)
        if found is None and ": " in folded:
            found = self._by_title.get(folded.partition(": ")[2])
        return found

    def of(self, session: int) -> list[AgendaItem]:
        """New items of the session that takes the place of this one of last time."""
        return self._taken(
            [
                item
                for item in self._new
                if self._where.get(item.session) == session and item.title != item.session_title
            ]
        )

    def rest(self) -> list[AgendaItem]:
        """New items of sessions that take no earlier one's place."""
        return self._taken(list(self._new))

    def _taken(self, items: list[AgendaItem]) -> list[AgendaItem]:
        self._new = [item for item in self._new if item not in items]
        return items


def _where(changes: Sequence[ItemChange]) -> dict[int, int]:
    """The session of last time that most items of a new session come from."""
    both = Counter(
        (change.later.session, change.earlier.session)
        for change in changes
        if change.later is not None and change.earlier is not None
    )
    found: dict[int, int] = {}
    for (later, earlier), _ in sorted(both.items(), key=lambda one: (-one[1], one[0])):
        found.setdefault(later, earlier)
    return found


__all__ = ["Programme"]
