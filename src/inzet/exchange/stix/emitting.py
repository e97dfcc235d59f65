"""What the entries of a feed are as STIX objects.

Reads entries in the order of their feed, writes versions of objects. What a feed becomes depends
on that feed and on what its entries cite, which everybody who reads it may read too; never on
another feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inzet.exchange.stix.made import Made
from inzet.record import Tailed, View
from inzet.vocabulary.entries import ForeignObject

SPEC = {"stix-2.1": "2.1", "stix-2.0": "2.0"}


class Emitter:
    """Makes objects of one feed, as far as the feed is given to it, batch by batch.

    Args:
        view: of somebody who reads the feed.
        feed: its id.
    """

    def __init__(self, view: View, feed: str) -> None:
        self.view = view
        self.feed = feed

    def emit(self, came: Iterable[Tailed]) -> Iterator[tuple[Tailed, Made]]:
        """The versions of objects that these entries bring, each with the entry that brings it."""
        for each in came:
            body = each.body
            if isinstance(body, ForeignObject) and body.format in SPEC:
                yield (
                    each,
                    Made(
                        id=body.object_id,
                        type=body.object_type,
                        version=body.version,
                        raw=body.raw.encode(),
                        spec_version=SPEC[body.format],
                    ),
                )
