"""What the measurements of the record share: a made-up paper, statements, and timing."""

from __future__ import annotations

import hashlib
import random
import statistics
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from inzet.record import Batch, Record
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import statement_identity

WORDS = [
    "het",
    "kabinet",
    "steunt",
    "de",
    "toetreding",
    "van",
    "deze",
    "landen",
    "en",
    "zal",
    "de",
    "kamer",
    "voor",
    "de",
    "top",
    "informeren",
    "over",
    "inzet",
    "middelen",
    "hervormingen",
    "weerbaarheid",
    "samenwerking",
    "bondgenoten",
    "partners",
    "defensie",
    "uitgaven",
    "norm",
    "agenda",
    "vergadering",
    "ministers",
    "verklaring",
    "resultaten",
    "voortgang",
    "steun",
    "pakket",
]
LENGTH = 30
"""Words in a sentence."""


@cache
def text_of(number: int, sentences: int) -> tuple[str, list[tuple[int, int, str]]]:
    """A made-up text, with the span and identity of each sentence; the same for a number.

    Made once, so that the making can be kept out of what is timed.
    """
    chance = random.Random(number)
    text, spans = "", []
    for _ in range(sentences):
        start = len(text)
        text += " ".join(chance.choices(WORDS, k=LENGTH)) + ". "
        spans.append((start, len(text) - 1))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return text, [
        (start, end, statement_identity(sha256, start, end, Act.POSITION, "het kabinet"))
        for start, end in spans
    ]


def add_paper(
    batch: Batch, number: int, sentences: int, dossier: str, said: str
) -> tuple[str, list[str]]:
    """A paper with one statement for each of its sentences; returns their ids."""
    text, spans = text_of(number, sentences)
    sha256 = batch.keep(text.encode())
    paper = batch.add(
        kinds.Paper(
            sha256=sha256,
            media_type="text/plain",
            size=len(text.encode()),
            title=f"Paper {number}",
            language="nl",
            numbers=(f"paper-{number}",),
            said=said,
        )
    )
    batch.add(
        kinds.Extraction(
            paper=paper, version=1, extractor="bench", text_sha256=sha256, length=len(text)
        )
    )
    said_ids = [
        batch.add(
            kinds.Statement(
                identity=identity,
                act=Act.POSITION,
                party="NLD",
                holder="het kabinet",
                dossiers=(dossier,),
                item="Uitbreiding",
                quote=text[start:end],
                citation=SpanCitation(paper=paper, extraction=1, start=start, end=end),
                content={"stance": "supports", "about": "accession"},
                rule="bench/1",
                precision="0.93",
                explanation={"matched": ["steunt"]},
                language="nl",
                said=said,
            )
        )
        for start, end, identity in spans
    ]
    return paper, said_ids


def new_record(folder: Path) -> Record:
    """An empty record."""
    return Record.create(folder / "bench.db", "Bench")


def timed(work: Callable[[], object]) -> float:
    """Seconds that ``work`` took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def timed_cpu(work: Callable[[], object]) -> float:
    """Seconds of the processor that ``work`` took."""
    start = time.process_time()
    work()
    return time.process_time() - start


def timed_both(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor that ``work`` took."""
    start, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - cpu


def p95(samples: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(samples, n=20)[-1]
