"""Trains what tells whether a stance is against what it is about; a table for each language.

    pip install -r requirements/train.txt
    python scripts/train_against.py --texts FOLDER

Learns from the labelled stances of typed papers and of the real ones whose texts are in the
folder (``real/dev*.jsonl``): each as the rules read it, or else as if the classifier had proposed
it. Prints how often the cue alone and the table are right, on papers that the weights were not
made from; the two thresholds are those of the best share of right ones among them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from labelled_papers import GOLD, Witness
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from train_classifier import COMMON, FOLDS, SCALE, SMALLEST, TABLES, TYPED, named

from inzet.reading.gold.annotation import Annotation, read_annotations, sentence_hash
from inzet.reading.gold.comparison import holder_class
from inzet.reading.gold.lines import read_lines
from inzet.reading.opinion.against import NEGATIVE, POSITIVE, stance_features
from inzet.reading.opinion.features import seen
from inzet.reading.reader import read_paper

POSITION = "position"
PROPOSED = "classifier.position.author"
"""The rule of a stance that no cue found; its family is what counts."""
GRID = [x / 100 for x in range(20, 85, 5)]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Stance:
    """A labelled stance, as it was read or would be proposed."""

    paper: str
    language: str
    found: frozenset[str]
    read: str
    """What the cue says: positive or negative."""
    against: bool
    weight: float
    proposed: bool


def stances(
    data: bytes, labels: Iterable[Annotation], paper: str, weight: float
) -> Iterator[Stance]:
    """The labelled stances of a paper."""
    told = {
        one.hash: {body.holder: body.polarity for body in one.body if body.act == POSITION}
        for one in labels
    }
    witness = Witness()
    read = read_paper(data, name=f"{paper}.txt", opinions=(witness,))
    context = witness.paper
    if context is None:
        return
    for sentence in context.structured.sentences:
        held = told.get(sentence_hash(sentence.text))
        if not held or sentence.id not in witness.evidence.signs:
            continue
        found = seen(sentence, context, witness.evidence)
        here = [
            one
            for one in read.reading.statements
            if one.act == POSITION and (one.start, one.end) == (sentence.start, sentence.end)
        ]
        pairs = [
            (one.rule, one.content.get("polarity", POSITIVE), held[whose])
            for one in here
            if (whose := holder_class(one)) in held
        ]
        if not pairs and len(set(held.values())) == 1:
            rule = here[0].rule if here else PROPOSED
            polarity = here[0].content.get("polarity", POSITIVE) if here else POSITIVE
            pairs = [(rule, polarity, next(iter(held.values())))]
        for rule, polarity, label in pairs:
            told_by = (*found, *stance_features(rule, polarity))
            names = [named(one, sentence.language) for one in told_by]
            names.append(f"language {sentence.language}")
            yield Stance(
                paper,
                sentence.language,
                frozenset(names),
                polarity,
                label == NEGATIVE,
                weight,
                proposed=rule == PROPOSED,
            )


def material(texts: Path) -> list[Stance]:
    """All stances there are to learn from."""
    found: list[Stance] = []
    for path in sorted((GOLD / "typed" / "dev").glob("*.lines")):
        paper = read_lines(path)
        found += stances(paper.text.encode(), paper.annotations, path.stem, TYPED)
    papers: dict[str, list[Annotation]] = {}
    for path in sorted((GOLD / "real").glob("dev*.jsonl")):
        for one in read_annotations(path):
            papers.setdefault(one.paper, []).append(one)
    for name, labels in papers.items():
        text = texts / f"{name}.txt"
        if text.is_file():
            found += stances(text.read_bytes(), labels, name, 1.0)
    return found


def learn(rows: list[Stance], strength: float) -> tuple[DictVectorizer, LogisticRegression]:
    """Logistic regression over short strings; without chance in it."""
    often = Counter(name for one in rows for name in one.found)
    names = DictVectorizer()
    table = names.fit_transform(
        [{name: 1.0 for name in sorted(one.found) if often[name] >= COMMON} for one in rows]
    )
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    model = LogisticRegression(C=strength, solver="liblinear")
    return names, model.fit(
        table, [one.against for one in rows], sample_weight=[one.weight for one in rows]
    )


def shares(learned: tuple[DictVectorizer, LogisticRegression], rows: list[Stance]) -> Floats:
    """How sure it is that each is against."""
    names, model = learned
    asked = names.transform([dict.fromkeys(sorted(one.found), 1.0) for one in rows])
    found: Floats = model.predict_proba(asked)[:, 1]
    return found


def limits(rows: list[Stance], sure: Floats) -> tuple[float, float]:
    """From where a stance that is read as for is against, and below where one against is for."""
    read = np.array([one.read == NEGATIVE for one in rows])
    truth = np.array([one.against for one in rows])
    weight = np.array([one.weight for one in rows])

    def right(at: float, chosen: NDArray[np.bool_]) -> float:
        return float((((sure >= at) == truth) * weight)[chosen].sum())

    return max(GRID, key=lambda at: right(at, ~read)), max(GRID, key=lambda at: right(at, read))


def decided(rows: list[Stance], sure: Floats, above: float, below: float) -> NDArray[np.bool_]:
    """What is told of each: whether it is against."""
    at = np.array([below if one.read == NEGATIVE else above for one in rows])
    told: NDArray[np.bool_] = sure >= at
    return told


def figures(rows: list[Stance], told: NDArray[np.bool_], chosen: NDArray[np.bool_]) -> str:
    """How many are right, and the F of those against."""
    truth = np.array([one.against for one in rows])
    if not chosen.any():
        return "-"
    right = float((told == truth)[chosen].mean())
    both, wrong = int((told & truth & chosen).sum()), int((told & ~truth & chosen).sum())
    missed = int((~told & truth & chosen).sum())
    f = 2 * both / (2 * both + wrong + missed) if both else 0.0
    return f"{right:.3f} right, F of against {f:.2f} ({int(chosen.sum())})"


def main() -> None:
    """Trains and writes the tables."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--texts", type=Path, required=True)
    given.add_argument("--strength", type=float, default=0.1)
    given.add_argument("--dry", action="store_true", help="write no table")
    chosen = given.parse_args()
    rows = material(chosen.texts)
    sure, told = np.zeros(len(rows)), np.zeros(len(rows), dtype=bool)
    folds = list(GroupKFold(FOLDS).split(rows, groups=[one.paper for one in rows]))
    for train, held in folds:
        sure[held] = shares(
            learn([rows[i] for i in train], chosen.strength), [rows[i] for i in held]
        )
    for train, held in folds:
        above, below = limits([rows[i] for i in train], sure[train])
        told[held] = decided([rows[i] for i in held], sure[held], above, below)
    above, below = limits(rows, sure)
    cue = np.array([one.read == NEGATIVE for one in rows])
    report: dict[str, str] = {}
    for language in ("nl", "en"):
        for kind, is_kind in (("typed", lambda w: w < 1), ("real", lambda w: w == 1)):
            here = np.array([one.language == language and is_kind(one.weight) for one in rows])
            read = here & np.array([not one.proposed for one in rows])
            report[f"{language} {kind}, cue alone"] = figures(rows, cue, here)
            report[f"{language} {kind}, table"] = figures(rows, told, here)
            report[f"{language} {kind}, cue alone, of what cues read"] = figures(rows, cue, read)
            report[f"{language} {kind}, table, of what cues read"] = figures(rows, told, read)
    for name, figure in report.items():
        print(f"{name}: {figure}")
    print("above", above, "below", below)
    if chosen.dry:
        return
    names, model = learn(rows, chosen.strength)
    for language in ("nl", "en"):
        table, bias = {}, float(model.intercept_[0])
        for name, weight in zip(names.get_feature_names_out(), model.coef_[0], strict=True):
            whose, colon, word = name.partition(":")
            if name == f"language {language}":
                bias += weight
            elif abs(weight) >= SMALLEST and (not colon or whose == language):
                table[word if colon else name] = round(weight * SCALE)
        made = {
            "note": "Made by scripts/train_against.py from labelled stances; do not edit.",
            "stances": sum(one.language == language for one in rows),
            "cross_validation": {k: v for k, v in report.items() if k.startswith(language)},
            "above": round(above * SCALE),
            "below": round(below * SCALE),
            "bias": round(bias * SCALE),
            "weights": dict(sorted(table.items())),
        }
        path = TABLES / language / "against.json"
        path.write_text(json.dumps(made, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(path, len(table), "weights")


if __name__ == "__main__":
    main()
