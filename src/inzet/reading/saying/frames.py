"""Cues found in one sentence, with their holder, tense and polarity, or why not.

Reads a sentence; writes :class:`Found`. What a cue found but a blocker refused is kept with
the reason, for the explanation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from inzet.reading.saying.actors import Actor, actors
from inzet.reading.saying.blockers import (
    BLOCKING,
    UNHEARD,
    embedded,
    is_able,
    is_alone,
    is_bare,
    is_deontic,
    is_kept,
)
from inzet.reading.saying.clauses import Clauses
from inzet.reading.saying.cues import Cue, Cues, Frame, Phrase, Trigger, cues
from inzet.reading.saying.delivery import is_delivered
from inzet.reading.saying.distance import distance, only_told, requested
from inzet.reading.saying.evidence import ClauseWords, has_complement, has_particle, negated, outer
from inzet.reading.saying.found import Found, Match
from inzet.reading.saying.lexicon import Lexicon, Word, lexicon
from inzet.reading.saying.morphology import Form
from inzet.reading.saying.phrases import fit, hangs
from inzet.reading.saying.signs import Lead
from inzet.reading.saying.stance import sectional, stance, title
from inzet.reading.saying.subjects import Subject, agent, joint_with, subject, tense_of
from inzet.reading.saying.words import Words

ASKING = frozenset(
    ("position.plead.vragen", "position.say.vragen-stellen", "position.say.rekenschap")
)
"""What members of parliament ask is no stance."""
PETITIONED = frozenset(
    ("annotated agenda", "minister's report", "annotated agenda and report", "letter")
)
"""Papers of the government: what they tell that a motion or member asked for is parliament's
view, as nobody asks it there."""
_TELLING = frozenset(
    f"position.say.{name}"
    for name in (
        *("aangeven", "melden", "constateren", "wijzen-op", "bevestigen", "zeggen", "laten-weten"),
        *("toelichten", "uitleggen", "opmerken", "verklaren", "bespreken", "stil-staan"),
    )
)
"""What somebody else is said to have told is a stance only where it judges."""
_PROMISED = frozenset(("toegezegd", "beloofd"))
_TOLD = ("relative", "infinitive")
_BEFORE_NOUN = frozenset(("de", "een", "onze", "hun", "mijn", "uw", "aantal", "enkele"))
_IN_VIEW_OF = frozenset(("gelet", "gezien", "gegeven"))
_WITHIN_NOUN = frozenset(("met", "door", "in", "op", "tijdens", "bij", "aan", "voor", "tussen"))
_NUMBERS = frozenset(("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"))
_ARTICLES = frozenset(
    ["de", "het", "een", "mijn", "onze", "ons", "uw", "hun", "zijn", "haar", "deze"]
)
_MEANT = frozenset(["voornemen", "bedoeling", "streven", "planning"])
_GIVING = "contribute"
"""Family of pledges of money, people and things: they stand when they are told as made."""
_HOPED = frozenset(
    [
        "verwachting",
        "verwacht",
        "verwachten",
        "hoop",
        "hoopt",
        "hopen",
        "hopelijk",
        "streef",
        "streeft",
        "voornemens",
        "vertrouw",
        "vertrouwt",
    ]
)


def _attributive(words: Words, verb: int, form: int) -> bool:
    """Whether a form only stands before its noun: ``in besloten kring``, ``de verhoogde inzet``."""
    if form & Form.INFINITIVE or not verb or verb + 1 >= len(words) or words.flags[verb + 1]:
        return False
    before = words.flags[verb - 1]
    article = words.lower[verb - 1] in ("de", "een", "deze", "onze", "hun")
    if article or (before & Word.PREPOSITION and form & Form.PARTICIPLE):
        return True
    # "het met het fonds overeengekomen programma"
    return bool(form & Form.PARTICIPLE) and any(
        words.lower[k] in ("de", "het", "een") and words.lower[k + 1] in _WITHIN_NOUN
        for k in range(max(0, verb - 6), verb - 1)
    )


def _promised(words: Words, verb: int) -> bool:
    """``heeft toegezegd u in mei een brief te sturen``: the promise of it still stands."""
    return verb > 0 and words.lower[verb - 1] == "te" and not _PROMISED.isdisjoint(words.bag)


def _first_person(words: Words, clauses: Clauses, verb: int) -> bool:
    """Whether a bare stem is the verb of "ik", not a noun: ``vraag ik``, ``de eerste vraag``."""
    lower = words.lower
    if "ik" not in words.bag or (verb and lower[verb - 1] in _ARTICLES):
        return False
    if clauses.clauses[clauses.of[verb]].kind != "main":
        return True
    beside = lower[max(0, verb - 2) : verb + 4]
    return "ik" in beside or bool(verb and words.flags[verb - 1] & Word.COORDINATOR)


_ALSO_NOUN = frozenset(("vragen", "voorstellen", "wensen", "eisen", "verzoeken", "plannen"))
_OWNERS = frozenset(
    [
        *("haar", "zijn", "hun", "alle", "veel", "geen", "naar", "op", "van", "twee"),
        *("met", "voor", "over", "zonder", "enkele"),
    ]
)


def _is_noun(words: Words, at: int) -> bool:
    """Whether "vragen" are questions: ``de gestelde vragen``, ``vragen die``, ``op vragen van``."""
    before = words.lower[at - 1] if at else ""
    after = words.lower[at + 1] if at + 1 < len(words) else ""
    adjective = at > 0 and not words.flags[at - 1] and before.endswith("e")
    asked = words.lower[at] == "vragen" and after in ("die", "van", "over")
    return adjective or before in _OWNERS or asked


def _before_noun(words: Words, verb: int) -> bool:
    """``het door beide partijen ondertekende bestand``: an inflected participle."""
    after = verb + 1
    return after < len(words) and not words.flags[after] and words.tokens[after].islower()


@dataclass(slots=True)
class _Hit:
    """A cue whose words all stand in a clause, before anything is asked of it."""

    cue: Cue
    at: int
    """Position of the word it was found by."""
    verb: int
    """Position of its verb; -1 for a phrase."""
    clause: int
    text: str
    frame: Frame | None
    holder: Actor | None = None
    span: tuple[int, int] | None = None


class Matcher:
    """Finds cues in sentences of one language; holds only the compiled data."""

    def __init__(self, language: str = "nl", own: str | None = "NLD") -> None:
        self.lexicon: Lexicon = lexicon(language)
        self.cues: Cues = cues(language)
        self.own = own
        self.own_names: frozenset[str] = frozenset()
        """Surnames of the ministers whose paper is read, in lower case."""
        self.agreed = False
        self.told: str | None = None
        self.petitions = False
        self._promise = self.cues.by_id("commitment.open.present")
        self._open = self.cues.by_id("position.open.stance")
        self._title = self.cues.by_id("context.open.title")

    def find(self, text: str) -> Found:
        """All matches of one sentence, in text order."""
        words = Words(text, self.lexicon)
        look = self.cues.triggers
        hits = [(i, look[word]) for i, word in enumerate(words.lower) if word in look]
        named = actors(words, self.lexicon, self.own, self.own_names, self.told)
        if not hits:
            return Found(words, named, None)
        clauses = Clauses(words, named, self.lexicon)
        found = Found(words, named, clauses)
        sets, bag = ClauseWords(clauses), words.bag
        for i, triggers in hits:
            for trigger in triggers:
                for alternatives in trigger.required:
                    if alternatives.isdisjoint(bag):
                        break
                else:
                    found.near.add(f"{trigger.cue.act} {trigger.cue.family}")
                    if trigger.frame is not None:
                        self._frame(found, sets, trigger, trigger.frame, i)
                    elif trigger.phrase is not None:
                        self._phrase(found, sets, trigger.cue, trigger.phrase, i)
        return found

    def stance(self, found: Found) -> Match | None:
        """The last resort for a sentence without cues, see :mod:`inzet.reading.saying.stance`."""
        return stance(found, self.lexicon, self._open)

    def lead(self, found: Found) -> Lead | None:
        """The verb of the first main clause, with whose it is; None where there is none."""
        words = found.words
        clauses = found.clauses or Clauses(words, found.actors, self.lexicon)
        for index, clause in enumerate(clauses.clauses):
            if clause.kind != "main" or clause.finite < 0:
                continue
            tense, passive = tense_of(clauses, index, -1, None)
            who = subject(clauses, index, clause.finite)
            against = negated(ClauseWords(clauses), index, words)
            return Lead(who.actor, who.own, tense, passive, against, who.joint)
        return None

    def title(self, found: Found) -> Match | None:
        """An item in a line of its own, without a verb."""
        return title(found, self._title)

    def promise(self, stance: Match) -> Match | None:
        """The same as a promise, where it is said to parliament and of what is to come."""
        if stance.tense not in ("future", "present"):
            return None
        return replace(stance, cue=self._promise)

    def sectional(self, found: Found) -> Match | None:
        """What stands under a heading that announces the government's position."""
        return sectional(found, self.lexicon, self._open)

    def _frame(
        self, found: Found, sets: ClauseWords, trigger: Trigger, frame: Frame, i: int
    ) -> None:
        words = found.words
        clauses = found.clauses
        assert clauses is not None
        ci = clauses.of[i]
        here = sets.of(ci)
        verb = i if trigger.verb else self._verb(frame, here, words, i)
        blocking = clauses.clauses[ci].kind in BLOCKING
        around = ci if blocking else outer(clauses, ci, frame, i if verb < 0 else verb)
        if around != ci:
            ci, here = around, {**sets.of(around), **here}
            if verb < 0:
                verb = self._verb(frame, here, words, i)
        if verb < 0 or not self._verb_holds(frame, here, words, clauses, verb):
            return
        judged = trigger.cue.act in ("position", "condition")
        if judged and "is" in frame.verb and self._only_helps(frame, words, clauses, verb):
            return
        for alternatives in (*frame.words, *frame.prepositions):
            if alternatives.isdisjoint(here):
                return
        if not all(need.met(words.bag) for need in trigger.cue.needs):
            return
        if frame.complement and not has_complement(frame.complement, words, min(i, verb)):
            return
        self._judge(found, sets, _Hit(trigger.cue, i, verb, ci, frame.text, frame))

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
        if flags[verb] & Word.PREPOSITION and not form & Form.PARTICIPLE:
            return False
        if form == Form.FIRST and not _first_person(words, clauses, verb):
            return False
        if joined and form & Form.FINITE and not form & (Form.PARTICIPLE | Form.INFINITIVE):
            if verb and (flags[verb - 1] & Word.DETERMINER or before.endswith("e")):
                return False
            if clauses.clauses[clauses.of[verb]].kind == "main":
                return False
        if form & (Form.PARTICIPLE | Form.PAST) and _attributive(words, verb, form):
            return False
        finite = clauses.clauses[clauses.of[verb]].finite
        if lower[verb].endswith("e") and 0 <= finite < verb and _before_noun(words, verb):
            return False
        if before in _BEFORE_NOUN and not form & Form.PARTICIPLE:
            return False
        if lower[verb] in _ALSO_NOUN and _is_noun(words, verb):
            return False
        if before in _NUMBERS and verb > 1 and flags[verb - 2] & Word.PREPOSITION:
            return False  # "aan de hand van twee vragen"
        if before == "van" and not form & (Form.PARTICIPLE | Form.INFINITIVE):
            return False

        if (
            form & Form.INFINITIVE
            and before in ("het", "de", "een", "het")
            and (verb + 1 < len(lower) and lower[verb + 1] == "van")
        ):
            return False
        if frame.particle and not joined:
            return has_particle(frame.particle, words, verb)
        return True

    def _only_helps(self, frame: Frame, words: Words, clauses: Clauses, verb: int) -> bool:
        """Whether "zijn" belongs to a participle: ``is een aantal voorwaarden geschapen``."""
        participles = self.cues.participles
        if not frame.words or any(not each.isdisjoint(participles) for each in frame.words):
            return False
        here = clauses.of[verb]
        return any(
            words.lower[k] in participles
            and words.lower[k] not in _IN_VIEW_OF
            and is_alone(words, k)
            for k in range(verb + 1, len(words))
            if clauses.of[k] == here
        )

    def _phrase(self, found: Found, sets: ClauseWords, cue: Cue, phrase: Phrase, i: int) -> None:
        clauses = found.clauses
        assert clauses is not None
        span, holder = fit(phrase, found.words, found.actors, i)
        if span is None:
            return
        bag = found.words.bag
        if not all(need.met(bag) for need in cue.needs):
            return
        adjectives = self.lexicon.adjectives
        named = {adjectives[w] for w in found.words.lower[span[0] : span[1]] if w in adjectives}
        if cue.holder == "own" and named and self.own not in named:
            found.refused.append((cue.id, "other holder"))
            return
        if cue.holder == "own" and cue.family == "nominal":
            holder = _owner(found.actors, span)
            if holder is not None and not holder.own:
                self._judge(
                    found, sets, _Hit(cue, i, -1, clauses.of[i], phrase.text, None, holder, span)
                )
                return
            holder = None
        if cue.family in ("nominal", "possessive") and hangs(found.words, span[0]):
            found.refused.append((cue.id, "not the subject"))
            return
        # A condition stands in the clause where its phrase begins: "kan pas …, nadat …".
        ci = clauses.of[span[0] if cue.act == "condition" else i]
        self._judge(found, sets, _Hit(cue, i, -1, ci, phrase.text, None, holder, span))

    def _judge(self, found: Found, sets: ClauseWords, hit: _Hit) -> None:
        """Applies what the cue asks of its clause; keeps the match or the reason against it."""
        words, clauses = found.words, found.clauses
        assert clauses is not None
        cue, clause = hit.cue, clauses.clauses[hit.clause]
        reason = _before(hit, words, clauses, sets)
        if reason is not None:
            if reason:
                found.refused.append((cue.id, reason))
            return
        at = hit.verb if hit.verb >= 0 else hit.at
        tense, passive = tense_of(clauses, hit.clause, hit.verb, hit.frame)
        if cue.act == "commitment" and tense == "modal" and not _HOPED.isdisjoint(words.bag):
            tense = "future"
        if cue.act == "commitment" and tense == "perfect" and _promised(words, hit.verb):
            tense = "future"
        against = negated(sets, hit.clause, words, hit.verb)
        if cue.tenses and tense not in cue.tenses:
            reason = f"tense: {tense}"
        elif against and cue.negation == "block":
            reason = "negation"
        if reason is None:
            who = self._who(hit, clauses, at, passive)
            reason = (
                who
                if isinstance(who, str)
                else _after(hit, words, clauses, tense, who, self.petitions)
            )
        if reason is not None:
            if reason:
                found.refused.append((cue.id, reason))
            return
        assert isinstance(who, Subject)
        matched = (hit.text,) if hit.span is None else (words.span(*hit.span),)
        main = clause.kind == "main"
        own = who.own or (who.actor is None and cue.holder != "others")
        found.matches.append(
            Match(cue, at, hit.clause, main, who.actor, own, tense, against, matched, who.joint)
        )

    def _who(self, hit: _Hit, clauses: Clauses, at: int, passive: bool) -> Subject | str:
        """The holder that a cue asks for, or why there is none."""
        cue, ci, holder, frame = hit.cue, hit.clause, hit.holder, hit.frame
        if holder is not None:
            if cue.holder == "government" and not holder.own:
                return "other holder"
            return Subject(holder, "named", joint_with(clauses.actors, holder, clauses.words))
        if cue.holder == "thing":
            who = subject(clauses, ci, at)
            return Subject(None, "", ()) if who.actor is None else "other holder"
        if cue.holder in ("none", "impersonal", "own", "others") or frame is None:
            return self._author(cue, clauses, ci, at, passive)
        who = agent(clauses, ci, clauses.words) if passive else subject(clauses, ci, at)
        if cue.holder == "notown":
            return "own holder" if who.own else who
        if cue.holder == "any":
            return who
        if cue.holder == "body":
            return who if who.actor is not None and not who.own else "no holder"
        if who.actor is None and not passive and cue.holder == "actor" and _it(hit, clauses):
            return Subject(Actor(0, 1, "pronoun", None, "", False), "pronoun", ())
        if who.actor is None:
            if cue.act == "commitment" and (passive or not _MEANT.isdisjoint(clauses.words.bag)):
                return who
            return "no holder"
        if cue.holder == "government" and not who.own:
            if _for_the_writer(cue, who.actor, clauses.words):
                return Subject(None, "", ())
            return "other holder"
        return who

    def _author(self, cue: Cue, clauses: Clauses, ci: int, at: int, passive: bool) -> Subject | str:
        """For what the paper itself says: nobody, unless somebody else says it."""
        if cue.act == "commitment" and "u" not in clauses.words.lower[at + 1 : at + 2]:
            who = agent(clauses, ci, clauses.words) if passive else subject(clauses, ci, at)
            if who.actor is not None and who.actor.kind in ("party", "body", "group"):
                return "other holder"
        return Subject(None, "", ())


