"""Cues found in one English sentence, with their holder, tense and polarity, or why not.

Reads a sentence; writes :class:`inzet.reading.saying.found.Found`. What a cue found but a
blocker refused is kept with the reason, for the explanation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from inzet.reading.saying.actors import Actor
from inzet.reading.saying.english.actors import actors
from inzet.reading.saying.english.courtesy import is_courtesy
from inzet.reading.saying.english.cues import Cue, Pattern, Trigger, english_cues
from inzet.reading.saying.english.distance import Distance
from inzet.reading.saying.english.fit import Fitted, fit
from inzet.reading.saying.english.lexicon import LANGUAGE, lexicon
from inzet.reading.saying.english.morphology import Form
from inzet.reading.saying.english.subjects import NOBODY, Subject, Subjects
from inzet.reading.saying.english.verbs import Group, Verbs
from inzet.reading.saying.english.words import EnglishWords
from inzet.reading.saying.found import Found, Match
from inzet.reading.saying.lexicon import Word
from inzet.reading.saying.signs import Lead
from inzet.reading.saying.words import Words
from inzet.vocabulary.parties import is_country

_HELD = frozenset(("position", "commitment"))
_DONE = _HELD | {"decision", "status"}
_INFORMING = frozenset(("inform", "promise"))
"""Families of promises that may stand in the same sentence as thanks."""
_ASKING = frozenset(("say", "plead"))
_SPEAKING = _ASKING | {"support", "object", "body"}
"""What "It" at the start of a sentence may do as the body that was spoken of."""
_UNHEARD = {"outsider": "reported speech", "former": "history"}
_NO = frozenset(("no", "neither"))
_PRONOUNS = frozenset(("pronoun", "pronouns"))
_PERFECTED = frozenset(("past", "perfect", "pluperfect"))
_NUMBER = frozenset(("#",))
_DIGIT = re.compile(r"\d")
_URGING = ("recommend", "urge", "urging", "call", "invit", "advocat")
"""How a committee takes a stance on what a government should do, and does not just ask it."""
_MEMBERS = frozenset(("they", "members", "member"))
_UNSURE = frozenset(("should", "could", "may", "might", "ought"))


@dataclass
class _Sentence:
    """One sentence while it is looked at."""

    found: Found
    verbs: Verbs
    subjects: Subjects
    distance: Distance

    @cached_property
    def courteous(self) -> bool:
        """Whether it only thanks, or tells what its speaker comes to."""
        return is_courtesy(self.found.words.text, LANGUAGE)


class EnglishMatcher:
    """Finds cues in English sentences; holds only the compiled data and whose paper it is."""

    def __init__(self, own: str | None = None) -> None:
        self.own = own
        self.own_names: frozenset[str] = frozenset()
        self.agreed = False
        self.told: str | None = None
        self.petitions = False
        self._sentence: _Sentence | None = None
        self.lexicon = lexicon()
        self.cues = english_cues()
        self._open = self.cues.by_id("position.open.stance")
        self._deed = self.cues.by_id("commitment.open.deed")
        self._title = self.cues.by_id("context.open.title")

    def find(self, text: str) -> Found:
        """All matches of one sentence, in text order."""
        words = EnglishWords(text, self.lexicon)
        look = self.cues.triggers
        named = actors(words, self.lexicon, self.own, self.own_names)
        if self.told == "parliament":
            named = [_of_group(one, words) for one in named]
        found = Found(words, named, None)
        hits = [(i, look[word]) for i, word in enumerate(words.lower) if word in look]
        bag = words.bag
        if hits and (_DIGIT.search(text) or not self.lexicon.numbers.isdisjoint(bag)):
            bag = bag | _NUMBER
        for i, triggers in hits:
            for trigger in triggers:
                for wanted in trigger.wanted:
                    if wanted.isdisjoint(bag):
                        break
                else:
                    found.near.add(f"{trigger.cue.act} {trigger.cue.family}")
                    self._look(found, trigger, i, bag)
        return found

    def _look(self, found: Found, trigger: Trigger, i: int, bag: frozenset[str]) -> None:
        """A cue whose words are all there: whether they stand as it asks."""
        cue = trigger.cue
        if not cue.blocks.isdisjoint(bag) or not all(need.met(bag) for need in trigger.endings):
            return
        fitted = fit(trigger.pattern, found.words, found.actors, i)
        if fitted is not None:
            self._judge(self._open_sentence(found), cue, trigger.pattern, fitted, i)

    def stance(self, found: Found) -> Match | None:
        """What the speaker does by an unlisted verb: a stance, or a deed that is to come."""
        own = [one for one in found.actors if one.own and not one.preposition]
        words = found.words
        if not own or not words.tokens or words.tokens[-1] == "?":
            return None
        sentence = self._open_sentence(found)
        for finite in sentence.verbs.finites:
            group = sentence.verbs.group(sentence.verbs.head(finite))
            if group is None or group.kind != "finite" or group.passive:
                continue
            who = sentence.subjects.of(group)
            if not who.own or who.kind not in ("main", "reason"):
                continue
            return self._unlisted(sentence, group, who)
        return None

    def _unlisted(self, sentence: _Sentence, group: Group, who: Subject) -> Match | None:
        words = sentence.found.words
        if words.lower[group.verb + 1 : group.verb + 2] == ["no"]:
            return None
        if sentence.courteous:
            return None
        silent = not self.lexicon.distance["silence"].isdisjoint(words.bag)
        refused = group.negated and group.tense == "future" and not silent
        if (words.lower[group.verb] in self.lexicon.factual and not refused) or (
            group.negated and not refused
        ):
            return None
        if sentence.verbs.auxiliary(group.verb) and not _unknown(words, group):
            return None
        if group.tense in ("modal", "pluperfect", "supposed"):
            return None
        if sentence.distance.delivered() or sentence.distance.reason(who, group.tense, group.start):
            return None
        if group.tense in ("past", "perfect"):
            return None
        cue = self._deed if group.tense == "future" and not refused else self._open
        return Match(
            cue, group.verb, 0, True, who.actor, True, group.tense, refused, (cue.id,), who.joint
        )

    def promise(self, stance: Match) -> Match | None:
        """The same as a promise, where it is of what is to come."""
        if stance.tense not in ("future", "present"):
            return None
        return replace(stance, cue=self._deed)

    def lead(self, found: Found) -> Lead | None:
        """The first verb that is said in a main clause, with whose it is; None where none is."""
        sentence = self._open_sentence(found)
        for finite in sentence.verbs.finites:
            group = sentence.verbs.group(sentence.verbs.head(finite))
            if group is None or group.kind != "finite":
                continue
            who = sentence.subjects.of(group)
            if who.kind in ("main", "reason"):
                return Lead(
                    who.actor, who.own, group.tense, group.passive, group.negated, who.joint
                )
        return None

    def title(self, found: Found) -> Match | None:
        """A line without a verb that names what is on the table."""
        words = found.words
        if not _SHORTEST <= len(words) <= _LONGEST or not words.tokens[0][:1].isupper():
            return None
        if words.tokens[-1] in ("?", "!", ":", ".") or any(one.own for one in found.actors):
            return None
        verbs = Verbs(words, found.actors, self.lexicon)
        if verbs.finites or self.lexicon.distance["items"].isdisjoint(words.lower[:3]):
            return None
        return Match(self._title, 0, 0, True, None, True, "present", False, (self._title.id,))

    def sectional(self, found: Found) -> Match | None:
        """What a paper says under a heading such as "UK position", where nobody is named."""
        words = found.words
        if len(words) < _SHORTEST + 1 or words.tokens[-1] == "?":
            return None
        if any(
            not one.own and not one.preposition and one.start < _SHORTEST for one in found.actors
        ):
            return None
        cue = self._open
        aim = words.lower[1] if words.lower[0] == "to" else words.lower[0]
        if self.lexicon.forms.get(aim, 0) & Form.BASE:
            # "highlight the need for …": an aim of those that a list holds
            return Match(cue, 0, 0, True, None, True, "present", False, (cue.id,))
        verbs = Verbs(words, found.actors, self.lexicon)
        group = verbs.group(verbs.head(verbs.finites[0])) if verbs.finites else None
        if group is None or group.tense in ("past", "perfect", "pluperfect"):
            return None
        return Match(cue, 0, 0, True, None, True, group.tense, False, (cue.id,))

    def _open_sentence(self, found: Found) -> _Sentence:
        """The sentence with its verbs, made once."""
        if self._sentence is not None and self._sentence.found is found:
            return self._sentence
        verbs = Verbs(found.words, found.actors, self.lexicon)
        subjects = Subjects(verbs)
        self._sentence = _Sentence(found, verbs, subjects, Distance(verbs, subjects))
        return self._sentence

    def _judge(
        self, sentence: _Sentence, cue: Cue, pattern: Pattern, fitted: Fitted, at: int
    ) -> None:
        """Applies what a cue asks; keeps the match, or the reason against it."""
        found, words = sentence.found, sentence.found.words
        group, verb = None, fitted.verb
        if pattern.frame:
            group = sentence.verbs.group(verb)
            if group is None or sentence.verbs.helps(verb):
                return
            at = verb
            alone = group.kind == "finite" and group.shared < 0
            if alone and cue.tenses and group.tense not in cue.tenses:
                # Only what another verb controls takes its tense from elsewhere.
                found.refused.append((cue.id, f"tense: {group.tense}"))
                return
        else:
            group = self._near(sentence, fitted)
        who = self._who(sentence, cue, pattern, fitted, group)
        if isinstance(who, str):
            if who:
                found.refused.append((cue.id, who))
            return
        tense = (
            (who.tense or (group.tense if group else "present"))
            if pattern.frame
            else (group.tense if group else "present")
        )
        negated = (group is not None and group.negated) or who.negated
        if not pattern.frame and fitted.start:
            negated = negated or words.lower[fitted.start - 1] in _NO
        elif pattern.frame and not pattern.denies:
            negated = negated or any(one in _NO for one in words.lower[verb + 1 : fitted.end])
            negated = negated or (group is not None and _denied(words, group))
        reason = self._refusal(sentence, cue, tense, negated, who, group, fitted.start)
        if reason == "reported speech" and cue.act == "position" and cue.strength > 1:
            speaker = sentence.distance.quoted_by(fitted.start)
            if speaker is not None and not speaker.own:
                said = (words.span(fitted.start, fitted.end),)
                found.matches.append(Match(cue, at, 0, True, speaker, False, tense, negated, said))
                return
        if reason:
            found.refused.append((cue.id, reason))
            return
        main = who.kind in ("main", "reason") and (group is None or group.kind == "finite")
        if cue.main and who.kind not in ("main", "reason"):
            return
        matched = (words.span(fitted.start, fitted.end),)
        own = (who.own or who.actor is None) and cue.holder != "others"
        found.matches.append(
            Match(cue, at, 0, main, who.actor, own, tense, negated, matched, who.joint)
        )

    def _near(self, sentence: _Sentence, fitted: Fitted) -> Group | None:
        """The verb group that a phrase stands with: in it, else the last before its end."""
        verbs = sentence.verbs
        before = verbs.finite_before(fitted.end)
        if before < 0:
            before = next(iter(verbs.finites), -1)
        return verbs.group(verbs.head(before)) if before >= 0 else None

    def _who(
        self, sentence: _Sentence, cue: Cue, pattern: Pattern, fitted: Fitted, group: Group | None
    ) -> Subject | str:
        """The holder that a cue asks for, or why there is none."""
        if fitted.holder is not None:
            holder = fitted.holder
            if cue.holder == "government" and not holder.own:
                return "other holder"
            where = sentence.subjects.of(group) if group is not None else NOBODY
            return Subject(holder, "named", (), where.kind, where.opener)
        if group is None:
            return NOBODY
        who = sentence.subjects.agent(group) if group.passive else sentence.subjects.of(group)
        if group.passive and who.actor is None:
            clause = sentence.subjects.of(group)
            who = replace(clause, actor=None, joint=())
        if who.how in ("told", "purpose") and cue.act in _DONE:
            return "what another is to do" if who.how == "told" else ""
        if cue.holder == "others":
            return replace(who, actor=None, joint=())
        if cue.holder == "issuer":
            return self._issuer(sentence, group, who)
        if cue.holder in ("none", "author"):
            keep = who.actor if cue.act not in _HELD else None
            return replace(who, actor=keep, joint=())
        if cue.holder == "undertaken":
            told = group.passive or who.actor is None or who.actor.kind == "parliament"
            return replace(who, actor=None) if told and not _other(who) else "other holder"
        if cue.holder == "another":
            return "own holder" if who.own else who
        if cue.holder == "hosts":
            return who if _hosts(who.actor) else "no host"
        if cue.holder == "many":
            actor = who.actor
            return who if actor is not None and actor.kind in ("group", "body") else "no group"
        if cue.holder == "nobody":
            return who if group.passive and who.actor is None else ""
        if who.actor is None and self._preamble(sentence, group):
            return Subject(None, _PREAMBLE)
        if cue.holder == "any":
            return who
        if cue.holder == "notown":
            return "own holder" if who.own else who
        if cue.holder == "body":
            return who if who.actor is not None and not who.own else "no holder"
        if who.actor is None:
            return "no holder"
        if cue.holder == "government" and not who.own:
            bound = cue.family == "deed" and self._bound(who, group)
            return who if bound else "other holder"
        return who

    def _issuer(self, sentence: _Sentence, group: Group, who: Subject) -> Subject | str:
        """The body whose paper it is, or all who agreed it: by name, or in a passive that names
        nobody ("Member States are invited to …"). In a government's paper that is told of others.
        """
        body = self.agreed or (self.own is not None and not is_country(self.own))
        told = sentence.verbs.auxiliary(group.verb).startswith("be")
        if not body or not (told or who.own or (group.passive and who.actor is None)):
            return "no body"
        return who if who.own and not told else replace(who, actor=None, joint=(), how=_PREAMBLE)

    def _bound(self, who: Subject, group: Group) -> bool:
        """Whether somebody else is bound by what a paper agrees: "Japan will provide …" in a
        joint statement, "the EU will …" in conclusions of its Council."""
        actor = who.actor
        if not self.agreed or actor is None or who.kind != "main" or group.tense in _PERFECTED:
            return False
        if self.own not in _UNION:
            return actor.kind in ("party", "group", "body")
        return actor.party == "EU" or actor.kind == "group"

    def _preamble(self, sentence: _Sentence, group: Group) -> bool:
        """ "NOTING that …;": a clause of a preamble, which is the paper's own voice."""
        words = sentence.found.words
        if group.kind == "gerund" and group.start <= 1:
            return words.tokens[-1] in (";", ",") and not sentence.found.actors[:1]
        # "Calls upon donors to …;": what a resolution or conclusions do, one line a verb
        body = self.own is not None and not is_country(self.own)
        first = group.start == 0 and group.verb <= _OPENING and words.lower[group.verb][-1] == "s"
        return (body or self.agreed) and first and group.kind == "finite" and not group.passive

    def _refusal(
        self,
        sentence: _Sentence,
        cue: Cue,
        tense: str,
        negated: bool,
        who: Subject,
        group: Group | None,
        start: int,
    ) -> str:
        """Why a cue does not count here, or nothing."""
        words = sentence.found.words
        if words.tokens[-1] == "?" and cue.act != "context":
            return "question"
        if cue.tenses and tense not in cue.tenses:
            return f"tense: {tense}"
        if negated and cue.negation == "block":
            return "negation"
        own = who.own or who.actor is None
        if cue.act == "commitment" and own and sentence.distance.delivered():
            return "delivered now"
        body = self.own is not None and not is_country(self.own)
        if cue.family == "inform" and body and not cue.id.endswith("answer"):
            return "no parliament of a body"
        if cue.act == "commitment" and own and not body and self._kept(sentence, tense):
            return "history"
        if cue.act == "context" and words.tokens[-1] == ":":
            return "opens a list"
        if cue.act == "context" and who.kind in ("relative", "condition", "time"):
            return "in passing"
        if cue.act not in _HELD:
            return self._unfact(sentence, cue, who, group)
        if own and cue.family not in _INFORMING and sentence.courteous:
            return "courtesy"
        if cue.family == _DEED and own and who.kind in ("relative", "condition", "question"):
            return "in passing"  # "the summit that we will hold", "if we are to carry this out"
        if cue.family == "say" and who.kind == "reason" and words.lower[who.opener] == "as":
            return "in passing"
        actor = who.actor
        if actor is not None and actor.kind == "parliament" and cue.family in _ASKING:
            verb = words.lower[group.verb] if group is not None else ""
            if not verb.startswith(_URGING):
                return "a request of parliament"
        if actor is not None and not own and who.kind in ("condition", "question"):
            return who.kind
        if not own and who.kind == "relative" and cue.strength < _SURE:
            return "in passing"
        if cue.id == "position.support.agree" and self._settled(words, group, actor):
            return "a decision"
        if cue.id == _PLEDGE and actor is not None and actor.kind == "group":
            return "a pledge of many"
        if actor is not None and actor.kind in _PRONOUNS:
            clear = who.kind in ("main", "that")
            if words.lower[actor.start] == "it":
                clear = who.kind == "main" and actor.start == 0 and cue.family in _SPEAKING
            if not clear:
                return "pronoun"
        if who.actor is not None and who.actor.kind in _UNHEARD:
            return _UNHEARD[who.actor.kind]
        # "should withdraw and ask": what opens the first verb holds for the second.
        shared = group is not None and group.shared >= 0
        first = sentence.verbs.group(group.shared) if group is not None and shared else group
        unsure = first is not None and words.lower[first.start] in _UNSURE
        if unsure and group is not None and not group.negated and cue.holder != "author":
            return "what the holder should do"
        reason = sentence.distance.reason(who, tense, start) if own else ""
        if cue.act == "commitment" and reason == "conditional":
            return ""
        return reason

    def _settled(self, words: Words, group: Group | None, actor: Actor | None) -> bool:
        """Whether several agree on something, which decides it: "Ministers agreed that"."""
        if group is None or actor is None or not words.lower[group.verb].startswith("agree"):
            return False
        body = actor.own and self.own is not None and not is_country(self.own)
        several = body or actor.kind in ("group", "body")
        return several and words.lower[group.verb + 1 : group.verb + 2] != ["with"]

    def _kept(self, sentence: _Sentence, tense: str) -> bool:
        """Whether a government only recalls a promise to parliament: "I undertook to write"."""
        told = self.lexicon.distance["told"] & sentence.found.words.bag
        return tense in ("past", "pluperfect") and bool(told)

    def _unfact(self, sentence: _Sentence, cue: Cue, who: Subject, group: Group | None) -> str:
        """Why what is no stance and no promise is no fact here, or nothing."""
        if who.kind == "question" and cue.act != "condition":
            return "question"
        if cue.act == "expectation" and group is not None and _denied(sentence.found.words, group):
            return "negation"
        if who.actor is not None and who.actor.kind == "outsider" and cue.act in _DONE:
            return "reported speech"
        if cue.act in _DONE and who.kind in ("condition", "time"):
            return "conditional"
        if cue.act == "status" and who.kind == "relative" and cue.strength < _SURE:
            return "in passing"
        as_clause = who.kind == "reason" and sentence.found.words.lower[who.opener] == "as"
        if cue.act == "decision" and (as_clause or (who.kind == "relative" and not who.actor)):
            return "in passing"
        if group is not None and group.kind == "infinitive" and cue.act in _DONE:
            return "not yet"
        country = is_country(self.own)
        view = group is not None and group.tense == "present" and not self._performs(sentence)
        if cue.act == "decision" and cue.strength < _SURE and who.own and country and view:
            return "a view, no decision"
        stands = group is not None and group.passive and group.tense == "perfect"
        if cue.act == "decision" and stands and not who.expletive and cue.id not in _CHARGES:
            return "where it stands"
        said = who.how == _PREAMBLE and cue.strength >= _SURE
        nobody = group is not None and who.actor is None and not who.expletive and not said
        if cue.act == "decision" and nobody and group is not None:
            unsaid = cue.strength < _SURE if group.passive else not self._is_phrase(cue)
            return "nobody decides" if unsaid else ""
        return ""

    def _performs(self, sentence: _Sentence) -> bool:
        """Whether the sentence does what it says: "we hereby establish"."""
        return not self.lexicon.distance["performs"].isdisjoint(sentence.found.words.bag)

    def _is_phrase(self, cue: Cue) -> bool:
        return not any(pattern.frame for pattern in self.cues.patterns[cue.id])


