"""English cues as data, compiled to one index from words to the patterns they may open.

The tables are those of ``docs/reading.md``. A **frame** begins with its verb as an infinitive,
then come the words that follow it (``call on``, ``draw attention to``, ``be of the view``); what
stands between may be adverbs before a small word, and a short phrase before another. A
**phrase** is an order of words: ``{A}`` is any holder, ``{G}`` the speaker, ``{P}`` the speaker
as owner (``our``, ``the Government’s``), ``{O}`` anybody as owner (``Poland’s``), ``<verb>``
any form, ``...`` a gap, ``^`` the start.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from inzet.reading.languages import table
from inzet.reading.saying.cues import Need
from inzet.reading.saying.english.lexicon import LANGUAGE, learn, lexicon
from inzet.reading.saying.english.morphology import inflect
from inzet.reading.saying.lexicon import Word


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue with its options; see ``docs/reading.md``."""

    id: str
    act: str
    family: str
    holder: str
    negation: str
    polarity: str
    strength: int
    main: bool
    tenses: frozenset[str]
    needs: tuple[Need, ...]
    blocks: frozenset[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """A set of words, a holder (``A``, ``G``, ``P``, ``O``), a gap or the start of the sentence."""

    words: frozenset[str] = frozenset()
    holder: str = ""
    gap: bool = False
    start: bool = False
    verb: bool = False
    small: bool = False
    """A preposition, a determiner or the like: only adverbs may stand before it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A frame or phrase as elements in order, and the one it is looked up by."""

    text: str
    elements: tuple[Element, ...]
    anchor: int
    frame: bool
    required: tuple[frozenset[str], ...]

    @property
    def denies(self) -> bool:
        """Whether the words of the pattern hold a "no" themselves."""
        return any("no" in one.words or "not" in one.words for one in self.elements)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Why a word is looked at."""

    cue: Cue
    pattern: Pattern
    wanted: tuple[frozenset[str], ...]
    """Sets of which a sentence must hold a word each, the least met first."""
    endings: tuple[Need, ...]
    """Needs that no set tells: "*brief"."""


@dataclass(frozen=True, slots=True)
class EnglishCues:
    """All cues, their patterns by cue id, and the index."""

    cues: tuple[Cue, ...]
    patterns: dict[str, tuple[Pattern, ...]]
    triggers: dict[str, tuple[Trigger, ...]]

    def by_id(self, id: str) -> Cue:
        """The cue with that id."""
        return next(cue for cue in self.cues if cue.id == id)


_COMMON_VERBS = frozenset(
    """be have do make take give set see put come go get hold keep remain stand
    express""".split()  # noqa: SIM905 (a list of words reads better as words)
)


@cache
def english_cues() -> EnglishCues:
    """The cues, compiled once.

    Raises:
        ValueError: a cue that cannot be compiled, named.
    """
    folder = files("inzet.reading").joinpath(f"languages/{LANGUAGE}/cues")
    files_of = [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".toml")
    ]
    cues: list[Cue] = []
    patterns: dict[str, tuple[Pattern, ...]] = {}
    for one in files_of:
        classes = {name: frozenset(words.split()) for name, words in one.get("classes", {}).items()}
        for identity, family, data in _rows(one):
            try:
                cue = _cue(identity, one["act"], family, data, classes)
                made = [_frame(text, classes) for text in _listed(data.get("frame"))]
                made += [_phrase(text, classes) for text in _listed(data.get("phrase"))]
            except (KeyError, IndexError, ValueError) as error:
                raise ValueError(f"cue {identity} cannot be compiled: {error!r}") from error
            cues.append(cue)
            patterns[identity] = tuple(made)
    _teach(patterns)
    return EnglishCues(tuple(cues), patterns, _index(cues, patterns))


def _rows(table: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    act, defaults = table["act"], table.get("defaults", {})
    found = []
    for family, members in table.items():
        if family in ("act", "defaults", "classes"):
            continue
        shared = {**defaults, **{k: v for k, v in members.items() if not isinstance(v, dict)}}
        for name, own in members.items():
            if isinstance(own, dict):
                found.append((f"{act}.{family}.{name}", family, {**shared, **own}))
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
        tenses=frozenset(data.get("tenses", "").split()),
        needs=tuple(_need(word, classes) for word in data.get("needs", "").split()),
        blocks=frozenset(data.get("blocks", "").split()),
        yes=_listed(data["yes"]),
        no=_listed(data["no"]),
    )


def _listed(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _need(text: str, classes: dict[str, frozenset[str]]) -> Need:
    found = _alternatives(text, classes)
    endings = tuple(sorted(word[1:] for word in found if word.startswith("*")))
    return Need(frozenset(word for word in found if not word.startswith("*")), endings)


def _alternatives(word: str, classes: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    if word.startswith("<"):
        return frozenset(form for lemma in word[1:-1].split("/") for form in inflect(lemma))
    for part in word.split("/"):
        if part.startswith("{"):
            found |= classes[part[1:-1]]
        else:
            found.add(part)
    return frozenset(found)


def _frame(text: str, classes: dict[str, frozenset[str]]) -> Pattern:
    first, *rest = text.split()
    lemmas = [
        lemma
        for part in first.split("/")
        for lemma in (sorted(classes[part[1:-1]]) if part.startswith("{") else [part])
    ]
    verb = frozenset(form for lemma in lemmas for form in inflect(lemma))
    elements = [Element(words=verb, verb=True), *(_element(word, classes) for word in rest)]
    anchor = _rarest(elements) if set(lemmas) & _COMMON_VERBS else 0
    return _pattern(text, elements, anchor, frame=True)


def _phrase(text: str, classes: dict[str, frozenset[str]]) -> Pattern:
    elements = [_element(word, classes) for word in text.split()]
    return _pattern(text, elements, _rarest(elements), frame=False)


def _rarest(elements: list[Element]) -> int:
    """The element to look a pattern up by: the one whose words are met least."""
    flags, everywhere = lexicon().flags, frozenset(table(LANGUAGE, "stopwords")["words"])

    def cost(i: int) -> tuple[int, int]:
        words = elements[i].words
        if not words:
            return (5, i)
        if not words.isdisjoint(everywhere) or elements[i].verb:
            return (4, i)
        if any(flags.get(one, 0) & Word.AUXILIARY for one in words):
            return (3, i)
        return (2 if elements[i].small else min(1, len(words) // 12), i)

    return min(range(len(elements)), key=cost)


def _element(word: str, classes: dict[str, frozenset[str]]) -> Element:
    if word == "...":
        return Element(gap=True)
    if word == "^":
        return Element(start=True)
    if word in ("{A}", "{G}", "{P}", "{O}"):
        return Element(holder=word[1])
    words = _alternatives(word, classes)
    flags = lexicon().flags
    small = Word.PREPOSITION | Word.OPENS | Word.NEGATION | Word.DETERMINER
    return Element(words=words, small=any(flags.get(one, 0) & small for one in words))


def _pattern(text: str, elements: list[Element], anchor: int, *, frame: bool) -> Pattern:
    if not elements[anchor].words:
        raise ValueError(f"nothing in {text!r} can be looked up")
    required = tuple(one.words for i, one in enumerate(elements) if one.words and i != anchor)
    return Pattern(text, tuple(elements), anchor, frame, required)


def _teach(patterns: dict[str, tuple[Pattern, ...]]) -> None:
    """Makes the verbs of the frames known, so that clauses see their finite forms."""
    known = lexicon()
    for listed in patterns.values():
        for pattern in listed:
            if not pattern.frame:
                continue
            first = pattern.text.split()[0]
            if first.startswith("{"):
                continue
            for lemma in first.split("/"):
                learn(known.forms, known.flags, inflect(lemma))


def _index(
    cues: list[Cue], patterns: dict[str, tuple[Pattern, ...]]
) -> dict[str, tuple[Trigger, ...]]:
    index: dict[str, list[Trigger]] = {}
    for cue in cues:
        for pattern in patterns[cue.id]:
            wanted = [*pattern.required, *(need.words for need in cue.needs if not need.endings)]
            endings = tuple(need for need in cue.needs if need.endings)
            trigger = Trigger(cue, pattern, tuple(sorted(wanted, key=len)), endings)
            for word in pattern.elements[pattern.anchor].words:
                index.setdefault(word, []).append(trigger)
    return {word: tuple(found) for word, found in index.items()}
