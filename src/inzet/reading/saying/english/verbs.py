"""Verb groups of an English sentence: which words are verbs here, their tense, voice, negation.

Reads words and actors; writes a :class:`Group` for a verb when asked. It is no tagger: a form
that can also be a noun is a verb only where the words before it let it be one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from inzet.reading.saying.actors import Actor
from inzet.reading.saying.english.actors import POSSESSIVE
from inzet.reading.saying.english.lexicon import EnglishLexicon
from inzet.reading.saying.english.morphology import Form
from inzet.reading.saying.lexicon import Word
from inzet.reading.saying.words import Words

FINITE = frozenset(
    ("future", "conditional", "modal", "be_present", "be_past", "have_present", "have_past")
) | {"do_present", "do_past"}


@dataclass(slots=True)
class Group:
    """A verb with its auxiliaries: ``has not yet been agreed``."""

    start: int
    """Token of its first word, ``to`` included."""
    verb: int
    kind: str
    """finite, infinitive or gerund."""
    tense: str
    """future, conditional, modal, present, past, perfect or pluperfect."""
    passive: bool
    negated: bool
    shared: int = -1
    """The verb whose auxiliary or ``to`` it shares: ``will support and help``."""


_SKIPPED = Word.ADVERB | Word.NEGATION
_REACH = 16
_ASIDE = 7


class Verbs:
    """The verb groups of one sentence."""

    def __init__(self, words: Words, actors: list[Actor], lexicon: EnglishLexicon) -> None:
        self.words, self.actors, self.lexicon = words, actors, lexicon
        self._groups: dict[int, Group | None] = {}
        self._ends = {actor.end: actor for actor in actors if actor.preposition != POSSESSIVE}
        self._named = {i for actor in actors for i in range(actor.start, actor.end)}

    def form(self, i: int) -> int:
        """What a word can be as a verb; 0 for no verb."""
        return self.lexicon.forms.get(self.words.lower[i], 0)

    def auxiliary(self, i: int) -> str:
        """The kind of an auxiliary; empty for any other word."""
        if not self.words.flags[i] & Word.AUXILIARY:
            return ""
        word = self.words.lower[i]
        before = self.words.flags[i - 1] if i else 0
        if word in ("will", "may", "can", "must", "might") and before & Word.DETERMINER:
            return ""
        if word == "may" and self.words.tokens[i] == "May" and i:
            return ""
        if word == "will" and i and self._plain(i - 1) and i not in self._ends:
            after = self.words.flags[i + 1] if i + 1 < len(self.words) else Word.PUNCTUATION
            if after & (Word.PREPOSITION | Word.PUNCTUATION | Word.COORDINATOR):
                return ""
        return self.lexicon.auxiliaries[word]

    def _plain(self, k: int) -> bool:
        return not self.words.flags[k]

    def skip_left(self, k: int) -> int:
        """The position left of adverbs and negations that ends at ``k``."""
        words = self.words
        while k >= 0 and (
            words.flags[k] & _SKIPPED or (words.lower[k].endswith("ly") and not words.flags[k])
        ):
            k -= 1
        return k

    def group(self, v: int) -> Group | None:
        """The group of the verb at ``v``; None where the word is no verb here."""
        if v not in self._groups:
            self._groups[v] = None
            self._groups[v] = self._group(v)
        return self._groups[v]

    def helps(self, v: int) -> bool:
        """Whether a form of "have" only helps another verb here: "has been", "had met"."""
        follow = v + 1
        while follow < len(self.words) and self.words.flags[follow] & _SKIPPED:
            follow += 1
        return (
            self.auxiliary(v).startswith("have")
            and follow < len(self.words)
            and (self.auxiliary(follow) == "been" or bool(self.form(follow) & Form.PARTICIPLE))
        )

    def _group(self, v: int) -> Group | None:
        form = 0 if self._in_name(v) else self.form(v)
        lower = self.words.lower
        auxiliary = self.auxiliary(v)
        if not form and not auxiliary:
            return None
        found: list[tuple[int, str]] = []
        k, start, to = v - 1, v, False
        while k >= 0:
            kind = self.auxiliary(k)
            if kind:
                found.insert(0, (k, kind))
                start = k
                if kind in FINITE and not (kind == "have_present" and self._supposed(k)):
                    break
            elif lower[k] == "to":
                start, to = k, True
                break
            elif lower[k] == "," and (aside := self._aside(k)) >= 0:
                k = aside
            elif not self._passable(k):
                break
            k -= 1
        if auxiliary:
            found.append((v, auxiliary))
        negated = self._negated(start, v)
        if to and (not found or form & Form.BASE or found[0][1] == "be" or found[0][0] == v):
            passive = any(kind in ("be", "been") for i, kind in found if i != v)
            passive = passive and bool(form & Form.PARTICIPLE)
            return Group(start, v, "infinitive", "present", passive, negated)
        return self._with(v, form, found, start, negated)

    def _supposed(self, k: int) -> bool:
        """``have`` behind a modal: ``must have crossed``."""
        before = self.skip_left(k - 1)
        return before >= 0 and bool(self.words.flags[before] & Word.AUXILIARY)

    def _in_name(self, v: int) -> bool:
        """Whether a word is written as part of a name: "the United States"."""
        token = self.words.tokens[v]
        if v in self._named:
            return True
        return v > 0 and token[:1].isupper() and not token.isupper() and self._lowers

    @cached_property
    def _lowers(self) -> bool:
        """Whether the sentence is not printed in capitals throughout."""
        return sum(token.islower() for token in self.words.tokens) > len(self.words) // 3

    def _passable(self, k: int) -> bool:
        word, flag = self.words.lower[k], self.words.flags[k]
        if flag & Word.OPENS and word in ("so", "since"):
            return False
        return bool(flag & _SKIPPED) or word in ("all", "both", "each") or word.endswith("ly")

    def _aside(self, k: int) -> int:
        """The comma that opens what stands between an auxiliary and its verb; -1 for none."""
        for at in range(k - 1, max(0, k - _ASIDE), -1):
            if self.words.lower[at] == ",":
                return at if self.auxiliary(at - 1) else -1
        return -1

    def _negated(self, start: int, v: int) -> bool:
        words = self.words
        begin = start if start < v else max(0, self.skip_left(v - 1) + 1)
        if any(words.flags[k] & Word.NEGATION for k in range(begin, v)):
            follow = words.lower[v + 1 : v + 2]
            return not ("not" in words.lower[begin:v] and follow == ["only"])
        after = words.lower[v + 1 : v + 3]
        if self.auxiliary(v) and after[:1] in (["not"], ["no"], ["never"]):
            return after != ["not", "only"]
        return "longer" in words.lower[begin:v] and "no" in words.lower[begin:v]

    def _with(
        self, v: int, form: int, found: list[tuple[int, str]], start: int, negated: bool
    ) -> Group | None:
        kinds = [kind for i, kind in found if i != v]
        participle = bool(form & Form.PARTICIPLE)
        if not kinds and self.auxiliary(v):
            kind = self.auxiliary(v)
            if kind in ("be", "been", "being", "having"):
                return None
            # "had a talk" is past: there is nothing that "had" would be the auxiliary of.
            tense = {"perfect": "present", "pluperfect": "past"}.get(_TENSES[kind], _TENSES[kind])
            return Group(start, v, "finite", tense, False, negated)
        if not kinds:
            return self._alone(v, form, negated)
        first = kinds[0]
        if first in ("being", "having", "be", "been"):
            return Group(start, v, "gerund", "present", first == "being" and participle, negated)
        passive = participle and any(kind in ("be", "been", "being") for kind in kinds[1:])
        if first in ("be_present", "be_past") and participle and not form & Form.GERUND:
            passive = True
        if first in ("have_present", "have_past") and not participle and form & Form.BASE:
            return self._alone(v, form, negated)
        if first in ("be_present", "be_past") and not form & (Form.PARTICIPLE | Form.GERUND):
            return self._alone(v, form, negated)
        if first in ("have_present", "have_past") and "been" in kinds and participle:
            passive = True
        tense = _TENSES[first]
        if tense == "modal" and "have_present" in kinds[1:]:
            tense = "supposed"
        return Group(start, v, "finite", tense, passive, negated)

    def _alone(self, v: int, form: int, negated: bool) -> Group | None:
        """A form without an auxiliary: finite, a gerund, or no verb at all."""
        words, lower = self.words, self.words.lower
        before = self.skip_left(v - 1)
        flag = words.flags[before] if before >= 0 else 0
        word = lower[before] if before >= 0 else ""
        own_end = before + 1 in self._ends
        if not own_end and before >= 0:
            if flag & Word.DETERMINER and word not in ("all", "both", "each", "this", "that"):
                return None
            if word in ("’s", "'s", "’", "'") or flag & Word.ADJECTIVE:
                return None
            if flag & Word.PREPOSITION and not flag & Word.OPENS:
                return None
        if form & Form.GERUND:
            return Group(v, v, "gerund", "present", False, negated)
        if form & Form.BASE and not form & Form.PAST:
            return self._base(v, before, negated)
        if form & Form.THIRD:
            return Group(v, v, "finite", "present", False, negated)
        if form & Form.PAST:
            if v + 1 < len(lower) and lower[v + 1] == "by" and form & Form.PARTICIPLE:
                return None
            return Group(v, v, "finite", "past", False, negated)
        return None

    def _base(self, v: int, before: int, negated: bool) -> Group | None:
        """A bare form: with a plural subject before it, or after "and" as one of several."""
        words = self.words
        if before < 0:
            return None
        actor = self._ends.get(before + 1)
        if actor is not None:
            joint = actor.start and words.flags[actor.start - 1] & Word.COORDINATOR
            if actor.plural or joint:
                if self._noun_after(v, actor):
                    return None
                return Group(v, v, "finite", "present", False, negated)
            return None
        if words.flags[before] & Word.COORDINATOR or words.lower[before] == ",":
            for k in range(before - 1, max(-1, before - _REACH), -1):
                if self.form(k) & Form.BASE or self.auxiliary(k) == "be":
                    other = self.group(k)
                    if other is not None and other.kind in ("finite", "infinitive"):
                        return Group(
                            v, v, other.kind, other.tense, False, negated or other.negated, k
                        )
            return None
        if words.lower[before] in ("who", "which", "that", "they", "you"):
            return Group(v, v, "finite", "present", False, negated)
        if words.lower[before].endswith("s") and not words.flags[before] & ~Word.VERB:
            return Group(v, v, "finite", "present", False, negated)
        return None

    def _noun_after(self, v: int, actor: Actor) -> bool:
        """``Government support for``: a noun behind a government, not its verb."""
        words = self.words
        if v + 1 >= len(words) or actor.kind in ("pronoun",):
            return False
        if words.lower[actor.start] in ("we", "i"):
            return False
        singular = not words.lower[actor.end - 1].endswith("s")
        return singular and words.lower[v + 1] in ("for", "to", "from", "of", "is", "was")

    @cached_property
    def finites(self) -> list[int]:
        """Positions of finite verbs, by their auxiliary where they have one."""
        found = []
        for i, flag in enumerate(self.words.flags):
            if flag & Word.AUXILIARY:
                if self.auxiliary(i) in FINITE:
                    found.append(i)
            elif flag & Word.VERB and self._surely_finite(i):
                found.append(i)
        return found

    def _surely_finite(self, i: int) -> bool:
        form = self.form(i)
        if not form & (Form.THIRD | Form.PAST | Form.BASE):
            return False
        group = self.group(i)
        if group is None or group.kind != "finite" or group.start != i:
            return False
        if form & Form.THIRD or form & Form.BASE:
            before = self.skip_left(i - 1)
            flag = self.words.flags[before] if before >= 0 else 0
            return before + 1 in self._ends or bool(
                flag & (Word.PUNCTUATION | Word.COORDINATOR | Word.OPENS)
                or self.words.lower[before] in ("it", "he", "she", "this", "who", "which")
                or not flag
            )
        return True

    def finite_before(self, k: int) -> int:
        """The last finite verb before token ``k``; -1 where there is none."""
        last = -1
        for i in self.finites:
            if i >= k:
                break
            last = i
        return last

    def head(self, i: int) -> int:
        """The main verb of the group that begins at a finite word ``i``."""
        if not self.auxiliary(i):
            return i
        best = i
        for k in range(i + 1, min(len(self.words), i + 8)):
            if self.auxiliary(k):
                best = k
            elif self.form(k):
                group = self.group(k)
                return k if group is not None and group.start <= i else best
            elif not self._passable(k):
                break
        return best


_TENSES = {
    "future": "future",
    "conditional": "conditional",
    "modal": "modal",
    "be_present": "present",
    "be_past": "past",
    "have_present": "perfect",
    "have_past": "pluperfect",
    "do_present": "present",
    "do_past": "past",
}
