"""A copy of a draft, as every format shows it: the working copy or the clean one.

The working copy shows what was carried over, what came and what went, the sources behind each
block, remarks and what is left to fill in. The clean copy shows what is sent, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from inzet.writing import draft as drafts
from inzet.writing.draft import Block, Draft, Form, Kind, Mark, Origin, Source, notices
from inzet.writing.render.inline import Op, Stretch, changed, plain
from inzet.writing.render.printable import printable
from inzet.writing.render.words import day, words

_NUMBER = re.compile(r"[-+−–±]?(?:[A-Z]{3}\s|[€$£]\s?)?[.,]?\d[\d.,\s]*%?[a-z]?|[-–—.]*")
_LEVELS = 3
_LETTERS = frozenset({Kind.AGENDA, Kind.REPORT})
_RUN = 3
"""Numbers that follow on each other, from which on only the first and last are shown."""
_BORNE = frozenset({Origin.CARRIED, Origin.CHANGED, Origin.DROPPED})


@dataclass(frozen=True, slots=True)
class Part:
    """A block as it is shown."""

    block: Block
    stretches: tuple[Stretch, ...]
    """Its words; of a table its caption, of a field its label."""
    form: Form
    """What it is in print: one title and no more, and no heading without words."""
    level: int = 0
    """Of a heading from 1 to 3; none is skipped, since a screen reader goes by them."""
    carried: bool = False
    """Shown in grey."""
    notes: tuple[int, ...] = ()
    """Numbers of its sources, from 1."""
    remark: str = ""
    private: bool = False

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Rows of a table, all of one length; the first is its head."""
        width = max((len(row) for row in self.block.rows), default=0)
        filled = (tuple(map(printable, row)) for row in self.block.rows)
        return tuple((*row, *("",) * (width - len(row))) for row in filled) if width else ()

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Of each column of a table, whether it holds numbers only, to be set on the right."""
        columns = zip(*self.rows[1:], strict=True)
        return tuple(
            any(column) and all(_NUMBER.fullmatch(cell.strip()) for cell in column)
            for column in columns
        ) or (False,) * len(self.rows[0] if self.rows else ())

    @property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """Its notes as (first, last): many that follow on each other are shown as one."""
        runs: list[tuple[int, int]] = []
        for number in sorted(self.notes):
            if runs and runs[-1][1] == number - 1:
                runs[-1] = (runs[-1][0], number)
            else:
                runs.append((number, number))
        return tuple(
            each
            for first, last in runs
            for each in (
                [(first, last)]
                if last - first + 1 >= _RUN
                else [(at, at) for at in range(first, last + 1)]
            )
        )

    @property
    def filled(self) -> str:
        """What a person filled in."""
        return printable(self.block.filled)

    @property
    def text(self) -> str:
        """The words that stand, without those that went."""
        return "".join(one.text for one in self.stretches if one.op is not Op.WENT)


@dataclass(frozen=True, slots=True)
class Copy:
    """Everything a format shows of a draft."""

    draft: Draft
    clean: bool
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    """Numbered from 1 in their order; none in the clean copy."""
    shows_changes: bool
    """Whether it is laid beside a paper of last time, so that new words count as come."""

    @property
    def language(self) -> str:
        """Of the paper."""
        return self.draft.language

    @property
    def words(self) -> dict[str, str]:
        """The program's own words in that language."""
        return words(self.draft.language)

    @property
    def title(self) -> str:
        """Of the paper; never empty: a file without a title is not accessible."""
        return printable(self.draft.title).strip() or self.words[self.draft.kind]

    @property
    def stamps(self) -> tuple[str, ...]:
        """Notices that stand on it; those of sources too, where the draft does not tell them."""
        told = (*self.draft.stamps, *(source.stamp for source in self.draft.sources))
        return notices(printable(stamp).strip() for stamp in told)

    @property
    def head(self) -> tuple[tuple[str, str], ...]:
        """Lines of the head under the sender, as (name, value); of the clean copy what is known.

        The names are ``to``, ``place``, ``date``, ``reference`` and ``subject``.
        """
        head = self.draft.head
        lines = (
            ("to", head.addressee),
            ("place", head.place),
            ("date", day(head.date, self.language)),
            ("reference", head.reference),
            ("subject", head.subject),
        )
        known = ((name, printable(value).strip()) for name, value in lines)
        # A letter has all of them; a note has what it has.
        letter = self.draft.kind in _LETTERS and any(value for _, value in lines)
        return tuple((name, value) for name, value in known if value or (letter and not self.clean))

    @property
    def sender(self) -> str:
        """Whose letter it is."""
        return printable(self.draft.head.sender).strip()

    @property
    def has_title(self) -> bool:
        """Whether a block is the title, so that none need be set above the text."""
        return any(part.form is Form.TITLE for part in self.parts)

    @property
    def groups(self) -> tuple[tuple[Part, ...], ...]:
        """The parts in their order, items that follow on each other together as one list."""
        made: list[list[Part]] = []
        for part in self.parts:
            if made and part.form is Form.ITEM and made[-1][0].form is Form.ITEM:
                made[-1].append(part)
            else:
                made.append([part])
        return tuple(map(tuple, made))

    def stamp(self, source: Source) -> str:
        """The notice to show beside a source; none where all bear the one that the paper bears."""
        return source.stamp if len({one.stamp for one in self.sources}) > 1 else ""

    def cited(self, source: Source) -> str:
        """Where a source is found: title, number, day and page, in the words of the paper."""
        told = self.words
        parts = [printable(source.title).strip()]
        if source.number:
            parts.append(printable(source.number))
        if source.said:
            parts.append(day(printable(source.said), self.language))
        if source.page is not None:
            parts.append(f"{told['page_short']}\u00a0{source.page}")
        return ", ".join(part for part in parts if part)


