"""Cues as data, compiled to one index from words to what they may signal.

A cue is a table in ``languages/<language>/cues/*.toml``: ``[family.name]`` with a ``frame`` (or a
list of them) or a ``phrase``, example sentences ``yes`` and ``no``, and what differs from the
defaults of its file. See ``docs/reading.md``.

A frame is a lemma as a dictionary gives it: ``belang hechten aan``, ``aan|dringen op``,
``van mening zijn``. The last word that is not a preposition or a complement (``dat te om of :``)
is the verb, a bar marks a separable particle, a slash alternatives, braces a class of words.
A phrase is an order of words: ``wat {A} betreft``; ``{A}`` is a holder, ``<zijn>`` any form
of a verb, ``...`` a gap.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from inzet.reading.saying.lexicon import Word, lexicon
from inzet.reading.saying.morphology import Form, inflect, split_lemma, strong_verbs

PREPOSITIONS = frozenset(
    [
        "aan",
        "achter",
        "bij",
        "binnen",
        "boven",
        "door",
        "in",
        "langs",
        "met",
        "na",
        "naar",
        "naast",
        "om",
        "onder",
        "op",
        "over",
        "rond",
        "tegen",
        "tegenover",
        "tot",
        "tussen",
        "uit",
        "van",
        "vanuit",
        "voor",
        "zonder",
        "richting",
        "jegens",
        "als",
    ]
)
_COMPLEMENTS = frozenset(("dat", "te", "om", "of", ":"))
_PRONOMINAL = {"met": "mee", "tot": "toe", "als": "als"}
_REFLEXIVES = frozenset(("zich", "me", "mij", "ons"))


@dataclass(frozen=True, slots=True)
class Frame:
    """One compiled verb frame."""

    text: str
    verb: dict[str, tuple[int, bool]]
    """Form → what it is, and whether the particle is part of it."""
    forms: frozenset[str]
    """The keys of ``verb``."""
    particle: str
    words: tuple[frozenset[str], ...]
    """Sets of which one word each must stand in the clause."""
    prepositions: tuple[frozenset[str], ...]
    complement: frozenset[str]


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a phrase: a set of words, a holder (``A`` or ``G``), or a gap."""

    words: frozenset[str] = frozenset()
    holder: str = ""
    gap: bool = False
    start: bool = False
    """The sentence begins here."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An ordered pattern and the element that it is looked up by."""

    text: str
    elements: tuple[Element, ...]
    anchor: int
    required: tuple[frozenset[str], ...]
    """The word sets beside the anchor's: without one of each it cannot fit."""


