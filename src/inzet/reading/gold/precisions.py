"""How precise each rule is, recomputed from sentences that no rule was tuned on.

    python -m inzet.reading.gold.precisions tests/reading/gold [--texts FOLDER]

counts, for every language, how often each rule and each family of rules was right on the lists of
sentences named "test", on the papers under ``papers/unseen`` and, where their texts are at hand, on
the real papers under ``real``; and writes ``languages/<code>/precision.json``. What has fewer than
eight cases has no figure.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from inzet.reading import languages
from inzet.reading.gold.scoring import score
from inzet.reading.measure import MIN_SUPPORT, labelled, language_of, measure
from inzet.reading.precision import wilson_lower

_NOTE = (
    "No rule was tuned on these sentences. Stances and promises are right with their holder only."
)
HELD_OUT = ("labels-a.jsonl", "labels-c.jsonl")
"""Labels on real papers that nobody tunes on; those whose text is not at hand give nothing."""
Counts = dict[str, Counter[str]]
"""Rule → how often ``right`` and ``wrong``."""


def recount(gold: Path, texts: Path | None = None) -> dict[str, tuple[Counts, dict[str, int]]]:
    """Language → counts per rule, and how many sentences each source gave.

    Args:
        gold: the folder with ``sentences-test*.jsonl``, ``papers/unseen`` and ``real``.
        texts: folder with the texts of the real papers.
    """
    rules: dict[str, Counts] = defaultdict(lambda: defaultdict(Counter))
    sources: dict[str, dict[str, int]] = defaultdict(dict)
    for language, counts, source, sentences in _sources(gold, texts):
        sources[language][source] = sources[language].get(source, 0) + sentences
        for rule, found in counts.items():
            rules[language][rule].update(found)
    return {language: (rules[language], sources[language]) for language in sources}


def _sources(gold: Path, texts: Path | None) -> Iterator[tuple[str, Counts, str, int]]:
    for path in sorted(gold.glob("sentences-*test*.jsonl")):
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in labelled(path):
            rows[language_of(row)].append(row)
        for language, ours in rows.items():
            yield language, measure(ours).rules, path.name, len(ours)
    papers = score([gold / "papers" / "unseen"])
    for paper in papers.papers:
        yield paper.language, paper.rules, "papers/unseen", paper.sentences
    if texts is not None:
        for name in HELD_OUT:
            for paper in score([gold / "real" / name], texts).papers:
                yield paper.language, paper.rules, f"real papers ({name})", paper.sentences


def as_table(rules: Mapping[str, Counter[str]], sources: dict[str, int]) -> dict[str, Any]:
    """Plain JSON: every family, and every rule that has cases enough of its own."""
    families: Counts = defaultdict(Counter)
    for rule, counts in rules.items():
        families[rule.rpartition(".")[0] or rule].update(counts)
    return {
        "sources": sources,
        "sentences": sum(sources.values()),
        "note": _NOTE,
        "families": {name: _row(counts) for name, counts in sorted(families.items())},
        "rules": {
            name: _row(counts)
            for name, counts in sorted(rules.items())
            if counts["right"] + counts["wrong"] >= MIN_SUPPORT
        },
    }


def _row(counts: Counter[str]) -> dict[str, Any]:
    right, total = counts["right"], counts["right"] + counts["wrong"]
    lower = f"{wilson_lower(right, total):.2f}" if total >= MIN_SUPPORT else None
    return {"right": right, "total": total, "lower": lower}


def main(arguments: list[str] | None = None) -> None:
    """Writes the table of every language and says what it rests on."""
    asked = argparse.ArgumentParser(prog="precisions", description="Recount how precise rules are.")
    asked.add_argument("gold", type=Path)
    asked.add_argument("--texts", type=Path)
    chosen = asked.parse_args(arguments)
    folder = Path(str(languages.__file__)).parent
    for language, (rules, sources) in recount(chosen.gold, chosen.texts).items():
        made = as_table(rules, sources)
        target = folder / language / "precision.json"
        target.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
        known = sum(row["lower"] is not None for row in made["families"].values())
        print(f"{language}: {made['sentences']} sentences, {known} families with a figure")


if __name__ == "__main__":
    main()
