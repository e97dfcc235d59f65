"""A small classifier of sentences: its weights ship as data, one table a language.

``scripts/train_classifier.py`` makes the tables from labelled sentences. For every act it weighs
the words of a sentence and what the grammar saw in it. Where it is sure enough it proposes what no
rule found; what a rule found and it hardly believes is not kept. Each threshold was set on papers
it was not trained on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
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
    bias: tuple[int, ...]
    weights: dict[str, tuple[tuple[int, int], ...]]
    """Feature → (index of the act, weight), zeros left out. Weights are whole thousandths: so they
    add up to the same in whatever order they come."""
    thresholds: dict[str, dict[str, float]]
    """Act → case → how sure it must be to propose, ``rule``: to keep; without one it never is."""
    cases: dict[tuple[str, int], int]
    """What a case adds to the weight of an act, by the act's index."""

    def sums(self, found: frozenset[str]) -> list[int]:
        """The weight of a sentence for each act, before its case is added; in thousandths."""
        sums = list(self.bias)
        weights = self.weights
        for feature in found:
            row = weights.get(feature)
            if row is not None:
                for at, weight in row:
                    sums[at] += weight
        return sums

    def share(self, sums: Sequence[int], at: int, case: str) -> float:
        """How sure it is, between 0 and 1, of one act in one case."""
        grown = (sums[at] + self.cases.get((case, at), 0)) / _SCALE
        return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, grown))))


_STEEPEST = 50.0


@cache
def weights(language: str) -> Weights | None:
    """The table of a language; None where it has none."""
    path = files("inzet.reading").joinpath(f"languages/{language}/classifier.json")
    if not path.is_file():
        return None
    raw = json.loads(path.read_text(encoding="utf-8"))
    rows: dict[str, tuple[tuple[int, int], ...]] = {
        name: tuple((int(at), each) for at, each in row.items())
        for name, row in raw["weights"].items()
    }
    return Weights(
        acts=tuple(raw["acts"]),
        bias=tuple(raw["bias"]),
        weights=rows,
        thresholds={
            act: {case: each / _SCALE for case, each in row.items()}
            for act, row in raw["thresholds"].items()
        },
        cases={
            (name.removeprefix("c "), at): weight
            for name, row in rows.items()
            if name.startswith("c ")
            for at, weight in row
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
            for at, act in enumerate(table.acts):
                thresholds = table.thresholds.get(act, {})
                if act in read:
                    firm = (sentence.id, act) in evidence.firm
                    if not firm and table.share(sums, at, RULE) < thresholds.get(RULE, 0.0):
                        doubted.add((sentence.id, act))
                    continue
                if paper.turn(sentence).voice != "paper":
                    # What follows from a turn is told by the turn.
                    continue
                case, (party, words) = candidate(act, sentence, paper, evidence)
                sure = table.share(sums, at, case)
                if sure < thresholds.get(case, 2.0):
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
