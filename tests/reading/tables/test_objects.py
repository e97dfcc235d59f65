"""JSON: its objects one by one, so that one that is wrong is told by its number."""

from __future__ import annotations

import json

import pytest

from inzet.reading.tables import load_tables
from inzet.reading.tables.cells import JsonObject
from inzet.reading.tables.objects import DEEPEST
from inzet.vocabulary.errors import UnreadableFile


def objects(*raw: str) -> list[JsonObject]:
    found = load_tables(f'{{"type": "bundle", "objects": [{", ".join(raw)}]}}'.encode()).objects
    assert found is not None
    return list(found.all())


def nested(depth: int) -> str:
    return '{"a": ' * depth + "1" + "}" * depth


def test_the_frame_and_its_objects() -> None:
    found = load_tables(b'\xef\xbb\xbf{"type": "bundle", "id": "b", "x": [1], "objects": [{}]}')
    assert found.objects is not None
    assert (found.objects.fields, found.objects.count) == ({"type": "bundle", "id": "b"}, 1)


def test_a_number_with_a_fraction_stays_as_it_was_written() -> None:
    assert objects('{"a": 1.50, "b": [3, 1e2]}') == [JsonObject(1, {"a": "1.50", "b": [3, "1e2"]})]


def test_what_is_wrong_with_one_object_leaves_the_others() -> None:
    found = objects('{"a": 1}', "7", nested(DEEPEST + 1), nested(DEEPEST), '"' + "x" * 2**20 + '"')
    assert [each.fault for each in found] == [
        "",
        "it is not an object",
        f"it is nested deeper than {DEEPEST} levels",
        "",
        "it is larger than 1 MB",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "broken JSON"),
        ('{"objects": [{]}', "broken JSON"),
        ('{"objects": 3}', "not what was expected"),
        ("[1, 2]", "not what was expected"),
        ('{"objects": [' + '{"a": ' * 5000 + "1" + "}" * 5000 + "]}", "nested deeper"),
        ('{"a": "' + "\\ud800" + '", "objects": [', "broken JSON"),
    ],
)
def test_what_is_no_bundle_is_told(text: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        load_tables(text.encode(), name="b.json")


def test_other_json_has_no_objects() -> None:
    found = load_tables(json.dumps({"namespace": "nato", "values": []}).encode()).objects
    assert found is not None
    assert (found.fields, found.count) == ({"namespace": "nato"}, 0)
