"""The exchange at the command line: two records, one of them served on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inzet.exchange.fingerprints import readable
from inzet.exchange.peers import Peers
from inzet.record import Record
from inzet.vocabulary.people import Person
from inzet.web.app import create_app
from tests.cli.conftest import Run
from tests.record.world import add_paper
from tests.web.serving import served


@dataclass(frozen=True)
class Two:
    """Our record is ``inzet.db``; the other's node answers at ``url``."""

    url: str
    other: str
    """Path of the other's record."""
    fingerprint: str
    """Of the other."""


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    for name in ("inzet", "other"):
        with Record.create(tmp_path / f"{name}.db", name.title()) as record:
            fingerprint = record.organisation.id
            with record.batch("PUBLIC") as batch:
                add_paper(batch, f"What {name} wrote.")
    path = tmp_path / "other.db"
    with served(create_app(lambda: Record.open(path))) as url:
        yield Two(url, str(path), fingerprint)


def test_from_strangers_to_an_exchange(run: Run, two: Two) -> None:
    added = run("peer", "add", two.url)
    assert added.code == 0, added.err
    assert readable(two.fingerprint) in " ".join(added.out.split())
    assert "Nothing is exchanged yet" in added.out
    assert run("sync", "Other").code == 2
    wrong = run("peer", "confirm", "Other", "--fingerprint", "ab" * 32)
    assert wrong.code == 2
    assert "another one" in wrong.err
    right = run("peer", "confirm", "Other", given=f"{readable(two.fingerprint)}\n".encode())
    assert right.code == 0, right.err
    refused = run("sync")
    assert refused.code == 7
    assert "401" in refused.out
    own = run("peer", "show", "--json").json["fingerprint"]
    there = ("--record", two.other)
    assert run("peer", "add", "--name", "Inzet", "--fingerprint", own, *there).code == 0
    (done,) = run("sync", "--json").json
    assert done["error"] == ""
    assert [(feed["marking"], feed["entries"]) for feed in done["feeds"]] == [("PUBLIC", 2)]
    assert "nothing new" in run("sync").out
    (peer,) = run("peer", "list", "--json").json["peers"]
    assert peer["name"] == "Other"
    assert peer["confirmed_by"]
    assert peer["error"] is None
    (lease,) = run("peer", "lease", "REL-X", "3", "--json").json["feeds"]
    assert lease["passing"] == "public"
    assert run("peer", "lease", "--json").json["set"] == {"REL-X": 3}
    assert run("peer", "remove", "Other").code == 0
    assert run("peer", "show", "Other").code == 4


def test_another_key_at_a_known_address_is_named(run: Run, two: Two, tmp_path: Path) -> None:
    run("peer", "add", two.url)
    with Record.open(tmp_path / "inzet.db") as record:
        peers = Peers(record.path, record.organisation.id)
        peers.remove(two.fingerprint)
        peers.add(id_="cd" * 32, name="Former", url=two.url)
        peers.confirm("cd" * 32, "cd" * 32, Person.named("Anna"))
    for line in (("peer", "add", two.url), ("sync",)):
        ran = run(*line)
        assert ran.code in (2, 7)
        said = " ".join((ran.out + ran.err).split())
        assert "another key" in said
        assert readable(two.fingerprint)[:9] in said


def test_by_file_and_back(run: Run, two: Two) -> None:
    own = run("peer", "show", "--json").json["fingerprint"]
    there = ("--record", two.other)
    assert run("peer", "add", "--name", "Inzet", "--fingerprint", own, *there).code == 0
    given = ("--name", "Other", "--fingerprint", two.fingerprint)
    assert run("peer", "add", *given).code == 0
    made = run("sync", "--to", "other.inzet", "--json", *there).json
    assert made["entries"] == 2
    (done,) = run("sync", "--from", "other.inzet", "--json").json
    assert [feed["entries"] for feed in done["feeds"]] == [2]
    wrong = run("sync", "--from", "other.inzet", *there)
    assert wrong.code == 2
    assert "for another organisation" in wrong.err
    assert run("sync", "--to", "x", "--from", "other.inzet").code == 2
    assert run("sync", "--for", "Other").code == 2
