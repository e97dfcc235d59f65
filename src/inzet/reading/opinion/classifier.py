"""A small classifier of sentences: its weights ship as data, one table a language.

``scripts/train_classifier.py`` makes the tables from labelled sentences. It proposes only where it
is surer than its threshold, which was set on sentences it was not trained on.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from inzet.reading.contents.context import PaperContext
from inzet.reading.opinion.features import features
from inzet.reading.opinion.proposal import OWN, Opined, Proposal, Refused
from inzet.reading.text import Sentence

_HELD = frozenset(("position", "commitment"))
_SCALE = 1000


@dataclass(frozen=True, slots=True)
class Weights:
    """One language's table."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[tuple[int, float], ...]]
    """Feature → (index of the class, weight), zeros left out."""
    thresholds: dict[str, float]
    """Class → how sure it must be; a class without one is never proposed."""

    def shares(self, found: frozenset[str]) -> tuple[float, ...]:
        """How sure it is of each class, one class against the rest; they add up to 1."""
        sums = list(self.bias)
        for feature in found:
            for at, weight in self.weights.get(feature, ()):
                sums[at] += weight
        grown = [1 / (1 + math.exp(-each)) for each in sums]
        total = sum(grown)
        return tuple(each / total for each in grown)


@cache
def weights(language: str) -> Weights | None:
    """The table of a language; None where it has none."""
    path = files("inzet.reading").joinpath(f"languages/{language}/classifier.json")
    if not path.is_file():
        return None
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Weights(
        classes=tuple(raw["classes"]),
        bias=tuple(each / _SCALE for each in raw["bias"]),
        weights={
            name: tuple((int(at), each / _SCALE) for at, each in row.items())
            for name, row in raw["weights"].items()
        },
        thresholds={name: each / _SCALE for name, each in raw["thresholds"].items()},
    )


class Classifier:
    """Proposes an act for sentences in which the rules found nothing; needs no network."""

    sends = False

    def propose(self, paper: PaperContext, silent: Sequence[Sentence], refused: Refused) -> Opined:
        """Proposals for the sentences it is sure enough of.

        Where a rule knew the words of an act and refused it (said already, denied, of another),
        the rule knows better.
        """
        found = []
        for sentence in silent:
            table = weights(sentence.language)
            # What a member says in a debate, or asks, is not what its weights were learned on.
            if table is None or paper.turn(sentence).voice != "paper":
                continue
            shares = table.shares(features(sentence.text, paper.headings(sentence)))
            best = max(range(len(shares)), key=shares.__getitem__)
            act = table.classes[best]
            if shares[best] < table.thresholds.get(act, 2.0):
                continue
            if act in _HELD and paper.on_behalf_of is None:
                continue
            if any(cue.startswith(f"{act}.") for cue, _ in refused.get(sentence.id, ())):
                continue
            found.append(
                Proposal(
                    sentence=sentence.id,
                    act=act,
                    quote=sentence.text,
                    holder=OWN if act in _HELD else None,
                    rule=f"classifier.{act}.silent",
                    certainty=f"{shares[best]:.2f}",
                )
            )
        return Opined(tuple(found))
