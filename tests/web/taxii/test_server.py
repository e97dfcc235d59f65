"""TAXII 2.1 as its specification says it, asked without a socket."""

from __future__ import annotations

import json
import random
import uuid
from typing import Any

import httpx
import pytest

from tests.exchange.taxii.objects import named, stamp, stix
from tests.web.client import Client
from tests.web.taxii.conftest import ROOT, TAXII, Place, basic


def collections(client: Client) -> dict[str, dict[str, Any]]:
    """By marking."""
    found = client.get(ROOT + "collections/").json().get("collections", [])
    return {each["title"].split(" · ")[0].split("-" * 2)[0]: each for each in found}


def address(client: Client, marking: str, rest: str = "objects/") -> str:
    found = next(each for name, each in collections(client).items() if name.startswith(marking))
    return f"{ROOT}collections/{found['id']}/{rest}"


def post(client: Client, to: str, *objects: dict[str, Any]) -> httpx.Response:
    return client.ask(
        "POST", to, content=json.dumps({"objects": objects}), headers={"Content-Type": TAXII}
    )


def ids(answer: httpx.Response) -> list[str]:
    return [each["id"] for each in answer.json().get("objects", [])]


def test_discovery_leads_to_every_collection(place: Place) -> None:
    client = place.client("alfa")
    found = client.get("/taxii2/")
    assert found.headers["content-type"] == TAXII
    root = found.json()["api_roots"][0]
    assert root == found.json()["default"]
    assert root.endswith(ROOT)
    assert TAXII in client.get(ROOT).json()["versions"]
    listed = collections(client)
    assert [name[:6] for name in listed] == ["REL-A", "REL-AB", "INBOX-"]
    for each in listed.values():
        assert uuid.UUID(each["id"]).version == 4
        for name in (each["id"], each["alias"]):
            assert client.get(f"{ROOT}collections/{name}/").json() == each
    assert [each["can_write"] for each in listed.values()] == [False, False, True]


def test_each_client_sees_what_its_organisation_may_read(place: Place) -> None:
    assert [name[:6] for name in collections(place.client("beta"))] == ["REL-AB", "INBOX-"]
    assert [name[:6] for name in collections(place.client("looks"))] == ["REL-A", "REL-AB"]
    own = collections(place.client("own"))
    assert [name[:6] for name in own] == ["INTERN", "REL-A", "REL-AB", "INBOX-"]


def test_what_is_hidden_is_answered_like_what_never_was(place: Place) -> None:
    alfa, beta = place.client("alfa"), place.client("beta")
    hidden = collections(alfa)["REL-A"]["id"]
    for rest in (
        "",
        "manifest/",
        "objects/",
        f"objects/{named(1)}/",
        f"objects/{named(1)}/versions/",
    ):
        one = beta.get(f"{ROOT}collections/{hidden}/{rest}")
        other = beta.get(f"{ROOT}collections/{uuid.uuid4()}/{rest}")
        assert (one.status_code, one.json()) == (404, other.json())
    post_one = post(beta, f"{ROOT}collections/{hidden}/objects/", stix(1))
    assert (post_one.status_code, post_one.json()) == (404, one.json())


def test_markings_are_listed_for_who_may_read_them(place: Place) -> None:
    found = place.client("beta").get(ROOT + "markings/").json()["markings"]
    assert [(each["marking"], each["organisation"]) for each in found] == [("REL-AB", "Home")]


def test_pages_by_next_neither_skip_nor_repeat(place: Place) -> None:
    client = place.client("alfa")
    at = address(client, "REL-A")
    whole = client.get(at)
    assert whole.json()["more"] is False
    assert len(ids(whole)) == 11
    for kind in ("objects/", "manifest/"):
        found: list[str] = []
        place_ = ""
        while True:
            answer = client.get(
                address(client, "REL-A", kind),
                params={"limit": 3, **({"next": place_} if place_ else {})},
            )
            found += ids(answer)
            assert answer.json()["more"] is ("next" in answer.json())
            if not answer.json()["more"]:
                break
            place_ = answer.json()["next"]
        assert found == ids(whole)


