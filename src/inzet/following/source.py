"""What a source is: it tells what is new of a dossier since one last asked, and fetches it.

**To add a source**: write a module (or a folder) with a class that has what `Source` asks for, and
a line in ``sources.py`` that makes one from the `Settings`. Nothing else needs to know of it: the
journal, the intake, changed and withdrawn papers, the marking, the command and its summary are the
same for every source.

- ``dossier`` recognises what people type and gives it one spelling; ``None`` for what is not its.
- ``news`` yields what is new, **oldest change first**, one thing at a time; it never keeps all of
  it. After a stretch it yields `Reached` with the cursor from which to go on: it is kept only when
  everything of that stage before it was taken. Cursors are opaque to everybody else. Telling of
  the same thing twice does no harm: the journal knows it by ``id`` and ``changed``.
- ``fetch`` gets the bytes of one paper when they are wanted; with what is known of the last time,
  so that it can say that nothing changed. A source that reads files does so here.
- Anything that may be better another time is `Unreachable`; what never will be is an `InputError`.

A source gives identifiers in the spelling of ``reading.mentions.references.identifier``
(``kst-28676-429``), by which references in papers find them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from inzet.vocabulary.entries import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A paper that a source has.

    Attributes:
        id: what the source itself knows it by; stable over its changes.
        changed: the source's own stamp of its last change; only ever compared for being equal.
        address: where its bytes are, as it stands in the record as their source.
        numbers: identifiers, the paper's own first.
        complete: those are all that it has; what else its text bears is another paper's (an annex
            bears the number of its letter).
        title: for the summary; the record keeps the title that the paper bears.
        said_on: ISO day, used where the paper does not say.
        on_behalf_of: for whom it speaks (``NLD``), where the paper does not say.
        media_type: what its bytes should be; None where the source does not tell.
        size: bytes it should have; None where the source does not tell.
        stage: the stretch of news it belongs to, see `Reached`.
    """

    id: str
    changed: str
    address: str
    numbers: tuple[str, ...] = ()
    complete: bool = False
    title: str = ""
    said_on: str | None = None
    on_behalf_of: str | None = None
    media_type: str | None = None
    size: int | None = None
    stage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a source's data says, as a statement; another with its identity takes its place.

    Attributes:
        statement: with an identity of its own, a ``data:`` rule and an outside citation.
    """

    id: str
    statement: Statement
    stage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """That the source no longer has something: a paper, or what its data said.

    Attributes:
        on: ISO day since when.
        why: in a few words, for what its data said ("cancelled").
    """

    id: str
    on: str
    why: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a stage has come: from this cursor it can go on another time."""

    stage: str
    cursor: str


News = Offered | Told | Gone | Reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """What is known of the last time that a paper was fetched; empty where it never was."""

    etag: str = ""
    modified: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The bytes of a paper as they came; ``data`` is None where they have not changed."""

    data: bytes | None
    etag: str = ""
    modified: str = ""
    address: str = ""
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """From where to tell the news.

    Attributes:
        cursors: by stage, as the source gave them; empty the first time.
        day: nothing of before this day; None for everything.
        known: whether something of this id was taken before, in this or another dossier.
    """

    cursors: Mapping[str, str] = field(default_factory=dict)
    day: dt.date | None = None
    known: Known | None = None


class Known(Protocol):
    """Answers whether the journal has something of an id."""

    def __call__(self, ids: list[str]) -> set[str]:
        """What was taken before of these ids, with what begins with one of them and a colon."""
        ...


class Source(Protocol):
    """Somewhere that papers are published."""

    @property
    def name(self) -> str:
        """As ``--source`` takes it and the journal keeps it."""
        ...

    @property
    def title(self) -> str:
        """As people call it."""
        ...

    @property
    def marking(self) -> str:
        """Under which its papers are kept where nobody says otherwise: what is published is
        PUBLIC, what somebody sent or put in a folder is not."""
        ...

    def dossier(self, typed: str) -> str | None:
        """The one spelling of a dossier of this source; None for what is no dossier of it."""
        ...

    def news(self, dossier: str, since: Since) -> Iterator[News]:
        """What is new of a dossier.

        Raises:
            UnknownValue: the source has no such dossier.
            Unreachable: it cannot be asked, or answers with something else.
        """
        ...

    def fetch(self, offered: Offered, last: Last) -> Fetched:
        """The bytes of a paper.

        Raises:
            Unreachable: not now.
            InputError: never: too large, of another kind, no longer there.
        """
        ...

    def close(self) -> None:
        """Lets go of connections and files."""
        ...
