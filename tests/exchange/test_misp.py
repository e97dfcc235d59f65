"""Feeds for MISP: read by its own library, the same everywhere, and written again where changed."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymisp import MISPEvent

from inzet.exchange.misp import Feed, write
from inzet.exchange.misp.events import event_uuid
from inzet.record import DOSSIER, Record
from inzet.vocabulary.entries import Withdrawal
from inzet.vocabulary.errors import NotFound, UnreadableFile
from tests.dossiers.hybrid.casework import CASE, Casework
from tests.exchange.stix.worlds import case, feed_of
from tests.record.world import Clock, add_paper, home
from tests.record.world import statement as position

TEXT = "Het kabinet steunt de toetreding van Finland. Het kabinet wacht af."
FIN, SWE = "accession/FIN", "accession/SWE"
REQUIRED = ("uuid", "info", "date", "analysis", "threat_level_id", "timestamp", "published")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Two dossiers in the public feed, one of them in another as well."""
    with home(tmp_path) as opened:
        for marking, dossier in (("PUBLIC", FIN), ("PUBLIC", SWE), ("REL-A", SWE)):
            _say(opened, marking, dossier)
        yield opened


def _say(record: Record, marking: str, dossier: str, text: str = TEXT) -> str:
    whole = f"{text} {dossier}"
    with record.batch(marking) as batch:
        paper = add_paper(
            batch,
            whole,
            title=f"Letter on {dossier}",
            source="https://example.org/letter",
            said="2023-01-02",
        )
        said = position(paper, whole, 0, 45, dossiers=(dossier,), said="2023-01-02", party="NLD")
        return batch.add(said)


def _feed(record: Record, marking: str = "PUBLIC") -> Feed:
    return Feed(record.view(record.reader()), feed_of(record, marking))


def _event(feed: Feed, name: str, what: str = DOSSIER) -> dict[str, Any]:
    return feed.event(event_uuid(feed.id, what, name))


def test_every_event_of_the_manifest_is_read_by_pymisp(record: Record) -> None:
    feed = _feed(record)
    manifest = feed.manifest()
    assert {each["info"] for each in manifest.values()} == {f"Dossier {FIN}", f"Dossier {SWE}"}
    for uuid, listed in manifest.items():
        made = feed.event(uuid)
        read = MISPEvent(strict_validation=True)
        read.load(json.dumps({"Event": made}))
        assert read.uuid == uuid
        assert read.info == listed["info"]
        assert read.Orgc.name == "Home"
        assert {each.name for each in read.tags} >= {
            "tlp:clear",
            'inzet-release:marking="PUBLIC"',
        }
        assert [each.name for each in read.event_reports] == [listed["info"]]
        assert "“Het kabinet steunt" in read.event_reports[0].content
        assert {each.type for each in read.attributes} == {"sha256", "link"}
        assert all(not each.to_ids for each in read.attributes)
        assert all(each in made for each in REQUIRED)
        assert read.date == dt.date(2023, 1, 2)
        # What the library would put in a manifest and in hashes.csv itself.
        own = read.manifest[uuid]
        assert {key: str(own[key]) for key in ("info", "date", "analysis")} == {
            key: listed[key] for key in ("info", "date", "analysis")
        }
        assert {f"{digest},{uuid}\n" for digest in read.attributes_hashes("md5")} <= set(
            feed.hashes()
        )


def test_another_node_makes_the_same_feed(record: Record, tmp_path: Path) -> None:
    view, feed = record.view(record.reader()), feed_of(record)
    with home(tmp_path, Clock(), "other.db") as other:
        other.receive_all(view.parcels(feed), view.bytes_of(feed))
        there, here = Feed(other.view(other.reader()), feed), Feed(view, feed)
        assert there.manifest() == here.manifest()
        assert [there.event(each) for each in there.listed()] == [
            here.event(each) for each in here.listed()
        ]
        assert list(there.hashes()) == list(here.hashes())