def test_a_place_is_bound_to_filters_collection_and_reader(place: Place) -> None:
    alfa, own = place.client("alfa"), place.client("own")
    at = address(alfa, "REL-A")
    place_ = alfa.get(at, params={"limit": 2}).json()["next"]
    assert alfa.get(at, params={"limit": 5, "next": place_}).status_code == 200
    for client, where, more in (
        (alfa, at, {"match[type]": "malware"}),
        (alfa, address(alfa, "REL-AB"), {}),
        (alfa, address(alfa, "REL-A", "manifest/"), {}),
        (own, at, {}),
    ):
        answer = client.get(where, params={"next": place_, **more})
        assert answer.status_code == 400, more
    assert alfa.get(at, params={"next": "AAAA"}).status_code == 400


def test_added_after_is_strictly_later(place: Place) -> None:
    client = place.client("alfa")
    at = address(client, "REL-A")
    first = client.get(at, params={"match[type]": "indicator", "limit": 1})
    time = first.headers["x-taxii-date-added-first"]
    assert time == first.headers["x-taxii-date-added-last"]
    later = ids(client.get(at, params={"added_after": time}))
    assert later == [named(each, "malware") for each in (20, 21, 22)] + [named(1)]
    last = client.get(at).headers["x-taxii-date-added-last"]
    assert client.get(at, params={"added_after": last}).json() == {}


def test_filters(place: Place) -> None:
    client = place.client("alfa")
    at = address(client, "REL-A")

    def count(**match: str) -> int:
        asked = {f"match[{name}]": value for name, value in match.items()}
        return len(ids(client.get(at, params=asked)))

    assert count(type="malware") == 3
    assert count(type="malware,indicator") == 11
    assert count(id=f"{named(1)},{named(2)},{named(99)}") == 2
    assert count(id=named(1), version="all") == 2
    assert count(version="first") == 11
    assert count(version=stamp(5)) == 1
    assert count(version=f"first,{stamp(5)}") == 12
    assert count(spec_version="2.0") == 0
    assert count(spec_version="2.0,2.1") == 11
    assert count(type="malware", id=named(1)) == 0
    assert count(unheard_of="x") == 11


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=-1",
        "limit=x",
        "limit=",
        "limit=1&limit=2",
        "added_after=yesterday",
        "added_after=2024-01-01",
        "added_after=",
        "match[version]=all,last",
        "match[version]=new",
        "match[type]=",
        "match[type]=a,,b",
        "match[type]=a&match[type]=b",
        "next=",
        "match[id]=" + ",".join(["x"] * 300),
    ],
)
def test_a_malformed_filter_is_refused(place: Place, query: str) -> None:
    client = place.client("alfa")
    answer = client.get(f"{address(client, 'REL-A')}?{query}")
    assert answer.status_code == 400
    assert answer.json()["http_status"] == "400"
    assert answer.json()["title"]


def test_one_object_and_its_versions(place: Place) -> None:
    client = place.client("alfa")
    one = address(client, "REL-A", f"objects/{named(1)}/")
    assert client.get(one).json()["objects"][0]["name"] == "object 1, later"
    assert len(ids(client.get(one, params={"match[version]": "all"}))) == 2
    assert client.get(one, params={"match[version]": stamp(300)}).json() == {}
    found = client.get(one + "versions/")
    assert found.json() == {"more": False, "versions": [stamp(0), stamp(5)]}
    for missing in ("", "versions/"):
        absent = address(client, "REL-A", f"objects/{named(99)}/{missing}")
        assert client.get(absent).status_code == 404


def test_a_manifest_tells_of_the_same_objects(place: Place) -> None:
    client = place.client("alfa")
    found = client.get(address(client, "REL-A", "manifest/")).json()["objects"]
    assert [each["id"] for each in found] == ids(client.get(address(client, "REL-A")))
    assert set(found[0]) == {"id", "date_added", "version", "media_type"}


def test_media_types_are_checked(place: Place) -> None:
    client = place.client("alfa")
    at, inbox = address(client, "REL-A"), address(client, "INBOX-")
    for good in (
        "application/taxii+json",
        f"text/html, {TAXII}",
        "*/*",
        'application/taxii+json; version="2.1"',
    ):
        assert client.get(at, headers={"Accept": good}).status_code == 200, good
    for wrong in (
        "application/json",
        "application/taxii+json;version=2.0",
        "text/html",
        f"{TAXII};q=0",
    ):
        answer = client.get(at, headers={"Accept": wrong})
        assert (answer.status_code, answer.headers["content-type"]) == (406, TAXII)
    body = json.dumps({"objects": [stix(1)]})
    for wrong in ("application/json", "application/taxii+json;version=2.0", ""):
        answer = client.ask("POST", inbox, content=body, headers={"Content-Type": wrong})
        assert answer.status_code == 415
    assert client.ask("PUT", inbox).status_code == 405


