"""The facts in a sentence of last time: its days, counts and places as they are of the next."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from inzet.dossiers import Wording
from inzet.reading.mentions import DateMention, GroupMention, SentenceMentions
from inzet.writing.compose.facts import Facts, days_in_words, number_like, place_name

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Around:
    """The meetings that sentences of last time speak of, then and now."""

    opening: str | None
    """What announces the meeting to come, where it is of another format than last time's."""
    announcing: str | None
    """The sentence that announced the one of last time."""
    old: Facts
    new: Facts
    before_old: Facts
    """The meeting before the one of last time."""
    prepared: Facts
    prepared_name: str
    prepared_past: bool
    """The meeting that was being prepared lies before the one that is drafted for, or is it."""
    sessions: int
    """How many last time's paper announced."""
    new_sessions: int | None
    """How many are announced now; None: no paper tells."""
    joined: frozenset[str]
    """Invitees of last time that are members by now."""
    invitees: tuple[str, ...]
    """Those that are not."""


class Righting:
    """Puts the facts of one meeting right for the next.

    Args:
        language: of the sentences.
    """

    def __init__(self, around: Around, words: Wording, language: str) -> None:
        self._around = around
        self._words = words
        self._language = language

    def text(self, text: str, mentions: SentenceMentions) -> str:
        """Words with the days, places and numbers of the meeting to come."""
        swaps = [*self._dates(text, mentions), *self._counts(text, mentions)]
        swaps += self.places(text, mentions)
        for start, end, put in sorted(swaps, reverse=True):
            text = text[:start] + put + text[end:]
        return text

    def _dates(self, text: str, mentions: SentenceMentions) -> list[tuple[int, int, str]]:
        found = []
        for date in mentions.dates:
            put = self._date(text[date.start : date.end], date)
            if put is not None:
                found.append((date.start, date.end, put))
        return found

    def _date(self, printed: str, date: DateMention) -> str | None:
        around = self._around
        if date.day and date.from_ is not None:
            first = dt.date.fromisoformat(date.from_)
            last = dt.date.fromisoformat(date.to) if date.to else first
            for facts, now in ((around.old, around.new), (around.before_old, around.old)):
                days = facts.days()
                if days is None:
                    continue
                if (first, last) == days:
                    return self._span(printed, date, now.days())
                if first == last and first in days:
                    return self._span(printed, date, _same_place(first, days, now.days()))
            return None
        before, old = around.before_old.month, around.old.month
        if date.kind == "month" and before and old and date.from_ == before:
            month = self._words.day(old)
            stop = "." if printed.endswith(".") else ""
            return (month.rsplit(" ", 1)[0] if date.anchored else month) + stop
        return None

    def _span(self, printed: str, date: DateMention, days: tuple[dt.date, dt.date] | None) -> str:
        # A full stop behind a month may have been taken for that of an abbreviation.
        stop = "." if printed.endswith(".") else ""
        if days is None:
            return self._words("unknown_day") + stop
        begins = _DIGIT.search(printed)
        weekday = begins is not None and begins.start() > 1
        text = days_in_words(self._words, *days, year=not date.anchored, weekday=weekday)
        text = text[:1].upper() + text[1:] if printed[:1].isupper() else text
        return text + stop

    def _counts(self, text: str, mentions: SentenceMentions) -> list[tuple[int, int, str]]:
        old, new = self._around.old.members, self._around.new.members
        if old is None or new is None or old == new:
            return []
        found = []
        for group in mentions.groups:
            if not self.is_all(group):
                continue
            printed = text[group.start : group.noun]
            number = printed.split()[0] if printed.split() else ""
            if number:
                put = number_like(new, number, self._language)
                found.append((group.start, group.start + len(number), put))
        return found

    def is_all(self, group: GroupMention) -> bool:
        """Whether a group is all members, counted as they were last time."""
        return (
            group.count is not None
            and group.count == self._around.old.members
            and group.out_of is None
            and group.group.endswith(" members")
        )

    def places(self, text: str, mentions: SentenceMentions) -> list[tuple[int, int, str]]:
        """The place of last time put right, in a sentence of that meeting and of no other year."""
        around = self._around
        found: list[tuple[int, int, str]] = []
        previous = any(self.is_of(date, around.before_old) for date in mentions.dates)
        was, now = (
            (around.before_old, around.old.place) if previous else (around.old, around.new.place)
        )
        if was.place is None or was.place == now:
            return []
        if not previous and self._is_of_another(mentions, was):
            return []
        language = self._language
        put = place_name(now, language) if now else self._words("unknown_place")
        for match in re.finditer(rf"\b{re.escape(place_name(was.place, language))}\b", text):
            found.append((match.start(), match.end(), put))
        return found

    def _is_of_another(self, mentions: SentenceMentions, facts: Facts) -> bool:
        return any(
            date.from_
            and not self.is_of(date, facts)
            and date.kind in ("year", "day", "range", "month")
            for date in mentions.dates
        )

    def is_of(self, date: DateMention, facts: Facts) -> bool:
        """Whether a date is of the days of a meeting, or its month."""
        days = facts.days()
        if not date.day:
            return date.from_ is not None and date.from_ == facts.month
        if days is None or date.from_ is None:
            return False
        return days[0] <= dt.date.fromisoformat(date.from_) <= days[1]


def _same_place(
    day: dt.date, was: tuple[dt.date, dt.date], now: tuple[dt.date, dt.date] | None
) -> tuple[dt.date, dt.date] | None:
    """The first day for the first, the last for the last."""
    if now is None:
        return None
    found = now[0] if day == was[0] else now[1]
    return found, found


__all__ = ["Around", "Righting"]
