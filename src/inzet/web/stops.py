"""The meetings of the chain as stops of a slider, kept per reader: every page has them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from inzet.meetings import chain, is_notice
from inzet.record import Kept, StatementRow, View
from inzet.vocabulary.meetings import MeetingNotice

_WHOLE_DAY = len("2023-04-04")


@dataclass(frozen=True, slots=True)
class Stop:
    """A meeting that has a day."""

    meeting: str
    day: dt.date
    """Its first."""
    notice: MeetingNotice


class Stops:
    """Every dated meeting a reader may see, the first one first."""

    def __init__(self) -> None:
        self._kept: Kept[tuple[Stop, ...]] = Kept(lambda _, row: _is_of_the_chain(row))

    def of(self, view: View) -> tuple[Stop, ...]:
        """The stops in a view; one without a moment, so that one can go on from it."""
        return self._kept.of(view, "", _stops)


def _is_of_the_chain(row: StatementRow) -> bool:
    return is_notice(row)


def _stops(view: View) -> tuple[Stop, ...]:
    return tuple(
        Stop(each.id, each.first, each.notice)
        for each in chain(view)
        if each.first is not None and len(each.notice.from_ or "") == _WHOLE_DAY
    )
