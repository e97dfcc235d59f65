"""Dates in a sentence, anchored to the paper, never more precise than said.

A date without a year takes its year from the paper's own date: back after "laatste" or
"vorige", forward after "volgende" or "komende", else by tense, else the nearest. An undated paper
anchors to the meeting it is about; without that a date stays open (``from_`` None).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from inzet.reading.gated import Gated
from inzet.reading.mentions.calendar import Calendar, calendar
from inzet.reading.mentions.model import DateMention
from inzet.reading.mentions.taken import Taken

_DIGIT = re.compile(r"[0-9]")
_NEAR = 46
"""Days by which the nearest year must be nearer than the other, or the year stays open."""
_LONGEST_MEETING = 4
"""Days that two days joined by "and" may be apart to be one meeting's."""
_TWO = 2
_LED = 12
"""How far before two days the word stands that makes them a range."""
_WEEKS, _MOST_OF_A_YEAR = 60, 270
"""Days."""
_PIVOT = 60
"""From this year on two figures are of the last century."""
_WORD_BEFORE = 60
"""How far before a month the word stands that tells it is one."""


def find_dates(
    text: str, language: str, anchor: dt.date | None, *, worded: bool = True
) -> tuple[DateMention, ...]:
    """All dates in a text, in order, the longest at each place.

    Args:
        anchor: the day the paper was said, or the first day of the meeting it is about.
        worded: False where it is known that no month or season is named.
    """
    words = calendar(language)
    lower = text.lower()
    digits = _DIGIT.search(text) is not None
    worth: list[_Finder] = []
    for finder, name, numbered in _WORDED if worded else _BARE:
        pattern: Gated = getattr(words, name)
        if (digits or not numbered) and pattern.may(lower):
            worth.append(finder)
    if not worth:
        return ()
    found: list[DateMention] = []
    taken = Taken(len(text))
    for finder in worth:
        for mention in finder(text, words, anchor):
            if taken.free(mention.start, mention.end):
                found.append(mention)
                taken.add(mention.start, mention.end)
    return tuple(sorted(found, key=lambda one: one.start))


