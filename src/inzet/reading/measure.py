"""Measures the cues on lists of labelled sentences, each read on its own.

``python -m inzet.reading.measure tests/reading/gold/sentences-*.jsonl`` prints precision and
recall per act. A cue is right where the act (and, for stances and promises, the government as
holder) is the labelled one. The table of precisions that ships is made by
:mod:`inzet.reading.gold.precisions`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inzet.reading.saying.choose import choose
from inzet.reading.saying.grammar import Grammar, grammar

MIN_SUPPORT = 8
"""Fewer labelled sentences than this tell nothing about a family."""
_HELD = frozenset(("position", "commitment"))
_OWN = {"nl": "NLD", "en": "GBR"}
"""For whom the labelled sentences of a language speak where they do not say."""


@dataclass
class Score:
    """Counts for one act."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was read that is labelled so."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what is labelled so that was read."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f(self) -> float:
        """Harmonic mean of both."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass
class Measured:
    """What was measured on one file of labelled sentences."""

    sentences: int = 0
    acts: dict[str, Score] = field(default_factory=dict)
    rules: dict[str, Counter[str]] = field(default_factory=dict)
    """Cue → how often ``right`` and ``wrong``."""
    lured: Counter[str] = field(default_factory=Counter)
    """Per reason why a sentence only looks like the government's: how many were fallen for."""
    lures: Counter[str] = field(default_factory=Counter)


def labelled(path: Path) -> Iterator[dict[str, Any]]:
    """The labelled sentences of a file: ``text``, ``act``, ``holder``, ``hard``."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def measure(sentences: Iterable[dict[str, Any]]) -> Measured:
    """Reads each sentence on its own, in its language, and compares with its label.

    A sentence says its ``language`` and for whom its paper speaks (``own``); without these it is
    Dutch, and the government's of the Netherlands.
    """
    grammars: dict[tuple[str, str], Grammar] = {}
    result = Measured()
    for row in sentences:
        result.sentences += 1
        language, own = language_of(row), row.get("own") or _OWN[language_of(row)]
        matcher = grammars.get((language, own)) or _grammar(language, own)
        grammars[language, own] = matcher
        gold = _label(row["act"], row["holder"] == own)
        found = {
            _label(_act(choice.match.cue.act), choice.match.own): choice.match.cue
            for choice in choose(matcher.find(row["text"]), matcher)
        }
        for label, cue in found.items():
            score = result.acts.setdefault(label, Score())
            counts = result.rules.setdefault(cue.id, Counter())
            if label == gold:
                score.right += 1
                counts["right"] += 1
            else:
                score.wrong += 1
                counts["wrong"] += 1
        if gold not in found and gold != "context":
            result.acts.setdefault(gold, Score()).missed += 1
        if row["hard"]:
            result.lures[row["hard"]] += 1
            if found.keys() & {"position own", "commitment own"}:
                result.lured[row["hard"]] += 1
    return result


def language_of(row: dict[str, Any]) -> str:
    """The language of a labelled sentence."""
    return str(row.get("language") or "nl")


def _grammar(language: str, own: str) -> Grammar:
    found = grammar(language, own)
    if found is None:
        raise ValueError(f"there are no cues for the language “{language}”")
    return found


def _act(act: str) -> str:
    return "agenda" if act == "context" else act


def _label(act: str, own: bool) -> str:
    return f"{act} {'own' if own else 'other'}" if act in _HELD else act


def lines(measured: Measured) -> list[str]:
    """The measure as lines for people."""
    shown = [f"{measured.sentences} sentences"]
    for act, score in sorted(measured.acts.items()):
        shown.append(
            f"{act:17} P {score.precision:.2f}  R {score.recall:.2f}  F {score.f:.2f}"
            f"  ({score.right} right, {score.wrong} wrong, {score.missed} missed)"
        )
    lured = ", ".join(f"{kind} {measured.lured[kind]}/{n}" for kind, n in measured.lures.items())
    shown.append(f"taken for the government's own: {lured}")
    return shown


def main(paths: list[str]) -> None:
    """Prints the measure of every file."""
    for name in paths:
        print("\n".join([Path(name).name, *lines(measure(labelled(Path(name))))]))


if __name__ == "__main__":
    main(sys.argv[1:])
