"""Weekdays before what is held on them: "Vrijdag: Libië", "Saturday morning – Lunch".

Reads the words of a heading; writes which weekday it names and what is left.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from inzet.reading.gated import NEVER
from inzet.reading.languages import languages, table
from inzet.vocabulary.meetings import MeetingNotice

_FULL = len("2000-01-01")
_MOST = 9
"""Days of a meeting within which a weekday is looked for."""


def without_weekday(text: str) -> str:
    """A heading without the weekday before its colon or dash; as it is where it has none."""
    found = _before().match(text)
    return text[found.end() :] if found else text


def on_weekday(text: str, notice: MeetingNotice) -> str | None:
    """The day of a meeting on which the weekday before a heading falls."""
    found = _before().match(text)
    first, last = notice.from_ or "", notice.to or notice.from_ or ""
    if found is None or len(first) != _FULL or len(last) != _FULL:
        return None
    index = _weekdays()[found["day"].casefold()]
    start = dt.date.fromisoformat(first)
    days = min((dt.date.fromisoformat(last) - start).days, _MOST)
    held = [start + dt.timedelta(days=i) for i in range(days + 1)]
    return next((one.isoformat() for one in held if one.weekday() == index), None)


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    return {
        str(name).casefold(): i
        for code in languages()
        for i, name in enumerate(table(code, "calendar").get("weekdays", ()))
    }


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    days = "|".join(map(re.escape, _weekdays())) or NEVER
    parts = "|".join(
        one
        for code in languages()
        for one in table(code, "layout").get("session", {}).get("day_parts", ())
    )
    return re.compile(
        rf"(?P<day>{days}) ?(?:{parts or NEVER})?(?:\s*:|\s[–—-])\s+(?=[^\W\d])", re.I
    )
