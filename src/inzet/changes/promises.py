"""What became of commitments between two moments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from inzet.meetings import Commitment


class Moved(StrEnum):
    """What happened to a commitment between two moments."""

    MADE = "made"
    """It had not been made at the earlier moment."""
    KEPT = "kept"
    OVERDUE = "overdue"
    """Its deadline passed, and no paper in view keeps it."""
    STATUS = "status"
    """It stands otherwise than at the earlier moment: partly kept, lapsed, open again."""
    DUE = "due"
    """It is due on another day, such as when its meeting moved."""
    GONE = "gone"
    """It no longer stands: the reading was taken back, or it is looked at backwards in time."""


@dataclass(frozen=True, slots=True)
class CommitmentChange:
    """A commitment at two moments."""

    moved: Moved
    earlier: Commitment | None
    later: Commitment | None

    @property
    def commitment(self) -> Commitment:
        """The commitment to show: as it stands at the later moment, where it does."""
        found = self.later or self.earlier
        assert found is not None
        return found

    @property
    def due(self) -> tuple[dt.date | None, dt.date | None]:
        """The day on which it was due, and the day on which it is."""
        return (self.earlier.due if self.earlier else None, self.later.due if self.later else None)


_NAMED = {"kept": Moved.KEPT, "overdue": Moved.OVERDUE}


def compare_commitments(
    earlier: Sequence[Commitment], later: Sequence[Commitment]
) -> tuple[CommitmentChange, ...]:
    """What happened to each; one that was made and is overdue already is told twice."""
    before = {each.row.identity: each for each in earlier}
    found: list[CommitmentChange] = []
    for after in later:
        was = before.pop(after.row.identity, None)
        found += _between(was, after)
    found += [CommitmentChange(Moved.GONE, was, None) for was in before.values()]
    return tuple(found)


def _between(was: Commitment | None, now: Commitment) -> list[CommitmentChange]:
    status = str(now.keeping)
    if was is None:
        found = [CommitmentChange(Moved.MADE, None, now)]
        if status in _NAMED:
            found.append(CommitmentChange(_NAMED[status], None, now))
        return found
    found = []
    if str(was.keeping) != status:
        found.append(CommitmentChange(_NAMED.get(status, Moved.STATUS), was, now))
    if was.due != now.due:
        found.append(CommitmentChange(Moved.DUE, was, now))
    return found
