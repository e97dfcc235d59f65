"""Everything in view bound to the meeting in whose cycle it belongs, judgements of people first."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from inzet.meetings.cycle.announcing import Found, announcing
from inzet.meetings.cycle.fitting import Fits, Fitting
from inzet.meetings.cycle.gathered import Gathered
from inzet.meetings.cycle.judged import Judgements, placed
from inzet.meetings.cycle.model import Placed, Unplaced
from inzet.meetings.cycle.talks import Talk, followed_on, talks
from inzet.meetings.cycle.told import Told
from inzet.record import PaperRow, View
from inzet.vocabulary.parliament import Motion, Stage

_TALKED = frozenset((Stage.CONSULTATION, Stage.DEBATE, Stage.TWO_MINUTE))
_MOVED = frozenset((Stage.MOTION,))


@dataclass(slots=True)
class Bound:
    """What belongs to which meeting."""

    gathered: Gathered
    papers: dict[str, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    talks: dict[str, list[Talk]] = field(default_factory=lambda: defaultdict(list))
    motions: dict[str, Fits] = field(default_factory=dict)
    """Where each motion belongs, and why: one meeting, or those that people named."""
    removed: dict[str, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    unplaced: list[Unplaced] = field(default_factory=list)

    def leave(self, paper: PaperRow | None, stage: Stage, what: str, fits: Fits) -> None:
        """Notes that something fits several meetings and was put with none."""
        self.unplaced.append(Unplaced(paper, stage, what, tuple(sorted(fits.items()))))


def bind(view: View, on: dt.date) -> Bound:
    """Binds papers, debates, consultations and motions of a view to meetings."""
    gathered = Gathered(view, on)
    bound, judgements = Bound(gathered), Judgements(gathered)
    _bind_papers(bound, judgements, announcing(gathered))
    fitting = Fitting(gathered, bound.papers)
    fits = _bind_talks(bound, judgements, fitting)
    _bind_motions(bound, judgements, fitting, fits)
    for meeting, each in judgements.removed():
        bound.removed[meeting].append(each)
    return bound


def _bind_papers(bound: Bound, judgements: Judgements, found: Found) -> None:
    for meeting, papers in found.placed.items():
        for each in papers:
            fits = judgements.fits(each.paper.id, {each.stage}, {meeting: each.why})
            if fits.get(meeting) == each.why:
                bound.papers[meeting].append(each)
    for left in found.unplaced:
        assert left.paper is not None
        fits = judgements.fits(left.paper.id, {left.stage}, dict(left.fits))
        if any(judgements.put(left.paper.id, {left.stage})):
            continue
        if len(fits) > 1:
            bound.leave(left.paper, left.stage, left.what, fits)
        for meeting, why in fits.items() if len(fits) == 1 else ():
            bound.papers[meeting].append(Placed(left.paper, left.stage, why))
    # Debates and motions are more than their papers: they are put in with what is told of them.
    for paper, meeting, word in judgements.papers(frozenset(Stage) - _TALKED):
        bound.papers[meeting].append(placed(paper, word))


def _bind_talks(bound: Bound, judgements: Judgements, fitting: Fitting) -> list[tuple[Talk, Fits]]:
    everything = talks(bound.gathered)
    reported = {each.paper.id for each in everything if each.paper is not None}
    for paper, _, word in judgements.papers(_TALKED):
        if paper.id not in reported:
            reported.add(paper.id)
            everything.append(Talk(word.content.stage, paper))
    fits = [(talk, _judged(judgements, talk, fitting.talk(talk))) for talk in everything]
    for talk, where in fits:
        if len(where) == 1:
            fitting.learn(talk, next(iter(where)))
    # What one debate tells of its committee may place another, and where one belongs the one
    # that follows it.
    fits = [(talk, where or _judged(judgements, talk, fitting.talk(talk))) for talk, where in fits]
    fits = [(talk, _following(talk, where, fits, fitting, judgements)) for talk, where in fits]
    for talk, where in fits:
        _put_talk(bound, judgements, talk, where)
    return fits


def _following(
    talk: Talk,
    where: Fits,
    fits: list[tuple[Talk, Fits]],
    fitting: Fitting,
    judgements: Judgements,
) -> Fits:
    """Where a debate belongs whose title names the day of the debate that it follows."""
    day = followed_on(talk)
    if day is None:
        return where
    before = [there for other, there in fits if other is not talk and day in (other.on, other.said)]
    if len(before) != 1 or not before[0]:
        return where
    followed = dict.fromkeys(before[0], f"follows what was discussed on {day}")
    return _judged(judgements, talk, fitting.talk(talk, followed))


def _judged(judgements: Judgements, talk: Talk, where: Fits) -> Fits:
    if talk.paper is None:
        return where
    for _, word in judgements.put(talk.paper.id, _TALKED):
        talk.stage = word.content.stage
    return judgements.fits(talk.paper.id, _TALKED, where)


def _put_talk(bound: Bound, judgements: Judgements, talk: Talk, where: Fits) -> None:
    words = dict(judgements.put(talk.paper.id, _TALKED)) if talk.paper is not None else {}
    if len(where) > 1 and not words:
        bound.leave(talk.paper, talk.stage, talk.subject or str(talk.form or talk.stage), where)
        return
    for meeting, why in where.items():
        bound.talks[meeting].append(talk)
        if talk.paper is None:
            continue
        word = words.get(meeting)
        found = Placed(talk.paper, talk.stage, why)
        bound.papers[meeting].append(placed(talk.paper, word) if word is not None else found)


def _bind_motions(
    bound: Bound, judgements: Judgements, fitting: Fitting, fits: list[tuple[Talk, Fits]]
) -> None:
    told: dict[str, list[Told[Motion]]] = defaultdict(list)
    for each in bound.gathered.motions:
        told[bound.gathered.names.told(each.content, each.row)].append(each)
    for name, moved in told.items():
        rows = [
            (each.content, each.own_meeting, each.row.paper.id if each.row.paper else None)
            for each in moved
        ]
        paper = _paper(bound, name)
        where = fitting.motion(name, rows, fits, paper)
        if paper is not None:
            where = judgements.fits(paper.id, _MOVED, where)
        bound.motions[name] = where
    for name, moved in told.items():
        _follow(bound, name, moved)
    for name in told:
        _put_motion(bound, judgements, name)


def _put_motion(bound: Bound, judgements: Judgements, name: str) -> None:
    where, paper = bound.motions[name], _paper(bound, name)
    put = {meeting for meeting, _ in judgements.put(paper.id, _MOVED)} if paper else set()
    if len(where) > 1 and not put:
        bound.leave(paper, Stage.MOTION, name, where)
        bound.motions[name] = {}
        return
    for meeting, why in where.items():
        if paper is not None and meeting not in put:
            bound.papers[meeting].append(Placed(paper, Stage.MOTION, why))


def _paper(bound: Bound, motion: str) -> PaperRow | None:
    """The paper that a motion is, where it is in view by the day."""
    paper = bound.gathered.names.paper(motion)
    return bound.gathered.papers.get(paper.id) if paper is not None else None


def _follow(bound: Bound, name: str, moved: list[Told[Motion]]) -> None:
    """A changed motion belongs where the one in whose place it comes belongs."""
    if bound.motions[name]:
        return
    for each in moved:
        if each.content.replaces:
            earlier = bound.gathered.names.of(each.content.replaces)
            where = bound.motions.get(earlier, {})
            bound.motions[name] = dict.fromkeys(where, f"comes in the place of {earlier}")
