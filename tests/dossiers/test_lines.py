"""A line that a procedure says by itself is the line of its answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from inzet.dossiers import Asked, answer, folded, procedure, procedures, roll
from inzet.dossiers.folding import Folding, fold
from inzet.dossiers.summaries import Summaries, sourced
from inzet.meetings import every
from inzet.record import Filter, View
from inzet.reference import install
from inzet.vocabulary.acts import NAMED, procedure_of
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


@pytest.mark.parametrize("as_of", [None, "2023-03-17", "2024-06-30"])
def test_lines_of_a_list_are_those_of_answers_once_they_are_sourced(
    record: Planted, as_of: str | None
) -> None:
    view = record.view(as_of=as_of)
    on = view.as_of or dt.date(2024, 6, 30)
    listed = Summaries().of(view, today=on)
    unnamed = 0
    for each in sourced(listed, view):
        if procedure_of(each.dossier) in procedures():
            assert each.line == answer(view, each.dossier, today=on).line, each.dossier
    for each in listed:
        unnamed += bool(each.rests_on)
        assert not (each.rests_on and each.line is not None and each.line.value)
    assert unnamed > 2


def test_what_tells_of_a_procedure_by_name_is_all_that_tells_of_it(record: Planted) -> None:
    view = record.view()
    for name, act in NAMED.items():
        assert procedure(name).acts == (act,)
        plain = Folding(procedure(name))
        for dossier in view.dossiers(name):
            plain.take(every(view, Filter(dossier=dossier)))
        assert plain.facts
        assert fold(view, procedure(name)).facts == plain.facts
        first = view.dossiers(name)[0]
        alone = {each: told for each, told in plain.facts.items() if first in dossiers(view, each)}
        assert fold(view, procedure(name), first).facts == alone


def dossiers(view: View, identity: str) -> tuple[str, ...]:
    """Those that a statement is on."""
    return view.statement(identity).dossiers
