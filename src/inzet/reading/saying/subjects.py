"""Who a clause is about: the subject of its verb, or the agent of a passive."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.reading.saying.actors import OWN, SIDES, Actor
from inzet.reading.saying.clauses import Clauses
from inzet.reading.saying.cues import Frame
from inzet.reading.saying.lexicon import Word
from inzet.reading.saying.morphology import Form
from inzet.reading.saying.words import Words


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a clause. ``how`` it was found, and those who share it."""

    actor: Actor | None
    how: str
    joint: tuple[Actor, ...]

    @property
    def own(self) -> bool:
        """Whether the speaking government is (one of) the subject."""
        if self.actor is None:
            return False
        return self.actor.own or any(actor.own for actor in self.joint)


NOBODY = Subject(None, "", ())


def subject(clauses: Clauses, index: int, at: int, depth: int = 0) -> Subject:
    """The subject of the verb at token ``at`` in a clause."""
    clause = clauses.clauses[index]
    if depth > 6:
        return NOBODY
    if clause.kind == "infinitive":
        parent = clauses.clauses[clause.parent]
        return subject(clauses, clause.parent, max(parent.finite, parent.start), depth + 1)
    nominative = [
        actor
        for actor in clauses.actors
        if not actor.preposition and clauses.of[actor.end - 1] == index
    ]
    if clause.kind != "main":
        return _final(clauses, index, at, nominative, depth)
    finite = _finite(clauses, index, at)
    if clause.follows >= 0 and _bare(clauses, clause.start, finite):
        before = clauses.clauses[clause.follows]
        return subject(clauses, clause.follows, max(before.finite, before.start), depth + 1)
    return _second(clauses, index, finite, nominative)


def _finite(clauses: Clauses, index: int, at: int) -> int:
    clause = clauses.clauses[index]
    return clause.finite if clause.finite >= 0 else at


def _bare(clauses: Clauses, start: int, finite: int) -> bool:
    """Nothing but small words between a coordinator and the verb: the subject is left out."""
    flags = clauses.words.flags
    return all(
        flags[k] & (Word.COORDINATOR | Word.ADVERB | Word.PUNCTUATION) for k in range(start, finite)
    )


def _agrees(clauses: Clauses, finite: int, group: list[Actor]) -> bool:
    form = clauses.lexicon.finite.get(clauses.words.lower[finite])
    if form is None:
        return True
    if form == Form.FIRST:
        return any(clauses.words.lower[one.start] == "ik" for one in group)
    plural = len(group) > 1 or group[0].plural
    if len(group) == 1 and clauses.words.lower[group[0].start] in _EITHER:
        return True
    if form & Form.SINGULAR and form & Form.PLURAL:
        return True
    if form & Form.PLURAL and not form & Form.SINGULAR:
        return plural or group[0].kind in ("pronoun", "group")
    first = group[0]
    if any(word in _COLLECTIVE for word in clauses.words.lower[first.start : first.end]):
        return True
    return not first.plural or first.kind in ("pronoun", "body")


_EITHER = frozenset(("zij", "ze"))
"""She or they."""
_JOINS = (
    *(["en"], [","], [",", "en"], ["of"], ["alsmede"], ["noch"], ["evenals"]),
    *(["waaronder"], [",", "waaronder"], [",", "waaronder", "ook"]),
)
_COLLECTIVE = frozenset(
    [
        *("aantal", "groep", "meerderheid", "minderheid", "deel", "tal", "merendeel", "handvol"),
        *("tweetal", "drietal", "viertal", "vijftal", "zestal", "zevental", "tiental", "twaalftal"),
        *("reeks", "kopgroep", "handjevol", "gros"),
    ]
)


def _group(nominative: list[Actor], first: int, words: Words) -> list[Actor]:
    """Actors coordinated with the first: ``Frankrijk en Nederland``."""
    group = [nominative[first]]
    for actor in nominative[first + 1 :]:
        between = words.lower[group[-1].end : actor.start]
        if between in _JOINS:
            group.append(actor)
        else:
            break
    return group


def joint_with(named: list[Actor], holder: Actor, words: Words) -> tuple[Actor, ...]:
    """Those who are coordinated with a holder that a phrase names; nobody where it stands alone."""
    if holder.preposition:
        return ()
    for k in range(len(named)):
        group = _group(named, k, words)
        if len(group) > 1 and any(one is holder for one in group):
            return tuple(group)
    return ()


def _subject_of(group: list[Actor], how: str) -> Subject:
    own = next((actor for actor in group if actor.own), None)
    return Subject(own or group[0], how, tuple(group) if len(group) > 1 else ())


