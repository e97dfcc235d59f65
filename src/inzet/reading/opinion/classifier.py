"""A small classifier of sentences: its weights ship as data, one table a language.

``scripts/train_classifier.py`` makes the tables from labelled sentences. For every act it weighs
the words of a sentence and what the grammar saw in it. Where it is sure enough it proposes what no
rule found; what a rule found and it hardly believes is not kept. Each threshold was set on papers
it was not trained on.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from inzet.reading.contents.context import PaperContext
from inzet.reading.opinion.against import POSITIVE, leanings
from inzet.reading.opinion.candidates import (
    NOBODY,
    PASSED,
    RULE,
    Candidate,
    candidates,
    case_features,
)
from inzet.reading.opinion.evidence import Evidence
from inzet.reading.opinion.features import seen
from inzet.reading.opinion.proposal import Opined, Proposal
from inzet.reading.text import Sentence

_SCALE = 1000
POSITION = "position"
AGENDA, EXPECTATION = "agenda", "expectation"


@dataclass(frozen=True, slots=True)
class Weights:
    """One language's table."""

    acts: tuple[str, ...]
    bias: int
    weights: dict[str, int]
    """Feature → its weights for all acts, packed (:func:`packed`)."""
    thresholds: dict[str, dict[str, float]]
    """Act → case → how sure it must be to propose, ``rule``: to keep; without one it never is."""

    @classmethod
    def of(
        cls,
        acts: Sequence[str],
        bias: Sequence[int],
        rows: Mapping[str, Sequence[tuple[int, int]]],
        thresholds: dict[str, dict[str, float]],
    ) -> Weights:
        """A table of plain weights, in thousandths.

        Args:
            rows: feature → (index of the act, weight), zeros left out.
        """
        return cls(
            acts=tuple(acts),
            bias=packed(enumerate(bias)),
            weights={name: packed(row) for name, row in rows.items()},
            thresholds=thresholds,
        )

    def total(self, found: Iterable[str]) -> int:
        """The weights of a sentence's features together, packed."""
        return sum(map(self.weights.get, found, itertools.repeat(0)))

    def shares(self, total: int, case: Iterable[str]) -> list[float]:
        """How sure it is of each act in one case, between 0 and 1.

        Args:
            total: of the sentence; see :meth:`total`.
            case: the features of the case; see :func:`case_features`.
        """
        sums = unpacked(total + self.bias + self.total(case), len(self.acts))
        grown = [max(-_STEEPEST, min(_STEEPEST, one / _SCALE)) for one in sums]
        return [1 / (1 + math.exp(-one)) for one in grown]


_LANE = 40
"""Bits for the weight of one act: more than thousands of features can fill."""
_LANE_SIGN = 1 << _LANE
_LANE_MASK = _LANE_SIGN - 1
_LANE_TOP = 1 << (_LANE - 1)


def packed(weights: Iterable[tuple[int, int]]) -> int:
    """Weights by the index of their act as one number, of which sums are the sums of each.

    A sentence has a hundred features, each with a weight for most acts: added up one by one they
    took half of the time of weighing. Whole thousandths add up to the same in any order.
    """
    return sum(weight << (_LANE * at) for at, weight in weights)


def unpacked(total: int, acts: int) -> list[int]:
    """The weight for each act in a packed sum, in thousandths."""
    sums = []
    for _ in range(acts):
        weight = (total & _LANE_MASK) - (_LANE_SIGN if total & _LANE_TOP else 0)
        sums.append(weight)
        total = (total - weight) >> _LANE
    return sums


_STEEPEST = 50.0


@cache
def weights(language: str) -> Weights | None:
    """The table of a language; None where it has none."""
    path = files("inzet.reading").joinpath(f"languages/{language}/classifier.json")
    if not path.is_file():
        return None
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Weights.of(
        raw["acts"],
        raw["bias"],
        {
            name: [(int(at), each) for at, each in row.items()]
            for name, row in raw["weights"].items()
        },
        {
            act: {case: each / _SCALE for case, each in row.items()}
            for act, row in raw["thresholds"].items()
        },
    )


class _Shares:
    """How sure a table is of each act of one sentence; each case is weighed once."""

    def __init__(self, table: Weights, total: int, said: Sequence[str]) -> None:
        self._table, self._total, self._said = table, total, said
        self._known: dict[tuple[str, tuple[str, ...]], list[float]] = {}

    def of(self, case: str, at: int, hints: tuple[str, ...] = ()) -> float:
        """How sure it is of one act in one case, between 0 and 1."""
        known = self._known.get((case, hints))
        if known is None:
            known = self._table.shares(self._total, [*case_features(case, self._said), *hints])
            self._known[case, hints] = known
        return known[at]


_STANDS_FOR_IT = frozenset(("commitment", "condition", "agenda"))
"""What rules found that is said of what is to come: no expectation beside it."""


class Classifier:
    """Weighs every sentence of a paper; needs no network."""

    sends = False

    def propose(
        self, paper: PaperContext, silent: Sequence[Sentence], evidence: Evidence
    ) -> Opined:
        """Acts it is sure enough of where no rule found them, and what it does not believe."""
        proposals: list[Proposal] = []
        doubted: set[tuple[int, str]] = set()
        turned: set[tuple[int, str, str]] = set()
        for sentence in paper.structured.sentences:
            table = weights(sentence.language) if sentence.id in evidence.signs else None
            if table is None:
                continue
            found = seen(sentence, paper, evidence)
            total = table.total(found)
            said = [one for one in found if one.startswith("v ")]
            share = _Shares(table, total, said)
            read = evidence.read.get(sentence.id, {})
            leaning = leanings(sentence.language)
            if leaning is not None:
                turned |= {
                    (sentence.id, rule, polarity)
                    for rule, polarity in evidence.stances.get(sentence.id, ())
                    if leaning.turns(found, rule, polarity)
                }
            for at, act in enumerate(table.acts):
                thresholds = table.thresholds.get(act, {})
                if act in read:
                    firm = (sentence.id, act) in evidence.firm
                    if firm or share.of(RULE, at) >= thresholds.get(RULE, 0.0):
                        continue
                    doubted.add((sentence.id, act))
                told = act == EXPECTATION and not _STANDS_FOR_IT.isdisjoint(read)
                told = told or (act == AGENDA and sentence.id in evidence.told)
                bound = act == EXPECTATION and "commitment" in read
                best: tuple[float, Candidate] | None = None
                for one in candidates(act, sentence, paper, evidence):
                    if one.case not in thresholds or (told and one.case == NOBODY):
                        continue
                    if bound and one.case == PASSED:
                        continue
                    sure = share.of(one.case, at, one.hints)
                    if sure >= thresholds[one.case] and (best is None or sure > best[0]):
                        best = sure, one
                if best is not None:
                    sure, chosen = best
                    party, words = chosen.holder
                    rule = f"classifier.{act}.{chosen.case}"
                    stance = leaning if act == POSITION else None
                    proposals.append(
                        Proposal(
                            sentence=sentence.id,
                            act=act,
                            quote=sentence.text,
                            holder=words,
                            party=party,
                            rule=rule,
                            against=stance is not None and stance.turns(found, rule, POSITIVE),
                            certainty=f"{sure:.2f}",
                        )
                    )
        return Opined(tuple(proposals), doubted=frozenset(doubted), turned=frozenset(turned))
