"""Taking papers in: once, whole or not at all; known ones known, alike ones asked about."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from inzet.reading import intake, reader
from inzet.reading.bodies import Bodies
from inzet.reading.guard import Pool
from inzet.reading.intake import MaybeSame, Outcome, take
from inzet.reading.reader import ReadPaper
from inzet.reading.review import confirm
from inzet.record import Filter, Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.errors import ClassifiedPaper, InzetError, NotFound, UnreadableFile
from inzet.vocabulary.markings import Classification
from inzet.vocabulary.meetings import NOTICE_RULE, PARTICIPATION_RULE, REFERENCE_RULE
from tests.reading.printing import SINGLE, reprinted

AGENDA = """\
Geannoteerde agenda Milieuraad van 24 juni 2019

Den Haag, 7 juni 2019
Kamerstuk 21 501-08, nr. 771

Op 24 juni 2019 vindt in Luxemburg de Milieuraad plaats. De Minister van Infrastructuur en
Waterstaat is voornemens deel te nemen aan deze Raad. Noorwegen neemt als gast deel.

1. Schone lucht

De Raad zal stilstaan bij de luchtkwaliteit in steden. Nederland hecht groot belang aan strenge
grenswaarden, zoals eerder beschreven (Kamerstuk 30 175, nr. 292). Het kabinet steunt het
voorstel van de Commissie en zal tijdens de Raad pleiten voor een snelle invoering.

2. Water

Het kabinet maakt zich zorgen over het uitblijven van maatregelen tegen verdroging. Uiterlijk
1 oktober 2019 zal het kabinet uw Kamer informeren over de stand van zaken.
"""


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.create(tmp_path / "intake.db", "Ministry of Tests") as made:
        yield made


def contents(record: Record) -> dict[str, int]:
    """What a record holds, by act."""
    return record.view(record.reader()).counts("act")


def test_a_paper_stands_with_its_text_and_everything_read(record: Record) -> None:
    taken = take(record, AGENDA.encode(), name="agenda.txt")
    view = record.view(record.reader())
    assert taken.outcome is Outcome.NEW
    assert taken.paper_id is not None
    assert view.original(taken.paper_id) == AGENDA.encode()
    assert view.text(taken.paper_id).text == AGENDA
    rows = view.paper_statements(taken.paper_id)
    assert len(rows) == taken.written
    rules = {row.rule for row in rows}
    assert {NOTICE_RULE, REFERENCE_RULE, PARTICIPATION_RULE} <= rules
    [meeting] = taken.reading.meetings
    [session] = meeting.sessions
    assert [item.title for item in session.items] == ["Schone lucht", "Water"]
    assert meeting.minister_intends_to_attend
    assert taken.reading.unrecognised == (), "what told of the meeting was recognised"
    acts = contents(record)
    assert acts["position"] >= 3
    assert acts["commitment"] == 1
    summary = view.reading(taken.paper_id)
    assert summary is not None
    assert summary.statements == taken.written


def test_the_same_bytes_twice_write_nothing(record: Record) -> None:
    first = take(record, AGENDA.encode(), name="agenda.txt")
    head = record.head()
    again = take(record, AGENDA.encode(), name="another name.txt")
    assert (again.outcome, again.paper_id, again.written) == (Outcome.KNOWN, first.paper_id, 0)
    assert record.head() == head


def test_newer_rules_read_again_and_keep_what_people_said(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = take(record, AGENDA.encode(), name="agenda.txt")
    assert taken.paper_id is not None
    view = record.view(record.reader())
    positions = [row for row in view.paper_statements(taken.paper_id) if row.act == Act.POSITION]
    kept, dropped = positions[0], positions[1]
    confirm(record, record.reader(), kept.identity, by="tester")
    read_paper = reader.read_paper

    def newer(data: bytes, **options: object) -> ReadPaper:
        paper = read_paper(data, **options)  # type: ignore[arg-type]
        without = tuple(
            each
            for each in paper.reading.statements
            if each.start not in (kept.citation.start, dropped.citation.start)  # type: ignore[union-attr]
        )
        reading = msgspec.structs.replace(paper.reading, statements=without)
        return dataclasses.replace(paper, reading=reading)

    monkeypatch.setattr(Pool, "read", lambda _, data, **options: newer(data, **options))
    monkeypatch.setattr(intake, "reader_version", lambda: "a newer one")
    again = take(record, AGENDA.encode(), name="agenda.txt")
    assert again.outcome is Outcome.REREAD
    now = {row.identity for row in record.view(record.reader()).paper_statements(taken.paper_id)}
    assert kept.identity in now, "a person confirmed it"
    assert dropped.identity not in now, "the newer rules no longer read it"
    assert again.written == 0, "what reads the same is not written again"


def test_a_reprint_under_another_number_is_asked_about_and_recorded(record: Record) -> None:
    first = take(record, AGENDA.encode(), name="agenda.txt")
    reprint = AGENDA.replace("nr. 771", "nr. 772").encode()
    before = record.head()
    with pytest.raises(MaybeSame, match="--same-as") as asked:
        take(record, reprint, name="reprint.txt")
    assert asked.value.candidate.id == first.paper_id
    assert record.head() == before
    assert first.paper_id is not None
    taken = take(record, reprint, name="reprint.txt", same_as=first.paper_id, by="tester")
    assert (taken.outcome, taken.paper_id) == (Outcome.ALIAS, first.paper_id)
    view = record.view(record.reader())
    assert len(view.papers().items) == 1
    assert {"kst-21501-08-771", "kst-21501-08-772"} <= set(view.paper(first.paper_id).numbers)
    third = take(record, reprint, name="reprint.txt")
    assert (third.outcome, third.paper_id) == (Outcome.KNOWN, first.paper_id)


def test_a_paper_that_is_not_the_same_can_be_kept_beside(record: Record) -> None:
    take(record, AGENDA.encode(), name="agenda.txt")
    other = AGENDA.replace("Schone lucht", "Frisse lucht").encode()
    taken = take(record, other, name="other.txt", not_same=True)
    assert taken.outcome is Outcome.NEW
    assert len(record.view(record.reader()).papers().items) == 2


def test_another_paper_of_the_same_council_is_not_asked_about(record: Record) -> None:
    take(record, AGENDA.encode(), name="agenda.txt")
    other = """\
