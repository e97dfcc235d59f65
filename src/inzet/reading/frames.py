"""Cues found in one sentence, with their holder, tense and polarity, or why not.

Reads a sentence; writes matches. What a cue found but a blocker refused is kept in
``refused`` with the reason, for the explanation.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from inzet.reading.actors import Actor, actors
from inzet.reading.clauses import Clauses
from inzet.reading.cues import Cue, Cues, Element, Frame, Phrase, Trigger, cues
from inzet.reading.distance import distance, passive_saying
from inzet.reading.lexicon import Lexicon, Word, lexicon
from inzet.reading.morphology import Form
from inzet.reading.subjects import Subject, agent, subject, tense_of
from inzet.reading.words import Words


@dataclass(slots=True)
class Match:
    """One cue found in a sentence."""

    cue: Cue
    at: int
    """Token position of the trigger."""
    clause: int
    main: bool
    holder: Actor | None
    own: bool
    """Whether the government that speaks is (among) the holders, or the unmarked author."""
    tense: str
    negated: bool
    matched: tuple[str, ...]
    joint: tuple[Actor, ...] = ()


@dataclass(slots=True)
class Found:
    """All that was found in one sentence."""

    words: Words
    actors: list[Actor]
    clauses: Clauses | None
    matches: list[Match] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    """(cue id, reason)."""


class Matcher:
    """Finds cues in sentences of one language; holds only the compiled data."""

    def __init__(self, language: str = "nl", own: str | None = "NLD") -> None:
        self.lexicon: Lexicon = lexicon(language)
        self.cues: Cues = cues(language)
        self.own = own

    def find(self, text: str) -> Found:
        """All matches of one sentence, in text order."""
        words = Words(text, self.lexicon)
        look = self.cues.triggers
        hits = [(i, look[word]) for i, word in enumerate(words.lower) if word in look]
        named = actors(words, self.lexicon, self.own)
        if not hits:
            return Found(words, named, None)
        clauses = Clauses(words, named, self.lexicon)
        found = Found(words, named, clauses)
        sets = _Sets(clauses)
        for i, triggers in hits:
            for trigger in triggers:
                if trigger.phrase is not None:
                    self._phrase(found, sets, trigger.cue, trigger.phrase, i)
                elif trigger.frame is not None:
                    self._frame(found, sets, trigger, trigger.frame, i)
        return found

    def _frame(self, found: Found, sets: _Sets, trigger: Trigger, frame: Frame, i: int) -> None:
        words = found.words
        clauses = found.clauses
        assert clauses is not None
        ci = clauses.of[i]
        here = sets.of(ci)
        verb = i if trigger.verb else self._verb(frame, here, words, i)
        blocking = clauses.clauses[ci].kind in _BLOCKING
        outer = ci if blocking else _outer(clauses, ci, frame, i if verb < 0 else verb)
        if outer != ci:
            ci, here = outer, {**sets.of(outer), **here}
            if verb < 0:
                verb = self._verb(frame, here, words, i)
        if verb < 0 or not self._verb_holds(frame, here, words, clauses, verb):
            return
        for alternatives in frame.words:
            if not any(word in here for word in alternatives):
                return
        for alternatives in frame.prepositions:
            if not any(word in here for word in alternatives):
                return
        if frame.complement and not _complement(frame.complement, words, min(i, verb)):
            return
        self._judge(found, sets, trigger.cue, i, verb, ci, frame.text, frame)

    def _verb(self, frame: Frame, here: dict[str, int], words: Words, i: int) -> int:
        """The verb of a frame in the clause of one of its words, nearest first."""
        best, distance = -1, 99
        for word, at in here.items():
            if word in frame.verb:
                gap = abs(at - i)
                if gap < distance and at != i:
                    best, distance = at, gap
        return best

    def _verb_holds(
        self, frame: Frame, here: dict[str, int], words: Words, clauses: Clauses, verb: int
    ) -> bool:
        lower, flags = words.lower, words.flags
        form, joined = frame.verb[lower[verb]]
        before = lower[verb - 1] if verb else ""
        if form == Form.FIRST and "ik" not in here:
            return False
        if joined and form.finite and not form & (Form.PARTICIPLE | Form.INFINITIVE):
            if verb and (flags[verb - 1] & Word.DETERMINER or before.endswith("e")):
                return False
            if clauses.clauses[clauses.of[verb]].kind == "main":
                return False
        if (
            form & Form.INFINITIVE
            and before in ("het", "de", "een", "het")
            and (verb + 1 < len(lower) and lower[verb + 1] == "van")
        ):
            return False
        if frame.particle and not joined:
            return _particle(frame.particle, words, verb)
        return True

    def _phrase(self, found: Found, sets: _Sets, cue: Cue, phrase: Phrase, i: int) -> None:
        clauses = found.clauses
        assert clauses is not None
        span, holder = _fit(phrase, found.words, found.actors, i)
        if span is None:
            return
        ci = clauses.of[i]
        self._judge(found, sets, cue, i, -1, ci, phrase.text, None, holder, span)

    def _judge(
        self,
        found: Found,
        sets: _Sets,
        cue: Cue,
        i: int,
        verb: int,
        ci: int,
        text: str,
        frame: Frame | None,
        holder: Actor | None = None,
        span: tuple[int, int] | None = None,
    ) -> None:
        """Applies what the cue asks of its clause; keeps the match or the reason against it."""
        words, clauses = found.words, found.clauses
        assert clauses is not None
        refuse = found.refused.append
        here = sets.of(ci)
        clause = clauses.clauses[ci]
        if words.tokens and words.tokens[-1] == "?" and cue.act != "context":
            refuse((cue.id, "question"))
            return
        area = here if cue.act in ("position", "commitment") else words.lower
        if cue.blocks and any(word in area for word in cue.blocks):
            refuse((cue.id, "blocked word"))
            return
        if any(not any(w in words.lower for w in need) for need in cue.needs):
            return
        if clause.kind in _BLOCKING and cue.act != "condition":
            refuse((cue.id, _BLOCKING[clause.kind]))
            return
        if cue.act == "commitment" and _delivered(words):
            refuse((cue.id, "delivered now"))
            return
        at = verb if verb >= 0 else i
        tense, passive = tense_of(clauses, ci, at, frame)
        if cue.tenses and tense not in cue.tenses:
            refuse((cue.id, f"tense: {tense}"))
            return
        main = clause.kind == "main"
        if cue.main and not main:
            return
        negated = _negated(sets, ci, words)
        if negated and cue.negation == "block":
            refuse((cue.id, "negation"))
            return
        who = self._who(cue, clauses, ci, at, passive, holder, frame)
        if isinstance(who, str):
            refuse((cue.id, who))
            return
        own = who.own if who.actor is not None else True
        if cue.act == "position" and own:
            reason = distance(clauses, ci, tense)
            if reason:
                refuse((cue.id, reason))
                return
        if cue.act in ("position", "commitment"):
            reason = self._embedded(clauses, ci, own)
            if reason:
                refuse((cue.id, reason))
                return
        if who.actor is not None and who.actor.kind in _UNHEARD and cue.act == "position":
            refuse((cue.id, _UNHEARD[who.actor.kind]))
            return
        matched = (text,) if span is None else (words.span(*span),)
        found.matches.append(
            Match(cue, at, ci, main, who.actor, own, tense, negated, matched, who.joint)
        )

    def _who(
        self,
        cue: Cue,
        clauses: Clauses,
        ci: int,
        at: int,
        passive: bool,
        holder: Actor | None,
        frame: Frame | None,
    ) -> Subject | str:
        """The holder that a cue asks for, or why there is none."""
        if holder is not None:
            if cue.holder == "government" and not holder.own:
                return "other holder"
            return Subject(holder, "named", ())
        if cue.holder in ("none", "impersonal", "own") or frame is None:
            return self._author(cue, clauses, ci, at, passive)
        who = agent(clauses, ci, clauses.words) if passive else subject(clauses, ci, at)
        if cue.holder == "notown":
            return "own holder" if who.own else who
        if cue.holder == "any":
            return who
        if cue.holder == "body":
            return who if who.actor is not None and not who.own else "no holder"
        if who.actor is None:
            if passive and cue.act == "commitment":
                return who
            return "no holder"
        if cue.holder == "government" and not who.own:
            return "other holder"
        return who

    def _author(self, cue: Cue, clauses: Clauses, ci: int, at: int, passive: bool) -> Subject | str:
        """For what the paper itself says: nobody, unless somebody else says it."""
        if cue.act == "commitment":
            who = agent(clauses, ci, clauses.words) if passive else subject(clauses, ci, at)
            if who.actor is not None and who.actor.kind in ("party", "body", "group"):
                return "other holder"
        return Subject(None, "", ())

    def _embedded(self, clauses: Clauses, ci: int, own: bool) -> str:
        """Why a clause inside another is not the speaker's own saying, or nothing."""
        clause = clauses.clauses[ci]
        if clause.kind == "main" or not own:
            return ""
        parent = clause.parent
        while parent >= 0:
            above = clauses.clauses[parent]
            if above.kind in _BLOCKING:
                return _BLOCKING[above.kind]
            if clause.kind in ("that", "question", "infinitive"):
                who = subject(clauses, parent, above.finite if above.finite >= 0 else above.start)
                if who.actor is not None and not who.own:
                    return "reported speech"
                if clause.kind != "infinitive" and passive_saying(clauses, parent, clause.start):
                    return "reported speech"
            clause, parent = above, above.parent
        return ""


