"""The three-way merge of drafts, block by block.

What only one side changed is taken over. Where both did, a person's words stand, and a private
block below shows the others: nothing is overwritten in silence, and nothing anybody wrote is
lost. Blocks are matched by key and compared with their sources spelled out, as two drafts number
their sources differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from inzet.writing.draft import Block, Draft, Form, Head, Origin, Source, notices
from inzet.writing.redraft.model import CONFLICT, Clash, Conflict, Merged
from inzet.writing.redraft.order import ordered
from inzet.writing.redraft.words import say

replace = msgspec.structs.replace


def merge(base: Draft, mine: Draft, fresh: Draft) -> Merged:
    """A draft composed again under what people made of the one before.

    Args:
        base: as composed before.
        mine: as people left it.
        fresh: as composed now.
    """
    return _Merging(base, mine, fresh, two_people=False).merged()


def join(base: Draft, mine: Draft, other: Draft) -> Merged:
    """What two made of the same draft.

    Args:
        base: what both started from.
        mine: as it stands: edited by a person, composed again, or both.
        other: as a person gave it back.
    """
    return _Merging(base, mine, other, two_people=True).merged()


class _Full(NamedTuple):
    """A block with its sources spelled out; ``block.sources`` is empty."""

    block: Block
    sources: tuple[Source, ...]


class _Settled(NamedTuple):
    """What stands of a block, and what does not."""

    stands: _Full | None
    clash: Clash | None = None
    other: _Full | None = None


class _Merging:
    def __init__(self, base: Draft, mine: Draft, fresh: Draft, *, two_people: bool) -> None:
        self._base, self._mine, self._fresh = base, mine, fresh
        self._two = two_people
        self._language = mine.language
        self._conflicts: list[Conflict] = []

    def merged(self) -> Merged:
        base, mine, fresh = self._base, self._mine, self._fresh
        if mine in (base, fresh):
            return Merged(draft=fresh)
        if fresh == base:
            return Merged(draft=mine)
        was, ours, theirs = _full(base), _full(mine), _full(fresh)
        if self._two:
            theirs = _apart(was, ours, theirs)
        settled = {
            key: self._settle(was.get(key), ours.get(key), theirs.get(key))
            for key in dict.fromkeys((*theirs, *ours))
        }
        blocks = {key: each.stands for key, each in settled.items() if each.stands is not None}
        first, second = (theirs, ours) if self._two else (ours, theirs)
        keys = ordered(list(was), list(first), list(second), blocks)
        shown = self._shown(settled, blocks, set(ours), fresh)
        head = self._head(shown, blocks)
        placed = list(self._placed(keys, list(second), shown))
        found = [blocks[key] if key in blocks else shown[key] for key in placed]
        sources = _Sources(fresh.sources)
        frame = mine if self._two else fresh
        draft = replace(
            frame,
            head=head,
            blocks=tuple(replace(each.block, sources=sources.add(each.sources)) for each in found),
            sources=sources.all(),
            stamps=notices((*fresh.stamps, *mine.stamps)),
        )
        return Merged(draft=draft, conflicts=tuple(self._conflicts))

    # ---- one block ----------------------------------------------------------------------

    def _settle(self, was: _Full | None, ours: _Full | None, theirs: _Full | None) -> _Settled:
        if ours in (was, theirs):
            return _Settled(theirs)
        if theirs == was:
            return _Settled(ours)
        if ours is None or theirs is None:
            return self._one_deleted(ours, theirs)
        if was is not None:
            quiet = _quiet(was, ours, theirs)
            if quiet is not None:
                return _Settled(quiet)
        if self._two and ours.block.origin is not Origin.PERSON:
            return _Settled(theirs, Clash.REWORDED, ours)
        # Of two that were added under one key, neither replaces the other.
        return _Settled(ours, Clash.BOTH if self._two else Clash.REWORDED, theirs)

    def _one_deleted(self, ours: _Full | None, theirs: _Full | None) -> _Settled:
        there = ours or theirs
        assert there is not None
        if not self._two:
            # The person's side is ours: it deleted, or it wrote what the record gave up.
            return _Settled(ours, Clash.GONE if ours else Clash.DELETED, there)
        if there.block.origin is Origin.PERSON or theirs is not None:
            return _Settled(there, Clash.EDITED, there)
        return _Settled(None, Clash.DELETED, there)

    # ---- conflicts ----------------------------------------------------------------------

    def _shown(
        self,
        settled: dict[str, _Settled],
        blocks: dict[str, _Full],
        ours: set[str],
        fresh: Draft,
    ) -> dict[str, _Full]:
        """The private blocks that show what does not stand, by their keys."""
        found: dict[str, _Full] = {}
        taken = {*blocks, *ours, *(block.key for block in fresh.blocks)}
        for key, each in settled.items():
            if each.clash is None or each.other is None:
                continue
            block = self._remark(key, each)
            shown = block.key
            if _stands(block, blocks):
                continue
            there = blocks.get(shown)
            shown = self._key(shown, there, taken | set(found))
            block = replace(block, key=shown)
            full = _Full(block, each.other.sources)
            if shown in blocks:
                # What the record said before makes room for what it says now, in its place.
                blocks[shown] = full
            else:
                found[shown] = full
            self._conflicts.append(
                Conflict(
                    key=key,
                    clash=each.clash,
                    kept=_told(each.stands.block) if each.stands else "",
                    other=_told(each.other.block),
                    shown=shown,
                    by=each.other.block.by,
                )
            )
        return found

    def _remark(self, key: str, settled: _Settled) -> Block:
        """The block that shows one conflict."""
        assert settled.other is not None
        assert settled.clash is not None
        other, clash = settled.other.block, settled.clash
        by = other.by or say(self._language, "somebody")
        text = _told(other)
        if clash in (Clash.GONE, Clash.EDITED):
            text = say(self._language, f"{clash}_text", text=text)
        table = other.form is Form.TABLE and clash not in (Clash.GONE, Clash.EDITED)
        return Block(
            key=f"{CONFLICT}/{key}",
            form=Form.TABLE if table else Form.PARAGRAPH,
            # Words of a person are never replaced by a later remark.
            origin=Origin.PERSON if other.origin is Origin.PERSON else Origin.NEW,
            by=other.by,
            text=text,
            rows=other.rows if table else (),
            marks=other.marks if text == other.text else (),
            role=CONFLICT,
            comment=say(self._language, str(clash), by=by),
            private=True,
        )

    def _placed(self, keys: list[str], second: list[str], shown: dict[str, _Full]) -> Iterator[str]:
        """All keys in order, each conflict below its block, or where its block would stand."""
        after: dict[str | None, list[str]] = {}
        standing = set(keys)
        for conflict in self._conflicts:
            if conflict.shown not in shown:
                continue
            anchor: str | None = conflict.key if conflict.key in standing else None
            if anchor is None and conflict.key in second:
                before = second[: second.index(conflict.key)]
                anchor = next((key for key in reversed(before) if key in standing), None)
            after.setdefault(anchor, []).append(conflict.shown)
        yield from after.get(None, ())
        for key in keys:
            yield key
            yield from after.get(key, ())

    def _key(self, key: str, there: _Full | None, taken: set[str]) -> str:
        """Under which key to show a conflict: newer words of the record replace older ones."""
        if there is None or there.block.origin is Origin.PERSON or self._two:
            return _free(key, taken)
        return key

    def _head(self, shown: dict[str, _Full], blocks: dict[str, _Full]) -> Head:
        """The letterhead, field by field."""
        was, ours, theirs = self._base.head, self._mine.head, self._fresh.head
        found: dict[str, str] = {}
        for name in Head.__struct_fields__:
            old, one, two = (str(getattr(each, name)) for each in (was, ours, theirs))
            found[name] = two if one == old else one
            if len({old, one, two}) == 3:
                key = f"head/{name}"
                clash = Clash.BOTH if self._two else Clash.REWORDED
                origin = Origin.PERSON if self._two else Origin.NEW
                other = _Full(Block(key=key, form=Form.PARAGRAPH, origin=origin, text=two), ())
                block = self._remark(key, _Settled(other, clash, other))
                if _stands(block, blocks):
                    continue
                there = blocks.get(block.key)
                block = replace(block, key=self._key(block.key, there, {*blocks, *shown}))
                (blocks if block.key in blocks else shown)[block.key] = _Full(block, ())
                self._conflicts.append(
                    Conflict(key=key, clash=clash, kept=one, other=two, shown=block.key)
                )
        return Head(**found)


def _full(draft: Draft) -> dict[str, _Full]:
    return {
        block.key: _Full(
            replace(block, sources=()), tuple(draft.sources[place] for place in block.sources)
        )
        for block in draft.blocks
    }


def _apart(
    was: dict[str, _Full], ours: dict[str, _Full], theirs: dict[str, _Full]
) -> dict[str, _Full]:
    """The other's blocks, those that two people added under the same key parted."""
    taken = {*was, *ours, *theirs}
    found: dict[str, _Full] = {}
    for key, full in theirs.items():
        if key not in was and key in ours and _words(ours[key].block) != _words(full.block):
            key = _free(key, taken)
            taken.add(key)
            full = _Full(replace(full.block, key=key), full.sources)
        found[key] = full
    return found


