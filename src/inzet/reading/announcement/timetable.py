"""The sessions of a timetable: lines that begin with an hour.

Reads the blocks of a paper; writes :class:`Session`. "14:00 – 16:30 First working session: cyber
defence" is a session with a point; what stands between it and the next hour, set off by dashes, are
its points. Press conferences and family photographs are none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from inzet.reading.announcement.openers import is_called, own_topic, says_session
from inzet.reading.languages import usable
from inzet.reading.mentions.councils import named
from inzet.reading.mentions.dates import find_dates
from inzet.reading.text import Block, Structured
from inzet.vocabulary.meetings import Item, MeetingNotice, Session

_LEAST = 2
"""So many sessions with an hour make a timetable."""
_HOUR = r"(?:\d{1,2}(?:[.:h]\d{2})?(?:\s?(?:[ap]\.?m\.?|uur|hrs?))?|noon)"
_TIMED = re.compile(
    rf"(?:from |vanaf )?{_HOUR}(?:\s*[-–—]\s*{_HOUR})?(?:\s?uur)?[,:]?\s+(?P<rest>[^\W\d].*)\Z",
    re.S,
)
_CLOCK = re.compile(r"\d[.:h]\d{2}|\d\s?[ap]\.?m\.?|\buur\b|\bnoon\b")
_DASH = re.compile(r"(?:\A|\n)\s*[-–—•*]\s+")
_ENDS = re.compile(r"[:(,]|\.\s|\s+(?:followed|gevolgd|hosted|of the|van de)\b")
_TOPIC_ENDS = re.compile(r"\.(?=\s|\Z)|[;(]|\s[*•]\s|,\s+(?:with|met)\b")
_NEXT_HOUR = re.compile(rf"\n\s*(?={_HOUR}(?:\s*[-–—]|\s{{2,}}|\s?uur\b|\t))")
_LONGEST = 90
_DAY = 40
"""Characters of a line that is the day of what follows."""
_MEETING_OF = 16
"""Characters before the name of a council that meets ("Meeting of the …")."""


@dataclass(slots=True)
class _Line:
    title: str
    block: Block
    on: str | None
    items: list[Item] = field(default_factory=list)


def timetable(structured: Structured, notice: MeetingNotice) -> tuple[Session, ...]:
    """The sessions of a paper that is a timetable; none for one that is not."""
    lines = list(_lines(structured, notice))
    if len(lines) < _LEAST:
        return ()
    return tuple(
        Session(
            number=number,
            on=one.on or (notice.from_ if notice.to in {None, notice.from_} else None),
            certainty=notice.certainty,
            title=one.title,
            items=tuple(one.items),
        )
        for number, one in enumerate(lines, 1)
    )


def _lines(structured: Structured, notice: MeetingNotice) -> Iterator[_Line]:
    day: str | None = None
    line: _Line | None = None
    for raw, block in _rows(structured):
        text = " ".join(raw.split())
        match = _TIMED.match(text) if text[:1].isalnum() else None
        timed = match is not None and _CLOCK.search(text[: match.start("rest")])
        if not timed and (block.kind == "heading" or len(text) < _DAY) and not _DASH.match(raw):
            told = _day(text, block, notice)
            day = told or day
            if line is not None and (told or block.kind == "heading"):
                yield line
                line = None
        elif match is not None and timed:
            if line is not None:
                yield line
            line = _opened(match["rest"], raw, block, notice, day)
        elif line is not None:
            line.items += _points(raw, block)
    if line is not None:
        yield line


def _rows(structured: Structured) -> Iterator[tuple[str, Block]]:
    """The blocks of a paper as printed, those of several hours hour by hour."""
    for block in structured.blocks:
        raw = structured.extracted.text[block.start : block.end]
        for row in _NEXT_HOUR.split(raw) if "\n" in raw else [raw]:
            yield row, block


def _opened(
    rest: str, raw: str, block: Block, notice: MeetingNotice, day: str | None
) -> _Line | None:
    """The session that a line opens; None where it is none."""
    language = usable(block.language)
    council = next((one for one in named(rest, language) if one.start <= _MEETING_OF), None)
    end = _ENDS.search(rest)
    title = rest[: end.start()] if end else rest
    meets = council is not None and (council.council.aside or council.council.body == notice.body)
    if council is not None and meets and not is_called(title):
        title = rest[: council.end]
    title = _DASH.split(title)[0].split(" - ")[0].strip(" .")
    called = meets or is_called(title) or says_session(title, language, notice)
    if not title or len(title) > _LONGEST or not called:
        return None
    line = _Line(title.capitalize() if title.isupper() else title, block, day)
    colon = rest.find(": ")
    if 0 < colon < _LONGEST:
        topic = rest[colon + 2 :]
        stop = _TOPIC_ENDS.search(topic)
        line.items.append(_item(topic[: stop.start()] if stop else topic, block))
    elif own := own_topic(title):
        line.items.append(_item(own, block))
    line.items += _points(raw, block)
    return line


def _points(raw: str, block: Block) -> list[Item]:
    found = [re.sub(r"\s+", " ", part).strip() for part in _DASH.split(raw)[1:]]
    return [_item(re.split(r"\s\(|;|, the\b", part)[0], block) for part in found if part]


def _item(title: str, block: Block) -> Item:
    return Item(title=title.strip(" .,"), quote=block.text, start=block.start, end=block.end)


def _day(text: str, block: Block, notice: MeetingNotice) -> str | None:
    """The day of the meeting that a line names."""
    if notice.from_ is None or len(notice.from_) != len("2000-01-01"):
        return None
    anchor = dt.date.fromisoformat(notice.from_)
    for one in find_dates(text, usable(block.language), anchor):
        if one.from_ and notice.from_ <= one.from_ <= (notice.to or notice.from_):
            return one.from_
    return None
