"""Packages of assistance by their own name: who gives, what there is, what is wanted.

Reads a whole paper once: a package is named in full in one sentence and meant by its
abbreviation, or as "the package", in others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from inzet.reading.contents.concepts import concepts
from inzet.reading.contents.context import PaperContext
from inzet.reading.gated import Gated
from inzet.reading.languages import usable
from inzet.reading.mentions.standing_parties import slug
from inzet.reading.mentions.subject_terms import subject_terms
from inzet.reading.text import Sentence

_ARTICLE = re.compile(r"\A(?:The|De|Het|Een|A)\s")
_WINDOW = 60
"""How far from "current" or "more" the kind of support stands."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package as the paper names it."""

    name: str
    abbreviation: str | None
    sentence: int
    """Id of the sentence that first names it."""

    @property
    def dossier(self) -> str:
        """``assistance/`` and the abbreviation in lower case, else the name."""
        return f"assistance/{slug(self.abbreviation or self.name)}"


class Packages:
    """The packages of one paper, in the order in which it names them."""

    def __init__(self, paper: PaperContext) -> None:
        self._paper = paper
        self.all = tuple(_merged(_named(paper)))
        self._names = [word for one in self.all for word in (one.name, one.abbreviation) if word]
        words = "|".join(map(re.escape, self._names))
        self._words = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None

    def named(self, text: str) -> Package | None:
        """The package that a text names, in full or by its abbreviation."""
        if self._words is None or not any(name in text for name in self._names):
            return None
        match = self._words.search(text)
        if match is None:
            return None
        return next(one for one in self.all if match.group() in (one.name, one.abbreviation))

    def first_named(self, sentence: Sentence) -> Package | None:
        """The package that a sentence names as the first of those under its headings."""
        found = self.named(sentence.text) if self.all else None
        if found is None or any(
            self.named(one.text) is found for one in self._paper.before(sentence, 60)
        ):
            return None
        return found

    def meant(self, sentence: Sentence) -> Package | None:
        """The package a sentence names, or means by "the package" or "hieraan" after it."""
        if not self.all:
            return None
        found = self.named(sentence.text)
        if found:
            return found
        words = subject_terms(sentence.language)
        leans = bool(words.package_words.find(sentence.text))
        if not leans and not words.leans(sentence.text):
            return None
        for earlier in self._paper.before(sentence, 4 if leans else 2):
            found = self.named(earlier.text)
            if found:
                return found
        return None

    def content(self, package: Package, sentence: Sentence) -> dict[str, Any]:
        """All that the paper says of a package around a sentence that names it."""
        around = self._around(sentence)
        content: dict[str, Any] = {"name": package.name}
        if package.abbreviation:
            content["abbreviation"] = package.abbreviation
        contributors: list[str] = []
        contributions: list[dict[str, str]] = []
        for one in around:
            if one.id < sentence.id and self.named(one.text) is not package:
                continue
            if self.meant(one) is package:
                given = contributions_in(one, self._paper)
                contributions += given["contributions"]
                contributors += given["contributors"]
        content["contributors"] = list(dict.fromkeys(contributors))
        content["contributions"] = contributions
        leans = subject_terms(sentence.language).leans(sentence.text)
        about = [
            one
            for one in around
            if self.meant(one) is package or (leans and one.id == sentence.id - 1)
        ]
        now, wanted = _kinds(about)
        if now:
            content["now"] = ", ".join(now)
        if wanted:
            content["wanted"] = ", ".join(wanted)
        return content

    def _around(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The sentences of the paragraph, and of the next one under the same heading."""
        paper = self._paper
        here = list(paper.by_block.get(sentence.block, (sentence,)))
        path = paper.headings(sentence)
        after = paper.by_block.get(sentence.block + 1, ())
        if after and paper.headings(after[0]) == path:
            here += after
        return tuple(here)


def contributions_in(sentence: Sentence, paper: PaperContext) -> dict[str, Any]:
    """Who gives in a sentence, and what amounts: ``contributors`` and ``contributions``."""
    said = paper.mentioned(sentence)
    text, language = sentence.text, sentence.language
    gives = concepts(text, "gives", language)
    if not gives:
        return {"contributors": [], "contributions": []}
    first = gives[0]
    givers = [one for one in said.parties if _gives(one.party, paper) and not one.compound]
    before = [one for one in givers if one.end <= first.end]
    chosen = [(before or givers)[0].party] if givers else []
    if not chosen and paper.on_behalf_of and concepts(text, "own", language):
        chosen = [paper.on_behalf_of]
    money = [
        one
        for one in said.quantities
        if len(one.unit) == 3 and one.unit.isupper() and not _is_total(text, one.start, language)
    ]
    return {
        "contributors": chosen,
        "contributions": [
            {"party": chosen[0], "amount": one.value, "currency": one.unit}
            for one in money
            if chosen
        ],
    }


def _is_total(text: str, at: int, language: str) -> bool:
    """Whether an amount is what contributions come to ("komt op 25 miljoen euro")."""
    words = concepts(text[:at], "total", language)
    return bool(words) and at - words[-1].end <= 1


def _gives(code: str, paper: PaperContext) -> bool:
    return code == paper.on_behalf_of or paper.standing.inside(code)


def _kinds(sentences: Iterable[Sentence]) -> tuple[list[str], list[str]]:
    """The kinds of support there are, and those that are wanted."""
    now: list[str] = []
    wanted: list[str] = []
    for one in sentences:
        kinds = concepts(one.text, "kind", one.language)
        if not kinds:
            continue
        times = concepts(one.text, "now", one.language)
        for kind in kinds:
            before = [time for time in times if 0 <= kind.start - time.end <= _WINDOW]
            side = before[-1].value if before else None
            if side is None:
                side = "wanted" if any(time.value == "wanted" for time in times) else "now"
            (now if side == "now" else wanted).append(kind.value)
    now = list(dict.fromkeys(now))
    return now, [one for one in dict.fromkeys(wanted) if one not in now]


def _named(paper: PaperContext) -> Iterator[Package]:
    for sentence in paper.structured.sentences:
        for match in _pattern(usable(sentence.language)).finditer(sentence.text):
            name = _ARTICLE.sub("", " ".join(match["name"].split()))
            yield Package(name, match["short"], sentence.id)


def _merged(packages: Iterable[Package]) -> Iterator[Package]:
    """One package for each abbreviation, by its longest name; those without one by name."""
    found: dict[str, Package] = {}
    for one in packages:
        key = one.abbreviation or one.name
        known = found.get(key)
        if known is None:
            found[key] = one
        elif len(one.name) > len(known.name):
            found[key] = Package(one.name, one.abbreviation, known.sentence)
    shorts = [one.name for one in found.values() if one.abbreviation]
    for one in found.values():
        if one.abbreviation or not any(one.name in name for name in shorts):
            yield one


@lru_cache(maxsize=8)
def _pattern(language: str) -> Gated:
    heads = "|".join(re.escape(head) for head in subject_terms(language).package_heads)
    return Gated(
        rf"(?P<name>(?:[A-ZÀ-Þ][\w’'-]*\s){{1,4}}(?:{heads}))(?:(?:\s(?!de\b|het\b)\w+){{0,3}}"
        r"\s?\((?P<short>[A-Z][A-Z0-9-]{1,9})\))?"
    )