_UNHEARD = {"outsider": "reported speech", "former": "history"}
_BLOCKING = {"question": "question", "condition": "conditional", "as": "reference to earlier"}


class _Sets:
    """Words of each clause with their positions, made when asked for."""

    __slots__ = ("_clauses", "_made", "_wide")

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._made: dict[int, dict[str, int]] = {}

    def of(self, index: int) -> dict[str, int]:
        made = self._made.get(index)
        if made is None:
            lower = self._clauses.words.lower
            made = {}
            for i, c in enumerate(self._clauses.of):
                if c == index:
                    made.setdefault(lower[i], i)
            self._made[index] = made
        return made


def _outer(clauses: Clauses, index: int, frame: Frame, at: int) -> int:
    """The clause of an infinitive or participle that a clause without a closing comma swallowed."""
    clause, words = clauses.clauses[index], clauses.words
    if clause.parent < 0 or clause.kind == "infinitive":
        return index
    form, _ = frame.verb.get(words.lower[at], (Form.INFINITIVE, False))
    if not form & (Form.INFINITIVE | Form.PARTICIPLE):
        return index
    auxiliary = any(
        c == index and words.flags[i] & Word.AUXILIARY and i != at for i, c in enumerate(clauses.of)
    )
    if auxiliary or words.lower[at - 1] == "te":
        return index
    parent = clauses.clauses[clause.parent]
    if parent.kind == "main" and parent.finite >= 0 and parent.finite < at:
        if words.flags[parent.finite] & Word.AUXILIARY and at - clause.start > 2:
            return clause.parent
    return index


