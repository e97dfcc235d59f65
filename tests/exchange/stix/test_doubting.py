"""What is doubtful shows in what leaves: TAXII, bundles, MISP; and others' tools read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from pymisp import MISPEvent

from inzet.exchange.misp import Feed
from inzet.exchange.misp.events import event_uuid
from inzet.exchange.stix.bundle import of_dossier, of_feeds
from inzet.exchange.stix.reading import statements_of
from inzet.exchange.taxii.asked import Asked
from inzet.exchange.taxii.shelf import Shelf
from inzet.record import DOSSIER, Record, Why
from inzet.record.moments import utc_text
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.objects import foreign
from tests.exchange.foreign.test_taking import note
from tests.exchange.stix.test_tools import check
from tests.exchange.stix.worlds import Object, emitted, statement
from tests.record.keys import Thief, last, tell
from tests.record.travelling import send
from tests.record.world import Clock, add_paper, home
from tests.record.world import statement as position

FIN, SWE = "accession/FIN", "accession/SWE"
TEXT = "Het kabinet steunt dit."
OBJECT = note(7, object_refs=["identity--00000007-1111-4111-8111-111111111111"])


class _Forger(Thief):
    """Writes about a dossier, and an object of others."""

    def body(self, title: str) -> bytes:
        """A statement, or an object."""
        if title == "object":
            raw = foreign(json.dumps(OBJECT), "stix-2.1")
            return canonical_bytes(replace(raw, feed=self.feed(), nonce="a"))
        body = kinds.decode(super().body(title))
        assert isinstance(body, Statement)
        return canonical_bytes(replace(body, dossiers=(FIN,), party="NLD"))


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Record]:
    with home(tmp_path, Clock()) as record:
        for dossier in (FIN, SWE):
            with record.batch("PUBLIC") as batch:
                paper = add_paper(batch, f"{TEXT} {dossier}", said="2023-01-02")
                said = position(paper, f"{TEXT} {dossier}", 0, len(TEXT), dossiers=(dossier,))
                batch.add(said)
        yield record


@pytest.fixture
def peer(tmp_path: Path, owner: Record) -> Iterator[Record]:
    """A peer that took in what a thief wrote, and has not heard of it."""
    with Record.create(tmp_path / "peer.db", "Peer", now=Clock()) as record:
        send(owner, record)
        thief, before, stolen = _Forger(owner), last(owner), record.now()
        record._now.sleep(1)  # type: ignore[attr-defined]
        owner._now.sleep(2)  # type: ignore[attr-defined]
        forged = thief.parcel(before, "the thief says", "object", time=utc_text(stolen))
        assert record.receive(forged) == 2
        record.stolen = stolen  # type: ignore[attr-defined]
        yield record


def _hears(peer: Record, owner: Record) -> None:
    owner.change_key(Why.COMPROMISED, since=peer.stolen)  # type: ignore[attr-defined]
    tell(owner, peer)


def _feed(record: Record) -> str:
    sources = record.view(record.reader()).sources
    return next(each.id for each in sources if each.marking == "PUBLIC")


def _shelved(record: Record, shelf: Shelf, after: int = 0) -> list[tuple[int, Object]]:
    """What TAXII serves that was added after a moment: (added, object)."""
    number = shelf.follow(record, record.view(record.reader()), _feed(record))
    page = shelf.bodies(number, Asked(limit=1000, after=after, versions=("all",)), 0)
    return [(each.added, json.loads(each.raw)) for each in page.items]


def _notes(objects: list[Object]) -> list[Object]:
    return [each for each in objects if "doubtful" in each.get("labels", ())]


def _bundle(raw: bytes) -> list[Object]:
    found: list[Object] = json.loads(raw)["objects"]
    return found


def test_taxii_serves_a_note_beside_what_is_doubtful_as_new(owner: Record, peer: Record) -> None:
    shelf = Shelf(peer.path)
    before = _shelved(peer, shelf)
    assert _notes([each for _, each in before]) == []
    newest = max(added for added, _ in before)
    _hears(peer, owner)
    after = _shelved(peer, shelf)
    objects = [each for _, each in after]
    assert [each for each in objects if each not in _notes(objects)] == [
        each for _, each in before
    ], "what was served stays as it was, byte for byte"
    came = [each for _, each in _shelved(peer, shelf, newest)]
    assert came == _notes(objects), "whoever asks what came since is told"
    forged = next(each for each in objects if statement(each).get("quote") == "the thief says")
    told = {each["object_refs"][0] for each in came}
    assert told >= {forged["id"], OBJECT["id"]}
    honest = [each for each in objects if TEXT in str(statement(each).get("quote"))]
    assert honest
    assert not told & {each["id"] for each in honest}
    check(came)
    assert all("Home has since declared lost or stolen" in each["content"] for each in came)
    known = {each["id"] for each in objects}
    assert all(each["created_by_ref"] in known for each in came)
    shelf.close()


def test_they_are_laid_once_and_what_comes_later_comes_after_them(
    owner: Record, peer: Record
) -> None:
    shelf = Shelf(peer.path)
    _hears(peer, owner)
    first = _shelved(peer, shelf)
    with owner.batch("PUBLIC") as batch:
        paper = add_paper(batch, f"Later. {TEXT}")
        batch.add(position(paper, f"Later. {TEXT}", 0, 6, dossiers=(SWE,)))
    send(owner, peer)
    then = _shelved(peer, shelf)
    assert then[: len(first)] == first
    assert _notes([each for _, each in then[len(first) :]]) == []
    assert [added for added, _ in then] == sorted(added for added, _ in then)
    shelf.close()


def test_bundles_hold_the_notes_and_are_valid(owner: Record, peer: Record) -> None:
    _hears(peer, owner)
    view = peer.view(peer.reader())
    whole = _bundle(b"".join(of_feeds(view, [_feed(peer)])))
    dossier = _bundle(of_dossier(view, FIN))
    for objects in (whole, dossier):
        check(objects)
        found = _notes(objects)
        ids = {each["id"] for each in objects}
        assert found
        assert all(ref in ids for each in found for ref in each["object_refs"])
    by_id = {each["id"]: each for each in whole}
    assert all(by_id[each["id"]] == each for each in _notes(dossier)), "the same everywhere"
    assert _notes(_bundle(of_dossier(view, SWE))) == []
    # They bear no statement of their own.
    assert {each.statement.quote for each in statements_of(dossier)} == {TEXT, "the thief says"}


def test_where_nothing_is_doubtful_nothing_is_said(owner: Record, peer: Record) -> None:
    objects = _bundle(b"".join(of_feeds(peer.view(peer.reader()), [_feed(peer)])))
    assert _notes(objects) == []
    made = emitted(peer.view(peer.reader()), _feed(peer))
    assert {each["id"] for each in objects} == {each.id for each in made}


def test_misp_is_told_in_a_tag_and_in_the_prose_and_pulls_again(
    owner: Record, peer: Record
) -> None:
    def feed() -> Feed:
        return Feed(peer.view(peer.reader()), _feed(peer))

    uuid = {name: event_uuid(feed().id, DOSSIER, name) for name in (FIN, SWE)}
    before = feed().manifest()
    _hears(peer, owner)
    after = feed().manifest()
    assert int(after[uuid[FIN]]["timestamp"]) > int(before[uuid[FIN]]["timestamp"])
    assert after[uuid[SWE]] == before[uuid[SWE]]
    event = MISPEvent(strict_validation=True)
    event.load(json.dumps({"Event": feed().event(uuid[FIN])}))
    assert "inzet:doubtful" in {each.name for each in event.tags}
    prose = event.event_reports[0].content
    (marked,) = [line for line in prose.splitlines() if line.endswith("[doubtful]")]
    assert "the thief says" in marked
    assert "[doubtful] This was brought under a key" in prose
    other = MISPEvent(strict_validation=True)
    other.load(json.dumps({"Event": feed().event(uuid[SWE])}))
    assert "doubtful" not in other.to_json()
