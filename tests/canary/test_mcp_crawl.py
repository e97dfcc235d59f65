"""Every tool and text of ``inzet mcp``, for every reader: nothing hidden is met or told apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inzet.mcp import Session
from inzet.mcp.tools import TOOLS
from inzet.mcp.wire import Refused
from inzet.record import Record
from tests.canary.plant import HOME, PUBLIC, READERS, Planted, plant
from tests.canary.visits import Known

NO_ID, NEVER = "f" * 64, "kanarienergensplantx"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(tmp_path_factory.mktemp("canary") / "inzet.db")


def session(planted: Planted, reader: str) -> tuple[Session, Known]:
    with Record.open(planted.path) as record:
        ids = [each.id for each in record.readers() if each.name == reader]
        id_ = None if reader == HOME else max(ids, key=len)
        known = Known.of(record.view(record.reader(id_)))
    return Session(lambda: Record.open(planted.path), id_), known


def calls(known: Known, probe: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every tool, with what is in view and with one name that is asked for."""
    dossiers, parties = [*known.dossiers[:3], probe], [*known.parties[:3], probe]
    yield from (("search", {"words": word}) for word in ("zegt", probe))
    yield from (("search", {"words": "zegt", "party": each}) for each in parties)
    yield from (("papers", {"words": word}) for word in ("zegt", probe))
    yield "papers", {}
    yield "positions", {}
    yield from (("positions", {"dossier": each}) for each in dossiers)
    yield from (("positions", {"party": each}) for each in parties)
    yield from (("positions", {"meeting": each}) for each in (*known.meetings[:3], probe))
    yield from (("statement", {"id": each}) for each in (*known.statements, probe))
    yield "commitments", {}
    yield from (("commitments", {"party": each}) for each in parties)
    yield "meetings", {}
    yield from (("meeting", {"id": each}) for each in (*known.meetings[:3], probe))
    yield from (("state_of_play", {"language": each}) for each in ("en", "nl"))
    yield from (("dossier", {"dossier": each}) for each in (*dossiers, "accession"))
    yield "changes", {"since": "2023-01-20"}
    yield "changes", {"since": probe}
    yield "parties", {}


def answered(asked: Session, name: str, arguments: dict[str, Any]) -> str:
    return json.dumps(asked.answer("tools/call", {"name": name, "arguments": arguments}))


def resource(asked: Session, address: str) -> str:
    try:
        return json.dumps(asked.answer("resources/read", {"uri": address}))
    except Refused as refused:
        return f"{refused.code} {refused.message}"


@pytest.mark.parametrize("reader", READERS)
def test_no_tool_tells_what_is_hidden(planted: Planted, reader: str) -> None:
    asked, known = session(planted, reader)
    assert known.papers
    tried = set()
    for name, arguments in calls(known, NEVER):
        tried.add(name)
        for moment in ({}, {"as_of": "2023-02-15"}, {"known_on": "2023-02-15"}):
            if moment and name == "changes":
                continue
            shown = answered(asked, name, arguments | moment)
            assert planted.met(reader, shown) == [], (name, arguments)
    assert tried == set(TOOLS), "a tool that the crawl does not know"
    assert planted.met(reader, json.dumps(asked.answer("resources/list", {}))) == []
    for each in known.papers:
        shown = resource(asked, f"inzet://paper/{each}")
        assert "kanarie" in shown
        assert planted.met(reader, shown) == []


def test_the_crawl_would_meet_them(planted: Planted) -> None:
    asked, known = session(planted, HOME)
    assert planted.met(PUBLIC, "".join(answered(asked, *each) for each in calls(known, NEVER)))


@pytest.mark.parametrize("reader", READERS)
def test_hidden_and_missing_are_told_alike(planted: Planted, reader: str) -> None:
    asked, known = session(planted, reader)
    hidden = sorted(planted.hidden_from(reader))
    words = [each for each in hidden if each in planted.words and len(each) == len(NEVER)][:1]
    ids = [each for each in hidden if each in planted.ids and len(each) == len(NO_ID)][::45]
    assert words
    for probe, nothing in (*((each, NEVER) for each in words), *((each, NO_ID) for each in ids)):
        for one, other in zip(calls(known, probe), calls(known, nothing), strict=True):
            if one != other:
                told, missing = answered(asked, *one), answered(asked, *other)
                assert told.replace(probe, "·") == missing.replace(nothing, "·"), one
        told, missing = (resource(asked, f"inzet://paper/{each}") for each in (probe, nothing))
        assert told.replace(probe, "·") == missing.replace(nothing, "·")


def test_nothing_is_written(planted: Planted) -> None:
    before = Path(planted.path).read_bytes()
    asked, known = session(planted, HOME)
    for name, arguments in calls(known, NEVER):
        answered(asked, name, arguments)
    assert Path(planted.path).read_bytes() == before
