"""The press papers beside the checkout, read as they are; none of their text stands here."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from inzet.reading.reader import ReadPaper, read_paper
from tests.reading.score import quoted

pytestmark = pytest.mark.seed
_COUNT = 13


@pytest.fixture(scope="module")
def papers(shared: Path) -> dict[str, ReadPaper]:
    found = sorted((shared / "data" / "docs").glob("en_us_*.md"))
    return {path.stem: read_paper(path.read_bytes(), name=path.name) for path in found}


def _one(papers: dict[str, ReadPaper], part: str) -> ReadPaper:
    return next(paper for stem, paper in papers.items() if part in stem)


def test_every_paper_is_read_for_its_government(papers: dict[str, ReadPaper]) -> None:
    assert len(papers) == _COUNT
    for stem, paper in papers.items():
        assert paper.reading.document.on_behalf_of == "USA", stem
        assert paper.reading.statements, stem


def test_every_quote_stands_in_its_paper(papers: dict[str, ReadPaper]) -> None:
    for stem, paper in papers.items():
        assert paper.reading.dropped == 0, stem
        assert list(quoted(paper.extracted.text, msgspec.to_builtins(paper.reading))) == [], stem


def test_what_is_said_on_the_accessions(papers: dict[str, ReadPaper]) -> None:
    welcomed = _one(papers, "on-the-applications-to-nato").reading.statements
    assert ("position", "accession/FIN") in {(one.act, one.dossier) for one in welcomed}
    applied = [
        one
        for paper in papers.values()
        for one in paper.reading.statements
        if one.act == "status" and {"accession/FIN", "accession/SWE"} <= set(one.dossiers)
    ]
    assert applied
    ratified = _one(papers, "signing-of-the-instruments").reading.statements
    assert any(one.act == "status" and one.rule == "status.ratify.ratify" for one in ratified)


def test_what_allies_are_to_decide_and_others_have_given(papers: dict[str, ReadPaper]) -> None:
    summit = _one(papers, "2022-nato-summit-in-madrid").reading.statements
    assert sum(one.act in ("expectation", "context") for one in summit) >= 8
    assert any(one.act == "commitment" and one.party == "USA" for one in summit)
    partners = _one(papers, "growing-contributions").reading.statements
    givers = {one.party for one in partners if one.act in ("status", "commitment", "decision")}
    assert {"AUS", "JPN", "NZL", "KOR"} <= givers


def test_a_readout_tells_who_welcomed_and_what_was_discussed(papers: dict[str, ReadPaper]) -> None:
    told = _one(papers, "readout").reading.statements
    assert sum(one.act == "position" and one.party == "USA" for one in told) >= 2
    assert any(one.act == "context" for one in told)
