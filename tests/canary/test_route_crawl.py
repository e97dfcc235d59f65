"""Every route of the web, for every reader, over the plant: nothing hidden is ever met.

The crawl asks the application for its routes. A route without a way to visit it fails here, so a
new page cannot be forgotten.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Mount, Route

from inzet.record import Record
from inzet.web.app import create_app
from inzet.writing.drawer import Person, desk
from tests.canary.plant import ALLY, HOME, PARTNER, PUBLIC, STRANGER, Planted, plant, plant_drafts
from tests.canary.visits import GET, POST, Known, api
from tests.web.client import Client

READERS = (PUBLIC, HOME, ALLY, PARTNER, STRANGER)
NEVER = "kanarienergensgeplantx"
"""A word nobody planted; as long as it takes to be taken for one."""
NO_ID = "0123456789abcdef" * 4


WITHOUT_RECORD = {"/static"}
QUERIES = ("", "format=json", "format=csv", "known_on=2023-02-01", "as_of=2023-01-10&lang=nl")
OF_API = ("", "as_of=2023-01-10")
"""It has no other formats, and says so alike to everybody."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    made = plant(tmp_path_factory.mktemp("plant") / "plant.db")
    with Record.open(made.path) as record:
        plant_drafts(made, record, getpass.getuser(), "Somebody Else")
    return made


