"""The moment a view is of: by when things hold, were said, or had arrived."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from inzet.record import places
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.times import first_day, last_day


@dataclass(frozen=True, slots=True)
class Moment:
    """Each limit is None where it is not set. Days are day numbers, see ``places``."""

    as_of: int | None = None
    known_on: int | None = None
    arrived_by: int | None = None
    """Number of the last arrival that counts."""


@lru_cache(maxsize=8192)
def _first(partial: str) -> int:
    return places.day_of(first_day(partial))


@lru_cache(maxsize=8192)
def _last(partial: str) -> int:
    return places.day_of(last_day(partial))


def said_day(said: str | None, arrived: int) -> int:
    """The effective day something was said: its own, or where undated the day it arrived."""
    return _first(said) if said else arrived


def valid_days(valid_from: str | None, valid_to: str | None, said: int) -> tuple[int, int]:
    """First and last day number on which something holds; undated, it holds since it was said."""
    first = _first(valid_from) if valid_from else said
    last = _last(valid_to) if valid_to else places.EVER
    return first, last


def check_day(name: str, value: str | None) -> None:
    """That a body's date can be worked with.

    Raises:
        UnknownValue: no such date, naming the field.
    """
    if value is not None:
        try:
            _first(value)
        except UnknownValue as error:
            raise UnknownValue(error.what, where=name, fix=error.fix) from None


def utc_text(moment: dt.datetime) -> str:
    """ISO 8601 in UTC with microseconds: text order is order in time."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def utc_time(text: str) -> dt.datetime:
    """The time that ``utc_text`` wrote."""
    return dt.datetime.fromisoformat(text)


def just_after(text: str) -> str:
    """The next time after one that ``utc_text`` wrote."""
    return utc_text(utc_time(text) + dt.timedelta(microseconds=1))
