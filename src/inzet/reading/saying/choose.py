"""Which of the cues found in a sentence stand: one act per holder, the others kept as rivals.

Reads the matches of a sentence; writes choices. A promise beats a stance, an explicit stance
beats a bare fact, a fact beats what only the paper's unmarked voice seems to want.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from inzet.reading.saying.found import Found, Match


@dataclass(frozen=True, slots=True)
class Choice:
    """A match that stands, with the ids of the cues it was preferred to."""

    match: Match
    rivals: tuple[str, ...]


class LastResorts(Protocol):
    """What a language falls back on where no cue holds; see :mod:`inzet.reading.saying.grammar`."""

    def stance(self, found: Found) -> Match | None: ...
    def promise(self, stance: Match) -> Match | None: ...
    def title(self, found: Found) -> Match | None: ...


_RENEWED = "renew"
_STATED = ("condition", "status", "decision", "figure")
_COLLECTIVE = frozenset(("body", "group"))


def choose(found: Found, matcher: LastResorts | None = None) -> list[Choice]:
    """The statements a sentence carries, at most one per act and holder."""
    chosen = [_intended(one, found, matcher) for one in _chosen(found)]
    if matcher is not None and not any(_holds(one.match) for one in chosen):
        stance = matcher.stance(found)
        if stance is not None and _addressed(found):
            stance = None if stance.negated else matcher.promise(stance)
        if stance is not None:
            return [Choice(stance, tuple(one.match.cue.id for one in chosen))]
    if matcher is not None and not chosen:
        item = matcher.title(found)
        return [Choice(item, ())] if item is not None else []
    return chosen


def _intended(choice: Choice, found: Found, matcher: LastResorts | None) -> Choice:
    """What the government "shall" do, where no other word tells a view: a promise, no stance.

    What it shall do at a meeting is what it means to say there.
    """
    if matcher is None or choice.match.negated or not choice.match.cue.id.startswith(_SHALL):
        return choice
    if not _MEETINGS.isdisjoint(found.words.bag):
        return choice
    promise = matcher.promise(choice.match)
    return choice if promise is None else Choice(promise, choice.rivals)


_SHALL = "position.open.zal"
_MEETINGS = frozenset(
    [
        *("raad", "top", "bijeenkomst", "vergadering", "sessie", "werksessie", "lunch", "diner"),
        *("conferentie", "bespreking", "gesprekspartner", "ambtgenoot", "ministers", "collega's"),
        *("vragen", "verzoeken", "oproepen", "aansporen", "aanspreken", "herinneren", "bewegen"),
    ]
)
"""Words of meetings, and of asking somebody for something."""


def _addressed(found: Found) -> bool:
    """Whether parliament is spoken to: ``uw Kamer``, not ``van uw Kamer``."""
    words = found.words
    if "u" in words.bag:
        return True
    return any(actor.kind == "parliament" and not actor.preposition for actor in found.actors)


def _holds(match: Match) -> bool:
    """Whether a match leaves no room for a stance of the government's beside it."""
    return (match.own and match.cue.act != "context") or match.main


def _chosen(found: Found) -> list[Choice]:
    matches = found.matches
    if not matches:
        return []
    by_act: dict[str, list[Match]] = {}
    for match in matches:
        by_act.setdefault(match.cue.act, []).append(match)
    positions = by_act.get("position", [])
    own = [m for m in positions if m.own]
    others = [m for m in positions if not m.own and not _aside(found, m)]
    if any(m.main for m in others):
        own = [m for m in own if m.main or not _under_that(found, m)]
    named = [m for m in own if _explicit(m)]
    author = [m for m in own if not _explicit(m) and m.cue.strength > 0]
    promises = [m for m in by_act.get("commitment", []) if m.own]
    if promises and any(m.main and m.cue.strength > 2 for m in named):
        # "Nederland hecht eraan dat de Kamer wordt geïnformeerd": a stance on it, no promise
        promises = [m for m in promises if m.main or not _under_that(found, m)]
        if not promises:
            by_act.pop("commitment")
    best = {act: _best(by_act[act]) for act in by_act if act != "position"}
    if promises:
        promise, view = _best(promises), _best(named) if named else None
        beside = [view] if view is not None and _stands_beside(view, promise) else []
        return [_choice(match, matches) for match in (promise, *beside)]
    other_promise = best.get("commitment")
    agreed = best.get("decision")
    if other_promise is not None and (other_promise.main or agreed is None or not agreed.main):
        # "… bereikten een akkoord waarin zij zich verbinden": what was agreed, not the promise
        return [_choice(other_promise, matches)]
    kept: list[Match] = []
    fact = _fact(best, named, others)
    tabled = best.get("context")
    if fact is not None and fact.cue.act == "expectation" and _is_tabled(tabled, fact):
        # "Naar verwachting zal de Raad spreken over …": what is on the table, and expected to be
        assert tabled is not None
        return [
            _choice(match, matches) for match in (tabled, fact) if _hedged(fact) or match is tabled
        ]
    if fact is not None and (_outranked(fact, others) or _mentioned(fact, tabled)):
        fact = None
    if fact is not None and fact.cue.family == "ratify":
        # To approve a treaty is a step of its procedure, not only a view of it.
        named = [m for m in named if m.cue.family != "support"]
    if fact is not None and fact.cue.id.startswith("decision.own"):
        # "De regering heeft besloten de missie voort te zetten": what it decided, no more
        named = [m for m in named if m.main]
    if fact is not None and fact.cue.act == "condition" and _said_by_others(others):
        fact = None
    strong = [m for m in named if m.cue.strength >= 2] or (named if fact is None else [])
    strong = [m for m in strong if m.cue.strength > 0] or strong
    if strong:
        kept.append(_best(strong))
    elif author and fact is None and not _said_by_others(others):
        chosen = _best(author)
        agenda = best.get("context")
        if agenda is None or chosen.cue.strength > 1 or not agenda.main:
            kept.append(chosen)
    if fact is not None and not (kept and kept[0].main and _beside(fact)):
        kept.append(fact)
    agenda = best.get("context")
    kept.extend(_others(others, fact, agenda, kept))
    if agenda is not None and fact is None and not any(m.main for m in kept):
        kept.append(agenda)
    return [_choice(match, matches) for match in kept]


