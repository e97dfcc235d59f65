"""Whether a stance is against what it is about, weighed from the whole sentence.

What a cue says of it ("rejects") is one thing among others: "we did not say that we reject it" and
"the plan goes too far" are told by words beside the cue. ``scripts/train_against.py`` makes the
table of a language (``against.json``) from labelled stances.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

POSITIVE, NEGATIVE = "positive", "negative"
_SCALE = 1000
_STEEPEST = 50.0


@dataclass(frozen=True, slots=True)
class Leanings:
    """One language's table: weights in thousandths."""

    bias: int
    weights: dict[str, int]
    above: float
    """How sure it has to be that a stance is against."""
    below: float
    """Less sure than this, a stance that a cue says is against is for."""

    def share(self, found: Iterable[str], rule: str, polarity: str) -> float:
        """How sure it is that a stance is against, between 0 and 1.

        Args:
            found: the features of its sentence.
            rule: what found the stance: a cue, or a case of the classifier.
            polarity: what that said of it.
        """
        weights = self.weights
        total = self.bias + sum(
            weights.get(one, 0) for one in (*found, *stance_features(rule, polarity))
        )
        return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, total / _SCALE))))

    def turns(self, found: Iterable[str], rule: str, polarity: str) -> bool:
        """Whether a stance goes the other way than was read."""
        share = self.share(found, rule, polarity)
        return share < self.below if polarity == NEGATIVE else share >= self.above


def stance_features(rule: str, polarity: str) -> tuple[str, ...]:
    """What is looked at beside the sentence: the rule, its family, and what it said."""
    family = ".".join(rule.split(".")[:2])
    return f"r {rule}", f"r {family}", f"r {polarity}", f"r {family} {polarity}"


@cache
def leanings(language: str) -> Leanings | None:
    """The table of a language; None where it has none: then what cues say stands."""
    path = files("inzet.reading").joinpath(f"languages/{language}/against.json")
    if not path.is_file():
        return None
    raw = json.loads(path.read_text(encoding="utf-8"))
    above, below = raw["above"] / _SCALE, raw["below"] / _SCALE
    return Leanings(raw["bias"], raw["weights"], above, below)
