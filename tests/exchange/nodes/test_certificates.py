"""Mutual TLS between nodes, over loopback: who is pinned comes through, and nobody else."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from inzet.exchange import certificates
from inzet.exchange.connecting import wire_of
from inzet.exchange.here import Here
from inzet.exchange.sync import Synced, sync_one
from inzet.record import Record
from inzet.vocabulary.errors import UnreadableFile
from inzet.vocabulary.people import Person
from inzet.web.app import create_app
from inzet.web.house import House
from inzet.web.running import certified


def organisation(folder: Path, name: str) -> Here:
    record = Record.create(folder / f"{name}.db", name)
    certificates.make(record.path, name, ["127.0.0.1"], record.now())
    with record.batch("PUBLIC") as batch:
        batch.keep(b"x")
    return Here.of(record)


@contextmanager
def serving(here: Here, believed: str) -> Iterator[str]:
    """A node by TLS, as `inzet.web.running.workers` configures it."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        cert, key = certificates.files_of(here.record.path)
        config = uvicorn.Config(
            create_app(lambda: Record.open(here.record.path), house=House(certified=True)),
            log_level="critical",
            ws="none",
            ssl_certfile=cert,
            ssl_keyfile=str(key),
            http=certified.Certified,
        )
        config.load()
        assert config.ssl is not None
        config.ssl.load_verify_locations(cadata=believed)
        config.ssl.verify_mode = ssl.CERT_OPTIONAL
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"https://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def pem(here: Here) -> str:
    return certificates.files_of(here.record.path)[0].read_text()


def knows(here: Here, other: Here, url: str = "", certificate: str = "") -> None:
    own = other.record.organisation
    here.peers.add(
        id_=own.id, name=own.name, url=url, public_key=own.public_key, certificate=certificate
    )
    here.peers.confirm(own.id, own.id, Person.named("Anna"))


def pulled(here: Here, other: Here, *, shows: Here | None) -> Synced:
    peer = here.peers.by_id(other.id)
    assert peer is not None
    own = certificates.own(shows.record.path) if shows else None
    return sync_one(here, peer, lambda each: wire_of(each, own))


def test_only_who_is_pinned_comes_through(tmp_path: Path) -> None:
    server, client, third = (organisation(tmp_path, name) for name in ("One", "Two", "Three"))
    knows(server, client, certificate=pem(client))
    knows(server, third, certificate=pem(third))
    with serving(server, certificates.pinned(server.peers.all())) as url:
        knows(client, server, url, pem(server))
        knows(third, server, url, pem(server))
        assert pulled(client, server, shows=client).error == ""
        # None at all; one that is pinned of another peer; one that nobody pinned.
        assert "refuses (401)" in pulled(client, server, shows=None).error
        assert "refuses (401)" in pulled(client, server, shows=third).error
        stranger = organisation(tmp_path, "Four")
        assert "cannot be reached" in pulled(client, server, shows=stranger).error
        # The server itself is known by the certificate that was pinned of it.
        client.peers.pin(server.id, pem(third))
        assert "cannot be reached" in pulled(client, server, shows=client).error
        client.peers.pin(server.id, "")
        assert "cannot be reached" in pulled(client, server, shows=client).error
    for each in (server, client, third, stranger):
        each.record.close()


def test_a_certificate_is_made_once_and_its_key_is_for_the_owner_alone(tmp_path: Path) -> None:
    here = organisation(tmp_path, "One")
    path = here.record.path
    certificate, key = certificates.files_of(path)
    assert key.stat().st_mode & 0o077 == 0
    before = certificate.read_bytes()
    with pytest.raises(UnreadableFile, match="already"):
        certificates.make(path, "One", [], here.now())
    certificates.make(path, "One", [], here.now(), again=True)
    assert certificate.read_bytes() != before
    here.record.close()