def _second(clauses: Clauses, index: int, finite: int, nominative: list[Actor]) -> Subject:
    """Main clauses: the subject stands before the finite verb or close behind it."""
    words = clauses.words
    if words.lower[finite + 1 : finite + 2] == ["ik"]:
        for actor in nominative:
            if actor.start == finite + 1:
                return Subject(actor, "inversion", ())
    fronted = _fronted(clauses, index, finite, nominative)
    if fronted is not None:
        return Subject(fronted, "inversion", ())
    for k, actor in enumerate(nominative):
        if actor.start == 1 and words.lower[0] == "als":
            continue  # "Als voorzitter streeft Nederland …"
        if actor.end <= finite:
            group = _group(nominative, k, words)
            if _agrees(clauses, finite, group) and not _is_aim(clauses, index, group, finite):
                return _subject_of(group, "before the verb")
    for k, actor in enumerate(nominative):
        if actor.start <= finite:
            continue
        between = words.flags[finite + 1 : actor.start]
        light = len(between) <= 7 and all(f & _LIGHT for f in between)
        named = actor.kind != "pronoun"  # "zij het met kanttekeningen" is nobody
        if light or (named and _over_phrases(clauses, finite + 1, actor.start)):
            group = _group(nominative, k, words)
            if _agrees(clauses, finite, group):
                return _subject_of(group, "inversion")
        break
    for actor in nominative:
        if words.lower[actor.start] in ("ik", "wij", "we"):
            return Subject(actor, "pronoun", ())
    return NOBODY


def _fronted(clauses: Clauses, index: int, finite: int, nominative: list[Actor]) -> Actor | None:
    """``Een gift aan een groep landen acht de regering onjuist``: the government right behind the
    verb, where those named before it only hang on what is put in front."""
    own = next((one for one in nominative if one.own and one.start == finite + 1), None)
    before = [one for one in nominative if one.end <= finite]
    if own is None or not before or not _agrees(clauses, finite, [own]):
        return None
    start = clauses.clauses[index].start
    leads = clauses.words.flags[start + 1 : before[0].start]
    hung = clauses.words.lower[start] in ("een", "het", "de")
    return own if hung and any(flag & Word.PREPOSITION for flag in leads) else None


def _is_aim(clauses: Clauses, index: int, group: list[Actor], finite: int) -> bool:
    """``drie doelen: …, Finland en Zweden als lid verwelkomen``: a list of what somebody aims at.

    Its verb stands last, away from those named, and could be an infinitive.
    """
    lower, end = clauses.words.lower, group[-1].end
    form = clauses.lexicon.finite.get(lower[finite])
    if index == 0 or form is None or form & Form.SINGULAR or end == finite:
        return False
    after = finite + 1
    last = after == len(lower) or clauses.of[after] != index or lower[after] in (",", ".", ";")
    return last and "," not in lower[end:finite]


def _over_phrases(clauses: Clauses, start: int, end: int) -> bool:
    """Whether only phrases with a preposition stand between: ``heeft in de Raad ook Nederland``."""
    if not 1 < end - start <= _FAR:
        return False
    flags = clauses.words.flags
    covered = {
        k
        for actor in clauses.actors
        if actor.preposition and start < actor.start < end
        for k in range(actor.start, actor.end)
    }
    hanging = False
    for k in range(start, end):
        flag = flags[k]
        if flag & Word.PREPOSITION:
            hanging = True
        elif k in covered:
            hanging = False
        elif flag & (Word.VERB | Word.OPENS | Word.AUXILIARY) and not flag & Word.ADVERB:
            return False
        elif flag & _LIGHT:
            hanging = hanging and bool(flag & Word.DETERMINER)
        elif not hanging:
            return False
    return True


_ASKS = frozenset(("motie", "moties"))
_FAR = 14
_LIGHT = (
    Word.ADVERB
    | Word.REFLEXIVE
    | Word.NEGATION
    | Word.DETERMINER
    | Word.PREPOSITION
    | Word.PUNCTUATION
    | Word.COORDINATOR
)


