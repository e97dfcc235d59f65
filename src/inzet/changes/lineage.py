"""How a phrase was worded each time: agreed language through the papers in a view.

Of each paper the one sentence is taken in which most of the phrase stands. How much of it does is
measured as

    0.6 × the part of the phrase's content words that stand in the sentence, the rarer the more
  + 0.4 × the part of the phrase's neighbouring words that stand as neighbours there too

by stems and whatever the order between; a word of the same meaning counts for most of one. What
the sentence says besides costs nothing. From ``ENOUGH`` on it counts as the phrase.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from inzet.changes.difference import Step, difference, is_same
from inzet.changes.relations import relation
from inzet.changes.sentence import Said, Sentence, sentence
from inzet.changes.sides import papers_of
from inzet.changes.thesaurus import root, thesaurus
from inzet.changes.tokens import tokens
from inzet.reading.layout.structure import structure
from inzet.reading.text import Extracted, Mark, Place
from inzet.record import PaperRow, TextRow, View
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.errors import InputError

ENOUGH = 0.6
_CONTENT, _ORDER = 0.6, 0.4
_TOLD = frozenset({"paragraph", "list_item", "note", "table_row"})
_LEAST_SEEN = 0.5
"""Part of the phrase's content words that a text must hold for its sentences to be looked at."""


class Worded(StrEnum):
    """What a paper does with a phrase."""

    FIRST = "first"
    """The first paper in view that has it."""
    SAME = "same"
    """In the same words as the one before."""
    REWORDED = "reworded"
    """In other words than the one before."""
    DROPPED = "dropped"
    """The paper of its kind before this one had it; this one does not."""
    BACK = "back"
    """A paper of this kind dropped it, and this one has it again."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A paper in the line of a phrase."""

    paper: PaperRow
    worded: Worded
    sentence: str | None
    """None where it was dropped."""
    citation: SpanCitation | None
    likeness: float
    """0 to 1; of a paper that dropped it: that of the most alike sentence."""
    steps: tuple[Step, ...]
    """How it differs from the sentence before it in this line, in the same language."""


def lineage(
    view: View,
    phrase: str,
    *,
    genre: str | None = None,
    on_behalf_of: str | None = None,
    language: str | None = None,
    enough: float = ENOUGH,
) -> tuple[Wording, ...]:
    """The papers in which a phrase stands, in order of said, and those that dropped it.

    Papers in other languages are passed by: a line is of one language, that of the phrase as far
    as its words tell.

    Args:
        genre: only papers of this genre.
        on_behalf_of: only papers that speak for this party.
        language: of the phrase; None: every paper is looked at in its own language.
        enough: how alike a sentence must be, 0 to 1.

    Raises:
        InputError: a phrase without a content word.
    """
    papers = [
        paper
        for paper in papers_of(view)
        if (genre is None or paper.genre == genre)
        and (on_behalf_of is None or paper.on_behalf_of == on_behalf_of)
        and (language is None or (paper.language or "")[:2] == language)
    ]
    _check(phrase)
    texts = _Texts(view)
    line = _Line()
    phrases: dict[str, _Phrase] = {}
    for paper in papers:
        code = (paper.language or "")[:2]
        if code not in phrases:
            phrases[code] = _Phrase(phrase, code)
        line.add(paper, texts.best(paper, phrases[code]), enough)
    return tuple(line.found)


@dataclass(frozen=True, slots=True)
class _Best:
    text: str
    citation: SpanCitation
    likeness: float


class _Line:
    """Papers one after the other, each beside the one before."""

    def __init__(self) -> None:
        self.found: list[Wording] = []
        self._before: dict[str, str] = {}
        self._had: dict[tuple[str, str, str], bool] = {}

    def add(self, paper: PaperRow, best: _Best | None, enough: float) -> None:
        language = (paper.language or "")[:2]
        kind = (paper.genre or "", paper.on_behalf_of or "", language)
        likeness = best.likeness if best is not None else 0.0
        if best is None or likeness < enough:
            if self._had.get(kind):
                self.found.append(Wording(paper, Worded.DROPPED, None, None, likeness, ()))
                self._had[kind] = False
            return
        before = self._before.get(language)
        steps = difference(before, best.text) if before is not None else ()
        if before is None:
            worded = Worded.FIRST
        elif self._had.get(kind) is False:
            worded = Worded.BACK
        else:
            worded = Worded.SAME if is_same(steps) else Worded.REWORDED
        self.found.append(Wording(paper, worded, best.text, best.citation, likeness, steps))
        self._before[language] = best.text
        self._had[kind] = True


