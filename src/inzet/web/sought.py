"""What the search page asks, as a filter: the page and its feed mean the same by an address."""

from __future__ import annotations

import datetime as dt
from typing import Any

from inzet.record import Filter
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.times import parse_day
from inzet.web.visit import Visit

ASKED = ("act", "party", "dossier", "genre", "meeting")
"""What is asked of a statement by a value, besides words and days."""
REVIEWS = {"confirmed": True, "open": False}


def sought_of(visit: Visit) -> Filter:
    """The filter of an address, without its words.

    Raises:
        UnknownValue: a day that is none, or no state of review.
    """
    review = visit.asked("review")
    if review and review not in REVIEWS:
        raise UnknownValue(
            f"“{review}” is no state of review", where="review", fix=f"Use {', '.join(REVIEWS)}."
        )
    values: dict[str, Any] = {name: visit.asked(name) or None for name in ASKED}
    return Filter(
        **values,
        reviewed=REVIEWS.get(review),
        said_from=_day(visit, "said_from"),
        said_to=_day(visit, "said_to"),
    )


def _day(visit: Visit, name: str) -> dt.date | None:
    text = visit.asked(name)
    return parse_day(text, where=name) if text else None
