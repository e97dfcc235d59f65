"""Clauses of a Dutch sentence and their subjects, found from small words and verb forms.

Reads words and actors; writes for each word the clause it stands in. It is no parser: it knows
what opens a clause, which words are finite verbs, and where a comma closes one.
"""

from __future__ import annotations

from dataclasses import dataclass

from inzet.reading.saying.actors import Actor
from inzet.reading.saying.lexicon import Lexicon, Word
from inzet.reading.saying.morphology import Form
from inzet.reading.saying.words import Words


@dataclass(slots=True)
class Clause:
    """A clause. ``kind``: main, that, reason, condition, before, question, relative, as,
    infinitive."""

    kind: str
    start: int
    end: int
    parent: int
    """Index of the clause it hangs in; -1 for a main clause."""
    follows: int = -1
    """For a second conjunct, the main clause before it."""
    finite: int = -1
    """Its first finite auxiliary or verb."""


_MATTERS = (
    *("voorstel", "plan", "besluit", "akkoord", "pakket", "verdrag", "compromis", "initiatief"),
    *("punt", "onderwerp", "project", "fonds", "programma", "stuk", "mandaat", "amendement"),
)
"""Nouns behind which "dat" is "which", not "that"."""
_SUPPOSES = frozenset(("mocht", "mochten", "zou", "zouden", "stel"))
_MAY_OPEN = frozenset(("die", "als", "of", "nu", "welke", "welk"))
_ALSO_NUMBER = frozenset(("acht",))
_NO_VERB_AFTER = frozenset(("te", "het", "een", "de", "van", "onze", "ons", "hun", "deze", "zijn"))


