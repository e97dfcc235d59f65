"""Where in a paper a phrase stands, and how much of it.

How much of a phrase a sentence holds is measured as

    0.6 × the part of the phrase's content words that stand in it, the rarer in that paper the more
  + 0.4 × the part of the phrase's neighbouring words that are neighbours there too

by roots; a word of the same meaning counts for most of one, and what the sentence says besides
costs nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from inzet.changes.relations import relation
from inzet.changes.sentence import Said, sentence
from inzet.changes.thesaurus import root, thesaurus
from inzet.changes.tokens import tokens
from inzet.reading.layout.structure import structure
from inzet.reading.text import Extracted, Mark, Place
from inzet.reading.text import Sentence as ReadSentence
from inzet.record import PaperRow, TextRow, View
from inzet.record.words import fold
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.errors import InputError, NotFound

_CONTENT, _ORDER = 0.6, 0.4
_TOLD = frozenset({"paragraph", "list_item", "note", "table_row"})
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_NEAR_EACH_OTHER = 120
"""Words within which what a text must hold of a phrase has to stand for it to be looked through."""
_MUST_HOLD = 1 / 3
_MOST_KNOWN = 200_000


@dataclass(frozen=True, slots=True)
class Found:
    """The sentence of a paper that holds most of a phrase."""

    text: str
    citation: SpanCitation
    likeness: float
    """How much of the phrase it holds, 0 to 1."""


class _Roots(dict[str, str]):
    """Roots of the words of one language; learns as it is asked."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_KNOWN:
            self.clear()
        self[word] = found = root(fold(word), self._language)
        return found


_known: dict[str, _Roots] = {}


def _roots(text: str, language: str) -> list[str]:
    known = _known.setdefault(language, _Roots(language))
    return [known[word] for word in _WORD.findall(text)]


class Phrase:
    """A phrase as it is looked for in one language.

    Raises:
        InputError: no content word in it.
    """

    def __init__(self, phrase: str, language: str) -> None:
        if not any(token.weight >= 1 for token in tokens(phrase)):
            raise InputError(
                "there is no word to look for in this phrase",
                where=f"“{phrase}”",
                fix="Give a few words of it, such as “open door policy”.",
            )
        self.language = language
        words = _roots(phrase, language)
        # A phrase of nothing but frame words is looked for by those.
        content = sentence(Said(phrase, language)).content or tuple(dict.fromkeys(words))
        self._content = content
        self._pairs = set(pairwise(words))
        self._hits: dict[str, tuple[tuple[int, float], ...]] = {}

    def best(self, view: View, paper: PaperRow) -> Found | None:
        """The sentence that holds most of it; the first of several that hold as much.

        None where the text has no sentence, or too little of the phrase to be looked through.
        """
        try:
            text = view.text(paper.id)
        except NotFound:
            return None
        if not self._may_stand(text.text):
            return None
        sentences = list(_sentences(text, paper))
        held = [self._held(_roots(each.text, self.language)) for each in sentences]
        weights = self._weights([found for found, _ in held])
        shares = [self._share(found, order, weights) for found, order in held]
        if not shares:
            return None
        place = max(range(len(shares)), key=lambda each: (shares[each], -each))
        chosen = sentences[place]
        citation = SpanCitation(
            paper=paper.id,
            extraction=text.version,
            start=chosen.start,
            end=chosen.end,
            page=chosen.page,
        )
        return Found(chosen.text, citation, round(shares[place], 4))

    def _hit(self, word: str) -> tuple[tuple[int, float], ...]:
        """The content words of the phrase that a word stands for, with how far it does."""
        known = self._hits.get(word)
        if known is None:
            words = thesaurus(self.language)
            related = [(k, relation(word, each, words)) for k, each in enumerate(self._content)]
            known = self._hits[word] = tuple((k, how) for k, how in related if how)
        return known

    def _may_stand(self, text: str) -> bool:
        """Whether a third of the content words stand near each other somewhere in a text."""
        last: dict[int, int] = {}
        needed = max(1, math.ceil(_MUST_HOLD * len(self._content)))
        for at, word in enumerate(_roots(text, self.language)):
            hits = self._hit(word)
            if hits:
                last.update((k, at) for k, _ in hits)
                if sum(at - place < _NEAR_EACH_OTHER for place in last.values()) >= needed:
                    return True
        return False

    def _held(self, words: Sequence[str]) -> tuple[list[float], float]:
        """How far each content word stands in a sentence, and the part of its neighbours."""
        found = [0.0] * len(self._content)
        for word in words:
            for k, how in self._hit(word):
                found[k] = max(found[k], how)
        if not self._pairs:
            return found, 0.0
        return found, len(self._pairs & set(pairwise(words))) / len(self._pairs)

    def _weights(self, held: Sequence[Sequence[float]]) -> list[float]:
        counts = [max(1, sum(found[k] > 0 for found in held)) for k in range(len(self._content))]
        return [0.3 + math.log(1 + len(held) / count) for count in counts]

    def _share(self, found: Sequence[float], order: float, weights: Sequence[float]) -> float:
        total = sum(weights)
        content = sum(how * weight for how, weight in zip(found, weights, strict=True)) / total
        return _CONTENT * content + _ORDER * order if self._pairs else content


def _sentences(text: TextRow, paper: PaperRow) -> Iterator[ReadSentence]:
    """The sentences of a text; titles, headings and letterheads are none."""
    extracted = Extracted(
        text=text.text,
        pages=text.pages,
        marks=tuple(Mark(*mark) for mark in text.marks),
        extractor=text.extractor,
        media_type=paper.media_type,
        places=tuple(Place(*place) for place in text.places),
    )
    structured = structure(extracted, language=paper.language)
    for each in structured.sentences:
        if structured.blocks[each.block].kind in _TOLD:
            yield each
