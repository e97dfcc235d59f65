"""A test record with given ids and dates, in both shapes of file, and roots at their own places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from inzet.accounts import Accounts
from inzet.exchange.taxii import seeding, settings
from inzet.record import Record
from inzet.web.app import create_app
from inzet.web.house import House
from tests.exchange.taxii.objects import named, stamp, stix
from tests.web.client import Client
from tests.web.taxii.conftest import TAXII, basic

OPEN = "11111111-2222-4333-8444-555555555555"
WRITES = "11111111-2222-4333-8444-666666666666"
SHUT = "11111111-2222-4333-8444-777777777777"
AT = f"/group-one/collections/{OPEN}/"
DATES = (
    "2016-11-03T12:30:59.000000Z",
    "2014-05-08T09:00:00.000000Z",
    "2017-01-01T00:00:00.123456Z",
)


def collections() -> list[dict[str, Any]]:
    objects = [stix(1), stix(2), stix(1, 4)]
    dated = [
        {"id": each["id"], "version": each["modified"], "date_added": date}
        for each, date in zip(objects, DATES, strict=True)
    ]
    return [
        {"id": OPEN, "title": "High", "can_read": True, "can_write": False,
         "objects": objects, "manifest": dated},
        {"id": WRITES, "title": "Adding", "can_read": True, "can_write": True},
        {"id": SHUT, "title": "Shut", "can_read": False, "can_write": False},
    ]  # fmt: skip


def by_root() -> dict[str, Any]:
    """As medallion has it."""
    told = {"id": "2d086da7-0000-4000-8000-000000000001", "status": "pending", "total_count": 1}
    return {
        "/discovery": {"title": "Some", "default": "http://localhost/group-one/"},
        "group-one": {
            "information": {"title": "One", "versions": [TAXII], "max_content_length": 2000},
            "collections": collections(),
            "status": [told],
        },
        "other": {"information": {"title": "Other"}, "collections": []},
    }


def listed() -> dict[str, Any]:
    return {
        "users": [
            {"name": "admin", "password": "short"},
            {"name": "narrow", "password": "short", "may_add": False, "collections": [WRITES]},
        ],
        "roots": [{"name": "group-one", "path": "/group-one/", "collections": collections()}],
    }


def client(folder: Path, given: dict[str, Any], user: str = "admin", *more: str) -> Client:
    file, path = folder / "given.json", folder / "seeded.db"
    if not path.exists():
        file.write_text(json.dumps(given))
        assert seeding.main([str(file), "--record", str(path), *more]) == 0
    app = create_app(
        lambda: Record.open(path),
        accounts=Accounts(path),
        house=House(taxii=settings.read(path).paths),
    )
    return Client(app, headers={"Accept": TAXII, **basic(user, "short")})


def test_ids_titles_and_dates_are_those_given(tmp_path: Path) -> None:
    asks = client(tmp_path, by_root(), "admin", "--user", "admin:short")
    found = asks.get("/taxii2/").json()
    assert found["default"].endswith("/group-one/")
    assert len(found["api_roots"]) == 2
    assert asks.get("/group-one/").json()["max_content_length"] == 2000
    assert asks.get("/other/collections/").json() == {}
    got = asks.get("/group-one/collections/").json()["collections"]
    assert [(each["id"], each["title"], each["can_read"], each["can_write"]) for each in got] == [
        (OPEN, "High", True, False),
        (WRITES, "Adding", True, True),
        (SHUT, "Shut", False, False),
    ]
    manifest = asks.get(f"{AT}manifest/?match[version]=all").json()["objects"]
    assert [(each["id"], each["date_added"]) for each in manifest] == [
        (named(2), DATES[1]),
        (named(1), DATES[0]),
        (named(1), DATES[2]),
    ]
    later = asks.get(f"{AT}objects/?added_after={DATES[0]}")
    assert [each["modified"] for each in later.json()["objects"]] == [stamp(4)]
    assert later.headers["x-taxii-date-added-first"] == DATES[2]
    told = asks.get("/group-one/status/2d086da7-0000-4000-8000-000000000001/").json()
    assert told["status"] == "pending"


def test_what_may_be_done_is_what_is_given(tmp_path: Path) -> None:
    asks = client(tmp_path, listed())
    body = json.dumps({"objects": [stix(5)]})
    for id_, status in ((OPEN, 403), (WRITES, 202), (SHUT, 403)):
        at = f"/group-one/collections/{id_}/objects/"
        answer = asks.ask("POST", at, content=body, headers={"Content-Type": TAXII})
        assert answer.status_code == status
    assert asks.get(f"/group-one/collections/{SHUT}/objects/").status_code == 403
    assert asks.ask("DELETE", f"/group-one/collections/{SHUT}/objects/x/").status_code == 404
    assert asks.ask("DELETE", f"{AT}objects/{named(1)}/").status_code == 403
    written = f"/group-one/collections/{WRITES}/objects/{named(5)}/"
    assert asks.ask("DELETE", written).status_code == 200
    narrow = client(tmp_path, listed(), "narrow")
    got = narrow.get("/group-one/collections/").json()["collections"]
    assert [(each["id"], each["can_write"]) for each in got] == [(WRITES, False)]


def test_beside_a_root_a_client_is_told_in_its_own_words(tmp_path: Path) -> None:
    asks = client(tmp_path, listed())
    for missing in ("/nowhere/", "/nowhere/collections/", "/group-one/nothing/", "/group-one"):
        answer = asks.get(missing)
        assert answer.status_code in (404, 307)
        if answer.status_code == 404:
            assert answer.headers["content-type"] == TAXII
    assert asks.get("/papers", headers={"Accept": "text/html"}).status_code in (303, 401)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"roots": [{}]}', "[" * 100_000])
def test_a_file_that_gives_no_collections_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "given.json"
    file.write_text(text)
    assert seeding.main([str(file), "--record", str(tmp_path / "no.db")]) == 2
    assert not (tmp_path / "no.db").exists()
