"""Fits a frame or phrase around the word it was found by."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.reading.saying.actors import Actor
from inzet.reading.saying.english.actors import POSSESSIVE
from inzet.reading.saying.english.cues import Element, Pattern
from inzet.reading.saying.lexicon import Word
from inzet.reading.saying.words import Words

_GAP = 10
_PHRASE = 4
"""How many words may stand before a word that is no preposition: its own adjectives."""
_ADVERBS = 2
_OWNERS = ("P", "O")
_PASSED = Word.ADVERB | Word.NEGATION | Word.AUXILIARY


@dataclass(frozen=True, slots=True)
class Fitted:
    """Where a pattern stands: its tokens, its verb (-1 for a phrase) and the holder in it."""

    start: int
    end: int
    verb: int
    holder: Actor | None
    owned: bool
    """Whether the holder is named as an owner: "our view"."""


def fit(pattern: Pattern, words: Words, actors: list[Actor], i: int) -> Fitted | None:
    """Fits a pattern whose anchor stands at token ``i``; None where it does not fit."""
    run = _Run(pattern, words, actors)
    right = run.ahead(pattern.anchor + 1, i + 1)
    if right is None:
        return None
    left = run.back(pattern.anchor - 1, i - 1, pattern.elements[pattern.anchor])
    if left is None:
        return None
    verb = -1
    if pattern.frame:
        verb = i if pattern.anchor == 0 else left + 1
    return Fitted(left + 1, right, verb, run.holder, run.owned)


class _Run:
    def __init__(self, pattern: Pattern, words: Words, actors: list[Actor]) -> None:
        self._elements, self._words, self._actors = pattern.elements, words, actors
        self._strict = not pattern.frame
        self.holder: Actor | None = None
        self.owned = False

    def ahead(self, index: int, at: int) -> int | None:
        """Matches elements from ``index`` on from token ``at``; the token after the last."""
        gap = False
        while index < len(self._elements) and self._elements[index].gap:
            gap, index = True, index + 1
        if index == len(self._elements):
            return at
        element = self._elements[index]
        for p in self._places(element, at, 1, gap=gap):
            after = self._one(element, p, 1)
            if after is not None:
                rest = self.ahead(index + 1, after)
                if rest is not None:
                    return rest
        return None

    def back(self, index: int, at: int, behind: Element) -> int | None:
        """Matches elements from ``index`` down, leftwards; the token before the first."""
        gap = False
        while index >= 0 and self._elements[index].gap:
            gap, index = True, index - 1
        if index < 0:
            return at
        element = self._elements[index]
        if element.start:
            return at if at == -1 else None
        for p in self._places(behind, at, -1, gap=gap):
            after = self._one(element, p, -1)
            if after is not None:
                rest = self.back(index - 1, after, element)
                if rest is not None:
                    return rest
        return None

    def _places(self, element: Element, at: int, step: int, *, gap: bool) -> list[int]:
        """Tokens at which an element may stand: next, or behind words that may be passed."""
        words = self._words
        most = _GAP if gap else _ADVERBS if (element.small or self._strict) else _PHRASE
        found = []
        p = at
        for _ in range(most + 1):
            if not 0 <= p < len(words):
                break
            found.append(p)
            flag, word = words.flags[p], words.lower[p]
            if word in (";", ":") or (flag & Word.PUNCTUATION and not gap and word != "-"):
                break
            if (element.small or self._strict) and not gap:
                adverb = flag & _PASSED or word.endswith("ly")
                if not adverb or flag & Word.OPENS:
                    break
            elif flag & (Word.OPENS | Word.PREPOSITION) and not gap:
                break
            p += step
        return found

    def _one(self, element: Element, p: int, step: int) -> int | None:
        """The next token behind an element at ``p``; None where it is not there."""
        if not element.holder:
            word = self._words.lower[p]
            there = word in element.words or ("#" in element.words and word[0].isdigit())
            return p + step if there else None
        for actor in self._actors:
            owned = actor.preposition == POSSESSIVE
            end = actor.end
            if owned and end < len(self._words) and self._words.lower[end][0] in "’'":
                end += 1
            if (actor.start if step > 0 else (end if owned else actor.end) - 1) != p:
                continue
            if element.holder in ("G", "P") and not actor.own:
                return None
            if (element.holder in _OWNERS) != owned:
                return None
            self.holder, self.owned = actor, owned
            return (end if owned else actor.end) if step > 0 else actor.start - 1
        return None
