"""The seed and the samples printed as PDF say what their text says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

import inzet.samples
from inzet.reading.reader import ReadPaper, read_paper
from tests.reading import printing
from tests.reading import score as scoring

STYLES = {
    "single": (printing.SINGLE, False),
    "narrow": (printing.NARROW, True),
    "two columns": (printing.TWO_COLUMNS, False),
}
SAMPLES = sorted(Path(next(iter(inzet.samples.__path__))).glob("*.txt"))


def as_pdf(data: bytes, style: str) -> ReadPaper:
    """The reading of a paper printed in a style."""
    source, verbatim = STYLES[style]
    return read_paper(printing.reprinted(data, source, verbatim=verbatim), name="paper.pdf")


def said(paper: ReadPaper) -> set[tuple[Any, ...]]:
    """Act, holder, dossiers and quote of every statement."""
    return {
        (one.act, one.party, one.holder, one.dossiers, scoring.squeeze(one.quote))
        for one in paper.reading.statements
    }


def announced(paper: ReadPaper) -> Any:
    """The meetings with sessions and participants, without where it stands."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k not in {"start", "end", "quote"}}
        return [bare(one) for one in value] if isinstance(value, list | tuple) else value

    return bare(msgspec.to_builtins(paper.reading.meetings))


def same(printed: ReadPaper, text: ReadPaper) -> None:
    """Both readings say the same, and every quote of the printed one is in its text."""
    assert said(printed) == said(text)
    assert announced(printed) == announced(text)
    assert [one.id for one in printed.reading.references] == [
        one.id for one in text.reading.references
    ]
    assert printed.reading.dropped == 0
    reading = msgspec.to_builtins(printed.reading)
    assert list(scoring.quoted(printed.extracted.text, reading)) == []


@pytest.mark.seed
@pytest.mark.parametrize("style", STYLES)
def test_the_seed_printed_says_what_its_text_says(shared: Path, style: str) -> None:
    expected = json.loads((shared / "seed" / "expected.json").read_text("utf-8"))
    data = (shared / "seed" / expected["document"]).read_bytes()
    paper = as_pdf(data, style)
    score = scoring.score(msgspec.to_builtins(paper.reading), expected)
    assert score.perfect, str(score)
    same(paper, read_paper(data, name="paper.txt"))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_printed_says_what_its_text_says(path: Path, style: str) -> None:
    data = path.read_bytes()
    same(as_pdf(data, style), read_paper(data, name=path.name))
