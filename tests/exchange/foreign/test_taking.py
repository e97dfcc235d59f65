"""Files of others taken in: each object as it came, no wider than it allows, and none twice."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inzet.exchange.foreign.keeping import Taken, take
from inzet.exchange.foreign.pieces import is_misp, looks_foreign, pieces
from inzet.exchange.refusals import Refusals
from inzet.record import Record
from inzet.vocabulary.errors import UnreadableFile
from inzet.vocabulary.markings import Classification

GREEN = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"
AMBER = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"
RED = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"
CLEAR = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"
EVENT = "5f3b2c1d-0000-4000-8000-000000000001"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.create(tmp_path / "home.db", "Home") as made:
        made.define_audience("REL-A", ["Alfa"])
        made.define_audience("SOME", [])
        yield made


def note(number: int, **more: Any) -> dict[str, Any]:
    return {
        "type": "note",
        "spec_version": "2.1",
        "id": f"note--{number:08d}-1111-4111-8111-111111111111",
        "created": "2020-01-01T00:00:00.000Z",
        "modified": "2020-01-01T00:00:00.000Z",
        "content": f"opmerking {number}",
    } | more


def definition(number: int, **more: Any) -> dict[str, Any]:
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": f"marking-definition--{number:08d}-1111-4111-8111-111111111111",
        "created": "2020-01-01T00:00:00.000Z",
    } | more


def bundle(*objects: dict[str, Any]) -> bytes:
    id_ = "bundle--11111111-1111-4111-8111-111111111111"
    return json.dumps({"type": "bundle", "id": id_, "objects": objects}).encode()


def taken(record: Record, data: bytes, marking: str = "PUBLIC") -> Taken:
    return take(record, pieces(data), marking, source="een bestand")


def markings(record: Record) -> dict[str, str]:
    rows = record.view(record.reader()).objects(limit=1000).items
    return {row.id: row.marking for row in rows}


def test_each_piece_is_the_text_as_it_stands_in_the_file(record: Record) -> None:
    odd = '{ "id":"@","type" :"note",\n "x":1.50,"y":"\\u00e9"}'.replace("@", note(1)["id"])
    data = f'\ufeff{{"objects": [ {odd} ,{json.dumps(note(2))}], "more": true}}'.encode()
    assert [each.raw for each in pieces(data)] == [odd, json.dumps(note(2))]
    done = taken(record, data)
    assert (done.new, done.known, done.types) == (2, 0, {"note": 2})
    row = record.view(record.reader()).object("note--00000001-1111-4111-8111-111111111111")
    assert (row.raw, row.source) == (odd, "een bestand")
    head = record.head()
    assert (taken(record, data).new, taken(record, data).known) == (0, 2)
    assert record.head() == head


@pytest.mark.parametrize(
    ("label", "chosen", "kept"),
    [
        (CLEAR, "PUBLIC", "PUBLIC"),
        (GREEN, "PUBLIC", "INTERNAL"),
        (GREEN, "REL-A", "REL-A"),
        (AMBER, "REL-A", "INTERNAL"),
        (AMBER, "INTERNAL", "INTERNAL"),
        (AMBER, "SOME", "SOME"),
        (RED, "PUBLIC", None),
        (RED, "REL-A", None),
        (RED, "INTERNAL", None),
        (RED, "SOME", "SOME"),
        ("marking-definition--99999999-1111-4111-8111-111111111111", "PUBLIC", "INTERNAL"),
    ],
)
def test_no_wider_than_its_label(record: Record, label: str, chosen: str, kept: str | None) -> None:
    done = taken(record, bundle(note(1, object_marking_refs=[label]), note(2)), chosen)
    rows = record.view(record.reader()).objects().items
    found = {row.id[6:14]: row.marking for row in rows}
    assert found.get("00000001") == kept
    assert found["00000002"] == chosen
    assert bool(done.narrowed) == (kept not in (None, chosen))
    assert done.refusals == (kept is None)
    # Of a part of it, too.
    granular = [{"marking_ref": label, "selectors": ["content"]}]
    taken(record, bundle(note(3, granular_markings=granular)), chosen)
    rows = record.view(record.reader()).objects().items
    assert {row.id[6:14]: row.marking for row in rows}.get("00000003") == kept


def test_definitions_of_their_own_are_read(record: Record) -> None:
    tlp = definition(1, definition_type="tlp", definition={"tlp": "amber"})
    words = definition(2, definition_type="statement", definition={"statement": "© Iemand"})
    release = definition(
        3, definition_type="statement", definition={"statement": "REL-A: bondgenoten"}
    )
    newer = definition(4, extensions={"extension-definition--x": {"tlp_2_0": "green"}})
    # The fixed ids say what the standard says, whatever a bundle says of them.
    forged = definition(5, id=AMBER, definition_type="tlp", definition={"tlp": "white"})
    marked = [
        note(n, object_marking_refs=[each["id"]])
        for n, each in enumerate((tlp, words, release, newer, forged), 1)
    ]
    taken(record, bundle(*marked, tlp, words, release, newer, forged))
    rows = record.view(record.reader()).objects(limit=100).items
    found = {row.id: row.marking for row in rows if row.type == "note"}
    assert [found[each["id"]] for each in marked] == [
        "INTERNAL", "PUBLIC", "INTERNAL", "INTERNAL", "INTERNAL",
    ]  # fmt: skip
    # And remembered, for what comes later; a release goes to its own audience.
    taken(record, bundle(note(7, object_marking_refs=[release["id"]])), "REL-A")
    assert markings(record)[note(7)["id"]] == "REL-A"


@pytest.mark.parametrize("words", ["NATO SECRET", "Stg. GEHEIM", "Classification: EU RESTRICTED"])
def test_what_bears_a_classification_is_refused(record: Record, words: str) -> None:
    above = definition(1, definition_type="statement", definition={"statement": words})
    done = taken(record, bundle(note(1, object_marking_refs=[above["id"]]), above), "INTERNAL")
    assert done.refused[0].id == note(1)["id"]
    assert "classification" in done.refused[0].why
    assert note(1)["id"] not in markings(record)
    event = {"uuid": EVENT, "info": "x", "Tag": [{"name": 'nato:classification="NS"'}]}
    assert taken(record, json.dumps({"Event": event}).encode(), "INTERNAL").refusals == 1


@pytest.mark.parametrize(
    "data",
    [
        bundle(note(1, content="Eerst iets.\nSTG. GEHEIM\nHeimelijk."), note(2)),
        bundle(note(1, labels=["NATO SECRET"]), note(2)),
        bundle(note(1, content="\u017fECRET UE"), note(2)),
        json.dumps(
            {
                "response": [
                    {
                        "Event": {"uuid": EVENT, "info": "x", "timestamp": "1706700000"}
                        | {"EventReport": [{"content": "NATO CONFIDENTIAL\nHeimelijk."}]}
                    },
                    {
                        "Event": {"uuid": EVENT[:-1] + "2", "info": "y", "timestamp": "1706700000"}
                        | {"Attribute": [{"comment": "Dit is niet geheim."}]}
                    },
                ]
            }
        ).encode(),
    ],
)
def test_a_line_in_it_that_is_a_classification_keeps_it_out(record: Record, data: bytes) -> None:
    done = taken(record, data)
    assert (done.new, done.refusals) == (1, 1)
    (refused,) = done.refused
    assert "classification" in refused.why
    assert "eimelijk" not in refused.why
    assert b"eimelijk" not in record.path.read_bytes()
    (told,) = Refusals.of(record).all()
    assert (told.way, told.whom, told.what, told.times) == ("objects", "een bestand", refused.id, 1)
    taken(record, data)
    (told,) = Refusals.of(record).all()
    assert told.times == 2
    assert told.last >= told.first


def test_a_node_that_is_cleared_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "cleared.db"
    with Record.create(path, "Home", ceiling=Classification.SECRET) as record:
        above = definition(1, definition_type="statement", definition={"statement": "NATO SECRET"})
        assert taken(record, bundle(note(1, object_marking_refs=[above["id"]]), above)).new == 2


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({}, "PUBLIC"),
        ({"distribution": "3"}, "PUBLIC"),
        ({"distribution": 0}, "INTERNAL"),
        ({"distribution": "1"}, "INTERNAL"),
        ({"Tag": [{"name": "tlp:clear"}]}, "PUBLIC"),
        ({"Tag": [{"name": "tlp:green"}]}, "INTERNAL"),
        ({"Object": [{"Attribute": [{"Tag": [{"name": "tlp:amber+strict"}]}]}]}, "INTERNAL"),
        ({"Tag": [{"name": "TLP:RED"}]}, None),
    ],
)
def test_events_of_misp_by_their_tags_and_distribution(
    record: Record, more: dict[str, Any], kept: str | None
) -> None:
    event = {"uuid": EVENT, "info": "Kabelbreuk", "timestamp": "1706700000"} | more
    for shape in ({"Event": event}, [{"Event": event}], {"response": [{"Event": event}]}, event):
        data = json.dumps(shape).encode()
        assert is_misp(data)
        taken(record, data)
    rows = record.view(record.reader()).objects().items
    assert [row.marking for row in rows] == ([kept] if kept else [])
    assert [row.type for row in rows] == (["event"] if kept else [])


def test_what_is_wrong_with_one_keeps_no_other_out(record: Record) -> None:
    data = bundle(note(1), {"type": "note"}, note(2, modified="gisteren"), note(3))
    twice = data.replace(b'"content": "opmerking 1"', b'"content": "a", "content": "b"')
    done = taken(record, twice)
    assert (done.new, done.refusals) == (1, 3)
    assert [each.number for each in done.refused] == [1, 2, 3]
    deep = b'{"objects": [%s]}' % (b'{"type":"note","x":' + b"[" * 500 + b"]" * 500 + b"}")
    assert taken(record, deep).refusals == 1


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 a zip bomb",
        b"\x1f\x8b\x08",
        b"",
        b"[]",
        b"{}",
        b"[1, 2]",
        b"nonsense",
        b'{"objects": 7}',
        b'{"type": "bundle"}',
        b'{"Event": ',
        b"[" * 100_000,
        b'{"objects": ' + b"[" * 100_000,
        b'{"a": ' * 100_000,
        b"\xff\xfe{}",
    ],
)
def test_hostile_files_are_refused_in_words(record: Record, data: bytes) -> None:
    looks_foreign(data)
    head = record.head()
    with contextlib.suppress(UnreadableFile):
        assert taken(record, data).new == 0
    assert record.head() == head


def test_a_bundle_of_stix_2_0_is_kept_as_such(record: Record) -> None:
    old = note(1)
    del old["spec_version"]
    data = json.dumps(
        {"type": "bundle", "id": "bundle--1", "spec_version": "2.0", "objects": [old]}
    )
    assert [each.format for each in pieces(data.encode())] == ["stix-2.0"]
    assert taken(record, data.encode()).new == 1
