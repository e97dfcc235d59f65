"""What others' tools make of our objects: validators, parsers, OpenCTI, MISP."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import stix2
from misp_stix_converter import ExternalSTIX2toMISPParser
from stix2validator import ValidationOptions, validate_instance

from inzet.exchange.stix.made import Made
from tests.exchange.stix.worlds import BUNDLE, Object, last, objects, of_type, statement

ROOT = Path(__file__).parents[3]
OPENCTI = ROOT / ".venv-opencti" / "bin" / "python"
EXPLAINED = (
    "is not a valid UUIDv4 ID",  # Ours are of version 5, so that they are the same everywhere.
    "has a URL but no hash",  # Of a source outside the record nobody has the bytes.
)
"""Warnings that docs/stix.md explains."""
_SPLIT = """
import json, sys
from pycti import OpenCTIStix2Splitter
bundle = json.load(sys.stdin)
_, dropped, parts = OpenCTIStix2Splitter().split_bundle_with_expectations(
    bundle, use_json=False, cleanup_inconsistent_bundle=True
)
kept = {each["id"]: each for part in parts for each in part["objects"]}
json.dump({"kept": kept, "dropped": [each["id"] for each in dropped]}, sys.stdout)
"""


def bundle(some: list[Object]) -> dict[str, Any]:
    """Objects as a bundle."""
    return {"type": "bundle", "id": BUNDLE, "objects": some}


def every_type(made: list[Made], most: int = 6) -> list[Object]:
    """A few objects of each type and act."""
    found: dict[tuple[str, str], list[Object]] = {}
    for each in objects(made):
        some = found.setdefault((each["type"], str(statement(each).get("act"))), [])
        if len(some) < most:
            some.append(each)
    return [each for some in found.values() for each in some]


def check(some: list[Object]) -> None:
    """That objects are valid and parsed strictly, with no warning that is not explained."""
    for each in some:
        stix2.parse(each, allow_custom=False, version="2.1")
        result = validate_instance(each, ValidationOptions(version="2.1"))
        assert not result.errors, (each["id"], result.errors)
        unexplained = [
            str(warning)
            for warning in result.warnings
            if not any(words in str(warning) for words in EXPLAINED)
        ]
        assert not unexplained, (each["id"], unexplained)


def test_objects_are_valid_and_parsed_strictly(
    sample_objects: list[Made], case_objects: list[Made]
) -> None:
    check(every_type(sample_objects))
    check(every_type(case_objects))
    assert {each.type for each in case_objects} >= {
        "note", "report", "course-of-action", "opinion", "grouping", "identity",
        "attack-pattern", "intrusion-set", "marking-definition", "extension-definition",
    }  # fmt: skip


@pytest.mark.soak
def test_every_object_is_valid(sample_objects: list[Made], case_objects: list[Made]) -> None:
    check(objects(sample_objects))
    check(objects(case_objects))


def test_a_bundle_is_valid_and_parsed_strictly(case_objects: list[Made]) -> None:
    whole = bundle(list(last(case_objects).values()))
    assert len(stix2.parse(whole, allow_custom=False, version="2.1").objects) == len(
        whole["objects"]
    )
    result = validate_instance(whole, ValidationOptions(version="2.1"))
    assert not result.errors


@pytest.mark.skipif(not OPENCTI.exists(), reason="scripts/setup opencti was not run")
def test_opencti_keeps_every_object_and_reference(
    sample_objects: list[Made], case_objects: list[Made]
) -> None:
    for made in (sample_objects, case_objects):
        there = last(made)
        ran = subprocess.run(
            [str(OPENCTI), "-c", _SPLIT],
            input=json.dumps(bundle(list(there.values()))),
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        told = json.loads(ran.stdout)
        extensions = {key for key, each in there.items() if each["type"] == "extension-definition"}
        # It has no use for definitions of extensions; the extensions themselves stay.
        assert set(told["dropped"]) == extensions
        assert set(told["kept"]) == set(there) - extensions
        for key, kept in told["kept"].items():
            for name in ("object_refs", "created_by_ref", "external_references", "extensions"):
                assert kept.get(name) == there[key].get(name), (key, name)


def test_misp_makes_an_event_of_each_report(case_objects: list[Made]) -> None:
    # Groupings become events too, of their description.
    events = {
        each["info"]: each
        for each in converted(case_objects)
        if each["EventReport"][0]["name"].startswith("STIX 2.1 report")
    }
    case = events["Cables cut near the harbour (hybrid/harbour-cables)"]
    prose = case["EventReport"][0]["content"]
    assert "“An anchor was dragged on purpose.” (harbour police, report 12, 2024-03-01)" in prose
    tags = {each["name"] for each in case["Tag"]}
    assert {"tlp:amber+strict", "dossier:hybrid/harbour-cables"} <= tags
    assert any(each.startswith("statement:INTERNAL: ") for each in tags)
    picture = events["An anchor was dragged on purpose."]
    galaxies = {cluster["value"] for each in picture["Galaxy"] for cluster in each["GalaxyCluster"]}
    assert galaxies == {"Drag an anchor", "Grey Heron"}
    assert 'inzet-hybrid:domain="infrastructure"' in {each["name"] for each in picture["Tag"]}


def test_misp_keeps_title_time_prose_and_sources(sample_objects: list[Made]) -> None:
    events = converted(sample_objects)
    told = [
        each for each in events
        if each["info"] == "Dossier accession/FIN" and "“" in each["EventReport"][0]["content"]
    ]  # fmt: skip
    (finland,) = told
    carrier = next(
        each for each in of_type(sample_objects, "report") if each["name"] == finland["info"]
    )
    content = finland["EventReport"][0]["content"]
    assert content == carrier["description"]
    assert "not an official paper" in content
    assert int(finland["timestamp"]) == int(
        dt.datetime.fromisoformat(carrier["modified"]).timestamp()
    )


def converted(made: list[Made]) -> list[dict[str, Any]]:
    """The MISP events that misp-stix makes of objects."""
    parser = ExternalSTIX2toMISPParser()
    whole = bundle(list(last(made).values()))
    parser.load_stix_bundle(stix2.parse(whole, allow_custom=False, version="2.1"))
    parser.parse_stix_bundle(single_event=False)
    return [json.loads(each.to_json()) for each in parser.misp_events]


def test_a_note_says_who_on_what_and_where(sample_objects: list[Made]) -> None:
    notes = of_type(sample_objects, "note")
    told = Counter(each["abstract"].split()[0] for each in notes)
    assert told["Position"] > 10
    one = next(each for each in notes if each["abstract"].startswith("Position of Netherlands"))
    assert "Source: " in one["content"]
