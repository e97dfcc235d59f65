"""Trains the classifier of a language from labelled sentences and writes its table.

    pip install -r requirements/train.txt
    python scripts/train_classifier.py nl --texts FOLDER

Learns from the real papers of ``real/dev.jsonl``, whose texts are looked for in the folder, and
with less weight from what rule writers may see of our own (``*-dev*.jsonl`` and ``papers/dev``),
never from what is held out. For every act it learns whether a sentence holds it with the holder
it would be given: what the rules read there, else who the main verb is about, or the author; where
somebody has the turn only what the rules read is weighed. Thresholds come from cross-validation by
paper over the real ones: for each act and case the one with the highest F among those at which at
least ``--floor`` of what it proposes is right.
Prints the F of the rules alone and of both, each on papers that neither weights nor thresholds
were made from.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from inzet.reading.contents.context import PaperContext
from inzet.reading.gold.annotation import ACTS, HELD, Annotation, read_annotations, sentence_hash
from inzet.reading.gold.comparison import class_of
from inzet.reading.opinion.classifier import RULE, candidate
from inzet.reading.opinion.evidence import Evidence
from inzet.reading.opinion.features import features
from inzet.reading.opinion.proposal import Opined
from inzet.reading.reader import read_paper
from inzet.reading.text import Sentence

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "reading" / "gold"
TABLES = ROOT / "src" / "inzet" / "reading" / "languages"
SPEAKS = {"nl": "NLD", "en": "GBR"}
"""Whose stances count as own in lists of sentences that do not tell; papers say it themselves."""
SCALE = 1000
COMMON = 2
"""A feature of fewer sentences than this is left out."""
SMALLEST = 0.05
"""Weights nearer to nought than this are left out of the table."""
FEWEST = 6
"""Fewer proposals than this in cross-validation tell nothing: the case is not proposed."""
LESSER = 0.2
"""What a sentence of our own weighs beside one of a real paper."""
FOLDS = 5
FIRM = "firm"
"""What rules read that belongs to a dossier: it is kept, however sure."""
SUREST = 0.4
"""Nobody is given a stance or promise that it is less sure of, and what it is surer of is kept."""
GRID = (*(x / 100 for x in (3, 6, *range(10, 95, 5))), 2.0)
Key = tuple[str, str | None]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A sentence of a paper, seen for one act."""

    paper: str
    act: str
    found: frozenset[str]
    case: str
    given: frozenset[Key]
    """What a statement there would say: the act with its holder."""
    labelled: frozenset[Key]

    @property
    def right(self) -> bool:
        """Whether it would be right."""
        return bool(self.given & self.labelled)


class Witness:
    """An opinion without opinions: it keeps what it is shown."""

    sends = False

    def __init__(self) -> None:
        self.paper: PaperContext | None = None
        self.evidence = Evidence()

    def propose(
        self, paper: PaperContext, silent: Sequence[Sentence], evidence: Evidence
    ) -> Opined:
        """Nothing."""
        self.paper, self.evidence = paper, evidence
        return Opined()


Seen = tuple[str, Sentence, frozenset[str], PaperContext, Evidence, frozenset[Key]]


def seen(
    data: bytes, labels: dict[str, frozenset[Key]], paper: str, **known: str | None
) -> Iterator[Seen]:
    """The labelled sentences of a paper as the rules see them."""
    witness = Witness()
    read_paper(data, name=f"{paper}.txt", opinions=(witness,), **known)
    context = witness.paper
    if context is None:
        return
    for sentence in context.structured.sentences:
        key = sentence_hash(sentence.text)
        signs = witness.evidence.signs.get(sentence.id)
        if key in labels and signs is not None:
            found = features(sentence.text, context.headings(sentence)) | signs
            yield paper, sentence, found, context, witness.evidence, labels[key]


def keys(annotation: Annotation) -> frozenset[Key]:
    """What a sentence is labelled with."""
    return frozenset((one.act, one.holder if one.act in HELD else None) for one in annotation.body)


