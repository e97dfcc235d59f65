"""What a feed becomes: which objects, in which versions, the same wherever it is held."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

from stix2validator.v21.enums import COUNTRY_CODES

from inzet.exchange.stix.countries import two_letters
from inzet.exchange.stix.ids import NAMESPACE, later, made
from inzet.exchange.stix.made import Made
from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import Correction, Statement, Withdrawal
from inzet.vocabulary.parties import parties
from tests.dossiers.hybrid.casework import Casework
from tests.exchange.stix.test_tools import check
from tests.exchange.stix.worlds import (
    emitted,
    feed_of,
    last,
    objects,
    of_type,
    statement,
)
from tests.record.world import Clock, add_paper, home
from tests.record.world import statement as position

TEXT = "Het kabinet steunt de toetreding van Finland. Het kabinet wacht af."
FIN = "accession/FIN"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\Z")


def _said(record: Record, marking: str = "PUBLIC", **more: object) -> str:
    with record.batch(marking) as batch:
        paper = add_paper(batch, TEXT, title="Letter", numbers=("2023D1",), said="2023-01-02")
        return batch.add(
            position(paper, TEXT, 0, 45, party="NLD", dossiers=(FIN,), said="2023-01-02", **more)
        )


def test_every_id_has_one_object_in_each_version(sample_objects: list[Made]) -> None:
    keys = Counter((each.id, each.version) for each in sample_objects)
    assert set(keys.values()) == {1}
    for each in objects(sample_objects):
        assert _TIME.match(each["created"])
        assert each["type"] == "marking-definition" or _TIME.match(each["modified"])
        assert each["id"].startswith(f"{each['type']}--")
        tlp = each["type"] == "marking-definition" and each["name"].startswith("TLP:")
        assert tlp or each["spec_version"] == "2.1"


def test_nothing_refers_to_what_is_not_there(
    sample_objects: list[Made], case_objects: list[Made]
) -> None:
    for some in (sample_objects, case_objects):
        there = {each.id for each in some}
        for each in objects(some):
            refs = [*each.get("object_refs", ()), *each.get("object_marking_refs", ())]
            refs += [each[key] for key in ("created_by_ref",) if key in each]
            assert there.issuperset(refs), each["id"]
            keys = each.get("extensions", {})
            assert there.issuperset(keys) or each["type"] == "marking-definition"


def test_two_nodes_that_hold_a_feed_emit_the_same_bytes(tmp_path: Path) -> None:
    with home(tmp_path) as record, home(tmp_path, Clock(), "other.db") as other:
        first = _said(record)
        _said(record, "REL-A")
        with record.batch("PUBLIC") as batch:
            batch.add(Withdrawal(target=first))
        with record.batch("REL-A") as batch:
            # What only some may know of a public statement is nothing to the public feed.
            batch.add(Correction(target=first, statement=_other(record)))
        view, feed = record.view(record.reader()), feed_of(record)
        other.receive_all(view.parcels(feed), view.bytes_of(feed))
        there = other.view(other.reader())
        assert there.tail(feed)[0].arrived != view.tail(feed)[0].arrived
        assert emitted(there, feed) == emitted(view, feed)


def _other(record: Record) -> Statement:
    row = record.view(record.reader()).statements().items[0]
    assert isinstance(row.citation, SpanCitation)
    return position(row.citation.paper, TEXT, 46, 67, identity=row.identity)


def test_where_emission_begins_does_not_matter(sampled: Record, sample_objects: list[Made]) -> None:
    view, feed = sampled.view(sampled.reader()), feed_of(sampled)
    pieces = emitted(view, feed, by=7, anew=True)
    assert {(each.id, each.version, each.raw) for each in pieces} == {
        (each.id, each.version, each.raw) for each in sample_objects
    }


def test_a_correction_is_a_version_and_a_withdrawal_revokes(tmp_path: Path) -> None:
    with home(tmp_path) as record:
        first = _said(record)
        with record.batch("PUBLIC") as batch:
            second = batch.add(Correction(target=first, statement=_other(record)))
        with record.batch("PUBLIC") as batch:
            batch.add(Withdrawal(target=second))
            gone = batch.add(Withdrawal(target=first))
        with record.batch("PUBLIC") as batch:
            batch.add(Withdrawal(target=gone))
        made = emitted(record.view(record.reader()), feed_of(record))
        notes = [each for each in objects(made) if each["type"] == "note"]
        old, again = dict.fromkeys(each["id"] for each in notes)
        versions = [each for each in notes if each["id"] == old]
        assert [each.get("revoked", False) for each in versions] == [False, False, False, True]
        assert [each["content"][:11] for each in versions[:2]] == ["Het kabinet"] * 2
        assert versions[0]["content"] != versions[1]["content"]
        times = [each["modified"] for each in versions]
        assert times == sorted(set(times))
        assert {each["created"] for each in versions} == {times[0]}
        # STIX knows no way back from revoked: what stands again is another object.
        standing = last(made)[again]
        assert statement(standing)["life"] == 1
        assert "revoked" not in standing
        grouping, report = of_type(made, "grouping")[0], of_type(made, "report")[0]
        assert grouping["object_refs"] == [again]
        assert report["object_refs"] == [again]


def test_a_dossier_lists_the_newest_and_says_so(tmp_path: Path) -> None:
    text = "Het kabinet steunt Finland. " * 130
    with home(tmp_path) as record:
        with record.batch("PUBLIC") as batch:
            paper = add_paper(batch, text, said="2023-01-02")
            for number in range(130):
                batch.add(position(paper, text, number * 28, number * 28 + 27, dossiers=(FIN,)))
        made = emitted(record.view(record.reader()), feed_of(record))
        grouping, report = of_type(made, "grouping")[0], of_type(made, "report")[0]
        assert len(grouping["object_refs"]) == 100
        assert grouping["description"] == (
            "The newest 100 statements; older ones bear the same label."
        )
        held = next(iter(grouping["extensions"].values()))
        assert (held["dossier"], held["lists"], held["whole"]) == (FIN, 100, False)
        assert len(report["object_refs"]) == 40
        assert report["description"].count("“Het kabinet steunt Finland.”") == 40
        notes = of_type(made, "note")
        assert len(notes) == 130
        assert all(f"dossier:{FIN}" in each["labels"] for each in notes)


def test_a_citation_is_a_reference_with_a_hash(sample_objects: list[Made]) -> None:
    notes = [each for each in of_type(sample_objects, "note") if statement(each)["act"] != "figure"]
    told = [each["external_references"] for each in notes]
    assert all(len(each) == 1 for each in told)
    assert all(len(each[0]["hashes"]["SHA-256"]) == 64 for each in told)
    assert all(each[0]["external_id"] for each in told)
    assert all(statement(each)["quote"] in each["external_references"][0]["description"]
               for each in notes)  # fmt: skip
    # Every showing of a sample paper says that it is none.
    assert all("not an official paper" in each["content"] for each in notes)


def test_markings_are_of_an_audience_and_a_ceiling(tmp_path: Path) -> None:
    with home(tmp_path) as record:
        _said(record)
        _said(record, "REL-A")
        view = record.view(record.reader())
        for marking, label in (("PUBLIC", "TLP:CLEAR"), ("REL-A", "TLP:AMBER+STRICT")):
            made = last(emitted(view, feed_of(record, marking)))
            note = next(each for each in made.values() if each["type"] == "note")
            release, tlp = (made[each] for each in note["object_marking_refs"])
            assert release["definition"]["statement"].startswith(f"{marking}: ")
            assert tlp["name"] == label
            assert made[note["created_by_ref"]]["name"] == "Home"
            assert made[note["object_refs"][0]]["country"] == "NL"


def test_a_paper_of_another_marked_feed_is_not_named(tmp_path: Path) -> None:
    with home(tmp_path) as record:
        with record.batch("REL-AB") as batch:
            paper = add_paper(batch, TEXT, title="Unusualtitle")
        with record.batch("REL-A") as batch:
            batch.add(position(paper, TEXT, 0, 45, dossiers=(FIN,)))
        made = emitted(record.view(record.reader()), feed_of(record, "REL-A"))
        assert of_type(made, "note")
        assert not [each for each in made if b"Unusualtitle" in each.raw]


def test_a_case_becomes_reports_actions_and_opinions(case_objects: list[Made]) -> None:
    there = last(case_objects)
    reports = {each["name"]: each for each in there.values() if each["type"] == "report"}
    picture = [each for each in there.values() if each["type"] == "report" and statement(each)]
    assert len(picture) == 2
    rests = next(each for each in picture if len(each["object_refs"]) > 2)
    named = [there[ref] for ref in rests["object_refs"]]
    assert {(each["type"], each.get("name")) for each in named} >= {
        ("attack-pattern", "Drag an anchor"),
        ("intrusion-set", "Grey Heron"),
    }
    assert 'inzet-hybrid:domain="infrastructure"' in rests["labels"]
    assert 'admiralty-scale:source-reliability="b"' in rests["labels"]
    carrier = reports["Cables cut near the harbour (hybrid/harbour-cables)"]
    assert "An anchor was dragged on purpose." in carrier["description"]
    actions = {each["name"] for each in there.values() if each["type"] == "course-of-action"}
    assert actions == {"Patrol the route.", "Ask operators for alarms within an hour."}
    (opinion,) = (each for each in there.values() if each["type"] == "opinion")
    assert opinion["opinion"] == "strongly-agree"
    assert there[opinion["object_refs"][0]]["name"] == "Patrol the route."
    kinds = Counter(statement(each).get("act") for each in there.values() if statement(each))
    assert kinds[Act.STATUS] == 3


def test_objects_of_others_go_out_as_they_came(record_with_object: tuple[Record, str]) -> None:
    record, raw = record_with_object
    made = emitted(record.view(record.reader()), feed_of(record))
    assert [each.raw.decode() for each in made] == [raw]


def test_a_status_is_a_note_of_its_own(worked: Casework, case_objects: list[Made]) -> None:
    moves = [
        each for each in of_type(case_objects, "note") if statement(each).get("act") == "status"
    ]
    assert len({each["id"] for each in moves}) == 3
    assert worked.case().closed is False


def test_ids_are_those_of_the_standard() -> None:
    name = "\0".join(("note", "a", "b"))
    assert made("note", "a", "b") == f"note--{uuid.uuid5(NAMESPACE, name)}"
    last_one = "2023-01-01T00:00:00.999Z"
    assert later("2023-01-01T00:00:00.000Z", last_one) == "2023-01-01T00:00:01.000Z"


def test_countries_have_the_letters_of_iso_3166() -> None:
    letters = [two_letters(each.code) for each in parties() if each.kind == "country"]
    known = [each for each in letters if each is not None]
    assert len(known) == len(set(known)) == 249
    assert set(known) <= set(COUNTRY_CODES)
    assert two_letters("NATO") is None
    assert [two_letters(each) for each in ("NLD", "SWE", "UKR", "XKX")] == ["NL", "SE", "UA", None]


def test_what_another_node_wrote_oddly_breaks_nothing(tmp_path: Path) -> None:
    odd: list[dict[str, Any]] = [
        {"precision": "high"},
        {"precision": "9e999"},
        {
            "rule": "person",
            "act": Act.ASSESSMENT,
            "content": {"kind": "assessment", "evidence": [3]},
        },
        {"content": {"kind": "stix", "id": ["x"], "object": "none", "handling": {"tlp": 1}}},
        {"content": {"kind": "option", "serves": {"a": 1}, "text": 7}},
        {"content": {"kind": "case", "title": {}, "text": None}},
        {"content": {"kind": "analysis", "title": "", "techniques": "T0002", "handling": "TLP:9"}},
        {"rule": "meeting-notice", "meeting": "m", "content": {"meeting": {"name": [], "from": 1}}},
    ]
    with home(tmp_path) as record:
        with record.batch("PUBLIC") as batch:
            paper = add_paper(batch, TEXT)
            for number, more in enumerate(odd):
                dossiers = (f"hybrid/odd-{number}",)
                batch.add(position(paper, TEXT, number, 45, dossiers=dossiers, **more))
        made = emitted(record.view(record.reader()), feed_of(record))
        check(objects(made))
        assert len([each for each in objects(made) if statement(each)]) == len(odd)
        assert len(of_type(made, "grouping")) == len(odd) + 1
