"""Trains the classifier of a language from labelled sentences and writes its table.

    pip install -r requirements/train.txt
    python scripts/train_classifier.py nl

Training sentences are those that rule writers may see (``*-dev*.jsonl`` and ``papers/dev``), never
the unseen ones. Thresholds come from cross-validation by paper over all of them: for each act the
lowest at which at least ``--precision`` of what it proposes is right. (Not over those alone in
which the rules are silent: rules were written on these papers, and what they leave is not what
they leave of others.) What it adds is then counted on the unseen papers, where the rules are
silent.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.multiclass import OneVsRestClassifier

from inzet.reading.gold.annotation import HELD, read_annotations
from inzet.reading.opinion.features import features
from inzet.reading.reader import read_paper

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "reading" / "gold"
TABLES = ROOT / "src" / "inzet" / "reading" / "languages"
SPEAKS = {"nl": "NLD"}
"""Whose stances count as own in lists of sentences; papers say it themselves."""
SCALE = 1000
LEAST = 20
"""Fewer proposals than this in cross-validation tell nothing: the act is not proposed."""
COMMON = 3
"""A feature of fewer sentences than this is left out."""
SMALLEST = 0.05
"""Weights nearer to nought than this are left out of the table."""
NEVER = frozenset(("context", "other", "position"))
"""Classes that are never proposed. On unseen papers 3 of 18 proposed positions were right: whose
view a sentence tells is not in its words alone."""


@dataclass(frozen=True)
class Example:
    """A sentence to learn from."""

    text: str
    heading: tuple[str, ...]
    label: str
    paper: str
    silent: bool
    """The rules find nothing in it."""


def label_of(labels: list[tuple[str, str | None]], own: str | None) -> str:
    """The class of a sentence: its first act that is the speaker's own or nobody's."""
    for act, holder in labels:
        if act not in HELD or (own is not None and holder == own):
            return act
    return "other" if labels else "context"


def sentences(language: str) -> Iterator[Example]:
    """Lists of single sentences. Their sentences are read one by one, as a paper of one line."""
    pattern = "sentences-dev*.jsonl" if language == "nl" else f"sentences-{language}-dev*.jsonl"
    for path in sorted(GOLD.glob(pattern)):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            own = SPEAKS.get(language) or row.get("own") or "GBR"
            labels = [(row["act"], row["holder"])] if row["act"] != "context" else []
            label = label_of(labels, own)
            read = read_paper(
                row["text"].encode(), on_behalf_of=own, said_on="2019-03-01", opinions=()
            )
            yield Example(row["text"], (), label, row["manner"], not read.reading.statements)


def papers(language: str, folder: str = "dev") -> Iterator[Example]:
    """Papers with every sentence labelled."""
    for path in sorted((GOLD / "papers" / folder).glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["language"] != language:
            continue
        text = path.with_suffix(".txt")
        read = read_paper(text.read_bytes(), name=text.name, opinions=())
        spoken = {(one.start, one.end) for one in read.reading.statements}
        paths = {
            one.text: read.structured.blocks[one.block].path for one in read.structured.sentences
        }
        places = {one.text: (one.start, one.end) for one in read.structured.sentences}
        for one in read_annotations(path.with_suffix(".jsonl")):
            sentence = one.exact or ""
            labels = [(label.act, label.holder) for label in one.body]
            yield Example(
                sentence,
                tuple(paths.get(sentence, ())),
                label_of(labels, told.get("on_behalf_of")),
                path.stem,
                places.get(sentence) not in spoken,
            )


def matrix(examples: list[Example], known: DictVectorizer | None = None) -> tuple[Any, Any]:
    """Sentences as rows of features, and the names of the columns."""
    found = [features(one.text, one.heading) for one in examples]
    often = Counter(name for each in found for name in each)
    rows = [
        {name: 1.0 for name in sorted(each) if known is not None or often[name] >= COMMON}
        for each in found
    ]
    made = known or DictVectorizer()
    table = made.transform(rows) if known is not None else made.fit_transform(rows)
    # liblinear takes 32-bit indices only.
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    return table, made


def model(strength: float) -> OneVsRestClassifier:
    """One class against the rest; without chance in it, so the same sentences give the same."""
    return OneVsRestClassifier(LogisticRegression(C=strength, solver="liblinear"))


@dataclass(frozen=True)
class Tried:
    """What it would propose for one sentence that it was not trained on."""

    act: str
    share: float
    right: bool


def tried_on(fitted: OneVsRestClassifier, names: Any, held: list[Example]) -> Iterator[Tried]:
    """Its best act for each held-out sentence."""
    for one, shares in zip(held, fitted.predict_proba(matrix(held, names)[0]), strict=True):
        best = int(np.argmax(shares))
        act = str(fitted.classes_[best])
        if act not in NEVER:
            yield Tried(act, float(shares[best]), act == one.label)


def thresholds(
    examples: list[Example], strength: float, wanted: float
) -> tuple[dict[str, float], dict[str, str]]:
    """Per act the lowest threshold that holds the wanted precision, by cross-validation."""
    groups = np.array([one.paper for one in examples])
    tried: list[Tried] = []
    for train, held in GroupKFold(n_splits=5).split(examples, groups=groups):
        table, names = matrix([examples[i] for i in train])
        fitted = model(strength).fit(table, [examples[i].label for i in train])
        tried += tried_on(fitted, names, [examples[i] for i in held])
    found, told = {}, {}
    for act in sorted({one.act for one in tried}):
        ranked = sorted((one for one in tried if one.act == act), key=lambda one: -one.share)
        right = 0
        for count, one in enumerate(ranked, 1):
            right += one.right
            if count >= LEAST and right / count >= wanted:
                found[act] = one.share
                told[act] = f"{right} of {count} right at {one.share:.2f} or surer"
        told.setdefault(act, f"not proposed ({len(ranked)} tried)")
    return found, told


def main() -> None:
    """Trains one language and writes its table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("language")
    asked.add_argument("--precision", type=float, default=0.75)
    asked.add_argument("--strength", type=float, default=1.0)
    chosen = asked.parse_args()
    examples = [*sentences(chosen.language), *papers(chosen.language)]
    found, told = thresholds(examples, chosen.strength, chosen.precision)
    table, names = matrix(examples)
    fitted = model(chosen.strength).fit(table, [one.label for one in examples])
    weights = np.vstack([one.coef_[0] for one in fitted.estimators_])
    columns = names.get_feature_names_out()
    kept: dict[str, dict[str, int]] = {}
    for at, row in enumerate(weights):
        for column in np.flatnonzero(np.abs(row) >= SMALLEST):
            kept.setdefault(str(columns[column]), {})[str(at)] = round(row[column] * SCALE)
    unseen = [
        one
        for one in tried_on(
            fitted, names, [one for one in papers(chosen.language, "unseen") if one.silent]
        )
        if one.share >= found.get(one.act, 2.0)
    ]
    right = sum(one.right for one in unseen)
    made = {
        "note": "Made by scripts/train_classifier.py from labelled sentences; do not edit.",
        "sentences": len(examples),
        "papers": len({one.paper for one in examples}),
        "cross_validation": told,
        "unseen": f"{right} of {len(unseen)} proposals right in papers/unseen",
        "classes": [str(one) for one in fitted.classes_],
        "bias": [round(one.intercept_[0] * SCALE) for one in fitted.estimators_],
        "thresholds": {act: round(share * SCALE) for act, share in found.items()},
    }
    target = TABLES / chosen.language / "classifier.json"
    lines = (json.dumps({name: row}, ensure_ascii=False)[1:-1] for name, row in kept.items())
    head = json.dumps(made, ensure_ascii=False, indent=1)[:-2]
    target.write_text(
        f'{head},\n "weights": {{\n' + ",\n".join(sorted(lines)) + "\n}}\n", encoding="utf-8"
    )
    silent = sum(one.silent for one in examples)
    print(f"{chosen.language}: {len(examples)} sentences, the rules silent in {silent}")
    for act, line in told.items():
        print(f"  {act}: {line}")
    print(f"  {made['unseen']}")


if __name__ == "__main__":
    main()
