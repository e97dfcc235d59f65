"""The meeting before and the meeting prepared, and what "de top" or "deze Raad" refers to.

Reads the sentences of a paper and its main meeting; writes :class:`MeetingLink`. The date of
a meeting may stand in another sentence than its name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inzet.reading.languages import usable
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.councils import Council, council_words, named, place_after, place_in
from inzet.reading.mentions.model import DateMention
from inzet.reading.text import Structured
from inzet.vocabulary.meetings import MeetingLink, MeetingNotice

_HEADS = "heads of state and government"
_SUMMITS = {
    "NATO": Council("summit", "NATO", "NATO Summit", None, _HEADS),
    "EU": Council("euco", "EU", "European Council", "EUCO", _HEADS),
}
_THIS = re.compile(
    r"\b(?:deze|de|this|the)\s+(?:\w+\s+)?(?:bijeenkomst|vergadering|raad|ministeriële|meeting|council)\b",
    re.I,
)


@dataclass(slots=True)
class _Cluster:
    """All that is said of one other meeting."""

    council: Council
    place: str | None
    first: int
    dates: list[DateMention] = field(default_factory=list)
    prepared: int = 0
    times: int = 0


def meeting_id(body: str, key: str, first_day: str | None) -> str:
    """``body-format-first-day`` in lower case; without the day where it is unknown."""
    return "-".join(part for part in (body, key, first_day) if part).lower().replace(" ", "-")


def meeting_name(council: Council, place: str | None) -> str:
    """The name of a meeting; summits are known by their place."""
    if council.format == _HEADS and place and council.body != "EU":
        return f"{council.name} {place}"
    return council.name


def previous_meeting(
    structured: Structured, mentions: Mentions, main: MeetingNotice, council: Council
) -> MeetingLink | None:
    """The last meeting of the same kind, when the paper names it with at least its month."""
    for sentence, said in zip(structured.sentences, mentions.sentences, strict=True):
        if not said.dates:
            continue
        words = council_words(usable(sentence.language))
        match = words.previous.search(sentence.text)
        if not match:
            continue
        name = _named_after(sentence.text, sentence.language, match.end(), main, council)
        if name is None:
            continue
        date = next(
            (
                one
                for one in said.dates
                if one.from_
                and one.start > match.start()
                and len(one.from_) >= 7
                and main.from_
                and one.from_ < main.from_[: len(one.from_)]
            ),
            None,
        )
        if date is None or date.from_ is None:
            continue
        full = date.day
        return MeetingLink(
            name=name,
            id=meeting_id(council.body, council.key, date.from_) if full else None,
            month=date.from_[:7],
            from_=date.from_ if full else None,
            to=(date.to or date.from_) if full else None,
            place=place_in(sentence.text, sentence.language, match.end()) if full else None,
        )
    return None


def _named_after(
    text: str, language: str, at: int, main: MeetingNotice, council: Council
) -> str | None:
    """What the previous meeting is called right after "vorige": by name, or as "bijeenkomst"."""
    near = text[at : at + 60]
    for one in named(near, language):
        if (one.council.body, one.council.key) == (council.body, council.key) and one.start < 30:
            return near[one.start : one.end] if one.short else (council.abbreviation or main.name)
    generic = council_words(usable(language)).generic.search(near)
    if generic and generic.start() < 25 and not named(near[: generic.end() + 25], language):
        return council.abbreviation or main.name
    return None


def prepared_meeting(
    structured: Structured, mentions: Mentions, main: MeetingNotice, council: Council
) -> MeetingLink | None:
    """The later meeting that this one prepares; a summit before any other."""
    if main.from_ is None:
        return None
    clusters = _clusters(structured, mentions, main, council)
    best: _Cluster | None = None
    for one in clusters:
        if not one.prepared or any(_before(date, main.from_) for date in one.dates):
            continue
        if not one.dates and one.times < 2:
            continue
        if best is None or _weight(one) > _weight(best):
            best = one
    return _link(best) if best else None


def other_meetings(
    structured: Structured, mentions: Mentions, main: MeetingNotice, council: Council
) -> tuple[MeetingLink, ...]:
    """Every other meeting the paper names with a date, past and to come, in text order."""
    return tuple(_link(one) for one in _clusters(structured, mentions, main, council) if one.dates)


def resolve_event(text: str, language: str, notices: Sequence[MeetingNotice]) -> MeetingLink | None:
    """The meeting that words such as "de top", "de Top in Lissabon" or "deze Raad" refer to.

    Args:
        text: the words, without their sentence.
        notices: the meetings of the paper, main one first.

    Returns:
        The meeting named earlier; None when none fits.
    """
    words = council_words(usable(language))
    for notice in notices:
        for link in (notice.prepares, notice.previous):
            if link is None:
                continue
            if link.place and re.search(rf"\b{re.escape(link.place)}\b", text):
                return link
    top = words.top.search(text)
    for notice in notices:
        if top and notice.prepares and not _other_place(text, top.end(), notice):
            return notice.prepares
        if top and notice.format == _HEADS:
            return _as_link(notice)
    for notice in notices:
        called = {one.council.key for one in named(text, language)}
        key = notice.id.split("-")[1] if "-" in notice.id else ""
        if key in called or _THIS.search(text):
            return _as_link(notice)
    return None


def _other_place(text: str, at: int, notice: MeetingNotice) -> bool:
    place = place_after(text, "nl", at)
    return bool(place and notice.prepares and place[0] != notice.prepares.place)


def _as_link(notice: MeetingNotice) -> MeetingLink:
    return MeetingLink(
        name=notice.name,
        id=notice.id,
        from_=notice.from_,
        to=notice.to,
        place=notice.place,
        format=notice.format,
    )


def _clusters(
    structured: Structured, mentions: Mentions, main: MeetingNotice, council: Council
) -> list[_Cluster]:
    found: dict[tuple[str, str, str | None], _Cluster] = {}
    for sentence, said in zip(structured.sentences, mentions.sentences, strict=True):
        text = sentence.text
        others = list(_others(text, sentence.language, council))
        if not others:
            continue
        prepares = council_words(usable(sentence.language)).prepares.search(text)
        told = [one for one in said.dates if one.from_ and not _within(one, main)]
        starts = [one.start for one in told]
        for other, end in others:
            place = place_after(text, sentence.language, end)
            at = place[1] if place else end
            where = place[0] if place else None
            behind = bisect_left(starts, end)
            dates = told[behind : behind + 1] or told[:1]
            where = where or (place_in(text, sentence.language, at) if dates else None)
            key = (other.body, other.key, where)
            cluster = found.setdefault(key, _Cluster(other, where, sentence.id))
            cluster.times += 1
            cluster.prepared += prepares is not None
            cluster.dates += dates
    placed = {key[:2] for key in found if key[2]}
    return [one for key, one in found.items() if key[2] or key[:2] not in placed]


def _others(text: str, language: str, council: Council) -> Iterator[tuple[Council, int]]:
    """Other councils a sentence names, a bare "Top" being a summit of the same body."""
    ends: set[int] = set()
    for one in named(text, language):
        ends.update(range(one.start, one.end + 1))
        same = (one.council.body, one.council.key) == (council.body, council.key)
        if not same and not one.council.generic:
            yield one.council, one.end
    summit = _SUMMITS.get(council.body)
    if summit is None or summit.key == council.key:
        return
    for match in council_words(usable(language)).top.finditer(text):
        if match.end() not in ends:
            yield summit, match.end()


def _within(date: DateMention, main: MeetingNotice) -> bool:
    if date.from_ is None or main.from_ is None or len(date.from_) != 10:
        return False
    return main.from_ <= date.from_ <= (main.to or main.from_)


def _before(date: DateMention, day: str) -> bool:
    return date.from_ is not None and date.from_ < day[: len(date.from_)]


def _weight(cluster: _Cluster) -> tuple[bool, bool, int]:
    precise = any(one.day for one in cluster.dates)
    return (cluster.council.format == _HEADS, precise, cluster.times)


def _link(cluster: _Cluster) -> MeetingLink:
    dates = sorted(cluster.dates, key=lambda one: -len(one.from_ or ""))
    date = dates[0] if dates else None
    first = date.from_ if date else None
    full = date is not None and date.day
    return MeetingLink(
        name=meeting_name(cluster.council, cluster.place),
        id=meeting_id(cluster.council.body, cluster.council.key, first) if full else None,
        month=first[:7] if first and len(first) == 7 else None,
        from_=first if full else None,
        to=(date.to or first) if date and full else None,
        place=cluster.place,
        format=cluster.council.format,
    )
