"""Fits the ordered pattern of a phrase cue around the word it was found by."""

from __future__ import annotations

from inzet.reading.saying.actors import Actor
from inzet.reading.saying.cues import Element, Phrase
from inzet.reading.saying.lexicon import Word
from inzet.reading.saying.words import Words


def fit(
    phrase: Phrase, words: Words, named: list[Actor], i: int
) -> tuple[tuple[int, int] | None, Actor | None]:
    """Fits a phrase around its anchor at ``i``: the span of tokens and the holder in it."""
    elements = phrase.elements
    holder: list[Actor] = []
    right = _run(elements[phrase.anchor + 1 :], words, named, i + 1, 1, holder)
    if right is None:
        return None, None
    left = _run(elements[: phrase.anchor][::-1], words, named, i - 1, -1, holder)
    if left is None:
        return None, None
    return (left + 1, right), holder[0] if holder else None


_GAP = 8


def _run(
    elements: tuple[Element, ...],
    words: Words,
    named: list[Actor],
    at: int,
    step: int,
    holder: list[Actor],
) -> int | None:
    """Matches elements from ``at`` outward; the position after the last, or None."""
    lower = words.lower
    n = len(lower)
    gap = False
    for k, element in enumerate(elements):
        if element.gap:
            gap = True
            continue
        if element.start:
            if at != -1:
                return None
            continue
        limit = _GAP if gap else 0
        for skipped in range(limit + 1):
            p = at + step * skipped
            if p < 0 or p >= n or lower[p] == ";":
                return None
            after = _one(element, words, named, p, step, holder)
            if after is None:
                continue
            rest = _run(elements[k + 1 :], words, named, after, step, holder)
            if rest is not None:
                return rest
        return None
    return at


def _one(
    element: Element, words: Words, named: list[Actor], p: int, step: int, holder: list[Actor]
) -> int | None:
    if element.holder:
        for actor in named:
            if (step > 0 and actor.start == p) or (step < 0 and actor.end - 1 == p):
                if element.holder == "G" and not actor.own:
                    return None
                holder.append(actor)
                return actor.end if step > 0 else actor.start - 1
        return None
    return p + step if words.lower[p] in element.words else None


def hangs(words: Words, start: int) -> bool:
    """Whether a noun phrase hangs on a preposition: ``voor het Nederlandse standpunt``."""
    if words.flags[start] & Word.PREPOSITION:
        return False
    k = start - 1
    while k >= 0 and words.flags[k] & Word.DETERMINER:
        k -= 1
    return k >= 0 and bool(words.flags[k] & Word.PREPOSITION)
