"""Whatever comes from another record meets the ceiling: papers, what people typed, objects of
others; by the network, by file and from a file of feeds. Nothing of it is kept, the feed still
proves, and it goes on once its organisation has erased the entry.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from inzet.exchange import archive, files
from inzet.exchange.here import Here
from inzet.exchange.refusals import Refusals
from inzet.reading.ceiling import refuse_parcel
from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import AnyBody, Correction, Membership, Review, Statement, Withdrawal
from inzet.vocabulary.errors import ClassifiedPaper
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.markings import Classification
from inzet.vocabulary.objects import foreign
from tests.exchange.foreign.test_taking import definition, note
from tests.exchange.nodes.nodes import TEXT, Node, meet, plain
from tests.record.world import add_paper, statement

LINE = "NATO SECRET\nDe Heimelijke plaats."


@pytest.fixture
def cleared(nodes: dict[str, Node], tmp_path: Path) -> Node:
    """A node that may hold what the others may not, and whose REL-S the alliance reads."""
    alliance = nodes["Alliance"]
    made = _cleared(tmp_path, "Cleared", alliance)
    made.record.define_audience("REL-S", [alliance.id])
    return made


def _cleared(folder: Path, name: str, other: Node) -> Node:
    path = folder / f"{name.lower()}.db"
    record = Record.create(path, name, ceiling=Classification.SECRET, now=other.clock)
    made = Node(name, Here.of(record), other.clock)
    meet(made, other)
    return made


def _typed(quote: str, rule: str = PERSON) -> Statement:
    return Statement(
        identity="a" * 64,
        act=Act.POSITION,
        party="NLD",
        quote=quote,
        citation=OutsideCitation(identifier="x"),
        rule=rule,
        said="2026-01-01",
    )


def _bodies(paper: str, said: str) -> dict[str, AnyBody]:
    read = statement(paper, TEXT, 0, 12, rule="nl.position.1")
    mark = definition(1, definition_type="statement", definition={"statement": "NATO SECRET"})
    return {
        "typed": _typed(LINE),
        "of no paper": _typed(LINE, "data:x"),
        "correction": Correction(target=said, statement=read, note=LINE),
        "review": Review(target=said, verdict="confirmed", note=LINE),
        "withdrawal": Withdrawal(target=said, ground=LINE),
        "membership": Membership(audience="REL-S", organisation="G", joins=True, ground=LINE),
        "words of an object": foreign(
            msgspec.json.encode(note(2, content=LINE)).decode(), "stix-2.1"
        ),
        "marking of an object": foreign(
            msgspec.json.encode(
                note(3, object_marking_refs=[mark["id"]], content="Heimelijk")
            ).decode(),
            "stix-2.1",
        ),
    }


def _by_network(one: Node, other: Node, path: Path) -> str:
    return plain(other.pull(one))


def _by_file(one: Node, other: Node, path: Path) -> str:
    files.write(one.here, one.peer(other), path)
    return plain(files.read(other.here, path))


def _of_feeds(one: Node, other: Node, path: Path) -> str:
    view = one.record.view(one.record.reader(other.id))
    archive.write(one.record, view, [feed.id for feed in view.sources], path)
    return msgspec.json.encode(archive.read(other.here, path)).decode()


WAYS = (_by_network, _by_file, _of_feeds)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", [*_bodies("", ""), "paper"])
def test_it_is_refused_whole_and_the_feed_goes_on_once_it_is_erased(
    nodes: dict[str, Node], cleared: Node, tmp_path: Path, way: Callable[..., str], what: str
) -> None:
    alliance = nodes["Alliance"]
    mark = definition(1, definition_type="statement", definition={"statement": "NATO SECRET"})
    with cleared.record.batch("REL-S") as batch:
        paper = add_paper(batch, TEXT)
        said = batch.add(statement(paper, TEXT, 0, 12, rule="nl.position.1"))
        batch.add(foreign(msgspec.json.encode(mark).decode(), "stix-2.1"))
    assert "classification" not in way(cleared, alliance, tmp_path / "before")
    assert alliance.sees(TEXT[:12])
    with cleared.record.batch("REL-S") as batch:
        body = _bodies(paper, said).get(what)
        entry = add_paper(batch, LINE) if body is None else batch.add(body)
    cleared.write("REL-S", "Daarna")
    cleared.write("PUBLIC", "Openbaar")
    told = way(cleared, alliance, tmp_path / "with")
    assert "bears a classification (secret)" in told
    assert "REL-S of Cleared" in told
    assert "eimelijk" not in told
    assert alliance.sees("Openbaar")
    assert not alliance.sees("Daarna")
    assert alliance.proves()
    assert not any(b"eimelijk" in each.read_bytes() for each in tmp_path.glob("alliance.db*"))
    (refusal,) = Refusals.of(alliance.record).all()
    assert (refusal.way, refusal.whom) == ("feed", "Cleared")
    assert "REL-S of Cleared" in refusal.what
    if what == "membership":
        # It tells who may read, so it is never erased; the originator ends it by an audience of
        # another name.
        return
    cleared.record.erase(entry, by="ann", ground="stood where it may not")
    way(cleared, alliance, tmp_path / "after")
    assert alliance.sees("Daarna")
    assert alliance.proves()


def test_who_is_cleared_takes_it(cleared: Node, tmp_path: Path) -> None:
    second = _cleared(tmp_path, "Second", cleared)
    with cleared.record.batch("PUBLIC") as batch:
        batch.add(_typed(LINE))
    done = second.pull(cleared)
    assert done.is_whole, plain(done)
    assert second.sees("NATO SECRET")
    assert Refusals.of(second.record).all() == []


def test_what_says_to_be_of_another_kind_is_judged_by_what_it_is(cleared: Node) -> None:
    """The kind that a parcel tells of an entry is under no seal."""
    with cleared.record.batch("PUBLIC") as batch:
        add_paper(batch, LINE)
    view = cleared.record.view(cleared.record.reader("PUBLIC"))
    (feed,) = view.feeds()
    (parcel,) = view.parcels(feed.id)
    entries = tuple(msgspec.structs.replace(each, kind="statement") for each in parcel.entries)
    with pytest.raises(ClassifiedPaper):
        refuse_parcel(
            Classification.UNCLASSIFIED,
            msgspec.structs.replace(parcel, entries=entries),
            lambda sha256: iter([LINE.encode()]),
        )
