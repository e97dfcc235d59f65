"""The registry of formats: what is known, what is refused, and how it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.reading.load import load
from inzet.vocabulary.errors import InputError, UnknownValue
from inzet.writing.render import plain
from inzet.writing.render.formats import FORMATS, format_of, render
from tests.writing import drafts


@pytest.mark.parametrize("name", ["note.HTML", ".html", "html", Path("folder.pdf/note.html")])
def test_a_format_is_found_by_the_suffix_of_a_file(name: str | Path) -> None:
    assert format_of(name).name == "HTML"


@pytest.mark.parametrize("name", ["note.odt", "note.rtf", "note.", ".gitignore"])
def test_an_unknown_format_names_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownValue) as told:
        format_of(name)
    assert all(one.suffix in str(told.value) for one in FORMATS)


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_format_tells_of_a_template_it_cannot_use(suffix: str) -> None:
    with pytest.raises(InputError, match="takes no template"):
        render(drafts.agenda(), format_of(suffix), template=Path("house.typ"))


def test_a_template_of_another_format_is_refused() -> None:
    with pytest.raises(InputError, match=r"is a \.typ file"):
        render(drafts.agenda(), format_of(".pdf"), template=Path("house.docx"))


def test_a_calendar_wants_the_record() -> None:
    with pytest.raises(InputError, match="from the record"):
        render(drafts.agenda(), format_of(".ics"))


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_text_formats_are_written(suffix: str) -> None:
    draft = drafts.agenda()
    working = render(draft, format_of(suffix)).decode()
    clean = render(draft, format_of(suffix), clean=True).decode()
    assert "winterhulp" in working
    assert "winterhulp" not in clean
    assert draft.sources[0].quote in working.split("Bronnen")[1]
    assert "Bronnen" not in clean
    for part in (working, clean):
        assert drafts.STAMP in part


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html", ".md", ".xml"])
def test_sources_are_left_out_of_any_format_that_is_asked_to(suffix: str) -> None:
    wanted = format_of(suffix)
    told, silent = (
        _words(render(drafts.agenda(), wanted, sources=sources), suffix)
        for sources in ("annex", "none")
    )
    assert "kst-99999-14" in told
    assert "kst-99999-14" not in silent
    assert "Steun aan Oekra" in silent
    assert render(drafts.agenda(), wanted) == render(drafts.agenda(), wanted, sources="comments")


def test_plain_text_is_the_clean_copy() -> None:
    text = render(drafts.agenda(), format_of("agenda.txt")).decode()
    assert text == plain.render(drafts.agenda())
    assert "winterhulp" not in text


def _words(data: bytes, suffix: str) -> str:
    if suffix in {".pdf", ".docx"}:
        return load(data, name=f"paper{suffix}").text.replace("\n", " ")
    return data.decode()
