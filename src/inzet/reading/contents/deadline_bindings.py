"""What a deadline is, and what follows from the date or the event it is bound to.

Reads the words after a preposition; writes a :class:`Deadline`. A day is never invented, and never
more precise than it is worded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from inzet.reading.announcement.links import meeting_id, resolve_event
from inzet.reading.contents.context import PaperContext
from inzet.reading.contents.days import full, iso
from inzet.reading.contents.deadline_words import DeadlineWords
from inzet.reading.mentions import DateMention
from inzet.reading.mentions.councils import council_words, named, place_after
from inzet.vocabulary.meetings import MeetingLink
from inzet.vocabulary.times import first_day, last_day

REACH = 90
"""How many characters the words of an event may take."""
_HEAD = 30
"""How far into them its name may begin, where the preposition is a loose one."""
_FULL = len("2023-01-01")
_AGAIN = len(" again early in ")
"""How far behind the verb of a body the day may begin on which it does that."""


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


class Bindings:
    """Binds the words of one sentence to dates, events and meetings."""

    def __init__(
        self,
        text: str,
        dates: tuple[DateMention, ...],
        paper: PaperContext,
        words: DeadlineWords,
        language: str,
    ) -> None:
        self._text = text
        self._dates = dates
        self._paper = paper
        self._words = words
        self._language = language

    def dated(self, start: int, date: DateMention, kind: str) -> Deadline:
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

    def longer_than(self, date: DateMention, start: int, end: int, kind: str) -> Deadline | None:
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

    def event(self, start: int, end: int, kind: str, *, sure: bool) -> Deadline | None:
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
                    dated = self.dated(start, inner[0], kind)
                    return Deadline(start, inner[0].end, {**dated.due, kind: name}, dated.days)
                return Deadline(start, stop, {kind: name, "words": self._text[start:stop]})
        if not sure:
            return None
        sits = self._words.sits.search(phrase)
        if sits is not None:
            # "before the House rises on 20 December": by that day
            behind = end + sits.end()
            day = next((one for one in self._dates if 0 < one.start - behind <= _AGAIN), None)
            if day is not None and iso(day):
                return self.dated(start, day, kind)
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
        rest = self._text[end : end + REACH]
        stop = self._words.stop.search(rest)
        return rest[: stop.start()] if stop else rest


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
