"""The same paper as text, Word, OpenDocument and page gives the same statements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from inzet.reading.reader import ReadPaper, read_paper
from inzet.reading.result import Reading
from tests.reading import score as scoring
from tests.reading.forms import as_docx, as_html, as_odt
from tests.reading.test_samples import DUTCH, SAMPLES

FORMS = ["docx-styled", "docx-bold", "odt", "html"]


def in_form(text: bytes, form: str) -> bytes:
    """A paper in plain text in another format."""
    if form.startswith("docx"):
        return as_docx(text, styled=form == "docx-styled")
    return as_odt(text) if form == "odt" else as_html(text)


def said(reading: Reading) -> set[tuple[Any, ...]]:
    """Statements by what they say, not by where."""
    return {
        (each.act, each.party, scoring.squeeze(each.quote), each.dossiers, each.session, each.item)
        for each in reading.statements
    }


def around(reading: Reading) -> dict[str, Any]:
    """What else was read: the paper, its meeting and sessions, references, without offsets."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: bare(v) for k, v in value.items() if k not in {"start", "end", "page"}}
        return [bare(each) for each in value] if isinstance(value, list | tuple) else value

    whole = msgspec.to_builtins(reading)
    document = {k: v for k, v in whole["document"].items() if k != "sha256"}
    return {"document": document} | {
        key: bare(whole[key]) for key in ("meetings", "sessions", "participants", "references")
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("stem", DUTCH)
def test_samples_read_alike_in_every_format(stem: str, form: str) -> None:
    text = (SAMPLES / f"{stem}.txt").read_bytes()
    plain = read_paper(text, name=f"{stem}.txt")
    other = read_paper(in_form(text, form), name=f"{stem}.{form}")
    assert said(other.reading) == said(plain.reading)
    assert around(other.reading) == around(plain.reading)
    assert other.stamp == plain.stamp
    assert other.reading.dropped == 0


@pytest.fixture(scope="module", params=FORMS)
def seed(request: pytest.FixtureRequest, shared: Path) -> tuple[ReadPaper, dict[str, Any]]:
    """The seed paper in another format, and what is expected of it."""
    expected = json.loads((shared / "seed" / "expected.json").read_text("utf-8"))
    text = (shared / "seed" / str(expected["document"])).read_bytes()
    return read_paper(in_form(text, request.param)), expected


@pytest.mark.seed
def test_the_seed_gives_what_is_expected_in_every_format(
    seed: tuple[ReadPaper, dict[str, Any]],
) -> None:
    paper, expected = seed
    reading = msgspec.to_builtins(paper.reading)
    result = scoring.score(reading, expected)
    assert result.perfect, str(result)
    assert list(scoring.quoted(paper.extracted.text, reading)) == []
    assert paper.reading.dropped == 0


@pytest.mark.seed
def test_the_seed_gives_the_same_statements_in_every_format(
    seed: tuple[ReadPaper, dict[str, Any]], shared: Path
) -> None:
    paper, expected = seed
    text = (shared / "seed" / str(expected["document"])).read_bytes()
    plain = read_paper(text, name="seed.txt")
    assert said(paper.reading) == said(plain.reading)
    assert around(paper.reading) == around(plain.reading)