def _free(key: str, taken: Iterable[str]) -> str:
    number, known = 2, set(taken)
    while f"{key}~{number}" in known:
        number += 1
    return key if key not in known else f"{key}~{number}"


def _stands(conflict: Block, blocks: dict[str, _Full]) -> bool:
    """Whether a conflict is shown already, under its key or a numbered one."""
    return any(
        key.partition("~")[0] == conflict.key and _words(full.block) == _words(conflict)
        for key, full in blocks.items()
    )


def _words(block: Block) -> tuple[object, ...]:
    """What a reader sees of a block."""
    return block.form, block.text, block.before, block.rows, block.filled


def _quiet(was: _Full, ours: _Full, theirs: _Full) -> _Full | None:
    """Both changes together, where they are of different things; None where they are not."""
    old, one, two = was.block, ours.block, theirs.block
    if _words(two) == _words(old):
        # The record has other sources or remarks for the same words.
        return _Full(
            replace(
                two, text=one.text, before=one.before, rows=one.rows, filled=one.filled,
                form=one.form, marks=one.marks, origin=one.origin, by=one.by, says=one.says,
            ),
            theirs.sources,
        )  # fmt: skip
    if _words(one) == _words(two):
        return _Full(replace(two, marks=one.marks, origin=one.origin, by=one.by), theirs.sources)
    if one.origin is Origin.NEW and _words(one) == _words(replace(two, before=None)):
        # Somebody accepted these words; that the record compares them with a newer paper of last
        # time, or proposes them once more, is nothing to decide on again.
        return _Full(replace(two, before=None, origin=one.origin, marks=one.marks), theirs.sources)
    if old.form is one.form is two.form is Form.FIELD:
        label = _either(old.text, one.text, two.text)
        filled = _either(old.filled, one.filled, two.filled)
        if label is not None and filled is not None:
            hand = one if filled == one.filled else two
            field = replace(two, text=label, filled=filled, by=hand.by, origin=hand.origin)
            return _Full(field, theirs.sources)
    return None


def _either(old: str, one: str, two: str) -> str | None:
    """What only one of two changed, or both alike; None where each changed it otherwise."""
    if one in (old, two):
        return two
    return one if two == old else None


def _told(block: Block) -> str:
    """The words of a block on one line: of a field what was filled in."""
    if block.form is Form.FIELD:
        return block.filled or block.text
    if block.origin is Origin.DROPPED:
        return block.before or ""
    return block.text


class _Sources:
    """The sources of a draft that is put together."""

    def __init__(self, known: tuple[Source, ...]) -> None:
        self._all = list(known)

    def add(self, sources: Iterable[Source]) -> tuple[int, ...]:
        """Their places."""
        places = []
        for source in sources:
            if source not in self._all:
                self._all.append(source)
            places.append(self._all.index(source))
        return tuple(places)

    def all(self) -> tuple[Source, ...]:
        return tuple(self._all)
