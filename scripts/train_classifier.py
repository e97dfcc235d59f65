"""Trains the classifier from labelled sentences and writes a table for each language.

    pip install -r requirements/train.txt
    python scripts/train_classifier.py --texts FOLDER

Learns from the real papers of ``real/dev*.jsonl``, whose texts are looked for in the folder, from
papers of our own that were typed with their labels (``typed/dev``), and with less weight from what
cues were written by (``*-dev*.jsonl`` and ``papers/dev``); never from what is held out. All
languages are learned together: what the grammar saw and the senses of words are the same in each,
words are not. It goes on from the tables at hand, so that what papers taught whose texts are gone
is not lost: their sum is one of the things it weighs. So it is run on the tables that shipped
before these papers came, never on its own. With ``--new`` it learns from what came since alone
(``whole/dev``, papers on meetings), the rest weighing little; what a case is asked by, such as who
has the turn in a debate, stays where the new papers hardly have it.

For every act it learns whether a sentence holds it with the holder it would be given: what the
rules read there, or one of those it might be (:func:`candidates`). Thresholds come from
cross-validation by paper over the real and the typed ones: for each act, case and language the
one with the highest F among those at which at least ``--floor`` of what it proposes is right.
Prints the F of the rules alone and of both, of real and of typed papers, each on papers that
neither weights nor thresholds were made from.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from labelled_papers import ROOT, SPEAKS, Key, Labelled, ours, real, told, typed
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from inzet.reading.gold.annotation import ACTS, HELD
from inzet.reading.gold.comparison import class_of
from inzet.reading.opinion.candidates import (
    RULE,
    TURN,
    Candidate,
    candidates,
    case_features,
)
from inzet.reading.opinion.classifier import unpacked, weights

TABLES = ROOT / "src" / "inzet" / "reading" / "languages"
SCALE = 1000
COMMON = 2
"""A feature of fewer sentences than this is left out."""
SMALLEST = 0.05
"""Weights nearer to nought than this are left out of the table."""
FEWEST = 6
"""Fewer proposals than this in cross-validation tell nothing: the case is not proposed."""
LESSER = 0.2
"""What a sentence that cues were written by weighs beside one of a real paper."""
TYPED = 0.6
"""The same of one of a typed paper."""
OFTEN = 25
"""A case that is right less often than this in new papers is asked as before."""
FOLDS = 5
KINDS = {False: "real", True: "typed"}
FIRM = "firm"
"""What rules read that belongs to a dossier: it is kept, however sure."""
SUREST = 0.4
"""What rules read and it is surer of is kept; less sure, nothing is promised or tabled."""
RIGHT = {"position": 0.55, "commitment": 0.55, "agenda": 0.65}
"""How much of what is proposed in a case has to be right, where more than ``--floor``."""
LEAST = 0.5
"""As sure at least it has to be of a stance or a promise that no rule read."""
IN_SPEECH = 0.65
"""How much has to be right of what is proposed by who has the turn: most in speech is none."""
WORTH = {"commitment": 0.008}
"""How much the F of an act has to rise for a case to be proposed: a promise that nobody made costs
more than one that was missed."""
GRID = (*(x / 100 for x in (3, 6, *range(10, 95, 5))), 2.0)
BEFORE = "before"
"""The sum that the table at hand gives, as one feature with a value."""
WORDY = frozenset(("w", "p", "g", "e", "h", "cp"))
"""Kinds of features that are words of a language."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A sentence of a paper, seen for one act and one who might hold it."""

    paper: str
    sentence: int
    language: str
    found: frozenset[str]
    case: str
    before: float
    """What the table at hand makes of it."""
    given: frozenset[Key]
    """What a statement there would say: the act with its holder."""
    labelled: frozenset[Key]

    @property
    def right(self) -> bool:
        """Whether it would be right."""
        return bool(self.given & self.labelled)


