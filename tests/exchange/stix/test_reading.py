"""What is emitted is read back without loss; what is written to mislead is refused."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from inzet.exchange.stix import extension_id, of_dossier, of_feeds, statements_of
from inzet.exchange.stix.frame import SCHEMAS, schema
from inzet.exchange.stix.made import Made
from inzet.record import Record, View
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.errors import InputError, NotFound
from tests.dossiers.hybrid.casework import CASE, Casework
from tests.exchange.stix.worlds import feed_of, last, objects, of_type, statement


def said(view: View, feed: str) -> dict[str, Statement]:
    """The statements of a feed, by identity, without what stays behind."""
    bodies = (each.body for each in view.tail(feed, limit=10_000))
    return {
        each.identity: msgspec.structs.replace(each, feed="", nonce="", explanation={})
        for each in bodies
        if isinstance(each, Statement)
    }


def test_a_feed_comes_back_whole(sampled: Record, sample_objects: list[Made]) -> None:
    read = statements_of(objects(sample_objects))
    assert {each.statement.identity: each.statement for each in read} == said(
        sampled.view(sampled.reader()), feed_of(sampled)
    )
    papers = {each.sha256 for each in sampled.view(sampled.reader()).papers().items}
    # What lies in the library of the sample rests on sources outside it.
    cited = [each.references[0] for each in read]
    hashes = {one["hashes"]["SHA-256"] for one in cited if "hashes" in one}
    assert hashes
    assert hashes <= papers


def test_a_case_comes_back_whole(worked: Casework, case_objects: list[Made]) -> None:
    read = statements_of(objects(case_objects))
    assert {each.statement.identity: each.statement for each in read} == said(
        worked.view(), feed_of(worked.record, "INTERNAL")
    )
    assert not [each for each in read if each.revoked]


def test_reference_entries_come_back_whole(sampled: Record) -> None:
    view = sampled.view(sampled.reader("PUBLIC"))
    for feed in view.feeds():
        whole = json.loads(b"".join(of_feeds(view, [feed.id])))
        read = statements_of(whole["objects"])
        assert {each.statement.identity: each.statement for each in read} == said(view, feed.id)


def test_a_bundle_of_a_dossier_is_what_its_feed_is(
    worked: Casework, case_objects: list[Made]
) -> None:
    found = json.loads(of_dossier(worked.view(), f"hybrid/{CASE}"))["objects"]
    there = last(case_objects)
    assert {each["id"] for each in found} <= set(there)
    assert all(there[each["id"]] == each for each in found)
    assert {each.statement.identity for each in statements_of(found)} >= {
        each.id for each in worked.case().entries
    }
    with pytest.raises(NotFound):
        of_dossier(worked.view("PUBLIC"), f"hybrid/{CASE}")


def test_extensions_are_as_their_schema_says(
    sample_objects: list[Made], case_objects: list[Made]
) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    checks = {
        extension_id(name): jsonschema.Draft202012Validator(json.loads(schema(name)))
        for name in SCHEMAS
    }
    met = set()
    for each in objects([*sample_objects, *case_objects]):
        for key, held in each.get("extensions", {}).items():
            if key in checks:
                checks[key].validate(held)
                met.add(key)
    assert met == set(checks)
    definitions = {
        each["id"]: each["schema"] for each in of_type(case_objects, "extension-definition")
    }
    assert definitions == {extension_id(name): schema(name).decode() for name in SCHEMAS}


@pytest.mark.parametrize(
    "changed",
    [
        {"act": "sing"},
        {"quote": 3},
        {"content": "{"},
        {"content": "[]"},
        {"citation": {"type": "dream"}},
        {"citation": None},
        {"dossiers": "accession/FIN"},
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    sample_objects: list[Made], changed: dict[str, Any]
) -> None:
    note = json.loads(json.dumps(of_type(sample_objects, "note")[0]))
    statement(note).update(changed)
    with pytest.raises(InputError) as refused:
        statements_of([note])
    assert refused.value.where == note["id"]
