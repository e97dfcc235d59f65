"""Erasure: the words are gone from every file, the proof stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.record import Fault, Record
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.errors import NotFound, RecordError
from tests.record.world import add_paper, statement

WORD = "Zonderlingenkwestie"
TEXT = f"Het kabinet bespreekt de {WORD} in Vilnius. En verder niets."


def plant(record: Record, marking: str = "PUBLIC") -> tuple[str, str]:
    """A paper and a statement with the word in it, among many without."""
    with record.batch(marking) as batch:
        for index in range(300):
            filler = f"Paper {index} over {'iets anders ' * 40}"
            other = add_paper(batch, filler, said="2022-01-01")
            batch.add(statement(other, filler, 0, len(filler)))
        paper = add_paper(batch, TEXT, said="2022-01-01", title=f"Over {WORD}", numbers=(WORD,))
        said = batch.add(statement(paper, TEXT, 0, 46, content={"about": WORD}))
    with record.batch("INTERNAL") as batch:
        correction = kinds.Correction(
            target=said, statement=statement(paper, TEXT, 0, 46, item=WORD), by="Jan"
        )
        batch.add(correction)
        batch.add(kinds.Alias(paper=paper, numbers=(f"{WORD}-2",)))
    return paper, said


def traces(path: Path) -> list[str]:
    """Files beside the record in which the word, or its stem, can still be found."""
    found = []
    for file in path.parent.iterdir():
        data = file.read_bytes().lower()
        if b"zonderling" in data:
            found.append(file.name)
    return found


def sound(record: Record, head: str | None = None) -> bool:
    """Whether everything proves, projections included."""
    return not [f for f in record.verify(head, projections=True) if isinstance(f, Fault)]


def test_nothing_of_it_is_left_and_the_proof_holds(record: Record) -> None:
    paper, said = plant(record)
    head = record.head()
    assert traces(record.path)
    erased = record.erase(paper, by="Jan", ground="a request under the law")
    assert {paper, said} < set(erased)
    # The paper, its text, the statement, its correction and the alias.
    assert len(erased) == 5
    assert traces(record.path) == []
    assert sound(record, head)
    for reader in record.readers():
        view = record.view(reader)
        assert view.search(WORD).items == ()
        with pytest.raises(NotFound):
            view.paper(paper)
        with pytest.raises(NotFound):
            view.statement(said)
        assert view.find_paper(number=WORD) is None


def test_erasing_a_statement_leaves_the_paper(record: Record) -> None:
    paper, said = plant(record)
    before = record.view(record.reader()).count()
    assert len(record.erase(said, by="Jan", ground="mistake")) == 2
    view = record.view(record.reader())
    assert view.count() == before - 1
    assert WORD in view.text(paper).text
    assert sound(record)


def test_bytes_that_another_paper_stands_on_stay(record: Record) -> None:
    paper, _ = plant(record)
    with record.batch("INTERNAL") as batch:
        other = add_paper(batch, TEXT, said="2022-01-01")
    record.erase(paper, by="Jan", ground="only here")
    assert record.view(record.reader()).original(other).decode() == TEXT
    assert sound(record)


def test_an_erasure_travels(record: Record, tmp_path: Path) -> None:
    paper, _ = plant(record)
    other_folder = tmp_path / "other"
    other_folder.mkdir()
    with Record.create(other_folder / "beta.db", "Beta") as other:
        _send(record, other)
        assert other.view(other.reader()).search(WORD).items
        record.erase(paper, by="Jan", ground="law")
        _send(record, other)
        assert other.view(other.reader()).search(WORD).items == ()
        assert traces(other.path) == []
        assert sound(other)
    # One that never had it gets no more than the ids.
    late_folder = tmp_path / "late"
    late_folder.mkdir()
    with Record.create(late_folder / "late.db", "Late") as late:
        _send(record, late)
        assert sound(late)
        assert traces(late.path) == []


def _send(source: Record, to: Record) -> None:
    view = source.view(source.reader("PUBLIC"))
    for feed in view.feeds():
        to.receive_all(view.parcels(feed.id), view.bytes_of(feed.id))


def test_what_cannot_be_erased(record: Record) -> None:
    _, said = plant(record)
    with pytest.raises(NotFound):
        record.erase("0" * 64, by="Jan", ground="x")
    record.erase(said, by="Jan", ground="x")
    view = record.view(record.reader())
    feed = next(row for row in view.feeds() if row.marking == "REL-A")
    membership = next(view.parcels(feed.id)).entries[0].id.hex()
    with pytest.raises(RecordError):
        record.erase(membership, by="Jan", ground="x")
    with record.batch() as batch, pytest.raises(RecordError):
        batch.add(kinds.Erasure(target=membership, by="Jan", ground="x"))
