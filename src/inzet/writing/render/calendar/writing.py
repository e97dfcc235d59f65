"""Entries as an iCalendar file (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from icalendar import Calendar, Event, Timezone, TimezoneStandard, Todo
from icalendar.prop import vDuration, vText

from inzet.writing.render.calendar.entries import Entry, Kind
from inzet.writing.render.words import words

_PRODUCT = "-//Inzet//Inzet//EN"
_EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_ONE_DAY = dt.timedelta(days=1)


def written(
    found: Sequence[Entry], *, name: str, language: str, again: dt.timedelta | None = None
) -> bytes:
    """The file; the same entries give the same bytes.

    Args:
        name: what the calendar is of.
        again: of one that is subscribed to: after how long to ask for it again.
    """
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    # What clients show as the name of a calendar; RFC 7986 has NAME, older ones know this one.
    title = words(language)["calendar"]["name"].format(meeting=name)
    made.add("name", _text(title, language))
    made.add("x-wr-calname", title)
    if again is not None:
        # RFC 7986 has REFRESH-INTERVAL; older programs know the other.
        made.add("refresh-interval", again, parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", vDuration(again))
    for entry in found:
        made.add_component(_component(entry, language))
    if not found:
        made.add_component(_utc())
    return bytes(made.to_ical())


def _utc() -> Timezone:
    """What stands in a calendar of nothing: RFC 5545 has no calendar without a component (3.6), and
    a time zone is one that clients know from every other calendar and show to nobody."""
    made, standard = Timezone(), TimezoneStandard()
    made.add("tzid", "Etc/UTC")
    standard.add("dtstart", dt.datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", dt.timedelta(0))
    standard.add("tzoffsetto", dt.timedelta(0))
    standard.add("tzname", "UTC")
    made.add_component(standard)
    return made


def sequence(changed: dt.datetime) -> int:
    """The number of a version: seconds since 2020, so that a later one has a higher number."""
    return max(0, int((changed - _EPOCH).total_seconds()))


def _component(entry: Entry, language: str) -> Event | Todo:
    made: Event | Todo = Event() if entry.kind is Kind.EVENT else Todo()
    made.add("uid", entry.uid)
    # Without a method, the stamp of a component is when it last changed: the file is reproducible.
    stamp = entry.changed.astimezone(dt.UTC).replace(microsecond=0)
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", sequence(stamp))
    made.add("summary", _text(entry.summary, language))
    made.add("categories", [entry.category])
    made.add("class", "PUBLIC" if entry.public else "CONFIDENTIAL")
    if entry.starts is not None:
        made.add("dtstart", entry.starts)
        if not isinstance(entry.starts, dt.datetime):
            last = max(entry.ends or entry.starts, entry.starts)
            made.add("dtend", last + _ONE_DAY)
            # A meeting of ministers does not make its reader busy.
            made.add("transp", "TRANSPARENT")
    if entry.due is not None:
        # A day counts itself in, as calendars show it.
        made.add("due", entry.due)
    for key, value in (
        ("status", entry.status),
        ("url", entry.url),
        ("related-to", entry.part_of),
    ):
        if value:
            made.add(key, value)
    for key, told in (("description", entry.description), ("location", entry.place)):
        if told:
            made.add(key, _text(told, language))
    return made


def _text(told: str, language: str) -> vText:
    made = vText(told)
    made.params["LANGUAGE"] = language
    return made
