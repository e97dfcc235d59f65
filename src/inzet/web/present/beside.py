"""Two agendas beside each other in words: items, and under each what was said then and now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inzet.changes import (
    AgendaItem,
    Aligned,
    Became,
    Comparison,
    ItemChange,
    Kept,
    PositionChange,
    aligned,
)
from inzet.record import StatementRow
from inzet.web.longlist import Part, part_of
from inzet.web.present.differences import Piece, pieces_of, readable, whole
from inzet.web.present.papers import PaperLine, paper_line
from inzet.web.present.statements import Line, line
from inzet.web.words import Words
from inzet.writing.compose.debate.differences import Nearest

BECAME = (Became.NEW, Became.CHANGED, Became.REWORDED, Became.VANISHED, Became.SAME)
"""In the order of what a reader asks first."""
_PAIRS = 60
"""Pairs that a page shows; of more there are parts."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One side of a pair: a sentence of one of the two agendas."""

    line: Line
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A position then and now, or in one of the two only."""

    became: str
    earlier: Passage | None
    later: Passage | None
    part: bool
    judged: bool
    near: Line | None = None
    """Of what is no longer there: the sentence of this agenda that comes nearest to it."""


@dataclass(frozen=True, slots=True)
class Group:
    """An item of the agenda with the pairs under it."""

    anchor: str
    title: str
    """Of the later agenda; of the earlier where this one has it no more."""
    pieces: tuple[Piece, ...]
    """The title with what came and went."""
    went: str
    """new, dropped, moved, retitled, same; "" outside any item."""
    where: str
    """Its session, and the one it was in."""
    source: str
    """Where the agenda announces it."""
    pairs: tuple[Pair, ...]
    same: tuple[Pair, ...]
    """Carried unchanged."""
    told: tuple[tuple[str, int], ...]
    """How many of each kind, for the list to jump by."""
    part: int
    """The part of the page in which it begins."""
    here: bool
    """Whether anything of it is in the part that is shown."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One comparison: the two agendas, and everything in them item by item."""

    chain: str
    party: str
    earlier: tuple[PaperLine, ...]
    later: tuple[PaperLine, ...]
    skipped: int
    groups: tuple[Group, ...]
    counts: tuple[tuple[str, int], ...]


def sheets(
    found: Sequence[Comparison], t: Words, *, only: str = "", asked: str = ""
) -> tuple[list[Sheet], Part]:
    """Comparisons in words, so much of them as a page holds, and which part of all that is.

    Args:
        only: show what became of positions in this way alone; "" shows all.
        asked: number of a part; "" is the first.

    Raises:
        UnknownValue: no such part.
    """
    split = [[(each, _shown(each, only)) for each in aligned(one)] for one in found]
    total = sum(len(shown) for groups in split for _, shown in groups)
    part = part_of(asked, total, _PAIRS, what="this comparison")
    place, made = 0, []
    for number, (one, groups) in enumerate(zip(found, split, strict=True)):
        nearest = Nearest([each.later for each in one.positions if each.later])
        told = []
        for index, (each, shown) in enumerate(groups):
            begins = part.holding(place)
            window = shown[max(0, part.start - place) : max(0, part.end - place)]
            here = bool(window) or (not shown and begins == part.number)
            if shown or not only:
                pairs = [_pair(position, t, nearest) for position in window]
                anchor = f"i{number}-{index}"
                told.append(_group(each, t, anchor, pairs, tally_of(shown), begins, here=here))
            place += len(shown)
        made.append(_sheet(one, t, told))
    return made, part


def _shown(one: Aligned, only: str) -> list[PositionChange]:
    """What is shown of an item, what was carried unchanged last."""
    shown = [each for each in one.positions if not only or each.became == only]
    return sorted(shown, key=lambda each: each.became == Became.SAME)


def _sheet(one: Comparison, t: Words, groups: Iterable[Group]) -> Sheet:
    return Sheet(
        chain=one.chain,
        party=t.party(one.kind.on_behalf_of),
        earlier=tuple(paper_line(each, t) for each in one.earlier.papers),
        later=tuple(paper_line(each, t) for each in one.later.papers),
        skipped=one.skipped,
        groups=tuple(groups),
        counts=tally_of(one.positions),
    )


def tally_of(positions: Iterable[PositionChange]) -> tuple[tuple[str, int], ...]:
    """How many positions became what."""
    return tally(each.became for each in positions)


def tally(became: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How many became what, in the order in which a reader asks for it; nothing of none."""
    counts = Counter(map(str, became))
    return tuple((str(name), counts[str(name)]) for name in BECAME if counts[str(name)])


def _group(
    one: Aligned,
    t: Words,
    anchor: str,
    pairs: Sequence[Pair],
    told: tuple[tuple[str, int], ...],
    part: int,
    *,
    here: bool,
) -> Group:
    item = one.item
    title = item.item.title if item else one.heading
    session = t("meeting.session", number=one.session) if one.session else ""
    return Group(
        anchor=anchor,
        title=" ".join(title.split()),
        pieces=_title(item, title),
        went=str(item.went) if item else "",
        where=_where(item, t) if item else session,
        source=line(item.item.row, t).path if item else "",
        pairs=tuple(each for each in pairs if each.became != Became.SAME),
        same=tuple(each for each in pairs if each.became == Became.SAME),
        told=told,
        part=part,
        here=here,
    )


def _title(item: ItemChange | None, title: str) -> tuple[Piece, ...]:
    if item is not None and item.earlier and item.later and readable(item.steps):
        return pieces_of(item.steps)
    return whole(" ".join(title.split()))


def _where(item: ItemChange, t: Words) -> str:
    now, was = _session(item.later, t), _session(item.earlier, t)
    if item.later is None:
        return t("beside.was-in", session=was)
    if item.earlier is not None and item.earlier.session != item.later.session:
        return t("beside.moved", session=now, was=item.earlier.session)
    return now


def _session(item: AgendaItem | None, t: Words) -> str:
    return t("meeting.session", number=item.session) if item is not None else ""


def _pair(one: PositionChange, t: Words, nearest: Nearest) -> Pair:
    marks = one.became in (Became.CHANGED, Became.REWORDED) and readable(one.steps)
    near = None
    if one.earlier is not None and one.later is None:
        found = nearest.of(one.earlier)
        near = line(found, t) if found is not None else None
    return Pair(
        became=str(one.became),
        earlier=_passage(one, one.earlier, Kept.NEW, marks, t),
        later=_passage(one, one.later, Kept.GONE, marks, t),
        part=one.part,
        judged=one.judged,
        near=near,
    )


def _passage(
    one: PositionChange, row: StatementRow | None, without: Kept, marks: bool, t: Words
) -> Passage | None:
    if row is None:
        return None
    pieces = pieces_of(one.steps, without=without) if marks else whole(row.quote)
    return Passage(line(row, t), pieces)