def _check(phrase: str) -> None:
    if not any(token.weight >= 1 for token in tokens(phrase)):
        raise InputError(
            "there is no word to look for in this phrase",
            where=f"“{phrase}”",
            fix="Give a few words of it, such as “open door policy”.",
        )


class _Phrase:
    """A phrase as it is looked for in one language."""

    def __init__(self, phrase: str, language: str) -> None:
        self.sentence = sentence(Said(phrase, language))
        words = [word.root for word in self.sentence.words if word.token.is_word]
        # A phrase of nothing but frame words is looked for by those.
        self.content = self.sentence.content or tuple(dict.fromkeys(words))
        self.pairs = set(pairwise(words))
        self.language = language

    def likeness(self, other: Sentence, weight: Mapping[str, float]) -> float:
        """How much of the phrase stands in a sentence, 0 to 1."""
        theirs = [word.root for word in other.words if word.token.is_word]
        known = thesaurus(self.language)
        unique = set(theirs)
        total = sum(weight.get(each, 1.0) for each in self.content)
        found = sum(
            weight.get(each, 1.0)
            * (
                1.0
                if each in unique
                else max((relation(each, their, known) for their in unique), default=0.0)
            )
            for each in self.content
        )
        if not self.pairs:
            return found / total
        order = len(self.pairs & set(pairwise(theirs))) / len(self.pairs)
        return _CONTENT * found / total + _ORDER * order


class _Texts:
    """Sentences of papers; each text is looked through only where enough of a phrase is in it."""

    def __init__(self, view: View) -> None:
        self._view = view

    def best(self, paper: PaperRow, phrase: _Phrase) -> _Best | None:
        """The sentence most like the phrase; the first of several that are equally so."""
        from inzet.vocabulary.errors import NotFound

        try:
            text = self._view.text(paper.id)
        except NotFound:
            return None
        if not _worth(text.text, phrase):
            return None
        sentences = list(_sentences(text, paper))
        weight = _weights(each for _, each, _ in sentences)
        best: _Best | None = None
        for printed, each, citation in sentences:
            likeness = round(phrase.likeness(each, weight), 4)
            if best is None or likeness > best.likeness:
                best = _Best(printed, citation, likeness)
        return best


def _worth(text: str, phrase: _Phrase) -> bool:
    """Whether a text holds enough of the content words at all, by their beginnings."""
    folded = {root(token.form, phrase.language) for token in tokens(text) if token.is_word}
    known = thesaurus(phrase.language)
    groups = {group for each in folded for group in known.groups.get(each, ())}
    seen = sum(
        each in folded
        or bool(known.groups.get(each, frozenset()) & groups)
        or any(relation(each, their, known) for their in folded)
        for each in phrase.content
    )
    return seen >= _LEAST_SEEN * len(phrase.content)


def _sentences(text: TextRow, paper: PaperRow) -> Iterator[tuple[str, Sentence, SpanCitation]]:
    extracted = Extracted(
        text=text.text,
        pages=text.pages,
        marks=tuple(Mark(*mark) for mark in text.marks),
        extractor=text.extractor,
        media_type=paper.media_type,
        places=tuple(Place(*place) for place in text.places),
    )
    structured = structure(extracted, language=paper.language)
    for one in structured.sentences:
        if structured.blocks[one.block].kind in _TOLD:
            yield (
                one.text,
                sentence(Said(one.text, paper.language)),
                SpanCitation(
                    paper=paper.id,
                    extraction=text.version,
                    start=one.start,
                    end=one.end,
                    page=one.page,
                ),
            )


def _weights(sentences: Iterable[Sentence]) -> dict[str, float]:
    every: Sequence[Sentence] = list(sentences)
    counts = Counter(each for one in every for each in one.content)
    return {each: 0.3 + math.log(1 + len(every) / count) for each, count in counts.items()}
