"""The sample papers, held to the keys that their writer made by hand before they were read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import inzet.samples
from inzet.reading.reader import read
from inzet.reading.result import Reading
from tests.reading.score import squeeze

SAMPLES = Path(next(iter(inzet.samples.__path__)))
KEYS = Path(__file__).parents[1] / "samples"
DUTCH = ["nl-fmm-2022-11-agenda", "nl-fmm-2022-12-report", "nl-fmm-2023-03-agenda"]
FORMATS = ["txt", "html"]


def reading_of(stem: str, form: str) -> Reading:
    """The reading of a sample as it stands in the package."""
    path = SAMPLES / f"{stem}.{form}"
    return read(path.read_bytes(), name=path.name)[1]


def key_of(stem: str) -> dict[str, Any]:
    """What its writer expects of it."""
    key: dict[str, Any] = json.loads((KEYS / f"{stem}.expected.json").read_text(encoding="utf-8"))
    return key


def quotes(rows: list[Any]) -> set[str]:
    """Quotes of a key, squeezed; a row is a quote or an object with one."""
    return {squeeze(row if isinstance(row, str) else row["quote"]) for row in rows}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("stem", DUTCH)
def test_every_position_is_read_and_hardly_one_too_many(stem: str, form: str) -> None:
    reading, key = reading_of(stem, form), key_of(stem)
    own = {
        squeeze(each.quote)
        for each in reading.statements
        if each.act == "position" and each.party == "NLD"
    }
    assert quotes(key["positions"]) <= own
    assert not own & quotes(key.get("not_a_position_forbidden", []))
    further = own - quotes(key["positions"]) - quotes(key.get("positions_allowed", []))
    assert len(further) <= 1, further


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("stem", DUTCH)
def test_exactly_the_commitments_with_the_days_they_name(stem: str, form: str) -> None:
    reading, key = reading_of(stem, form), key_of(stem)
    found = {
        squeeze(each.quote): each.content for each in reading.statements if each.act == "commitment"
    }
    expected = {squeeze(each["quote"]): each for each in key["commitments"]}
    allowed = quotes(key.get("commitments_or_statuses_allowed", []))
    assert set(expected) <= set(found) <= set(expected) | allowed
    for quote, wanted in expected.items():
        content = found[quote]
        due = {content.get(name) for name in ("due_before", "due_by", "due_on")} - {None}
        assert due == {wanted.get(name) for name in ("due_before", "due_on")} - {None}, quote


@pytest.mark.parametrize("stem", DUTCH)
def test_text_and_page_give_the_same_statements(stem: str) -> None:
    text, page = (
        {(each.act, each.party, each.quote, each.dossiers) for each in reading.statements}
        for reading in (reading_of(stem, "txt"), reading_of(stem, "html"))
    )
    assert text == page


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("stem", DUTCH)
def test_a_sentence_says_one_thing_of_a_kind(stem: str, form: str) -> None:
    said = [(one.act, one.party, one.start, one.end) for one in reading_of(stem, form).statements]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("form", FORMATS)
def test_what_must_be_agreed_is_wanted_and_expected_and_no_point_of_the_agenda(form: str) -> None:
    """That a pledge must be followed up is a wish, and that it is to be agreed an expectation."""
    found = [
        one.act
        for one in reading_of("nl-fmm-2023-03-agenda", form).statements
        if "die afspraak opvolgen" in one.quote
    ]
    assert sorted(found) == ["expectation", "position"]