def _delivered(words: Words) -> bool:
    """What a paper hands over itself is no promise: ``hierbij``, ``met deze brief``."""
    lower = words.lower
    for i, flag in enumerate(words.flags):
        if flag & Word.NOW and (i < 8 or lower[i] != "hierna"):
            return True
        if lower[i] in _THIS and i and words.flags[i - 1] & Word.PREPOSITION and i + 1 < len(lower):
            if lower[i + 1].endswith(_PAPERS):
                return True
        if lower[i] == "vandaag":
            return True
    return False


_THIS = frozenset(("deze", "dit", "onderhavige"))
_PAPERS = (
    "brief",
    "verslag",
    "agenda",
    "nota",
    "notitie",
    "bijlage",
    "stuk",
    "rapportage",
    "aanbiedingsbrief",
)


def _complement(kinds: frozenset[str], words: Words, start: int) -> bool:
    after = words.lower[start:]
    return any(kind in after for kind in kinds)


def _particle(particle: str, words: Words, verb: int) -> bool:
    """Whether a split particle belongs to the verb: it ends its clause or precedes ``te``."""
    lower, flags = words.lower, words.flags
    if verb > 1 and lower[verb - 1] == "te" and lower[verb - 2] == particle:
        return True
    n = len(lower)
    for k in range(verb + 1, n):
        if lower[k] == ";":
            return False
        if lower[k] != particle:
            continue
        if k + 1 >= n:
            return True
        after = flags[k + 1]
        if after & Word.DETERMINER and "te" in lower[k + 2 : k + 16]:
            return True
        if after & (Word.PUNCTUATION | Word.COORDINATOR | Word.PREPOSITION | Word.OPENS):
            return True
        if lower[k + 1] in ("dat", "te", "of", "als", "voor", "zich", "door", "hoe") or (
            after & Word.VERB and after & Word.AUXILIARY
        ):
            return True
    return False


