"""The calendar of a language: its months, parts of the year and the patterns dates follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from inzet.reading.gated import Gated
from inzet.reading.languages import table_or


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words and compiled patterns of one language."""

    months: dict[str, int]
    short_months: frozenset[str]
    """Abbreviations, which in small letters are other words."""
    doubtful_months: frozenset[str]
    """Names that are other words too: only a capital and what stands beside them make months."""
    before_doubtful: frozenset[str]
    """Words before them that do."""
    seasons: dict[str, tuple[str, str]]
    ordinals: dict[str, int]
    across: Gated
    """A range over two months: "28 mei tot en met 1 juni 2019"."""
    days: Gated
    """One to four days of one month: "maandag 6 en dinsdag 7 mei 2019"."""
    leading: Gated
    """Month before day: "March 3, 2019"."""
    numeric: Gated
    month: Gated
    period: Gated
    """Seasons, quarters and halves of a year."""
    short_period: Gated
    """"Q3 2020", "H1 2021"."""
    unit: Gated
    """A week, month, quarter or half year by how it stands to today: "volgende week"."""
    weekday: Gated
    """A day of the week by how it stands to today: "dinsdag a.s."."""
    session: Gated
    """A parliamentary year."""
    session_months: tuple[str, str]
    span: Gated
    """A time that is open at its end: "de komende maanden"."""
    year: Gated
    relative: Gated
    shifts: dict[str, int]
    """"this year" → 0, "next year" → 1 …"""
    day_shifts: dict[str, int]
    ways: dict[str, int]
    """"this" → 0, "next" → 1, "last" → -1, in all their forms."""
    units: dict[str, str]
    """Word → week, month, quarter or half."""
    weekdays: dict[str, int]
    """Name → number, Monday being 0."""
    marks: dict[str, int]
    """What stands behind a date: 1 for one to come, -1 for one gone by."""
    weekday_name: re.Pattern[str]
    pair: re.Pattern[str]
    between: re.Pattern[str]
    """Ends what leads two days that a range is between."""
    """Between two days that need not be the ends of one time ("en")."""
    past: Gated
    future: Gated
    until: re.Pattern[str]
    """Right before a day that is still to come ("vóór")."""
    past_verbs: Gated
    future_verbs: Gated