def _across(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    for match in words.across.pattern.finditer(text):
        first, last = words.months[match["m1"].lower()], words.months[match["m2"].lower()]
        year, anchored = _year(text, match, words, anchor, last, int(match["d2"]))
        early = int(match["y1"]) if match["y1"] else None
        if early is None and year is not None:
            early = year - 1 if first > last else year
        start = _iso(early, first, int(match["d1"]))
        end = _iso(year, last, int(match["d2"]))
        between = text[match.end("m1") : match.start("d2")]
        if start and end and words.pair.fullmatch(between) and _far(start, end):
            # "brieven van 29 oktober en 11 december": two days, and not all between them.
            yield DateMention(match.start(), match.end("m1"), start, None, "day", None, True)
            yield DateMention(match.start("d2"), match.end(), end, None, "day", None, anchored)
            continue
        yield DateMention(match.start(), match.end(), start, end, "range", None, anchored)


def _far(first: str, last: str) -> bool:
    """Whether no meeting lasts from one day to the other."""
    days = dt.date.fromisoformat(last) - dt.date.fromisoformat(first)
    return days.days > _LONGEST_MEETING


def _days(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    for match in words.days.pattern.finditer(text):
        month = words.months[match["m"].lower()]
        numbers = [int(match[f"d{i}"]) for i in (1, 2, 3, 4) if match[f"d{i}"]]
        start = match.start()
        if numbers != sorted(numbers):
            # "artikel 5, 4 april": only what ascends belongs together.
            numbers, start = numbers[-1:], match.start(f"d{len(numbers)}")
        year, anchored = _year(text, match, words, anchor, month, numbers[0])
        first = _iso(year, month, numbers[0])
        last = _iso(year, month, numbers[-1]) if len(numbers) > 1 else None
        if year is not None and first is None:
            continue
        if len(numbers) == _TWO and first and last and _far(first, last):
            # "op 14 en 22 september": where "to" or a dash joins them, it is all between them.
            behind = text[match.end("d1") : match.start("d2")]
            led = words.between.search(text[max(0, start - _LED) : start])
            if words.pair.fullmatch(behind) and not led:
                yield DateMention(start, match.end("d1"), first, None, "day", None, True)
                yield DateMention(match.start("d2"), match.end(), last, None, "day", None, anchored)
                continue
        kind = "range" if len(numbers) > 1 else "day"
        yield DateMention(start, match.end(), first, last, kind, None, anchored)


def _leading(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    for match in words.leading.pattern.finditer(text):
        month = words.months[match["m"].lower()]
        if match["y"] is None and not match["m"][0].isupper():
            continue
        if match["y"]:
            year: int | None = int(match["y"])
            anchored = False
        else:
            year, anchored = _guess(text, match, words, anchor, month, int(match["d1"])), True
        first = _iso(year, month, int(match["d1"]))
        last = _iso(year, month, int(match["d2"])) if match["d2"] else None
        kind = "range" if match["d2"] else "day"
        yield DateMention(match.start(), match.end(), first, last, kind, None, anchored)


def _numeric(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    for match in words.numeric.pattern.finditer(text):
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
        elif match["short"]:
            day, month, year = (int(part) for part in match["short"].split("-"))
            year += 2000 if year < _PIVOT else 1900
        else:
            year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        value = _iso(year, month, day)
        if value:
            yield DateMention(match.start(), match.end(), value)


def _month(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    for match in words.month.pattern.finditer(text):
        name = match["m"]
        number = words.months[name.lower()]
        if len(name) == 3 and name.islower() and name in words.short_months:
            continue
        if name.lower() in words.doubtful_months and not _surely_month(text, match, words):
            continue
        year, anchored = _year(text, match, words, anchor, number, None)
        value = _iso(year, number, None)
        yield DateMention(match.start(), match.end(), value, None, "month", match["part"], anchored)


def _surely_month(text: str, match: re.Match[str], words: Calendar) -> bool:
    if match["m"].islower():
        return False
    if match["y"] or match["part"]:
        return True
    # Only the word before it counts: a long text is not cut up for every month.
    before = text[max(0, match.start() - _WORD_BEFORE) : match.start()].split()
    return bool(before and before[-1].lower() in words.before_doubtful)


def _period(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    for match in words.period.pattern.finditer(text):
        if match["season"]:
            yield _season(text, match, words, anchor)
            continue
        ordinal = words.ordinals[match["ordinal"].lower()]
        kind = "quarter" if match["quarter"] else "half"
        span = 3 if match["quarter"] else 6
        if kind == "half" and ordinal > 2:
            continue
        first = (ordinal - 1) * span + 1
        last = first + span - 1
        year, anchored = _year(text, match, words, anchor, first, None)
        if kind == "half" and year is None:
            continue
        end = _iso(year, last, None)
        start = _iso(year, first, None)
        yield DateMention(match.start(), match.end(), start, end, kind, match["part"], anchored)


def _season(
    text: str, match: re.Match[str], words: Calendar, anchor: dt.date | None
) -> DateMention:
    first, last = (int(part) for part in words.seasons[match["season"].lower()])
    way = words.ways[match["way"].lower()] if match["way"] else None
    if way is None or match["y"] or match["shift"]:
        year, anchored = _year(text, match, words, anchor, first, None)
    else:
        year, anchored = _season_year(anchor, way, first, last), True
    end = None if year is None else _iso(year + (last < first), last, None)
    start = _iso(year, first, None)
    return DateMention(match.start(), match.end(), start, end, "season", match["part"], anchored)


def _season_year(anchor: dt.date | None, way: int, first: int, last: int) -> int | None:
    """The year in which this, the next or the last summer begins."""
    if anchor is None:
        return None
    year = anchor.year
    over_new_year = last < first
    if over_new_year and anchor.month <= last:
        year -= 1
    begun = dt.date(year, first, 1) <= anchor
    if way == 0:
        return year
    if way > 0:
        return year + 1 if begun else year
    ended = anchor.month > last if not over_new_year else False
    return year if begun and ended else year - 1


def _short_period(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    """ "Q3 2020", "H1": quarters and halves as figures."""
    for match in words.short_period.pattern.finditer(text):
        number, quarter = int(match["number"]), match["kind"].upper() == "Q"
        if not quarter and number > 2:
            continue
        span = 3 if quarter else 6
        named = re.search(r"(?:19|20)\d\d", match.group())
        if named is None and not quarter:
            continue
        first = (number - 1) * span + 1
        year = int(named.group()) if named else _guess(text, match, words, anchor, first, None)
        yield DateMention(
            match.start(),
            match.end(),
            _iso(year, first, None),
            _iso(year, first + span - 1, None),
            "quarter" if quarter else "half",
            None,
            named is None,
        )


def _unit(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    """A week, month, quarter or half year by how it stands to the paper's day."""
    for match in words.unit.pattern.finditer(text):
        unit, way = words.units[match["unit"].lower()], words.ways[match["way"].lower()]
        first, last = unit_of(unit, anchor, way) if anchor else (None, None)
        yield DateMention(match.start(), match.end(), first, last, unit, match["part"], True)


def unit_of(unit: str, anchor: dt.date, way: int = 0) -> tuple[str, str | None]:
    """The week, month, quarter or half year that a day is in, or so many before or after."""
    if unit == "week":
        monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(weeks=way)
        return monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat()
    span = {"month": 1, "quarter": 3, "half": 6}[unit]
    count = (anchor.year * 12 + anchor.month - 1) // span + way
    first, last = (
        f"{n // 12:04d}-{n % 12 + 1:02d}" for n in (count * span, count * span + span - 1)
    )
    return first, (last if last != first else None)


def _weekday(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    """A day of the week that is said to be the next or the last."""
    for match in words.weekday.pattern.finditer(text):
        way = words.ways[match["way"].lower()] if match["way"] else None
        if way is None:
            way = words.marks[match["anchor"].lower()]
        number = words.weekdays[(match["day"] or match["day2"]).lower()]
        value: str | None = None
        if anchor is not None and way:
            days = (number - anchor.weekday()) % 7 or 7
            value = (anchor + dt.timedelta(days=days if way > 0 else days - 7 or -7)).isoformat()
        yield DateMention(match.start(), match.end(), value, None, "weekday", None, True)


def _session(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    """A parliamentary year, from its opening to the next."""
    for match in words.session.pattern.finditer(text):
        year = int(match["y1"])
        first, last = words.session_months
        yield DateMention(
            match.start(), match.end(), f"{year}-{first}", f"{year + 1}-{last}", "session"
        )


def _span(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    """What begins now and ends nobody says when."""
    for match in words.span.pattern.finditer(text):
        yield DateMention(match.start(), match.end(), None, None, "span", None, True)


def _relative(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    for match in words.relative.pattern.finditer(text):
        if match["shift"]:
            value = str(anchor.year + words.shifts[match["shift"].lower()]) if anchor else None
            kind = "year"
        else:
            shift = words.day_shifts[match["day"].lower()]
            value = (anchor + dt.timedelta(days=shift)).isoformat() if anchor else None
            kind = "day"
        yield DateMention(match.start(), match.end(), value, None, kind, match["part"], True)


def _years(text: str, words: Calendar, anchor: dt.date | None) -> Iterator[DateMention]:
    for match in words.year.pattern.finditer(text):
        start = match.start("part") if match["part"] else match.start("y")
        yield DateMention(start, match.end(), match["y"], None, "year", match["part"])


def _year(
    text: str,
    match: re.Match[str],
    words: Calendar,
    anchor: dt.date | None,
    month: int,
    day: int | None,
) -> tuple[int | None, bool]:
    """The year of a match, and whether it follows from the anchor."""
    if match["y"]:
        return int(match["y"]), False
    if match["shift"]:
        return (anchor.year + words.shifts[match["shift"].lower()] if anchor else None), True
    return _guess(text, match, words, anchor, month, day), True


def _guess(
    text: str,
    match: re.Match[str],
    words: Calendar,
    anchor: dt.date | None,
    month: int,
    day: int | None,
) -> int | None:
    """The year of a date that gives none: by the words around it, by tense, else the nearest."""
    if anchor is None:
        return None
    before = text[max(0, match.start() - 45) : match.start()].rpartition(";")[2]
    marker = match.groupdict().get("anchor")
    if marker:
        forward: bool | None = words.marks[marker.lower()] > 0
    else:
        forward = _direction(before, words)
    if day is not None and (month, day) == (anchor.month, anchor.day):
        return anchor.year
    candidates = [
        (_day(year, month, day), year) for year in range(anchor.year - 1, anchor.year + 2)
    ]
    weekday = words.weekday_name.match(text, match.start())
    if weekday and day is not None:
        number = words.weekdays[weekday.group().lower()]
        fits = [(date, year) for date, year in candidates if date and date.weekday() == number]
        if len(fits) == 1:
            return fits[0][1]
    behind = [year for date, year in candidates if date and date < anchor]
    ahead = [
        year for date, year in candidates if date and (date >= anchor or _same(date, anchor, day))
    ]
    if forward is True:
        if behind and ahead and _quoted(candidates, anchor):
            return behind[-1]
        return ahead[0] if ahead else None
    if forward is False:
        last = [year for year in behind if not (day is None and _is(year, month, anchor))]
        return last[-1] if last else None
    return _nearest(text, words, anchor, candidates)


def _quoted(candidates: list[tuple[dt.date | None, int]], anchor: dt.date) -> bool:
    """Whether "next" was said some time before the paper, which quotes it: the day went by a few
    weeks ago, and would come again in most of a year."""
    days = sorted((date - anchor).days for date, _ in candidates if date)
    gone = [-one for one in days if one < 0]
    coming = [one for one in days if one > 0]
    return bool(gone and coming) and min(gone) <= _WEEKS and min(coming) >= _MOST_OF_A_YEAR


def _nearest(
    text: str,
    words: Calendar,
    anchor: dt.date,
    candidates: list[tuple[dt.date | None, int]],
) -> int | None:
    dated = [(abs((date - anchor).days), year, date) for date, year in candidates if date]
    if not dated:
        return None
    dated.sort()
    distance, year, _ = dated[0]
    if len(dated) == 1 or dated[1][0] - distance >= _NEAR:
        return year
    past, future = _holds(words.past_verbs, text), _holds(words.future_verbs, text)
    wanted = None if past == future else future
    if wanted is None:
        return None
    for _, year, date in dated[:2]:
        if (date >= anchor) == wanted:
            return year
    return None


@lru_cache(maxsize=64)
def _holds(pattern: Gated, text: str) -> bool:
    """Whether a text holds a pattern; asked for every date of a text that gives no year."""
    return pattern.search(text) is not None


def _direction(before: str, words: Calendar) -> bool | None:
    """Forward (True), back (False) or unknown, by the last telling word before a date."""
    if words.until.search(before):
        return True
    past = [one.end() for one in words.past.finditer(before)]
    future = [one.end() for one in words.future.finditer(before)]
    if not past and not future:
        return None
    return max(future, default=-1) > max(past, default=-1)


def _same(date: dt.date, anchor: dt.date, day: int | None) -> bool:
    return day is None and (date.year, date.month) == (anchor.year, anchor.month)


def _is(year: int, month: int, anchor: dt.date) -> bool:
    return (year, month) == (anchor.year, anchor.month)


def _day(year: int, month: int, day: int | None) -> dt.date | None:
    try:
        return dt.date(year, month, 15 if day is None else day)
    except ValueError:
        return None


def _iso(year: int | None, month: int, day: int | None) -> str | None:
    if year is None or _day(year, month, day) is None:
        return None
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


_Finder = Callable[[str, Calendar, dt.date | None], Iterator[DateMention]]
_WORDED: tuple[tuple[_Finder, str, bool], ...] = (
    (_session, "session", True),
    (_across, "across", True),
    (_days, "days", True),
    (_leading, "leading", True),
    (_numeric, "numeric", True),
    (_month, "month", False),
    (_period, "period", False),
    (_short_period, "short_period", True),
    (_unit, "unit", False),
    (_weekday, "weekday", False),
    (_span, "span", False),
    (_relative, "relative", False),
    (_years, "year", True),
)
"""Each with its pattern in the calendar, and whether that needs a digit."""
_BARE = tuple(one for one in _WORDED if one[0] in (_numeric, _years))
