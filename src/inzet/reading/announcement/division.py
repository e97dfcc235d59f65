"""The division of headed points over the sessions that running text tells.

Reads a meeting whose points stand under headings of their own; writes it with these points in
sessions, where its text tells in which: above the headings, as a programme ("Op vrijdagmiddag
spreken de ministers over …"), or right under each of them ("'s Middags werd gesproken over …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from inzet.reading.announcement.markers import markers
from inzet.reading.announcement.sessions import Told, programme_told, session_of
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import Item, MeetingNotice, Session

_Pairs = Sequence[tuple[Sentence, SentenceMentions]]
_LEAST = 2
_ENOUGH = 0.5
"""Which part of the points, and of the words of each, a programme must tell."""
_OPENS = 2
"""In how many sentences under its heading it is said in which session a point is."""
_STEM = 6
_BRACKETED = re.compile(r"\([^()]*\d[^()]*\)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class _Part:
    """A session with the points that are divided to it."""

    told: Told | None
    items: list[Item] = field(default_factory=list)


def with_points(
    notice: MeetingNotice,
    headed: tuple[Session, ...],
    structured: Structured,
    mentions: Mentions,
) -> MeetingNotice:
    """The same with the sessions that its headings tell, where it has none; where it has but those
    of its introduction, with the points of its headings divided over these."""
    if not notice.sessions:
        return msgspec.structs.replace(notice, sessions=headed)
    if any(one.items or one.participants for one in notice.sessions):
        return _refined(notice, headed)
    pairs = list(zip(structured.sentences, mentions.sentences, strict=True))
    points = divided(msgspec.structs.replace(notice, sessions=headed), structured, pairs)
    titled = sum(one.title is not None for one in points.sessions)
    own = sum(one.title is not None for one in headed)
    told = len(notice.sessions)
    return points if titled >= told or own >= max(_LEAST, _ENOUGH * told) else notice


def _refined(notice: MeetingNotice, headed: tuple[Session, ...]) -> MeetingNotice:
    """The same with the sessions that its headings tell, where these are more than the numbered
    ones: a council, a meal or a closing session behind them. Who takes part in each stays."""
    if sum(one.title is not None for one in headed) <= len(notice.sessions):
        return notice
    left = list(notice.sessions)
    sessions = []
    for one in headed:
        same = next((each for each in left if one.title and _are_same(each, one)), None)
        if same is not None:
            left.remove(same)
            one = msgspec.structs.replace(
                one,
                on=same.on or one.on,
                certainty=same.certainty,
                format=same.format,
                participants=same.participants,
                topics=one.topics or (() if one.items else same.topics),
            )
        sessions.append(one)
    return notice if left else msgspec.structs.replace(notice, sessions=tuple(sessions))


def _are_same(one: Session, other: Session) -> bool:
    first, second = (
        _BRACKETED.sub("", str(each.title)).casefold().strip() for each in (one, other)
    )
    return first in second or second in first


def divided(notice: MeetingNotice, structured: Structured, pairs: _Pairs) -> MeetingNotice:
    """The same with its points in the sessions that its text tells; as it is where it tells
    none."""
    items = [item for one in notice.sessions if one.title is None for item in one.items]
    if len(items) < _LEAST or any(one.start is None for one in items):
        return notice
    parts = _above(notice, items, pairs) or _under(notice, items, structured, pairs)
    if not parts:
        return notice
    titled = [one for one in notice.sessions if one.title is not None]
    taken: set[int] = set()
    sessions: list[Session] = []
    for part in parts:
        new = _session(part, notice, structured)
        same = next((one for one in titled if _is_called(one, part)), None)
        if same is not None and same.number not in taken:
            taken.add(same.number)
            new = msgspec.structs.replace(
                new, items=(*new.items, *same.items), topics=(*new.topics, *same.topics)
            )
        sessions.append(new)
    sessions += [one for one in titled if one.number not in taken]
    numbered = (msgspec.structs.replace(one, number=i) for i, one in enumerate(sessions, 1))
    return msgspec.structs.replace(notice, sessions=tuple(numbered))


def _above(notice: MeetingNotice, items: Sequence[Item], pairs: _Pairs) -> list[_Part]:
    """The sessions of a programme above the headings, where it tells most of the points."""
    first = min(int(one.start or 0) for one in items)
    found = programme_told(notice, [one for one in pairs if one[0].start < first])
    if len(found) < _LEAST:
        return []
    parts = [_Part(one) for one in found]
    left = _Part(None)
    for item in items:
        telling = stems(str(item.title))
        shares = [len(telling & stems(one.text)) for one in found]
        best = max(shares)
        enough = bool(telling) and best > _ENOUGH * len(telling)
        (parts[shares.index(best)] if enough else left).items.append(item)
    filled = [one for one in parts if one.items or (one.told and one.told.items)]
    many = len(left.items) <= _ENOUGH * len(items)
    if len(filled) < _LEAST or not many:
        return []
    return [*parts, *([left] if left.items else [])]


def _under(
    notice: MeetingNotice, items: Sequence[Item], structured: Structured, pairs: _Pairs
) -> list[_Part]:
    """The sessions that the first sentences under two or more headings tell, one of them a part of
    a day or a session; what follows without such words goes on in it, unless it was a meal."""
    heads = [one.start for one in structured.blocks if one.kind == "heading"]
    parts: list[_Part] = []
    for item in items:
        at = int(item.end or 0)
        end = next((start for start in heads if start >= at), None)
        below = [
            (one, said)
            for one, said in pairs
            if one.start >= at and (end is None or one.start < end)
        ][:_OPENS]
        told = next(
            (
                Told(mark.title, None, mark.kind, text=one.text)
                for one, said in below
                for mark in markers(one, said)
                if mark.kind != "council"
            ),
            None,
        )
        last = parts[-1] if parts else None
        if told is not None:
            parts.append(_Part(told, [item]))
        elif last is None or (last.told and last.told.kind == "meal"):
            parts.append(_Part(None, [item]))
        else:
            last.items.append(item)
    kinds = [one.told.kind for one in parts if one.told]
    sure = len(kinds) >= _LEAST and any(one in {"part", "session"} for one in kinds)
    return parts if sure else []


def _session(part: _Part, notice: MeetingNotice, structured: Structured) -> Session:
    if part.told is None:
        day = notice.from_ if notice.to in {None, notice.from_} else None
        return Session(number=0, on=day, certainty=notice.certainty, items=tuple(part.items))
    headed = [stems(str(one.title)) for one in part.items]
    left = [one for one in part.told.items if not is_known(stems(str(one.title)), headed)]
    told = msgspec.structs.replace(session_of(part.told, 0, notice, structured), topics=tuple(left))
    return msgspec.structs.replace(told, items=tuple(part.items))


def is_known(telling: set[str], headed: Sequence[set[str]]) -> bool:
    """Whether a topic is a point that has a heading."""
    return any(
        telling & one and 2 * len(telling & one) >= min(len(telling), len(one)) for one in headed
    )


def _is_called(session: Session, part: _Part) -> bool:
    if part.told is None:
        return False
    one, other = str(session.title).casefold(), part.told.title.casefold()
    return one in other or other in one


def stems(text: str) -> set[str]:
    """How the telling words of a title begin."""
    return {
        word[:_STEM].casefold()
        for word in _WORD.findall(text)
        if len(word) > 3 or word.isupper() or word.isdigit()
    }
