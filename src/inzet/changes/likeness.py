"""How alike two positions are, and what became of the one in the other.

In this order: the same words; nearly the same words, where what was put in the place of what
decides (a number, a negation, an opposite, a condition: the substance changed; another thing
wished for: not this position); and other words for the same content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inzet.changes.difference import Kept, Step, difference
from inzet.changes.fates import LIMITS, Fate, Limits
from inzet.changes.relations import Relations
from inzet.changes.sentence import Said, Sentence, may_correspond
from inzet.changes.swaps import NEGATIVE, is_turned_round, negated, of_swaps
from inzet.record.words import fold


@dataclass(frozen=True, slots=True)
class Likeness:
    """That one became the other, and how sure that is."""

    fate: Fate
    gain: float
    """0 to 2; what it is worth to take them together."""


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
    if one.names and other.names and not one.names & other.names:
        return None
    if _literally(one.forms, other.forms) >= limits.literal:
        steps = difference(one.said.text, other.said.text)
        kept = _kept_share(steps, one, other)
        if _is_close(steps, one, other, limits):
            fate = of_swaps(one, other, steps, limits)
            return None if fate is None else Likeness(fate, 1.0 + kept / 2)
    alike = in_common(one, other, weight, relations)
    least = limits.near if is_near(one.said, other.said) else limits.reworded
    if alike < _least(one, other, least, limits):
        return None
    return Likeness(_by_content(one, other), alike)


def in_common(
    one: Sentence, other: Sentence, weight: Mapping[str, float], relations: Relations
) -> float:
    """What part of the content of two is in both: the harmonic mean of both sides."""
    here = shared(one, other, weight, relations)
    there = shared(other, one, weight, relations)
    return 2 * here * there / (here + there) if here + there else 0.0


def faintly(
    one: Sentence,
    other: Sentence,
    weight: Mapping[str, float],
    relations: Relations,
    limits: Limits = LIMITS,
) -> Likeness | None:
    """What became of one in the other where both are left over under one dossier and heading."""
    if not is_near(one.said, other.said) or not may_correspond(one.said, other.said):
        return None
    if one.said.polarity != other.said.polarity or is_another(one, other, limits):
        return None
    alike = in_common(one, other, weight, relations)
    least = _least(one, other, limits.faint, limits)
    return Likeness(_by_content(one, other), alike) if alike >= least else None


def _least(one: Sentence, other: Sentence, otherwise: float, limits: Limits) -> float:
    """What share of content must be in common: more where the words are partly the same."""
    echoes = _literally(one.forms, other.forms) >= limits.echo
    return max(otherwise, limits.echoed) if echoes else otherwise


def is_another(one: Sentence, other: Sentence, limits: Limits = LIMITS) -> bool:
    """Whether nearly the same words say another thing: another chapter, another wish."""
    if one.names and other.names and not one.names & other.names:
        return True
    if _literally(one.forms, other.forms) < limits.literal:
        return False
    steps = difference(one.said.text, other.said.text)
    return _is_close(steps, one, other, limits) and of_swaps(one, other, steps, limits) is None


def _by_content(one: Sentence, other: Sentence) -> Fate:
    """What became of one where other words say about the same."""
    differ = bool(one.numbers and other.numbers and one.numbers != other.numbers)
    turned = set(one.content) == set(other.content) and is_turned_round(one, other)
    if differ or turned or _is_contrary(one, other):
        return Fate.CHANGED
    return Fate.REWORDED


def _is_contrary(one: Sentence, other: Sentence) -> bool:
    """Whether one has a word of which the other has the opposite, and neither has both."""
    known = one.thesaurus
    mine, theirs = set(one.content), set(other.content)
    apart = (mine - theirs, theirs - mine)
    if negated(one.words, known) != negated(other.words, known):
        return False
    return any(known.opposed(a, b) for a in apart[0] for b in apart[1])


def fate_of(one: Sentence, other: Sentence, limits: Limits = LIMITS) -> Fate:
    """What became of ``one`` in ``other`` where a person says that they are one position."""
    if one.forms == other.forms:
        return Fate.SAME
    steps = difference(one.said.text, other.said.text)
    if _is_close(steps, one, other, limits):
        return of_swaps(one, other, steps, limits) or Fate.CHANGED
    return _by_content(one, other)


def fate_of_part(part: Sentence, whole: Sentence) -> Fate:
    """What became of a whole in one of its parts, where what it leaves out stands in another."""
    new = bool(part.numbers - whole.numbers) or (_is_negative(part) and not _is_negative(whole))
    return Fate.CHANGED if new else Fate.REWORDED


def _is_negative(one: Sentence) -> bool:
    return one.said.polarity == NEGATIVE or negated(one.words, one.thesaurus)


def is_near(one: Said, other: Said) -> bool:
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


def _is_close(steps: Sequence[Step], one: Sentence, other: Sentence, limits: Limits) -> bool:
    """Whether two are nearly the same words: most of the shorter stayed, and enough of the longer,
    unless the shorter as good as whole stands in it."""
    kept = _kept_share(steps, one, other)
    short, long = sorted((len(one.forms), len(other.forms)))
    return kept >= limits.whole or (
        kept >= limits.literal and kept * short >= limits.of_longer * long
    )