def _negated(sets: _Sets, ci: int, words: Words) -> bool:
    here = sets.of(ci)
    for word in ("niet", "geen", "nooit", "noch", "nimmer", "evenmin", "niets", "geenszins"):
        at = here.get(word)
        if at is None:
            continue
        follow = words.lower[at + 1 : at + 4]
        if (
            word == "niet"
            and follow
            and (
                follow[0] in ("alleen", "slechts", "enkel", "eerder", "zozeer")
                or follow[:3] == ["in", "de", "laatste"]
            )
        ):
            continue
        return True
    return False


def _fit(
    phrase: Phrase, words: Words, named: list[Actor], i: int
) -> tuple[tuple[int, int] | None, Actor | None]:
    """Fits a phrase around its anchor at ``i``: the span of tokens and the holder in it."""
    elements = phrase.elements
    holder: list[Actor] = []
    right = _run(elements[phrase.anchor + 1 :], words, named, i + 1, 1, holder)
    if right is None:
        return None, None
    left = _run(elements[: phrase.anchor][::-1], words, named, i - 1, -1, holder)
    if left is None:
        return None, None
    return (left + 1, right), holder[0] if holder else None


_GAP = 8


def _run(
    elements: tuple[Element, ...],
    words: Words,
    named: list[Actor],
    at: int,
    step: int,
    holder: list[Actor],
) -> int | None:
    """Matches elements from ``at`` outward; the position after the last, or None."""
    n = len(words)
    gap = False
    for k, element in enumerate(elements):
        if element.gap:
            gap = True
            continue
        limit = _GAP if gap else 0
        for distance in range(limit + 1):
            p = at + step * distance
            if p < 0 or p >= n or words.lower[p] == ";":
                return None
            after = _one(element, words, named, p, step, holder)
            if after is None:
                continue
            rest = _run(elements[k + 1 :], words, named, after, step, holder)
            if rest is not None:
                return rest
        return None
    return at


def _one(
    element: Element, words: Words, named: list[Actor], p: int, step: int, holder: list[Actor]
) -> int | None:
    if element.holder:
        for actor in named:
            if (step > 0 and actor.start == p) or (step < 0 and actor.end - 1 == p):
                if element.holder == "G" and not actor.own:
                    return None
                holder.append(actor)
                return actor.end if step > 0 else actor.start - 1
        return None
    return p + step if words.lower[p] in element.words else None
