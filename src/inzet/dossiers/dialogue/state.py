"""What is told of a dialogue: partners, topics, sessions, outcomes, exchange."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from inzet.dossiers.sayings import Saying, Track, tracks
from inzet.vocabulary.acts import Act

EXCHANGE = ("exchange of analyses", "best practices")
"""Topics that speak of exchange itself."""
SHARED = ("analysis", "best practice")
"""Kinds of statement that tell that one was shared."""
_OUTCOMES = (Act.DECISION, Act.COMMITMENT)


@dataclass(frozen=True)
class State:
    """What was said of one dialogue, or of all, in order, and what follows from it."""

    sayings: tuple[Saying, ...]

    @cached_property
    def partners(self) -> Mapping[str, tuple[Saying, ...]]:
        """By code, in the order in which they are first named."""
        return _by(self.sayings, "partners")

    @cached_property
    def topics(self) -> Mapping[str, tuple[Saying, ...]]:
        """By name, in the order in which they are first named."""
        return _by(self.sayings, "topics")

    @cached_property
    def sessions(self) -> Mapping[tuple[str, int], tuple[Saying, ...]]:
        """By meeting and number of the session."""
        return _sessions(self.sayings)

    @cached_property
    def outcomes(self) -> tuple[Saying, ...]:
        """Decisions, promises, and steps that are dated."""
        return tuple(each for each in self.sayings if _outcome(each))

    @cached_property
    def exchange(self) -> tuple[Saying, ...]:
        """Statements that speak of the exchange of analyses and practices."""
        return tuple(each for each in self.sayings if _exchange(each) and not _shared(each))

    @cached_property
    def shared(self) -> tuple[Saying, ...]:
        """Statements that tell that one was shared."""
        return tuple(each for each in self.sayings if _shared(each))

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """Who judged how, occasion by occasion."""
        return tracks(self.sayings)


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
