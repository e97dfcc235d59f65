"""Who presided over a body on a day, where countries do so in turn (``mul/presidencies.csv``)."""

from __future__ import annotations

from functools import lru_cache

from inzet.reading.languages import everywhere, rows

_MONTH = len("2005-09")


@lru_cache(maxsize=256)
def presided(body: str | None, day: str | None) -> str | None:
    """The country whose turn it was; None where nobody's is known, or the day is none.

    Args:
        body: over which it presides, by its code.
        day: ISO 8601, possibly without its day: no turn ends within a month.
    """
    if body is None or day is None or len(day) < _MONTH:
        return None
    within = day if len(day) > _MONTH else f"{day}-15"
    fits = (
        one["party"]
        for one in rows(everywhere(), "presidencies")
        if one["body"] == body and one["from"] <= within <= one["to"]
    )
    return next(fits, None)
