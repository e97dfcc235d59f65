"""What other nodes ask, as each organisation over the plant: signed by a member of audiences, by
one of none, by a key that nobody knows. Nothing hidden is met, by word, id, count or size.
"""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from inzet.exchange.asking import vouches_body, wanted_body
from inzet.exchange.frames import Batch, End, Frame, Offer, Unpacking, said_of
from inzet.exchange.here import Here
from inzet.exchange.peers import Peers
from inzet.exchange.signing import Asking, signed_headers
from inzet.exchange.taking import feed_id
from inzet.record import Record
from inzet.record.keys import Key, fingerprint
from inzet.vocabulary.people import Person
from inzet.web.app import create_app
from tests.canary.plant import ALLY, HOME, PARTNER, Planted, plant
from tests.web.client import Client

STRANGE = "0123456789abcdef" * 4


class Asker:
    """An organisation that asks the planted node, with a key of its own."""

    def __init__(self, planted: Planted, key: Key, to: str) -> None:
        self._client = Client(create_app(lambda: Record.open(planted.path)))
        self._key, self._to = key, to
        self.id = fingerprint(key.public)

    def ask(self, method: str, path: str, body: bytes = b"") -> httpx.Response:
        asking = Asking(method, path, "", body, self._to)
        headers = signed_headers(asking, by=self.id, sign=self._key.sign, now=time.time())
        return self._client.ask(method, path, content=body, headers=headers)

    def frames(self, method: str, path: str, body: bytes = b"") -> list[Frame]:
        answer = self.ask(method, path, body)
        assert answer.status_code == 200, answer.text
        return list(Unpacking([answer.content], most=2**30))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(tmp_path_factory.mktemp("nodes") / "plant.db")


@pytest.fixture(scope="module")
def askers(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Asker]:
    """By name: Allyland and Partnerland by keys that stand for theirs, and keys that nobody knows
    or nobody confirmed. Theirs are put into the audiences, as the plant keeps no keys."""
    folder = tmp_path_factory.mktemp("keys")
    keys = {name: Key.create(folder / name) for name in (ALLY, PARTNER, "Nobody", "Unconfirmed")}
    with Record.open(planted.path) as record:
        here = Here.of(record)
        for name in (ALLY, PARTNER, "Unconfirmed"):
            id_ = fingerprint(keys[name].public)
            here.peers.add(id_=id_, name=name, public_key=keys[name].public)
            if name != "Unconfirmed":
                here.peers.confirm(id_, id_, Person.named("Anna"))
        for audience, names in (("REL-ALLY", [ALLY]), ("REL-BOTH", [ALLY, PARTNER])):
            now = record.audiences()[audience]
            more = [fingerprint(keys[name].public) for name in names]
            record.define_audience(audience, [*now, *more])
        own = record.organisation.id
    return {name: Asker(planted, key, own) for name, key in keys.items()}


def test_every_route_of_nodes_is_asked_here(planted: Planted) -> None:
    app = create_app(lambda: Record.open(planted.path))
    found = {each.path for each in app.routes if isinstance(each, Route)}
    assert {each for each in found if each.startswith("/nodes")} == {
        "/nodes/self",
        "/nodes/feeds",
        "/nodes/parcels",
        "/nodes/vouches",
        "/nodes/witnesses",
    }


@pytest.mark.parametrize("name", [ALLY, PARTNER])
def test_a_peer_meets_nothing_that_is_hidden_from_it(
    planted: Planted, askers: dict[str, Asker], name: str
) -> None:
    asker, met = askers[name], planted.watch(name)
    answer = asker.ask("GET", "/nodes/feeds")
    assert met(answer.content) == []
    offers = {
        feed_id(each): each
        for each in Unpacking([answer.content], most=2**30)
        if isinstance(each, Offer)
    }
    markings = {each.marking for each in offers.values() if each.organisation == HOME}
    assert markings == {"PUBLIC", "REL-BOTH", *(["REL-ALLY"] if name == ALLY else [])}
    with Record.open(planted.path) as record:
        every = record.view(record.reader()).state()
        hidden = set(every) - set(offers)
        assert hidden
    # Asked for by its id, a feed that is hidden gives what one that never was gives: nothing.
    body = wanted_body({feed: {} for feed in (*offers, *hidden, STRANGE)})
    answer = asker.ask("POST", "/nodes/parcels", body)
    assert met(answer.content) == []
    frames = list(Unpacking([answer.content], most=2**30))
    assert {each.parcel.marking for each in frames if isinstance(each, Batch)} == {
        each.marking for each in offers.values()
    }
    only = asker.frames("POST", "/nodes/parcels", wanted_body({feed: {} for feed in hidden}))
    none = asker.frames("POST", "/nodes/parcels", wanted_body({STRANGE: {}}))
    assert [type(each) for each in only] == [type(each) for each in none] == [End]
    assert isinstance(only[0], End)
    assert hidden.isdisjoint(said_of(only[0]).feeds)
    vouched = asker.frames("POST", "/nodes/vouches", vouches_body([*hidden, STRANGE]))
    assert [type(each) for each in vouched] == [End]


def test_the_crawl_would_meet_a_canary(planted: Planted, askers: dict[str, Asker]) -> None:
    with Record.open(planted.path) as record:
        every = record.view(record.reader()).state()
    answer = askers[ALLY].ask("POST", "/nodes/parcels", wanted_body({feed: {} for feed in every}))
    assert planted.met(PARTNER, answer.content)


_ASKED = ("GET", "/nodes/feeds"), ("POST", "/nodes/parcels"), ("POST", "/nodes/vouches")


def test_who_is_not_confirmed_is_answered_alike(planted: Planted, askers: dict[str, Asker]) -> None:
    told = set()
    for name in ("Nobody", "Unconfirmed"):
        for method, path in _ASKED:
            answer = askers[name].ask(method, path)
            told.add((answer.status_code, answer.content))
    client = Client(create_app(lambda: Record.open(planted.path)))
    told.add((client.get("/nodes/feeds").status_code, client.get("/nodes/feeds").content))
    assert len(told) == 1
    assert next(iter(told))[0] == 401


def test_the_book_is_of_this_record_alone(planted: Planted, askers: dict[str, Asker]) -> None:
    with Record.open(planted.path) as record:
        names = {each.name for each in Peers(Path(record.path), record.organisation.id).all()}
    assert names == {ALLY, PARTNER, "Unconfirmed"}
    assert len(askers) == 4
