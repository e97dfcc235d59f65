"""No door has to think of it: what people type is held against the ceiling as it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.record import Record
from inzet.vocabulary.entries import AnyBody, Correction, Membership, Review, Withdrawal
from inzet.vocabulary.errors import ClassifiedPaper
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.markings import Classification
from tests.record.world import add_paper, home, statement

TEXT = "Het kabinet steunt dit.\n"
SECRET = "NATO SECRET\nDe locatie is geheim."


def _bodies(paper: str, said: str) -> list[AnyBody]:
    read = statement(paper, TEXT, 0, 12, rule="nl.position.1")
    typed = statement(paper, TEXT, 0, 12, rule=PERSON, content={"kind": "x", "text": [SECRET]})
    return [
        typed,
        Correction(target=said, statement=typed),
        Correction(target=said, statement=read, note=SECRET),
        Review(target=said, verdict="confirmed", note=SECRET),
        Withdrawal(target=said, ground=SECRET),
        Membership(audience="REL-A", organisation="Gamma", joins=True, ground=SECRET),
    ]


def test_whatever_people_type_is_refused_whole_and_told_nothing_of(tmp_path: Path) -> None:
    with home(tmp_path) as record:
        with record.batch("REL-A") as batch:
            paper = add_paper(batch, TEXT)
            said = batch.add(statement(paper, TEXT, 0, 12, rule="nl.position.1"))
        before = record.head()
        for body in _bodies(paper, said):
            with pytest.raises(ClassifiedPaper) as refused, record.batch("REL-A") as batch:
                batch.add(body)
            assert "locatie" not in str(refused.value)
        assert record.head() == before
        # A reading is judged by what its paper bears, and erasing is never stood in the way of.
        with record.batch("REL-A") as batch:
            batch.add(statement(paper, TEXT, 13, 23, rule="nl.position.1", content={"t": SECRET}))
        assert record.erase(said, by="ann", ground="NATO SECRET")


def test_under_the_ceiling_it_is_taken(tmp_path: Path) -> None:
    with Record.create(tmp_path / "a.db", "Home", ceiling=Classification.SECRET) as record:
        record.define_audience("REL-A", ["Alfa"])
        with record.batch("REL-A") as batch:
            paper = add_paper(batch, TEXT)
            said = batch.add(statement(paper, TEXT, 0, 12, rule="nl.position.1"))
            for body in _bodies(paper, said):
                batch.add(body)
