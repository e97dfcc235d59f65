"""The seed paper: everything that must come out of it comes out, and nothing that must not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from inzet.reading.mentions import mentions_in
from inzet.reading.mentions.councils import named
from inzet.reading.reader import ReadPaper, read_paper
from tests.reading import score as scoring
from tests.reading.score import Score

pytestmark = pytest.mark.seed


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((shared / "seed" / "expected.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def paper(shared: Path, expected: dict[str, Any]) -> ReadPaper:
    path = shared / "seed" / str(expected["document"])
    return read_paper(path.read_bytes(), name=path.name)


@pytest.fixture(scope="module")
def reading(paper: ReadPaper) -> dict[str, Any]:
    built: dict[str, Any] = msgspec.to_builtins(paper.reading)
    return built


def test_the_paper_says_what_it_is(reading: dict[str, Any], expected: dict[str, Any]) -> None:
    result = Score()
    scoring.document(reading, expected, result)
    assert result.perfect, str(result)


def test_the_meeting_and_who_takes_part(reading: dict[str, Any], expected: dict[str, Any]) -> None:
    result = Score()
    scoring.meeting(reading, expected, result)
    assert result.perfect, str(result)


def test_the_sessions_with_their_items(reading: dict[str, Any], expected: dict[str, Any]) -> None:
    result = Score()
    scoring.sessions(reading, expected, result)
    assert result.perfect, str(result)


def test_positions_commitments_and_statuses(
    reading: dict[str, Any], expected: dict[str, Any]
) -> None:
    result = Score()
    scoring.statements(reading, expected, result)
    assert result.perfect, str(result)


def test_the_whole_of_it(reading: dict[str, Any], expected: dict[str, Any]) -> None:
    result = scoring.score(reading, expected)
    assert result.perfect, str(result)


def test_every_quote_stands_at_its_offsets(paper: ReadPaper, reading: dict[str, Any]) -> None:
    assert list(scoring.quoted(paper.extracted.text, reading)) == []
    assert paper.reading.dropped == 0


def test_the_commitment_is_bound_to_the_meeting_it_precedes(
    reading: dict[str, Any], expected: dict[str, Any]
) -> None:
    content = next(one for one in reading["statements"] if one["act"] == "commitment")["content"]
    assert content["due"]["meeting"] == reading["meeting"]["prepares"]["id"]
    assert content["due_before"] == expected["meeting"]["prepares"]["from"]


def test_spellings_of_one_pledge_lead_to_one_dossier(
    reading: dict[str, Any], expected: dict[str, Any]
) -> None:
    spellings, norms = expected["aliases_that_must_resolve_to_one"][:2]
    assert len(_dossiers(reading, spellings)) == 1
    assert len(_dossiers(reading, [norms[0], norms[1]])) == 1
    assert _dossiers(reading, spellings) != _dossiers(reading, norms)


def test_names_of_one_party_meeting_or_office_lead_to_one(expected: dict[str, Any]) -> None:
    bodies, meetings, offices = expected["aliases_that_must_resolve_to_one"][2:]
    assert len({one.party for text in bodies for one in mentions_in(text, "nl").parties}) == 1
    assert len({one.council.key for text in meetings for one in named(text, "nl")}) == 1
    roles = {(one.role, one.parties) for text in offices for one in mentions_in(text, "nl").persons}
    assert len(roles) == 1


def _dossiers(reading: dict[str, Any], phrases: list[str]) -> set[str]:
    """The first pledge dossier of every statement that words one of some phrases."""
    found: set[str] = set()
    for phrase in phrases:
        here = [
            next(name for name in one["dossiers"] if name.startswith("pledge/"))
            for one in reading["statements"]
            if phrase in one["quote"]
            and any(name.startswith("pledge/") for name in one["dossiers"])
        ]
        assert here, phrase
        found.update(here)
    return found