def examples(sentences: list[Labelled], act: str) -> list[Example]:
    """Every sentence for one act, with each who might hold it."""
    made = []
    for number, one in enumerate(sentences):
        language = one.sentence.language
        table = weights(language)
        if table is None:
            continue
        total, at = table.total(one.found), ACTS.index(act)
        said = [name for name in one.found if name.startswith("v ")]
        wanted = frozenset(key for key in one.labels if key[0] == act)
        read = one.evidence.read.get(one.sentence.id, {})
        cases = candidates(act, one.sentence, one.context, one.evidence)
        if act in read:
            firm = (one.sentence.id, act) in one.evidence.firm
            cases.insert(0, Candidate(FIRM if firm else RULE, read[act]))
        for case, holder, hints in cases:
            whose = class_of(*holder) if act in HELD else None
            nobody = act in HELD and whose is None
            given: frozenset[Key] = frozenset() if nobody else frozenset([(act, whose)])
            more = [*case_features(RULE if case == FIRM else case, said), *hints]
            share = table.shares(total, more)[at]
            before = float(np.log(share / (1 - share)))
            found = frozenset(named(name, language) for name in (*one.found, *more))
            found |= {f"language {language}"}
            made.append(Example(one.paper, number, language, found, case, before, given, wanted))
    return made


def named(feature: str, language: str) -> str:
    """A feature as it is learned: words are of their language."""
    return f"{language}:{feature}" if feature.partition(" ")[0] in WORDY else feature


@dataclass
class Learned:
    """The weights of one act."""

    names: DictVectorizer
    model: LogisticRegression

    def shares(self, asked: list[Example]) -> Floats:
        """How sure it is of each."""
        table = self.names.transform(
            [{**dict.fromkeys(sorted(one.found), 1.0), BEFORE: one.before} for one in asked]
        )
        shares: Floats = self.model.predict_proba(table)[:, 1]
        return shares


def learn(learned_from: list[Example], weight: Floats, strength: float) -> Learned:
    """Logistic regression over short strings; without chance in it."""
    often = Counter(name for one in learned_from for name in one.found)
    rows = [
        {name: 1.0 for name in sorted(one.found) if often[name] >= COMMON} | {BEFORE: one.before}
        for one in learned_from
    ]
    names = DictVectorizer()
    table = names.fit_transform(rows)
    # liblinear takes 32-bit indices only.
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    model = LogisticRegression(C=strength, solver="liblinear")
    return Learned(
        names, model.fit(table, [one.right for one in learned_from], sample_weight=weight)
    )


class Asked:
    """What is decided of sentences, by their shares and a threshold for each case."""

    def __init__(self, asked: list[Example], shares: Floats) -> None:
        # What rules read goes first, then what is surest: the first that passes is said.
        order = sorted(
            range(len(asked)),
            key=lambda i: (asked[i].sentence, asked[i].case not in (RULE, FIRM), -shares[i]),
        )
        ones = [asked[i] for i in order]
        self.cases = sorted({one.case for one in ones})
        self.shares = np.array([shares[i] for i in order])
        self.case = np.array([self.cases.index(one.case) for one in ones], dtype=int)
        self.sentence = np.array([one.sentence for one in ones], dtype=int)
        self.right = np.array([one.right for one in ones], dtype=bool)
        self.given = np.array([bool(one.given) for one in ones], dtype=bool)
        self.labelled = sum(
            len(labels) for labels in {one.sentence: one.labelled for one in ones}.values()
        )

    def said(self, at: dict[str, float]) -> NDArray[np.int64]:
        """Which examples are said, at most one of a sentence; as the classifier decides."""
        limit = np.array([at.get(case, 2.0) for case in self.cases])
        passed = np.flatnonzero((self.shares >= limit[self.case]) & self.given)
        _, first = np.unique(self.sentence[passed], return_index=True)
        chosen: NDArray[np.int64] = passed[first]
        return chosen

    def right_among(self, at: dict[str, float], case: str) -> tuple[int, int]:
        """Of what is said in one case, how much is right, and how much it is."""
        said = self.said(at)
        mine = said[self.case[said] == self.cases.index(case)]
        return int(self.right[mine].sum()), len(mine)

    def counts(self, at: dict[str, float]) -> tuple[int, int, int]:
        """Right, wrong, missed."""
        said = self.said(at)
        right = int(self.right[said].sum())
        return right, len(said) - right, self.labelled - right


