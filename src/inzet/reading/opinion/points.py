"""Points that running text puts on the table and no rule found, weighed by a table.

Reads the notices of a paper; writes them with what their text adds. ``scripts/train_points.py``
makes the table from papers told as a whole. It weighs in two steps, as most sentences name no
point: whether a sentence names one, and which of its word groups do. What is proposed is a stretch
of the sentence, so nothing is there that the paper does not print.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from inzet.reading.announcement.division import is_known, stems
from inzet.reading.announcement.parts import part_of, parts
from inzet.reading.languages import everywhere, usable
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.councils import council_words
from inzet.reading.opinion.point_features import (
    Setting,
    about,
    before,
    behind,
    sentence_features,
    setting_of,
    within,
)
from inzet.reading.opinion.word_groups import Group, Words, bounds, words_of
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import Item, MeetingNotice, Session

SCALE = 1000
_STEEPEST = 30.0


@dataclass(frozen=True, slots=True)
class Table:
    """The weights of both steps, in thousandths."""

    sentence: Mapping[str, int]
    group: Mapping[str, int]
    bias: tuple[int, int]
    """Of the first and of the second step."""
    least: float
    """How sure the first step has to be for the second to be asked."""
    lead: float
    """What part of the sum of the first step is added in the second."""
    enough: float
    """How sure the second has to be."""


@cache
def shipped() -> Table | None:
    """The table that ships; None where there is none."""
    path = files("inzet.reading").joinpath(f"languages/{everywhere()}/points.json")
    if not path.is_file():
        return None
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Table(
        raw["sentence"], raw["group"], tuple(raw["bias"]), raw["least"], raw["lead"], raw["enough"]
    )


def _sum(weights: Mapping[str, int], found: Iterable[str]) -> int:
    return sum(map(weights.get, found, itertools.repeat(0)))


def share(total: float) -> float:
    """A sum of weights, in thousandths, as how sure it makes, between 0 and 1."""
    return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, total / SCALE))))


def weighed(
    words: Words, sentence: Sentence, setting: Setting, structured: Structured, table: Table
) -> list[tuple[float, Group]]:
    """The groups of a sentence that name a point, in order, each with how sure that is."""
    language = sentence.language or ""
    known = bounds(language)
    if known is None:
        return []
    where = about(sentence, setting, structured)
    total = table.bias[0] + _sum(table.sentence, where)
    total += _sum(table.sentence, sentence_features(words, language))
    if share(total) < table.least:
        return []
    base = table.bias[1] + _sum(table.group, where) + total * table.lead
    left = {
        one: _sum(table.group, before(words, one, known, language))
        for one in {each.first for each in words.groups}
    }
    right = {
        one: _sum(table.group, behind(words, one)) for one in {each.last for each in words.groups}
    }
    sure = []
    for group in words.groups:
        sum_ = base + left[group.first] + right[group.last]
        sum_ += _sum(table.group, within(words, group, known, setting))
        if (one := share(sum_)) >= table.enough:
            sure.append((one, group))
    return chosen(sure)


def chosen(sure: Sequence[tuple[float, Group]]) -> list[tuple[float, Group]]:
    """The surest of groups that share no word, in order."""
    kept: list[tuple[float, Group]] = []
    for one in sorted(sure, key=lambda each: (-each[0], each[1].first, each[1].last)):
        if not any(one[1].touches(other) for _, other in kept):
            kept.append(one)
    return sorted(kept, key=lambda each: each[1].first)


def with_weighed_points(
    notices: tuple[MeetingNotice, ...],
    structured: Structured,
    mentions: Mentions,
    genre: str | None,
    table: Table | None = None,
) -> tuple[MeetingNotice, ...]:
    """The same notices with the points that their running text names and no rule found.

    Args:
        genre: of the paper, where it is known.
        table: weighs them; by default the one that ships.
    """
    table = table or shipped()
    if table is None or not notices:
        return notices
    setting = setting_of(structured, notices, genre)
    indices = parts(structured, notices) if len(notices) > 1 else ()
    found = []
    for i, notice in enumerate(notices):
        view = part_of(structured, mentions, indices, i)[0] if indices else structured
        found.append(_with(notice, view, setting, table))
    return tuple(found)


def _with(
    notice: MeetingNotice, structured: Structured, setting: Setting, table: Table
) -> MeetingNotice:
    titles = [
        title
        for one in notice.sessions
        for title in (one.title, *(item.title for item in (*one.items, *one.topics)))
    ]
    known = [stems(one) for one in titles if one]
    # Of a sentence that named a point to a rule, what is left is a part of it.
    told = {item.start for one in notice.sessions for item in (*one.items, *one.topics)}
    new: list[tuple[int | None, Item]] = []
    for sentence in structured.sentences:
        found = bounds(sentence.language or "")
        if found is None or sentence.start in told or _is_elsewhere(sentence):
            continue
        words = words_of(sentence.text, found)
        for _, group in weighed(words, sentence, setting, structured, table):
            title = words.said(group)
            telling = stems(title)
            if not telling or is_known(telling, known):
                continue
            known.append(telling)
            item = Item(title=title, quote=sentence.text, start=sentence.start, end=sentence.end)
            new.append((structured.blocks[sentence.block].session, item))
    return _placed(notice, new) if new else notice


def _is_elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence is about what is beside the meeting."""
    return council_words(usable(sentence.language)).margin.search(sentence.text) is not None


def _placed(notice: MeetingNotice, new: Sequence[tuple[int | None, Item]]) -> MeetingNotice:
    """The same with new points in the sessions under whose heading they stand; else in the only
    session, or in one that bears no title."""
    sessions = list(notice.sessions)
    untitled = next((i for i, one in enumerate(sessions) if one.title is None), None)
    if untitled is None and len(sessions) == 1:
        untitled = 0
    for number, item in new:
        at = next(
            (i for i, one in enumerate(sessions) if number and one.number == number), untitled
        )
        if at is None:
            on = notice.from_ if notice.to in {None, notice.from_} else None
            more = Session(number=len(sessions) + 1, on=on, certainty=notice.certainty)
            at = untitled = len(sessions)
            sessions.append(more)
        own = sessions[at]
        sessions[at] = msgspec.structs.replace(own, topics=(*own.topics, item))
    return msgspec.structs.replace(notice, sessions=tuple(sessions))