def _stands_beside(one: Match, other: Match) -> bool:
    """Whether each of two has a main clause of its own: "… en zal u daarover berichten"; or the
    other is a promise that is only renewed: "We reaffirm our commitment to spend more"."""
    if other.cue.family == _RENEWED:
        return True
    return one.main and other.main and one.clause != other.clause and one.cue.strength > 1


def _outranked(fact: Match, others: list[Match]) -> bool:
    """Whether a fact is only a part of what somebody else is reported to have said."""
    if fact.cue.act == "decision":
        return not fact.main and any(m.main and m.cue.strength > 1 for m in others)
    weak = fact.cue.act != "expectation" or fact.cue.strength < 2
    return any(
        m.main and (not fact.main or (weak and m.cue.strength > fact.cue.strength)) for m in others
    )


def _mentioned(fact: Match, tabled: Match | None) -> bool:
    """Whether a fact is only told of what is on the table: ``het verdrag dat is getekend``."""
    return tabled is not None and tabled.main and not fact.main and tabled.cue.strength > 1


def _is_tabled(match: Match | None, fact: Match) -> bool:
    if match is None or not match.main:
        return False
    if match.cue.strength < _SURE and not (_hedged(fact) and match.cue.strength > 1):
        return False
    return match.tense == "future" or match.cue.family in ("tabled", "laid")


def _hedged(fact: Match) -> bool:
    """Whether an expectation is said in so many words: ``naar verwachting``."""
    return fact.cue.id in _HEDGES


_SURE = 3
_HEDGES = frozenset(
    f"expectation.expect.{name}" for name in ("naar-verwachting", "waarschijnlijk", "wellicht")
)


def _beside(fact: Match) -> bool:
    """Whether a fact is only a part of the stance that is taken on it."""
    return fact.cue.strength < 3 or fact.cue.act == "condition" or not fact.main


def _explicit(match: Match) -> bool:
    return match.holder is not None or match.cue.id.startswith(
        ("position.adverbial", "position.nominal")
    )


def _aside(found: Found, match: Match) -> bool:
    """Whether somebody else's stance is only told in passing: ``het plan dat Polen steunt``."""
    clauses = found.clauses
    return clauses is not None and clauses.clauses[match.clause].kind in _ASIDE


_ASIDE = frozenset(("relative", "reason", "before", "as"))


def _under_that(found: Found, match: Match) -> bool:
    clauses = found.clauses
    return clauses is not None and clauses.clauses[match.clause].kind == "that"


def _rank(match: Match) -> tuple[int, bool, int]:
    return (match.cue.strength, match.main, -match.at)


def _best(matches: list[Match]) -> Match:
    return max(matches, key=_rank)


def _fact(best: dict[str, Match], named: list[Match], others: list[Match]) -> Match | None:
    """The one fact a sentence states: an expectation about a thing before the thing."""
    expectation = best.get("expectation")
    facts = [best[act] for act in _STATED if act in best]
    if expectation is not None and expectation.cue.strength >= 2:
        sure = [m for m in facts if m.main and m.cue.strength >= _SURE]
        # "De Raad besloot dat de missie, als alles meezit, …": what was decided
        return expectation if expectation.main or not sure else sure[0]
    facts = [m for m in facts if m.main or m.cue.strength >= 3 or not named]
    if expectation is not None:
        facts.append(expectation)
    return max(facts, key=lambda m: (m.main, m.cue.strength)) if facts else None


def _said_by_others(others: list[Match]) -> bool:
    return any(m.main for m in others)


def _others(
    others: list[Match], fact: Match | None, agenda: Match | None, kept: list[Match]
) -> list[Match]:
    """One stance for each other holder, unless the sentence is a decision or an expectation."""
    if fact is not None and fact.cue.act in ("expectation", "decision", "status"):
        return []
    found: dict[int, Match] = {}
    for match in others:
        if match.cue.strength < 2 or (match.holder is None and match.cue.holder != "others"):
            continue
        if match.holder is None and any(m.holder and m.clause == match.clause for m in others):
            continue  # "Van Franse zijde werd gewezen op …": not unnamed others
        tabled = agenda is not None and agenda.cue.family == "tabled"
        presides = match.holder is not None and match.holder.party == "presidency"
        if tabled or (presides and agenda is not None):
            continue
        if kept and kept[0].own and not (match.holder and _stands_beside(match, kept[0])):
            continue
        key = match.holder.start if match.holder is not None else -1
        if key not in found or _rank(match) > _rank(found[key]):
            found[key] = match
    return list(found.values())[:2]


def _choice(match: Match, matches: list[Match]) -> Choice:
    rivals = dict.fromkeys(m.cue.id for m in matches if m is not match and m.cue is not match.cue)
    return Choice(match, tuple(rivals)[:6])
