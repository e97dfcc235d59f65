"""What MISP pushes over TAXII: kept in the inbox, found, shown, and nothing above the ceiling."""

from __future__ import annotations

from typing import Any

from inzet.exchange.refusals import Refusals
from inzet.record import ObjectFilter, Record
from inzet.web.app import create_app
from tests.exchange.foreign.test_misp import made
from tests.exchange.foreign.test_taking import definition, note
from tests.web.client import Client
from tests.web.taxii.conftest import Place
from tests.web.taxii.test_server import address, post

__all__ = ["made"]


def test_an_event_that_misp_pushes_is_kept_found_and_shown(
    place: Place, made: dict[str, Any]
) -> None:
    client = place.client("alfa")
    status = post(client, address(client, "INBOX-"), *made["bundle"]["objects"]).json()
    assert status["failure_count"] == 0, status
    with Record.open(place.path) as record:
        view = record.view(record.reader())
        found = view.objects(ObjectFilter(words="undersea cable")).items
        assert [row.name for row in found] == ["Damage to undersea cables"]
        assert found[0].marking.startswith("INBOX-")
        beta = record.view(record.reader("Beta"))
        assert beta.objects(ObjectFilter(words="undersea cable")).items == ()
    pages = Client(create_app(lambda: Record.open(place.path)))
    assert "Damage to undersea cables" in pages.get("/objects?words=cables").text
    assert "zeekabel.example" in pages.get("/objects?words=zeekabel.example").text


def test_nothing_above_the_ceiling_is_taken(place: Place) -> None:
    client = place.client("alfa")
    above = definition(1, definition_type="statement", definition={"statement": "NATO SECRET"})
    marked = note(1, object_marking_refs=[above["id"]])
    inbox = address(client, "INBOX-")
    status = post(client, inbox, marked, note(2), above).json()
    assert (status["success_count"], status["failure_count"]) == (2, 1)
    assert "classification" in status["failures"][0]["message"]
    # Nor later, by a definition that came before.
    part = note(3, granular_markings=[{"marking_ref": above["id"], "selectors": ["content"]}])
    assert post(client, inbox, part).json()["failure_count"] == 1
    # Nor by what it says.
    worded = note(4, content="NATO SECRET\nHeimelijk.")
    status = post(client, inbox, worded, note(5)).json()
    assert (status["success_count"], status["failure_count"]) == (1, 1)
    assert "eimelijk" not in status["failures"][0]["message"]
    with Record.open(place.path) as record:
        told = {(each.way, each.what) for each in Refusals.of(record).all()}
    assert told == {("taxii", each["id"]) for each in (marked, part, worded)}
    pages = Client(create_app(lambda: Record.open(place.path)))
    assert worded["id"] in pages.get("/exchange").text
    other = Client(create_app(lambda: Record.open(place.path), reader="Beta"))
    assert worded["id"] not in other.get("/exchange").text
