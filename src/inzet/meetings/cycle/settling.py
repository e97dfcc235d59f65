"""What the papers of a cycle settle: earlier promises they keep, earlier motions they answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from inzet.meetings.commitments import Commitment, Keeping, Proposal, commitments, proposals
from inzet.meetings.cycle.binding import Bound
from inzet.meetings.cycle.model import MotionState, Placed, Settles
from inzet.record import PaperRow, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.parliament import MotionCarriedOut, Stage, parliamentary

_SETTLING = frozenset(
    (
        Stage.AGENDA,
        Stage.CONSULTATION,
        Stage.DEBATE,
        Stage.TWO_MINUTE,
        Stage.REPORT,
    )
)
"""Stages in whose papers a government tells what it did."""


def settlements(
    bound: Bound, view: View, placed: Sequence[Placed], motions: Iterable[MotionState], on: dt.date
) -> tuple[Settles, ...]:
    """What sentences of these papers settle, in the order of the papers.

    A promise that a person judged to be kept by one of them is settled; what a paper claims is
    proposed.
    """
    papers = {each.paper.id: each.paper for each in placed if each.stage in _SETTLING}
    if not papers:
        return ()
    found = [
        *_promises(bound, view, papers, on),
        *_motions(papers, motions),
    ]
    order = {id_: place for place, id_ in enumerate(papers)}
    return tuple(sorted(found, key=lambda each: (order[each.paper.id], each.what, each.of)))


def _promises(
    bound: Bound, view: View, papers: dict[str, PaperRow], on: dt.date
) -> Iterator[Settles]:
    promised = [
        each for each in commitments(view, on=on) if each.row.said is None or each.row.said <= on
    ]
    for each in promised:
        judged = each.judgement
        if judged is None or judged.paper is None or judged.paper.id not in papers:
            continue
        if each.keeping in (Keeping.KEPT, Keeping.PARTLY):
            paper = papers[judged.paper.id]
            quote = judged.quote or judged.ground
            yield Settles(
                "promise", each.row.identity, each.row.quote, quote, paper, True, judged.row
            )
    made = proposals(view, promised, papers=tuple(papers.values()))
    for best in _best(made):
        yield _proposed(bound, best)


def _best(made: Iterable[Proposal]) -> list[Proposal]:
    """Of each promise the sentence that fits best: proposals come best first."""
    found: dict[str, Proposal] = {}
    for each in made:
        found.setdefault(each.commitment.row.identity, each)
    return list(found.values())


def _proposed(bound: Bound, made: Proposal) -> Settles:
    promised: Commitment = made.commitment
    claim = made.claim
    at: StatementRow | None = next(
        (
            row
            for row in bound.gathered.statements(made.paper.id)
            # A reference is some words of a sentence, not what it says.
            if row.act != Act.REFERENCE
            and getattr(row.citation, "start", -1) < claim.end
            and getattr(row.citation, "end", -1) > claim.start
        ),
        None,
    )
    return Settles(
        "promise", promised.row.identity, promised.row.quote, claim.quote, made.paper, False, at
    )


def _motions(papers: dict[str, PaperRow], motions: Iterable[MotionState]) -> Iterator[Settles]:
    """Earlier motions that these papers tell of."""
    for motion in motions:
        answers = [
            (row, sentence, row.paper.id)
            for row, sentence in zip(motion.answers, motion.answer_sentences, strict=True)
            if row.paper is not None and row.paper.id in papers
        ]
        outright = {(paper, sentence) for row, sentence, paper in answers if _says_outright(row)}
        for row, sentence, place in answers:
            told = motion.dictum or motion.title or motion.id
            says = _says_outright(row)
            # What a sentence says outright is not also proposed because it names the motion.
            if not says and (place, sentence) in outright:
                continue
            paper = papers[place]
            yield Settles("motion", motion.id, told, sentence, paper, says, row)


def _says_outright(row: StatementRow) -> bool:
    return isinstance(parliamentary(row.content), MotionCarriedOut)
