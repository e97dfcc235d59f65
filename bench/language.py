"""How many sentences a second the language part reads: mentions, cues, choice; and all stages
behind the blocks."""

from __future__ import annotations

import datetime as dt
import time
from importlib.resources import files

from bench.forgetting import forget
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import mentions_in
from inzet.reading.reader import read_text
from inzet.reading.saying.choose import choose
from inzet.reading.saying.grammar import grammar

_SENTENCES = 900
"""How many sentences one measurement reads, at least."""
_ANCHOR = dt.date(2022, 12, 1)
_SPEAKERS = {"nl": "NLD", "en": "NATO"}


def _sentences(language: str) -> list[str]:
    """The sentences of the sample papers in a language."""
    folder = files("inzet").joinpath("samples")
    found: list[str] = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.startswith(f"{language}-") and path.name.endswith(".txt"):
            paper = structure(load(path.read_bytes(), name=path.name))
            found.extend(sentence.text for sentence in paper.sentences)
    return found


def measure(language: str) -> list[str]:
    """Lines with the figure and the ratio to splitting the same sentences into words."""
    sentences = _sentences(language)
    rounds = 1 + _SENTENCES // len(sentences)
    matcher = grammar(language, _SPEAKERS[language])
    assert matcher is not None
    for text in sentences:
        mentions_in(text, language, _ANCHOR)
        choose(matcher.find(text), matcher)
    spent = 0.0
    for _ in range(rounds):
        forget()
        begin = time.process_time()
        for text in sentences:
            mentions_in(text, language, _ANCHOR)
            choose(matcher.find(text), matcher)
        spent += time.process_time() - begin
    begin = time.process_time()
    for _ in range(rounds * 20):
        for text in sentences:
            text.split()
    baseline = (time.process_time() - begin) / 20
    total = rounds * len(sentences)
    rate = f"{total / spent:,.0f} sentences a second on one core"
    every, seconds = _behind_blocks(language)
    return [
        f"language part ({language}): {rate} ({total} sentences; goal 5,000)",
        f"  {spent / baseline:,.0f} times the time of splitting them at spaces",
        f"  with meetings, links, contents and weighing {every / seconds:,.0f} a second",
    ]


def _behind_blocks(language: str) -> tuple[int, float]:
    """Sentences read, and the seconds of all that follows the blocks of a paper."""
    folder = files("inzet").joinpath("samples")
    papers = [
        load(path.read_bytes(), name=path.name)
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.startswith(f"{language}-") and path.name.endswith(".txt")
    ]
    for paper in papers:
        read_text(paper, "0" * 64)
    count, seconds = 0, 0.0
    while count < _SENTENCES:
        for paper in papers:
            forget()
            begin = time.process_time()
            read_text(paper, "0" * 64)
            read = time.process_time()
            count += len(structure(paper).sentences)
            seconds += 2 * read - begin - time.process_time()
    return count, seconds


if __name__ == "__main__":
    print("\n".join(line for language in _SPEAKERS for line in measure(language)))
