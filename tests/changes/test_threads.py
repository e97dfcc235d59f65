"""Positions through time: what each wording came from."""

from __future__ import annotations

import datetime as dt

from inzet.changes import Became, through_time
from inzet.record import PaperLite, StatementRow
from inzet.vocabulary.citations import SpanCitation


def row(
    said: str, quote: str, *, dossier: str = "hybrid/cables", party: str = "NLD", start: int = 0
) -> StatementRow:
    paper = PaperLite(f"paper of {said}", "A paper", (), dt.date.fromisoformat(said), "")
    return StatementRow(
        entry=f"{said}{start}",
        identity=f"{said}-{party}-{start}",
        act="position",
        party=party,
        holder=None,
        dossiers=(dossier,),
        meeting=None,
        session=None,
        item=None,
        quote=quote,
        citation=SpanCitation(paper=paper.id, extraction=1, start=start, end=start + 9),
        content={},
        said=paper.said,
        valid_from=None,
        valid_to=None,
        rule="wants",
        precision=None,
        explanation={},
        language="en",
        paper=paper,
        marking="PUBLIC",
        organisation="us",
        review=None,
        reviewed_by=None,
        corrected=False,
        arrived=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )


FIRST = row("2027-01-01", "The government supports a common register of undersea cables.")
SECOND = row("2027-02-01", "The government supports a binding common register of undersea cables.")
BACK = row("2027-03-01", "The government supports a common register of undersea cables.")


def test_each_wording_stands_beside_the_likest_before_it() -> None:
    told = through_time([BACK, FIRST, SECOND])
    assert [each.row for each in told] == [FIRST, SECOND, BACK]
    assert [each.before for each in told] == [None, FIRST, FIRST]
    assert told[0].became is Became.NEW
    assert told[1].became in (Became.CHANGED, Became.REWORDED)
    assert [step.text for step in told[1].steps if step.op == "new"] == ["binding"]
    assert told[2].became is Became.SAME, "it is back at its first words"


def test_another_party_and_another_subject_are_other_lines() -> None:
    theirs = row("2027-02-01", FIRST.quote, party="BEL", start=20)
    other = row(
        "2027-02-01", "Ports need plans against floods.", dossier="criteria/resilience", start=40
    )
    told = {each.row.identity: each for each in through_time([FIRST, SECOND, theirs, other])}
    assert told[theirs.identity].became is Became.NEW
    assert told[other.identity].became is Became.NEW
    assert told[SECOND.identity].before == FIRST


def test_the_order_of_what_is_given_makes_no_difference() -> None:
    assert through_time([FIRST, SECOND, BACK]) == through_time([SECOND, BACK, FIRST])


def test_nothing_gives_nothing() -> None:
    assert through_time([]) == ()
