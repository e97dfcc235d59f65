"""Drafts as the program makes them: valid Word files that come back as they went, and that fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from inzet.record import Record
from inzet.writing.compose import compose
from inzet.writing.draft import Draft, version
from inzet.writing.render.docx import render
from inzet.writing.returning import Returned, take_back
from tests.writing.compose.papers import samples
from tests.writing.office import converted
from tests.writing.render.test_docx import faults

MEETING = "nato-fmm-2023-04-04"
KINDS = ("agenda", "report", "debate", "notes", "brief")
PAGES = {"debate": 2, "brief": 1}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    made = samples(tmp_path_factory.mktemp("samples") / "samples.db")
    yield made
    made.close()


def composed(record: Record, kind: str, language: str) -> Draft:
    on = dt.date(2023, 4, 12) if kind == "report" else dt.date(2023, 3, 17)
    return compose(record, record.reader(), kind, MEETING, language=language, on=on)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_they_are_valid_and_come_back_as_they_went(
    record: Record, kind: str, language: str, tmp_path: Path
) -> None:
    draft = composed(record, kind, language)
    assert len(draft.blocks) > 5
    data = render(draft)
    assert faults(data, tmp_path) == []
    assert faults(render(draft, clean=True), tmp_path) == []
    assert take_back(draft, data) == Returned(draft=draft, base=version(draft))


@pytest.mark.parametrize("kind", PAGES)
def test_notes_fit_on_their_pages(record: Record, kind: str) -> None:
    printed = converted(render(composed(record, kind, "nl"), clean=True), "pdf")
    assert len(pypdfium2.PdfDocument(printed)) <= PAGES[kind]
