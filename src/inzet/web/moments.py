"""The moment a page is seen from: as of which day, known on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from inzet.vocabulary.times import parse_day


@dataclass(frozen=True, slots=True)
class Moment:
    """``as_of``: what held by that day, with all that is known now. ``known_on``: what had been
    said by that day. None: no such limit."""

    as_of: dt.date | None = None
    known_on: dt.date | None = None

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Moment:
        """The moment that a query asks for.

        Raises:
            UnknownValue: a date that is not one, with the form to use.
        """
        return cls(**{name: _day(query, name) for name in ("as_of", "known_on")})

    @property
    def day(self) -> dt.date:
        """The day on which "open", "to come" and "overdue" are judged."""
        return self.as_of or self.known_on or dt.date.today()

    @property
    def query(self) -> dict[str, str]:
        """What links carry on."""
        days = {"as_of": self.as_of, "known_on": self.known_on}
        return {name: day.isoformat() for name, day in days.items() if day}


def _day(query: Mapping[str, str], name: str) -> dt.date | None:
    text = query.get(name, "").strip()
    return parse_day(text, where=name.replace("_", "-")) if text else None
