"""Whose verb it is, in what kind of clause, and who says that clause.

English puts the subject before its verb: what stands there, what joins it, what opens the
clause tell it all. A verb without a subject of its own shares one: after "and", as an
infinitive that another verb controls, as a gerund behind a comma.
"""

from __future__ import annotations

from dataclasses import dataclass

from inzet.reading.saying.actors import Actor
from inzet.reading.saying.english.actors import POSSESSIVE
from inzet.reading.saying.english.verbs import Group, Verbs
from inzet.reading.saying.lexicon import Word


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a verb group and the clause it stands in."""

    actor: Actor | None
    how: str
    joint: tuple[Actor, ...] = ()
    kind: str = "main"
    """main, that, reason, condition, time, question, relative."""
    opener: int = -1
    """Token that opens the clause, or the verb it is said by without "that"."""
    tense: str = ""
    """The tense of the verb that controls an infinitive or gerund."""
    negated: bool = False
    """Whether that verb is negated."""
    expletive: bool = False
    """``it`` or ``there``: nobody."""

    @property
    def own(self) -> bool:
        """Whether the speaker is (one of) the subject."""
        if self.actor is None:
            return False
        return self.actor.own or any(actor.own for actor in self.joint)


NOBODY = Subject(None, "")
_DEPTH = 6
_LIGHT = Word.PREPOSITION | Word.PUNCTUATION | Word.OPENS | Word.COORDINATOR | Word.ADVERB


class Subjects:
    """Subjects of one sentence's verbs."""

    def __init__(self, verbs: Verbs) -> None:
        self._verbs = verbs
        self._words = verbs.words
        self._ends = {one.end: one for one in verbs.actors}
        self._known: dict[int, Subject] = {}

    def of(self, group: Group, depth: int = 0) -> Subject:
        """The subject of a group."""
        known = self._known.get(group.verb)
        if known is None:
            known = NOBODY if depth > _DEPTH else self._of(group, depth + 1)
            self._known[group.verb] = known
        return known

    def _of(self, group: Group, depth: int) -> Subject:
        if group.shared >= 0:
            other = self._verbs.group(group.shared)
            return self.of(other, depth) if other is not None else NOBODY
        if group.kind == "infinitive":
            return self._controlled(group, depth)
        if group.kind == "gerund":
            return self._gerund(group, depth)
        return self._finite(group, depth)

    def _finite(self, group: Group, depth: int) -> Subject:
        words, verbs = self._words, self._verbs
        k = verbs.skip_left(group.start - 1)
        if k < 0:
            return NOBODY
        if words.flags[k] & Word.COORDINATOR or words.lower[k] == ",":
            at = k
            while at >= 0 and (words.flags[at] & Word.COORDINATOR or words.lower[at] == ","):
                at = verbs.skip_left(at - 1)
            before = verbs.finite_before(k)
            if before >= 0 and (words.flags[k] & Word.COORDINATOR or not self._parenthesis(k)):
                other = verbs.group(verbs.head(before))
                if other is not None and other.kind == "finite":
                    return self.of(other, depth)
        word = words.lower[k]
        if word in ("which", "who") or (word == "that" and k and not words.flags[k - 1]):
            antecedent = self._ends.get(k) or (self._ends.get(k - 1) if k > 1 else None)
            return Subject(antecedent, "relative", (), "relative", k)
        found = self._nearest(k + 1, group.start)
        if found is None:
            return self._in_clause(Subject(None, ""), k + 1)
        if found.kind == "pronoun" and words.lower[found.start] == "it" and self._empty(group):
            return self._in_clause(Subject(None, "", expletive=True), found.start)
        joint = self._joint(found)
        own = next((one for one in joint if one.own), None)
        subject = Subject(
            own or joint[0], "before the verb", tuple(joint) if len(joint) > 1 else ()
        )
        return self._in_clause(subject, joint[0].start)

    def _parenthesis(self, k: int) -> bool:
        """Whether the comma at ``k`` closes what another one opened behind a subject."""
        words, finites = self._words, self._verbs.finites
        for at in range(k - 1, -1, -1):
            if words.lower[at] == ",":
                return at in self._ends and not any(at < one < k for one in finites)
        return False

    def _empty(self, group: Group) -> bool:
        """Whether "it" stands for what follows: "it is clear that", "it was agreed"."""
        words = self._words
        follow = words.lower[group.verb + 1 : group.verb + 12]
        return group.passive or bool(
            self._verbs.auxiliary(group.verb) and ({"that", "to", "for"} & set(follow))
        )

    def _nearest(self, end: int, start: int) -> Actor | None:
        """The subject that ends at ``end``, or before light words only."""
        words, finites = self._words, self._verbs.finites
        for actor in reversed(self._verbs.actors):
            if actor.end > end or actor.preposition:
                continue
            if actor.end == end:
                return actor
            if any(actor.end <= one < start for one in finites):
                return None
            flag, word = words.flags[actor.end], words.lower[actor.end]
            light = flag & _LIGHT or word.endswith(("ing", "ed"))
            if light and not (flag & Word.OPENS and not flag & Word.PREPOSITION):
                return actor
            return None
        return None

    def _joint(self, last: Actor) -> list[Actor]:
        """Actors coordinated with the last: "France, Ireland and the UK"."""
        words, group = self._words, [last]
        for actor in reversed(self._verbs.actors):
            if actor.end > group[0].start or actor is group[0]:
                continue
            between = words.lower[actor.end : group[0].start]
            if actor.preposition != last.preposition or not between:
                break
            if " ".join(between) in _JOINS:
                group.insert(0, actor)
            else:
                break
        return group

    def _in_clause(self, subject: Subject, start: int) -> Subject:
        """The subject with the kind of clause that it opens."""
        kind, opener = self._clause(start)
        return Subject(
            subject.actor,
            subject.how,
            subject.joint,
            kind,
            opener,
            subject.tense,
            subject.negated,
            subject.expletive,
        )

    def _clause(self, start: int) -> tuple[str, int]:
        """What kind of clause a subject at ``start`` begins, and the word that opens it."""
        words, verbs = self._words, self._verbs
        finites = set(verbs.finites)
        comma = False
        k = start - 1
        while k >= 0:
            word, flag = words.lower[k], words.flags[k]
            if word in (";", ":", ".") and k < start - 1:
                return "main", -1
            if flag & Word.OPENS and self._opens(k):
                kind = verbs.lexicon.opens[word]
                if not comma or kind == "that":
                    return kind, k
                if kind in ("condition", "time", "reason") and k == 0:
                    return "main", -1
            if k in finites:
                head = verbs.head(k)
                close = start - head <= 1 and words.lower[head] in verbs.lexicon.saying
                return ("that", head) if close and not comma else ("main", -1)
            if word == ",":
                comma = True
            k -= 1
        return "main", -1

    def _opens(self, k: int) -> bool:
        """Whether a word opens a clause here and is not a determiner or preposition."""
        words = self._words
        word = words.lower[k]
        after = words.flags[k + 1] if k + 1 < len(words) else 0
        if word == "that" and k + 1 < len(words):
            if k == 0 and not after:
                return False  # "That declaration should …"
            return bool(
                after & (Word.DETERMINER | Word.ACTOR | Word.PREPOSITION | Word.ADVERB)
            ) or (not after or words.lower[k + 1] in ("it", "they", "there"))
        if word in ("why", "how", "what") and k and words.lower[k - 1] in ("’s", "'s", "is", "was"):
            return False
        if word == "so":
            return words.lower[k + 1 : k + 2] == ["that"]
        if word in ("as", "since", "before", "after", "until", "given", "provided", "whereby"):
            return bool(after & (Word.ACTOR | Word.DETERMINER)) and word not in ("given",)
        return True

    def _controlled(self, group: Group, depth: int) -> Subject:
        """Who an infinitive is of: the subject of the verb that it hangs on, or its object."""
        words, verbs, lexicon = self._words, self._verbs, self._verbs.lexicon
        k = verbs.skip_left(group.start - 1)
        while k >= 0 and words.lower[k] == ",":
            k = verbs.skip_left(k - 1)
        if k < 0:
            return NOBODY
        word = words.lower[k]
        if words.flags[k] & Word.COORDINATOR:
            for at in range(k - 1, -1, -1):
                if words.lower[at] == "to":
                    other = next(
                        (g for v in range(at + 1, min(at + 5, k)) if (g := verbs.group(v))), None
                    )
                    if other is not None and other.kind == "infinitive":
                        return self.of(other, depth)
        kind = verbs.auxiliary(k)
        if kind in ("be_present", "be_past", "have_present"):
            other = verbs.group(k)
            return self._through(other, depth, "future" if kind == "be_present" else "modal")
        if word in lexicon.control and verbs.form(k):
            other = verbs.group(k)
            if other is not None:
                return self._through(other, depth)
        if word in lexicon.willing:
            before = verbs.finite_before(k)
            if 0 <= k - before <= _NEAR:
                other = verbs.group(verbs.head(before))
                return self._through(other, depth)
        return self._further(group, k, depth)

    def _further(self, group: Group, k: int, depth: int) -> Subject:
        """An infinitive that does not stand right behind its verb: "urged X to go"."""
        verbs, lexicon = self._verbs, self._verbs.lexicon
        before = verbs.finite_before(k + 1)
        if before < 0:
            return NOBODY
        head = verbs.head(before)
        for actor in verbs.actors:
            if head < actor.start and actor.end <= group.start and actor.preposition in _OBJECTS:
                return Subject(actor, "told")
        nearer = any(
            (between := verbs.group(v)) is not None and between.verb == v
            for v in range(head + 1, group.start)
            if verbs.form(v)
        )
        word, after = self._words.lower[head], self._words.flags[head + 1]
        if word in lexicon.raising and after & Word.DETERMINER:
            return Subject(None, "told")
        if word in lexicon.control and not nearer:
            return self._through(verbs.group(head), depth)
        return Subject(None, "purpose")

    def _through(self, other: Group | None, depth: int, tense: str = "") -> Subject:
        if other is None:
            return NOBODY
        found = self.of(other, depth)
        return Subject(
            found.actor,
            "controlled",
            found.joint,
            found.kind,
            found.opener,
            tense or found.tense or other.tense,
            other.negated or found.negated,
            found.expletive,
        )

    def _gerund(self, group: Group, depth: int) -> Subject:
        """Who a participle clause is of: "…, stressing that", "Welcoming …, the Council"."""
        words, verbs = self._words, self._verbs
        k = verbs.skip_left(group.start - 1)
        if k < 0:
            for actor in verbs.actors:
                if actor.preposition or actor.start == 0 or words.lower[actor.start - 1] != ",":
                    continue
                return Subject(actor, "opening", tense="present")
            return NOBODY
        actor_before = self._ends.get(k + 1)
        if actor_before is not None and actor_before.preposition == "with":
            return Subject(actor_before, "with", tense="past")
        joined = words.lower[k] in (",", "and", "while", "whilst", "but")
        if not joined and not (verbs.form(k) and verbs.finite_before(k + 1) >= 0):
            return NOBODY
        before = verbs.finite_before(k + 1)
        if before < 0:
            return NOBODY
        return self._through(verbs.group(verbs.head(before)), depth)

    def agent(self, group: Group) -> Subject:
        """Who a passive is done by."""
        for actor in self._verbs.actors:
            if 0 < actor.start - group.verb < _AGENT and actor.preposition == "by":
                joint = self._agents(actor)
                own = next((one for one in joint if one.own), actor)
                return Subject(own, "agent", tuple(joint) if len(joint) > 1 else ())
        return NOBODY

    def _agents(self, first: Actor) -> list[Actor]:
        """Those who do something together: "by Ireland, France and Spain"."""
        found = [first]
        for actor in self._verbs.actors:
            between = self._words.lower[found[-1].end : actor.start]
            if actor.start >= found[-1].end and " ".join(between) in _JOINS:
                found.append(actor)
        return found

    def said_by_others(self, subject: Subject, depth: int = 0) -> str:
        """Why a clause is not the speaker's own saying of today, or nothing."""
        words, verbs = self._words, self._verbs
        if subject.kind == "question" and words.lower[0] == "what" and words.tokens[-1] == ".":
            return ""  # "What we want is …"
        if subject.kind in ("condition", "question", "time"):
            return _REASONS[subject.kind]
        opener = subject.opener
        if subject.kind == "reason" and words.lower[opener] == "as" and opener == 0:
            return "reference to earlier"
        if subject.kind != "that" or opener < 0 or depth > _DEPTH:
            return ""
        if words.lower[opener - 1] in verbs.lexicon.distance["nouns_of_saying"] and not (
            self._owned(opener - 1)
        ):
            return "reported speech"
        matrix = opener if words.lower[opener] != "that" else verbs.finite_before(opener)
        if matrix < 0:
            return ""
        group = verbs.group(verbs.head(matrix))
        if group is None:
            return ""
        saying = words.lower[group.verb] in verbs.lexicon.saying
        who = self.agent(group) if group.passive else self.of(group)
        if group.passive and who.actor is None:
            return (
                "reported speech" if saying and not _REPORTABLE & {words.lower[group.verb]} else ""
            )
        if who.actor is not None and not who.own:
            return "reported speech"
        if who.own and words.lower[group.verb] in verbs.lexicon.distance["earlier"]:
            return "history"
        return self.said_by_others(who, depth + 1) if who is not subject else ""

    def _owned(self, noun: int) -> bool:
        """Whether a noun belongs to the speaker: "our view", "the Government’s view"."""
        return any(
            one.own and one.preposition == POSSESSIVE and 0 <= noun - one.end <= _NEAR_NOUN
            for one in self._verbs.actors
        )


_JOINS = frozenset(
    (",", "and", "or", ", and", ", or", "as well as", ", as well as", "together with")
)
_OBJECTS = ("", "on", "upon", "with", "from")
_NEAR = 7
_AGENT = 12
_NEAR_NOUN = 3
_REPORTABLE = frozenset(("agreed", "confirmed", "recognised", "recognized", "acknowledged"))
_REASONS = {"condition": "conditional", "question": "question", "time": "conditional"}
