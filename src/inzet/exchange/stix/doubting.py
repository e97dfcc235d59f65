"""What is doubtful in a feed, as others' tools can tell: a note beside each object that it brought.

Whether something came before or after a key was stolen is proven by the log of the node that took
it in, so it is no property of the feed: objects stay as they are on every node, and a note that
refers to them says what this node found. The tool is its author, not the organisation of the feed.
"""

from __future__ import annotations

from typing import Any

import msgspec

from inzet.exchange.stix.frame import COLLECTION, MAKER, STATEMENT, Frame, Object, extension_id
from inzet.exchange.stix.ids import made, stamp
from inzet.exchange.stix.made import Made
from inzet.record import Alone, View
from inzet.record.moments import utc_time

LABEL = "doubtful"
_BEARERS = frozenset(map(extension_id, (STATEMENT, COLLECTION)))
_WORDS = (
    "This was brought under a key that {owner} has since declared lost or stolen, and its key of "
    "now does not vouch for it. Somebody else may have written it. Ask {owner} whether it is "
    "theirs, by a way that you trust."
)


class Doubting:
    """What is doubtful in one feed, as a view knows it."""

    def __init__(self, view: View, alone: Alone) -> None:
        self._feed = alone.feed
        self._first = dict(self._feed.doubts)
        self._alone = alone
        self._keys = view.keys()[self._feed.organisation_id] if self._first else None

    def __bool__(self) -> bool:
        """Whether anything is."""
        return bool(self._first)

    def of(self, epoch: int, n: int) -> bool:
        """Whether the entry at a place in the feed is doubtful."""
        first = self._first.get(epoch)
        return first is not None and n >= first

    def stretches(self) -> list[tuple[int, int, str]]:
        """The places of the first and the last entry of each stretch that is, and when it was told
        that its key counts no more."""
        return [
            (*self._alone.stretch(epoch, n), self.told(epoch)) for epoch, n in self._first.items()
        ]

    def told(self, epoch: int) -> str:
        """When it was said that the key of an epoch counts no more, as a stamp."""
        assert self._keys is not None
        last = self._keys.ended(epoch) or self._keys.latest
        assert last is not None
        return stamp(utc_time(last.time))

    def words(self) -> str:
        """What is told of it, for people."""
        return _WORDS.format(owner=self._feed.organisation_name)

    def note(self, frame: Frame, entry: str, epoch: int, of: Made, *, foreign: bool) -> Made | None:
        """The note on an object that an entry brought; None of what bears nothing of it, such as a
        country.

        Args:
            foreign: it is an object of others, kept as it came.
        """
        refs = frame.marking_refs
        if not foreign:
            bearer: dict[str, Any] = msgspec.json.decode(of.raw)
            if not _BEARERS & bearer.get("extensions", {}).keys():
                return None
            refs = bearer["object_marking_refs"]
        time = self.told(epoch)
        id_ = made("note", self._feed.id, LABEL, entry, of.id)
        note: Object = {
            "type": "note",
            "spec_version": "2.1",
            "id": id_,
            "created_by_ref": MAKER,
            "created": time,
            "modified": time,
            "labels": [LABEL],
            "object_marking_refs": refs,
            "abstract": f"Doubtful: {of.type} of {self._feed.organisation_name}",
            "content": f"{self.words()}\n\nVersion: {of.version}.",
            "object_refs": [of.id],
        }
        return Made(id=id_, type="note", version=time, raw=msgspec.json.encode(note))