def test_a_folder_is_written_again_where_something_changed(record: Record, tmp_path: Path) -> None:
    place = tmp_path / "feed"
    assert write(_feed(record), place) == (2, 0)
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    assert write(_feed(record), place) == (0, 2)
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before
    entry = _say(record, "PUBLIC", FIN, "Het kabinet steunt iets anders van Finland, nu wel.")
    assert write(_feed(record), place) == (1, 1)
    said = _file(place, FIN, record)["EventReport"][0]["content"]
    assert said.count("“Het kabinet steunt") == 2
    with record.batch("PUBLIC") as batch:
        batch.add(Withdrawal(target=entry))
    assert write(_feed(record), place) == (1, 1)
    assert "iets anders" not in _file(place, FIN, record)["EventReport"][0]["content"]
    manifest = json.loads((place / "manifest.json").read_text())
    assert set(manifest) == {path.stem for path in place.glob("*-*.json")}
    with (place / "hashes.csv").open() as file:
        found = {tuple(row) for row in csv.reader(file)}
    event = _file(place, FIN, record)
    for each in event["Attribute"]:
        digest = hashlib.md5(each["value"].encode(), usedforsecurity=False).hexdigest()
        assert (digest, event["uuid"]) in found


def _file(place: Path, name: str, record: Record) -> dict[str, Any]:
    path = place / f"{event_uuid(feed_of(record), DOSSIER, name)}.json"
    event: dict[str, Any] = json.loads(path.read_text())["Event"]
    return event


def test_what_was_erased_is_in_no_event_and_every_event_is_newer(
    record: Record, tmp_path: Path
) -> None:
    place = tmp_path / "feed"
    entry = _say(record, "PUBLIC", FIN, "Zebravink, dit had hier niet mogen staan, zegt hij.")
    write(_feed(record), place)
    assert "Zebravink" in json.dumps(_file(place, FIN, record), ensure_ascii=False)
    before = json.loads((place / "manifest.json").read_text())
    record.erase(entry, by="ann", ground="spill")
    assert write(_feed(record), place) == (2, 0)
    assert "Zebravink" not in json.dumps(_file(place, FIN, record), ensure_ascii=False)
    after = json.loads((place / "manifest.json").read_text())
    assert all(int(after[uuid]["timestamp"]) > int(before[uuid]["timestamp"]) for uuid in before)


def test_a_feed_holds_nothing_of_a_narrower_one(record: Record) -> None:
    _say(record, "REL-A", FIN, "Zebravink, dit weten alleen de bondgenoten van Finland.")
    public = _feed(record)
    shown = json.dumps([public.manifest(), *map(public.event, public.listed())], ensure_ascii=False)
    assert "Zebravink" not in shown
    assert "Zebravink" in json.dumps(_event(_feed(record, "REL-A"), FIN), ensure_ascii=False)
    with pytest.raises(NotFound):
        Feed(record.view(record.reader("PUBLIC")), feed_of(record, "REL-A"))
    with pytest.raises(NotFound):
        public.event(event_uuid(feed_of(record, "REL-A"), DOSSIER, FIN))


def test_a_case_bears_its_galaxies_and_taxonomies(tmp_path: Path) -> None:
    work: Casework = case(tmp_path)
    feed = Feed(work.view(), feed_of(work.record, "INTERNAL"))
    event = _event(feed, f"hybrid/{CASE}")
    work.record.close()
    assert event["info"] == "Cables cut near the harbour (hybrid/harbour-cables)"
    assert {each["name"] for each in event["Tag"]} >= {
        "tlp:amber+strict",
        'inzet-release:marking="INTERNAL"',
        'misp-galaxy:disarm-techniques="Drag an anchor"',
        'misp-galaxy:threat-actor="Grey Heron"',
        'inzet-hybrid:domain="infrastructure"',
        'admiralty-scale:source-reliability="b"',
    }
    assert "Patrol the route." in event["EventReport"][0]["content"]


def test_a_folder_of_somebody_else_is_left_alone(record: Record, tmp_path: Path) -> None:
    place = tmp_path / "feed"
    place.mkdir()
    (place / "manifest.json").write_text("{nonsense")
    with pytest.raises(UnreadableFile):
        write(_feed(record), place)
    assert (place / "manifest.json").read_text() == "{nonsense"
