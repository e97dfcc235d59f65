"""Two agendas beside each other, item by item: under each what was said on it, then and now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inzet.changes.items import AgendaItem, ItemChange
from inzet.changes.positions import PositionChange
from inzet.changes.since import Comparison
from inzet.record import StatementRow
from inzet.record.words import fold


@dataclass(frozen=True, slots=True)
class Aligned:
    """What stands under one item of two agendas, or outside their items."""

    item: ItemChange | None
    """None: no item of either agenda."""
    session: int | None
    """Of the agenda that the positions stand in; None where there is an item, or no session."""
    heading: str
    """Where there is no item: the heading, or the title of the session; "" where none is told."""
    positions: tuple[PositionChange, ...]
    """In the order of the later agenda, what it no longer has last."""


def aligned(one: Comparison) -> tuple[Aligned, ...]:
    """The positions of a comparison under their items: what precedes the sessions first, then the
    items in the order of the later agenda, dropped ones last, then what is left. What is said in
    a session outside its items comes before the first of them.

    A position stands where the later agenda has it; one that vanished, where the earlier had it.
    Every position of the comparison stands in exactly one place.
    """
    under: dict[int, list[PositionChange]] = defaultdict(list)
    outside: dict[tuple[bool, int | None, str], list[PositionChange]] = {}
    begun = False
    for each in one.positions:
        place = _place(each, one.items)
        if place is not None:
            under[place].append(each)
            begun = True
        else:
            session = each.row.session
            # What the later agenda says before its sessions stands before them here too.
            first = session is None and not begun and each.later is not None
            key = first, session, _heading(each, one.items)
            outside.setdefault(key, []).append(each)
    return tuple(_ordered(one.items, under, outside))


def _ordered(
    items: Sequence[ItemChange],
    under: Mapping[int, list[PositionChange]],
    outside: Mapping[tuple[bool, int | None, str], list[PositionChange]],
) -> Iterator[Aligned]:
    left = dict(outside)
    yield from _taken(left, [key for key in left if key[0]])
    for place, item in enumerate(items):
        if item.later is not None:
            yield from _taken(left, [key for key in left if key[1] == item.later.session])
        yield Aligned(item, None, "", tuple(under.get(place, ())))
    yield from _taken(left, list(left))


def _taken(
    left: dict[tuple[bool, int | None, str], list[PositionChange]],
    keys: Sequence[tuple[bool, int | None, str]],
) -> Iterator[Aligned]:
    for key in keys:
        yield Aligned(None, key[1], key[2], tuple(left.pop(key)))


def _heading(each: PositionChange, items: Sequence[ItemChange]) -> str:
    """The heading that a position stands under; else the title of its session."""
    row = each.row
    if row.item:
        return " ".join(row.item.split())
    titles = (side.session_title or "" for _, side in _of_session(each, items))
    return next(titles, "")


def _place(each: PositionChange, items: Sequence[ItemChange]) -> int | None:
    """The item that a position stands under, by its place among them; None: under none."""
    best = max(
        ((_fits(each.row, side), -place) for place, side in _of_session(each, items)),
        default=(0, 0),
    )
    return -best[1] if best[0] else None


def _of_session(
    each: PositionChange, items: Sequence[ItemChange]
) -> Iterator[tuple[int, AgendaItem]]:
    """The items of the session of a position, in its own agenda, with their places."""
    for place, item in enumerate(items):
        side = item.later if each.later is not None else item.earlier
        if side is not None and side.session == each.row.session:
            yield place, side


def _fits(row: StatementRow, item: AgendaItem) -> int:
    """How surely a statement of a session stands under one of its items; 0: it does not."""
    if row.item is not None:
        return 2 if fold(row.item) == fold(item.title) else 0
    # A session that is called after its one item is that item.
    whole = fold(item.session_title or "") == fold(item.title)
    return 1 if whole or set(row.dossiers) & set(item.dossiers) else 0


__all__ = ["Aligned", "aligned"]
