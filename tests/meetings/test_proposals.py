"""Which papers are proposed to keep which promises, on labelled cases; and that nothing is set."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from inzet.meetings.commitments import Keeping, commitments, keep, proposals
from inzet.record import Record
from tests.meetings import keepers
from tests.meetings.keepers import cases
from tests.meetings.measuring import measure, measure_together, plant

_AFTER_ALL = dt.date(2030, 1, 1)


_DOCS = (Path(__file__).resolve().parents[2] / "docs" / "commitments.md").read_text("utf-8")


@pytest.mark.parametrize(("half", "name"), [("dev", "dev"), ("held-out", "held out")])
def test_the_figures_in_the_docs_are_those_measured(
    tmp_path: Path, half: keepers.Half, name: str
) -> None:
    measured = measure(cases(half), tmp_path)
    counts = measured.labelled, measured.proposed, measured.right
    assert _row(name, len(cases(half)), *counts) in _DOCS, (measured.wrong, measured.missed)


def test_the_figures_for_all_in_one_record_are_those_measured(tmp_path: Path) -> None:
    for half, name in (("dev", "dev, together"), ("held-out", "held out, together")):
        (tmp_path / half).mkdir()
        counts = measure_together(cases(half), tmp_path / half)
        assert _row(name, len(cases(half)), *counts) in _DOCS
    everything = (*cases("dev"), *cases("held-out"))
    counts = measure_together(everything, tmp_path)
    assert _row("both, together", len(everything), *counts) in _DOCS


def test_one_promise_alone_gets_what_it_gets_among_all(tmp_path: Path) -> None:
    with Record.create(tmp_path / "all.db", "Ministry of Tests") as record:
        for case in cases("dev"):
            view = plant(record, case)
        everything = commitments(view, on=_AFTER_ALL)
        among = {(one.commitment.row.identity, one.paper.id) for one in proposals(view, everything)}
        alone = {
            (one.commitment.row.identity, one.paper.id)
            for each in everything
            for one in proposals(view, [each])
        }
    assert among <= alone


def _row(name: str, cases: int, labelled: int, proposed: int, right: int) -> str:
    figures = f"{right / proposed:.2f} | {right / labelled:.2f}"
    return f"| {name} | {cases} | {labelled} | {proposed} | {right} | {figures} |"


def test_a_proposal_sets_nothing_and_goes_when_a_person_has_judged(tmp_path: Path) -> None:
    [case] = [each for each in cases("dev") if each.id == "nl-kosten-missie"]
    with Record.create(tmp_path / "case.db", "Ministry of Tests") as record:
        view = plant(record, case)
        [promised] = commitments(view, on=_AFTER_ALL)
        [proposal] = proposals(view, [promised])
        assert promised.keeping is Keeping.OVERDUE
        assert proposal.paper.title == case.papers[0].title
        assert "subject" in proposal.reasons
        assert "dossier" in proposal.reasons
        text = view.text(proposal.paper.id).text
        assert text[proposal.claim.start : proposal.claim.end] == proposal.claim.quote
        keep(
            record,
            record.reader(),
            promised.row.identity,
            by="ann",
            paper=proposal.paper.id,
            quote=proposal.claim.quote,
        )
        after = commitments(record.view(record.reader()), on=_AFTER_ALL)
        assert [each.keeping for each in after] == [Keeping.KEPT]
        assert proposals(view, after) == []


def test_who_may_not_read_a_paper_gets_no_proposal_of_it(tmp_path: Path) -> None:
    [case] = [each for each in cases("dev") if each.id == "nl-kosten-missie"]
    with Record.create(tmp_path / "case.db", "Ministry of Tests") as record:
        known = plant(record, case)
        public = record.view(record.reader("PUBLIC"))
        assert proposals(public, commitments(known, on=_AFTER_ALL)) == []
