"""Clients as others have them, against a server on loopback: by password and by token."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import stix2
from cytaxii2.cytaxii2 import cytaxii2
from taxii2client import v21 as taxii
from taxii2client.common import TokenAuth
from taxii2client.exceptions import AccessError

from inzet.record import Record
from inzet.web.app import create_app
from inzet.web.house import House
from tests.exchange.taxii.objects import named, put, stamp, stix
from tests.web.serving import served
from tests.web.taxii.conftest import FREE, WORDS, Place


class Bearer(requests.auth.AuthBase):
    """Shows a token."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def __call__(self, request: Any) -> Any:
        request.headers["Authorization"] = f"Bearer {self._secret}"
        return request


@pytest.fixture
def at(place: Place) -> Iterator[str]:
    app = create_app(
        lambda: Record.open(place.path), accounts=place.accounts, house=House(limits=FREE)
    )
    with served(app) as address:
        yield f"{address}/taxii2/"


@pytest.fixture(params=["password", "bearer", "token"])
def server(request: pytest.FixtureRequest, place: Place, at: str) -> taxii.Server:
    """OASIS's client, which shows who it is in one of three ways."""
    if request.param == "password":
        return taxii.Server(at, user="alfa", password=WORDS)
    account = place.accounts.people.named("alfa")
    secret, _ = place.accounts.tokens.make(account, "a client", scopes=["contribute"])
    shows = Bearer if request.param == "bearer" else TokenAuth
    return taxii.Server(at, auth=shows(secret))


def named_(server: taxii.Server, title: str) -> taxii.Collection:
    found = [each for each in server.default.collections if each.title.startswith(title)]
    return found[0]


def test_oasis_pages_filters_adds_and_deletes(server: taxii.Server) -> None:
    held = named_(server, "REL-A ·")
    assert held.can_read
    assert not held.can_write
    pages = list(taxii.as_pages(held.get_objects, per_request=4))
    whole = [each["id"] for page in pages for each in page["objects"]]
    assert len(pages) == 3
    assert len(set(whole)) == len(whole) == 11
    manifests = taxii.as_pages(held.get_manifest, per_request=4)
    assert [each["id"] for page in manifests for each in page["objects"]] == whole
    assert len(held.get_objects(type="malware")["objects"]) == 3
    assert len(held.get_objects(id=named(1), version="all")["objects"]) == 2
    assert held.object_versions(named(1))["versions"] == [stamp(0), stamp(5)]
    assert held.get_object(named(1))["objects"][0]["name"] == "object 1, later"
    inbox = named_(server, "INBOX-")
    status = inbox.add_objects({"objects": [stix(7), stix(8, type_="Not-A-Type")]})
    assert (status.success_count, status.failure_count) == (1, 1)
    status.refresh()
    assert status.status == "complete"
    assert [each["id"] for each in inbox.get_objects()["objects"]] == [named(7)]
    inbox.delete_object(named(7))
    with pytest.raises(requests.HTTPError):
        inbox.get_object(named(7))
    with pytest.raises(AccessError):
        held.delete_object(named(1))


def test_stix2_reads_and_writes(server: taxii.Server) -> None:
    held = named_(server, "REL-A ·")
    source = stix2.TAXIICollectionSource(held, items_per_page=4)
    assert source.get(named(20, "malware"))["name"] == "object 20"
    found = source.query([stix2.Filter("type", "=", "malware")])
    assert {each["id"] for each in found} == {named(each, "malware") for each in (20, 21, 22)}
    assert len(source.all_versions(named(1))) == 2
    inbox = named_(server, "INBOX-")
    note = stix2.v21.Note(content="a note of theirs", object_refs=[named(1)])
    stix2.TAXIICollectionSink(inbox).add(note)
    back = stix2.TAXIICollectionSource(inbox).get(note.id)
    assert back.serialize() == note.serialize()


def test_cyware_polls_and_sends(place: Place, at: str) -> None:
    client = cytaxii2(at, "alfa", WORDS, version=2.1)
    assert client.root_discovery()["status_code"] == 200
    listed = client.collection_request()["response"]["collections"]
    held = next(each["id"] for each in listed if each["title"].startswith("REL-A ·"))
    found: list[str] = []
    place_ = None
    while True:
        answer = client.poll_request(held, limit=5, next=place_)["response"]
        found += [each["id"] for each in answer["objects"]]
        if not answer["more"]:
            break
        place_ = answer["next"]
    assert len(set(found)) == len(found) == 11
    one = client.poll_request(held, object_type="malware", added_after=stamp(-9000))["response"]
    assert len(one["objects"]) == 3
    inbox = next(each["id"] for each in listed if each["can_write"])
    sent = client.inbox_request(inbox, json.dumps({"objects": [stix(9)]}))
    assert sent["response"]["success_count"] == 1


def test_what_comes_while_somebody_pages_comes_after(place: Place, server: taxii.Server) -> None:
    held = named_(server, "REL-A ·")
    first = held.get_objects(limit=5)
    with Record.open(place.path) as record:
        put(record, "REL-A", stix(90), stix(2, 9))
    rest = held.get_objects(limit=100, next=first["next"])["objects"]
    seen = [each["id"] for each in (*first["objects"], *rest)]
    assert seen[-2:] == [named(90), named(2)]
    assert set(seen) == {named(each) for each in (*range(1, 9), 90)} | {
        named(each, "malware") for each in (20, 21, 22)
    }