def _final(clauses: Clauses, index: int, at: int, nominative: list[Actor], depth: int) -> Subject:
    """Subordinate clauses: the first actor between the opening word and the verb."""
    words = clauses.words
    if (
        clauses.clauses[index].kind == "relative"
        and words.lower[clauses.clauses[index].start] == "die"
    ):
        for actor in reversed(clauses.actors):
            if actor.start < clauses.clauses[index].start and words.lower[actor.end - 1] in _ASKS:
                return Subject(actor, "relative", ())  # "een motie die het kabinet oproept"
    for k, actor in enumerate(nominative):
        if actor.start > at:
            break
        return _subject_of(_group(nominative, k, words), "subordinate")
    clause = clauses.clauses[index]
    follow = words.lower[clause.start + 1] if clause.start + 1 < len(words) else ""
    if follow in ("het", "hij", "zij") and clause.parent >= 0 and clause.start + 2 == at:
        parent = clauses.clauses[clause.parent]
        return subject(clauses, clause.parent, max(parent.finite, parent.start), depth + 1)
    if clause.kind == "relative" and words.lower[clause.start] in ("die", "dat"):
        for actor in reversed(clauses.actors):
            if actor.end in (clause.start, clause.start - 1):
                return Subject(actor, "relative", ())
    return NOBODY


def agent(clauses: Clauses, index: int, words: Words) -> Subject:
    """Who a passive is done by: ``door Nederland``, ``namens Nederland``."""
    for k, actor in enumerate(clauses.actors):
        if clauses.of[actor.start] != index:
            continue
        if actor.preposition in ("door", "namens", "vanuit"):
            if actor.start > 1 and words.flags[actor.start - 2] & Word.DETERMINER:
                # "het door Nederland geleide project": attributive, no agent of the clause
                continue
            return _subject_of(_group(clauses.actors, k, words), "agent")
        if actor.preposition == "van" and _is_side(actor, words):
            return Subject(actor, "agent", ())
    if "mij" in words.bag:
        for i, c in enumerate(clauses.of[:-1]):
            if c == index and words.lower[i] == "door" and words.lower[i + 1] == "mij":
                return Subject(Actor(i + 1, i + 2, "government", OWN, "door", False), "agent", ())
    return NOBODY


def _is_side(actor: Actor, words: Words) -> bool:
    """``van Franse zijde``, ``van de zijde van Frankrijk``: who is told to have spoken."""
    if not SIDES.isdisjoint(words.lower[actor.start : actor.end]):
        return True
    k = actor.start - 1
    while k > 0 and words.lower[k] in ("de", "het"):
        k -= 1
    return k > 0 and words.lower[k] == "van" and words.lower[k - 1] in SIDES


def tense_of(clauses: Clauses, index: int, at: int, frame: Frame | None) -> tuple[str, bool]:
    """Tense of the verb at ``at`` (future, present, past, perfect, modal …), and passive voice."""
    words, clause = clauses.words, clauses.clauses[index]
    form = 0
    if frame is not None and words.lower[at] in frame.verb:
        form = frame.verb[words.lower[at]][0]
    kinds: dict[str, int] = {}
    loose: dict[str, int] = {}
    sure = form & Form.FINITE and not form & (Form.INFINITIVE | Form.PARTICIPLE)
    for i, c in enumerate(clauses.of):
        if c == index and words.flags[i] & Word.AUXILIARY and i != at:
            if clauses.possessive(i):
                continue
            kind, aux = clauses.lexicon.auxiliaries[words.lower[i]]
            (loose if aux & Form.INFINITIVE and i != clause.finite else kinds).setdefault(kind, aux)
    if not kinds and not sure:
        kinds = loose
    if sure and words.lower[at] in clauses.lexicon.auxiliaries:
        kinds = {clauses.lexicon.auxiliaries[words.lower[at]][0]: form}
    if clause.kind == "main" and clause.follows >= 0 and not kinds and not form & Form.FINITE:
        return tense_of(clauses, clause.follows, at, frame)
    participle = bool(form & Form.PARTICIPLE)
    if form & Form.SINGULAR and participle:
        participle = bool((kinds.keys() | loose.keys()) & {"perfect", "be", "passive"})
    passive = participle and bool(kinds.keys() & {"passive", "be"}) and "perfect" not in kinds
    passive = passive or (participle and "passive" in loose and "perfect" not in kinds)
    if "future" in kinds:
        return ("conditional" if kinds["future"] & Form.PAST else "future"), passive
    if participle and kinds.keys() & {"perfect", "be"}:
        aux = kinds.get("perfect") or kinds.get("be") or 0
        return ("pluperfect" if aux & Form.PAST and not passive else "perfect"), passive
    if "perfect" in kinds and form & Form.INFINITIVE and not participle:
        return "perfect", False
    if "passive" in kinds:
        return ("past" if kinds["passive"] & Form.PAST else "present"), passive
    if "modal" in kinds:
        return ("past" if kinds["modal"] & Form.PAST else "modal"), passive
    if form & Form.FINITE:
        past = bool(form & Form.PAST) and not form & Form.INFINITIVE
        return ("past" if past else "present"), passive
    other = next(iter(kinds.values()), 0)
    return ("past" if other & Form.PAST else "present"), passive
