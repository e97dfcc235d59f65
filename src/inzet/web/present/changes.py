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
from inzet.web.present.answers import Source, source_of
from inzet.web.present.beside import tally
from inzet.web.present.motions import MotionLine, motion_line
from inzet.web.present.positions import Wording, wording
from inzet.web.present.promises import Promise, promise
from inzet.web.words import Words

_SOURCES = 3
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
    """What became of each, and its words."""
    promises: list[PromiseMoved] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MotionMoved:
    """A motion that came, or stands otherwise than it did."""

    how: str
    """new, voted or done: what happened to it last."""
    motion: MotionLine


def by_dossier(found: Changes, t: Words) -> list[DossierMoved]:
    """Everything on dossiers, those with a state that moved first, then those most is said on."""
    groups: dict[str, DossierMoved] = {}

    def of(names: Sequence[str]) -> DossierMoved:
        name = names[0] if names else ""
        title = t.dossier(name) if name else t("change.no-dossier")
        path = f"/dossiers/{name}" if name else ""
        return groups.setdefault(name, DossierMoved(title, path, name))

    for each in found.dossiers:
        if each.earlier != each.later:
            _state(of((each.dossier,)), each, t)
    for one in found.comparisons:
        changed = [each for each in one.positions if each.became != Became.SAME]
        for position in sorted(changed, key=lambda each: _FIRST.index(each.became)):
            shown = str(position.became), wording(_told(position), t)
            of(position.row.dossiers).positions.append(shown)
    for moved in found.commitments:
        of(moved.commitment.row.dossiers).promises.append(_promise(moved, t))
    return sorted(groups.values(), key=_weight)


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


def _weight(group: DossierMoved) -> tuple[bool, bool, int, str]:
    told = len(group.positions) + len(group.promises)
    return not group.name, not group.moved, -told, group.title