class Clauses:
    """The clauses of one sentence."""

    __slots__ = ("_ends", "_starts", "actors", "clauses", "lexicon", "of", "words")

    def __init__(self, words: Words, actors: list[Actor], lexicon: Lexicon) -> None:
        self.words, self.actors, self.lexicon = words, actors, lexicon
        self.clauses: list[Clause] = [Clause("main", 0, len(words), -1)]
        self.of: list[int] = [0] * len(words)
        self._starts = {actor.start for actor in actors if not actor.preposition}
        self._ends = {actor.end for actor in actors if not actor.preposition}
        for actor in actors:
            if actor.preposition == "van" and actor.kind == "parliament":
                # "De leden van de ABC-fractie bestrijden …": they end where their group does.
                self._ends |= {actor.end} if actor.start - 1 in self._ends else set()
        self._divide()

    def _divide(self) -> None:
        words, of, clauses = self.words, self.of, self.clauses
        lower, flags = words.lower, words.flags
        current, n = 0, len(words)
        if n > 4 and lower[0] in _SUPPOSES and words.tokens[-1] != "?":
            clauses.append(Clause("condition", 0, n, 0, finite=0))
            current = 1
        brackets: list[int] = []
        for i in range(n):
            flag, word = flags[i], lower[i]
            clause = clauses[current]
            if flag & Word.PUNCTUATION:
                if word == "(":
                    brackets.append(current)
                elif word == ")" and brackets:
                    current = brackets.pop()
                elif word == ";" or (word == ":" and i + 2 < n):
                    clauses.append(Clause("main", i + 1, n, -1))
                    current = len(clauses) - 1
                elif word == "," and clause.parent >= 0 and self._closes(i, clause):
                    current = self._outer(current, i)
                of[i] = current
                continue
            if flag & (Word.OPENS | Word.PREPOSITION) or word in _MAY_OPEN:
                kind = self._opens(i, word, clause)
                if kind:
                    if (
                        clause.kind != "main"
                        and i
                        and (lower[i - 1] == "," or flags[i - 1] & Word.COORDINATOR)
                        and clause.finite >= 0
                    ):
                        current = clause.parent if clause.parent >= 0 else current
                    clauses.append(Clause(kind, i, n, current))
                    current = len(clauses) - 1
                    of[i] = current
                    continue
            if word == "en" and clause.parent >= 0 and self._addresses(i, clause):
                current = self.main_of(current)
                of[i] = current
                continue
            if (flag & Word.VERB or not flag) and self._finite(i):
                clause = clauses[current]
                if self._resumes(i, clause):
                    current = clause.parent
                    clause = clauses[current]
                if clause.kind == "main" and clause.finite >= 0 and i and self._joins(i, clause):
                    start = i
                    while start > clause.finite + 1 and not flags[start - 1] & Word.COORDINATOR:
                        start -= 1
                    clauses.append(Clause("main", start, n, -1, follows=current, finite=i))
                    current = len(clauses) - 1
                    for k in range(start, i):
                        if clauses[of[k]].kind == "main":
                            of[k] = current
                elif clause.finite < 0:
                    clause.finite = i
            of[i] = current

    def _finite(self, i: int) -> bool:
        """Whether a verb form is finite here and not an infinitive or a noun."""
        words = self.words
        if i + 1 < len(words) and words.lower[i + 1] == "ik" and not words.flags[i]:
            return True
        if not words.flags[i] & Word.VERB:
            return False
        before = words.lower[i - 1] if i else ""
        stands = before == "deze" and words.flags[i] & Word.AUXILIARY
        if (before in _NO_VERB_AFTER and not stands) or self.possessive(i):
            return False
        form = self.lexicon.finite.get(words.lower[i], 0)
        if words.lower[i] == "betreft" and "wat" in words.lower[max(0, i - 9) : i]:
            # "wat dit voorstel betreft", "wat betreft": no clause of its own
            return False
        if words.lower[i] == "leden" and any(a.start <= i < a.end for a in self.actors):
            return False  # "members", not "suffered"
        if words.lower[i] in _ALSO_NUMBER:
            return i in self._ends or i + 1 in self._starts
        if form & Form.INFINITIVE and not words.flags[i] & Word.AUXILIARY:
            return i in self._ends or i + 1 in self._starts
        return True

    def _addresses(self, i: int, clause: Clause) -> bool:
        """``… of dit klopt en u informeren``: the main clause goes on with its addressee."""
        follow = self.words.lower[i + 1 : i + 3]
        if {"u", "uw"}.isdisjoint(follow) and follow != ["de", "kamer"]:
            return False
        main = self.clauses[self.main_of(self.of[i - 1])]
        return main.finite >= 0 and bool(self.words.flags[main.finite] & Word.AUXILIARY)

    def _resumes(self, i: int, clause: Clause) -> bool:
        """A main verb behind a fronted clause that no comma closes."""
        if clause.parent >= 0 and self._carries_on(i, clause):
            return True
        if clause.start or clause.parent < 0 or i + 1 >= len(self.words) or i < 2:
            return False
        if self.clauses[clause.parent].finite >= 0:
            return False
        after = self.words.flags[i + 1]
        subject = i + 1 in self._starts or self.words.lower[i + 1] in ("u", "uw", "er")
        before = self.words.lower[i - 1]
        if clause.kind == "as" or self.words.lower[i + 1] == "u":
            return bool(subject)
        return bool(subject or after & Word.DETERMINER) and before.endswith(("t", "en", "d", "is"))

    def _carries_on(self, i: int, clause: Clause) -> bool:
        """``Het plan om de haven te sluiten is …``, ``Het plan dat zij hebben beloofd wordt …``:
        the verb of a sentence whose subject has a clause of its own."""
        words, finite = self.words, self.lexicon.finite
        form = finite.get(words.lower[i], 0)
        parent = self.clauses[clause.parent]
        if parent.kind != "main" or parent.finite >= 0:
            return False
        if clause.kind == "infinitive" and i + 1 in self._starts:
            # "De suggestie om dit te bundelen neem ik over"
            return words.lower[i - 2] == "te" and i > clause.start + 2
        if not words.flags[i] & Word.AUXILIARY:
            return False
        if not form or form & (Form.INFINITIVE | Form.PARTICIPLE) or i < clause.start + 3:
            return False
        if clause.kind == "infinitive":
            return words.lower[i - 1].endswith("n") and "te" in words.lower[clause.start : i - 1]
        ended = 0 <= clause.finite < i - 1 and bool(words.flags[clause.finite] & Word.AUXILIARY)
        ended = ended and words.lower[i - 1].endswith(("d", "t", "n"))
        return clause.kind in ("relative", "that") and ended

    def possessive(self, i: int) -> bool:
        """``zijn`` behind a preposition is "his", not "are"."""
        words = self.words
        return words.lower[i] == "zijn" and i > 0 and bool(words.flags[i - 1] & Word.PREPOSITION)

    def _closes(self, i: int, clause: Clause) -> bool:
        """Whether the comma at ``i`` ends a subordinate clause."""
        words = self.words
        flags, lower = words.flags, words.lower
        n = len(words)
        if i + 1 >= n:
            return False
        after = flags[i + 1]
        if lower[i + 1] == "dan" or self._finite(i + 1):
            return True
        if after & Word.COORDINATOR and i + 2 < n:
            if flags[i + 2] & Word.VERB:
                return True
            if lower[i + 1] in ("maar", "want", "dus"):
                return True
        if i - clause.start <= 3:
            return True
        before = flags[i - 1]
        verb_last = bool(before & Word.VERB) or lower[i - 1].endswith(("en", "t", "d"))
        return clause.finite >= 0 and verb_last and clause.start < i - 1

    def _outer(self, current: int, i: int) -> int:
        """The clause that goes on after a comma: a fronted clause gives way to its parent."""
        clauses = self.clauses
        parent = clauses[current].parent
        words = self.words
        after_verb = i + 1 < len(words) and words.flags[i + 1] & Word.VERB
        while after_verb and clauses[parent].parent >= 0:
            parent = clauses[parent].parent
        return parent

    def _opens(self, i: int, word: str, clause: Clause) -> str:
        """The kind of clause that a word opens here, or nothing."""
        words = self.words
        flags, lower, n = words.flags, words.lower, len(words)
        if i + 1 >= n:
            return ""
        kind = self.lexicon.opens.get(word, "")
        before = flags[i - 1] if i else 0
        prior = lower[i - 1] if i else ""
        after = flags[i + 1]
        if word == "als" and "zowel" in lower[max(0, i - 8) : i]:
            return ""
        if word == "als":
            if not i and flags[2:3] and flags[2] & Word.VERB and 3 in self._starts:
                return ""  # "Als voorzitter streeft Nederland …": in what capacity
            plain = after & (Word.DETERMINER | Word.ACTOR) and lower[i + 1] not in ("een", "één")
            return (
                "condition"
                if plain
                and (
                    i == 0
                    or prior == ","
                    or lower[i + 1] in ("het", "de", "nederland", "ik", "wij", "we")
                )
                and prior not in ("zowel", "alsook", "net", "evenals")
                else ""
            )
        if i and word == "zoals" and lower[i + 1] in _AS_USUAL and "," not in lower[i + 2 : i + 9]:
            return ""
        if word == "nu":
            return "reason" if prior == "," and after & (Word.DETERMINER | Word.ACTOR) else ""
        if word == "of":
            return (
                "question"
                if after & (Word.DETERMINER | Word.ACTOR | Word.ADVERB)
                and (prior in _ASKS or prior.endswith(("vraag", "vraagt", "bezien", "vragen")))
                else ""
            )
        if word in ("welke", "welk"):
            asks = prior in _ASKS or prior.endswith("vraag") or before & Word.VERB
            return "question" if i and asks else ""
        if word == "die":
            if (
                i == 0
                or (i > 1 and lower[i - 2] in _FIRST_PERSON)
                or before & (Word.PREPOSITION | Word.COORDINATOR)
                or (flags[i + 1] & Word.VERB and prior != "," and before & ~Word.ACTOR)
            ):
                return ""
            if before & Word.VERB and lower[i - 2 : i - 1] == ["te"]:
                return "relative"  # "een groep in te stellen die …"
            return "relative" if not before & (Word.VERB | Word.DETERMINER) or prior == "," else ""
        if word == "dat":
            if i == 0:
                return "" if after & Word.VERB or lower[2:3] == ["ik"] else "that"
            if i == 1 and lower[0] in _CONSIDERING:
                return ""  # what a motion considers stands for itself
            if before & Word.PREPOSITION and prior not in _ADVERBIAL:
                # "er … aan dat", against the demonstrative of "aan dat akkoord"
                here = lower[max(0, i - 25) : i - 1]
                begins = after & (Word.DETERMINER | Word.ACTOR) or i + 1 in self._starts
                return "that" if begins or "er" in here or "hier" in here else ""
            if prior.endswith(_MATTERS):
                return "relative"
            return "" if self._points(i) else "that"
        if word == "om":
            return "infinitive" if "te" in lower[i + 1 : i + 30] else ""
        if word in ("door", "zonder", "alvorens"):
            if (
                "te" in lower[i + 1 : i + 14]
                and not before & Word.VERB
                and lower[i + 1] not in ("nederland",)
            ):
                stop = lower.index("te", i + 1)
                return (
                    "infinitive"
                    if not any(f & (Word.VERB | Word.OPENS) for f in flags[i + 1 : stop])
                    and "," not in lower[i + 1 : stop]
                    else ""
                )
            return ""
        if word in ("wat", "hoe", "wie", "waar", "waarom", "hoeveel", "wanneer"):
            if word == "wat" and "betreft" in lower[i + 1 : i + 8]:
                return ""
            if i == 0 and word != "wanneer":
                return "" if after & Word.VERB else ("question" if word == "hoe" else kind)
            if word == "wanneer" and prior != "," and prior in _ASKS:
                return "question"
            return kind
        if word == "mits" or kind in ("reason", "condition", "before", "relative", "as", "that"):
            if kind == "relative" and i == 0:
                # A free relative ("Waarop … zich richtte, staat in …"), or a question.
                return "" if after & Word.VERB else "question"
            if kind == "reason" and word in ("waardoor", "waarna", "waarmee") and i == 0:
                return ""
            return kind
        return kind if kind == "question" and i else ""

    def _points(self, i: int) -> bool:
        """Whether "dat" behind a verb is an object: ``Ik ga dat na``, ``Wij zullen dat doen``."""
        flags, lower = self.words.flags, self.words.lower
        if lower[i - 1] in _TAKES_OBJECT:
            return not flags[i + 1] & (Word.DETERMINER | Word.ACTOR)
        ends = i + 2 >= len(lower) or flags[i + 2] & (Word.PUNCTUATION | Word.COORDINATOR)
        return bool(flags[i - 1] & Word.VERB and flags[i + 1] & Word.PREPOSITION and ends)

    def _joins(self, i: int, clause: Clause) -> bool:
        """Whether the finite verb at ``i`` begins a second main conjunct."""
        flags, lower = self.words.flags, self.words.lower
        if flags[i - 1] & Word.COORDINATOR:
            return True
        k, steps = i - 1, 0
        while (
            k > clause.finite
            and steps < 5
            and flags[k] & (Word.ADVERB | Word.PREPOSITION | Word.DETERMINER | Word.ACTOR)
        ):
            k -= 1
            steps += 1
        if (
            k > clause.finite
            and flags[k] & Word.COORDINATOR
            and lower[k] in ("en", "maar", "want", "dus")
            and (lower[k - 1] == "," or lower[k] in ("maar", "want") or steps <= 2)
        ):
            if self._done_by(i, k, clause):
                return False
            return bool(flags[i] & Word.AUXILIARY) or steps <= 3
        return False

    def _done_by(self, i: int, k: int, clause: Clause) -> bool:
        """``wordt door Parijs en Berlijn onderschreven``: a participle behind those who did it."""
        form = self.lexicon.finite.get(self.words.lower[i], 0)
        if not form & Form.PARTICIPLE or not self.words.flags[clause.finite] & Word.AUXILIARY:
            return False
        return any(a.preposition and a.start > k and a.end == i for a in self.actors) and any(
            a.preposition and a.end == k for a in self.actors
        )

    def main_of(self, index: int) -> int:
        """The main clause that a clause hangs in."""
        while self.clauses[index].parent >= 0:
            index = self.clauses[index].parent
        return index

    def members(self, index: int) -> list[int]:
        """Token positions of a clause."""
        return [i for i, c in enumerate(self.of) if c == index]


_CONSIDERING = frozenset(("overwegende", "erkennende"))
_FIRST_PERSON = frozenset(("ik", "wij", "we"))
_TAKES_OBJECT = frozenset(("zal", "zullen", "kan", "kunnen", "heb", "heeft", "hebben", "gaan"))
"""Finite verbs behind which "dat" opens no clause."""
_AS_USUAL = frozenset(
    ("gebruikelijk", "bekend", "toegezegd", "afgesproken", "gevraagd", "verzocht", "eerder")
)
"""What "zoals" may have behind it without a clause of its own."""
_ADVERBIAL = frozenset(("onverminderd", "gegeven", "gezien", "af", "uit"))
_ASKED = frozenset(
    ("vraag", "gevraagd", "onduidelijk", "onbekend", "onzeker", "onderzocht", "vernemen")
)
_ASKS = frozenset(
    [
        "vraag",
        "vragen",
        "vraagt",
        "vroeg",
        "gevraagd",
        "bezien",
        "beziet",
        "nagaan",
        "onderzoeken",
        "onderzoekt",
        "weten",
        "overwegen",
        "afvragen",
        "betwijfelen",
        "betwijfelt",
        ",",
        "verkennen",
    ]
)
