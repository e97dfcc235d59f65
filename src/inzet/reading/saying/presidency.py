"""Who presides over the Union's Council on a day: "het voorzitterschap" of a paper of then."""

from __future__ import annotations

from inzet.reading.languages import table

_SECOND_HALF = 7
_MONTH = len("2005-09")


def presiding(body: str | None, day: str | None) -> str | None:
    """The country, by rotation; None where the meeting is no one's of the Union or has no month.

    Args:
        body: whose meeting it is.
        day: when it is held, ISO 8601, possibly without its day.
    """
    if body != "EU" or day is None or len(day) < _MONTH:
        return None
    halves = table("mul", "presidencies")["union"].get(day[:4])
    if halves is None:
        return None
    first, second = halves.split()
    return str(second if int(day[5:7]) >= _SECOND_HALF else first)
