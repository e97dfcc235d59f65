"""When a paper was said: the day in its letterhead, its dateline, or above who signed.

Reads :class:`Structured`; gives a full day, or None where the paper bears none. Words are data
(``dated`` and ``said`` in ``layout.toml``, ``month_days`` in ``calendar.toml``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.headings import letterhead_field
from inzet.reading.layout.openers import opener
from inzet.reading.mentions.calendar import either
from inzet.reading.mentions.councils import council_words, named
from inzet.reading.mentions.dates import find_dates
from inzet.reading.mentions.model import DateMention
from inzet.reading.text import Block, Structured

HEAD = 14
"""How many blocks from the top are looked at for what a letterhead says."""
_ISSUED = frozenset(("treaty series",))
"""Genres that hold days of other papers before their own, which stands at the end."""
_SPOKEN = frozenset(("report of a debate", "voting results"))
"""Genres that open with their day; days at their end are those of papers that came in."""
_LETTERED = frozenset(
    (
        "letter",
        "annotated agenda",
        "minister's report",
        "annotated agenda and report",
        "decision note",
        "convocation",
    )
)
"""Genres that are letters, or come in one, with a place and day at the top."""
_RELEASED = frozenset(("press statement", "statement", "remarks", "fact sheet"))
"""Genres whose title may run on from the line of their own day."""
_AGREED = "communiqué"
_OF_A_MEETING = frozenset(("communiqué", "council conclusions"))
"""Genres that are said at the meeting they are about, on its last day."""
_CELLS = re.compile(
    r"\s{2,}|\t|\s[|•·]\s|\s[–—]\s|\s-\s(?=[A-Z][a-z]{2,8} \d{1,2}, \d{4}\s*\Z)"
    r"|\s-\s(?=\d{1,2}[:.]\d\d\b)|(?<=\d\d\d\d)\s*[:/]\s+(?=\D)"
)
_EDGES = " ()[]|>•·*–-"
_SERIAL = re.compile(r"\s*(?:no\.?|nr\.?)?\s*\(?\d{1,4}\)?(?:[/ -]\d{2,4})?\s+", re.I)
_COLUMN = re.compile(r"\d{1,2} \w+ \d{4} ?: ?column\b", re.I)
_TOP = 1_200
"""Characters from the top in which a letterhead may run on."""
_WEEKDAY = 12
"""Characters that the name of a weekday takes beside its day."""
_LONGEST = 200
_LONGEST_PLACED = 60
"""Characters of a line that is a place and a day."""
_CLOSING = 14
"""In how many lines from the end a day may stand above or under who signed."""
_PLACE = r"\(?[A-ZÀ-Þ’'][\w.’' \-]{1,28}"


def said_in(structured: Structured, genre: str | None = None) -> dt.date | None:
    """The day a paper was said; None when it bears none.

    Args:
        genre: of the paper; what is said in a debate is said on the day of the debate.
    """
    language = usable(structured.language)
    spoken = genre in _SPOKEN
    lines = list(head_lines(structured, spoken=spoken, titled=genre in _RELEASED))
    told = _told(structured, language, genre)
    if told is None and genre in _ISSUED:
        told = _closing(structured, language)
    if told is not None or genre in _ISSUED:
        return told
    if genre in _LETTERED:
        # "The Hague, 3 March 2009" is the letter's; a page beside it says when it was published.
        placed = next(filter(None, (_of_place(line, language) for line in lines)), None)
        placed = placed or _flattened(structured, language)
        if placed is not None:
            return placed
    for line in lines:
        field = letterhead_field(line)
        if field and field[0] in _labels("date"):
            day = _single(field[1], language)
            if day:
                return day
    return (
        (_of_meeting(structured, language, heads=True) if genre == _AGREED else None)
        or next(filter(None, (_of_line(line, language) for line in lines)), None)
        or (_of_meeting(structured, language) if genre in _OF_A_MEETING else None)
        or _dateline(structured, language)
        or (None if spoken else _closing(structured, language))
        or (None if spoken or genre in _OF_A_MEETING else _flattened(structured, language))
    )


def top_lines(structured: Structured) -> Iterator[str]:
    """Lines of the letterhead as they stand in the source, fields and values apart."""
    text = structured.extracted.text
    running = False
    for block in structured.blocks[: 3 * HEAD]:
        running = running or block.kind == "paragraph"
        if block.kind == "letterhead" or (not running and len(block.text) < 160):
            yield from _source_lines(block, text)


def head_lines(
    structured: Structured, *, spoken: bool = False, titled: bool = False
) -> Iterator[str]:
    """The same, with the short lines among the first blocks, which may be no letterhead.

    Args:
        spoken: where the first turn begins, the head ends.
        titled: whether a line of the title that is a day alone is the paper's.
    """
    text = structured.extracted.text
    title = structured.title
    for i, block in enumerate(structured.blocks[: 3 * HEAD]):
        if spoken and opener(block.text, structured.language):
            return
        if block.kind == "letterhead" or (len(block.text) < 160 and i < HEAD):
            for line in _source_lines(block, text):
                # The day in a title is its meeting's.
                if (
                    line not in title
                    or letterhead_field(line)
                    or _labelled(line)
                    or _column(line)
                    or (titled and len(line) < len(title) and _is_day(line, structured))
                ):
                    yield line
        elif i < 4 and len(block.text) < 600:
            yield from _source_lines(block, text)


def _column(line: str) -> bool:
    """Whether a line is the head of a column of Hansard, which bears the day of the sitting."""
    return _COLUMN.match(line) is not None


def _is_day(line: str, structured: Structured) -> bool:
    days = _days(line, usable(structured.language))
    return len(days) == 1 and len(line.strip(_EDGES)) - (days[0].end - days[0].start) < _WEEKDAY


def _source_lines(block: Block, text: str) -> Iterator[str]:
    for line in text[block.start : block.end].splitlines():
        if line.strip():
            yield line.strip()


def _labelled(line: str) -> bool:
    return any(_words().label.match(cell) for cell in _CELLS.split(line))


def _of_line(line: str, language: str) -> dt.date | None:
    """The day of a line that holds nothing else, or has it in a cell or behind a label."""
    if len(line) > _LONGEST:
        return None
    cells = _CELLS.split(line)
    for i, cell in enumerate(cells):
        day = _of_cell(cell.strip(_EDGES), language, alone=i > 0 or len(cells) == 1)
        if day:
            return day
    return _of_cell(cells[0].strip(_EDGES), language, alone=True) if len(cells) > 1 else None


def is_dated(line: str, language: str) -> bool:
    """Whether a line tells behind a label the day of its paper."""
    return _labelled(line) and _of_line(line, language) is not None


def _of_place(line: str, language: str) -> dt.date | None:
    """The day of a line that is a place and a day and nothing else: "Den Haag, 3 maart 2009"."""
    text = line.strip(_EDGES)
    if len(text) > _LONGEST_PLACED:
        return None
    for one in _days(text, language):
        behind = text[one.end :].strip(" .")
        before = text[: one.start]
        if one.to is None and not behind and _words().placed.fullmatch(before):
            if named(before, language):
                continue  # "General Affairs Council, 13 October 2015" is a meeting and its day
            return dt.date.fromisoformat(str(one.from_))
    return None


def _of_cell(cell: str, language: str, *, alone: bool) -> dt.date | None:
    words = _words()
    label = words.label.match(cell)
    for one in _days(cell, language):
        before, after = cell[: one.start], cell[one.end :].strip(" .,;:)]")
        if one.to is not None:
            continue
        if label and label.end() <= one.start and not cell[label.end() : one.start].strip(" :,(.-"):
            return dt.date.fromisoformat(str(one.from_))
        if label and _SERIAL.fullmatch(cell[label.end() : one.start]):
            return dt.date.fromisoformat(str(one.from_))
        if label and words.weekday.fullmatch(cell[label.end() : one.start].strip(" :,(")):
            return dt.date.fromisoformat(str(one.from_))
        if alone and not after and words.before.fullmatch(before):
            return dt.date.fromisoformat(str(one.from_))
        if alone and not before.strip() and words.after.fullmatch(after):
            return dt.date.fromisoformat(str(one.from_))
    return None


def _dateline(structured: Structured, language: str) -> dt.date | None:
    """The day with which running text begins: "OSLO, 4 May 2018 – The Government …"."""
    paragraphs = [one for one in structured.blocks if one.kind == "paragraph"][:2]
    for block in paragraphs:
        for one in _days(block.text[:90], language):
            begins = _words().dateline.fullmatch(block.text[: one.start])
            ends = re.match(r"\)?\s*(?:[–—:|]|-{1,2}\s|\)|$)", block.text[one.end :])
            if begins and ends and one.to is None:
                return dt.date.fromisoformat(str(one.from_))
    return None


def _flattened(structured: Structured, language: str) -> dt.date | None:
    """The day of a letterhead whose lines run on: "… der Staten-Generaal Den Haag, 8 juni 2000"."""
    top = structured.extracted.text[:_TOP]
    for one in _days(top, language):
        placed = _words().flat.search(top[max(0, one.start - _LONGEST_PLACED) : one.start])
        if placed and one.to is None:
            return dt.date.fromisoformat(str(one.from_))
    return None


def _closing(structured: Structured, language: str) -> dt.date | None:
    """The day above or under who signed, or in which it was issued."""
    lines: list[str] = []
    for block in reversed(structured.blocks):
        if len(block.text) > _LONGEST:
            continue  # running text, in which a line may begin with any day
        lines += reversed(list(_source_lines(block, structured.extracted.text)))
        if len(lines) >= _CLOSING:
            break
    for line in lines[:_CLOSING]:
        if len(line) > 110:
            continue
        day = _of_line(line, language) or _in_words(line, language)
        if day:
            return day
    return None


def _in_words(line: str, language: str) -> dt.date | None:
    """A day written out behind a label: "Uitgegeven de tweede oktober 2007"."""
    words = _words()
    label = words.label.match(line)
    days = table(language, "calendar").get("month_days", ())
    if not label or not days:
        return None
    match = re.match(rf"\W*({either(days)})\s+(\w+\s+\d{{4}})", line[label.end() :], re.I)
    if not match:
        return None
    number = [one.lower() for one in days].index(match.group(1).lower()) + 1
    return _first_day(f"{number} {match.group(2)}", language)


def _told(structured: Structured, language: str, genre: str | None) -> dt.date | None:
    """The day a paper gives in words of its genre: when a debate was, the last answer came."""
    found: list[dt.date] = []
    patterns = _words().told.get(genre or "", ())
    if genre in _SPOKEN:
        # It opens with its own day; days further on are those of papers that came in.
        for block in structured.blocks[: 2 * HEAD]:
            if opener(block.text, structured.language):
                return None
            for pattern in patterns:
                match = pattern.search(block.text)
                if match and (day := _first_day(match.group(1), language)):
                    return day
        return None
    for pattern in patterns:
        for block in structured.blocks[: 2 * HEAD]:
            for match in pattern.finditer(block.text):
                day = _first_day(match.group(1), language)
                found += [day] if day else []
        if found:
            return max(found)
    return None


def _of_meeting(structured: Structured, language: str, *, heads: bool = False) -> dt.date | None:
    """The last day of the meeting at which a paper was agreed, by its title or opening.

    Args:
        heads: only by its title or a short line below it.
    """
    texts = [structured.title, *(one.text for one in structured.blocks[:6])]
    words = council_words(language)
    for block in structured.blocks[:4]:
        # The days of a meeting, alone on a line; it ends on the last of them.
        found = _days(block.text, language)
        if len(block.text) < _LONGEST_PLACED and found and found[-1].end > len(block.text) - 3:
            return dt.date.fromisoformat(found[-1].to or str(found[-1].from_))
    for one in _days(structured.title, language):
        return dt.date.fromisoformat(one.to or str(one.from_))
    for text in texts if not heads else ():
        opening = text[:400]
        if not (words.meets.search(opening) or named(opening, language) or "meeting" in opening):
            continue
        for one in _days(opening, language):
            return dt.date.fromisoformat(one.to or str(one.from_))
    return None


def _days(text: str, language: str) -> list[DateMention]:
    found = [one for one in find_dates(text, language, None) if one.from_ and len(one.from_) == 10]
    if found or language == "en":
        return found
    # Letterheads of ministries and of NATO have English days in papers of any language.
    return [one for one in find_dates(text, "en", None) if one.from_ and len(one.from_) == 10]


def _single(text: str, language: str) -> dt.date | None:
    """The day a field holds; a range is of a meeting."""
    days = _days(text, language)[:1]
    return dt.date.fromisoformat(str(days[0].from_)) if days and days[0].to is None else None


def _first_day(text: str, language: str) -> dt.date | None:
    days = _days(text, language)
    return dt.date.fromisoformat(str(days[0].from_)) if days else None


class _Words:
    """Compiled words of all languages."""

    def __init__(self) -> None:
        labels = [one for code in languages() for one in table(code, "layout").get("dated", ())]
        weekdays = [
            day for code in languages() for day in table(code, "calendar").get("weekdays", ())
        ]
        weekday = rf"(?:{either(weekdays)})"
        self.label = re.compile("|".join(f"(?:{one})" for one in labels) or r"(?!)", re.I)
        self.weekday = re.compile(weekday, re.I)
        places = either(council_words("nl").places)
        self.before = re.compile(
            rf"(?:{_PLACE}(?:,|\s\|)\s*|(?i:{places})\s+)?(?:(?i:{weekday})\s*,?\s*)?", 0
        )
        seats = [one for code in languages() for one in table(code, "layout").get("seats", ())]
        self.flat = re.compile(rf"(?:{either(seats)}),\s*(?:(?i:{weekday})\s*,?\s*)?\Z")
        self.placed = re.compile(rf"{_PLACE},\s*(?:(?i:{weekday})\s*,?\s*)?")
        self.after = re.compile(r"(?:\(.{2,40}|\d{1,2}[.:]\d{2}.{0,8})", re.I)
        self.dateline = re.compile(
            rf"[(\[]?(?:{_PLACE}(?:[,(]\s*{_PLACE})?(?:[,:–—/-]|\s\()?\s*)?(?:(?i:{weekday}),?\s*)?"
        )
        self.told: dict[str, list[re.Pattern[str]]] = {}
        for code in languages():
            for genre, patterns in table(code, "layout").get("said", {}).items():
                compiled = [re.compile(one, re.I) for one in patterns]
                self.told.setdefault(genre, []).extend(compiled)


@lru_cache(maxsize=1)
def _words() -> _Words:
    return _Words()


@lru_cache(maxsize=8)
def _labels(key: str) -> frozenset[str]:
    return frozenset(word for code in languages() for word in table(code, "layout").get(key, ()))