@dataclass(frozen=True, slots=True)
class Need:
    """Words of which one must stand in the sentence; ``*brief`` is any word that ends so,
    ``motie-*`` any that begins so."""

    words: frozenset[str]
    endings: tuple[str, ...]
    beginnings: tuple[str, ...] = ()

    def met(self, bag: frozenset[str]) -> bool:
        """Whether a sentence's words hold one."""
        if not self.words.isdisjoint(bag):
            return True
        if self.endings and any(word.endswith(self.endings) for word in bag):
            return True
        return bool(self.beginnings) and any(word.startswith(self.beginnings) for word in bag)


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue with its options."""

    id: str
    act: str
    family: str
    holder: str
    """actor (anyone), government, impersonal (the paper's author), thing (the author, where the
    subject is nobody), others (unnamed others) or none."""
    negation: str
    """flip (a stance against), block, or ignore."""
    polarity: str
    strength: int
    """3 for what nearly always signals the act, 1 for what does when nothing else speaks."""
    main: bool
    within: frozenset[str]
    """Words of which one makes a relative clause do where a main clause is asked for."""
    alone: bool
    """The word it is found by must be a predicate, not stand before a noun."""
    tenses: frozenset[str]
    needs: tuple[Need, ...]
    blocks: frozenset[str]
    never: frozenset[str]
    """Words that may stand nowhere in the sentence, not even in another clause."""
    bare: bool
    """The word it is found by must have neither article nor adjective: ``akkoord``, not
    ``het akkoord``."""
    frames: tuple[Frame, ...]
    phrases: tuple[Phrase, ...]
    event: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Why a word is looked at: the verb of a frame, a word of it, or a phrase's anchor."""

    cue: Cue
    frame: Frame | None
    phrase: Phrase | None
    verb: bool
    required: tuple[frozenset[str], ...] = ()
    """Sets of which the sentence must have one word each, rarest first."""


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of a language."""

    cues: tuple[Cue, ...]
    triggers: dict[str, tuple[Trigger, ...]]
    classes: dict[str, frozenset[str]]
    participles: frozenset[str]
    """Participles of the verbs of all frames, and of the strong verbs."""

    def by_id(self, id: str) -> Cue:
        """The cue with that id."""
        return next(cue for cue in self.cues if cue.id == id)


@cache
def cues(language: str = "nl") -> Cues:
    """The cues of a language, compiled once.

    Raises:
        ValueError: a cue that cannot be compiled, named.
    """
    folder = files("inzet.reading").joinpath(f"languages/{language}/cues")
    tables = [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".toml")
    ]
    classes = {
        name: frozenset(words.split())
        for table in tables
        for name, words in table.get("classes", {}).items()
    }
    found = [cue for table in tables for cue in _cues_of(table, classes)]
    _teach(found, language)
    return Cues(tuple(found), _index(found), classes, _participles(found))


def _participles(found: list[Cue]) -> frozenset[str]:
    made = {
        word
        for cue in found
        for frame in cue.frames
        for word, (form, _) in frame.verb.items()
        if form & Form.PARTICIPLE and not form & Form.INFINITIVE
    }
    return frozenset(made | {forms[2] for forms in strong_verbs().values()})


def _cues_of(table: dict[str, Any], classes: dict[str, frozenset[str]]) -> list[Cue]:
    act, defaults = table["act"], table.get("defaults", {})
    found = []
    for family, members in table.items():
        if family in ("act", "defaults", "classes"):
            continue
        shared = {**defaults, **{k: v for k, v in members.items() if not isinstance(v, dict)}}
        for name, own in members.items():
            if isinstance(own, dict):
                identity = f"{act}.{family}.{name}"
                try:
                    found.append(_cue(identity, act, family, {**shared, **own}, classes))
                except (KeyError, IndexError, ValueError) as error:
                    raise ValueError(f"cue {identity} cannot be compiled: {error!r}") from error
    return found


def _cue(
    identity: str, act: str, family: str, data: dict[str, Any], classes: dict[str, frozenset[str]]
) -> Cue:
    return Cue(
        id=identity,
        act=act,
        family=family,
        holder=data.get("holder", "actor"),
        negation=data.get("negation", "flip"),
        polarity=data.get("polarity", "positive"),
        strength=data.get("strength", 3),
        main=data.get("main", False),
        within=frozenset(data.get("within", "").split()),
        alone=data.get("alone", False),
        tenses=frozenset(data.get("tenses", "").split()),
        needs=tuple(_need(word, classes) for word in data.get("needs", "").split()),
        blocks=frozenset(data.get("blocks", "").split()),
        never=frozenset(data.get("never", "").split()),
        bare=data.get("bare", False),
        frames=tuple(f for text in _listed(data.get("frame")) for f in _frames(text, classes)),
        phrases=tuple(_phrase(text, classes) for text in _listed(data.get("phrase"))),
        event=data.get("event", ""),
        yes=_listed(data["yes"]),
        no=_listed(data["no"]),
    )


def _listed(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _alternatives(word: str, classes: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for part in word.split("/"):
        if part.startswith("{"):
            found |= classes[part[1:-1]]
        elif part == "zich":
            found |= _REFLEXIVES
        else:
            found.add(part)
    return frozenset(found)


def _need(text: str, classes: dict[str, frozenset[str]]) -> Need:
    found = _alternatives(text, classes)
    endings = tuple(sorted(word[1:] for word in found if word.startswith("*")))
    beginnings = tuple(sorted(word[:-1] for word in found if word.endswith("*")))
    plain = frozenset(word for word in found if "*" not in (word[:1], word[-1:]))
    return Need(plain, endings, beginnings)


def _frames(text: str, classes: dict[str, frozenset[str]]) -> list[Frame]:
    """One frame for each of the verbs that share it."""
    parts = text.split()
    complement: frozenset[str] = frozenset()
    if parts[-1].split("/")[0] in _COMPLEMENTS:
        complement = frozenset(parts.pop().split("/"))
    prepositions: list[frozenset[str]] = []
    while parts[-1].split("/")[0] in PREPOSITIONS:
        prepositions.insert(0, _with_pronominal(parts.pop().split("/")))
    lemmas = parts.pop().split("/")
    words = tuple(_alternatives(part, classes) for part in parts)
    found = []
    for lemma in lemmas:
        verb: dict[str, tuple[int, bool]] = {}
        for item in inflect(lemma):
            old = verb.get(item.word)
            verb[item.word] = (item.form | old[0] if old else item.form, item.joined)
        particle = split_lemma(lemma)[0]
        found.append(
            Frame(text, verb, frozenset(verb), particle, words, tuple(prepositions), complement)
        )
    return found


def _with_pronominal(prepositions: list[str]) -> frozenset[str]:
    found = set(prepositions)
    for preposition in prepositions:
        tail = _PRONOMINAL.get(preposition, preposition)
        found |= {tail, *(head + tail for head in ("er", "daar", "hier", "waar"))}
        if preposition == "voor":
            found.add("vóór")
    return frozenset(found)


def _phrase(text: str, classes: dict[str, frozenset[str]]) -> Phrase:
    elements = []
    for part in text.split():
        if part == "...":
            elements.append(Element(gap=True))
        elif part == "^":
            elements.append(Element(start=True))
        elif part in ("{A}", "{G}", "{P}"):
            elements.append(Element(holder=part[1]))
        elif part.startswith("<"):
            forms = {i.word for lemma in part[1:-1].split("/") for i in inflect(lemma)}
            elements.append(Element(words=frozenset(forms)))
        else:
            elements.append(Element(words=_alternatives(part, classes)))
    anchor = _anchor(elements)
    required = tuple(e.words for k, e in enumerate(elements) if e.words and k != anchor)
    return Phrase(text, tuple(elements), anchor, required)


def _anchor(elements: list[Element]) -> int:
    """The element with the rarest words: no preposition, determiner or auxiliary if possible."""
    flags = lexicon("nl").flags
    common = Word.PREPOSITION | Word.DETERMINER | Word.AUXILIARY | Word.ADVERB | Word.COORDINATOR

    def cost(index: int) -> tuple[int, int]:
        words = elements[index].words
        if not words:
            return (3, index)
        return (1 if any(flags.get(word, 0) & common for word in words) else 0, index)

    return min(range(len(elements)), key=cost)


def _teach(found: list[Cue], language: str) -> None:
    """Makes the verbs of the cues known to the lexicon, so that clauses see their finite forms."""
    known = lexicon(language)
    for cue in found:
        for frame in cue.frames:
            for word, (form, joined) in frame.verb.items():
                plain = form & (Form.SINGULAR | Form.PLURAL)
                if not plain or word in _NOUNS or (joined and not form & Form.PAST):
                    continue
                known.flags[word] = known.flags.get(word, 0) | Word.VERB
                known.finite[word] = known.finite.get(word, 0) | form


_NOUNS = frozenset(
    [
        "licht",
        "acht",
        "inzet",
        "zorgen",
        "prijzen",
        "eisen",
        "plannen",
        "kosten",
        "werken",
        "oordelen",
        "afspraken",
        "start",
        "week",
        "weken",
    ]
)
"""Forms that are another word more often than a finite verb."""


def _index(found: list[Cue]) -> dict[str, tuple[Trigger, ...]]:
    index: dict[str, list[Trigger]] = {}
    for cue in found:
        for frame in cue.frames:
            content = [w for w in frame.words if not w & _COMMON]
            if content:
                required = (*frame.words, frame.forms, *frame.prepositions)
                trigger = Trigger(cue, frame, None, verb=False, required=required)
                for word in content[-1]:
                    index.setdefault(word, []).append(trigger)
            else:
                required = (*frame.words, *frame.prepositions)
                trigger = Trigger(cue, frame, None, verb=True, required=required)
                for word in frame.verb:
                    index.setdefault(word, []).append(trigger)
        for phrase in cue.phrases:
            if not any(element.words for element in phrase.elements):
                continue
            required = tuple(sorted(phrase.required, key=len))
            trigger = Trigger(cue, None, phrase, verb=False, required=required)
            for word in phrase.elements[phrase.anchor].words:
                index.setdefault(word, []).append(trigger)
    return {word: tuple(triggers) for word, triggers in index.items()}


_COMMON = frozenset(
    [
        "zich",
        "het",
        "er",
        "niet",
        "geen",
        "van",
        "in",
        "op",
        "te",
        "tot",
        "ten",
        "een",
        "de",
        "bij",
        "aan",
        "voor",
        "u",
        "graag",
        "kamer",
        "nog",
        "met",
        "naar",
    ]
)
