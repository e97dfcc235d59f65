"""The labelled sentences that tables are trained from, as the rules see them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from inzet.reading.contents.context import PaperContext
from inzet.reading.gold.annotation import ACTS, HELD, Annotation, read_annotations, sentence_hash
from inzet.reading.gold.comparison import holder_labelled
from inzet.reading.gold.lines import read_lines
from inzet.reading.opinion.evidence import Evidence
from inzet.reading.opinion.features import seen
from inzet.reading.opinion.proposal import Opined
from inzet.reading.reader import read_paper
from inzet.reading.text import Sentence

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "reading" / "gold"
SPEAKS = {"nl": "NLD", "en": "GBR"}
"""Languages, and whose stances count as own in lists of sentences that do not tell."""
Key = tuple[str, str | None]
"""An act, with whose it is where that counts."""


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


@dataclass(frozen=True)
class Labelled:
    """A labelled sentence as the rules see it."""

    paper: str
    sentence: Sentence
    context: PaperContext
    evidence: Evidence
    labels: frozenset[Key]
    found: frozenset[str]
    typed: bool = False


def labelled(
    data: bytes,
    labels: dict[str, frozenset[Key]],
    paper: str,
    *,
    typed: bool = False,
    **known: str | None,
) -> Iterator[Labelled]:
    """The labelled sentences of a paper."""
    witness = Witness()
    read_paper(data, name=f"{paper}.txt", opinions=(witness,), **known)
    context = witness.paper
    if context is None:
        return
    for sentence in context.structured.sentences:
        key = sentence_hash(sentence.text)
        if key in labels and sentence.id in witness.evidence.signs:
            found = seen(sentence, context, witness.evidence)
            yield Labelled(paper, sentence, context, witness.evidence, labels[key], found, typed)


def keys(annotation: Annotation) -> frozenset[Key]:
    """What a sentence is labelled with."""
    return frozenset(
        (one.act, holder_labelled(one) if one.act in HELD else None) for one in annotation.body
    )


def real(texts: Path) -> list[Labelled]:
    """The real papers whose texts are at hand, by their name."""
    papers: dict[str, dict[str, frozenset[Key]]] = {}
    for path in sorted((GOLD / "real").glob("dev*.jsonl")):
        for one in read_annotations(path):
            papers.setdefault(one.paper, {})[one.hash] = keys(one)
    found: list[Labelled] = []
    for name, labels in papers.items():
        text = texts / f"{name}.txt"
        if text.is_file():
            found += labelled(text.read_bytes(), labels, name)
    return found


def typed() -> list[Labelled]:
    """Papers of our own that were typed with their labels."""
    found: list[Labelled] = []
    for path in sorted((GOLD / "typed" / "dev").glob("*.lines")):
        paper = read_lines(path)
        labels = {one.hash: keys(one) for one in paper.annotations}
        found += labelled(paper.text.encode(), labels, path.stem, typed=True)
    return found


def told() -> list[Labelled]:
    """Papers of our own that were told as a whole, whose sentences are labelled."""
    found: list[Labelled] = []
    for path in sorted((GOLD / "whole" / "dev").glob("*.jsonl")):
        labels = {one.hash: keys(one) for one in read_annotations(path)}
        found += labelled(path.with_suffix(".txt").read_bytes(), labels, path.stem, typed=True)
    return found


def ours() -> list[Labelled]:
    """Papers and lists of our own that cues were written by."""
    found: list[Labelled] = []
    for path in sorted((GOLD / "papers" / "dev").glob("*.json")):
        if json.loads(path.read_text(encoding="utf-8"))["language"] in SPEAKS:
            labels = {one.hash: keys(one) for one in read_annotations(path.with_suffix(".jsonl"))}
            found += labelled(path.with_suffix(".txt").read_bytes(), labels, path.stem)
    for language, speaks in SPEAKS.items():
        pattern = "sentences-dev*.jsonl" if language == "nl" else f"sentences-{language}-dev*.jsonl"
        for path in sorted(GOLD.glob(pattern)):
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                act = row["act"]
                label = frozenset([(act, row["holder"] if act in HELD else None)])
                told = {sentence_hash(row["text"]): label if act in ACTS else frozenset()}
                own = row.get("own") or speaks
                found += labelled(row["text"].encode(), told, row["id"], on_behalf_of=own)
    return found
