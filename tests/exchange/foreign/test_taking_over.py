"""Objects of others in hybrid cases: taken over by a person, cited so that the record holds it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from inzet.dossiers.hybrid.sources import evidence
from inzet.exchange.foreign.keeping import take
from inzet.exchange.foreign.pieces import pieces
from inzet.exchange.foreign.taking_over import identity_of, take_over, taken_over
from inzet.record import Fault, Record
from inzet.vocabulary.entries import ForeignObject, Statement
from inzet.vocabulary.errors import NotFound, ReferenceInward
from tests.exchange.foreign.test_taking import bundle, note

PATTERN = "attack-pattern--22222222-2222-4222-8222-222222222222"
FLOOD = {
    **note(1),
    "id": PATTERN,
    "type": "attack-pattern",
    "name": "Flood information space",
    "external_references": [{"source_name": "DISARM", "external_id": "T0049"}],
    "x_share": 0.25,
}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.create(tmp_path / "home.db", "Home") as made:
        take(made, pieces(bundle(FLOOD)), "INTERNAL", source="een bron")
        yield made


def statement(record: Record) -> Statement:
    """The statement that took it over, as it stands in its feed."""
    view = record.view(record.reader())
    found = [
        each.body
        for feed in view.sources
        for each in view.tail(feed.id)
        if isinstance(each.body, Statement)
    ]
    assert len(found) == 1
    return found[0]


def test_a_case_can_rest_on_what_was_taken_over(record: Record) -> None:
    view = record.view(record.reader())
    with pytest.raises(NotFound):
        evidence(view, "T0049")
    row = view.object(PATTERN)
    assert taken_over(view, row) is None
    made = take_over(record, row, by="Jan")
    view = record.view(record.reader())
    assert made == taken_over(view, row) == identity_of(row)
    assert take_over(record, row, by="Piet") == made
    rests, of = evidence(view, "t0049")
    assert (rests.stix_id, rests.code, rests.name) == (PATTERN, "T0049", FLOOD["name"])
    assert of.marking == "INTERNAL"
    assert of.content["entry"] == row.entry
    assert of.content["object"]["x_share"] == "0.25"
    assert json.loads(view.object(PATTERN).raw)["x_share"] == 0.25
    assert not [each for each in record.verify(projections=True) if isinstance(each, Fault)]


def test_it_may_not_be_released_wider_than_the_object(record: Record) -> None:
    row = record.view(record.reader()).object(PATTERN)
    take_over(record, row, by="Jan")
    bare = replace(statement(record), feed="", nonce="")
    for wrong in (bare, replace(bare, content={**bare.content, "entry": "f" * 64})):
        with pytest.raises(ReferenceInward), record.batch("PUBLIC") as batch:
            batch.add(wrong)


def test_an_event_of_misp_can_be_taken_over(record: Record) -> None:
    event = {"uuid": "5f3b2c1d-0000-4000-8000-000000000001", "info": "Kabelbreuk"}
    take(record, pieces(json.dumps({"Event": event}).encode()), "INTERNAL", source="MISP")
    row = record.view(record.reader()).object(event["uuid"])
    made = take_over(record, row, by="Jan")
    rests, _ = evidence(record.view(record.reader()), made)
    assert rests.name == "event: Kabelbreuk"


def test_what_somebody_else_may_read_is_not_made_wider(tmp_path: Path) -> None:
    with Record.create(tmp_path / "ally.db", "Ally") as ally:
        ally.define_audience("REL-HOME", ["Home"])
        take(ally, pieces(bundle(FLOOD)), "REL-HOME", source="x")
        assert isinstance(
            ally.view(ally.reader()).tail(ally.view(ally.reader()).sources[-1].id)[-1].body,
            ForeignObject,
        )
        row = ally.view(ally.reader()).object(PATTERN)
        take_over(ally, row, by="Jan")
        found = ally.view(ally.reader()).statement(identity_of(row))
        assert found.marking == "REL-HOME"
