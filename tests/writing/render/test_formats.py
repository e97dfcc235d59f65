"""The registry of formats: what is known, what is refused, and how it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.vocabulary.errors import InputError, UnknownValue
from inzet.writing.render.formats import FORMATS, format_of, render
from tests.writing import drafts


@pytest.mark.parametrize("name", ["note.HTML", ".html", "html", Path("folder.pdf/note.html")])
def test_a_format_is_found_by_the_suffix_of_a_file(name: str | Path) -> None:
    assert format_of(name).name == "HTML"


@pytest.mark.parametrize("name", ["note.odt", "note.txt", "note.", ".gitignore"])
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
