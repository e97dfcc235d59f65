"""What is told of a dialogue: partners, topics, sessions, outcomes, exchange."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inzet.dossiers.sayings import Saying, Track, in_order, tracks
from inzet.vocabulary.acts import Act

EXCHANGE = ("exchange of analyses", "best practices")
"""Topics that speak of exchange itself."""
SHARED = ("analysis", "best practice")
"""Kinds of statement that tell that one was shared."""
_OUTCOMES = (Act.DECISION, Act.COMMITMENT)


@dataclass(frozen=True, slots=True)
class State:
    """What was said of one dialogue, or of all, in order, and what follows from it."""

    sayings: tuple[Saying, ...]
    partners: Mapping[str, tuple[Saying, ...]]
    """By code, in the order in which they are first named."""
    topics: Mapping[str, tuple[Saying, ...]]
    sessions: Mapping[tuple[str, int], tuple[Saying, ...]]
    """By meeting and number of the session."""
    outcomes: tuple[Saying, ...]
    """Decisions, promises, and steps that are dated."""
    exchange: tuple[Saying, ...]
    """Statements that speak of the exchange of analyses and practices."""
    shared: tuple[Saying, ...]
    """Statements that tell that one was shared."""
    tracks: tuple[Track, ...]


def state_of(facts: Iterable[Saying], on: dt.date, dossier: str | None) -> State:
    """The state on a day."""
    sayings = in_order(facts, on, dossier)
    return State(
        sayings=tuple(sayings),
        partners=_by(sayings, "partners"),
        topics=_by(sayings, "topics"),
        sessions=_sessions(sayings),
        outcomes=tuple(each for each in sayings if _outcome(each)),
        exchange=tuple(each for each in sayings if _exchange(each) and not _shared(each)),
        shared=tuple(each for each in sayings if _shared(each)),
        tracks=tracks(sayings),
    )


def _by(sayings: Iterable[Saying], key: str) -> dict[str, tuple[Saying, ...]]:
    found: dict[str, list[Saying]] = {}
    for each in sayings:
        named = each.row.content.get(key)
        for name in named if isinstance(named, list) else ():
            found.setdefault(str(name), []).append(each)
    return {name: tuple(said) for name, said in found.items()}


def _sessions(sayings: Iterable[Saying]) -> dict[tuple[str, int], tuple[Saying, ...]]:
    found: dict[tuple[str, int], list[Saying]] = {}
    for each in sayings:
        if each.row.meeting and each.row.session is not None:
            found.setdefault((each.row.meeting, each.row.session), []).append(each)
    return {place: tuple(said) for place, said in found.items()}


def _outcome(each: Saying) -> bool:
    return each.act in _OUTCOMES or (each.act == Act.STATUS and each.happened is not None)


def _exchange(each: Saying) -> bool:
    topics = each.row.content.get("topics")
    return isinstance(topics, list) and any(topic in EXCHANGE for topic in topics)


def _shared(each: Saying) -> bool:
    return each.row.content.get("kind") in SHARED
