"""How often the matcher is right on the labelled pairs, counted as docs/changes.md says.

Run as a program it prints the table of that page: ``python -m tests.changes.measuring fresh``.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from inzet.changes import Said, match
from tests.changes.pairs import Case, Half, Position, cases

NOTHING = "none"
"""The fate of a position that has no counterpart: vanished, or new."""
FATES = ("same", "reworded", "changed", NOTHING)


@dataclass(frozen=True, slots=True)
class Score:
    """Right, found and labelled, of one fate."""

    right: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson's)."""
    if not total:
        return 0.0, 1.0
    z, share = 1.96, right / total
    middle = share + z * z / (2 * total)
    width = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return (middle - width) / scale, (middle + width) / scale


def said(position: Position, case: Case) -> Said:
    """A labelled position as the matcher gets it."""
    return Said(
        position.text,
        case.language,
        position.party,
        None,
        (position.dossier,),
        position.item,
        position.polarity,
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """A fate of a pair, or of a position that has no counterpart, as labelled and as found."""

    case: str
    who: tuple[str, str]
    label: str | None
    """None: not labelled so."""
    found: str | None
    """None: not found so."""


def judged(case: Case) -> list[Judged]:
    """Every pair that is labelled or found to correspond, and every position left over."""
    matches = match(
        [said(each, case) for each in case.earlier], [said(each, case) for each in case.later]
    )
    found = {
        (case.earlier[each.earlier].id, case.later[each.later].id): str(each.fate)
        for each in matches
    }
    labels = {(pair.earlier, pair.later): pair.label for pair in case.pairs if pair.corresponds}
    told = [
        Judged(case.id, pair, labels.get(pair), found.get(pair))
        for pair in sorted(labels.keys() | found.keys())
    ]
    sides = (("earlier", case.earlier, case.vanished, 0), ("later", case.later, case.new, 1))
    for side, positions, alone, place in sides:
        met = {pair[place] for pair in found}
        for each in positions:
            label = NOTHING if each.id in alone else None
            now = NOTHING if each.id not in met else None
            if label or now:
                told.append(Judged(case.id, (side, each.id), label, now))
    return told


def scores(all_of: Iterable[Judged]) -> dict[str, Score]:
    """By fate; and under “linked” the pairs that correspond, whatever became of them."""
    right, found, labelled = Counter[str](), Counter[str](), Counter[str]()
    for each in all_of:
        for name, counts in ((each.label, labelled), (each.found, found)):
            if name is not None:
                counts[name] += 1
                counts["linked"] += name != NOTHING
        if each.label is not None and each.label == each.found:
            right[each.label] += 1
        linked = {each.label, each.found} - {None, NOTHING}
        right["linked"] += bool(linked) and None not in (each.label, each.found)
    return {name: Score(right[name], found[name], labelled[name]) for name in (*FATES, "linked")}


def measured(half: Half, language: str | None = None) -> dict[str, Score]:
    """The scores on one half of the labelled pairs, or on one language of it."""
    chosen = [case for case in cases(half) if language in (None, case.language)]
    return scores(each for case in chosen for each in judged(case))


def traps(half: Half) -> dict[str, tuple[int, int]]:
    """Of each kind of trap, how many of its pairs were told right, and how many there are."""
    told: dict[str, tuple[int, int]] = {}
    for case in cases(half):
        found = {each.who: each.found for each in judged(case)}
        for pair in case.pairs:
            now = found.get((pair.earlier, pair.later)) or "different"
            right, total = told.get(pair.trap or "no trap", (0, 0))
            told[pair.trap or "no trap"] = (right + (now == pair.label), total + 1)
    return told


def main(half: Half) -> None:
    """Print the table of a set, by language, and how many of each kind of trap were told right."""
    lines = [f"| {half} | labelled | found | precision | recall | F |"]
    for name, score in measured(half).items():
        shares = [
            f"{share:.2f} ({least:.2f}–{most:.2f})"
            for share, (least, most) in (
                (score.precision, wilson(score.right, score.found)),
                (score.recall, wilson(score.right, score.labelled)),
            )
        ]
        counts = f"{score.labelled} | {score.found}"
        lines.append(f"| {name} | {counts} | {' | '.join(shares)} | {score.f:.2f} |")
    for language in ("nl", "en"):
        linked = measured(half, language)["linked"]
        lines.append(f"{language}: linked F {linked.f:.2f}")
    lines += [f"{name}: {right} of {total}" for name, (right, total) in traps(half).items()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sets: dict[str, Half] = {"held-out": "held-out", "fresh": "fresh"}
    main(sets.get(sys.argv[1] if sys.argv[1:] else "", "dev"))
