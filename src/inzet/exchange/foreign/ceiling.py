"""Objects that clients send: which of them bear a classification above what a record may hold."""

from __future__ import annotations

from collections.abc import Iterable

from inzet.exchange.foreign.handling import Labels, Placing
from inzet.exchange.foreign.keeping import recall
from inzet.record import Record
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.markings import INTERNAL
from inzet.vocabulary.objects import Described, describe


class Ceiling:
    """The ceiling of a record, for objects that come together.

    Args:
        sent: (text, format) of all that come; marking definitions among them say what others bear.
    """

    def __init__(self, record: Record, sent: Iterable[tuple[str, str]]) -> None:
        self._record = record
        self._placing = Placing(record, INTERNAL)
        self._labels = Labels()
        for raw, format in sent:
            # Most are none, and need not be read for it.
            if '"marking-definition"' in raw:
                found = _described(raw, format)
                if found is not None:
                    self._labels.learn(found.data)

    def above(self, raw: str, format: str) -> str:
        """Why an object may not be held; "" where it may, or cannot be read."""
        if '"object_marking_refs"' not in raw and '"granular_markings"' not in raw:
            return ""
        found = _described(raw, format)
        if found is None:
            return ""
        recall(self._record, self._labels, [found])
        return self._placing.above(self._labels.of(found.data, format))


def _described(raw: str, format: str) -> Described | None:
    try:
        return describe(raw, format)
    except InputError:
        return None
