"""Other nodes on the page of the exchange: who they are, confirming, removing, forks with proof."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from inzet.exchange.fingerprints import readable
from inzet.exchange.peers import Peers
from inzet.record import Record
from inzet.record.changing import beside
from inzet.record.forks import check_evidence
from inzet.vocabulary.people import Person
from inzet.web.app import create_app
from tests.record.claiming import claim, take
from tests.web.client import Client
from tests.web.workspace import Workspace

ALLY, STRANGE = "ab" * 32, "cd" * 32


def book(workspace: Workspace) -> Peers:
    with workspace.open() as record:
        return Peers(record.path, record.organisation.id)


@pytest.fixture
def known(workspace: Workspace) -> Workspace:
    """With a peer that nobody confirmed yet, who passes a stranger on."""
    peers = book(workspace)
    peers.add(id_=ALLY, name="Allyland", url="https://ally.example.org")
    trouble = "REL-X of Allyland: it does not prove"
    peers.note(ALLY, error=trouble, met={STRANGE: "Strangeland"})
    return workspace


def test_a_peer_is_confirmed_by_typing_what_it_told(known: Workspace) -> None:
    client = Client(create_app(known.open))
    page = client.get("/exchange").text
    for words in (readable(ALLY), "not confirmed: nothing is exchanged", "it does not prove"):
        assert words in page
    assert "Strangeland" in page
    refused = client.post(f"/admin/peers/{ALLY}/confirm", data={"fingerprint": STRANGE})
    assert refused.status_code == 422
    assert "another one" in refused.text
    short = client.post(f"/admin/peers/{ALLY}/confirm", data={"fingerprint": ALLY[:20]})
    assert short.status_code == 400
    done = client.post(f"/admin/peers/{ALLY}/confirm", data={"fingerprint": readable(ALLY)})
    assert done.status_code == 303
    peer = book(known).by_id(ALLY)
    assert peer is not None
    assert peer.is_confirmed
    assert f"confirmed by {peer.confirmed_by}" in client.get("/exchange").text


def test_a_peer_is_removed_by_who_is_sure(known: Workspace) -> None:
    client = Client(create_app(known.open))
    assert client.post(f"/admin/peers/{ALLY}/remove", data={}).status_code == 422
    assert book(known).by_id(ALLY) is not None
    assert client.post(f"/admin/peers/{ALLY}/remove", data={"sure": "yes"}).status_code == 303
    assert book(known).by_id(ALLY) is None
    assert client.post(f"/admin/peers/{ALLY}/remove", data={"sure": "yes"}).status_code == 404


def test_another_reader_learns_of_no_peer(known: Workspace) -> None:
    for reader in ("PUBLIC",):
        client = Client(create_app(known.open, reader=reader))
        for address in ("/exchange", "/exchange?format=json", "/exchange?lang=nl"):
            page = client.get(address).text
            for hidden in (ALLY[:12], readable(ALLY)[:14], "Allyland", "Strangeland"):
                assert hidden not in page, (reader, address)
        answer = client.post(f"/admin/peers/{ALLY}/confirm", data={"fingerprint": ALLY})
        assert answer.status_code == 422
    assert not book(known).confirmed()


def test_a_fork_is_shown_with_its_proof_to_whoever_reads_the_feed(workspace: Workspace) -> None:
    evidence, feed = forked(workspace)
    for reader in (None, "PUBLIC"):
        client = Client(create_app(workspace.open, reader=reader))
        assert "Two histories" in client.get("/exchange").text
        assert "Twee geschiedenissen" in client.get("/exchange?lang=nl").text
        answer = client.get(f"/exchange/forks/{feed}/0")
        assert answer.content == evidence
        assert check_evidence(answer.content).feed == feed
        for missing in (f"/exchange/forks/{feed}/1", f"/exchange/forks/{feed}/x"):
            assert client.get(missing).status_code == 404
        assert client.get(f"/exchange/forks/{STRANGE}/0").status_code == 404


def test_a_claim_that_is_not_so_is_told(workspace: Workspace) -> None:
    claimed = lied(workspace)
    client = Client(create_app(workspace.open))
    page = client.get("/exchange").text
    assert "Allyland, Public, says that it erased an entry that Ministry of Examples" in page
    assert claimed in page
    assert "Wat niet waar is" in client.get("/exchange?lang=nl").text
    (told,) = client.get("/exchange?format=json").json()["false_claims"]
    assert (told["organisation"], told["entries"]) == ("Allyland", [claimed])
    client.post("/admin/prove", data={})
    deadline = time.monotonic() + 20
    while "everything proves" not in (page := client.get("/admin").text):
        assert time.monotonic() < deadline
    assert "Allyland says that it erased an entry that Ministry of Examples wrote" in page


def lied(workspace: Workspace) -> str:
    """Another organisation says that it erased the agenda."""
    with Record.create(workspace.path.with_name("liar.db"), "Allyland") as liar:
        claim(liar, workspace.agenda)
        with workspace.open() as record:
            take(liar, record)
    return workspace.agenda


def forked(workspace: Workspace) -> tuple[bytes, str]:
    """Another organisation's PUBLIC feed, of which a second history came."""
    import shutil

    from inzet.record import Record
    from inzet.vocabulary.errors import ForkedFeed
    from tests.record.world import add_paper

    path = workspace.path.with_name("other.db")
    other = Record.create(path, "Allyland")
    other.close()
    copied = workspace.path.with_name("copied.db")
    for suffix in ("", ".key"):
        shutil.copy(f"{path}{suffix}", f"{copied}{suffix}")
    with workspace.open() as record:
        for number, each in enumerate((path, copied)):
            with Record.open(each) as one:
                with one.batch("PUBLIC") as batch:
                    add_paper(batch, f"History {number}.")
                view = one.view(one.reader())
                feed = view.sources[0].id
                try:
                    for parcel in view.parcels(feed):
                        record.receive(parcel, view.bytes_of(feed))
                except ForkedFeed as error:
                    return error.evidence, feed
    raise AssertionError("no fork was found")


def test_a_new_key_that_nothing_vouches_for_is_shown_and_typed(
    workspace: Workspace, tmp_path: Path
) -> None:
    with Record.create(tmp_path / "ally.db", "Allyland") as ally:
        own, path = ally.organisation, ally.path
    peers = book(workspace)
    peers.add(id_=own.id, name="Allyland", url="", public_key=own.public_key)
    peers.confirm(own.id, own.id, Person.named("Anna"))
    beside(path, ".key").unlink()
    Record.replace_lost_key(path)
    with Record.open(path) as ally, workspace.open() as here:
        keys = ally.keys
        assert here.learn(keys).waits == keys
    client = Client(create_app(workspace.open))
    page = client.get("/exchange").text
    assert "Allyland is said to have a new key" in page
    assert readable(keys.fingerprint) in page
    address = f"/admin/peers/{own.id}/confirm"
    assert client.post(address, data={"fingerprint": STRANGE}).status_code == 422
    assert client.post(address, data={"fingerprint": keys.fingerprint}).status_code == 303
    page = client.get("/exchange").text
    assert "is said to have" not in page
    assert readable(keys.fingerprint) in page
    assert (
        client.post("/admin/peers/unknown/confirm", data={"fingerprint": own.id}).status_code == 404
    )
