"""What went and what came between two sentences of nearly the same words, and what that tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from inzet.changes.difference import Kept, Step
from inzet.changes.fates import Fate, Limits
from inzet.changes.relations import ALIKE, relation
from inzet.changes.sentence import Sentence, Word
from inzet.changes.thesaurus import Thesaurus
from inzet.changes.tokens import tokens

_PHRASE = 4
"""Words from which on what came in the place of others is a phrase."""
NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class _Swap:
    """What went and what came in one place."""

    gone: tuple[Word, ...]
    new: tuple[Word, ...]


def _swaps(one: Sentence, other: Sentence, steps: Iterable[Step]) -> list[_Swap]:
    found: list[_Swap] = []
    gone: tuple[Word, ...] = ()
    new: tuple[Word, ...] = ()
    a = b = 0
    for step in steps:
        size = len(tokens(step.text))
        if step.op == Kept.SAME:
            if gone or new:
                found.append(_Swap(gone, new))
            gone, new = (), ()
            a, b = a + size, b + size
        elif step.op == Kept.GONE:
            gone = (*gone, *one.words[a : a + size])
            a += size
        else:
            new = (*new, *other.words[b : b + size])
            b += size
    if gone or new:
        found.append(_Swap(gone, new))
    return found


def of_swaps(
    one: Sentence, other: Sentence, steps: tuple[Step, ...], limits: Limits
) -> Fate | None:
    """What a position became where nearly all its words stayed."""
    known = one.thesaurus
    swaps = _without_moved(_swaps(one, other, steps))
    stayed = _stayed(one, swaps)
    told = {_of_swap(swap, known) for swap in swaps}
    if Told.OTHER_THING in told and stayed < limits.carried_by_word:
        return None
    if Told.OTHER_PHRASE in told and stayed < limits.carried:
        return None
    gone = [word for swap in swaps for word in swap.gone]
    new = [word for swap in swaps for word in swap.new]
    against = one.said.polarity == other.said.polarity == NEGATIVE
    turned = negated(gone, known) != negated(new, known) and not against
    turned = turned or is_turned_round(one, other)
    return Fate.CHANGED if turned or told - {Told.WORDS} else Fate.REWORDED


def is_turned_round(one: Sentence, other: Sentence) -> bool:
    """Whether what stood before a word as *before* or *above* now stands after it, and back."""
    order = one.thesaurus.order
    places = [
        next((place for place, word in enumerate(each.words) if word.token.form in order), None)
        for each in (one, other)
    ]
    if places[0] is None or places[1] is None:
        return False
    (ahead, behind), (later_ahead, later_behind) = (
        (_roots_of(each.words[:place]), _roots_of(each.words[place + 1 :]))
        for each, place in zip((one, other), places, strict=True)
        if place is not None
    )
    return bool(ahead & later_behind) and bool(behind & later_ahead)


def _roots_of(words: Iterable[Word]) -> set[str]:
    return {word.root for word in words if word.content and word.number is None}


def _without_moved(swaps: list[_Swap]) -> list[_Swap]:
    """Leaves out words that went in one place and came in another."""
    moved = Counter(word.root for swap in swaps for word in swap.gone) & Counter(
        word.root for swap in swaps for word in swap.new
    )
    gone, new = moved.copy(), moved.copy()
    return [_Swap(_less(swap.gone, gone), _less(swap.new, new)) for swap in swaps]


def _less(words: tuple[Word, ...], moved: Counter[str]) -> tuple[Word, ...]:
    kept = []
    for word in words:
        if moved[word.root] > 0:
            moved[word.root] -= 1
        else:
            kept.append(word)
    return tuple(kept)


def _stayed(one: Sentence, swaps: list[_Swap]) -> int:
    went = {id(word) for swap in swaps for word in swap.gone}
    return len({word.root for word in one.words if word.content and id(word) not in went})


class Told(StrEnum):
    """What one exchange of words tells."""

    WORDS = "other words"
    SUBSTANCE = "another substance"
    OTHER_THING = "another thing"
    OTHER_PHRASE = "another phrase"


def _of_swap(swap: _Swap, known: Thesaurus) -> Told:
    gone = [word for word in swap.gone if word.token.is_word]
    new = [word for word in swap.new if word.token.is_word]
    left, came = _content(gone, known), _content(new, known)
    if left and came:
        apart = [word for word in left if not _answered(word, came, known)]
        apart += [word for word in came if not _answered(word, left, known)]
        if apart and not all(word.root in known.institutions for word in apart):
            short = len(gone) < _PHRASE and len(new) < _PHRASE
            return Told.OTHER_THING if short else Told.OTHER_PHRASE
        if apart:
            return Told.SUBSTANCE
    if _numbers(gone) != _numbers(new) or _is_opposite(gone, new, known):
        return Told.SUBSTANCE
    conditions = [{word.root for word in each} & known.conditions for each in (gone, new)]
    if conditions[0] != conditions[1] or bool(left) != bool(came):
        return Told.SUBSTANCE
    return Told.WORDS


def _content(words: Iterable[Word], known: Thesaurus) -> list[Word]:
    return [
        word
        for word in words
        if word.content and word.number is None and word.root not in known.conditions
    ]


def _answered(word: Word, others: Iterable[Word], known: Thesaurus) -> bool:
    return any(
        relation(part, their, known) >= ALIKE or known.opposed(part, their)
        for part in word.parts
        for each in others
        for their in each.parts
    )


def _numbers(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.number for word in words if word.number is not None)


def negated(words: Iterable[Word], known: Thesaurus) -> bool:
    return sum(word.token.form in known.negations for word in words) % 2 == 1


def _is_opposite(gone: Iterable[Word], new: Iterable[Word], known: Thesaurus) -> bool:
    new = list(new)
    return any(known.opposed(a.root, b.root) for a in gone for b in new)
