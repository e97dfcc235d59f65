"""How alike two positions are, and what became of the one in the other.

In this order: the same words; nearly the same words, where what was put in the place of what
decides (a number, a negation, an opposite, a condition: the substance changed; another thing
wished for: not this position); and other words for the same content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inzet.changes.difference import Kept, Step, difference
from inzet.changes.relations import Relations, relation
from inzet.changes.sentence import Said, Sentence, Word, may_correspond
from inzet.changes.thesaurus import Thesaurus
from inzet.changes.tokens import tokens
from inzet.record.words import fold


class Fate(StrEnum):
    """What a later position is to an earlier one."""

    SAME = "same"
    """The same words."""
    REWORDED = "reworded"
    """Other words for the same."""
    CHANGED = "changed"
    """What became of it, with another substance."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """That one became the other, and how sure that is."""

    fate: Fate
    gain: float
    """0 to 2; what it is worth to take them together."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the lines are drawn; chosen on the development half of the labelled pairs."""

    literal: float = 0.62
    """Share of the words of the shorter, in order, that makes two nearly the same words."""
    reworded: float = 0.26
    """Share of content in common that makes other words for the same."""
    near: float = 0.2
    """The same, where both stand under one dossier and one heading."""
    carried: int = 4
    """Content words that stay, from which on another phrase is a change of the position; with
    fewer it is another position."""
    carried_by_word: int = 7
    """The same where a word or two took the place of others: another thing is wished for."""


LIMITS = Limits()
_PHRASE = 4
"""Words from which on what came in the place of others is a phrase."""
_NEGATIVE = "negative"


def shared(
    one: Sentence, other: Sentence, weight: Mapping[str, float], relations: Relations
) -> float:
    """What part of the content of ``one`` stands in ``other``, in the same or in other words."""
    total = sum(weight.get(root, 1.0) for root in one.content)
    theirs = set(other.content)
    found = 0.0
    for root in one.content:
        if root in theirs:
            found += weight.get(root, 1.0)
        else:
            near = relations.near(root).items()
            best = max((how for their, how in near if their in theirs), default=0.0)
            found += weight.get(root, 1.0) * best
    return found / total if total else 0.0


def likeness(
    one: Sentence,
    other: Sentence,
    weight: Mapping[str, float],
    relations: Relations,
    limits: Limits = LIMITS,
) -> Likeness | None:
    """What became of ``one`` in ``other``; None: nothing did.

    Args:
        weight: how much each content word tells.
        relations: of the content words of both.
    """
    if not may_correspond(one.said, other.said):
        return None
    if one.forms == other.forms:
        return Likeness(Fate.SAME, 2.0)
    if _literally(one.forms, other.forms) >= limits.literal:
        steps = difference(one.said.text, other.said.text)
        kept = _kept_share(steps, one, other)
        if kept >= limits.literal:
            fate = _of_swaps(one, other, steps, limits)
            return None if fate is None else Likeness(fate, 1.0 + kept / 2)
    here = shared(one, other, weight, relations)
    there = shared(other, one, weight, relations)
    alike = 2 * here * there / (here + there) if here + there else 0.0
    if alike < (limits.near if _is_near(one.said, other.said) else limits.reworded):
        return None
    differ = one.numbers and other.numbers and one.numbers != other.numbers
    return Likeness(Fate.CHANGED if differ else Fate.REWORDED, alike)


def fate_of(one: Sentence, other: Sentence, limits: Limits = LIMITS) -> Fate:
    """What became of ``one`` in ``other`` where a person says that they are one position."""
    if one.forms == other.forms:
        return Fate.SAME
    steps = difference(one.said.text, other.said.text)
    if _kept_share(steps, one, other) >= limits.literal:
        return _of_swaps(one, other, steps, limits) or Fate.CHANGED
    differ = one.numbers and other.numbers and one.numbers != other.numbers
    return Fate.CHANGED if differ else Fate.REWORDED


def _is_near(one: Said, other: Said) -> bool:
    """Whether both stand under one dossier and one heading."""
    heading = one.item is not None and fold(one.item) == fold(other.item or "")
    return heading and bool(set(one.dossiers) & set(other.dossiers))


def _literally(some: Sequence[str], others: Sequence[str]) -> float:
    """Share of the words of the shorter that stand in the longer, whatever their order."""
    if not some or not others:
        return 0.0
    left: dict[str, int] = {}
    for form in others:
        left[form] = left.get(form, 0) + 1
    found = 0
    for form in some:
        if left.get(form, 0):
            left[form] -= 1
            found += 1
    return found / min(len(some), len(others))


def _kept_share(steps: Iterable[Step], one: Sentence, other: Sentence) -> float:
    """Share of the words of the shorter that stand in the longer, in order."""
    kept = sum(len(step.text.split()) for step in steps if step.op == Kept.SAME)
    return min(1.0, kept / max(1, min(len(one.forms), len(other.forms))))


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


def _of_swaps(
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
    against = one.said.polarity == other.said.polarity == _NEGATIVE
    turned = _negated(gone, known) != _negated(new, known) and not against
    return Fate.CHANGED if turned or told - {Told.WORDS} else Fate.REWORDED


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
        relation(part, their, known) > 0 or (part, their) in known.opposites
        for part in word.parts
        for each in others
        for their in each.parts
    )


def _numbers(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.number for word in words if word.number is not None)


def _negated(words: Iterable[Word], known: Thesaurus) -> bool:
    return sum(word.token.form in known.negations for word in words) % 2 == 1


def _is_opposite(gone: Iterable[Word], new: Iterable[Word], known: Thesaurus) -> bool:
    new = list(new)
    return any((a.root, b.root) in known.opposites for a in gone for b in new)
