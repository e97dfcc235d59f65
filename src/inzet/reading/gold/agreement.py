"""Agreement: two people who labelled the same sentences without seeing each other's labels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from inzet.reading.gold.annotation import ACTS, HELD, Annotation, read_annotations
from inzet.reading.gold.figures import Tally, kappa
from inzet.reading.gold.whole import compare_told
from inzet.vocabulary.errors import InputError


@dataclass(frozen=True, slots=True)
class Agreed:
    """One act: both, only the first, only the second; F of one against the other; kappa."""

    act: str
    tally: Tally
    """``right``: both gave it; ``missed``: only the first; ``wrong``: only the second."""
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two people agree on."""

    sentences: int
    acts: tuple[Agreed, ...]


def agreement(first: Path, second: Path) -> Agreement:
    """How far two files of labels agree on the sentences that are in both.

    Raises:
        InputError: no sentence is in both.
    """
    one, other = _by_sentence(first), _by_sentence(second)
    shared = sorted(one.keys() & other.keys())
    if not shared:
        raise InputError("no sentence was labelled in both", where=f"{first} and {second}")
    acts = []
    for act in (*ACTS, "holder"):
        tally, pairs = Tally(), []
        for sentence in shared:
            a, b = _said(one[sentence], act), _said(other[sentence], act)
            if act == "holder":
                # Who, where both saw a stance or promise of the same act.
                if not (a and b and {x[0] for x in a} & {x[0] for x in b}):
                    continue
                tally += Tally(right=1) if a == b else Tally(wrong=1, missed=1)
                continue
            pairs.append((bool(a), bool(b)))
            tally += Tally(bool(a and b), bool(b and not a), bool(a and not b))
        acts.append(Agreed(act, tally, kappa(pairs)))
    return Agreement(len(shared), tuple(acts))


def agreement_on_papers(first: Path, second: Path) -> dict[str, Tally]:
    """How far two folders of accounts of the same papers agree, per part; the texts stand in the
    first.

    Raises:
        InputError: no paper is in both, or an account is not of that form.
    """
    total: dict[str, Tally] = {}
    shared = [one for one in sorted(first.glob("*.json")) if (second / one.name).is_file()]
    if not shared:
        raise InputError("no paper is told in both", where=f"{first} and {second}")
    for one in shared:
        for part, tally in compare_told(one, second / one.name).tallies.items():
            total[part] = total.get(part, Tally()) + tally
    return total


def _by_sentence(path: Path) -> dict[tuple[str, str], Annotation]:
    return {(one.paper or one.target.source, one.hash): one for one in read_annotations(path)}


def _said(annotation: Annotation, act: str) -> frozenset[tuple[str, str | None]]:
    if act == "holder":
        return frozenset((one.act, one.holder) for one in annotation.body if one.act in HELD)
    return frozenset((one.act, None) for one in annotation.body if one.act == act)
