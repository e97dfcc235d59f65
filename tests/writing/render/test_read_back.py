"""Clean copies of drafts that the program composes: a file says what its plain text says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from inzet.cli import main
from inzet.reading.reader import read
from inzet.record import Record
from inzet.writing.compose import compose
from inzet.writing.draft import Kind
from inzet.writing.render import html, pdf, plain

ON = dt.date(2023, 3, 20)
MEETING = "nato-fmm-2023-04-04"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    assert CliRunner().invoke(main, ["sample", "--to", str(path)]).exit_code == 0
    opened = Record.open(path)
    yield opened
    opened.close()


def _said(data: bytes, name: str) -> list[tuple[object, ...]]:
    _, reading = read(data, name=name)
    return sorted(
        (one.act, one.party or "", one.dossiers, " ".join(one.quote.split()))
        for one in reading.statements
    )


@pytest.mark.parametrize("kind", [Kind.AGENDA, Kind.REPORT])
def test_a_file_says_what_its_plain_text_says(record: Record, kind: Kind) -> None:
    draft = compose(record, record.reader(), kind, MEETING, language="nl", on=ON)
    told = _said(plain.render(draft).encode(), "draft.txt")
    assert len(told) > 10
    assert _said(pdf.render(draft, clean=True), "draft.pdf") == told
    assert _said(html.render(draft, clean=True), "draft.html") == told


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_debate_note_is_two_pages_and_its_sources_begin_a_third(
    record: Record, language: str
) -> None:
    draft = compose(record, record.reader(), Kind.DEBATE, MEETING, language=language, on=ON)

    def pages(data: bytes) -> list[str]:
        document = pypdfium2.PdfDocument(data)
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()

    assert len(pages(pdf.render(draft, clean=True))) == 2
    word = {"nl": "Bronnen", "en": "Sources"}[language]
    working = pages(pdf.render(draft))
    found = [at for at, text in enumerate(working) if re.search(rf"^{word}\r?$", text, re.M)]
    assert found == [2]


def test_the_template_of_the_guide_sets_a_paper(tmp_path: Path, record: Record) -> None:
    guide = Path(__file__).parents[3] / "docs" / "drafts.md"
    example = re.search(r"```typst\n(.*?)```", guide.read_text("utf-8"), re.S)
    assert example
    template = tmp_path / "office" / "letter.typ"
    template.parent.mkdir()
    template.write_text(example[1], "utf-8")
    draft = compose(record, record.reader(), Kind.AGENDA, MEETING, language="nl", on=ON)
    document = pypdfium2.PdfDocument(pdf.render(draft, clean=True, template=template))
    first = document[0].get_textpage().get_text_range()
    document.close()
    assert "Ministry of Example" in first
    assert "P.O. Box 1" in first
