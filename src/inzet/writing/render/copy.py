"""A copy of a draft, as every format shows it: the working copy or the clean one.

The working copy shows what was carried over, what came and what went, the sources behind each
block, remarks and what is left to fill in. The clean copy shows what is sent, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from inzet.writing import draft as drafts
from inzet.writing.draft import Block, Draft, Form, Mark, Origin, Source
from inzet.writing.render.inline import Op, Stretch, changed, plain
from inzet.writing.render.printable import printable
from inzet.writing.render.words import day, words

_BORNE = frozenset({Origin.CARRIED, Origin.CHANGED, Origin.DROPPED})


@dataclass(frozen=True, slots=True)
class Part:
    """A block as it is shown."""

    block: Block
    stretches: tuple[Stretch, ...]
    """Its words; of a table its caption, of a field its label."""
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
        return tuple(dict.fromkeys(one for stamp in told if (one := printable(stamp).strip())))

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
        # A note to oneself has no addressee to fill in; a letter that has one has the rest too.
        letter = any(value for _, value in lines)
        return tuple((name, value) for name, value in known if value or (letter and not self.clean))

    @property
    def sender(self) -> str:
        """Whose letter it is."""
        return printable(self.draft.head.sender).strip()

    @property
    def has_title(self) -> bool:
        """Whether a block is the title, so that none need be set above the text."""
        return any(part.block.form is Form.TITLE and part.text.strip() for part in self.parts)

    def cited(self, source: Source) -> str:
        """Where a source is found: title, number, day and page, in the words of the paper."""
        told = self.words
        parts = [printable(source.title).strip()]
        if source.number:
            parts.append(printable(source.number))
        if source.said:
            parts.append(day(printable(source.said), self.language))
        if source.page is not None:
            parts.append(f"{told['page_short']} {source.page}")
        return ", ".join(part for part in parts if part)


def copy_of(draft: Draft, *, clean: bool) -> Copy:
    """A draft as it is shown: text of papers made printable, marks kept in their places."""
    blocks = drafts.clean(draft) if clean else draft.blocks
    shows = not clean and any(block.origin in _BORNE for block in draft.blocks)
    return Copy(
        draft=draft,
        clean=clean,
        parts=tuple(_parts(blocks, len(draft.sources), clean=clean, shows=shows)),
        sources=() if clean else tuple(map(_printable, draft.sources)),
        shows_changes=shows,
    )


def _parts(blocks: tuple[Block, ...], known: int, *, clean: bool, shows: bool) -> Iterator[Part]:
    for block in blocks:
        part = Part(block, tuple(_stretches(block, clean=clean, shows=shows)))
        if not clean:
            part = replace(
                part,
                carried=shows and block.origin is Origin.CARRIED,
                notes=tuple(dict.fromkeys(at + 1 for at in block.sources if 0 <= at < known)),
                remark=printable(block.comment).strip(),
                private=block.private,
            )
        yield part


def _stretches(block: Block, *, clean: bool, shows: bool) -> list[Stretch]:
    text, marks = _shaped(block)
    before = printable(block.before or "")
    if clean or not shows or block.origin not in {Origin.CHANGED, Origin.DROPPED, Origin.NEW}:
        return plain(text, marks)
    if block.origin is Origin.DROPPED:
        return plain(before, (), Op.WENT) + plain(text, marks, Op.CAME)
    if block.origin is Origin.NEW or not before:
        return plain(text, marks, Op.CAME)
    return changed(before, text, marks)


def _shaped(block: Block) -> tuple[str, tuple[Mark, ...]]:
    """The text made printable, with the marks moved along with what they stand on."""
    text = printable(block.text)
    if text == block.text or not block.marks:
        return text, block.marks

    def moved(at: int) -> int:
        return len(printable(block.text[: max(at, 0)]))

    return text, tuple(
        Mark(start=moved(mark.start), end=moved(mark.end), style=mark.style) for mark in block.marks
    )


def _printable(source: Source) -> Source:
    return msgspec.structs.replace(
        source, title=printable(source.title), quote=printable(source.quote).strip(),
        stamp=printable(source.stamp).strip(),
    )  # fmt: skip
