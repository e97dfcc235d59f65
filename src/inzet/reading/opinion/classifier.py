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
from inzet.reading.opinion.evidence import Evidence, Holder
from inzet.reading.opinion.features import features
from inzet.reading.opinion.proposal import OWN, Opined, Proposal
from inzet.reading.text import Sentence

HELD = frozenset(("position", "commitment"))
RULE, NOBODY = "rule", "nobody"
OWN_LEAD, OTHER_LEAD, BESIDE, AUTHOR = "own", "other", "beside", "author"
_SCALE = 1000


@dataclass(frozen=True, slots=True)
class Weights:
    """One language's table."""

    acts: tuple[str, ...]
    bias: int
    weights: dict[str, int]
    """Feature → its weights for all acts, packed (:func:`packed`)."""
    thresholds: dict[str, dict[str, float]]
    """Act → case → how sure it must be to propose, ``rule``: to keep; without one it never is."""
    cases: dict[tuple[str, int], int]
    """What a case adds to the weight of an act, by the act's index."""

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
            rows: feature → (index of the act, weight), zeros left out; ``c author`` is a case.
        """
        return cls(
            acts=tuple(acts),
            bias=packed(enumerate(bias)),
            weights={name: packed(row) for name, row in rows.items()},
            thresholds=thresholds,
            cases={
                (name.removeprefix("c "), at): weight
                for name, row in rows.items()
                if name.startswith("c ")
                for at, weight in row
            },
        )

    def sums(self, found: frozenset[str]) -> list[int]:
        """The weight of a sentence for each act, before its case is added; in thousandths."""
        total = self.bias + sum(map(self.weights.get, found, itertools.repeat(0)))
        sums = []
        for _ in self.acts:
            weight = (total & _LANE_MASK) - (_LANE_SIGN if total & _LANE_TOP else 0)
            sums.append(weight)
            total = (total - weight) >> _LANE
        return sums

    def share(self, sums: Sequence[int], at: int, case: str) -> float:
        """How sure it is, between 0 and 1, of one act in one case."""
        grown = (sums[at] + self.cases.get((case, at), 0)) / _SCALE
        return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, grown))))


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


class Classifier:
    """Weighs every sentence of a paper; needs no network."""

    sends = False

    def propose(
        self, paper: PaperContext, silent: Sequence[Sentence], evidence: Evidence
    ) -> Opined:
        """Acts it is sure enough of where no rule found them, and what it does not believe."""
        proposals: list[Proposal] = []
        doubted: set[tuple[int, str]] = set()
        for sentence in paper.structured.sentences:
            signs = evidence.signs.get(sentence.id)
            table = weights(sentence.language) if signs is not None else None
            if table is None or signs is None:
                continue
            sums = table.sums(features(sentence.text, paper.headings(sentence)) | signs)
            read = evidence.read.get(sentence.id, {})
            # What follows from a turn is told by the turn.
            open_ = paper.turn(sentence).voice == "paper"
            for at, act in enumerate(table.acts):
                thresholds = table.thresholds.get(act, {})
                if act in read:
                    firm = (sentence.id, act) in evidence.firm
                    if not firm and table.share(sums, at, RULE) < thresholds.get(RULE, 0.0):
                        doubted.add((sentence.id, act))
                    continue
                if not open_:
                    continue
                case, (party, words) = candidate(act, sentence, paper, evidence)
                least = thresholds.get(case)
                if least is None:
                    continue
                sure = table.share(sums, at, case)
                if sure < least:
                    continue
                proposals.append(
                    Proposal(
                        sentence=sentence.id,
                        act=act,
                        quote=sentence.text,
                        holder=words,
                        party=party,
                        rule=f"classifier.{act}.{case}",
                        certainty=f"{sure:.2f}",
                    )
                )
        return Opined(tuple(proposals), doubted=frozenset(doubted))


def candidate(
    act: str, sentence: Sentence, paper: PaperContext, evidence: Evidence
) -> tuple[str, Holder]:
    """Who would hold an act that no rule found, and in which case: ``own`` and ``other`` by the
    main verb, ``beside`` another stance or promise read there, else the ``author``.
    """
    if act not in HELD:
        return NOBODY, (None, None)
    for other in HELD & evidence.read.get(sentence.id, {}).keys():
        return BESIDE, evidence.read[sentence.id][other]
    lead = evidence.leads.get(sentence.id)
    if lead is not None:
        return (OWN_LEAD if "s own" in evidence.signs.get(sentence.id, ()) else OTHER_LEAD), lead
    return AUTHOR, (paper.on_behalf_of, OWN if paper.on_behalf_of else None)