def _inquires(after: list[str]) -> bool:
    """``vroeg het lid Jansen naar de kosten``, ``of …``: wants to know, not something done."""
    if "of" in after:
        return True
    return "naar" in after and "om" not in after[: after.index("naar")]


def _for_the_writer(cue: Cue, actor: Actor, words: Words) -> bool:
    """``Daarover zal hij u berichten``, ``de ministers van … sturen uw Kamer``: who reports to
    those written to is of the government."""
    if cue.act != "commitment" or cue.family not in ("inform", "send"):
        return False
    ministers = actor.kind == "group" and words.lower[actor.start : actor.end][-1] == "ministers"
    ministers = ministers or "ministers" in words.lower[actor.start : actor.end][:2]
    told = actor.kind == "pronoun" or ministers
    return told and not words.bag.isdisjoint(("u", "uw"))


def _owner(named: list[Actor], span: tuple[int, int]) -> Actor | None:
    """Whose a noun is that opens a phrase: ``de inzet van de VS is …``."""
    for actor in named:
        if actor.preposition == "van" and span[0] < actor.start <= span[0] + 3:
            return actor if actor.kind in ("party", "body", "government", "parliament") else None
    return None


def _it(hit: _Hit, clauses: Clauses) -> bool:
    """``Het roept partijen op``: whoever was spoken of before, where that is "het kabinet"."""
    words = clauses.words
    if hit.cue.act != "position" or words.lower[0] != "het" or clauses.of[0] != hit.clause:
        return False
    return hit.verb == 1 or clauses.clauses[hit.clause].finite == 1