@lru_cache(maxsize=8)
def calendar(language: str) -> Calendar:
    """The calendar of a language, compiled once."""
    data = table_or(language, "calendar")
    months = {
        name.lower(): number for number, names in enumerate(data["months"], 1) for name in names
    }
    month = rf"(?P<{{}}>{either(months)})(?!\w)\.?"
    weekday = rf"(?:(?:{either(data['weekdays'])}),?\s+)?"
    day = r"(?P<{}>3[01]|[12]\d|0?[1-9])(?:e|ste|de|st|nd|rd|th)?(?!\d)"
    year = r"(?P<{}>(?:19|20)\d\d)(?!\d)"
    joins = either(data["joins"])
    join = rf"\s*(?:[-–—,/]|,?\s(?:{joins})\s)\s*(?:op\s)?"
    shifts = {
        phrase: shift
        for key, shift in (("this_year", 0), ("next_year", 1), ("last_year", -1))
        for phrase in data[key]
    }
    of = either(data["of"])
    shift = rf"(?:(?:{of})\s+)?(?P<shift>{either(shifts)})(?!\w)"
    marks = _signed(data, "marks_future", "marks_past")
    mark = rf"(?P<anchor>{either(marks)})(?!\w)\.?"
    tail = rf"(?:,?\s+(?:(?:{of})\s)?{year.format('y')}|\s+{shift})?(?:\s+{mark})?"
    part = rf"(?:(?P<part>{either(data['parts'])})[\s-]+(?:{either(data['articles'])}\s+)?)?"
    ways = dict.fromkeys(data["this"], 0) | _signed(data, "next", "last")
    way = rf"(?P<way>{either(ways)})\s+"
    period_words = (
        rf"(?:(?P<ordinal>{either(data['quarters'])})\s+(?:(?P<quarter>{either(data['quarter'])})"
        rf"|(?P<half>{either(data['half'])}))|(?:{way})?(?P<season>{either(data['seasons'])}))(?!\w)"
    )
    units = {word: unit for unit, words in data["units"].items() for word in words}
    weekdays = {name.lower(): i for i, name in enumerate(data["weekdays"])}
    weekdays |= data.get("weekday_forms", {})
    flags = re.IGNORECASE
    single = r"(?<![\w.,/-])"
    return Calendar(
        months=months,
        short_months=frozenset(one.lower() for names in data["months"] for one in names[1:]),
        doubtful_months=frozenset(data.get("doubtful_months", ())),
        before_doubtful=frozenset(data.get("before_doubtful", ())),
        seasons={name: (first, last) for name, (first, last) in data["seasons"].items()},
        ordinals={word: i for i, word in enumerate(data["quarters"], 1)},
        across=Gated(
            rf"{single}{day.format('d1')}\s+{month.format('m1')}(?:\s+{year.format('y1')})?{join}"
            rf"{weekday}{day.format('d2')}\s+{month.format('m2')}{tail}",
            flags,
        ),
        days=Gated(
            rf"{single}{weekday}{day.format('d1')}(?:{join}{weekday}{day.format('d2')})?"
            rf"(?:{join}{weekday}{day.format('d3')})?(?:{join}{weekday}{day.format('d4')})?"
            rf"\s+(?:(?:{of})\s+)?{month.format('m')}{tail}",
            flags,
        ),
        leading=Gated(
            rf"\b{month.format('m')}\s+{day.format('d1')}(?:{join}{day.format('d2')})?"
            rf"(?:,?\s+{year.format('y')})?",
            flags,
        ),
        numeric=Gated(
            r"(?<![\d.,/-])(?:(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
            r"|(?P<short>[0-3]?\d-[01]?\d-\d\d)"
            r"|(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>(?:19|20)\d\d))(?![\d/-])"
        ),
        month=Gated(rf"(?<![\w-]){part}{month.format('m')}{tail}", flags),
        period=Gated(rf"(?<!\w){part}{period_words}{tail}", flags),
        short_period=Gated(
            r"(?<![\w-])(?:(?:(?P<y1>(?:19|20)\d\d)[\s-]?)?(?P<kind>[QH])(?P<number>[1-4])"
            r"(?:[\s-]+(?:19|20)\d\d(?!\d))?)(?![\w-])"
        ),
        unit=Gated(rf"(?<!\w){part}{way}(?P<unit>{either(units)})(?!\w)", flags),
        weekday=Gated(
            rf"(?<!\w)(?:(?:{way})(?P<day>{either(weekdays)})(?!\w)"
            rf"|(?P<day2>{either(weekdays)})\s+{mark})",
            flags,
        ),
        session=Gated(
            rf"(?<!\w)(?:{either(data['session'])})\s+(?P<y1>(?:19|20)\d\d)\s*[-–—/]\s*"
            r"(?:(?:19|20)\d\d|\d\d)(?!\d)",
            flags,
        ),
        session_months=(data["session_months"][0], data["session_months"][1]),
        span=Gated(rf"(?<!\w)(?:{'|'.join(data['spans']) or '(?!)'})(?!\w)", flags),
        year=Gated(
            rf"(?<!\w)(?:(?P<part>{either(data['parts'])})|(?:{either(data['before_year'])}))\s+"
            rf"(?:(?:{of})\s)?{year.format('y')}(?![\w%.,/–-]*[\d/])",
            flags,
        ),
        relative=Gated(
            rf"(?<!\w){part}(?:(?P<shift>{either(shifts)})"
            rf"|(?P<day>{either([*data['today'], *data['yesterday'], *data['tomorrow']])}))(?!\w)",
            flags,
        ),
        shifts=shifts,
        day_shifts=(
            dict.fromkeys(data["today"], 0)
            | dict.fromkeys(data["yesterday"], -1)
            | dict.fromkeys(data["tomorrow"], 1)
        ),
        ways=ways,
        units=units,
        weekdays=weekdays,
        marks=marks,
        weekday_name=re.compile(rf"(?:{either(weekdays)})(?!\w)", flags),
        pair=re.compile(
            rf"\.?,?\s+(?:{either(data.get('pairs', ()))})\s+(?:op\s+|on\s+)?{weekday}", flags
        ),
        between=re.compile(
            rf"(?<!\w)(?:{either(data['between']) if data.get('between') else '(?!)'})\s+\Z", flags
        ),
        until=re.compile(
            rf"(?<!\w)(?:{'|'.join(data.get('until', ())) or '(?!)'})\s+{weekday}\Z", flags
        ),
        past=Gated(rf"(?<!\w)(?:{either(data['past'])})(?!\w)", flags),
        future=Gated(rf"(?<!\w)(?:{either(data['future'])})(?!\w)", flags),
        past_verbs=Gated(rf"(?<!\w)(?:{either(data['past_verbs'])})(?!\w)", flags),
        future_verbs=Gated(rf"(?<!\w)(?:{either(data['future_verbs'])})(?!\w)", flags),
    )


def _signed(data: dict[str, Any], ahead: str, back: str) -> dict[str, int]:
    return dict.fromkeys(data[ahead], 1) | dict.fromkeys(data[back], -1)


def either(words: object) -> str:
    """An alternation of words, longest first."""
    assert hasattr(words, "__iter__")
    ordered = sorted({str(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word) for word in ordered) or r"(?!)"
