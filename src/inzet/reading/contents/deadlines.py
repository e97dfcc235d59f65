"""Deadlines: how a promise words when it is due, and the day that follows from it, if any.

Reads a sentence with its dates and the meetings of its paper; writes a :class:`Deadline`. A day
is never invented: what the paper leaves open stays without one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from inzet.reading.announcement.links import meeting_id, resolve_event
from inzet.reading.contents.context import PaperContext
from inzet.reading.contents.days import as_day, full, iso, later, span
from inzet.reading.contents.deadline_words import DeadlineWords, deadline_words
from inzet.reading.languages import usable
from inzet.reading.mentions import DateMention
from inzet.reading.mentions.councils import council_words, named, place_after
from inzet.reading.mentions.dates import unit_of
from inzet.reading.text import Sentence
from inzet.vocabulary.meetings import MeetingLink
from inzet.vocabulary.times import first_day, last_day

_REACH = 90
"""How many characters the words of an event may take."""
_HEAD = 30
"""How far into them its name may begin, where the preposition is a loose one."""
_FULL = len("2023-01-01")
_LAST_WORD = re.compile(r"([^\W_]+)\W*\Z")


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a promise is due. ``due`` names a date or event under how it stands to it."""

    start: int
    end: int
    due: dict[str, str]
    """One of before, after, on, by, within; ``words`` verbatim; ``meeting`` its id, if known."""
    days: dict[str, str] = field(default_factory=dict)
    """``due_before``, ``due_by`` or ``due_on``, ISO 8601, where the day is known."""

    @property
    def content(self) -> dict[str, Any]:
        """As it stands in the content of a commitment."""
        return {"due": dict(self.due), **self.days}


def find_deadline(
    sentence: Sentence, paper: PaperContext, hint: tuple[int, int] | None = None
) -> Deadline | None:
    """The deadline a sentence sets; None when it sets none.

    Args:
        hint: where its words stand, if they were found before.
    """
    language = usable(sentence.language)
    words = deadline_words(language)
    if words is None:
        return None
    text = sentence.text if hint is None else sentence.text[: hint[1]]
    since = hint[0] if hint else 0
    finder = _Finder(sentence, text, paper, words, language)
    for match in _by_place(words.sure, words.counted, text, since):
        kind = words.kinds.get(match.group().lower())
        found = (
            finder.at(match.start(), match.end(), kind, sure=True)
            if kind
            else finder.ahead(match.start(), match.start())
        )
        if found:
            return found
    for match in words.loose.finditer(text, since):
        if not finder.may_begin(match.start(), match.end()):
            continue
        found = finder.at(
            match.start(), match.end(), words.kinds[match.group().lower()], sure=False
        )
        if found:
            return found
    return finder.bare(since)


def _by_place(
    sure: re.Pattern[str], counted: re.Pattern[str], text: str, since: int
) -> list[re.Match[str]]:
    """What opens a deadline, in text order: "two weeks before" begins at its number."""
    found = [*sure.finditer(text, since), *counted.finditer(text, since)]
    return sorted(found, key=lambda match: match.start())


