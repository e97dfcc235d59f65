"""A reference leads to the paper that bears its number, and back, for those who may see both."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from inzet.record import Fault, Record, StatementRow
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from tests.record.world import add_paper, home, statement

TEXT = "Zie Kamerstuk 33 694, nr. 12."
NUMBER = "kst-33694-12"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return home(tmp_path)


def _cited(record: Record, marking: str, *, said: str, words: str = "") -> str:
    with record.batch(marking) as batch:
        return add_paper(batch, f"Een brief. {words}", said=said, numbers=(NUMBER,))


def _citing(record: Record, marking: str, *, said: str, words: str = "", id_: str = NUMBER) -> str:
    text = f"{TEXT} {words}"
    with record.batch(marking) as batch:
        paper = add_paper(batch, text, said=said)
        content = {"id": id_, "text": "Kamerstuk 33 694, nr. 12"}
        batch.add(statement(paper, text, 4, 28, act=Act.REFERENCE, content=content, said=said))
    return paper


def _reference(record: Record, paper: str, reader: str, **moment: dt.date) -> StatementRow:
    view = record.view(record.reader(reader), **moment)  # type: ignore[arg-type]
    return view.paper_statements(paper)[0]


def test_a_reference_leads_there_and_back(record: Record) -> None:
    cited = _cited(record, "PUBLIC", said="2019-01-01")
    citing = _citing(record, "PUBLIC", said="2019-02-01")
    row = _reference(record, citing, "PUBLIC")
    assert row.resolved is not None
    assert row.resolved.id == cited
    assert record.view(record.reader("PUBLIC")).cited_by(cited) == [row]


def test_the_paper_may_come_after_what_refers_to_it(record: Record) -> None:
    citing = _citing(record, "PUBLIC", said="2019-02-01")
    assert _reference(record, citing, "PUBLIC").resolved is None
    cited = _cited(record, "PUBLIC", said="2019-01-01")
    found = _reference(record, citing, "PUBLIC").resolved
    assert found is not None
    assert found.id == cited


def test_what_a_reader_may_not_see_is_not_there(record: Record) -> None:
    cited = _cited(record, "INTERNAL", said="2019-01-01")
    citing = _citing(record, "PUBLIC", said="2019-02-01")
    assert _reference(record, citing, "PUBLIC").resolved is None
    assert _reference(record, citing, "Home").resolved is not None
    public = _cited(record, "PUBLIC", said="2018-01-01", words="Ook.")
    secret = _citing(record, "REL-A", said="2019-03-01", words="Geheim.")
    places = {
        reader: {
            row.paper.id
            for row in record.view(record.reader(reader)).cited_by(public)
            if row.paper is not None
        }
        for reader in ("PUBLIC", "Beta", "Alfa", "Home")
    }
    assert places == {
        "PUBLIC": {citing},
        "Beta": {citing},
        "Alfa": {citing, secret},
        "Home": {citing, secret},
    }
    found = _reference(record, citing, "PUBLIC").resolved
    assert found is not None
    assert found.id == public
    newest = _reference(record, citing, "Home").resolved
    assert newest is not None
    assert newest.id == cited


def test_the_moment_of_the_view_counts(record: Record) -> None:
    cited = _cited(record, "PUBLIC", said="2019-05-01")
    citing = _citing(record, "PUBLIC", said="2019-02-01")
    early = dt.date(2019, 3, 1)
    assert _reference(record, citing, "PUBLIC", known_on=early).resolved is None
    assert _reference(record, citing, "PUBLIC", as_of=early).resolved is None
    assert _reference(record, citing, "PUBLIC", as_of=dt.date(2019, 6, 1)).resolved is not None
    late = record.view(record.reader("PUBLIC"), as_of=dt.date(2019, 6, 1))
    assert len(late.cited_by(cited)) == 1


def test_another_number_leads_to_the_same_paper(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        cited = add_paper(batch, "Een brief.", said="2019-01-01", numbers=("2019D00001",))
    citing = _citing(record, "PUBLIC", said="2019-02-01")
    assert _reference(record, citing, "PUBLIC").resolved is None
    with record.batch("PUBLIC") as batch:
        alias = batch.add(kinds.Alias(paper=cited, numbers=(NUMBER.upper(),)))
    assert _reference(record, citing, "PUBLIC").resolved is not None
    assert len(record.view(record.reader("PUBLIC")).cited_by(cited)) == 1
    with record.batch("PUBLIC") as batch:
        batch.add(kinds.Withdrawal(target=alias))
    assert _reference(record, citing, "PUBLIC").resolved is None
    assert record.view(record.reader("PUBLIC")).cited_by(cited) == []


def test_what_is_withdrawn_or_erased_refers_no_more(record: Record) -> None:
    cited = _cited(record, "PUBLIC", said="2019-01-01")
    citing = _citing(record, "PUBLIC", said="2019-02-01")
    row = _reference(record, citing, "PUBLIC")
    record.erase(row.entry, by="test", ground="test")
    assert record.view(record.reader("PUBLIC")).cited_by(cited) == []
    assert not [one for one in record.verify(projections=True) if isinstance(one, Fault)]


def test_a_position_with_an_id_is_no_reference(record: Record) -> None:
    cited = _cited(record, "PUBLIC", said="2019-01-01")
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT, said="2019-02-01")
        batch.add(statement(paper, TEXT, 0, 5, content={"id": NUMBER}, said="2019-02-01"))
    assert _reference(record, paper, "PUBLIC").resolved is None
    assert record.view(record.reader("PUBLIC")).cited_by(cited) == []
