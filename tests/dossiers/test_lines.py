"""A line that a procedure says by itself is the line of its answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from inzet.dossiers import Asked, answer, folded, procedure, procedures, roll
from inzet.reference import install
from inzet.vocabulary.acts import procedure_of
from tests.dossiers.chained import chained
from tests.dossiers.planting import Planted


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """The sample papers and what ships."""
    planting = chained(tmp_path_factory.mktemp("lines"))
    install(planting.record)
    yield planting
    planting.record.close()


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("as_of", ["2022-09-16", "2023-03-17", "2024-06-30"])
def test_lines_are_those_of_answers(record: Planted, as_of: str, language: str) -> None:
    view = record.view(as_of=as_of)
    members = roll(view)
    for name in view.dossiers():
        if procedure_of(name) in procedures():
            folding = folded(view, procedure(procedure_of(name)))
            assert view.as_of is not None
            asked = Asked(view.as_of, name, language=language)
            assert folding.line(asked, members) == answer(view, name, language=language).line, name
