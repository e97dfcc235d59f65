"""What MISP makes of an event as STIX 2.1, and the event itself: kept, found and shown."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inzet.exchange.foreign.keeping import take
from inzet.exchange.foreign.pieces import pieces
from inzet.record import ObjectFilter, Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.create(tmp_path / "home.db", "Home") as made:
        yield made


MAKE = """
import json
from misp_stix_converter import MISPtoSTIX21Parser
from pymisp import MISPEvent

made = MISPEvent()
made.info = "Damage to undersea cables"
made.distribution = 3
made.add_attribute("domain", "zeekabel.example", comment="landing page", to_ids=True)
made.add_attribute("text", "Anchor dragged over the cable")
made.add_tag("tlp:green")
event = json.loads(made.to_json())
parser = MISPtoSTIX21Parser()
parser.parse_misp_event(event)
print(json.dumps({"event": event, "bundle": json.loads(parser.bundle.serialize())}))
"""
"""As an analyst makes one; in a process of its own, as these libraries warn of themselves."""


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """An event, and the bundle that MISP pushes of it."""
    command = [sys.executable, "-W", "ignore", "-c", MAKE]
    ran = subprocess.run(command, capture_output=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_a_bundle_that_misp_makes_is_kept_and_found(record: Record, made: dict[str, Any]) -> None:
    given = pieces(json.dumps(made["bundle"]).encode())
    done = take(record, given, "INTERNAL", source="MISP")
    assert done.refusals == 0
    assert done.new == len(given) > 2
    view = record.view(record.reader())
    report = view.objects(ObjectFilter(words="undersea cable")).items
    assert [row.name for row in report] == ["Damage to undersea cables"]
    assert view.objects(ObjectFilter(words="zeekabel")).items
    assert take(record, given, "INTERNAL", source="MISP").new == 0


def test_the_event_itself_is_kept_under_what_its_tag_allows(
    record: Record, made: dict[str, Any]
) -> None:
    data = json.dumps({"Event": made["event"]}).encode()
    done = take(record, pieces(data), "PUBLIC", source="MISP")
    assert done.narrowed == {"TLP:GREEN": 1}
    row = record.view(record.reader()).object(made["event"]["uuid"])
    assert (row.name, row.marking) == ("Damage to undersea cables", "INTERNAL")
    assert record.view(record.reader()).objects(ObjectFilter(words="anchor")).items
