"""Sets of criteria on a day: what is required, how it is assessed, what moved, who raised it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from inzet.dossiers.criteria.facts import MET, REQUIRED, Fact, Place
from inzet.dossiers.values import Cited, Preference, Value, choose
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow

_OPEN_LEVELS = ("none", "some progress", "good progress")


@dataclass(frozen=True, slots=True)
class Status:
    """One criterion."""

    place: Place
    number: int | None
    required: tuple[StatementRow, ...]
    """The statements that require it; none where it is only assessed."""
    level: Value[str] | None
    """The level that is used; None where nobody assessed it: it is unknown."""
    assessed: tuple[Fact, ...]
    """Assessments by whoever's is used, oldest first."""
    every: tuple[Fact, ...]
    """Assessments by everyone, oldest first."""
    raised: tuple[StatementRow, ...]
    """Statements that speak of it without a level."""

    @property
    def met(self) -> bool:
        """Whether it is met, by the assessment that is used."""
        return self.level is not None and self.level.value == MET

    @property
    def moved(self) -> tuple[Fact, Fact] | None:
        """The last two assessments, where they differ in more than how finely they tell."""
        if len(self.assessed) < 2:
            return None
        before, after = self.assessed[-2:]
        return (before, after) if differ(str(before.level), str(after.level)) else None


@dataclass(frozen=True, slots=True)
class Criteria:
    """One set of criteria of one subject."""

    subject: str
    towards: str
    name: str
    dossier: str
    statuses: tuple[Status, ...]

    @property
    def assessed(self) -> tuple[Status, ...]:
        """Those that somebody assessed."""
        return tuple(each for each in self.statuses if each.level is not None)

    @property
    def met(self) -> tuple[Status, ...]:
        """Those that are met."""
        return tuple(each for each in self.statuses if each.met)

    @property
    def last(self) -> Fact | None:
        """The assessment that was made last."""
        every = [each.assessed[-1] for each in self.assessed]
        return max(every, key=lambda fact: (fact.first, fact.row.identity), default=None)


@dataclass(frozen=True, slots=True)
class State:
    """Every set, and what was raised without belonging to any."""

    sets: tuple[Criteria, ...]
    raised: tuple[Fact, ...]
    """In the order in which it was said."""


def state_of(facts: Iterable[Fact], on: dt.date, dossier: str | None, words: Wording) -> State:
    """The state on a day, of one dossier or of all."""
    about = (fact for fact in facts if dossier is None or dossier in fact.dossiers)
    known = _by_number(fact for fact in about if fact.first <= on)
    by_place: dict[Place, list[Fact]] = {}
    raised: dict[tuple[str, str], list[Fact]] = {}
    for fact in known:
        if fact.level is None:
            key = fact.place.subject, fact.place.name.casefold()
            raised.setdefault(key, []).append(fact)
        else:
            by_place.setdefault(fact.place, []).append(fact)
    sets: dict[tuple[str, str, str], list[tuple[Status, str]]] = {}
    for place, told in by_place.items():
        beside = raised.get((place.subject, place.name.casefold()), ())
        status = _status(place, told, beside, words)
        key3 = place.subject, place.towards, place.set
        sets.setdefault(key3, []).append((status, min(told[0].dossiers)))
    return State(
        sets=tuple(_set(key, found) for key, found in sorted(sets.items())),
        raised=tuple(_ordered(fact for found in raised.values() for fact in found)),
    )


def _by_number(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, each numbered criterion of a set under the name of the first that tells of it.

    Sources word a criterion each in their way; its number in its set is what they share.
    """
    places: dict[tuple[str, str, str, int], Place] = {}
    found = _ordered(facts)
    for at, fact in enumerate(found):
        place = fact.place
        if fact.number is not None and place.set:
            key = place.subject, place.towards, place.set, fact.number
            found[at] = replace(fact, place=places.setdefault(key, place))
    return found


def _set(key: tuple[str, str, str], found: Sequence[tuple[Status, str]]) -> Criteria:
    statuses = sorted(
        (status for status, _ in found),
        key=lambda each: (each.number is None, each.number or 0, each.place.name),
    )
    subject, towards, name = key
    dossier = min(dossier for _, dossier in found)
    return Criteria(subject, towards, name, dossier, tuple(statuses))


def _status(place: Place, told: Sequence[Fact], raised: Sequence[Fact], words: Wording) -> Status:
    required = _ordered(fact for fact in told if fact.level == REQUIRED)
    assessed = _ordered(fact for fact in told if fact.level != REQUIRED)
    numbers = [fact.number for fact in told if fact.number is not None]
    level = _level(assessed, {fact.who for fact in required}, words)
    used = {row.identity for row in level.sources} if level is not None else set()
    holders = {fact.who for fact in assessed if fact.row.identity in used}
    return Status(
        place=place,
        number=min(numbers, default=None),
        required=tuple(fact.row for fact in required),
        level=level,
        assessed=tuple(fact for fact in assessed if fact.who in holders),
        every=tuple(assessed),
        raised=tuple(fact.row for fact in _ordered(raised)),
    )


def _level(assessed: Sequence[Fact], setters: set[str], words: Wording) -> Value[str] | None:
    """The level to use, of the last assessment of each who assessed it."""
    last: dict[str, list[Fact]] = {}
    for fact in assessed:
        told = last.setdefault(fact.who, [])
        if told and told[-1].first < fact.first:
            told.clear()
        told.append(fact)
    facts = {fact.row.identity: fact for told in last.values() for fact in told}
    preferences: tuple[Preference[str], ...] = (
        Preference(words("rule_setter"), lambda each: facts[each.row.identity].who in setters),
        Preference(words("rule_latest"), lambda each: facts[each.row.identity].first),
        Preference(words("rule_said"), lambda each: each.row.said or dt.date.min),
    )
    return choose([Cited(str(fact.level), fact.row) for fact in facts.values()], preferences)


def differ(before: str, after: str) -> bool:
    """Whether two levels say something else. "Not met" is coarser than the levels below met."""
    if "not met" in (before, after):
        return not ({before, after} <= {"not met", *_OPEN_LEVELS})
    return before != after


def _ordered(facts: Iterable[Fact]) -> list[Fact]:
    def place(fact: Fact) -> tuple[dt.date, dt.date, str]:
        return fact.first, fact.row.said or dt.date.min, fact.row.identity

    return sorted(facts, key=place)
