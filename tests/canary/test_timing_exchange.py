"""What other programs and nodes ask: a hidden thing and one that never was take alike long."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from inzet.exchange.asking import wanted_body
from inzet.exchange.here import Here
from inzet.exchange.signing import Asking, signed_headers
from inzet.exchange.taxii.collections import collection_id
from inzet.record import Record
from inzet.record.keys import Key, fingerprint
from inzet.vocabulary.people import Person
from inzet.web.app import create_app
from tests.canary.plant import PARTNER, PUBLIC, Planted, plant
from tests.canary.test_timing import Asker, Slower, asking
from tests.canary.timing import BOUND, Compared, Took, told_apart
from tests.web.client import Client

_AT = "/taxii2/inzet/collections/"
COLLECTIONS = (
    "{id}/objects/",
    *(
        pytest.param(each, marks=pytest.mark.soak)
        for each in ("{id}/", "{id}/manifest/", "{id}/objects/?match[version]=all")
    ),
)
OBJECTS = (
    "{open}/objects/{id}/",
    *(
        pytest.param(each, marks=pytest.mark.soak)
        for each in (
            "{open}/objects/{id}/versions/",
            "{open}/objects/?match[id]={id}",
            "{open}/manifest/?match[id]={id}",
        )
    ),
)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(tmp_path_factory.mktemp("timing") / "plant.db")


@pytest.fixture(scope="module")
def path(planted: Planted) -> Path:
    return Path(planted.path)


def feeds(path: Path, reader: str) -> tuple[list[str], list[str]]:
    """Feeds that a reader may read, and those that are here beside them."""
    with Record.open(path) as record:
        seen = [each.id for each in record.view(record.reader(reader)).sources]
        every = [each.id for each in record.view(record.reader()).sources]
    return seen, [each for each in every if each not in seen]


def never(number: int) -> str:
    """The id of a feed that never was."""
    return f"{random.Random(number).getrandbits(256):064x}"


def asked(
    asker: Asker, address: Callable[[str], str], ids: list[str], none: list[str]
) -> Compared | None:
    """How the two differ at an address; None where they do not. They are answered alike."""
    statuses: set[int] = set()

    def took(some: list[str], number: int) -> Took:
        seconds, status = asker.took(address(some[number % len(some)]))
        statuses.add(status)
        return seconds

    found = told_apart(lambda n: took(ids, n), lambda n: took(none, n))
    assert len(statuses) == 1, statuses
    return found


@pytest.mark.parametrize("door", COLLECTIONS)
def test_a_hidden_collection_of_taxii(path: Path, door: str) -> None:
    _, hidden = feeds(path, PUBLIC)
    assert hidden
    app = create_app(lambda: Record.open(path), reader=PUBLIC)
    with asking(app) as asker:
        found = asked(
            asker,
            lambda id_: _AT + door.replace("{id}", id_),
            [collection_id(each) for each in hidden],
            [collection_id(never(number)) for number in range(len(hidden))],
        )
    assert found is None


@pytest.mark.parametrize("door", OBJECTS)
def test_a_hidden_object_in_a_collection_that_one_reads(path: Path, door: str) -> None:
    seen, hidden = feeds(path, PUBLIC)
    ours = Client(create_app(lambda: Record.open(path)))
    listed = {
        feed: {
            each["id"]
            for each in ours.get(f"{_AT}{collection_id(feed)}/manifest/").json().get("objects", [])
        }
        for feed in (*seen, *hidden)
    }
    open_ = max(seen, key=lambda feed: len(listed[feed]))
    ids = sorted(set().union(*(listed[feed] for feed in hidden)) - listed[open_])[:8]
    assert ids
    # Of the same types, as ids of another type could be told by that alone.
    none = [
        f"{each.partition('--')[0]}--{uuid.UUID(int=7 + number, version=4)}"
        for number, each in enumerate(ids)
    ]
    app = create_app(lambda: Record.open(path), reader=PUBLIC)
    with asking(app) as asker:
        found = asked(
            asker,
            lambda id_: _AT + door.replace("{open}", collection_id(open_)).replace("{id}", id_),
            ids,
            none,
        )
    assert found is None


@pytest.mark.soak
def test_a_millisecond_more_is_found_in_taxii(path: Path) -> None:
    _, hidden = feeds(path, PUBLIC)
    ids = [collection_id(each) for each in hidden]
    app = create_app(lambda: Record.open(path), reader=PUBLIC)
    with asking(Slower(app, ids, waits=False)) as asker:
        found = asked(
            asker,
            lambda id_: f"{_AT}{id_}/objects/",
            ids,
            [collection_id(never(number)) for number in range(len(ids))],
        )
    assert found is not None
    assert found.difference > BOUND


def test_a_feed_that_another_node_may_not_have(path: Path, tmp_path: Path) -> None:
    """Asked for by its id, signed, by a node that is exchanged with."""
    key = Key.create(tmp_path / "partner")
    id_ = fingerprint(key.public)
    with Record.open(path) as record:
        here = Here.of(record)
        here.peers.add(id_=id_, name=PARTNER, public_key=key.public)
        here.peers.confirm(id_, id_, Person.named("Anna"))
        own = record.organisation.id
    _, hidden = feeds(path, PARTNER)
    assert hidden
    none = [never(number) for number in range(len(hidden))]
    app = create_app(lambda: Record.open(path))
    statuses: set[int] = set()
    with asking(app) as asker:

        def took(some: list[str], number: int) -> Took:
            body = wanted_body({some[number % len(some)]: {}})
            signed = Asking("POST", "/nodes/parcels", "", body, own)
            headers = signed_headers(signed, by=id_, sign=key.sign, now=time.time())
            seconds, status = asker.took("/nodes/parcels", "POST", content=body, headers=headers)
            statuses.add(status)
            return seconds

        found = told_apart(lambda n: took(hidden, n), lambda n: took(none, n))
    assert statuses == {200}
    assert found is None