def copy_of(draft: Draft, *, clean: bool, editable: bool = False, sources: bool = True) -> Copy:
    """A draft as it is shown: text of papers made printable, marks kept in their places.

    Args:
        editable: of a working copy that people edit and give back. Each change in it is one to
            decide on, and new words are none; a heading that is struck out stays a heading, so
            that whoever keeps it has it again as it was.
        sources: whether the sources are told, and numbers that lead to them.
    """
    blocks = drafts.clean(draft) if clean else draft.blocks
    shows = not clean and any(block.origin in _BORNE for block in draft.blocks)
    return Copy(
        draft=draft,
        clean=clean,
        parts=tuple(
            _parts(
                blocks,
                len(draft.sources) if sources else 0,
                clean=clean,
                shows=shows,
                editable=editable and not clean,
            )
        ),
        sources=tuple(map(_printable, draft.sources)) if sources and not clean else (),
        shows_changes=shows,
    )


def _parts(
    blocks: tuple[Block, ...], known: int, *, clean: bool, shows: bool, editable: bool
) -> Iterator[Part]:
    level, titled = 0, False
    for block in blocks:
        struck = editable and block.origin is Origin.DROPPED
        if editable:
            stretches = tuple(_to_edit(block))
        else:
            stretches = tuple(_stretches(block, clean=clean, shows=shows))
        if struck:
            # Nobody reads on from what is struck out: the levels of others are without it.
            rowless = block.form is Form.TABLE and not any(block.rows)
            form = Form.PARAGRAPH if rowless else block.form
            yield Part(block, stretches, form, _level(block), private=block.private)
            continue
        part = Part(block, stretches, _form(block, stretches, titled=titled))
        # A title below the first heading is none any more.
        titled = titled or part.form in {Form.TITLE, Form.HEADING}
        if part.form is Form.HEADING:
            level = min(_level(block), level + 1)
            part = replace(part, level=level)
        if not clean and block.form is not Form.PAGE:
            part = replace(
                part,
                carried=shows and block.origin is Origin.CARRIED,
                notes=tuple(dict.fromkeys(at + 1 for at in block.sources if 0 <= at < known)),
                remark=printable(block.comment).strip(),
                private=block.private,
            )
        yield part


def _level(block: Block) -> int:
    return min(max(block.level, 1), _LEVELS) if block.form is Form.HEADING else 0


def _form(block: Block, stretches: tuple[Stretch, ...], *, titled: bool) -> Form:
    stands = any(one.text.strip() for one in stretches if one.op is not Op.WENT)
    second = block.form is Form.TITLE and titled
    wordless = block.form in {Form.TITLE, Form.HEADING} and not stands
    rowless = block.form is Form.TABLE and not any(block.rows)
    return Form.PARAGRAPH if second or wordless or rowless else block.form


def _stretches(block: Block, *, clean: bool, shows: bool) -> list[Stretch]:
    text, marks = shaped(block.text, block.marks)
    before = printable(block.before or "")
    if clean or not shows or block.origin not in {Origin.CHANGED, Origin.DROPPED, Origin.NEW}:
        return plain(text, marks)
    if block.origin is Origin.DROPPED:
        return plain(before, (), Op.WENT) + plain(text, marks, Op.CAME)
    if block.origin is Origin.NEW or not before:
        return plain(text, marks, Op.CAME)
    return changed(before, text, marks)


def _to_edit(block: Block) -> list[Stretch]:
    text, marks = shaped(block.text, block.marks)
    before = printable(block.before or "")
    if block.origin is Origin.DROPPED:
        return plain(before, (), Op.WENT)
    if block.origin is Origin.CHANGED and block.before is not None:
        return changed(before, text, marks)
    return plain(text, marks)


def shaped(raw: str, marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """A text made printable, with the marks moved along with what they stand on."""
    text = printable(raw)
    if text == raw or not marks:
        return text, tuple(marks)

    def moved(at: int) -> int:
        return len(printable(raw[: max(at, 0)]))

    return text, tuple(
        Mark(start=moved(mark.start), end=moved(mark.end), style=mark.style) for mark in marks
    )


def _printable(source: Source) -> Source:
    return msgspec.structs.replace(
        source, title=printable(source.title), quote=printable(source.quote).strip(),
        stamp=printable(source.stamp).strip(),
    )  # fmt: skip
