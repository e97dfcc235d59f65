"""Of a dossier on which very much is said the newest is laid out, and the page says so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from inzet.dossiers import answer
from inzet.dossiers.sayings import shown
from inzet.dossiers.summaries import Summaries
from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, statement_identity
from inzet.vocabulary.markings import PUBLIC

DOSSIER = "watch/china"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    made = Record.create(tmp_path / "r.db", "Ministry")
    with made.batch(PUBLIC) as batch:
        for number in range(shown.MOST + 20):
            said = (dt.date(2020, 1, 1) + dt.timedelta(days=number)).isoformat()
            batch.add(
                Statement(
                    identity=statement_identity(said, 0, 1, Act.POSITION, "NLD"),
                    act=Act.POSITION,
                    party="NLD",
                    dossiers=(DOSSIER,),
                    quote=f"On day {number}.",
                    citation=OutsideCitation(identifier="test"),
                    rule="test",
                    said=said,
                )
            )
    return made


def test_the_newest_are_laid_out_and_the_rest_is_told(record: Record) -> None:
    with record:
        found = answer(record.view(record.reader()), DOSSIER)
        timeline = next(table for table in found.tables if table.key == "timeline")
        assert len(timeline.rows) == shown.MOST
        assert f"On day {shown.MOST + 19}." in {cell.text for cell in timeline.rows[-1]}
        assert f"the newest {shown.MOST} of {shown.MOST + 20}" in found.headline[-1].text


def test_the_list_of_dossiers_says_at_least(record: Record) -> None:
    with record:
        view = record.view(record.reader())
        whole = answer(view, "watch")
        (row,) = whole.tables[0].rows
        assert row[1].text == f"{shown.MOST}+"
        # How many there are in all stands in the summary, which counts and lays nothing out.
        (summary,) = Summaries().of(view)
        assert summary.standing.total == shown.MOST + 20
