"""STIX bundles: objects kept whole, and what is wrong with one told by its number."""

from __future__ import annotations

import json
from typing import Any

import pytest

from inzet.vocabulary.errors import InputError
from tests.datasets.files import intake, rows_of, statements_of, told

UUID = "11111111-2222-4333-8444-55555555555"
RED = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"
CLEAR = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"


def technique(last: str = "1", **changed: Any) -> dict[str, Any]:
    """A technique, some of it as given; None leaves a field out."""
    made = {
        "type": "attack-pattern",
        "spec_version": "2.1",
        "id": f"attack-pattern--{UUID}{last}",
        "created": "2024-01-02T03:04:05.678Z",
        "modified": "2024-05-06T07:08:09Z",
        "name": "Amplify",
        **changed,
    }
    return {name: value for name, value in made.items() if value is not None}


def bundle(*objects: Any, **changed: Any) -> str:
    made = {"type": "bundle", "id": f"bundle--{UUID}0", "objects": list(objects), **changed}
    return json.dumps({name: value for name, value in made.items() if value is not None})


def test_an_object_is_kept_whole() -> None:
    author = {
        "type": "identity",
        "id": f"identity--{UUID}9",
        "created": "2024-01-02T03:04:05Z",
        "name": "An Institute",
    }
    value = technique(created_by_ref=author["id"], x_score=0.5, kill_chain_phases=[{"a": "b"}])
    found = statements_of(bundle(author, value), "b.json")
    first = found[1]
    assert first.content == {
        "kind": "stix",
        "id": value["id"],
        "type": "attack-pattern",
        "name": "Amplify",
        "modified": "2024-05-06T07:08:09Z",
        "object": {**value, "x_score": "0.5"},
    }
    assert (first.party, first.said, first.rule) == ("An Institute", "2024-05-06", "data:stix")
    assert first.quote == "attack-pattern: Amplify"


def test_a_later_version_stands_beside_the_earlier() -> None:
    older, newer = technique(), technique(modified="2025-01-01T00:00:00Z")
    found = statements_of(bundle(older, newer), "b.json")
    assert len({each.identity for each in found}) == 2


def test_a_relation_is_told_by_what_it_relates() -> None:
    relation = technique(
        type="relationship",
        id=f"relationship--{UUID}7",
        name=None,
        relationship_type="uses",
        source_ref="intrusion-set--x",
        target_ref="attack-pattern--y",
    )
    (found,) = statements_of(bundle(relation), "b.json")
    assert found.quote.startswith("relationship: intrusion-set--x uses attack-pattern--y"[:40])


def deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = {"in": value}
    return value


@pytest.mark.parametrize(
    ("value", "column", "words"),
    [
        (technique(id=None), "id", "it is missing"),
        (technique(id="attack-pattern--1"), "id", "is not an id of type attack-pattern"),
        (technique(type="malware"), "id", "is not an id of type malware"),
        (technique(type=None), "type", "it is missing"),
        (technique(type=7), "type", "it is not text"),
        (technique(spec_version="2.0"), "spec_version", "is of STIX 2.0, not 2.1"),
        (technique(modified="yesterday"), "modified", "no time as the standard writes it"),
        (technique(modified="2024-02-31T00:00:00Z"), "modified", "is not a date"),
        (technique(x=deep(60)), "", "nested deeper than"),
        (technique(x={"é": 1}), "object", "is not ASCII text"),
        (technique(x=2**60), "object", "too large"),
        (["no object"], "", "it is not an object"),
    ],
)
def test_a_wrong_object_is_told_by_its_number(value: Any, column: str, words: str) -> None:
    ((at, where, what),) = told(bundle(technique("2"), value), "b.json")
    assert (at, where) == (2, column)
    assert words in what


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (bundle(technique(), spec_version="2.0"), "this is STIX 2.0"),
        (bundle(technique(), id=None), "no id of a bundle"),
        (bundle(), "holds no objects"),
        (json.dumps(technique()), "JSON of “attack-pattern”, not a STIX bundle"),
        (json.dumps({"namespace": "nato", "predicates": []}), "JSON of “nato”, not a STIX bundle"),
        ("{}", "JSON without a bundle"),
    ],
)
def test_what_is_no_bundle_is_told(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        rows_of(text, "b.json")


def test_the_same_object_twice_is_refused() -> None:
    checked = intake(bundle(technique(), technique()), "b.json").checked
    assert [(each.row, each.what) for each in checked.refused] == [
        (2, "it says again what row 1 says (attack-pattern: Amplify)")
    ]


def test_what_bears_a_label_is_not_published() -> None:
    own = {
        "type": "marking-definition",
        "id": f"marking-definition--{UUID}8",
        "created": "2024-01-02T03:04:05Z",
        "definition_type": "tlp",
        "definition": {"tlp": "amber"},
    }
    text = bundle(
        own,
        technique("1", object_marking_refs=[RED]),
        technique("2", object_marking_refs=[own["id"]]),
        technique("3", object_marking_refs=[CLEAR]),
    )
    refused = intake(text, "b.json").checked.refused
    assert [(each.row, each.column, each.what) for each in refused] == [
        (2, "object_marking_refs", "it bears TLP:RED and cannot be released as PUBLIC"),
        (3, "object_marking_refs", "it bears TLP:AMBER and cannot be released as PUBLIC"),
    ]
    assert not intake(text, "b.json", marking="INTERNAL").refused
