"""Invented papers of every genre, held to what a careful reader finds in them.

``papers/*.txt`` are written in the manner of real ones; ``papers/*.toml`` says what must come out:
genre, meetings with items and participants, who has which turn, whose the statements are, and
where nobody takes a stance (``silent``).
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from inzet.reading.reader import ReadPaper, read_paper
from inzet.reading.result import ReadStatement
from inzet.reading.turns.find import find_turns
from inzet.vocabulary.meetings import MeetingNotice

_FOLDER = Path(__file__).parent / "papers"
_NAMES = sorted(path.stem for path in _FOLDER.glob("*.txt"))
_STAMPS = ("Dit stuk is verzonnen voor een test", "This paper was invented for a test")
_STANCES = frozenset(("position", "commitment", "assessment"))


@lru_cache(maxsize=32)
def _read(name: str) -> tuple[ReadPaper, dict[str, Any]]:
    paper = read_paper((_FOLDER / f"{name}.txt").read_bytes(), name=f"{name}.txt")
    return paper, tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", _NAMES)
def test_the_genre_and_the_day(name: str) -> None:
    paper, expected = _read(name)
    assert paper.reading.document.genre == expected["genre"]
    if "said_on" in expected:
        assert paper.reading.document.said_on == expected["said_on"]


@pytest.mark.parametrize("name", _NAMES)
def test_the_meetings(name: str) -> None:
    paper, expected = _read(name)
    found = paper.reading.meetings
    assert [one.id for one in found] == [one["id"] for one in expected.get("meeting", ())]
    for notice, wanted in zip(found, expected.get("meeting", ()), strict=True):
        facts = _facts(notice)
        assert {key: facts[key] for key in wanted} == wanted


def _facts(notice: MeetingNotice) -> dict[str, Any]:
    return {
        "id": notice.id,
        "to": notice.to,
        "place": notice.place,
        "certainty": notice.certainty,
        "attends": notice.minister_intends_to_attend,
        "items": [item.title for one in notice.sessions for item in one.items if item.title],
        "participants": [f"{one.party} {one.capacity}" for one in notice.participants],
    }


@pytest.mark.parametrize("name", _NAMES)
def test_who_has_which_turn(name: str) -> None:
    paper, expected = _read(name)
    document = paper.reading.document
    turns = find_turns(paper.structured, document.genre, document.on_behalf_of)
    for wanted in expected.get("turn", ()):
        (sentence,) = [
            one for one in paper.structured.sentences if one.text.startswith(wanted["quote"])
        ]
        speaker = turns.of(sentence.id).speaker
        assert speaker is not None, wanted["quote"]
        assert (speaker.role, speaker.name, speaker.group) == (
            wanted["role"],
            wanted.get("name"),
            wanted.get("group"),
        ), wanted["quote"]
    if not expected.get("turn"):
        assert not turns.by_sentence or document.genre == "list of promises"


@pytest.mark.parametrize("name", _NAMES)
def test_whose_the_statements_are(name: str) -> None:
    paper, expected = _read(name)
    for wanted in expected.get("statement", ()):
        fits = [
            one
            for one in paper.reading.statements
            if one.quote.startswith(wanted["quote"]) and one.act == wanted["act"]
        ]
        assert fits, wanted["quote"]
        assert wanted in [_said(one, wanted) for one in fits]


def _said(one: ReadStatement, wanted: dict[str, Any]) -> dict[str, Any]:
    facts = {
        "quote": wanted["quote"],
        "act": one.act,
        "party": one.party,
        "meeting": one.meeting,
        "event": one.content.get("event"),
        "valid_from": one.valid_from,
    }
    return {key: facts[key] for key in wanted}


@pytest.mark.parametrize("name", _NAMES)
def test_where_nobody_takes_a_stance(name: str) -> None:
    paper, expected = _read(name)
    for wanted in expected.get("silent", ()):
        assert [
            one.rule
            for one in paper.reading.statements
            if one.quote.startswith(wanted["quote"]) and one.act in _STANCES
        ] == []


@pytest.mark.parametrize("name", _NAMES)
def test_every_paper_says_that_it_is_invented(name: str) -> None:
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert any(stamp in text for stamp in _STAMPS)
    paper, _ = _read(name)
    assert paper.reading.dropped == 0
