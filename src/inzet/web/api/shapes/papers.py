"""Papers: as a list has them, one, its text and structure, and what became of one handed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from inzet.reading.intake import Outcome
from inzet.reading.text import Block, Sentence, Structured
from inzet.record import PaperRow, TextRow
from inzet.vocabulary.markings import PUBLIC
from inzet.web.api.shapes.common import BASE, PaperRef, Shape


class Paper(PaperRef, frozen=True, kw_only=True):
    """A paper."""

    sha256: str
    """Of its bytes as they came."""
    language: str | None
    genre: str | None
    on_behalf_of: str | None
    """For whom it speaks: a party code."""
    addressee: str | None
    source: str
    """File name or address it came by."""
    marking: str
    organisation: str
    media_type: str
    size: int
    """Bytes."""
    arrived: dt.datetime

    def audited(self) -> Iterator[str]:
        """What of it is kept for the audit, where not everybody may see it."""
        if self.marking != PUBLIC:
            yield self.id


class PaperList(Shape, frozen=True, kw_only=True):
    """Papers, newest said first."""

    items: tuple[Paper, ...]
    next: str | None
    """Address of the rest; null at the end."""


class PaperLinks(Shape, frozen=True, kw_only=True):
    """Where its parts are."""

    text: str
    statements: str
    original: str


class PaperOne(Paper, frozen=True, kw_only=True):
    """A paper, with what was read in it and what refers to it."""

    statements: dict[str, int]
    """How many statements in view, by act."""
    unrecognised: tuple[tuple[int, int], ...]
    """Spans (code points of the extracted text) of sentences in which nothing was recognised."""
    reader: str | None
    """Which rules read it; null where it was not read."""
    cited_by: tuple[PaperRef, ...]
    """Papers in view that refer to it."""
    links: PaperLinks


class TextBlock(Shape, frozen=True, kw_only=True):
    """A title, heading, paragraph, list item, table row, note, letterhead line or turn."""

    kind: str
    text: str
    """As one would type it: line breaks undone, hyphens joined."""
    start: int
    """Code points of the extracted text."""
    end: int
    level: int
    """Of a heading: 1 the title, 2 a session or chapter, 3 an item, 4 a division of an item."""
    session: int | None
    path: tuple[str, ...]
    """Headings above it, outermost first."""
    language: str


class TextSentence(Shape, frozen=True, kw_only=True):
    """A sentence."""

    text: str
    start: int
    end: int
    page: int | None
    block: int
    """Place of its block in `blocks`."""
    language: str


class PaperText(Shape, frozen=True, kw_only=True):
    """The extracted text of a paper, and its structure. Every offset counts code points of it."""

    paper: PaperRef
    version: int
    """Of the extraction; citations name it."""
    extractor: str
    text: str
    pages: tuple[int, ...]
    """Offsets at which pages begin; empty where the source has none."""
    blocks: tuple[TextBlock, ...]
    sentences: tuple[TextSentence, ...]


class Handed(Shape, frozen=True, kw_only=True):
    """What became of a paper that was handed in."""

    outcome: Outcome
    """`new`; `known`: the same bytes were here; `reread`: newer rules read them again; `alias`:
    another copy of a paper; `version`: a later text of one."""
    paper: Paper
    written: int
    """New statements."""
    withdrawn: int
    href: str


def paper_shape(row: PaperRow) -> Paper:
    """A paper."""
    return Paper(**_fields(row))


def _fields(row: PaperRow) -> dict[str, Any]:
    names = (name for name in Paper.__struct_fields__ if name != "href")
    fields = {name: getattr(row, name) for name in names}
    return fields | {"href": f"{BASE}/papers/{row.id}"}


def paper_one(
    row: PaperRow,
    *,
    statements: dict[str, int],
    unrecognised: tuple[tuple[int, int], ...],
    reader: str | None,
    cited_by: tuple[PaperRef, ...],
) -> PaperOne:
    """A paper, with what was read in it and what refers to it."""
    here = f"{BASE}/papers/{row.id}"
    return PaperOne(
        **_fields(row),
        statements=statements,
        unrecognised=unrecognised,
        reader=reader,
        cited_by=cited_by,
        links=PaperLinks(
            text=f"{here}/text", statements=f"{here}/statements", original=f"{here}/original"
        ),
    )


def paper_text(paper: PaperRef, text: TextRow, structured: Structured) -> PaperText:
    """A text with its structure."""
    return PaperText(
        paper=paper,
        version=text.version,
        extractor=text.extractor,
        text=text.text,
        pages=tuple(text.pages),
        blocks=tuple(_block(each) for each in structured.blocks),
        sentences=tuple(_sentence(each) for each in structured.sentences),
    )


def _block(each: Block) -> TextBlock:
    return TextBlock(
        kind=each.kind,
        text=each.text,
        start=each.start if len(each.offsets) else 0,
        end=each.end if len(each.offsets) else 0,
        level=each.level,
        session=each.session,
        path=tuple(each.path),
        language=each.language,
    )


def _sentence(each: Sentence) -> TextSentence:
    return TextSentence(
        text=each.text,
        start=each.start,
        end=each.end,
        page=each.page,
        block=each.block,
        language=each.language,
    )
