"""Which papers are proposed to keep which promises, on labelled cases; and that nothing is set."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from inzet.meetings.commitments import Keeping, commitments, keep, proposals
from inzet.record import Record
from tests.meetings.keepers import cases
from tests.meetings.measuring import measure, plant

_AFTER_ALL = dt.date(2030, 1, 1)


def test_proposals_are_right_on_the_cases_they_were_tuned_on(tmp_path: Path) -> None:
    measured = measure(cases("dev"), tmp_path)
    assert measured.precision >= 0.95, measured.wrong
    assert measured.recall >= 0.95, measured.missed


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
