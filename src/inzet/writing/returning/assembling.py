"""The blocks of a draft as an edited file leaves them: kept, edited, moved, gone, new."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import msgspec

from inzet.dossiers.wording import LANGUAGES, Wording
from inzet.reading.load.docx.edited import Anchor, Edited, Paragraph, Touch
from inzet.writing.draft import Block, Draft, Form, Origin
from inzet.writing.render.copy import copy_of
from inzet.writing.render.docx import anchors
from inzet.writing.render.docx.margin import WORDS
from inzet.writing.returning.blocks import Comparing, Hand, as_shown, form_of
from inzet.writing.returning.lines import Grid, Line, Thing, things
from inzet.writing.returning.matching import Matches, Wanted, match, match_tables, ordered
from inzet.writing.returning.model import Did, Edit

_LONGEST = 200
"""Paragraphs that an anchor may reach over; one that somebody stretched further ends there."""
Position = tuple[float, int]
"""Of a block in the file: of its line or table, and in the draft among those without one."""


class Assembly:
    """Puts a draft together again from an edited file.

    Args:
        hand: who did what was done without tracking.
    """

    def __init__(self, draft: Draft, edited: Edited, hand: Hand) -> None:
        self._draft = draft
        self._shown = copy_of(draft, clean=False, editable=True)
        self._edited = edited
        self._hand = hand
        self._anchored = any(
            name.startswith((f"{anchors.PREFIX}b_", f"{anchors.PREFIX}t_"))
            for name in edited.anchors
        )
        self._furniture = self._own_of_template()
        self._things: list[Thing] = things(edited, self._is_content)
        self._by_paragraph = {
            one: place for place, thing in enumerate(self._things) for one in _paragraphs(thing)
        }
        self._fill = [Wording(WORDS, language)("fill") for language in LANGUAGES]
        self._comparing = Comparing(hand, self._fill, self._shown)
        self._edits: list[tuple[Position, Edit]] = []
        self._placed: list[tuple[Position, Block]] = []
        self._keys: dict[int, str] = {}
        """Of the block that each line or table is, by its place in the file."""
        self._notes: list[str] = []
        self._used = {block.key for block in draft.blocks}

    def blocks(self) -> tuple[Block, ...]:
        """All blocks in the order of the file; those that were deleted are not among them."""
        pending = self._pending()
        wanted = list(self._wanted(pending))
        found = match(wanted, self._things)
        tables = match_tables(
            {
                place: (block.rows, self._anchor(anchors.of_table(block.key)))
                for place, block in enumerate(self._draft.blocks)
                if block.form is Form.TABLE and any(block.rows)
            },
            self._things,
        )
        kept: dict[int, Position] = {}
        for place, block in enumerate(self._draft.blocks):
            at = self._one(place, block, found, tables, pending)
            if at is not None:
                kept[place] = at
        self._without_place(kept)
        self._moved(kept)
        self._pages(kept)
        self._new(found, tables)
        self._placed.sort(key=lambda each: each[0])
        self._told()
        return tuple(block for _, block in self._placed)

    def edits(self) -> tuple[Edit, ...]:
        """What was done, in the order of the text."""
        return tuple(edit for _, edit in sorted(self._edits, key=lambda each: each[0]))

    def notes(self) -> tuple[str, ...]:
        """What was not understood."""
        return tuple(dict.fromkeys(self._notes))

    def key_at(self, at: tuple[int, int]) -> str | None:
        """The key of the block at a place of the file."""
        place = self._by_paragraph.get(at[0])
        if place is None:
            return None
        for block in self._draft.blocks:
            # A paragraph that was deleted has run on into the next, and keeps its comments.
            anchor = self._anchor(anchors.of_block(block.key))
            if anchor is not None and anchor.start <= at <= anchor.end:
                return block.key
        return self._keys.get(place)

    def _is_content(self, paragraph: Paragraph) -> bool:
        return paragraph.where == "text" and id(paragraph) not in self._furniture

    def _own_of_template(self) -> set[int]:
        """Paragraphs of the template, and all of the tables they stand in."""
        paragraphs = self._edited.paragraphs
        own: set[int] = set()
        for name, anchor in self._edited.anchors.items():
            if re.match(rf"{anchors.PREFIX}[fh]_", name) and anchor.start[0] < len(paragraphs):
                own.add(anchor.start[0])
        boxes = {each.cell[0] for place in own if (each := paragraphs[place]).cell is not None}
        return {
            id(each)
            for place, each in enumerate(paragraphs)
            if place in own or (each.cell is not None and each.cell[0] in boxes)
        }

    def _anchor(self, name: str) -> Anchor | None:
        found = self._edited.anchors.get(name)
        if found is None or found.end[0] - found.start[0] <= _LONGEST:
            return found
        return Anchor(found.start, (found.start[0] + _LONGEST, 0))

    def _pending(self) -> dict[int, Position]:
        """Dropped blocks that still stand in the file as proposed: struck out."""
        struck: dict[str, int] = {}
        for place, thing in enumerate(self._things):
            words: dict[int, str] = {}
            for part in thing.parts if isinstance(thing, Line) else ():
                if not part.stands:
                    words[part.paragraph] = words.get(part.paragraph, "") + part.piece.text
            for text in words.values():
                struck.setdefault(as_shown(text)[0], place)
        found: dict[int, Position] = {}
        for place, block in enumerate(self._draft.blocks):
            if block.origin is not Origin.DROPPED:
                continue
            at = struck.get(as_shown(block.before or "")[0])
            if at is not None:
                found[place] = (at - 0.5, place)
        return found

    def _wanted(self, pending: dict[int, Position]) -> Iterator[Wanted]:
        for place, block in enumerate(self._draft.blocks):
            if block.form is Form.PAGE or place in pending:
                continue
            if block.origin is Origin.DROPPED:
                texts = [block.before or ""]
            elif block.form is Form.FIELD:
                label = f"{block.text}: " if block.text else ""
                texts = [f"{label}{filled}" for filled in (block.filled, *self._fill)]
            else:
                texts = [block.text, *([block.before] if block.before else [])]
            shown = [as_shown(text)[0] for text in texts]
            if not any(shown):
                continue
            anchor = self._anchor(anchors.of_block(block.key))
            yield Wanted(place, shown[0], tuple(shown[1:]), anchor)

    def _one(
        self,
        place: int,
        block: Block,
        found: Matches,
        tables: dict[int, int],
        pending: dict[int, Position],
    ) -> Position | None:
        """Takes one block back; its position, where the file shows one."""
        if place in pending:
            self._placed.append((pending[place], block))
            return pending[place]
        if block.form is Form.PAGE:
            return None
        at = found.line.get(place)
        if block.form is Form.TABLE and any(block.rows):
            return self._table(place, block, at, tables.get(place))
        if at is None:
            return None
        line = self._things[at]
        assert isinstance(line, Line)
        anchor = self._anchor(anchors.of_block(block.key))
        new, edits = self._comparing.words(block, line, anchor)
        parts = found.parts.get(place, [])
        if parts:
            others = tuple(self._part(block, one) for one in parts)
            edits = _as(Did.SPLIT, edits, others, self._hand, block, line)
        joined = found.joined.get(place, [])
        if joined:
            keys = tuple(self._draft.blocks[one].key for one in joined)
            edits = _as(Did.JOINED, edits, keys, self._hand, block, line)
        self._place((float(at), place), new, edits)
        self._keys[at] = block.key
        return float(at), place

    def _place(self, at: Position, block: Block, edits: list[Edit]) -> None:
        self._placed.append((at, block))
        self._edits += [(at, edit) for edit in edits]

    def _part(self, block: Block, at: int) -> str:
        """A new block of words that another lost."""
        line = self._things[at]
        assert isinstance(line, Line)
        form, level = form_of(line)
        key = self._key(block.key, line.text)
        by = self._hand.edit(Did.SPLIT, key, line.touches()).by
        part = Block(
            key=key, form=form, origin=Origin.PERSON, text=line.text, level=level,
            marks=line.marks, sources=block.sources, by=by, role=block.role,
        )  # fmt: skip
        self._placed.append(((float(at), -1), part))
        self._keys[at] = key
        return key

    def _table(
        self, place: int, block: Block, caption: int | None, at: int | None
    ) -> Position | None:
        if at is None:
            return None
        grid = self._things[at]
        assert isinstance(grid, Grid)
        edits: list[Edit] = []
        new = block
        if caption is not None:
            line = self._things[caption]
            assert isinstance(line, Line)
            anchor = self._anchor(anchors.of_block(block.key))
            new, edits = self._comparing.words(block, line, anchor)
            self._keys[caption] = block.key
        elif as_shown(block.text)[0]:
            touches = self._touches(block)
            edit = self._hand.edit(Did.EDITED, block.key, touches, before=block.text, after="")
            new = msgspec.structs.replace(
                block, text="", marks=(), says=(), origin=Origin.PERSON, by=edit.by
            )
            edits = [edit]
        again, more = self._comparing.table(new, grid)
        position = (float(at if caption is None else caption), place)
        self._place(position, again, [*edits, *more])
        self._keys[at] = block.key
        return position

    def _touches(self, block: Block) -> list[Touch]:
        """Who touched the words of a block that are gone."""
        anchor = self._anchor(anchors.of_block(block.key))
        at = self._by_paragraph.get(anchor.start[0]) if anchor is not None else None
        thing = self._things[at] if at is not None else None
        if anchor is None or not isinstance(thing, Line):
            return []
        some = [part.piece.went for part in thing.parts if part.within(anchor)]
        return [each for each in some if each is not None and each.by != anchors.AUTHOR]

    def _without_place(self, kept: dict[int, Position]) -> None:
        """Blocks that nothing was found of: gone, unless there was nothing to find."""
        joined = {key for _, edit in self._edits if edit.did is Did.JOINED for key in edit.others}
        before: Position = (-1.0, -1)
        for place, block in enumerate(self._draft.blocks):
            if place in kept:
                before = kept[place]
                continue
            at = (before[0], place)
            if block.form is Form.PAGE or block.key in joined:
                continue
            if self._invisible(block):
                self._placed.append((at, block))
            elif block.origin is Origin.DROPPED:
                edit = self._hand.edit(
                    Did.ACCEPTED, block.key, (), before=block.before or "", after=""
                )
                self._edits.append((at, edit))
            else:
                text = block.text or " | ".join(block.rows[0] if block.rows else ())
                edit = self._hand.edit(
                    Did.DELETED, block.key, self._touches(block), before=text, after=""
                )
                self._edits.append((at, edit))

    def _invisible(self, block: Block) -> bool:
        """Whether a block shows no words, so that a file cannot tell that it is gone."""
        if block.form is Form.FIELD or any(block.rows):
            return False
        text = block.before if block.origin is Origin.DROPPED else block.text
        return not as_shown(text or "")[0]

    def _moved(self, kept: dict[int, Position]) -> None:
        """Blocks that stand elsewhere among the others."""
        order = sorted(kept, key=lambda place: kept[place])
        stayed = ordered(order)
        base = sorted(kept)
        for now, place in enumerate(order):
            if place in stayed:
                continue
            was = base.index(place)
            keys = self._draft.blocks
            at = self._thing_at(kept[place])
            touches = at.touches() if at is not None else []
            edit = self._hand.edit(
                Did.MOVED,
                keys[place].key,
                touches,
                before=keys[base[was - 1]].key if was else "",
                after=keys[order[now - 1]].key if now else "",
            )
            self._edits.append((kept[place], edit))

    def _thing_at(self, position: Position) -> Thing | None:
        place = int(position[0])
        return self._things[place] if position[0] == place and place >= 0 else None

    def _pages(self, kept: dict[int, Position]) -> None:
        """Blocks that begin a page: they go with what follows them."""
        blocks = self._draft.blocks
        known: set[int] = set()
        for place, block in enumerate(blocks):
            if block.form is not Form.PAGE:
                continue
            anchor = self._anchor(anchors.of_page(block.key))
            at = self._by_paragraph.get(anchor.start[0]) if anchor is not None else None
            after = next((kept[one] for one in range(place + 1, len(blocks)) if one in kept), None)
            if at is None and after is not None:
                at = int(after[0] + 0.5)
            if at is not None and _breaks(self._things[at]):
                self._placed.append(((at - 0.75, place), block))
                known.add(at)
            else:
                where = (kept.get(place - 1, (-1.0, -1))[0], place)
                edit = self._hand.edit(Did.DELETED, block.key, (), before="", after="")
                self._edits.append((where, edit))
        for at, thing in enumerate(self._things):
            if _breaks(thing) and at not in known and isinstance(thing, Line) and thing.text:
                key = self._key("page", thing.text)
                page = Block(key=key, form=Form.PAGE, origin=Origin.PERSON)
                edit = self._hand.edit(Did.ADDED, key, ())
                page = msgspec.structs.replace(page, by=edit.by)
                self._place((at - 0.75, -1), page, [edit])

    def _new(self, found: Matches, tables: dict[int, int]) -> None:
        """Lines and tables that are no block of the draft: people wrote them."""
        taken = found.taken | set(tables.values())
        first = min(taken, default=0)
        before = ""
        for at, thing in enumerate(self._things):
            if at in self._keys:
                before = self._keys[at]
                continue
            said = thing.text if isinstance(thing, Line) else _first_words(thing)
            if not said:
                continue
            if not self._anchored and at < first:
                self._notes.append(
                    f"The file lost its hidden marks; this stands before the text: “{said}”."
                )
                continue
            if isinstance(thing, Line):
                form, level = form_of(thing)
                key = self._key(before, thing.text)
                edit = self._hand.edit(Did.ADDED, key, thing.touches(), after=thing.text)
                new = Block(
                    key=key, form=form, origin=Origin.PERSON, text=thing.text, level=level,
                    marks=thing.marks, by=edit.by,
                )  # fmt: skip
            else:
                cells = thing.cells
                key = self._key(before, said)
                edit = self._hand.edit(Did.ADDED, key, thing.touches(), after=said)
                new = Block(key=key, form=Form.TABLE, origin=Origin.PERSON, rows=cells, by=edit.by)
            self._place((float(at), -1), new, [edit])
            self._keys[at] = before = key

    def _key(self, before: str, text: str) -> str:
        """A key for a new block: the same where the same file comes back again."""
        base = hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()[:12]
        key, number = f"person/{base}", 1
        while key in self._used:
            number += 1
            key = f"person/{base}-{number}"
        self._used.add(key)
        return key

    def _told(self) -> None:
        """What is in the file and cannot be in a draft."""
        edited = self._edited
        checked = {
            anchor.start[0]: re.sub(r"_Copy_\d+\Z", "", name).rpartition("_")[2]
            for name, anchor in edited.anchors.items()
            if name.startswith(f"{anchors.PREFIX}f_")
        }
        head = {
            one
            for name, anchor in edited.anchors.items()
            if name.startswith(f"{anchors.PREFIX}h_")
            for one in (anchor.start[0], anchor.end[0])
        }
        stamps = {as_shown(each)[0] for each in self._shown.stamps}
        for place, paragraph in enumerate(edited.paragraphs):
            standing = "".join(each.text for each in paragraph.pieces if each.went is None)
            text = as_shown(standing)[0]
            own = id(paragraph) in self._furniture
            content = place in self._by_paragraph
            if content:
                self._notes += [
                    f"A draft cannot keep {thing}, at “{text[:80]}”." for thing in paragraph.things
                ]
            elif place in checked:
                if anchors.digest(standing) != checked[place] and place not in head:
                    self._notes.append(
                        f"Words of the template were changed, which a draft does not keep: "
                        f"“{text}”."
                    )
            elif text and self._anchored and not own and text not in stamps:
                where = "A box" if paragraph.where == "box" else "A header or footer"
                self._notes.append(f"{where} has words that a draft cannot keep: “{text}”.")


def _as(
    did: Did, edits: list[Edit], others: tuple[str, ...], hand: Hand, block: Block, line: Line
) -> list[Edit]:
    """The edit of a block's words, told as the splitting or joining that it was."""
    if any(each.did in {Did.EDITED, Did.REJECTED} for each in edits):
        return [
            msgspec.structs.replace(each, did=did, others=others)
            if each.did in {Did.EDITED, Did.REJECTED}
            else each
            for each in edits
        ]
    made = hand.edit(
        did, block.key, line.touches(), before=block.text, after=line.text, others=others
    )
    return [made, *edits]


def _first_words(grid: Grid) -> str:
    """The first row of a table that says something."""
    return next((" | ".join(row) for row in grid.cells if any(row)), "")


def _paragraphs(thing: Thing) -> Iterator[int]:
    for line in [thing] if isinstance(thing, Line) else thing.lines:
        yield from line.paragraphs


def _breaks(thing: Thing) -> bool:
    return isinstance(thing, Line) and thing.last.breaks
