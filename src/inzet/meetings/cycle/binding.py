"""Everything in view bound to the meeting in whose cycle it belongs, judgements of people first."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from inzet.meetings.cycle.announcing import announcing
from inzet.meetings.cycle.fitting import Fits, Fitting
from inzet.meetings.cycle.gathered import Gathered
from inzet.meetings.cycle.model import Placed, Unplaced
from inzet.meetings.cycle.talks import Talk, talks
from inzet.meetings.cycle.told import Told, in_order
from inzet.record import PaperRow, View
from inzet.vocabulary.parliament import Motion, PlaceInCycle, Stage

_TALKED = frozenset((Stage.CONSULTATION, Stage.DEBATE, Stage.TWO_MINUTE))


@dataclass(slots=True)
class Bound:
    """What belongs to which meeting."""

    gathered: Gathered
    papers: dict[str, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    talks: dict[str, list[Talk]] = field(default_factory=lambda: defaultdict(list))
    motions: dict[str, Fits] = field(default_factory=dict)
    """Where each motion belongs; one meeting, or those a person named."""
    unplaced: list[Unplaced] = field(default_factory=list)


def bind(view: View, on: dt.date) -> Bound:
    """Binds papers, debates, consultations and motions of a view to meetings."""
    gathered = Gathered(view, on)
    found = announcing(gathered)
    bound = Bound(gathered, unplaced=list(found.unplaced))
    for meeting, placed in found.placed.items():
        bound.papers[meeting] += placed
    fitting = Fitting(gathered, bound.papers)
    fits = _bind_talks(bound, fitting)
    _bind_motions(bound, fitting, fits)
    _judge(bound)
    return bound


def _bind_talks(bound: Bound, fitting: Fitting) -> list[tuple[Talk, Fits]]:
    everything = talks(bound.gathered)
    fits = [(talk, fitting.talk(talk)) for talk in everything]
    for talk, where in fits:
        if len(where) == 1:
            fitting.learn(talk, next(iter(where)))
    # What one debate tells of its committee may place another.
    fits = [(talk, where or fitting.talk(talk)) for talk, where in fits]
    for talk, where in fits:
        if len(where) > 1:
            what = talk.subject or str(talk.form or talk.stage)
            bound.unplaced.append(
                Unplaced(talk.paper, talk.stage, what, tuple(sorted(where.items())))
            )
            continue
        for meeting, why in where.items():
            bound.talks[meeting].append(talk)
            if talk.paper is not None:
                bound.papers[meeting].append(Placed(talk.paper, talk.stage, why))
    return fits


def _bind_motions(bound: Bound, fitting: Fitting, fits: list[tuple[Talk, Fits]]) -> None:
    gathered = bound.gathered
    told: dict[str, list[Told[Motion]]] = defaultdict(list)
    for each in gathered.motions:
        told[gathered.names.of(each.content.motion)].append(each)
    for name, moved in told.items():
        rows = [
            (each.content, each.row.meeting, each.row.paper.id if each.row.paper else None)
            for each in sorted(moved, key=in_order)
        ]
        bound.motions[name] = fitting.motion(name, rows, fits, gathered.names.paper(name))
    for name, moved in told.items():
        _follow(bound, name, moved)
    for name, where in bound.motions.items():
        paper = gathered.names.paper(name)
        if len(where) > 1:
            bound.unplaced.append(Unplaced(paper, Stage.MOTION, name, tuple(sorted(where.items()))))
            bound.motions[name] = {}
        elif where and paper is not None and paper.id in gathered.papers:
            meeting, why = next(iter(where.items()))
            bound.papers[meeting].append(Placed(gathered.papers[paper.id], Stage.MOTION, why))


def _follow(bound: Bound, name: str, moved: list[Told[Motion]]) -> None:
    """A changed motion belongs where the one in whose place it comes belongs."""
    if bound.motions[name]:
        return
    for each in moved:
        if each.content.replaces:
            earlier = bound.gathered.names.of(each.content.replaces)
            where = bound.motions.get(earlier, {})
            bound.motions[name] = dict.fromkeys(where, f"comes in the place of {earlier}")


# ---- what people judged -----------------------------------------------------------------


def _judge(bound: Bound) -> None:
    """A person's word on a paper goes before what was found of it."""
    for paper_id, words in bound.gathered.judged.items():
        paper = bound.gathered.papers[paper_id]
        _take_out(bound, paper, words)
        for meeting, word in words.items():
            if word.content.belongs and meeting in bound.gathered.meetings:
                _put_in(bound, paper, meeting, word)


def _take_out(bound: Bound, paper: PaperRow, words: dict[str, Told[PlaceInCycle]]) -> None:
    """Takes a paper from the cycles it is judged not to be in, and from those where it was found
    at the stage that a person says it has elsewhere."""
    put = {word.content.stage for word in words.values() if word.content.belongs}
    talked = bool(put & _TALKED)
    for meeting, placed in bound.papers.items():
        gone = [
            each
            for each in placed
            if each.paper.id == paper.id
            and (meeting in words or each.stage in put or (talked and each.stage in _TALKED))
        ]
        bound.papers[meeting] = [each for each in placed if each not in gone]
        if gone:
            bound.talks[meeting] = [
                each
                for each in bound.talks[meeting]
                if each.paper is None or each.paper.id != paper.id
            ]
    motion = _motion_of(bound, paper)
    if motion is not None:
        where = bound.motions[motion]
        bound.motions[motion] = {
            meeting: why
            for meeting, why in where.items()
            if meeting not in words and Stage.MOTION not in put
        }
    bound.unplaced = [
        kept
        for each in bound.unplaced
        if (kept := _left(each, paper, words, bool(put))) is not None
    ]


def _left(
    each: Unplaced, paper: PaperRow, words: dict[str, Told[PlaceInCycle]], put: bool
) -> Unplaced | None:
    """What is still to be judged of something that fits several meetings."""
    if each.paper is None or each.paper.id != paper.id:
        return each
    fits = tuple((meeting, why) for meeting, why in each.fits if meeting not in words)
    return None if put or not fits else Unplaced(each.paper, each.stage, each.what, fits)


def _put_in(bound: Bound, paper: PaperRow, meeting: str, word: Told[PlaceInCycle]) -> None:
    content = word.content
    why = f"by {content.by}: {content.ground}"
    bound.papers[meeting].append(Placed(paper, content.stage, why, judged=True))
    if content.stage in _TALKED:
        bound.talks[meeting].append(_talk_of(bound, paper, content.stage))
    motion = _motion_of(bound, paper)
    if motion is not None and content.stage is Stage.MOTION:
        bound.motions[motion][meeting] = why


def _talk_of(bound: Bound, paper: PaperRow, stage: Stage) -> Talk:
    known = next(
        (each for each in talks(bound.gathered) if each.paper and each.paper.id == paper.id), None
    )
    if known is None:
        return Talk(stage, paper)
    known.stage = stage
    return known


def _motion_of(bound: Bound, paper: PaperRow) -> str | None:
    names = {bound.gathered.names.of(number) for number in paper.numbers}
    return next((name for name in sorted(names) if name in bound.motions), None)