Geannoteerde agenda Milieuraad van 4 oktober 2019

Op 4 oktober 2019 vindt in Luxemburg de Milieuraad plaats. De Raad spreekt over biodiversiteit en
over de klimaattop. Het kabinet verwelkomt de conclusies die nu voorliggen en zal aandringen op
een hogere ambitie, samen met gelijkgezinde lidstaten en met oog voor de kosten.
"""
    assert take(record, other.encode(), name="other.txt").outcome is Outcome.NEW


def test_same_as_a_paper_that_is_not_there(record: Record) -> None:
    with pytest.raises(NotFound):
        take(record, AGENDA.encode(), name="agenda.txt", same_as="feedbeef")
    assert contents(record) == {}


def test_a_classified_paper_leaves_nothing(record: Record, tmp_path: Path) -> None:
    secret = "Stg. GEHEIM\n\n" + AGENDA
    before = record.head()
    with pytest.raises(ClassifiedPaper) as refused:
        take(record, secret.encode(), name="map.txt")
    assert "Milieuraad" not in str(refused.value)
    assert record.head() == before
    with Record.create(tmp_path / "high.db", "High", ceiling=Classification.SECRET) as high:
        assert take(high, secret.encode(), name="map.txt").outcome is Outcome.NEW


@pytest.mark.parametrize("data", [b"", b"  \n ", b"%PDF-1.7 x", b"a\xff\xfe\xfab", b"\0\1\2\3" * 9])
def test_what_cannot_be_read_leaves_nothing(record: Record, data: bytes) -> None:
    before = record.head()
    with pytest.raises(UnreadableFile):
        take(record, data, name="file")
    assert record.head() == before


def test_a_fault_half_way_leaves_nothing(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Bodies.statements

    def broken(self: Bodies) -> Iterator[object]:
        for count, body in enumerate(real(self)):
            if count == 3:
                raise InzetError("the power went out")
            yield body

    monkeypatch.setattr(Bodies, "statements", broken)
    before = record.head()
    with pytest.raises(InzetError, match="the power went out"):
        take(record, AGENDA.encode(), name="agenda.txt")
    assert record.head() == before
    assert record.view(record.reader()).papers().items == ()


def test_an_undated_paper_stays_undated(record: Record) -> None:
    undated = AGENDA.replace("Den Haag, 7 juni 2019\n", "")
    taken = take(record, undated.encode(), name="agenda.txt")
    view = record.view(record.reader())
    assert taken.reading.document.said_on is None
    assert {row.said for row in view.statements(Filter()).items} == {None}


def test_a_printed_paper_cites_the_place_on_its_page(record: Record) -> None:
    taken = take(record, reprinted(AGENDA.encode(), SINGLE), name="agenda.pdf")
    assert taken.paper_id is not None
    view = record.view(record.reader())
    text = view.text(taken.paper_id)
    assert text.places
    rows = view.paper_statements(taken.paper_id)
    assert rows
    for row in rows:
        assert isinstance(row.citation, SpanCitation)
        assert row.citation.place
        assert {box[0] for box in row.citation.place} == {row.citation.page}
    read = {one.quote: one for one in taken.reading.statements}
    assert all(one.place and one.page == one.place[0][0] for one in read.values())


def test_a_citation_without_print_is_kept_as_it_always_was() -> None:
    citation = SpanCitation(paper="a", extraction=1, start=0, end=3)
    kept = canonical_bytes(citation)
    assert kept == b'{"end":3,"extraction":1,"page":null,"paper":"a","start":0,"type":"span"}'
    assert not msgspec.json.decode(kept, type=SpanCitation).place