def _denied(words: Words, group: Group) -> bool:
    """Whether the subject says no: "No conclusions were adopted"."""
    if not group.passive:
        return False
    for k in range(group.start - 1, max(-1, group.start - _SUBJECT_REACH), -1):
        if words.flags[k] & (Word.PUNCTUATION | Word.OPENS | Word.AUXILIARY):
            return False
        if words.lower[k] in _NO:
            return True
    return False


def _of_group(actor: Actor, words: Words) -> Actor:
    """In what is told of a party group, "they" and "these members" are of parliament."""
    if _MEMBERS.isdisjoint(words.lower[actor.start : actor.end]):
        return actor
    return replace(actor, kind="body", party="parliament")


def _unknown(words: Words, group: Group) -> bool:
    """Whether a verb that the lexicon does not know follows "will"."""
    follow = group.verb + 1
    return group.tense == "future" and follow < len(words) and not words.flags[follow]


def _hosts(actor: Actor | None) -> bool:
    """Whether a body, or who leads it, can present something at a meeting."""
    if actor is None:
        return False
    led = actor.kind == "party" and actor.party is not None and not is_country(actor.party)
    return actor.kind == "body" or led


def _other(who: Subject) -> bool:
    """Whether somebody who is not the speaker does it for whoever is told."""
    return who.how == "agent" and not who.own


_DEED = "deed"
"""Family of what the speaker will do, by verbs that say no more than that."""
_SURE = 3
_SUBJECT_REACH = 8
"""Words before a verb among which its subject begins."""
_CHARGES = frozenset(f"decision.agree.{name}" for name in ("tasked", "charged", "invited", "acted"))
"""Decisions that last: "has been tasked to report"."""
_PLEDGE = "commitment.promise.pledge"
_UNION = frozenset(("EU", "Council", "European Council", "Commission"))
_PREAMBLE = "preamble"
_OPENING = 2
"""Words among which a line that has no subject names what is done."""
_SHORTEST, _LONGEST = 4, 24