@pytest.fixture(autouse=True)
def person(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person of the workspace is who is logged in."""
    monkeypatch.delenv("INZET_PERSON", raising=False)


def door(planted: Planted, reader: str) -> Client:
    return Client(create_app(lambda: Record.open(planted.path), reader=_id_of(planted, reader)))


def known(planted: Planted, reader: str) -> Known:
    with Record.open(planted.path) as record:
        who = record.reader(_id_of(planted, reader))
        own = desk(record, Person.named(getpass.getuser()), who)
        names = tuple(card.name for card in own.drafts())
        return replace(Known.of(record.view(who)), drafts=names)


def _id_of(planted: Planted, reader: str) -> str | None:
    """The id of an organisation whose feeds came here; a bare name may be that of another."""
    if reader == HOME:
        return None
    with Record.open(planted.path) as record:
        ids = [each.id for each in record.readers() if each.name == reader]
    return max(ids, key=len)


def test_every_route_has_a_visit(planted: Planted) -> None:
    found = set(_routes(planted))
    registered = {("GET", path) for path in GET} | {("POST", path) for path in POST}
    assert found == registered, "register a way to visit every route, in tests/canary/visits"


def _routes(planted: Planted) -> Iterator[tuple[str, str]]:
    for route in create_app(lambda: Record.open(planted.path)).routes:
        if isinstance(route, Mount):
            assert route.path in WITHOUT_RECORD
        else:
            assert isinstance(route, Route)
            for method in (route.methods or {"GET"}) - {"HEAD", "OPTIONS"}:
                yield method, route.path


@pytest.mark.parametrize("reader", READERS)
def test_no_page_holds_what_is_hidden(planted: Planted, reader: str) -> None:
    client, seen = door(planted, reader), known(planted, reader)
    assert seen.papers
    for visits in GET.values():
        for path in visits(seen, NO_ID):
            for query in OF_API if path.startswith("/api/") else QUERIES:
                address = f"{path}{'&' if '?' in path else '?'}{query}" if query else path
                answer = client.get(address)
                assert answer.status_code < 500, address
                head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
                assert planted.met(reader, head + "\n" + answer.text) == [], (reader, address)


def test_the_crawl_would_meet_them(planted: Planted) -> None:
    """The control: what everybody else must not meet, the organisation itself does."""
    client, seen = door(planted, HOME), known(planted, HOME)
    shown = "".join(client.get(path).text for path in GET["/papers/{id}"](seen, NO_ID))
    assert planted.met(PUBLIC, shown)


@pytest.mark.parametrize("reader", READERS)
def test_hidden_and_missing_are_answered_alike(planted: Planted, reader: str) -> None:
    client, seen = door(planted, reader), known(planted, reader)
    hidden = sorted(planted.hidden_from(reader))
    words = [token for token in hidden if token in planted.words and len(token) > 20][::60]
    ids = [token for token in hidden if token in planted.ids and len(token) == 64][::30]
    probes = [*((w, NEVER) for w in words), *((i, NO_ID) for i in ids)]
    for place, (probe, nothing) in enumerate(probes):
        for route, visits in GET.items():
            if route.startswith(api.V) and place % 3:
                # It asks the same of the same view as the pages do; some names tell enough.
                continue
            asked, missing = visits(seen, probe), visits(seen, nothing)
            for path, other in zip(asked, missing, strict=True):
                if probe in path or probe[:10] in path:
                    _same(client, "GET", path, other, probe, nothing)
        for visits in POST.values():
            for path, other in zip(visits(seen, probe), visits(seen, nothing), strict=True):
                _same(client, "POST", path, other, probe, nothing)


def _same(client: Client, method: str, path: str, other: str, probe: str, nothing: str) -> None:
    one = client.ask(method, path, **_sent(method, path, probe))
    two = client.ask(method, other, **_sent(method, other, nothing))
    assert one.status_code == two.status_code, path
    assert _without(one.text, probe) == _without(two.text, nothing), path


def _sent(method: str, path: str, probe: str) -> dict[str, Any]:
    headers = {"Sec-Fetch-Site": "same-origin"}
    if method == "GET":
        return {"headers": headers}
    if path.startswith("/api/"):
        return {"json": api.body(path, probe), "headers": {**headers, "If-Match": "*"}}
    return {"data": {"entry": probe, "candidate": probe, "quote": probe}, "headers": headers}


def _without(text: str, token: str) -> str:
    for length in (len(token), 12, 10):
        text = text.replace(token[:length], "·")
    return text


@pytest.mark.parametrize("reader", sorted(set(READERS) - {HOME}))
def test_other_readers_change_nothing(planted: Planted, reader: str) -> None:
    before = Path(planted.path).read_bytes()
    client, seen = door(planted, reader), known(planted, reader)
    for visits in POST.values():
        for identity in (*seen.statements[:2], *seen.papers[:1]):
            for path in visits(seen, identity):
                if path.startswith("/api/"):
                    answer = client.post(path, json={}, headers={"If-Match": "*"})
                    assert answer.status_code == 403, path
                else:
                    answer = client.post(path, data={"act": "position", "span": "0-5"})
                    # Without accounts there is nothing to log in to.
                    assert answer.status_code in {404, 422}, path
                assert planted.met(reader, answer.text) == []
    assert Path(planted.path).read_bytes() == before


def _drafts(planted: Planted) -> list[str]:
    """Meetings of the drafts of everybody: of the person at the workspace first."""
    return sorted(each for each in planted.words if each.startswith("molletjemeeting"))


def test_drafts_are_there_for_their_own_drafter_alone(planted: Planted) -> None:
    own, others = _drafts(planted)
    client = door(planted, HOME)
    shown = client.get(f"/drafts/agenda/{own}/nl")
    assert shown.status_code == 200
    assert "molletjetextx" in shown.text, "the control: the crawl would meet it"
    doors = [(HOME, (others,)), *((name, (own, others)) for name in READERS if name != HOME)]
    for reader, theirs in doors:
        client = door(planted, reader)
        for name in theirs:
            for method, path in _of_one_draft(planted):
                asked, missing = (path.replace("{meeting}", each) for each in (name, NEVER))
                _same(client, method, asked, missing, name, NEVER)
                assert client.ask(method, asked).status_code in {404, 422}, (reader, asked)


def _of_one_draft(planted: Planted) -> list[tuple[str, str]]:
    filled = {"{kind}": "agenda", "{language}": "nl", "{suffix}": "txt"}
    found = []
    for method, path in _routes(planted):
        if path.startswith("/drafts/"):
            for name, value in filled.items():
                path = path.replace(name, value)
            found.append((method, path))
    return found


@pytest.mark.parametrize("reader", sorted(set(READERS) - {HOME}))
def test_another_reader_has_no_page_of_drafts_and_no_way_to_it(
    planted: Planted, reader: str
) -> None:
    client, seen = door(planted, reader), known(planted, reader)
    assert client.get("/drafts").status_code == 404
    for path in ("/", *(f"/meetings/{each}" for each in seen.meetings)):
        assert "/drafts" not in client.get(path).text
