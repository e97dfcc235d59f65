"""Objects that come: which of them bear a classification above what a record may hold, by a marking
that a definition gives them or by a line in them that is one.
"""

from __future__ import annotations

from collections.abc import Iterable

from inzet.exchange.foreign.handling import Labels, Placing
from inzet.exchange.foreign.keeping import recall
from inzet.record import Record
from inzet.vocabulary.classifications import highest, may_bear
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.markings import INTERNAL, Classification
from inzet.vocabulary.objects import Described, describe, prose

_MARKS = '"object_marking_refs"', '"granular_markings"', '"Tag"'


class Ceiling:
    """The ceiling of a record, for objects that come one after another."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._placing = Placing(record, INTERNAL)
        self._labels = Labels()

    def learn(self, sent: Iterable[tuple[str, str]]) -> None:
        """Takes note of the marking definitions among (text, format): they say what others bear."""
        for raw, format in sent:
            # Most are none, and need not be read for it.
            if '"marking-definition"' in raw:
                found = _described(raw, format)
                if found is not None:
                    self._labels.learn(found.data)

    def level(self, raw: str, format: str) -> Classification:
        """The classification that an object bears; UNCLASSIFIED where it cannot be read."""
        marked = any(
            key in raw for key in ('"object_marking_refs"', '"granular_markings"', '"Tag"')
        )
        worded = may_bear(raw.encode(errors="replace"))
        found = _described(raw, format) if marked or worded else None
        if found is None:
            return Classification.UNCLASSIFIED
        if marked:
            recall(self._record, self._labels, [found])
        by_marking = self._labels.of(found.data, format).classification
        return max(by_marking, highest(prose(found.data)))

    def above(self, raw: str, format: str) -> str:
        """Why an object may not be held; "" where it may, or cannot be read."""
        return self._placing.over(self.level(raw, format))


def _described(raw: str, format: str) -> Described | None:
    try:
        return describe(raw, format)
    except InputError:
        return None
