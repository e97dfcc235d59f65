"""A feed as MISP pulls it: ``manifest.json``, ``<uuid>.json`` and ``hashes.csv``.

Events are made when they are asked for. A manifest says of each when it last changed, so that
whoever pulls fetches only those that did; it is remembered until something comes to the view.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from inzet.exchange.misp.events import Event, event, event_uuid, listed, seconds
from inzet.exchange.stix.making import Maker
from inzet.record import View
from inzet.vocabulary.errors import NotFound


@dataclass(frozen=True, slots=True)
class Listed:
    """An event that a feed has."""

    uuid: str
    what: str
    name: str
    timestamp: str
    """When it last changed, in seconds."""


class Feed:
    """A feed of a record for MISP.

    Args:
        view: of somebody who reads it.
        feed_id: its id.

    Raises:
        NotFound: no such feed for this reader.
    """

    def __init__(self, view: View, feed_id: str) -> None:
        self._view = view
        self._maker = Maker(view, feed_id)
        self.id = feed_id

    def listed(self) -> dict[str, Listed]:
        """The events, by uuid; the last that changed first."""
        return self._view.remembered(("misp", "listed", self.id), self._listed)

    def manifest(self) -> dict[str, Event]:
        """What there is to pull, by uuid."""
        return self._view.remembered(
            ("misp", "manifest", self.id),
            lambda: {uuid: listed(self._made(each)) for uuid, each in self.listed().items()},
        )

    def event(self, uuid: str) -> Event:
        """An event.

        Raises:
            NotFound: no such event in this feed.
        """
        found = self.listed().get(uuid)
        if found is None:
            raise NotFound("this feed has no such event", fix="See manifest.json.")
        return self._made(found)

    def hashes(self) -> Iterator[str]:
        """Lines of ``hashes.csv``: MD5 of each value, and the event that holds it."""
        for uuid, each in self.listed().items():
            for attribute in self._made(each)["Attribute"]:
                yield hashes_line(attribute["value"], uuid)

    def _made(self, each: Listed) -> Event:
        return event(self._maker, each.what, each.name)

    def _listed(self) -> dict[str, Listed]:
        maker = self._maker
        found = [
            (max(maker.clock.at(*place), maker.doubted_time(what, name)), place, what, name)
            for what, names in maker.alone.names().items()
            for name, place in names.items()
        ]
        every = [
            Listed(event_uuid(self.id, what, name), what, name, seconds(time))
            for time, _, what, name in sorted(found, reverse=True)
        ]
        return {each.uuid: each for each in every}


def hashes_line(value: str, uuid: str) -> str:
    """A line of ``hashes.csv``. MISP compares by MD5, and no secret hangs on it."""
    digest = hashlib.md5(value.encode(), usedforsecurity=False).hexdigest()
    return f"{digest},{uuid}\n"


def encoded(value: Any) -> bytes:
    """As a file of the feed is written."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
