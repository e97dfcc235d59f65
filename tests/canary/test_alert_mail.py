"""The mail of every reader who follows everything: nothing hidden is in it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from inzet.alerts import Book, Outcome, Settings, Subject, run
from inzet.record import Record, View
from inzet.vocabulary.entries import Withdrawal
from inzet.vocabulary.people import Person
from tests.canary.plant import HOME, PUBLIC, READERS, Planted, plant

EVERYTHING = frozenset({"PUBLIC", "INTERNAL", "REL-ALLY", "REL-BOTH", "REL-NONE", "REL-BACK"})
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(tmp_path_factory.mktemp("canary") / "inzet.db")


def letters(planted: Planted, book: Book, markings: frozenset[str]) -> dict[str, str]:
    settings = Settings("127.0.0.1", 25, "none", "inzet@example.org", markings=markings)
    with Record.open(planted.path) as record:
        done = list(run(record, book, settings, dry=True))
    assert {each.outcome for each in done} <= {Outcome.WOULD, Outcome.NOTHING}
    return {each.name: each.text for each in done}


def follow_everything(book: Book, reader: str, id_: str, view: View, whole: View) -> None:
    """All that anybody can follow, hidden names too: a name may have been seen once."""
    person = Person.named(reader)

    def add(subject: Subject, value: str) -> None:
        if len(book.of(person)) < 50:
            book.add(person, subject, value, address="x@example.org", reader=id_)

    add(Subject.DUE, "")
    add(Subject.WORDS, "zegt")
    for rows in (view.statements(limit=200).items, whole.statements(limit=200).items):
        for row in rows[::7]:
            for name in row.dossiers:
                add(Subject.DOSSIER, name)
            if row.party:
                add(Subject.PARTY, row.party)
            if row.meeting:
                add(Subject.MEETING, row.meeting)


def test_no_letter_holds_what_is_hidden(planted: Planted) -> None:
    book = Book(planted.path, now=lambda: LONG_AGO)
    with Record.open(planted.path) as record:
        whole = record.view(record.reader())
        for reader in READERS:
            ids = [each.id for each in record.readers() if each.name == reader]
            id_ = "" if reader == HOME else max(ids, key=len)
            view = record.view(record.reader(id_ or None))
            follow_everything(book, reader, id_, view, whole)
    told = letters(planted, book, EVERYTHING)
    assert set(told) == set(READERS)
    for reader, text in told.items():
        assert "kanarie" in text, reader
        assert planted.met(reader, text) == [], reader
    assert planted.met(PUBLIC, told[HOME]), "the control: others would meet them"
    for reader, text in letters(planted, book, frozenset({"PUBLIC"})).items():
        assert planted.met(PUBLIC, text) == [], f"only what is public leaves: {reader}"


def test_what_is_hidden_ends_without_a_word(planted: Planted, tmp_path: Path) -> None:
    with Record.open(planted.path) as record:
        row = next(
            row
            for row in record.view(record.reader(PUBLIC)).statements(limit=200).items
            if row.organisation == HOME and row.dossiers
        )
    now = dt.datetime.now(dt.UTC)
    book = Book(tmp_path / "other", now=lambda: now)
    person = Person.named(PUBLIC)
    book.add(person, Subject.DOSSIER, row.dossiers[0], address="x@example.org", reader=PUBLIC)
    with Record.open(planted.path) as record, record.batch("INTERNAL") as batch:
        batch.add(Withdrawal(target=row.entry))
    assert letters(planted, book, EVERYTHING) == {PUBLIC: ""}