def test_who_is_nobody_is_told_how_to_show_who_they_are(place: Place) -> None:
    for headers in ({}, basic("alfa", "wrong"), basic("nobody"), {"Authorization": "Basic %%%"}):
        client = place.client(None)
        answer = client.get("/taxii2/", headers=headers)
        assert answer.status_code == 401
        assert "Basic" in answer.headers["www-authenticate"]
        assert "Bearer" in answer.headers["www-authenticate"]
        assert answer.headers["content-type"] == TAXII


def test_a_password_opens_no_page(place: Place) -> None:
    client = place.client("own")
    assert client.get("/papers?format=json").status_code == 401
    assert client.get("/taxii2/").status_code == 200


def test_a_password_that_was_changed_opens_nothing_at_once(place: Place) -> None:
    client = place.client("alfa")
    assert client.get("/taxii2/").status_code == 200
    place.accounts.people.set_password("alfa", "five other words that suffice")
    assert client.get("/taxii2/").status_code == 401
    assert place.client("alfa", "five other words that suffice").get("/taxii2/").status_code == 200
    place.accounts.people.change("alfa", active=False)
    assert place.client("alfa", "five other words that suffice").get("/taxii2/").status_code == 401


def test_a_token_adds_where_it_may(place: Place) -> None:
    account = place.accounts.people.named("alfa")
    read, _ = place.accounts.tokens.make(account, "reads")
    adds, _ = place.accounts.tokens.make(account, "adds", scopes=["contribute"])
    client = place.client(None)
    for secret, writes in ((read, False), (adds, True)):
        shown = {"Authorization": f"Bearer {secret}"}
        found = client.get(ROOT + "collections/", headers=shown).json()["collections"]
        assert any(each["can_write"] for each in found) is writes


def test_objects_are_added_read_and_deleted(place: Place) -> None:
    alfa, own, beta = (place.client(name) for name in ("alfa", "own", "beta"))
    inbox = address(alfa, "INBOX-")
    assert alfa.get(inbox).json() == {}
    text = (
        '{"type":"note", "id":"note--00000000-0000-4000-8000-0000000000aa",\n "x_odd": 1.50, '
        '"spec_version":"2.1","created":"2024-01-01T00:00:00.000Z",'
        '"modified":"2024-01-01T00:00:00.000Z"}'
    )
    answer = alfa.ask(
        "POST", inbox, content=f'{{"objects":[{text}]}}', headers={"Content-Type": TAXII}
    )
    assert answer.status_code == 202
    status = answer.json()
    assert (status["status"], status["total_count"], status["success_count"]) == ("complete", 1, 1)
    assert alfa.get(f"{ROOT}status/{status['id']}/").json() == status
    assert beta.get(f"{ROOT}status/{status['id']}/").status_code == 404
    # Kept as it came, to the byte.
    assert text in alfa.get(inbox).text
    assert text in own.get(inbox).text
    assert beta.get(inbox).status_code == 404
    one = f"{inbox}note--00000000-0000-4000-8000-0000000000aa/"
    assert own.ask("DELETE", one).status_code == 403
    gone = alfa.ask("DELETE", one)
    assert (gone.status_code, gone.content) == (200, b"")
    assert alfa.get(one).status_code == 404
    assert alfa.get(inbox).json() == {}
    assert alfa.ask("DELETE", one).status_code == 404


def test_what_is_here_already_is_no_failure_and_is_not_added_again(place: Place) -> None:
    client = place.client("alfa")
    inbox = address(client, "INBOX-")
    for _ in range(2):
        status = post(client, inbox, stix(1), stix(1), stix(1, 2)).json()
        assert (status["success_count"], status["failure_count"]) == (3, 0)
    assert len(ids(client.get(inbox, params={"match[version]": "all"}))) == 2


