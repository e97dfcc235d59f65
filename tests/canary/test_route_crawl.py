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
from tests.canary.plant import (
    ALLY,
    HOME,
    PARTNER,
    PUBLIC,
    STRANGER,
    Planted,
    plant,
    plant_drafts,
    plant_refusal,
)
from tests.canary.visits import DELETE, GET, POST, Known, api
from tests.web.client import Client

READERS = (PUBLIC, HOME, ALLY, PARTNER, STRANGER)
NEVER = "kanarienergensplantx"
"""A word nobody planted; as long as it takes to be taken for one."""
NO_ID = "0123456789abcdef" * 4


WITHOUT_RECORD = {"/static"}
QUERIES = ("", "format=json", "format=csv", "known_on=2023-02-01", "as_of=2023-01-10&lang=nl")
OF_API = ("", "as_of=2023-01-10")
"""It has no other formats, and says so alike to everybody."""


def looked_at(seen: Known, reader: int, *, few: int | None = None) -> Iterator[tuple[str, str]]:
    """Every door for a reader by number: its first address and half of the others as they are.

    The first is asked in one of its other formats and moments too, each reader in another, so that
    over five readers every door is met in all of them, and every address by two at least.

    Args:
        few: no more than so many addresses of each door.
    """
    for number, (door, visits) in enumerate(GET.items()):
        addresses = visits(seen, NO_ID)[:few]
        others = (OF_API if door.startswith("/api/") else QUERIES)[1:]
        for place, address in enumerate(addresses):
            if place == 0 or (number + place + reader) % 2:
                yield door, address
            if place == 0:
                query = others[(number + reader) % len(others)]
                yield door, f"{address}{'&' if '?' in address else '?'}{query}"


def tried(planted: Planted, reader: str, turn: int) -> tuple[tuple[str, str], ...]:
    """Hidden names to ask for, with one that never was: a word, and two ids of other things."""
    hidden = sorted(planted.hidden_from(reader))
    words = [each for each in hidden if each in planted.words and len(each) == len(NEVER)]
    ids = [each for each in hidden if each in planted.ids and len(each) == len(NO_ID)]
    assert ids
    chosen = (ids[turn % len(ids)], ids[-1 - turn % len(ids)])
    return (*((each, NEVER) for each in words[turn::97][:1]), *((each, NO_ID) for each in chosen))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    made = plant(tmp_path_factory.mktemp("plant") / "plant.db")
    with Record.open(made.path) as record:
        plant_drafts(made, record, getpass.getuser(), "Somebody Else")
        plant_refusal(made, record)
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
    tables = (("GET", GET), ("POST", POST), ("DELETE", DELETE))
    registered = {(method, path) for method, table in tables for path in table}
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
    client, seen, met = door(planted, reader), known(planted, reader), planted.watch(reader)
    assert seen.papers
    for _, address in looked_at(seen, READERS.index(reader)):
        answer = client.get(address)
        assert answer.status_code < 500, address
        head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        assert met(head + "\n" + answer.text) == [], (reader, address)


def test_over_the_readers_every_door_is_met_in_every_way(planted: Planted) -> None:
    seen = known(planted, HOME)
    met: dict[str, set[str]] = {}
    plain: list[str] = []
    for turn in range(len(READERS)):
        for path, address in looked_at(seen, turn):
            plain.append(address)
            ways = OF_API if path.startswith("/api/") else QUERIES
            met.setdefault(path, set()).update(
                each for each in ways if each and address.endswith(each)
            )
    missing = {
        path: each
        for path, found in met.items()
        if (each := {*(OF_API if path.startswith("/api/") else QUERIES)} - {""} - found)
    }
    assert missing == {}
    assert set(met) == set(GET)
    every = [each for visits in GET.values() for each in visits(seen, NO_ID)]
    assert [each for each in every if plain.count(each) < 2] == []


def test_the_watch_finds_what_a_page_could_show_of_a_hidden_thing(planted: Planted) -> None:
    """Words and ids whole, ids shortened, in any case, in the middle of anything."""
    met = planted.watch(PUBLIC)
    hidden = planted.hidden_from(PUBLIC)
    assert len(hidden) > 500
    for token in hidden:
        for shown in (token, f"xx{token}yy", token.upper(), f"<a href='/papers/0{token}1'>"):
            assert token in met(shown)
    for token in sorted(hidden & set(planted.ids)):
        assert token in met(f"/papers/{token[:12]}…")
    assert met(" ".join(planted.words_visible_to(PUBLIC))) == []


def test_the_crawl_would_meet_them(planted: Planted) -> None:
    """The control: what everybody else must not meet, the organisation itself does."""
    client, seen = door(planted, HOME), known(planted, HOME)
    shown = "".join(client.get(path).text for path in GET["/papers/{id}"](seen, NO_ID))
    assert planted.met(PUBLIC, shown)


@pytest.mark.parametrize("reader", READERS)
def test_hidden_and_missing_are_answered_alike(planted: Planted, reader: str) -> None:
    client, seen, turn = door(planted, reader), known(planted, reader), READERS.index(reader)
    probes = tried(planted, reader, turn)
    assert len(probes) == 3 or reader == HOME
    for method, table in (("GET", GET), ("POST", POST), ("DELETE", DELETE)):
        for number, visits in enumerate(table.values()):
            # Of a word and two ids one at each door, and the next for the next reader.
            probe, nothing = probes[(number + turn) % len(probes)]
            asked, missing = visits(seen, probe), visits(seen, nothing)
            for path, other in zip(asked, missing, strict=True):
                if method != "GET" or probe in path or probe[:10] in path:
                    _same(client, method, path, other, probe, nothing)


def _same(client: Client, method: str, path: str, other: str, probe: str, nothing: str) -> None:
    one = client.ask(method, path, **_sent(method, path, probe))
    two = client.ask(method, other, **_sent(method, other, nothing))
    assert one.status_code == two.status_code, path
    told, missing = (_without(each.text, probe, nothing) for each in (one, two))
    assert told == missing, path


def _sent(method: str, path: str, probe: str) -> dict[str, Any]:
    headers = {"Sec-Fetch-Site": "same-origin"}
    if method != "POST":
        return {"headers": headers}
    if path.startswith("/api/"):
        return {"json": api.body(path, probe), "headers": {**headers, "If-Match": "*"}}
    return {"data": {"entry": probe, "candidate": probe, "quote": probe}, "headers": headers}


def _without(text: str, *tokens: str) -> str:
    """Without what was asked for, which is told back, perhaps shortened; of another word that
    begins alike the beginning goes from both answers."""
    for token in tokens:
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
                    # Without accounts there is nothing to log in to; nodes are asked signed.
                    refused = {401} if path.startswith("/nodes/") else {404, 422}
                    assert answer.status_code in refused, path
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
