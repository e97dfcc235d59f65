"""Titles of sessions: a heading without its number, its "Deel" and its day.

Reads the words of a heading and its meeting; writes a title and a day.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from inzet.reading.announcement.weekdays import on_weekday, without_weekday
from inzet.reading.languages import languages, table
from inzet.reading.layout.headings import session_heading, strip_number
from inzet.reading.mentions.dates import find_dates
from inzet.vocabulary.meetings import MeetingNotice

_LEFT = re.compile(r"\s+(?:van|op|d\.d\.|of|on)\Z", re.I)
"""What stood before the day of a title."""
_ABBREVIATED = 4
"""Letters up to which capitals are an abbreviation."""


def titled(heading: str, notice: MeetingNotice, language: str) -> tuple[str, str | None]:
    """The title of a chapter, without "Deel" and its day, and that day within the meeting."""
    text = strip_number(heading).strip(" :")
    on = on_weekday(text, notice)
    text = without_weekday(text)
    if on is not None:
        text = text[:1].upper() + text[1:]
    for one in find_dates(text, language, None):
        first = notice.from_ or ""
        days = {first, notice.to or first}
        figures = re.findall(r"\d+", text[one.start : one.end])
        if not figures:
            continue
        day = int(figures[0])
        inside = [each for each in _between(first, notice.to or first) if int(each[-2:]) == day]
        on = inside[0] if inside else (one.from_ if one.from_ in days else None)
        bracket = re.search(r"\s*\([^()]*\Z", text[: one.start])
        closed = re.match(r"[^()]*\)", text[one.end :])
        if bracket and closed:
            text = text[: bracket.start()] + text[one.end + closed.end() :]
            break
        rest = (text[: one.start].rstrip(" (,–-") + text[one.end :].lstrip(" )")).strip(" ,:–-")
        # A day that is a heading by itself is a title.
        text = _LEFT.sub("", rest) or text
        break
    match = _part_words().match(text)
    text = text[match.end() :] if match else text
    session = session_heading(text)
    if session is not None and session.number is not None and session.title:
        # "Sessie II – Mali", as where sessions are known by their number.
        text = session.title
    return (text.capitalize() if text.isupper() and len(text) > _ABBREVIATED else text), on


def _between(first: str, last: str) -> list[str]:
    if len(first) != 10 or len(last) != 10:
        return []
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return [
        (start + dt.timedelta(days=i)).isoformat() for i in range(min((end - start).days, 9) + 1)
    ]


@lru_cache(maxsize=1)
def _part_words() -> re.Pattern[str]:
    words = [
        word
        for code in languages()
        for word in table(code, "layout").get("session", {}).get("parts", ())
    ]
    return re.compile(rf"(?:{'|'.join(words) or r'(?!)'})\s+(?=\S)", re.I)
