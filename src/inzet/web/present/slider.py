"""A slider over days: its ends, the meetings it stops at, where it stands.

Its values are days counted from 1970-01-01. What lies between the last day that matters and today
is one notch at its right end, so that years in which nothing happens take no room.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inzet.web.moments import Moment
from inzet.web.present.meetings import short_of
from inzet.web.stops import Stop
from inzet.web.words import Words

_EPOCH = dt.date(1970, 1, 1)
_BEFORE = dt.timedelta(days=21)
_AFTER = dt.timedelta(days=30)
_TAIL = 0.09
"""Of the whole: the room for the notch of today."""
_STOPS = 40
"""Meetings a slider over the chain stops at."""
_APART, _FAR_APART = 11.0, 30.0
"""Per cent between two labels, on a screen and on a phone."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A meeting below the slider."""

    at: str
    """Per cent of the way."""
    day: dt.date
    words: str
    """Its day."""
    name: str
    anchor: str
    """Where its label stands to its line: start, middle, end."""
    shown: str
    """Where its label is shown: always, wide (not on a phone), or never."""


@dataclass(frozen=True, slots=True)
class Slider:
    """A slider over days."""

    first: int
    knee: int
    """The last value that is a day; each after it is today."""
    last: int
    value: int
    moves: tuple[str, ...]
    """What of the moment it moves: as_of, known_on, both."""
    begins: str
    end: dt.date
    """Today; or the day on which all that counts was known."""
    ends: str
    """The words at its right end."""
    says: str
    """The day it stands on."""
    ticks: tuple[Tick, ...]


def over_chain(stops: Sequence[Stop], moment: Moment, t: Words) -> Slider | None:
    """A slider over the chain of meetings; None where no meeting has a day."""
    today = dt.date.today()
    past = [each for each in stops if each.day <= today]
    # A notch per meeting of twenty years is none: those around the day of the page are shown.
    if len(past) > _STOPS:
        place = sum(each.day <= moment.day for each in past)
        first = max(0, min(place - _STOPS // 2, len(past) - _STOPS))
        past = past[first : first + _STOPS]
    if not past:
        return None
    return slider(past[0].day - _BEFORE, past[-1].day + _AFTER, past, moment, t)


def slider(
    first: dt.date, last: dt.date, stops: Iterable[Stop], moment: Moment, t: Words
) -> Slider:
    """A slider from one day to another, and today.

    Args:
        last: the last day that matters; days after it are one notch.
    """
    moves, chosen = _moves(moment), moment.as_of or moment.known_on
    # Where only what was known on a day counts, and that stays, the last day is that one.
    known = moment.known_on if moves == ("as_of",) else None
    today = known or dt.date.today()
    if chosen is not None:
        first = min(first, chosen)
    first = min(first, today)
    last = min(last, today)
    low, knee = _number(first), _number(last)
    whole = knee - low or 1
    high = knee if last == today else knee + max(1, round(whole * _TAIL))
    if chosen is None:
        value = high
    else:
        value = _number(chosen) if chosen <= last else (knee + high + 1) // 2
    within = [each for each in stops if first <= each.day <= last]
    return Slider(
        first=low,
        knee=knee,
        last=high,
        value=value,
        moves=moves,
        begins=t.short_day(first),
        end=today,
        ends=t.day(known) if known else t("moment.today"),
        says=t.day(moment.day) if chosen is not None else t("moment.today"),
        ticks=_ticks(within, low, high, t),
    )


def _moves(moment: Moment) -> tuple[str, ...]:
    """Who looks at what was known on a day goes on looking so."""
    if moment.known_on is not None and moment.as_of in (None, moment.known_on):
        return ("known_on",) if moment.as_of is None else ("as_of", "known_on")
    return ("as_of",)


def _number(day: dt.date) -> int:
    return (day - _EPOCH).days


def _ticks(stops: Sequence[Stop], low: int, high: int, t: Words) -> tuple[Tick, ...]:
    found: list[Tick] = []
    room = far = 200.0
    # The latest first: where labels would overlap, the older one goes.
    for each in reversed(stops):
        at = 100 * (_number(each.day) - low) / (high - low or 1)
        shown = "never"
        if room - at >= _APART:
            shown, room = "wide", at
            if far - at >= _FAR_APART:
                shown, far = "always", at
        anchor = "start" if at < _APART else "end" if at > 100 - _APART else "middle"
        name, words = short_of(each.notice, t), t.short_day(each.day)
        found.append(Tick(f"{at:.2f}%", each.day, words, name, anchor, shown))
    return tuple(reversed(found))
