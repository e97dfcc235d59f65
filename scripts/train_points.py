"""Trains the table that weighs points in running text, and writes it.

    pip install -r requirements/train.txt
    PYTHONPATH=src:scripts python scripts/train_points.py FOLDER... [--dry]

Learns from papers told as a whole (by default ``whole/dev``, ``unseen`` and ``later`` and
``papers/dev``; never ``last``): in which sentence each point stands first that is no heading. What
rules read is looked at to tell where a heading is a point, not learned from. Prints, by
cross-validation over papers, how much of what each threshold adds to the rules is right; the one
with the highest F is taken unless ``--enough`` tells another. The table that ships was made with
``--enough 0.25``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import scipy.sparse
from labelled_papers import GOLD, ROOT
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from inzet.reading.announcement.division import is_known, stems
from inzet.reading.announcement.meetings import UNITEMISED
from inzet.reading.gold.told import read_told
from inzet.reading.gold.whole import titles_beside
from inzet.reading.opinion.point_features import (
    about,
    before,
    behind,
    sentence_features,
    setting_of,
    within,
)
from inzet.reading.opinion.points import SCALE, chosen
from inzet.reading.opinion.word_groups import Group, Words, bounds, words_of
from inzet.reading.reader import ReadPaper, read_paper

FOLDERS = [
    GOLD / "whole" / "dev",
    GOLD / "whole" / "unseen",
    GOLD / "whole" / "later",
    GOLD / "papers" / "dev",
]
TABLE = ROOT / "src" / "inzet" / "reading" / "languages" / "mul" / "points.json"
COMMON = 3
"""A feature of fewer sentences or groups is left out."""
SMALLEST = 0.08
"""Weights nearer to nought than this are left out of the table."""
LEAST = 0.06
"""How sure the first step has to be for the second to be asked."""
STRENGTH = {"sentence": 0.2, "group": 0.6}
"""How far weights may go from nought: the inverse of the penalty."""
BESIDE = 25
"""Letters that a heading may have beside the point that it is."""
FOLDS, WITHIN = 5, 3
GRID = [x / 100 for x in range(15, 55, 5)]
Floats = NDArray[np.float64]


@dataclass
class Paper:
    """A paper told as a whole, with what rules read of it."""

    name: str
    read: ReadPaper
    told: list[str]
    """The titles of its points."""
    fresh: bool
    """Whether no rule was written by it."""
    titles: list[str] = field(default_factory=list)
    """The titles that rules read: points."""
    known: list[set[str]] = field(default_factory=list)
    """Telling words of what rules read: points and sessions."""


@dataclass
class Seen:
    """A sentence with the groups that may name a point, and those that do."""

    paper: int
    words: Words
    named: dict[Group, bool]
    """Groups that name a point → whether it is named here first."""
    features: list[str]
    of_groups: list[tuple[Group, list[str]]]

    @property
    def right(self) -> bool:
        """Whether a point is named here first."""
        return any(self.named.values())


def letters(text: str | None) -> str:
    """What is compared of a title."""
    return "".join(filter(str.isalnum, (text or "").casefold()))


def papers(folders: Sequence[Path], fresh: tuple[str, ...] = ("",)) -> Iterator[Paper]:
    """The papers on meetings in some folders, read by rules alone."""
    for path in sorted(one for folder in folders for one in folder.glob("*.json")):
        told = read_told(path)
        text = path.with_suffix(".txt")
        read = read_paper(text.read_bytes(), name=text.name, opinions=())
        if not read.reading.meetings or read.reading.document.genre in UNITEMISED:
            continue
        paper = Paper(
            path.stem,
            read,
            [one for each in told.sessions for one in each.items],
            f"{path.parent.name}/{path.stem}".startswith(fresh),
        )
        for notice in read.reading.meetings:
            for session in notice.sessions:
                own = [item.title for item in (*session.items, *session.topics) if item.title]
                paper.titles += own
                paper.known += [stems(one) for one in (*own, session.title) if one]
        yield paper


def seen_in(number: int, paper: Paper) -> Iterator[Seen]:
    """The sentences of a paper, each with the points that it names."""
    structured = paper.read.structured
    genre = paper.read.reading.document.genre
    setting = setting_of(structured, paper.read.reading.meetings, genre)
    heads = [
        letters(one.text)
        for one in structured.blocks
        if one.kind in ("heading", "title", "list_item")
    ]
    left = {letters(one) for one in paper.told if len(letters(one)) > 2}
    left = {
        one
        for one in left
        if not any(one in head and len(head) - len(one) < BESIDE for head in heads)
    }
    done: set[str] = set()
    for sentence in structured.sentences:
        known = bounds(sentence.language or "")
        if known is None:
            continue
        words = words_of(sentence.text, known)
        language = sentence.language or ""
        named: dict[Group, bool] = {}
        for point in sorted(left):
            group = group_of(point, words)
            if group is not None:
                named[group] = point not in done
                done.add(point)
        where = about(sentence, setting, structured)
        of_groups = [
            (
                group,
                [
                    *where,
                    *before(words, group.first, known, language),
                    *behind(words, group.last),
                    *within(words, group, known, setting),
                ],
            )
            for group in words.groups
        ]
        yield Seen(number, words, named, [*where, *sentence_features(words, language)], of_groups)


def group_of(point: str, words: Words) -> Group | None:
    """The group of a sentence that is a point: itself, else the least that holds it, else the most
    of it that there is."""
    if point not in letters(words.text):
        return None
    said = {group: letters(words.said(group)) for group in words.groups}
    same = [group for group, one in said.items() if one == point]
    around = [group for group, one in said.items() if point in one]
    inside = [group for group, one in said.items() if one in point]
    if same:
        return same[0]
    if around:
        return min(around, key=lambda one: one.last - one.first)
    return max(inside, key=lambda one: one.last - one.first, default=None)


def near(group: Group, named: dict[Group, bool]) -> bool:
    """Whether a group is for the most part one that names a point: neither right nor wrong."""
    for other in named:
        shared = min(group.last, other.last) - max(group.first, other.first) + 1
        if 2 * shared >= max(group.last - group.first, other.last - other.first) + 1:
            return True
    return False


@dataclass
class Step:
    """One step that was learned."""

    names: list[str]
    weights: Floats
    bias: float
    lead: float
    """What part of the sum of the step before is added."""

    def of(self, matrix: scipy.sparse.csr_matrix) -> Floats:
        """Sums, one a row."""
        return np.asarray(matrix @ self.weights + self.bias)


def fitted(
    matrix: scipy.sparse.csr_matrix,
    right: NDArray[np.bool_],
    names: list[str],
    strength: float,
    offset: Floats | None = None,
) -> Step:
    """A step learned from rows; ``offset`` is one more column whose weight is one."""
    common = np.asarray((matrix > 0).sum(axis=0)).ravel() >= COMMON
    kept = matrix[:, common]
    if offset is not None:
        kept = scipy.sparse.hstack([kept, scipy.sparse.csr_matrix(offset[:, None])]).tocsr()
    model = LogisticRegression(C=strength, solver="liblinear").fit(kept, right)
    weights = np.zeros(matrix.shape[1])
    learned = model.coef_[0]
    weights[common] = learned[: int(common.sum())]
    weights[np.abs(weights) < SMALLEST] = 0
    lead = float(learned[-1]) if offset is not None else 0.0
    return Step(names, weights, float(model.intercept_[0]), lead)


class Corpus:
    """All sentences and groups as rows."""

    def __init__(self, read: list[Paper]) -> None:
        self.papers = read
        self.seen = [one for i, paper in enumerate(read) for one in seen_in(i, paper)]
        first = DictVectorizer()
        self.sentences = first.fit_transform(
            [dict.fromkeys(one.features, 1) for one in self.seen]
        ).tocsr()
        self.sentence_names = list(first.get_feature_names_out())
        self.right = np.array([one.right for one in self.seen])
        self.paper = np.array([one.paper for one in self.seen])
        self.rows = [
            (i, group, features)
            for i, one in enumerate(self.seen)
            for group, features in one.of_groups
        ]
        second = DictVectorizer()
        self.groups = second.fit_transform(
            [dict.fromkeys(one, 1) for _, _, one in self.rows]
        ).tocsr()
        self.group_names = list(second.get_feature_names_out())
        self.of = np.array([i for i, _, _ in self.rows])
        self.named = np.array([self.seen[i].named.get(group, False) for i, group, _ in self.rows])
        self.open = np.array(
            [
                self.seen[i].named.get(group, False) or not near(group, self.seen[i].named)
                for i, group, _ in self.rows
            ]
        )

    def steps(self, papers_of: set[int]) -> tuple[Step, Step]:
        """Both steps, learned from some papers."""
        mine = np.isin(self.paper, list(papers_of))
        index = np.flatnonzero(mine)
        first = fitted(
            self.sentences[index], self.right[index], self.sentence_names, STRENGTH["sentence"]
        )
        # The second learns from what the first says of papers that it did not learn from.
        led = np.zeros(len(self.seen))
        for a, b in GroupKFold(WITHIN).split(index, groups=self.paper[index]):
            inner = fitted(
                self.sentences[index[a]],
                self.right[index[a]],
                self.sentence_names,
                STRENGTH["sentence"],
            )
            led[index[b]] = inner.of(self.sentences[index[b]])
        asked = mine[self.of] & self.open & (sure(led[self.of]) >= LEAST)
        rows = np.flatnonzero(asked)
        second = fitted(
            self.groups[rows],
            self.named[rows],
            self.group_names,
            STRENGTH["group"],
            led[self.of[rows]],
        )
        return first, second

    def proposed(
        self, first: Step, second: Step, papers_of: set[int]
    ) -> Iterator[tuple[int, float, Group]]:
        """Sentence, how sure, group: all that is asked of some papers."""
        led = first.of(self.sentences)
        mine = np.isin(self.paper, list(papers_of)) & (sure(led) >= LEAST)
        rows = np.flatnonzero(mine[self.of])
        sums = second.of(self.groups[rows]) + led[self.of[rows]] * second.lead
        for row, one in zip(rows, sure(sums), strict=True):
            yield int(self.of[row]), float(one), self.rows[row][1]


def sure(sums: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(sums, -30, 30)))


def measured(corpus: Corpus, proposals: list[tuple[int, float, Group]]) -> float:
    """Prints what is added at each threshold; the one that is chosen."""
    best, worth = 2.0, 0.0
    for threshold in GRID:
        by: dict[int, list[tuple[float, Group]]] = defaultdict(list)
        for sentence, one, group in proposals:
            if one >= threshold:
                by[sentence].append((one, group))
        titles: dict[int, list[str]] = defaultdict(list)
        known = {i: list(paper.known) for i, paper in enumerate(corpus.papers)}
        for sentence in sorted(by):
            at = corpus.seen[sentence].paper
            for _, group in chosen(by[sentence]):
                title = corpus.seen[sentence].words.said(group)
                telling = stems(title)
                if telling and not is_known(telling, known[at]):
                    known[at].append(telling)
                    titles[at].append(title)
        right = wrong = 0
        was, now = [0, 0, 0], [0, 0, 0]
        for i, paper in enumerate(corpus.papers):
            if not paper.fresh:
                continue
            rules = titles_beside(paper.told, paper.titles).tally
            both = titles_beside(paper.told, [*paper.titles, *titles[i]]).tally
            right += both.right - rules.right
            wrong += both.wrong - rules.wrong
            for into, one in ((was, rules), (now, both)):
                for k, count in enumerate((one.right, one.wrong, one.missed)):
                    into[k] += count
        f = [2 * one[0] / (2 * one[0] + one[1] + one[2]) for one in (was, now)]
        print(f"{threshold:.2f}: +{right} right, +{wrong} wrong, F {f[0]:.3f} -> {f[1]:.3f}")
        if f[1] - f[0] > worth:
            best, worth = threshold, f[1] - f[0]
    return best


def main() -> None:
    """Trains, prints what it is worth, writes the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folders", nargs="*", type=Path, default=FOLDERS)
    ask.add_argument("--dry", action="store_true", help="write no table")
    ask.add_argument("--enough", type=float, help="how sure it has to be, in place of the best F")
    ask.add_argument(
        "--fresh", nargs="*", default=[""], help="papers to tell of: FOLDER/NAME begins so"
    )
    given = ask.parse_args()
    corpus = Corpus(list(papers(given.folders, tuple(given.fresh))))
    print(
        len(corpus.papers),
        "papers",
        len(corpus.seen),
        "sentences",
        len(corpus.rows),
        "groups",
        int(corpus.named.sum()),
        "named",
    )
    everyone = set(range(len(corpus.papers)))
    proposals: list[tuple[int, float, Group]] = []
    numbers = np.arange(len(corpus.papers))
    for train, test in GroupKFold(FOLDS).split(numbers, groups=numbers):
        first, second = corpus.steps(set(train.tolist()))
        proposals += corpus.proposed(first, second, set(test.tolist()))
    enough = measured(corpus, proposals)
    print("threshold", enough)
    if given.dry:
        return
    first, second = corpus.steps(everyone)
    TABLE.write_text(
        json.dumps(
            {
                "bias": [round(first.bias * SCALE), round(second.bias * SCALE)],
                "lead": round(second.lead, 3),
                "least": LEAST,
                "enough": given.enough or enough,
                "sentence": rounded(first),
                "group": rounded(second),
            },
            ensure_ascii=False,
            indent=0,
            sort_keys=True,
        )
        + "\n",
        encoding="utf-8",
    )


def rounded(step: Step) -> dict[str, int]:
    """The weights that count, in thousandths."""
    return {
        name: round(weight * SCALE)
        for name, weight in zip(step.names, step.weights.tolist(), strict=True)
        if weight
    }


if __name__ == "__main__":
    main()
