"""What changed between two moments in words: dossier by dossier, then and now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from inzet.changes import (
    Became,
    Changes,
    CommitmentChange,
    DossierChange,
    Moved,
    PositionChange,
    Told,
)
from inzet.meetings.cycle.model import MotionState
from inzet.web.longlist import Part, part_of
from inzet.web.present.answers import Source, source_of
from inzet.web.present.beside import tally
from inzet.web.present.motions import MotionLine, motion_line
from inzet.web.present.positions import Wording, wording
from inzet.web.present.promises import Promise, promise
from inzet.web.words import Words

_SOURCES = 3
_LISTED = 60
"""Positions and promises that a page lists; of more there are parts."""
_COUNTS = frozenset({"statements", "latest"})
"""Values that only say that more was said."""
_FIRST = (Became.CHANGED, Became.NEW, Became.REWORDED, Became.VANISHED)


@dataclass(frozen=True, slots=True)
class PromiseMoved:
    """A promise, and what happened to it."""

    moved: str
    tone: str
    promise: Promise
    was_due: str
    """The day it was due before; "" where that did not change."""


@dataclass(slots=True)
class DossierMoved:
    """What changed on one dossier; on none where ``path`` is empty."""

    title: str
    path: str
    name: str = ""
    was: str = ""
    now: str = ""
    moved: bool = False
    """Whether its state is another."""
    values: int = 0
    """How many of its values are others."""
    sources: tuple[Source, ...] = ()
    """Of the values that moved, the first of those they rest on now."""
    positions: list[tuple[str, Wording]] = field(default_factory=list)
    """What became of each, and its words, as far as the part of the page holds them."""
    promises: list[PromiseMoved] = field(default_factory=list)
    """The same of promises."""
    told: int = 0
    """Positions and promises in all."""
    here: bool = True
    """Whether the part of the page shows it."""


@dataclass(slots=True)
class _Found:
    """What changed on a dossier, as it was compared."""

    state: DossierChange | None = None
    positions: list[PositionChange] = field(default_factory=list)
    promises: list[CommitmentChange] = field(default_factory=list)

    @property
    def told(self) -> int:
        """Positions and promises."""
        return len(self.positions) + len(self.promises)


@dataclass(frozen=True, slots=True)
class MotionMoved:
    """A motion that came, or stands otherwise than it did."""

    how: str
    """new, voted or done: what happened to it last."""
    motion: MotionLine


def by_dossier(found: Changes, t: Words, asked: str = "") -> tuple[list[DossierMoved], Part]:
    """Everything on dossiers, those with a state that moved first, then those most is said on; so
    much of it as a page holds, and which part of all that is.

    Args:
        asked: number of a part; "" is the first.

    Raises:
        UnknownValue: no such part.
    """
    groups = _grouped(found)
    titles = {name: t.dossier(name) if name else t("change.no-dossier") for name in groups}

    def weight(name: str) -> tuple[bool, bool, int, str]:
        of = groups[name]
        return not name, of.state is None, -of.told, titles[name]

    # A dossier with nothing but another state takes a place too.
    part = part_of(asked, sum(max(1, each.told) for each in groups.values()), _LISTED)
    place, made = 0, []
    for name in sorted(groups, key=weight):
        of, path = groups[name], f"/dossiers/{name}" if name else ""
        start, end = max(0, part.start - place), max(0, part.end - place)
        here = start < max(1, of.told) and end > 0
        group = DossierMoved(titles[name], path, name, told=of.told, here=here)
        if of.state is not None:
            _state(group, of.state, t)
        for each in of.positions[start:end]:
            group.positions.append((str(each.became), wording(_told(each), t)))
        before = len(of.positions)
        for moved in of.promises[max(0, start - before) : max(0, end - before)]:
            group.promises.append(_promise(moved, t))
        made.append(group)
        place += max(1, of.told)
    return made, part


def _grouped(found: Changes) -> dict[str, _Found]:
    """By dossier; "" holds what is on none."""
    groups: dict[str, _Found] = {}

    def of(names: Sequence[str]) -> _Found:
        return groups.setdefault(names[0] if names else "", _Found())

    for each in found.dossiers:
        if each.earlier != each.later:
            of((each.dossier,)).state = each
    for one in found.comparisons:
        changed = [each for each in one.positions if each.became != Became.SAME]
        for position in sorted(changed, key=lambda each: _FIRST.index(each.became)):
            of(position.row.dossiers).positions.append(position)
    for moved in found.commitments:
        of(moved.commitment.row.dossiers).promises.append(moved)
    return groups


def counts(found: Changes) -> tuple[tuple[str, int], ...]:
    """Positions by what became of them."""
    return tally(
        each.became
        for one in found.comparisons
        for each in one.positions
        if each.became != Became.SAME
    )


def promises_counted(found: Changes) -> tuple[tuple[str, int], ...]:
    """Promises by what happened to them."""
    counted = Counter(str(each.moved) for each in found.commitments)
    return tuple((str(name), counted[str(name)]) for name in Moved if counted[str(name)])


def motions_moved(
    before: Iterable[MotionState], after: Iterable[MotionState], t: Words
) -> list[MotionMoved]:
    """The motions that came between, and those that were voted on or carried out."""
    known = {each.id: each for each in before}
    found = []
    for each in after:
        was = known.get(each.id)
        if was is None:
            found.append(MotionMoved("new", motion_line(each, t)))
        elif was.result != each.result:
            found.append(MotionMoved("voted", motion_line(each, t)))
        elif was.execution != each.execution:
            found.append(MotionMoved("done", motion_line(each, t)))
    return found


def _state(group: DossierMoved, change: DossierChange, t: Words) -> None:
    group.was = change.earlier or t("change.nothing-said")
    group.now = change.later or t("change.no-longer-said")
    group.moved = True
    values = [each for each in change.values if each.name not in _COUNTS]
    group.values = len(values)
    by_name: dict[str, Source] = {}
    for value in values:
        for row in value.sources:
            source = source_of(row, t)
            by_name.setdefault(source.name, source)
    group.sources = tuple(by_name.values())[:_SOURCES]


def _told(each: PositionChange) -> Told:
    before = each.earlier if each.later is not None else None
    return Told(each.row, each.became, before, each.steps, each.part, each.judged)


def _promise(each: CommitmentChange, t: Words) -> PromiseMoved:
    was, _ = each.due
    tones = {Moved.KEPT: "kept", Moved.OVERDUE: "overdue", Moved.GONE: "lapsed"}
    return PromiseMoved(
        moved=str(each.moved),
        tone=tones.get(each.moved, "open"),
        promise=promise(each.commitment, t),
        was_due=t.day(was) if each.moved is Moved.DUE else "",
    )
