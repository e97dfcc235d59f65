"""Which lines of an edited file are which blocks of its draft.

Hidden anchors tell first; where they were lost, the words do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from inzet.changes.tokens import tokens
from inzet.reading.load.docx.edited import Anchor
from inzet.writing.returning.lines import Grid, Line, Thing

_LIKE = 0.6
"""Words in common, of the words of both, from which a line is held to be a block edited."""
_PART = 0.6
"""Share of a line's words that a block lost, from which the line is a part of it."""
_STILL = 0.3
"""Share of a block's letters that must stand in a line with others for it to be joined to them."""
_FIRST = 0.35
"""Share of the words of the fullest line, from which the first part of a block stays the block."""
_MOST = 400_000
"""Pairs of lines and blocks that are compared at most; beyond it only equal words tell."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A block as it is looked for."""

    place: int
    """In the draft."""
    text: str
    others: tuple[str, ...] = ()
    """Other words that it may have: those of last time."""
    anchor: Anchor | None = None


@dataclass(slots=True)
class Matches:
    """What was found: by place of a block, and of a thing in the file."""

    line: dict[int, int] = field(default_factory=dict)
    parts: dict[int, list[int]] = field(default_factory=dict)
    """Lines that a block was split into, beside its own."""
    joined: dict[int, list[int]] = field(default_factory=dict)
    """Blocks whose words stand in the line of another."""

    @property
    def taken(self) -> set[int]:
        """Lines that are blocks or parts of them."""
        return {*self.line.values(), *(each for some in self.parts.values() for each in some)}

    @property
    def gone(self) -> set[int]:
        """Blocks that are in the line of another."""
        return {each for some in self.joined.values() for each in some}


def match(wanted: Sequence[Wanted], things: Sequence[Thing]) -> Matches:
    """Finds the line of each block, and the blocks that became more lines or fewer."""
    found = Matches()
    lines = {place: each for place, each in enumerate(things) if isinstance(each, Line)}
    touching = _touching(wanted, lines)
    _by_anchor(wanted, lines, touching, found)
    _by_words(wanted, lines, found)
    _by_point(wanted, lines, found)
    _parts(wanted, lines, touching, found)
    _joins(wanted, lines, found)
    return found


def match_tables(
    tables: Mapping[int, tuple[tuple[tuple[str, ...], ...], Anchor | None]],
    things: Sequence[Thing],
) -> dict[int, int]:
    """Which table of the file is which of the draft: by place of block and of thing.

    Args:
        tables: rows and anchor of each table of the draft, by its place there.
    """
    grids = {place: each for place, each in enumerate(things) if isinstance(each, Grid)}
    found: dict[int, int] = {}
    for block, (_, anchor) in tables.items():
        for place, grid in grids.items():
            here = {one for line in grid.lines for one in line.paragraphs}
            if anchor is not None and anchor.start[0] in here and place not in found.values():
                found[block] = place
    for block, (rows, _) in tables.items():
        left = [place for place in grids if place not in found.values()]
        if block in found or not left:
            continue
        own = _counted(" ".join(word for row in rows for word in row))
        scores = {place: _alike(own, _counted(_all(grids[place]))) for place in left}
        best = max(left, key=lambda place: scores[place])
        if scores[best] >= _LIKE:
            found[block] = best
    return found


def ordered(places: Sequence[int]) -> set[int]:
    """The longest part of a sequence that is in rising order: what of it did not move."""
    runs: list[list[int]] = []
    for place in places:
        before: list[int] = []
        for run in runs:
            if run[-1] < place and len(run) > len(before):
                before = run
        runs.append([*before, place])
    longest: list[int] = []
    for run in runs:
        if len(run) > len(longest):
            longest = run
    return set(longest)


def _touching(wanted: Sequence[Wanted], lines: Mapping[int, Line]) -> dict[int, dict[int, int]]:
    """By block, and by line that its anchor reaches: letters of it that stand there."""
    by_paragraph = {one: place for place, line in lines.items() for one in line.paragraphs}
    found: dict[int, dict[int, int]] = {}
    for each in wanted:
        if each.anchor is None:
            continue
        reached: dict[int, int] = {}
        for paragraph in range(each.anchor.start[0], each.anchor.end[0] + 1):
            place = by_paragraph.get(paragraph)
            if place is None or place in reached:
                continue
            some = (part for part in lines[place].shown if part.within(each.anchor))
            count = sum(len(part.piece.text.strip()) for part in some)
            if count:
                reached[place] = count
        found[each.place] = reached
    return found


