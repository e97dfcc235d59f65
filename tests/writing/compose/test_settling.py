"""Promises and motions to settle: those of the chain and of the table, each as a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.meetings.commitments import commitments, keep
from inzet.meetings.cycle.writing import add_motion, vote
from inzet.meetings.sources import Hand, Source
from inzet.record import Record
from inzet.vocabulary.parliament import Mover
from inzet.writing.compose import compose
from inzet.writing.draft import Block, Draft, Form
from inzet.writing.render import plain
from tests.writing.compose.papers import SECOND, SUMMIT, day, samples
from tests.writing.compose.papers import keep as take

FISH = """\
Brief over de visserij

Het kabinet zal u vóór 1 mei 2023 informeren over de vangstquota in de Noordzee.
"""


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    made = samples(tmp_path / "samples.db")
    yield made
    made.close()


def composed(record: Record, kind: str, meeting: str, on: str) -> Draft:
    return compose(record, record.reader(), kind, meeting, on=day(on))


def hand(on: str) -> Hand:
    source = Source(identifier="voting list", date=on, says="read there")
    return Hand(by="anna", source=source, on=dt.date.fromisoformat(on))


def moved(record: Record, number: str, result: str) -> None:
    reader = record.reader()
    add_motion(
        record,
        reader,
        hand("2023-03-22"),
        motion=number,
        title="meer steun voor demijning",
        movers=(Mover(name="Jansen", group="ABC"), Mover(name="De Vries")),
        dictum="verzoekt de regering te pleiten voor demijning",
        meeting=SECOND,
    )
    vote(record, reader, hand("2023-03-28"), motion=number, result=result)


def motions(draft: Draft) -> list[Block]:
    return [block for block in draft.blocks if block.role == "motion"]


@pytest.mark.parametrize("kind", ["agenda", "report"])
def test_an_adopted_motion_comes_with_the_sentence_that_carries_it_out(
    record: Record, kind: str
) -> None:
    moved(record, "28676-431", "adopted")
    moved(record, "28676-432", "rejected")
    meeting, on = {"agenda": (SUMMIT, "2023-06-20"), "report": (SECOND, "2023-04-12")}[kind]
    (field,) = motions(composed(record, kind, meeting, on))
    this = {"agenda": "deze brief", "report": "dit verslag"}[kind]
    assert field.form is Form.FIELD
    assert field.text == (
        f"Met {this} geeft het kabinet uitvoering aan de motie-Jansen-De Vries (Kamerstuk 28 676,"
        " nr. 431) over meer steun voor demijning"
    )
    assert "verzoekt de regering" in field.comment
    assert field.key == "motion/kst-28676-431"
    assert field.sources


def test_before_the_vote_there_is_nothing_to_carry_out(record: Record) -> None:
    moved(record, "28676-431", "adopted")
    assert motions(composed(record, "agenda", SUMMIT, "2023-03-25")) == []


def test_promises_on_other_chains_do_not_stand_in_the_letter(record: Record) -> None:
    take(record, FISH, "2023-02-01", name="fish.txt")
    known = commitments(record.view(record.reader()), on=day("2023-06-20"))
    assert any("vangstquota" in each.row.quote and each.due for each in known)
    assert "vangstquota" not in "".join(
        block.text + block.comment
        for block in composed(record, "agenda", SUMMIT, "2023-06-20").blocks
    )


def test_a_promise_that_was_kept_falls_away_from_the_text_as_a_fact_says(record: Record) -> None:
    view = record.view(record.reader())
    (promise,) = (
        row
        for paper in view.papers().items
        for row in view.paper_statements(paper.id)
        if row.act == "commitment" and "met welke inzet Nederland" in row.quote
    )
    take(
        record,
        "Brief over de Defence Investment Pledge\n\n"
        "Hierbij informeert het kabinet u over de inzet.\n",
        "2023-05-20",
        name="dip.txt",
    )
    letter = next(p for p in view.papers().items if "Brief over de Defence" in p.title)
    keep(record, record.reader(), promise.identity, by="anna", paper=letter.id)
    draft = composed(record, "agenda", SUMMIT, "2023-06-20")
    assert "met welke inzet Nederland over de DIP" not in plain.render(draft)
    block = next(b for b in draft.blocks if b.before and "met welke inzet Nederland" in b.before)
    assert "nagekomen" in block.comment
    assert not any("met welke inzet" in b.text for b in draft.blocks if b.role == "promise")


def test_an_agenda_does_not_settle_what_an_agenda_of_its_own_meeting_promises(
    record: Record,
) -> None:
    draft = composed(record, "agenda", SECOND, "2023-03-20")
    settled = " ".join(block.text for block in draft.blocks if block.role == "promise")
    assert "Over de uitkomsten zal het kabinet u op de gebruikelijke wijze" not in settled
    report = composed(record, "report", SECOND, "2023-04-12")
    assert any("De uitkomsten" in b.text or "uitkomsten" in b.text for b in report.blocks)