def f_of(right: int, wrong: int, missed: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def thresholds(asked: Asked, floor: float, act: str, least_of_all: float = 0.0) -> dict[str, float]:
    """Per case the threshold with the highest F; what rules read is kept from 0 on.

    Args:
        least_of_all: as sure at least it has to be of whatever no rule read.
    """
    least = {"commitment": LEAST, "position": LEAST, "agenda": SUREST}.get(act, 0.0)
    least = max(least, least_of_all)
    floor = max(floor, RIGHT.get(act, 0.0))
    found = {case: 0.0 if case in (RULE, FIRM) else 2.0 for case in asked.cases}
    for case in [*asked.cases, *asked.cases]:
        if case == FIRM:
            continue
        worth = 1e-9 if case == RULE else WORTH.get(act, 1e-9)
        start = 0.0 if case == RULE else 2.0
        best = (f_of(*asked.counts({**found, case: start})), start)
        for at in GRID:
            if case == RULE and at > SUREST:
                continue
            tried = {**found, case: at}
            if case != RULE and at < 1:
                right, said = asked.right_among(tried, case)
                asks = max(floor, IN_SPEECH) if case == TURN else floor
                if said < FEWEST or right / said < asks or at < least:
                    continue
            reached = f_of(*asked.counts(tried))
            least_rise = worth if best[1] == start else 1e-9
            if reached > best[0] + least_rise:
                best = (reached, at)
        found[case] = best[1]
    return found


def kept(
    limit: dict[str, float], asked: list[Example], act: str, language: str
) -> dict[str, float]:
    """The thresholds, with those of the table at hand where a case hardly came."""
    table = weights(language)
    assert table is not None, language
    right = Counter(one.case for one in asked if one.right)
    before = table.thresholds.get(act, {})
    rare = {case: at for case, at in before.items() if right[case] < OFTEN}
    return limit | rare


def picked(asked: list[Example], shares: Floats, chosen: Sequence[int]) -> Asked:
    """Some of the examples."""
    return Asked([asked[i] for i in chosen], shares[list(chosen)])


def main() -> None:
    """Trains and writes the tables."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--texts", type=Path)
    given.add_argument("--new", action="store_true", help="learn from what came since the tables")
    given.add_argument("--languages", nargs="*", default=list(SPEAKS), help="whose tables to write")
    given.add_argument("--floor", type=float, default=0.5)
    given.add_argument("--strength", type=float, default=0.1)
    given.add_argument("--typed", type=float, default=TYPED, help="what a typed sentence weighs")
    given.add_argument("--dry", action="store_true", help="write no table")
    chosen = given.parse_args()
    if chosen.new:
        papers, beside = told(), [*typed(), *ours()]
    elif chosen.texts is None:
        given.error("--texts is needed, or --new")
    else:
        papers, beside = [*real(chosen.texts), *typed()], ours()
    # Drafts are such papers, and what is read in one again may say no more than it holds.
    least = LEAST if chosen.new else 0.0
    is_typed = np.array([one.typed for one in papers], dtype=bool)
    tables: dict[str, dict[str, dict[str, int]]] = {one: {} for one in SPEAKS}
    bias: dict[str, list[int]] = {one: [] for one in SPEAKS}
    limits: dict[str, dict[str, dict[str, float]]] = {one: {} for one in SPEAKS}
    tallies: dict[str, dict[str, Counter[int]]] = {one: defaultdict(Counter) for one in SPEAKS}
    for at, act in enumerate(ACTS):
        here, more = examples(papers, act), examples(beside, act)
        shares, used = np.zeros(len(here)), np.full(len(more), LESSER)
        mine = np.where([is_typed[one.sentence] for one in here], chosen.typed, 1.0)
        groups = [one.paper for one in here]
        folds = list(GroupKFold(FOLDS).split(here, groups=groups))
        for train, held in folds:
            learned = learn(
                [here[i] for i in train] + more,
                np.concatenate([mine[train], used]),
                chosen.strength,
            )
            shares[held] = learned.shares([here[i] for i in held])
        for language in SPEAKS:
            of = {i for i, one in enumerate(here) if one.language == language}
            now: dict[str, Counter[int]] = defaultdict(Counter)
            for train, held in folds:
                limit = thresholds(
                    picked(here, shares, [i for i in train if i in of]), chosen.floor, act, least
                )
                for kind in (False, True):
                    asked = picked(
                        here,
                        shares,
                        [i for i in held if i in of and is_typed[here[i].sentence] == kind],
                    )
                    for name, tried in (("rules alone", {RULE: 0.0, FIRM: 0.0}), ("both", limit)):
                        now[f"{name}, {KINDS[kind]}"].update(dict(enumerate(asked.counts(tried))))
            for name, count in now.items():
                tallies[language][name].update(count)
            limit = thresholds(picked(here, shares, sorted(of)), chosen.floor, act, least)
            if chosen.new:
                limit = kept(limit, [here[i] for i in sorted(of)], act, language)
            limits[language][act] = limit
            print(f"  {language} {act}: {_figures(now)} {limits[language][act]}", flush=True)
        whole = learn(here + more, np.concatenate([mine, used]), chosen.strength)
        for language in SPEAKS:
            bias[language].append(_write(whole, language, at, tables[language]))
    for language in SPEAKS:
        figures = _figures(tallies[language])
        used_here = [one for one in papers if one.sentence.language == language]
        print(language, len(used_here), "sentences of papers;", figures)
        if chosen.dry or language not in chosen.languages:
            continue
        made: dict[str, Any] = {
            "note": "Made by scripts/train_classifier.py from labelled sentences; do not edit.",
            "sentences": len(used_here),
            "papers": len({one.paper for one in used_here}),
            "cross_validation": {
                name: f for name, f in figures.items() if tallies[language][name].total()
            },
            "acts": list(ACTS),
            "bias": bias[language],
            "thresholds": {
                act: {
                    case: round(limit * SCALE)
                    for case, limit in row.items()
                    if limit < 1 and case != FIRM
                }
                for act, row in limits[language].items()
            },
        }
        lines = (
            json.dumps({name: row}, ensure_ascii=False)[1:-1]
            for name, row in tables[language].items()
        )
        head = json.dumps(made, ensure_ascii=False, indent=1)[:-2]
        (TABLES / language / "classifier.json").write_text(
            f'{head},\n "weights": {{\n' + ",\n".join(sorted(lines)) + "\n}}\n", encoding="utf-8"
        )


def _figures(tallies: dict[str, Counter[int]]) -> dict[str, float]:
    """F of each."""
    return {
        name: round(f_of(*(count[i] for i in range(3))), 3)
        for name, count in sorted(tallies.items())
    }


def _write(learned: Learned, language: str, at: int, into: dict[str, dict[str, int]]) -> int:
    """Adds the weights of an act to a language's table and gives its bias."""
    names = map(str, learned.names.get_feature_names_out())
    new = dict(zip(names, map(float, learned.model.coef_[0]), strict=True))
    table = weights(language)
    assert table is not None, language
    share = new.pop(BEFORE)
    bias = float(learned.model.intercept_[0])
    bias += share * unpacked(table.bias, len(table.acts))[at] / SCALE
    bias += new.pop(f"language {language}", 0.0)
    sums: dict[str, float] = defaultdict(float)
    for name, weights_of in table.weights.items():
        sums[name] += share * unpacked(weights_of, len(table.acts))[at] / SCALE
    for name, weight in new.items():
        of, colon, bare = name.partition(":")
        if colon and of in SPEAKS and bare.partition(" ")[0] in WORDY:
            if of == language:
                sums[bare] += weight
        elif not name.startswith("language "):
            sums[name] += weight
    for name, weight in sums.items():
        if abs(weight) >= SMALLEST:
            into.setdefault(name, {})[str(at)] = round(weight * SCALE)
    return round(bias * SCALE)


if __name__ == "__main__":
    main()