def _by_anchor(
    wanted: Sequence[Wanted],
    lines: Mapping[int, Line],
    touching: Mapping[int, Mapping[int, int]],
    found: Matches,
) -> None:
    known = {each.place: each for each in wanted}
    owners: dict[int, list[int]] = {}
    for block, reached in touching.items():
        if not reached:
            continue
        own = _words_of(known[block])
        best = _first(own, lines, reached)
        owners.setdefault(best, []).append(block)
    for place, blocks in owners.items():
        if len(blocks) > 1:
            size = {one: max(len(known[one].text), 1) for one in blocks}
            still = [one for one in blocks if touching[one][place] >= _STILL * size[one]]
            blocks = still or blocks[:1]
        first, *others = sorted(blocks)
        found.line[first] = place
        if others:
            found.joined[first] = others


def _first(own: Counter[str], lines: Mapping[int, Line], some: Iterable[int]) -> int:
    """Of several lines, the first with a fair part of a block's words: it stays the block."""
    shares = {place: _common(own, _counted(lines[place].text)) for place in some}
    enough = _FIRST * max(shares.values())
    return min(place for place, share in shares.items() if share >= enough)


def _by_words(wanted: Sequence[Wanted], lines: Mapping[int, Line], found: Matches) -> None:
    """Blocks without a line and lines without a block: the most alike first."""
    blocks = [each for each in wanted if each.place not in found.line | dict.fromkeys(found.gone)]
    free = [place for place in lines if place not in found.taken and lines[place].text]
    if not blocks or not free:
        return
    scale = max(len(wanted), 1), max(len(lines), 1)
    few = len(blocks) * len(free) <= _MOST
    counted = {place: _counted(lines[place].text) for place in free}
    said = {place: _said(lines[place].text) for place in free}
    rated = []
    for each in blocks:
        own = [_counted(text) for text in (each.text, *each.others)]
        words = {_said(text) for text in (each.text, *each.others)}
        for place in free:
            if said[place] in words:
                score = 2.0
            elif few:
                score = max(_alike(one, counted[place]) for one in own)
            else:
                continue
            if score >= _LIKE:
                away = abs(each.place / scale[0] - place / scale[1])
                rated.append((-score, away, each.place, place))
    used: set[int] = set()
    for _, _, block, place in sorted(rated):
        if block not in found.line and place not in used:
            found.line[block] = place
            used.add(place)


def _by_point(wanted: Sequence[Wanted], lines: Mapping[int, Line], found: Matches) -> None:
    """A block whose words were all replaced still has its anchor, around other words or none."""
    by_paragraph = {one: place for place, line in lines.items() for one in line.paragraphs}
    for each in wanted:
        if each.anchor is None or each.place in found.line or each.place in found.gone:
            continue
        place = by_paragraph.get(each.anchor.start[0])
        if place is None or place in found.taken or not lines[place].text:
            continue
        if lines[place].paragraphs[-1] == each.anchor.start[0]:
            found.line[each.place] = place


def _parts(
    wanted: Sequence[Wanted],
    lines: Mapping[int, Line],
    touching: Mapping[int, Mapping[int, int]],
    found: Matches,
) -> None:
    """Lines that hold what a block lost: within its anchor, or next to its line."""
    known = {each.place: each for each in wanted}
    for block in sorted(found.line):
        own = _words_of(known[block])
        left = own - _counted(lines[found.line[block]].text)
        near = {*touching.get(block, {}), found.line[block] - 1, found.line[block] + 1}
        for place in sorted(near):
            if place in found.taken or place not in lines or not left:
                continue
            words = _counted(lines[place].text)
            if words and _common(left, words) >= _PART * words.total():
                found.parts.setdefault(block, []).append(place)
                left = left - words
        if block in found.parts:
            whole = {found.line[block], *found.parts[block]}
            found.line[block] = _first(own, lines, whole)
            found.parts[block] = sorted(whole - {found.line[block]})


def _joins(wanted: Sequence[Wanted], lines: Mapping[int, Line], found: Matches) -> None:
    """Blocks that nothing was found of, but whose words stand in the line of one beside it."""
    known = {each.place: each for each in wanted}
    order = sorted(known)
    for at, block in enumerate(order):
        if block in found.line or block in found.gone or not known[block].text:
            continue
        for other in (*order[max(at - 1, 0) : at], *order[at + 1 : at + 2]):
            if other not in found.line:
                continue
            extra = _counted(lines[found.line[other]].text) - _words_of(known[other])
            own = _counted(known[block].text)
            if own and _common(extra, own) >= _PART * own.total():
                found.joined.setdefault(other, []).append(block)
                break


def _words_of(wanted: Wanted) -> Counter[str]:
    """The words of a block, those of last time among them."""
    found = _counted(wanted.text)
    for other in wanted.others:
        found |= _counted(other)
    return found


def _all(grid: Grid) -> str:
    return " ".join(word for row in grid.cells for word in row)


def _counted(text: str) -> Counter[str]:
    return Counter(each.form for each in tokens(text) if each.is_word)


def _common(one: Counter[str], other: Counter[str]) -> int:
    return (one & other).total()


def _alike(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * _common(one, other) / total if total else 0.0


def _said(text: str) -> str:
    return " ".join(text.split())