class _Finder:
    """Looks at what stands after a preposition in one sentence."""

    def __init__(
        self,
        sentence: Sentence,
        text: str,
        paper: PaperContext,
        words: DeadlineWords,
        language: str,
    ) -> None:
        self._text = text
        self._paper = paper
        self._words = words
        self._language = language
        self._dates = paper.mentioned(sentence).dates

    def may_begin(self, start: int, end: int) -> bool:
        """Whether a loose preposition opens a deadline rather than belongs to a noun before it."""
        before = self._text[max(0, start - _REACH) : start]
        if before.rstrip().endswith((",", "(", "–")):
            return True
        last = _LAST_WORD.search(before)
        if last is None or last.group(1).lower() in self._words.after:
            return True
        date = self._date(start, end)
        if self._text[start:end].lower() in self._before:
            return self._words.times.match(self._text, end) is not None or (
                date is not None and date.kind != "year"
            )
        if date is None or date.kind == "year":
            return False
        noun = _LAST_WORD.search(before[: last.start()])
        return noun is None or noun.group(1).lower() not in self._words.determiners

    @property
    def _before(self) -> frozenset[str]:
        return frozenset(word for word, kind in self._words.kinds.items() if kind == "before")

    def bare(self, since: int) -> Deadline | None:
        """A time without a preposition: "dit najaar", "begin juni"."""
        for date in self._dates:
            bare = date.part or (date.kind == "weekday" and date.from_)
            if bare and date.start >= since and self.may_begin(date.start, date.start):
                return self._dated(date.start, date, "on")
        match = self._words.bare.search(self._text, since)
        if match is None:
            return None
        date_here = next(
            (one for one in self._dates if match.start() <= one.start < match.end()), None
        )
        if date_here is not None and (date_here.from_ or date_here.kind == "span"):
            found = self._dated(match.start(), date_here, "on")
            if found.days or date_here.kind == "span":
                words = {"words": match.group()}
                return Deadline(match.start(), match.end(), {**found.due, **words}, found.days)
        return Deadline(
            match.start(), match.end(), {"on": match.group().lower(), "words": match.group()}
        )

    def at(self, start: int, end: int, kind: str, *, sure: bool) -> Deadline | None:
        if kind == "within":
            return self._within(start, end)
        if kind == "by":
            ahead = self.ahead(start, end)
            if ahead is not None:
                return ahead
        date = self._date(start, end)
        if kind == "week":
            return self._week(start, date)
        if date is not None and date.kind == "season":
            event = self._longer_than(date, start, end, kind)
            if event is not None:
                return event
        if date is not None:
            return self._dated(start, date, kind)
        paper = next((one for one in self._dates if one.start > end), None)
        if paper is not None and self._words.papers.match(self._text[end : paper.start]):
            return self._dated(start, paper, kind)
        if kind == "on" and not sure and self._text[start:end].lower() in self._words.dated:
            return None
        year = self._year(start, end) if kind == "by" else None
        return year or self._event(start, end, kind, sure=sure)

    def _date(self, start: int, end: int) -> DateMention | None:
        for i, one in enumerate(self._dates):
            if start <= one.start <= end or (
                one.start > end and self._words.gap.match(self._text[end : one.start])
            ):
                after = self._dates[i + 1] if i + 1 < len(self._dates) else None
                # "de tweede helft van oktober" is in October, not in the second half of the year.
                joined = after is not None and self._text[one.end : after.start].strip()
                return after if joined in self._words.of else one
        return None

    def _dated(self, start: int, date: DateMention, kind: str) -> Deadline:
        # A full stop is the sentence's, unless the sentence goes on behind it.
        end = date.end - (self._text[date.start : date.end].endswith(".") and self._ends(date.end))
        if date.kind == "span":
            # "In the coming months" ends nobody says when.
            within = {"within": self._text[date.start : end].lower()}
            return Deadline(start, end, {**within, "words": self._text[start:end]})
        value = iso(date)
        due = {kind: value or self._named(date)}
        due["words"] = self._text[start:end]
        return Deadline(start, end, due, _days(date, kind))

    def _ends(self, at: int) -> bool:
        return not self._text[at:].strip()

    def _week(self, start: int, date: DateMention | None) -> Deadline | None:
        """The week that a day is in: "in de week van 3 juni"."""
        day = as_day(date.from_) if date and full(date) else None
        if date is None or day is None:
            return None
        due = {"on": f"week of {day}", "words": self._text[start : date.end].rstrip(".")}
        last = unit_of("week", day)[1]
        return Deadline(start, date.end, due, {"due_by": last} if last else {})

    def _longer_than(self, date: DateMention, start: int, end: int, kind: str) -> Deadline | None:
        """An event that a season is only the first word of: "the summer recess"."""
        for pattern, name in self._words.events:
            match = pattern.search(self._text, end)
            if match and match.start() <= date.start and match.end() > date.end:
                words = {"words": self._text[start : match.end()]}
                return Deadline(start, match.end(), {kind: name, **words})
        return None

    def _named(self, date: DateMention) -> str:
        """What a date is called that is no day or month: "the summer", else its words."""
        words = self._text[date.start : date.end].rstrip(".")
        return next((name for one, name in self._words.events if one.fullmatch(words)), words)

    def ahead(self, start: int, end: int) -> Deadline | None:
        """So many days or weeks before an event: "uiterlijk twee weken voor de stemming"."""
        match = self._words.span.match(self._text, end)
        ahead = self._words.ahead.match(self._text, match.end()) if match else None
        if match is None or ahead is None:
            return None
        number, unit = self._counted(match)
        found = self.at(ahead.start() + 1, ahead.end(), "before", sure=True)
        if found is None or not number:
            return None
        due = {**found.due, "words": self._text[start : found.end]}
        due["by"] = f"{span(number, unit)} before {due.pop('before')}"
        day = as_day(found.days.get("due_before"))
        days = {"due_by": later(day, -number, unit).isoformat()} if day and unit > 0 else {}
        return Deadline(start, found.end, due, days)

    def _counted(self, match: re.Match[str]) -> tuple[int, int]:
        raw = match["number"].lower()
        number = int(raw) if raw.isdigit() else self._words.numbers.get(raw, 0)
        return number, self._words.units[match["unit"].lower()]

    def _within(self, start: int, end: int) -> Deadline | None:
        match = self._words.span.match(self._text, end)
        if match is None:
            return self._vague(start, end)
        number, unit = self._counted(match)
        if not number:
            return None
        due = {"within": span(number, unit)}
        stop = match.end()
        since = self._said_on
        after = self._words.since.match(self._text, stop)
        if after is not None:
            found = self._from(after.start() + 1, after.end())
            if found is None:
                return None
            due["after"] = found.due["after"]
            if "meeting" in found.due:
                due["meeting"] = found.due["meeting"]
            stop = found.end
            link = self._link(found.due.get("meeting"))
            since = as_day(link.to or link.from_) if link else as_day(found.due["after"])
        due["words"] = self._text[start:stop]
        day = later(since, number, unit) if since and unit > 0 else None
        return Deadline(start, stop, due, {"due_by": day.isoformat()} if day else {})

    def _from(self, start: int, end: int) -> Deadline | None:
        """The day or event that a span of time is counted from."""
        date = self._date(start, end)
        if date is not None and full(date):
            return self._dated(start, date, "after")
        return self._event(start, end, "after", sure=True)

    def _vague(self, start: int, end: int) -> Deadline | None:
        """ "Within some weeks": a span whose length is not told."""
        match = self._words.vague.match(self._text, end)
        if match is None:
            return None
        due = {"within": match.group().strip().lower(), "words": self._text[start : match.end()]}
        return Deadline(start, match.end(), due)

    def _year(self, start: int, end: int) -> Deadline | None:
        """The end of the year: "voor het einde van het jaar"."""
        for pattern, unit in self._words.ends:
            match = pattern.match(self._text, end)
            if match is not None:
                words = self._text[start : match.end()]
                first, last = unit_of(unit, self._paper.day) if self._paper.day else ("", None)
                days = {"due_by": last_day(last or first).isoformat()} if first else {}
                due = {"by": days.get("due_by", words), "words": words}
                return Deadline(start, match.end(), due, days)
        for pattern, ahead in ((self._words.year, 0), (self._words.next_year, 1)):
            match = pattern.match(self._text, end)
            if match is None:
                continue
            words = self._text[start : match.end()]
            day = self._paper.day
            if day is None:
                return Deadline(start, match.end(), {"by": words, "words": words})
            last = f"{day.year + ahead}-12-31"
            return Deadline(start, match.end(), {"by": last, "words": words}, {"due_by": last})
        return None

    def _event(self, start: int, end: int, kind: str, *, sure: bool) -> Deadline | None:
        phrase = self._phrase(end)
        if not phrase.strip():
            return None
        named_here = self._meeting(phrase)
        if named_here is not None:
            name, link, stop = named_here
            if not sure and stop > _HEAD + len(name):
                return None
            return self._bound(start, end + stop, kind, name, link)
        for pattern, name in self._words.events:
            match = pattern.search(phrase)
            if match and (sure or match.start() <= _HEAD):
                stop = end + self._stretch(phrase, match.end())
                inner = [one for one in self._dates if end <= one.start < end + len(phrase)]
                # "The budget for 2020" comes before that year.
                if inner and iso(inner[0]) and inner[0].kind != "year":
                    dated = self._dated(start, inner[0], kind)
                    return Deadline(start, inner[0].end, {**dated.due, kind: name}, dated.days)
                return Deadline(start, stop, {kind: name, "words": self._text[start:stop]})
        if not sure:
            return None
        cut = self._words.cut.search(phrase, 1)
        phrase = phrase[: cut.start()] if cut else phrase
        stop = end + len(phrase.rstrip())
        return Deadline(start, stop, {kind: phrase.strip(), "words": self._text[start:stop]})

    def _bound(
        self, start: int, stop: int, kind: str, name: str, link: MeetingLink | None
    ) -> Deadline:
        """A deadline bound to a meeting; its day follows the meeting's."""
        due = {kind: name, "words": self._text[start:stop]}
        days: dict[str, str] = {}
        if link is not None:
            if link.id:
                due["meeting"] = link.id
            if link.from_ and len(link.from_) == _FULL:
                last = link.to or link.from_
                if kind == "before":
                    days["due_before"] = link.from_
                elif kind == "by":
                    days["due_by"] = link.from_
                elif kind == "on":
                    days["due_on" if last == link.from_ else "due_by"] = last
        return Deadline(start, stop, due, days)

    def _meeting(self, phrase: str) -> tuple[str, MeetingLink | None, int] | None:
        """The meeting a phrase names: its name, what is known of it, where its words end."""
        language, notices = self._language, self._paper.meetings
        words = council_words(language)
        councils = named(phrase, language)
        top = words.top.search(phrase)
        generic = words.generic.search(phrase)
        if not councils and not top and not generic:
            return None
        stop = councils[0].end if councils else (top or generic).end()  # type: ignore[union-attr]
        place = place_after(phrase, language, stop)
        stop = place[1] if place else stop
        dates = [one for one in _dates_in(self._dates, self._text, phrase) if full(one)]
        main = self._paper.main
        other = self._words.other.search(phrase[:stop])
        if councils and dates:
            date = dates[0]
            council = councils[0].council
            link = MeetingLink(
                name=council.name,
                id=meeting_id(council.body, council.key, date.from_),
                from_=date.from_,
                to=date.to or date.from_,
                place=place[0] if place else None,
            )
            return council.name, link, self._date_end(phrase, date)
        held = main is not None and main.certainty == "held"
        if other and not top and (other.group().lower() == self._words.other_first or held):
            name = councils[0].council.name if councils else (main.name if main else None)
            return (f"next {name}", None, stop) if name else None
        if councils:
            known = self._known(councils[0].council.name, place[0] if place else None)
            return (known.name if known else councils[0].council.name), known, stop
        resolved = resolve_event(phrase[:stop], language, notices)
        inner = next(iter(_dates_in(self._dates, self._text, phrase)), None)
        if resolved is None and inner is not None:
            stop = self._date_end(phrase, inner)
            return phrase[:stop].strip(), None, stop
        return (resolved.name, resolved, stop) if resolved is not None else None

    def _known(self, name: str, place: str | None) -> MeetingLink | None:
        """The meeting of that name which the paper announces or prepares."""
        for notice in self._paper.meetings:
            own = MeetingLink(
                name=notice.name,
                id=notice.id,
                from_=notice.from_,
                to=notice.to,
                place=notice.place,
            )
            for link in (own, notice.prepares):
                if link is not None and link.name.startswith(name) and place in {None, link.place}:
                    return link
        return None

    def _date_end(self, phrase: str, date: DateMention) -> int:
        at = phrase.find(self._text[date.start : date.end].rstrip("."))
        return min(at + date.end - date.start, len(phrase))

    def _stretch(self, phrase: str, at: int) -> int:
        """The end of the word that a name of an event ends in."""
        match = re.compile(r"\w*").match(phrase, at)
        return match.end() if match else at

    def _phrase(self, end: int) -> str:
        """What follows a preposition, up to a comma, a verb or who acts."""
        rest = self._text[end : end + _REACH]
        stop = self._words.stop.search(rest)
        return rest[: stop.start()] if stop else rest

    def _link(self, identity: str | None) -> MeetingLink | None:
        for notice in self._paper.meetings:
            if notice.id == identity:
                return MeetingLink(name=notice.name, id=notice.id, from_=notice.from_, to=notice.to)
            for link in (notice.prepares, notice.previous):
                if link is not None and link.id == identity and identity:
                    return link
        return None

    @property
    def _said_on(self) -> dt.date | None:
        return as_day(self._paper.said_on)


def _days(date: DateMention, kind: str) -> dict[str, str]:
    """The day that follows from a date, never more precise than it is worded."""
    if date.from_ is None or date.kind in {"season", "session"}:
        return {}
    last = last_day(date.to or date.from_).isoformat()
    if kind == "before":
        # Before "mid-June" is some day in June: only its end is sure.
        return {"due_by": last} if date.part else {"due_before": first_day(date.from_).isoformat()}
    if kind == "by" or (kind == "on" and date.to):
        return {"due_by": last}
    return {"due_on": date.from_} if kind == "on" else {}


def _dates_in(dates: Iterable[DateMention], text: str, phrase: str) -> Iterator[DateMention]:
    """The dates that stand in a phrase of a text."""
    at = text.find(phrase)
    for one in dates:
        if at <= one.start and one.end <= at + len(phrase) + 1:
            yield one
