"""One block of a draft beside its line in the edited file: what a person did to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from inzet.reading.load.docx.edited import Anchor, Piece, Touch
from inzet.writing.draft import Block, Form, Mark, Origin
from inzet.writing.render.copy import Copy, shaped
from inzet.writing.render.inline import plain
from inzet.writing.returning.lines import Grid, Line, words
from inzet.writing.returning.model import Did, Edit

_ORDINARY = frozenset((Form.HEADING, Form.PARAGRAPH, Form.ITEM))
Said = tuple[str, tuple[Mark, ...]]


def as_shown(text: str, marks: Sequence[Mark] = ()) -> Said:
    """A text as it comes back when nobody touched it: on one line, its marks in order."""
    some = plain(*shaped(text, marks))
    return words(Piece(text=each.text, strong=each.strong, emphasis=each.emphasis) for each in some)


class Hand:
    """Who did something, and when, as far as the file tells.

    Args:
        otherwise: who saved the file last; for what was done without tracking.
    """

    def __init__(self, otherwise: str) -> None:
        self._otherwise = otherwise

    def edit(self, did: Did, key: str, touches: Iterable[Touch], **more: object) -> Edit:
        """An edit with its people."""
        some = list(touches)
        by = ", ".join(dict.fromkeys(each.by for each in some if each.by))
        on = max((each.on for each in some), default="")
        fields = {
            "did": did, "key": key, "by": by or self._otherwise, "on": on, "pending": bool(some),
            **more,
        }  # fmt: skip
        return Edit(**fields)  # type: ignore[arg-type]


class Comparing:
    """Compares blocks with what became of them.

    Args:
        fill: the prompts of empty fields, in every language.
        shown: what the file showed before anybody touched it.
    """

    def __init__(self, hand: Hand, fill: Sequence[str], shown: Copy) -> None:
        self._hand = hand
        self._fill = fill
        self._levels = {
            part.block.key: part.level for part in shown.parts if part.form is Form.HEADING
        }

    def words(self, block: Block, line: Line, anchor: Anchor | None) -> tuple[Block, list[Edit]]:
        """A paragraph, heading, item, title or caption."""
        if block.form is Form.FIELD:
            return self._field(block, line, anchor)
        if block.origin is Origin.DROPPED:
            return self._restored(block, line)
        text, marks = line.text, line.marks
        own_text, own_marks = as_shown(block.text, block.marks)
        touches = line.touches(anchor)
        if text == own_text:
            if block.origin is Origin.CHANGED and self._settled(block, line, anchor):
                said = {"before": block.before or "", "after": block.text}
                edit = self._hand.edit(Did.ACCEPTED, block.key, (), **said)
                return msgspec.structs.replace(block, origin=Origin.NEW, before=None), [edit]
            return self._formed(block, line, own_marks, touches)
        # LibreOffice lets a bookmark begin after words that were struck out at its beginning.
        touches = touches or line.touches()
        new = msgspec.structs.replace(
            block,
            origin=Origin.PERSON,
            text=text,
            marks=marks,
            says=(),
            before=_before(block),
        )
        did = Did.EDITED
        if block.before is not None and text == as_shown(block.before)[0]:
            did = Did.REJECTED
        edit = self._hand.edit(did, block.key, touches, before=block.text, after=text)
        new = msgspec.structs.replace(new, by=edit.by)
        again, more = self._formed(new, line, marks, touches)
        return again, [edit, *more]

    def table(self, block: Block, grid: Grid) -> tuple[Block, list[Edit]]:
        """The cells of a table."""
        width = max((len(row) for row in block.rows), default=0)
        own = tuple(
            (*(as_shown(cell)[0] for cell in row), *[""] * (width - len(row))) for row in block.rows
        )
        cells = grid.cells
        if cells == own:
            return block, []
        same_shape = [len(row) for row in cells] == [len(row) for row in own]
        touches = grid.touches()
        edits = (
            list(self._cells(block, grid, own)) if same_shape else
            [self._rows(block, own, cells, touches)]
        )  # fmt: skip
        by = ", ".join(dict.fromkeys(each.by for each in edits if each.by))
        new = msgspec.structs.replace(
            block, origin=Origin.PERSON, rows=cells, says=(), by=by, before=block.before
        )
        return new, edits

    def _cells(self, block: Block, grid: Grid, own: Sequence[Sequence[str]]) -> Iterator[Edit]:
        for row, (now, then) in enumerate(zip(grid.cells, own, strict=True)):
            for column, (after, before) in enumerate(zip(now, then, strict=True)):
                if after != before:
                    lines = grid.rows[row][column] if row < len(grid.rows) else []
                    touches = [touch for line in lines for touch in line.touches()]
                    yield self._hand.edit(
                        Did.CELL, block.key, touches,
                        before=before, after=after, row=row, column=column,
                    )  # fmt: skip

    def _rows(
        self,
        block: Block,
        own: Sequence[Sequence[str]],
        cells: Sequence[Sequence[str]],
        touches: Iterable[Touch],
    ) -> Edit:
        old, new = [" | ".join(row) for row in own], [" | ".join(row) for row in cells]
        went: list[str] = []
        came: list[str] = []
        for op, low, high, start, end in SequenceMatcher(
            None, old, new, autojunk=False
        ).get_opcodes():
            if op != "equal":
                went += old[low:high]
                came += new[start:end]
        return self._hand.edit(
            Did.ROWS, block.key, touches, before="\n".join(went), after="\n".join(came)
        )

    def _settled(self, block: Block, line: Line, anchor: Anchor | None) -> bool:
        """Whether a proposed change is marked no longer, so that somebody accepted it."""
        if block.before is None or as_shown(block.before)[0] == line.text:
            return False
        some = [each.piece for each in line.parts if anchor is None or each.within(anchor)]
        return not any(each.came is not None or each.went is not None for each in some)

    def _formed(
        self, block: Block, line: Line, marks: tuple[Mark, ...], touches: Iterable[Touch]
    ) -> tuple[Block, list[Edit]]:
        """Words that stand out otherwise, a paragraph that became a heading."""
        edits: list[Edit] = []
        form, level = form_of(line)
        # A line that another ran on into has, in LibreOffice, the style of that other.
        single = len(line.paragraphs) == 1
        ordinary = block.form in _ORDINARY and single and not block.private
        if ordinary and not self._is(block, form, level):
            edits.append(
                self._hand.edit(
                    Did.FORMATTED, block.key, touches,
                    before=_named(block.form, block.level), after=_named(form, level),
                )
            )  # fmt: skip
            block = msgspec.structs.replace(block, form=form, level=level)
        if line.marks != marks:
            edits.append(
                self._hand.edit(
                    Did.FORMATTED, block.key, touches,
                    before=_marked(line.text, marks), after=_marked(line.text, line.marks),
                )
            )  # fmt: skip
            block = msgspec.structs.replace(block, marks=line.marks)
        if edits:
            block = msgspec.structs.replace(
                block, origin=Origin.PERSON, by=edits[0].by, before=_before(block)
            )
        return block, edits

    def _is(self, block: Block, form: Form, level: int) -> bool:
        """Whether a line is still what the block was shown as; no level of a heading is skipped."""
        if form is Form.HEADING or block.form is Form.HEADING:
            return block.form is form and self._levels.get(block.key) == level
        if form is Form.ITEM and block.form is Form.ITEM:
            return max(block.level, 1) == max(level, 1)
        return block.form is form

    def _restored(self, block: Block, line: Line) -> tuple[Block, list[Edit]]:
        """A paragraph that the draft dropped and a person kept."""
        before = block.before or ""
        touches = line.touches()
        edit = self._hand.edit(Did.REJECTED, block.key, touches, before="", after=line.text)
        form, level = form_of(line)
        new = msgspec.structs.replace(
            block,
            form=form if block.form in _ORDINARY else block.form,
            level=level if block.form in _ORDINARY else block.level,
            origin=Origin.PERSON,
            text=line.text,
            marks=line.marks,
            before=before,
            private=False,
            by=edit.by,
        )
        return new, [edit]

    def _field(self, block: Block, line: Line, anchor: Anchor | None) -> tuple[Block, list[Edit]]:
        text = line.text
        for prompt in self._fill:
            text = " ".join(text.replace(prompt, " ").split())
        label = as_shown(block.text)[0]
        if label and text.startswith(label):
            filled = text[len(label) :].removeprefix(":").strip()
        elif label and ":" in text:
            filled = text.partition(":")[2].strip()
        else:
            filled = text
        if filled == as_shown(block.filled)[0]:
            return block, []
        edit = self._hand.edit(
            Did.FILLED, block.key, line.touches(anchor), before=block.filled, after=filled
        )
        origin = Origin.PERSON if filled else Origin.FRAME
        by = edit.by if filled else ""
        return msgspec.structs.replace(block, filled=filled, origin=origin, by=by), [edit]


def form_of(line: Line) -> tuple[Form, int]:
    """What a line is in print, as its style has it, and its level."""
    last = line.last
    if last.title:
        return Form.TITLE, 0
    if last.level:
        return Form.HEADING, min(last.level, 3)
    if last.listed:
        return Form.ITEM, last.depth + 1 if last.depth else 0
    return Form.PARAGRAPH, 0


def _before(block: Block) -> str | None:
    """What stood there last time."""
    return block.text if block.origin is Origin.CARRIED else block.before


def _named(form: Form, level: int) -> str:
    return f"{form} {level}" if level else str(form)


def _marked(text: str, marks: Iterable[Mark]) -> str:
    """What stands out, for people: ``strong “words”``."""
    return ", ".join(f"{each.style} “{text[each.start : each.end]}”" for each in marks)