def real(language: str, texts: Path) -> list[Seen]:
    """The real papers whose texts are at hand, by their name."""
    papers: dict[str, dict[str, frozenset[Key]]] = {}
    for one in read_annotations(GOLD / "real" / "dev.jsonl"):
        if one.language == language:
            papers.setdefault(one.paper, {})[one.hash] = keys(one)
    found: list[Seen] = []
    for name, labels in papers.items():
        text = texts / f"{name}.txt"
        if text.is_file():
            found += seen(text.read_bytes(), labels, name)
    return found


def ours(language: str) -> list[Seen]:
    """Papers and lists of our own that are for development."""
    found: list[Seen] = []
    for path in sorted((GOLD / "papers" / "dev").glob("*.json")):
        if json.loads(path.read_text(encoding="utf-8"))["language"] == language:
            labels = {one.hash: keys(one) for one in read_annotations(path.with_suffix(".jsonl"))}
            found += seen(path.with_suffix(".txt").read_bytes(), labels, path.stem)
    pattern = "sentences-dev*.jsonl" if language == "nl" else f"sentences-{language}-dev*.jsonl"
    for path in sorted(GOLD.glob(pattern)):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            act = row["act"]
            label = frozenset([(act, row["holder"] if act in HELD else None)])
            labels = {sentence_hash(row["text"]): label if act in ACTS else frozenset()}
            own = row.get("own") or SPEAKS[language]
            found += seen(row["text"].encode(), labels, row["id"], on_behalf_of=own)
    return found


def examples(sentences: list[Seen], act: str) -> list[Example]:
    """Every sentence for one act."""
    found = []
    for paper, sentence, signs, context, evidence, labelled in sentences:
        if context.turn(sentence).voice != "paper" and act not in evidence.read.get(
            sentence.id, {}
        ):
            continue
        wanted = frozenset(key for key in labelled if key[0] == act)
        read = evidence.read.get(sentence.id, {})
        case, holder = (
            (RULE, read[act]) if act in read else candidate(act, sentence, context, evidence)
        )
        if (sentence.id, act) in evidence.firm:
            case = FIRM
        whose = class_of(*holder) if act in HELD else None
        nobody = act in HELD and whose is None
        given: frozenset[Key] = frozenset() if nobody else frozenset([(act, whose)])
        found.append(Example(paper, act, signs | {f"c {case}"}, case, given, wanted))
    return found


@dataclass
class Learned:
    """The weights of one act."""

    names: DictVectorizer
    model: LogisticRegression

    def shares(self, asked: list[Example]) -> Floats:
        """How sure it is of each."""
        table = self.names.transform([dict.fromkeys(sorted(one.found), 1.0) for one in asked])
        shares: Floats = self.model.predict_proba(table)[:, 1]
        return shares


def learn(learned_from: list[Example], weight: Floats, strength: float) -> Learned:
    """Logistic regression over short strings; without chance in it."""
    often = Counter(name for one in learned_from for name in one.found)
    rows = [
        {name: 1.0 for name in sorted(one.found) if often[name] >= COMMON} for one in learned_from
    ]
    names = DictVectorizer()
    table = names.fit_transform(rows)
    # liblinear takes 32-bit indices only.
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    model = LogisticRegression(C=strength, solver="liblinear")
    return Learned(
        names, model.fit(table, [one.right for one in learned_from], sample_weight=weight)
    )


def counts(asked: list[Example], shares: Floats, at: dict[str, float]) -> tuple[int, int, int]:
    """Right, wrong, missed."""
    right = wrong = missed = 0
    for one, share in zip(asked, shares, strict=True):
        given = one.given if share >= at.get(one.case, 2.0) else frozenset()
        same = len(given & one.labelled)
        right, wrong, missed = (
            right + same,
            wrong + len(given) - same,
            missed + len(one.labelled) - same,
        )
    return right, wrong, missed


