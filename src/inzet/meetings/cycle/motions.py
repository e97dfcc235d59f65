"""Motions as they stand on a day: moved, appreciated, voted on, carried out; by which source."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from inzet.meetings.cycle.answering import Answers
from inzet.meetings.cycle.binding import Bound, bind
from inzet.meetings.cycle.choosing import Choice, choose
from inzet.meetings.cycle.fitting import Fits
from inzet.meetings.cycle.gathered import Gathered
from inzet.meetings.cycle.model import Conflict, MotionState
from inzet.meetings.cycle.names import number_of
from inzet.meetings.cycle.told import Told, day, told
from inzet.record import PaperRow, StatementRow, View
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.parliament import (
    Motion,
    MotionAppreciated,
    MotionCarriedOut,
    MotionVoted,
    Mover,
)


def motions(view: View, *, on: dt.date) -> list[MotionState]:
    """Every motion in view as it stands on a day, newest moved first, undated ones last.

    A motion stands here once, however its number is written and however many sources tell of it.
    Nothing is carried out without a paper or person who says so.
    """
    return list(view.remembered(("motions", on), lambda: tuple(fold(bind(view, on)))))


def motion(view: View, name: str, *, on: dt.date) -> MotionState:
    """One motion: by its identifier however written, or by its number where one file has it.

    Raises:
        NotFound: none, or several in this reader's view; names those there are.
    """
    everything = motions(view, on=on)
    return named(everything, name, Gathered(view, on).names.of(name))


def named(everything: list[MotionState], name: str, identifier: str) -> MotionState:
    """The motion of this identifier, or of this number within its file.

    Raises:
        NotFound: none, or several.
    """
    exact = [each for each in everything if each.id.casefold() == identifier.casefold()]
    typed = name.strip().casefold()
    found = exact or [each for each in everything if typed == number_of(each.id).casefold()]
    found = found or [each for each in everything if typed and each.id.casefold().startswith(typed)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(each.id for each in (found or everything)) or "none yet"
    raise NotFound(f"there is no motion “{name}”", fix=f"Known motions: {known}.")


@dataclass(slots=True)
class _About:
    """All that is told of one motion."""

    moved: list[Told[Motion]] = field(default_factory=list)
    appreciated: list[Told[MotionAppreciated]] = field(default_factory=list)
    voted: list[Told[MotionVoted]] = field(default_factory=list)
    carried: list[Told[MotionCarriedOut]] = field(default_factory=list)


def fold(bound: Bound) -> list[MotionState]:
    """Every motion of a view that was bound to its meetings."""
    gathered = bound.gathered
    about: dict[str, _About] = defaultdict(_About)
    name, one = gathered.names.of, gathered.names.told
    for moved in gathered.motions:
        about[one(moved.content, moved.row)].moved.append(moved)
    for appreciated in told(gathered.view, MotionAppreciated, gathered.on):
        about[one(appreciated.content, appreciated.row)].appreciated.append(appreciated)
    for voted in told(gathered.view, MotionVoted, gathered.on):
        about[one(voted.content, voted.row)].voted.append(voted)
    for carried in told(gathered.view, MotionCarriedOut, gathered.on):
        about[one(carried.content, carried.row)].carried.append(carried)
    answers = Answers(gathered, about)
    states = [_state(bound, answers, each, all_) for each, all_ in about.items()]
    replaced = _replaced(states, about, name)
    states = [replace(each, replaced_by=replaced.get(each.id)) for each in states]
    return sorted(states, key=_newest)


def _newest(each: MotionState) -> tuple[int, int, str]:
    moved = each.moved_on
    number = number_of(each.id)
    place = -int(number) if number.isdigit() else 0
    return (-moved.toordinal() if moved else 0, place, each.id)


def _state(bound: Bound, answers: Answers, name: str, about: _About) -> MotionState:
    gathered = bound.gathered
    paper = gathered.names.paper(name)
    paper = gathered.papers.get(paper.id) if paper is not None else None
    conflicts: list[Conflict] = []

    def settle(what: str, choice: Choice[Any]) -> Any:
        # Every source has a title of its own.
        if choice.conflict is not None and what != "title":
            conflicts.append(replace(choice.conflict, what=what))
        return choice.told

    def of_motion(what: str, value: Callable[[Motion], Any]) -> Any:
        having = [each for each in about.moved if value(each.content)]
        used = settle(what, choose(having, value, paper=paper, events=False))
        return value(used.content) if used is not None else None

    appreciated = settle(
        "appreciation", choose(about.appreciated, lambda each: (each.appreciation, each.provided))
    )
    voted = settle("vote", choose(about.voted, lambda each: each.result))
    carried = settle("carrying out", choose(about.carried, lambda each: each.state))
    moved_on = day(of_motion("day", lambda each: each.on))
    where: Fits = bound.motions.get(name, {})
    papers, rows = answers.of(name, moved_on or (paper.said if paper else None))
    return MotionState(
        id=name,
        title=of_motion("title", lambda each: each.title) or (paper.title if paper else None),
        movers=_movers(settle, about.moved, paper),
        moved_on=moved_on or (paper.said if paper else None),
        dictum=of_motion("dictum", lambda each: each.dictum),
        paper=paper,
        appreciation=appreciated.content.appreciation if appreciated else None,
        provided=appreciated.content.provided if appreciated else None,
        result=voted.content.result if voted else None,
        voted_on=_voted_on(voted),
        in_favour=_fullest(about.voted, voted, lambda each: each.in_favour),
        against=_fullest(about.voted, voted, lambda each: each.against),
        execution=carried.content.state if carried else None,
        answered_in=papers,
        answers=rows,
        replaced_by=None,
        meeting=next(iter(sorted(where)), None),
        sources=_sources(about),
        answer_sentences=tuple(gathered.sentence(row) for row in rows),
        conflicts=tuple(conflicts),
        why=next((where[each] for each in sorted(where)), ""),
    )


def _movers(
    settle: Callable[..., Any], moved: list[Told[Motion]], paper: PaperRow | None
) -> tuple[Mover, ...]:
    """The movers as the source that goes first has them, with groups that others tell."""
    having = [each for each in moved if each.content.movers]

    def names(content: Motion) -> frozenset[str]:
        return frozenset(word for each in content.movers for word in each.name.casefold().split())

    used = settle("movers", choose(having, names, paper=paper, events=False))
    if used is None:
        return ()
    # Names that stand on one line in print may be told apart elsewhere.
    alike = [each.content for each in having if names(each.content) == names(used.content)]
    told = max((each.movers for each in (used.content, *alike)), key=len)
    groups = {
        _surname(mover.name): mover.group
        for each in having
        for mover in each.content.movers
        if mover.group
    }
    return tuple(
        mover if mover.group else Mover(name=mover.name, group=groups.get(_surname(mover.name)))
        for mover in told
    )


def _surname(name: str) -> str:
    return name.split()[-1].casefold() if name.split() else ""


def _voted_on(voted: Told[MotionVoted] | None) -> dt.date | None:
    if voted is None:
        return None
    return day(voted.content.on) or voted.row.said


def _fullest(
    everything: Iterable[Told[MotionVoted]],
    used: Told[MotionVoted] | None,
    groups: Callable[[MotionVoted], tuple[str, ...]],
) -> tuple[str, ...]:
    """Who voted how: of the vote that counts, else as another source of the same result has it."""
    if used is None:
        return ()
    same = [used, *(each for each in everything if each.content.result == used.content.result)]
    return next((found for each in same if (found := groups(each.content))), ())


def _sources(about: _About) -> tuple[StatementRow, ...]:
    found = [each.row for each in about.moved]
    found += [each.row for each in about.appreciated]
    found += [each.row for each in about.voted]
    found += [each.row for each in about.carried]
    unique = {(row.identity, row.entry): row for row in found}
    return tuple(
        sorted(unique.values(), key=lambda row: (row.said or dt.date.min, row.identity, row.entry))
    )


def _replaced(
    states: Iterable[MotionState], about: dict[str, _About], name: Callable[[str], str]
) -> dict[str, str]:
    """Which motion came in the place of which."""
    found: dict[str, str] = {}
    for state in sorted(states, key=lambda each: (each.moved_on or dt.date.min, each.id)):
        for each in about[state.id].moved:
            if each.content.replaces and name(each.content.replaces) != state.id:
                found[name(each.content.replaces)] = state.id
    return found
