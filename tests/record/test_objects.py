"""Objects of others: kept as they came, found by what they say, gone where they were withdrawn."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from inzet.record import Fault, ObjectFilter, ObjectRow, Record, View
from inzet.vocabulary import entries as kinds
from inzet.vocabulary import objects
from inzet.vocabulary.errors import InputError, NotFound, RecordError, UnknownValue
from inzet.vocabulary.objects import foreign
from tests.record.test_erasure import sound
from tests.record.world import MARKINGS, READERS, Clock, add_paper, home

NOTE = "note--11111111-1111-4111-8111-111111111111"
EVENT = "5f3b2c1d-0000-4000-8000-000000000001"


def stix(
    id: str = NOTE, version: str = "2024-01-01T00:00:00.000Z", /, **more: Any
) -> dict[str, Any]:
    """A note, or what else an id is of."""
    return {
        "type": id.partition("--")[0],
        "spec_version": "2.1",
        "id": id,
        "created": "2020-01-01T00:00:00.000Z",
        "modified": version,
    } | more


def entry(data: dict[str, Any], **more: Any) -> kinds.ForeignObject:
    """The entry that keeps an object."""
    return foreign(json.dumps(data), more.pop("format", "stix-2.1"), **more)


def event(**more: Any) -> dict[str, Any]:
    """An event of MISP."""
    inside = {"uuid": EVENT, "info": "Kabelbreuk in de Oostzee", "timestamp": "1706700000"}
    return {"Event": inside | more}


def view_of(record: Record, reader: str = "Home", **moment: Any) -> View:
    """What one reader sees."""
    return record.view(record.reader(reader), **moment)


# ---- what is kept ----------------------------------------------------------------------


def test_it_is_kept_as_it_came(record: Record) -> None:
    raw = '{ "type":"note" ,"id":"@",\n"created":"2020-01-01T00:00:00Z", "content":"x\\u00e9" }'
    raw = raw.replace("@", NOTE)
    with record.batch("PUBLIC") as batch:
        entry_id = batch.add(foreign(raw, "stix-2.1", source="een verzameling"))
    row = view_of(record).object(NOTE)
    assert row.raw == raw
    assert (row.entry, row.type, row.name, row.source) == (
        entry_id,
        "note",
        "xé",
        "een verzameling",
    )
    assert row.version == "2020-01-01T00:00:00Z"
    assert row.made == dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    assert view_of(record).object(entry_id) == row
    assert view_of(record, known_on=dt.date(2019, 12, 31)).objects().items == ()
    assert view_of(record, as_of=dt.date(2019, 12, 31)).objects().items == ()
    assert sound(record)


def test_the_newest_version_is_shown_whatever_came_last(record: Record) -> None:
    # Without a fraction, with one, and with more digits than a clock has: in the order of time.
    stamps = ["2024-01-01T00:00:00Z", "2024-01-01T00:00:00.5Z", "2024-01-01T00:00:00.250123Z"]
    with record.batch("PUBLIC") as batch:
        for stamp in stamps:
            batch.add(entry(stix(NOTE, stamp, content=stamp)))
    view = view_of(record)
    assert [row.version for row in view.objects().items] == [stamps[1]]
    assert [row.version for row in view.object_versions(NOTE)] == [stamps[1], stamps[2], stamps[0]]
    assert view.object(NOTE, stamps[0]).name == stamps[0]
    with pytest.raises(NotFound):
        view.object(NOTE, "2023-01-01T00:00:00Z")
    assert view.object_count() == 1


def test_the_same_version_twice_is_once(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        first = batch.add(entry(stix(content="een"), source="a"))
        # Another order, other spaces, another source: the same object.
        turned = dict(reversed(list(stix(content="een").items())))
        assert batch.add(foreign(json.dumps(turned, indent=1), "stix-2.1", source="b")) == first
    with record.batch("PUBLIC") as batch:
        assert batch.add(entry(stix(content="een"))) == first
    with record.batch("INTERNAL") as batch:
        assert batch.add(entry(stix(content="een"))) != first
    assert len(view_of(record).object_versions(NOTE)) == 2
    assert view_of(record).object_count() == 1
    assert not view_of(record).object(NOTE).disputed


def test_other_content_under_one_version_is_told(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        batch.add(entry(stix(content="een")))
    with record.batch("REL-A") as batch:
        batch.add(entry(stix(content="twee")))
    assert view_of(record).object(NOTE).name == "twee"
    assert [row.disputed for row in view_of(record).object_versions(NOTE)] == [True, True]
    assert [row.disputed for row in view_of(record, "Beta").object_versions(NOTE)] == [False]
    assert view_of(record, "Beta").object(NOTE).name == "een"


def test_a_withdrawn_one_is_gone_and_its_history_stays(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        old = batch.add(entry(stix(NOTE, "2024-01-01T00:00:00Z", content="oud")))
        new = batch.add(entry(stix(NOTE, "2024-01-02T00:00:00Z", content="nieuw")))
    with record.batch("PUBLIC") as batch:
        gone = batch.add(kinds.Withdrawal(target=new))
    assert view_of(record).object(NOTE).entry == old
    assert view_of(record).objects(ObjectFilter(words="nieuw")).items == ()
    assert [bool(row.withdrawn) for row in view_of(record).object_versions(NOTE)] == [True, False]
    with pytest.raises(NotFound):
        view_of(record).object(new)
    with record.batch("PUBLIC") as batch:
        batch.add(kinds.Withdrawal(target=old))
    with pytest.raises(NotFound):
        view_of(record).object(NOTE)
    assert view_of(record).object_count() == 0
    # It can come again, and a withdrawal can be undone.
    with record.batch("PUBLIC") as batch:
        again = batch.add(entry(stix(NOTE, "2024-01-01T00:00:00Z", content="oud")))
        assert again != old
        batch.add(kinds.Withdrawal(target=gone))
        assert batch.add(entry(stix(NOTE, "2024-01-02T00:00:00Z", content="nieuw"))) == new
    assert view_of(record).object(NOTE).entry == new
    assert sound(record)


def test_withdrawn_and_given_again_within_one_batch(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        first = batch.add(entry(stix()))
        batch.add(kinds.Withdrawal(target=first))
        second = batch.add(entry(stix()))
        assert second != first
        assert batch.add(entry(stix())) == second
    assert view_of(record).object(NOTE).entry == second


def test_nothing_of_an_erased_one_is_left(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        for number in range(200):
            filler = f"note--{number:08d}-1111-4111-8111-111111111111"
            batch.add(entry(stix(filler, content="iets anders " * 20)))
        word = "Zonderlingenkwestie"
        named = {"source_name": word, "external_id": word}
        one = batch.add(entry(stix(content=word, external_references=[named]), source=word))
        two = batch.add(entry(stix(NOTE, "2025-01-01T00:00:00Z", content=f"{word} weer")))
    with record.batch("REL-A") as batch:
        three = batch.add(entry(stix(content=word)))
    head = record.head()
    assert sorted(record.erase(one, by="Jan", ground="mistake")) == sorted([one, two, three])
    for file in record.path.parent.iterdir():
        assert b"onderlingen" not in file.read_bytes().lower(), file
    assert sound(record, head)
    view = view_of(record)
    assert view.objects(ObjectFilter(words=word)).items == ()
    assert view.objects(ObjectFilter(links=word.lower())).items == ()
    assert view.object_versions(NOTE) == ()
    assert view.object_count() == 200


# ---- finding ---------------------------------------------------------------------------


def test_words_in_it_find_it_and_no_paper(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        add_paper(batch, "Sabotage van zeekabels.", said="2024-01-01")
        raw = stix(description="Sabotage of undersea cables", labels=["hybrid"])
        raw |= {"x_nested": {"deep": [{"pattern": "[url:value = 'http://zeekabel.example']"}]}}
        batch.add(entry(raw))
        batch.add(
            entry(event(Attribute=[{"type": "url", "value": "zeekabel.example"}]), format="misp")
        )
    view = view_of(record)

    def found(typed: str) -> list[str]:
        return sorted(row.id for row in view.objects(ObjectFilter(words=typed)).items)

    assert found("undersea cable") == [NOTE]
    assert found("cables hybrid") == [NOTE]
    assert found("zeekabel") == sorted([NOTE, EVENT])
    assert found("Oostzee") == [EVENT]
    assert found("spec_version") == found("2020") == found("Rotterdam") == []
    # What searches papers and statements finds those alone.
    assert [hit.paper is not None for hit in view.search("sabotage").items] == [True]
    assert "undersea" in view.objects(ObjectFilter(words="cables")).items[0].snippet
    assert len(view.papers(words="sabotage").items) == 1


def test_filters_counts_and_links(record: Record) -> None:
    tool = "tool--22222222-2222-4222-8222-222222222222"
    pattern = "attack-pattern--33333333-3333-4333-8333-333333333333"
    uses = "relationship--44444444-4444-4444-8444-444444444444"
    outside = [{"source_name": "DISARM", "external_id": "T0049"}]
    with record.batch("PUBLIC") as batch:
        batch.add(entry(stix(tool, name="Bot"), source="a"))
        batch.add(entry(stix(pattern, name="Flood", external_references=outside), source="a"))
    with record.batch("REL-A") as batch:
        related = {"relationship_type": "uses", "source_ref": tool, "target_ref": pattern}
        batch.add(entry(stix(uses, **related), source="b"))
        tags = [{"name": 'misp-galaxy:disarm="Flooding - T0049"'}]
        batch.add(entry(event(Tag=tags), format="misp", source="b"))
    view = view_of(record)

    def ids(**asked: Any) -> set[str]:
        page = view.objects(ObjectFilter(**asked)).items
        assert view.object_count(ObjectFilter(**asked)) == len(page)
        return {row.id for row in page}

    assert ids(types=("tool", "event", "grouping")) == {tool, EVENT}
    assert ids(ids=(tool, uses, NOTE)) == {tool, uses}
    assert ids(format="misp") == {EVENT}
    assert ids(source="a") == {tool, pattern}
    assert ids(marking="REL-A") == {uses, EVENT}
    assert ids(organisation="Home") == {tool, pattern, uses, EVENT}
    assert ids(organisation="Alfa") == set()
    assert ids(links=tool) == {uses}
    assert ids(links="t0049") == {pattern, EVENT}
    assert view.object_counts("source") == {"a": 2, "b": 2}
    assert view.object_counts("marking") == {"PUBLIC": 2, "REL-A": 2}
    assert view_of(record, "Beta").object_counts("type") == {"attack-pattern": 1, "tool": 1}
    assert view.object(uses).name == "tool uses attack-pattern"
    assert view.object_counts("marking", newest=3) == {"PUBLIC": 1, "REL-A": 2}
    assert view.object_counts("organisation", newest=3) == {"Home": 3}
    with pytest.raises(UnknownValue):
        view.object_counts("digest")


def test_a_cursor_is_its_readers_own(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        for number in range(3):
            batch.add(entry(stix(f"note--{number:08d}-1111-4111-8111-111111111111")))
    cursor = view_of(record).objects(limit=2).next
    assert len(view_of(record).objects(limit=2, after=cursor).items) == 1
    with pytest.raises(UnknownValue):
        view_of(record, "Alfa").objects(after=cursor)
    with pytest.raises(UnknownValue):
        view_of(record).papers(after=cursor)


# ---- what is refused -------------------------------------------------------------------

BEGIN = '{"type":"note","id":"@","x":'
"""``@`` stands for an id."""


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("", "JSON"),
        ("null", "no object"),
        ("[]", "no object"),
        ('{"type":"note"}', "no id"),
        ('{"type":"note","id":7}', "no id"),
        ('{"type":"note","id":"note--<script>"}', "no id"),
        ('{"type":"tool","id":"@"}', "type"),
        ('{"type":"note","id":"@","id":"@"}', "twice"),
        ('{"type":"note","id":"@","x":[{"y":1,"y":1}]}', "twice"),
        ('{"type":"note","id":"@","modified":"gisteren"}', "when"),
        ('{"type":"note","id":"@","modified":"2024-02-31T00:00:00Z"}', "when"),
        ('{"type":"note","id":"@","spec_version":"2.0"}', "2.0"),
        ('{"type":"note","id":"@","x":NaN}', "NaN"),
        ('{"type":"note","id":"@","x":"\\ud800"}', "Unicode"),
        (BEGIN + "9" * 5000 + "}", "JSON"),
        ('{"type":"note","id":"@","x":"\n"}', "JSON"),
        (BEGIN + "[" * 70 + "]" * 70 + "}", "deeper"),
        (BEGIN + "[" * 200_000 + "]" * 200_000 + "}", "deeper"),
        (BEGIN + '{"a":' * 70 + "1" + "}" * 71, "deeper"),
        (BEGIN + '"' + "é" * (3 << 20) + '"}', "kB"),
    ],
)
def test_what_is_no_object_is_refused_with_a_reason(record: Record, raw: str, says: str) -> None:
    raw = raw.replace("@", NOTE)
    began = time.monotonic()
    with pytest.raises(InputError, match=says):
        foreign(raw, "stix-2.1")
    body = kinds.ForeignObject(
        format="stix-2.1", object_id=NOTE, object_type="note", version="", raw=raw
    )
    before = record.head()
    with pytest.raises(InputError), record.batch("PUBLIC") as batch:
        batch.add(body)
    assert record.head() == before
    assert time.monotonic() - began < 5


def test_brackets_in_words_are_not_depth(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        batch.add(entry(stix(content='[{"' * 500 + "\\")))
    assert view_of(record).object_count() == 1


def test_an_entry_says_of_its_object_what_that_says(record: Record) -> None:
    right = entry(stix())
    for wrong in (
        replace(right, object_id=NOTE.replace("1", "2")),
        replace(right, object_type="tool"),
        replace(right, version=""),
        replace(right, format="misp"),
        replace(right, format="stix-3"),
        replace(right, source="x" * 301),
    ):
        with pytest.raises(InputError), record.batch("PUBLIC") as batch:
            batch.add(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"uuid": "x"},
        {"uuid": None},
        {"info": None},
        {"timestamp": "gisteren"},
        {"timestamp": True},
        {"timestamp": "9" * 30},
    ],
)
def test_what_is_no_event_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        entry(event(**wrong), format="misp")
    assert entry(event(), format="misp").said == "2024-01-31"


def test_what_another_record_sends_is_looked_at_too(tmp_path: Path, record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        batch.add(entry(stix(content="een")))
    with Record.create(tmp_path / "other.db", "Other") as other:
        for feed in view_of(record, "PUBLIC").feeds():
            for parcel in view_of(record, "PUBLIC").parcels(feed.id):
                other.receive(parcel)
        found = other.view(other.reader()).object(NOTE)
        assert (found.organisation, found.name) == ("Home", "een")
        # Only who wrote it takes it back.
        with pytest.raises(RecordError), other.batch("PUBLIC") as batch:
            batch.add(kinds.Withdrawal(target=found.entry))


# ---- any history -----------------------------------------------------------------------

IDS = (NOTE, NOTE.replace("1", "2"), NOTE.replace("1", "3"))
steps = st.tuples(
    st.sampled_from(["object", "object", "object", "withdrawal"]),
    st.sampled_from(MARKINGS),
    st.integers(0, 30),
    st.integers(1, 4),
    st.sampled_from(["kabel", "haven"]),
)


@settings(max_examples=40, deadline=None)
@given(
    batches=st.lists(st.lists(steps, min_size=1, max_size=6), min_size=1, max_size=6),
    size=st.integers(1, 3),
)
def test_a_view_shows_what_a_plain_model_says(batches: Any, size: int) -> None:
    """The model: everything that was added, in order, and who withdrew what under which marking."""
    added: list[tuple[str, str, kinds.ForeignObject]] = []
    closed: list[tuple[str, str, str]] = []

    def open_for(markings: set[str], entry_id: str) -> bool:
        def undone(closer: str) -> bool:
            return any(t == closer and m in markings and not undone(i) for i, m, t in closed)

        return not any(t == entry_id and m in markings and not undone(i) for i, m, t in closed)

    with tempfile.TemporaryDirectory() as folder, home(Path(folder), Clock()) as record:
        for some in batches:
            marking = some[0][1]
            with record.batch(marking) as batch:
                for what, _, pick, number, word in some:
                    if what == "object":
                        version = f"2024-01-0{number}T00:00:00Z"
                        body = entry(stix(IDS[pick % 3], version, content=word))
                        added.append((batch.add(body), marking, body))
                        continue
                    targets = [one[0] for one in added] + [one[0] for one in closed]
                    if targets:
                        target = targets[pick % len(targets)]
                        try:
                            made = batch.add(kinds.Withdrawal(target=target))
                        except RecordError:
                            continue
                        closed.append((made, marking, target))
        for name, markings in READERS.items():
            view = view_of(record, name)
            there = [one for one in added if one[1] in markings and open_for(markings, one[0])]
            wanted: dict[str, tuple[str, kinds.ForeignObject]] = {}
            for entry_id, _, body in sorted(there, key=lambda one: one[2].version):
                last = wanted.get(body.object_id)
                if last is None or last[1].version < body.version or _later(added, entry_id, last):
                    wanted[body.object_id] = entry_id, body
            rows: list[ObjectRow] = []
            after = None
            while True:
                page = view.objects(limit=size, after=after)
                rows += page.items
                after = page.next
                if after is None:
                    break
            assert {row.id: row.entry for row in rows} == {i: e for i, (e, _) in wanted.items()}
            assert len(rows) == len(wanted) == view.object_count()
            for word in ("kabel", "haven"):
                found = {row.id for row in view.objects(ObjectFilter(words=word)).items}
                assert found == {i for i, (_, body) in wanted.items() if word in body.raw}
            for object_id in IDS:
                every = {one[0] for one in added if one[1] in markings and object_id in one[2].raw}
                versions = view.object_versions(object_id)
                assert {row.entry for row in versions} == every
                standing = {row.entry for row in versions if row.withdrawn is None}
                assert standing == {one[0] for one in there if object_id in one[2].raw}
        assert not [f for f in record.verify(projections=True) if isinstance(f, Fault)]


def _later(added: list[Any], entry_id: str, last: tuple[str, kinds.ForeignObject]) -> bool:
    """Of equal versions, what was added last."""
    first_added = [one[0] for one in added]
    same = next(one[2].version for one in added if one[0] == entry_id) == last[1].version
    return same and first_added.index(entry_id) > first_added.index(last[0])


def test_formats_are_those_that_are_read() -> None:
    assert objects.FORMATS == ("stix-2.1", "stix-2.0", "misp")