def _before(hit: _Hit, words: Words, clauses: Clauses, sets: ClauseWords) -> str | None:
    """What refuses a cue whoever holds it; empty where it just is not this cue."""
    cue, here = hit.cue, sets.of(hit.clause)
    kind = clauses.clauses[hit.clause].kind
    if words.tokens[-1] == "?" and cue.act != "context":
        return "question"
    area = here if cue.act in ("position", "commitment") else words.bag
    if any(word in area for word in cue.blocks) or not cue.never.isdisjoint(words.bag):
        return "blocked word"
    stands = cue.act == "condition" or (cue.act == "commitment" and kind == "condition")
    if kind in BLOCKING and not stands:
        return BLOCKING[kind]
    addressed = "u" in here or "kamer" in here
    performs = cue.event == "performed" and _finite(hit, words)
    if cue.act == "commitment" and not performs and is_delivered(words):
        return "delivered now"
    handed = cue.act == "position" and (addressed or cue.strength <= 2)
    if handed and is_delivered(words, only=not addressed):
        return "delivered now"
    stands = cue.holder == "body" or cue.family == _GIVING
    if cue.act == "commitment" and not stands and is_kept(words):
        return "history"
    if cue.main and kind != "main":
        told = kind in _TOLD and not cue.within.isdisjoint(words.bag)
        return None if told else ""
    return None


