"""Headings that open a session of a meeting, and lines of a list that are points of its agenda.

Reads one :class:`Block` at a time; writes what it opens. A session is opened by a day, a part of
the day, a meal, a session or meeting that is called so, a council within the meeting, or anything
with its own day or time behind it ("Sport (21 mei, middag)").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.announcement.weekdays import without_weekday
from inzet.reading.gated import NEVER
from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.headings import LIST_MARK, is_numbered, strip_number
from inzet.reading.mentions.councils import Named, council_words, named
from inzet.reading.mentions.dates import find_dates
from inzet.reading.mentions.model import DateMention
from inzet.reading.text import Block, Structured
from inzet.vocabulary.meetings import MeetingNotice

_LONGEST = 100
"""Characters of a heading that opens a session."""
_LEAD = 60
"""Characters of the words that open a point of a list ("Cyber. The policy was …")."""
_POINT = 110
"""Characters of a point that is a line of its own."""
_BEFORE_DAY = 12
"""Characters of the name of a weekday."""
_BEHIND_DAY = 12
"""Characters behind the day that a heading ends with."""
_FEW = 4
"""Words of a heading that is nothing but the name of a session ("Werkdiner regeringsleiders")."""
_FULL = len("2000-01-01")
_NAME_BESIDE = 4
_BEFORE_NAME = 2
"""Words before the name of a council whose report or agenda a heading is."""
_JOINED = 8
"""Characters between the names of two councils that meet together."""
_SHORTER = 15
"""How much shorter than others a line is that was broken on purpose."""
_COUNTED = re.compile(r"(?:[•*–—-] )?\(?(?:\d{1,2}|[a-z]|[ivx]{1,4}|[IVX]{1,4})[.)]\s")
_HEADS = "heads of state and government"
_HOUR = re.compile(r"\b\d{1,2}[.:h]\d{2}\b|\b\d{1,2} ?(?:uur|[ap]\.?m\.?)(?!\w)")
_BRACKETED = re.compile(r"\(([^()]+)\)\s*\Z")
_MARKS = re.compile(rf"(?:{LIST_MARK.pattern}|\((?:[ivx]{{1,4}})\)\s+){{1,2}}")
_LEADS = re.compile(
    r"((?:[^\s.;:!?]+ ){0,6}[^\s.;:!?]{2,})\.\s+(?=[A-ZÀ-Þ“\"‘(])"
    r"|((?:[^\s.;:!?]+ ){0,3}[^\s.;:!?]{2,}):\s+(?=\S)"
)
_CUT = re.compile(
    r"\s+(?:--|–|—)\s.*\Z|\s+\((?![A-Z]{2,6}\)).*\Z|,\s+(?:tabled|ingebracht|op verzoek)\b.*\Z"
)
_DASHED = re.compile(r"\s+(?:--|–|—)\s+")
_NEXT_LINE = re.compile(r"\n\s*(?=(?:[•*–—-]|\d{1,2}[.)]|[a-z]\))\s)")
_PART = re.compile(r"\s+\(|[;.](?:\s|\Z)|,\s+(?:including|tabled|waaronder|ingebracht)\b|\s+--\s")
_TITLED = re.compile(r"\s*(?:[:–—]|-\s)\s*\S")
_BEHIND = re.compile(r"(?::|\s[–—-])\s+([^:–—]+)\Z")
_CLOSED = re.compile(r"[.;:,!?]\Z")


@dataclass(frozen=True, slots=True)
class _Words:
    meals: re.Pattern[str]
    called: re.Pattern[str]
    closes: re.Pattern[str]
    asides: re.Pattern[str]
    formations: re.Pattern[str]
    operations: re.Pattern[str]
    begins: re.Pattern[str]
    """The same, whatever follows."""
    dayparts: re.Pattern[str]
    verbs: re.Pattern[str]
    procedures: re.Pattern[str]
    handled: re.Pattern[str]
    weekdays: re.Pattern[str]
    topic: re.Pattern[str]
    leads: re.Pattern[str]


def opens_session(block: Block, notice: MeetingNotice) -> bool:
    """Whether a heading opens a session of a meeting by its own words."""
    return block.kind == "heading" and says_session(block.text, usable(block.language), notice)


def says_session(text: str, language: str, notice: MeetingNotice) -> bool:
    """The same of the words of a heading."""
    words = _words()
    if len(text) > _LONGEST:
        return False
    bare = strip_number(text).strip(" :")
    opens = (words.meals, words.called, words.dayparts, words.asides)
    if any(one.match(bare) for one in opens) or without_weekday(bare) != bare:
        return True
    if _dated(text, bare, language, notice):
        return True
    found = named(bare, language)
    if found and found[0].council.name != notice.name and _reported(bare, found[0], language):
        # "Verslag Raad Algemene Zaken (Artikel 50)" in a report on that council.
        return found[0].council.body == notice.body
    if words.begins.match(bare) and (found or len(bare.split()) <= _FEW):
        return True
    if not found or found[0].start > _NAME_BESIDE:
        return False
    name = found[0]
    beside = _BRACKETED.sub("", _behind(bare, found)).strip()
    fits = name.council.aside or (
        name.council.format != _HEADS
        and name.council.body == notice.body
        and not name.council.generic
    )
    return fits and len(beside) <= _NAME_BESIDE


def _reported(text: str, name: Named, language: str) -> bool:
    """Whether a heading is nothing but the report or agenda of a council."""
    words = council_words(language)
    before = text[: name.start]
    told = words.reports.search(before) or words.agendas.search(before)
    beside = len(text) - name.end <= _NAME_BESIDE and len(before.split()) <= _BEFORE_NAME
    return told is not None and beside


def _behind(text: str, found: Sequence[Named]) -> str:
    """What stands behind the councils that a heading begins with, one or several together."""
    end = found[0].end
    for one in found[1:]:
        if one.start - end > _JOINED or not one.council.aside:
            break
        end = one.end
    return text[end:]


def _dated(text: str, bare: str, language: str, notice: MeetingNotice) -> bool:
    """Whether a heading begins with a day of the meeting, or has one or its hours behind it."""
    bracketed = _BRACKETED.search(bare)
    if bracketed and _HOUR.search(bracketed[1]):
        return True
    first = notice.from_
    anchor = dt.date.fromisoformat(first) if first and len(first) == _FULL else None
    days = [one for one in find_dates(text, language, anchor) if one.day or one.from_ is None]
    day = days[0] if days else None
    if day is None or first is None:
        return False
    opens = _words().weekdays.match(text)
    if opens is not None and day.start <= _BEFORE_DAY:
        return True
    if anchor is None or not _within(day, notice):
        return False
    if bracketed is not None and text.rfind("(") < day.start:
        return True
    if day.start == 0:
        return _TITLED.match(text, day.end) is not None
    # "B. Conferentie over de kust, 12 mei", "Energy, 6 June" where the meeting is of more days.
    name = strip_number(text[: day.start]).strip(" ,–")
    marked = is_numbered(text) or _words().formations.fullmatch(name) is not None
    several = notice.to not in {None, first} and marked
    ends = len(text) - day.end <= _BEHIND_DAY and not named(text, language)
    return several and ends and text[: day.start].rstrip()[-1:] in ",–"


def undated(title: str, language: str) -> str:
    """A title without the brackets behind it that tell its day or hours."""
    found = _BRACKETED.search(title)
    timed = found and (_HOUR.search(found[1]) or find_dates(found[1], language, None))
    return title[: found.start()].rstrip() if found and timed else title


def _within(day: DateMention, notice: MeetingNotice) -> bool:
    return str(notice.from_) <= str(day.from_) <= str(notice.to or notice.from_)


def is_meal(text: str) -> bool:
    """Whether a heading is a meal."""
    return _words().meals.match(without_weekday(strip_number(text).strip(" :"))) is not None


def is_formation(block: Block) -> bool:
    """Whether a heading is the name of a formation of a council, without "Raad"."""
    bare = _BRACKETED.sub("", strip_number(block.text)).strip(" :")
    return _words().formations.fullmatch(bare) is not None


def is_format(text: str) -> bool:
    """Whether a heading is an operation in whose format ministers meet."""
    bare = _BRACKETED.sub("", strip_number(text)).strip(" :")
    return _words().operations.fullmatch(bare) is not None


def session_beside(text: str, notice: MeetingNotice) -> tuple[str, str] | None:
    """A point and the session in which it is, where its heading tells both: "Nepal (lunch)",
    "Strategy: joint session"."""
    bare = strip_number(text).strip(" :")
    found = _BRACKETED.search(bare) or _BEHIND.search(bare)
    if found is None:
        return None
    if without_weekday(bare) != bare:
        # A meal on that day is no place of the day.
        return None
    point, session = bare[: found.start()].strip(" :"), found[1].strip()
    fits = len(point) > 2 and not _words().verbs.search(session) and not is_called(point)
    called = is_called(session) or _words().meals.match(session) is not None
    return (point, session[:1].upper() + session[1:]) if fits and called else None


def is_aside(text: str) -> bool:
    """Whether a heading is what is adopted beside what is spoken of."""
    return _words().asides.match(strip_number(text).strip(" :")) is not None


def tells_session(block: Block) -> bool:
    """Whether a paragraph begins with the session that ends the meeting, as what it is about."""
    return block.kind == "paragraph" and _words().closes.match(block.text) is not None


def is_called(text: str) -> bool:
    """Whether a line of a timetable begins with what a session or meal is called."""
    return _words().begins.match(text) is not None


def own_topic(title: str) -> str | None:
    """What the title of a session says is spoken of: "Werkdiner – Oekraïne", "Meeting on Syria"."""
    whole = _BRACKETED.sub("", strip_number(title)).strip()
    bare = without_weekday(whole)
    match = _words().topic.match(bare)
    found = match["x"].strip(" .:") if match else ""
    if not found and bare != whole and not is_meal(bare) and not is_called(bare):
        found = bare
    return found if len(found) > 2 else None


def point_of(block: Block, structured: Structured) -> str | None:
    """The title of a point that a line of a list is, or opens with; None where it is neither."""
    if block.kind != "list_item":
        return None
    text = _first_line(block, structured) or block.text
    mark = _MARKS.match(text)
    body = text[mark.end() :].strip() if mark else text
    if not body[:1].isalnum() or body[0].islower():
        return None
    dashed = _DASHED.search(body)
    if dashed and _words().handled.match(body, dashed.end()):
        # What is done with it stands behind a dash: "Eurovignet -- voortgangsrapportage. …"
        body = body[: dashed.start()]
    lead = _LEADS.match(body)
    told = (lead[1] or lead[2]) if lead else body
    title = _CUT.sub("", told).strip()
    if not lead and (len(body) > _POINT or _CLOSED.search(body)):
        return None
    if lead and len(told) > _LEAD:
        return None
    words = _words()
    if len(title) <= 2 or words.verbs.search(title) or words.procedures.match(title):
        return None
    return title


def listed_points_of(block: Block, structured: Structured) -> tuple[str, ...]:
    """The points in a list that is said to be of points, whatever form they have."""
    raw = structured.extracted.text[block.start : block.end]
    found = []
    for line in _NEXT_LINE.split(raw):
        mark = _MARKS.match(line)
        body = " ".join(line[mark.end() :].split() if mark else line.split())
        title = _PART.split(body)[0].strip()
        if 2 < len(title) <= _POINT:
            found.append(title)
    return tuple(found)


def _first_line(block: Block, structured: Structured) -> str | None:
    """The first line of a numbered block as printed, where it is short and stands for itself."""
    raw = structured.extracted.text[block.start : block.end]
    first, _, rest = raw.partition("\n")
    rest = rest.strip()
    lines = [len(one) for one in raw.split("\n")]
    alone = rest[:1].isupper() and not _CLOSED.search(first.strip()) and is_counted(block)
    return first.strip() if alone and len(first) < max(lines) - _SHORTER else None


def leads_points(text: str) -> bool:
    """Whether a line that ends with a colon leads the points of an agenda."""
    return _words().leads.search(text) is not None


def is_counted(block: Block) -> bool:
    """Whether a line of a list bears a number or letter."""
    return _COUNTED.match(block.text) is not None


@lru_cache(maxsize=1)
def _words() -> _Words:
    def all_(key: str) -> list[str]:
        return [
            one
            for code in languages()
            for one in table(code, "layout").get("session", {}).get(key, ())
        ]

    meals = "|".join(sorted(map(re.escape, all_("meals")), key=len, reverse=True)) or NEVER
    called = "|".join(all_("called")) or NEVER
    sessions = "|".join(sorted(map(re.escape, all_("words")), key=len, reverse=True)) or NEVER
    compounds = "|".join(map(re.escape, all_("compounds"))) or NEVER
    days = [
        re.escape(str(one))
        for code in languages()
        for one in table(code, "calendar").get("weekdays", ())
    ]
    formation = "|".join(map(re.escape, all_("formations"))) or NEVER
    councils = "|".join(all_("councils")) or NEVER
    on = "|".join(all_("about")) or NEVER
    return _Words(
        meals=re.compile(
            rf"(?:\w+ )?(?:{meals})(?:\s*[:–—(-]|\s+(?:{on}|met|with|van|of)\b|\Z)", re.I
        ),
        called=re.compile(rf"(?:{called})", re.I),
        formations=re.compile(
            rf"(?:(?:{councils}) )?(?:{formation})(?:(?: ?[,/&] ?| en | and )(?:{formation}))*",
            re.I,
        ),
        asides=re.compile("|".join(all_("asides")) or NEVER, re.I),
        operations=re.compile("|".join(all_("operations")) or NEVER, re.I),
        closes=re.compile("|".join(all_("closes")) or NEVER, re.I),
        begins=re.compile(
            rf"(?!(?:{'|'.join(all_('other')) or NEVER})\b)"
            rf"(?:[\w-]+ ){{0,2}}(?:{meals}|{sessions}|\w+(?:{compounds}))s?\b",
            re.I,
        ),
        dayparts=re.compile(rf"(?:{'|'.join(all_('dayparts')) or NEVER})(?:\s*[:–—(-]|\Z)", re.I),
        verbs=re.compile(rf"\b(?:{'|'.join(all_('verbs')) or NEVER})\b", re.I),
        leads=re.compile("|".join(all_("leads")) or NEVER, re.I),
        procedures=re.compile(rf"(?:{'|'.join(all_('procedures')) or NEVER})\b", re.I),
        handled=re.compile(
            rf"(?:{'|'.join((*all_('procedures'), *all_('handled'))) or NEVER})\b", re.I
        ),
        weekdays=re.compile(
            rf"(?:{'|'.join(days) or NEVER})(?:{'|'.join(all_('day_parts')) or NEVER})?\b", re.I
        ),
        topic=re.compile(
            rf"(?:[^:–—]{{3,70}}?(?:\s[–—-]+|:)\s+|(?:[\w-]+ ){{1,4}}(?:{on}) )(?P<x>.{{3,}}?)"
            r"(?: (?:met|with) (?:de|het|the)\b.*)?\Z",
            re.I,
        ),
    )