def f_of(right: int, wrong: int, missed: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def thresholds(asked: list[Example], shares: Floats, floor: float) -> dict[str, float]:
    """Per case the threshold with the highest F; what rules read is kept from 0 on."""
    cases = sorted({one.case for one in asked})
    found = {case: 0.0 if case in (RULE, FIRM) else 2.0 for case in cases}
    for case in [*cases, *cases]:
        if case == FIRM:
            continue
        mine = [
            (share, one.right)
            for one, share in zip(asked, shares, strict=True)
            if one.case == case and one.given
        ]
        start = 0.0 if case == RULE else 2.0
        best = (f_of(*counts(asked, shares, {**found, case: start})), start)
        for at in GRID:
            passed = [right for share, right in mine if share >= at]
            few = len(passed) < FEWEST or sum(passed) / len(passed) < floor
            unsure = asked[0].act in HELD and at < SUREST
            if case == RULE and at > SUREST:
                continue
            if case != RULE and at < 1 and (few or unsure):
                continue
            reached = f_of(*counts(asked, shares, {**found, case: at}))
            if reached > best[0] + 1e-9:
                best = (reached, at)
        found[case] = best[1]
    return found


def main() -> None:
    """Trains one language and writes its table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("language")
    asked.add_argument("--texts", type=Path, required=True)
    asked.add_argument("--floor", type=float, default=0.55)
    asked.add_argument("--strength", type=float, default=0.2)
    chosen = asked.parse_args()
    papers, beside = real(chosen.language, chosen.texts), ours(chosen.language)
    kept: dict[str, dict[str, int]] = {}
    bias, limits = [], {}
    alone, both = Counter[int](), Counter[int]()
    for at, act in enumerate(ACTS):
        here, more = examples(papers, act), examples(beside, act)
        shares, used = np.zeros(len(here)), np.full(len(more), LESSER)
        groups = [one.paper for one in here]
        folds = list(GroupKFold(FOLDS).split(here, groups=groups))
        for train, held in folds:
            learned = learn(
                [here[i] for i in train] + more,
                np.concatenate([np.ones(len(train)), used]),
                chosen.strength,
            )
            shares[held] = learned.shares([here[i] for i in held])
        for train, held in folds:
            limit = thresholds([here[i] for i in train], shares[train], chosen.floor)
            others, sure = [here[i] for i in held], shares[held]
            for into, tried in ((alone, {RULE: 0.0, FIRM: 0.0}), (both, limit)):
                into.update(dict(enumerate(counts(others, sure, tried))))
        limits[act] = thresholds(here, shares, chosen.floor)
        whole = learn(here + more, np.concatenate([np.ones(len(here)), used]), chosen.strength)
        bias.append(round(float(whole.model.intercept_[0]) * SCALE))
        for name, weight in zip(
            whole.names.get_feature_names_out(), whole.model.coef_[0], strict=True
        ):
            if abs(weight) >= SMALLEST:
                kept.setdefault(str(name), {})[str(at)] = round(float(weight) * SCALE)
        print(f"  {act}: {limits[act]}")
    figures = {
        name: round(f_of(*(tally[i] for i in range(3))), 3)
        for name, tally in (("rules alone", alone), ("with it", both))
    }
    print(chosen.language, len(papers), "sentences of real papers;", figures)
    made: dict[str, Any] = {
        "note": "Made by scripts/train_classifier.py from labelled sentences; do not edit.",
        "sentences": len(papers),
        "papers": len({one[0] for one in papers}),
        "beside": len(beside),
        "cross_validation": figures,
        "acts": list(ACTS),
        "bias": bias,
        "thresholds": {
            act: {case: round(at * SCALE) for case, at in row.items() if at < 1 and case != FIRM}
            for act, row in limits.items()
        },
    }
    lines = (json.dumps({name: row}, ensure_ascii=False)[1:-1] for name, row in kept.items())
    head = json.dumps(made, ensure_ascii=False, indent=1)[:-2]
    (TABLES / chosen.language / "classifier.json").write_text(
        f'{head},\n "weights": {{\n' + ",\n".join(sorted(lines)) + "\n}}\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
