"""Deadlines: how a promise words when it is due, and the day that follows from it, if any.

Reads a sentence with its dates and the meetings of its paper; writes a :class:`Deadline`. A day
is never invented: what the paper leaves open stays without one.
"""

from __future__ import annotations

import datetime as dt
import re

from inzet.reading.contents.context import PaperContext
from inzet.reading.contents.days import as_day, full, later, span
from inzet.reading.contents.deadline_bindings import REACH, Bindings, Deadline
from inzet.reading.contents.deadline_words import DeadlineWords, deadline_words
from inzet.reading.languages import usable
from inzet.reading.mentions import DateMention
from inzet.reading.mentions.dates import unit_of
from inzet.reading.text import Sentence
from inzet.vocabulary.meetings import MeetingLink
from inzet.vocabulary.times import last_day

__all__ = ["Deadline", "find_deadline"]

_LAST_WORD = re.compile(r"([^\W_]+)\W*\Z")
_NEXT_WORD = re.compile(r"\s*(\w+)")


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
        if finder.repeats(match.start(), match.end()):
            continue
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
        self._dates = paper.mentioned(sentence).dates
        self._bind = Bindings(text, self._dates, paper, words, language)

    def repeats(self, start: int, end: int) -> bool:
        """Whether a word stands on both sides of a preposition: "year after year" tells no day."""
        last = _LAST_WORD.search(self._text[max(0, start - REACH) : start])
        upcoming = _NEXT_WORD.match(self._text, end)
        if last is None or upcoming is None:
            return False
        return last.group(1).lower() == upcoming.group(1).lower()

    def may_begin(self, start: int, end: int) -> bool:
        """Whether a loose preposition opens a deadline rather than belongs to a noun before it."""
        before = self._text[max(0, start - REACH) : start]
        if before.rstrip().endswith((",", "(", "–")):
            return True
        last = _LAST_WORD.search(before)
        if last is None or last.group(1).lower() in self._words.after:
            return True
        date = self._date(start, end)
        if self._text[start:end].lower() in self._until:
            return self._words.times.match(self._text, end) is not None or (
                date is not None and date.kind != "year"
            )
        if date is None or date.kind == "year":
            return False
        noun = _LAST_WORD.search(before[: last.start()])
        return noun is None or noun.group(1).lower() not in self._words.determiners

    @property
    def _until(self) -> frozenset[str]:
        kinds = self._words.kinds.items()
        return frozenset(word for word, kind in kinds if kind in ("before", "by"))

    def bare(self, since: int) -> Deadline | None:
        """A time without a preposition: "dit najaar", "begin juni"."""
        for date in self._dates:
            bare = date.part or (date.kind == "weekday" and date.from_)
            if bare and date.start >= since and self.may_begin(date.start, date.start):
                return self._bind.dated(date.start, date, "on")
        match = self._words.bare.search(self._text, since)
        if match is None:
            return None
        date_here = next(
            (one for one in self._dates if match.start() <= one.start < match.end()), None
        )
        if date_here is not None and (date_here.from_ or date_here.kind == "span"):
            found = self._bind.dated(match.start(), date_here, "on")
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
        if kind == "before" and self._words.chambers.match(self._text, end):
            return None
        date = self._date(start, end)
        if kind == "week":
            return self._week(start, date)
        if date is not None and date.kind == "season":
            event = self._bind.longer_than(date, start, end, kind)
            if event is not None:
                return event
        head = self._words.headed.match(self._text, date.end) if date is not None else None
        if head is not None and date is not None and not full(date):
            named = self._text[date.start : head.end()]
            words = {"words": self._text[start : head.end()]}
            return Deadline(start, head.end(), {kind: named, **words})
        if date is not None:
            return self._bind.dated(start, date, kind)
        paper = next((one for one in self._dates if one.start > end), None)
        if paper is not None and self._words.papers.match(self._text[end : paper.start]):
            return self._bind.dated(start, paper, kind)
        if kind == "on" and not sure and self._text[start:end].lower() in self._words.dated:
            return None
        year = self._year(start, end) if kind == "by" else None
        return year or self._bind.event(start, end, kind, sure=sure)

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

    def _week(self, start: int, date: DateMention | None) -> Deadline | None:
        """The week that a day is in: "in de week van 3 juni"."""
        day = as_day(date.from_) if date and full(date) else None
        if date is None or day is None:
            return None
        due = {"on": f"week of {day}", "words": self._text[start : date.end].rstrip(".")}
        last = unit_of("week", day)[1]
        return Deadline(start, date.end, due, {"due_by": last} if last else {})

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
            return self._bind.dated(start, date, "after")
        return self._bind.event(start, end, "after", sure=True)

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
