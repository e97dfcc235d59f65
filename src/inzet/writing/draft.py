"""A draft: blocks of text, each with where it comes from, and the sources it rests on.

It is plain data that stands by itself (JSON by ``msgspec``): composed from a view, rendered in any
format, edited by people, composed again without losing what they wrote.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import msgspec


class Kind(StrEnum):
    """The papers that are drafted."""

    AGENDA = "agenda"
    REPORT = "report"
    DEBATE = "debate"
    NOTES = "notes"
    BRIEF = "brief"


SHEETS = frozenset((Kind.DEBATE, Kind.NOTES, Kind.BRIEF))
"""Papers that must fit on so many pages, and so are set close."""


class Form(StrEnum):
    """What a block is in print."""

    TITLE = "title"
    HEADING = "heading"
    """Of ``level`` 1 to 3."""
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """Of a list."""
    TABLE = "table"
    FIELD = "field"
    """Left empty for a person, under a label (``text``); what is filled in stands in ``filled``."""
    PAGE = "page"
    """A new page begins."""


class Origin(StrEnum):
    """Where the words of a block come from."""

    CARRIED = "carried"
    """They stood so in the paper of last time: shown in grey."""
    CHANGED = "changed"
    """They stand in the place of ``before``: shown as a tracked change, word by word."""
    DROPPED = "dropped"
    """``before`` stood there last time and falls away: a tracked deletion; ``text`` is empty."""
    NEW = "new"
    """The program's, from the record."""
    FRAME = "frame"
    """Fixed words of the kind of paper: headings, openings, labels; no statement stands behind."""
    PERSON = "person"
    """A person wrote or edited them: a redraft leaves them alone."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Part of a block's text that stands out."""

    start: int
    end: int
    style: str
    """strong or emphasis."""


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A sentence that a block rests on, so told that it can be found without the record."""

    statement: str
    """Identity of the statement."""
    marking: str
    """Of its feed: a draft is never released to people who may not read its sources."""
    title: str
    """Of the paper, or the name of the source outside the record."""
    quote: str
    paper: str | None = None
    """Entry id; None of a table or an outside source."""
    number: str | None = None
    """``kst-28676-429``."""
    said: str | None = None
    page: int | None = None
    stamp: str = ""
    """A notice that every showing of it must carry."""


class Saying(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A statement that the clean text of a block makes: reading it back must give it again."""

    act: str
    party: str | None = None
    dossiers: tuple[str, ...] = ()
    content: dict[str, Any] = {}
    """What of the content must come back, at least."""


class Block(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A paragraph, heading, list item, table or empty field."""

    key: str
    """What it is, stable over redrafts and unique in the draft: made of what it is about (item,
    statement, motion), never of its place."""
    form: Form
    origin: Origin
    text: str = ""
    """Plain text on one line; of a table its caption."""
    before: str | None = None
    level: int = 0
    marks: tuple[Mark, ...] = ()
    sources: tuple[int, ...] = ()
    """Places in the draft's ``sources``."""
    says: tuple[Saying, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table; the first row is its head."""
    filled: str = ""
    by: str = ""
    """Who wrote it, where its origin is a person."""
    role: str = ""
    """What it does in its paper: announced, said, outcome, promised, state of play, promise,
    motion, question, new, dropped, reworded, open, overdue; for styles and page budgets."""
    comment: str = ""
    """A remark of the program to the drafter, shown as a comment, never in the clean copy."""
    private: bool = False
    """For the drafter only (dropped text, hints): never in the clean copy."""


class Head(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stands above the text of a letter or note. Unknown stays empty, for a person."""

    sender: str = ""
    addressee: str = ""
    place: str = ""
    date: str = ""
    """ISO day."""
    reference: str = ""
    subject: str = ""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A draft of one paper on one meeting."""

    kind: Kind
    language: str
    """nl or en."""
    meeting: str
    meeting_name: str
    on: str
    """ISO day that it is of: what was said after it is not in it."""
    title: str
    head: Head
    blocks: tuple[Block, ...]
    sources: tuple[Source, ...] = ()
    on_behalf_of: str | None = None
    """Whose paper it is: NLD."""
    compared_with: tuple[str, ...] = ()
    """Entry ids of the papers of last time."""
    stamps: tuple[str, ...] = ()
    """Notices that its sources bear and that every showing of it carries."""

    @property
    def name(self) -> str:
        """What it is called in a drawer: ``agenda/nato-fmm-2023-04-04/nl``."""
        return f"{self.kind}/{self.meeting}/{self.language}"


def clean(draft: Draft) -> tuple[Block, ...]:
    """The blocks of the clean copy: nothing private, nothing dropped, no unfilled field."""
    return tuple(
        block
        for block in draft.blocks
        if not block.private
        and block.origin is not Origin.DROPPED
        and (block.form is not Form.FIELD or block.filled)
    )


_JOIN = " | "
"""Between the notices of one stamp; none of them holds it, as many hold a semicolon."""


def joined(stamps: Iterable[str]) -> str:
    """Several notices as the one stamp of a paper; ``notices`` tells them apart again."""
    return _JOIN.join(notices(stamps))


def notices(stamps: Iterable[str]) -> tuple[str, ...]:
    """What stamps say, each once and in their order.

    A paper that was released from a draft bears the stamps of the papers it rests on, joined: by
    ``joined``, so that they can be told apart, or by a semicolon, as earlier releases did. Where
    each of these is there too, the joined one says nothing more.
    """
    each_one = (one.strip() for stamp in stamps if stamp for one in stamp.split(_JOIN))
    given = dict.fromkeys(filter(None, each_one))

    def joins(stamp: str) -> bool:
        rest = stamp
        for other in given:
            if other != stamp:
                rest = rest.replace(other, "")
        return not rest.strip("; ")

    return tuple(each for each in given if not joins(each))


def version(draft: Draft) -> str:
    """The SHA-256 of what it says, in hexadecimal: the same draft, the same version."""
    return hashlib.sha256(json_of(draft)).hexdigest()


def json_of(draft: Draft) -> bytes:
    """The draft as JSON."""
    return msgspec.json.encode(draft)


def of_json(data: bytes) -> Draft:
    """The draft of this JSON.

    Raises:
        msgspec.ValidationError: it is none.
    """
    return msgspec.json.decode(data, type=Draft)