def test_each_object_that_cannot_be_taken_is_named_with_the_reason(place: Place) -> None:
    client = place.client("alfa")
    inbox = address(client, "INBOX-")
    deep: Any = "x"
    for _ in range(150):
        deep = [deep]
    wrong = [
        stix(1) | {"id": "indicator--1"},
        stix(2) | {"type": "malware"},
        stix(3) | {"spec_version": "1.2"},
        stix(4) | {"modified": "yesterday"},
        stix(5, x_deep=deep),
        {"type": "indicator"},
    ]
    status = post(client, inbox, stix(10), *wrong).json()
    assert (status["success_count"], status["failure_count"]) == (1, len(wrong))
    assert all(each["message"] for each in status["failures"])
    assert ids(client.get(inbox)) == [named(10)]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"objects": []}',
        b'{"objects": {}}',
        b'{"type": "indicator"}',
        b'{"objects": [' + b"[" * 100_000,
        b'{"objects": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"objects": ["\xff\xfe"]}',
        b'{"objects": [1e999999999]',
        b"\x00" * 100,
    ],
)
def test_a_body_that_is_no_envelope_is_refused(place: Place, body: bytes) -> None:
    client = place.client("alfa")
    inbox = address(client, "INBOX-")
    answer = client.ask("POST", inbox, content=body, headers={"Content-Type": TAXII})
    assert answer.status_code in (202, 422)
    if answer.status_code == 202:
        assert answer.json()["success_count"] == 0
    assert client.get(inbox).json() == {}


def test_too_much_at_once_is_refused(place: Place) -> None:
    client = place.client("alfa")
    inbox = address(client, "INBOX-")
    limit = client.get(ROOT).json()["max_content_length"]
    body = b'{"objects":[' + b" " * limit + b"]}"
    answer = client.ask("POST", inbox, content=body, headers={"Content-Type": TAXII})
    assert answer.status_code == 413


def test_whatever_is_asked_is_answered_in_taxii(place: Place) -> None:
    chance = random.Random(11)
    client = place.client("alfa")
    known = collections(client)["REL-A"]["id"]
    odd = (
        "",
        "%00",
        "'; --",
        "\u202e",
        "x" * 5000,
        "1e309",
        "[]",
        "\ud7ff",
        "*",
    )
    parts = (*odd, known, "objects", "manifest", "versions", "status", "inzet", named(1))
    names = ("match[id]", "match[type]", "match[version]", "match[]", "match", "limit", "next",
             "added_after", "match[spec_version]", "format")  # fmt: skip
    values = (*odd, "all", "first,last", "2024-01-01T00:00:00Z", "99999999999999999999", "-1")
    met = set()
    for _ in range(150):
        below = "/".join(chance.choice(parts) for _ in range(chance.randrange(1, 4)))
        path = f"/taxii2/{below}/"
        if chance.random() < 0.5:
            path = f"{ROOT}collections/{known}/{chance.choice(parts)}/"
        query = [(chance.choice(names), chance.choice(values)) for _ in range(3)]
        answer = client.ask(
            chance.choice(("GET", "GET", "POST", "DELETE", "HEAD")),
            path,
            params=query,
            headers={"Content-Type": chance.choice((TAXII, "text/plain"))},
            content=chance.choice((b"", b"{}", b'{"objects":[1,null,{}]}')),
        )
        assert answer.status_code < 500, (path, query)
        met.add(answer.status_code)
        if answer.status_code not in (307, 200):
            assert answer.headers["content-type"] == TAXII, (path, answer.status_code)
    assert {400, 404, 405} <= met


def test_versions_are_deleted_one_by_one(place: Place) -> None:
    client = place.client("alfa")
    inbox = address(client, "INBOX-")
    post(client, inbox, *(stix(1, day) for day in range(4)))
    one = f"{inbox}{named(1)}/"
    for version, left in ((stamp(1), 3), ("first", 2), ("last", 1)):
        assert client.ask("DELETE", one, params={"match[version]": version}).status_code == 200
        assert len(client.get(one + "versions/").json()["versions"]) == left
    assert client.get(one).json()["objects"][0]["modified"] == stamp(2)
    assert client.ask("DELETE", one, params={"match[version]": stamp(1)}).status_code == 404


def test_nobody_adds_to_or_deletes_from_what_was_released(place: Place) -> None:
    client = place.client("alfa")
    assert post(client, address(client, "REL-A"), stix(1)).status_code == 403
    one = address(client, "REL-A", f"objects/{named(1)}/")
    assert client.ask("DELETE", one).status_code == 403
    looks = place.client("looks")
    assert all(not each["can_write"] for each in collections(looks).values())


def test_reading_what_is_marked_is_kept_for_the_audit(place: Place) -> None:
    client = place.client("alfa")
    client.get(address(client, "REL-A"))
    place.accounts.audit.flush()
    event = place.accounts.audit.events(who="alfa", kind="read")[0]
    assert event.count == 11
    assert "/objects/" in event.what