def _after(
    hit: _Hit, words: Words, clauses: Clauses, tense: str, who: Subject, petitions: bool
) -> str | None:
    """What refuses a cue because of who holds it."""
    cue, own = hit.cue, who.own or who.actor is None
    if cue.alone and not is_alone(words, hit.at):
        return ""
    if cue.bare and not is_bare(words, hit.at):
        return ""
    if cue.act == "position":
        ready = _is_group(who, words) and is_able(clauses, hit.clause)
        deontic = not own and cue.family != "adverbial" and is_deontic(clauses, hit.clause)
        if deontic and not ready:
            return "what the holder should do"
        if who.actor is not None and who.actor.kind in UNHEARD:
            return UNHEARD[who.actor.kind]
        asks = who.actor is not None and who.actor.kind == "parliament" and cue.id in ASKING
        if asks and (not petitions or _inquires(words.lower[hit.at + 1 :])):
            return "a request of parliament"
        if not own and cue.id in _TELLING and only_told(words.bag):
            return "only told"
        reason = distance(clauses, hit.clause, tense) if own else ""
        if reason and not (reason == "conditional" and cue.family == "adverbial"):
            return reason
    if cue.act == "decision" and _asks(who, words):
        return "a request of parliament"
    if cue.act == "commitment" and requested(clauses, hit.clause):
        return "a request of parliament"
    if cue.act not in ("position", "commitment"):
        return None
    reason = embedded(clauses, hit.clause, own, named=who.actor is not None)
    if cue.act == "commitment" and reason == "conditional":
        return None
    return reason or None


def _asks(who: Subject, words: Words) -> bool:
    """Whether a chamber does it; "leden" can be those of any body."""
    actor = who.actor
    chamber = actor is not None and actor.kind == "parliament"
    return chamber and actor is not None and words.lower[actor.end - 1] not in ("leden", "lid")


def _is_group(who: Subject, words: Words) -> bool:
    """Whether members of a chamber are the subject, not the chamber."""
    actor = who.actor
    chamber = actor is not None and words.lower[actor.end - 1] in _CHAMBERS
    return actor is not None and actor.kind == "parliament" and not chamber


_CHAMBERS = frozenset(("kamer", "kamers", "parlement", "staten-generaal", "commissie"))


def _finite(hit: _Hit, words: Words) -> bool:
    """Whether the verb of a frame stands in a finite form: ``zeg ik toe``, not ``toegezegd``."""
    if hit.frame is None:
        return False
    return bool(hit.frame.verb[words.lower[hit.verb]][0] & ~Form.PARTICIPLE)
