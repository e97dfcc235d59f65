"""Two organisations with a record each, which read some of each other's feeds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from inzet.library import Parts, add
from inzet.meetings.sources import Hand, Source
from inzet.record import Record, View

DAY = dt.date(2027, 1, 10)
TEXTS: dict[str, Any] = {
    "title": "One desk for reports of cable damage",
    "summary": "Operators call one number; the coast guard and the regulator hear it at once.",
}


class Partners:
    """Homeland, which shares with Allyland under REL-ALLY, and the other way under REL-BACK."""

    def __init__(self, folder: Path) -> None:
        self.home = Record.create(folder / "home.db", "Homeland")
        self.ally = Record.create(folder / "ally.db", "Allyland")
        for own, other in ((self.home, self.ally), (self.ally, self.home)):
            with own.batch("PUBLIC"):
                pass
            self.send(own, other)
        for own, other in ((self.home, self.ally), (self.ally, self.home)):
            audience = "REL-ALLY" if own is self.home else "REL-BACK"
            own.define_audience(audience, [other.organisation.id, "Partnerland"])
        self.meet()

    def meet(self) -> None:
        """Each has all that it may read of the other."""
        self.send(self.home, self.ally)
        self.send(self.ally, self.home)

    def send(self, source: Record, to: Record) -> None:
        """What ``to`` may read of ``source`` goes over."""
        known = {reader.id: reader for reader in source.readers()}
        view = source.view(known.get(to.organisation.id, source.reader("PUBLIC")))
        for feed in sorted(view.feeds(), key=lambda each: each.marking != "PUBLIC"):
            to.receive_all(view.parcels(feed.id), view.bytes_of(feed.id))

    def close(self) -> None:
        """Both records."""
        self.home.close()
        self.ally.close()


def hand(marking: str | None = None, **source: Any) -> Hand:
    """Ann, who writes."""
    return Hand(by="ann", marking=marking, source=Source(**source))


def practice(record: Record, marking: str | None = "REL-ALLY", **more: Any) -> str:
    """Adds a practice; its identity."""
    parts = Parts(**{**TEXTS, **more})
    return str(add(record, record.reader(), "practice", hand(marking), parts).identity)


def seen(record: Record, reader: str | None = None) -> View:
    """The record as somebody sees it."""
    return record.view(record.reader(reader))
