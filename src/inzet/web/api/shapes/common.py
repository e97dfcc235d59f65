"""What many answers have: papers as they are named, statements as sources, plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import msgspec

from inzet.changes import Step
from inzet.record import PaperLite, PaperRow, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import Citation
from inzet.vocabulary.markings import PUBLIC

BASE = "/api/v1"


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """Every field stands in every answer; what is not known is null, and what is none is empty."""


class PaperRef(Shape, frozen=True, kw_only=True):
    """A paper as others name it."""

    id: str
    title: str
    numbers: tuple[str, ...]
    """Every number it bears or is also known by: `kst-28676-429`."""
    said: dt.date | None
    stamp: str
    """A notice that every showing of it must carry; empty for none."""
    href: str
    """Where this API tells of it."""


class SourceRef(Shape, frozen=True, kw_only=True):
    """A statement as the source of a value: who says it, in which words, where."""

    statement: str
    """Its identity, the same over readings and corrections."""
    act: Act
    party: str | None
    """Whose act it is: ISO 3166-1 alpha-3, or a named group or body."""
    holder: str | None
    """The holder as the paper words it."""
    quote: str
    said: dt.date | None
    place: Citation
    """A span of a paper, a cell of a table, or a source outside the record."""
    paper: PaperRef | None
    """Null where the place is in no paper of the record."""
    marking: str
    href: str

    def audited(self) -> Iterator[str]:
        """What of it is kept for the audit, where not everybody may see it."""
        if self.marking != PUBLIC:
            yield self.statement
            if self.paper is not None:
                yield self.paper.id


class DiffStep(Shape, frozen=True, kw_only=True):
    """Some words of a difference, in order."""

    op: str
    """`same`, `gone` or `new`."""
    text: str
    spaced: bool
    """Whether white space stands before it."""


Sources = dict[str, SourceRef]
"""The statements that an answer names by identity."""
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Words = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


def paper_ref(paper: PaperLite | PaperRow) -> PaperRef:
    """A paper as others name it."""
    return PaperRef(
        id=paper.id,
        title=paper.title,
        numbers=tuple(paper.numbers),
        said=paper.said,
        stamp=paper.stamp,
        href=f"{BASE}/papers/{paper.id}",
    )


def maybe_paper(paper: PaperLite | PaperRow | None) -> PaperRef | None:
    """The same, of what may be missing."""
    return None if paper is None else paper_ref(paper)


def source_ref(row: StatementRow) -> SourceRef:
    """A statement as the source of a value."""
    return SourceRef(
        statement=row.identity,
        act=Act(row.act),
        party=row.party,
        holder=row.holder,
        quote=row.quote,
        said=row.said,
        place=row.citation,
        paper=maybe_paper(row.paper),
        marking=row.marking,
        href=f"{BASE}/statements/{row.identity}",
    )


def sources_of(rows: Iterable[StatementRow]) -> Sources:
    """Statements by identity, each once."""
    found: Sources = {}
    for row in rows:
        if row.identity not in found:
            found[row.identity] = source_ref(row)
    return found


def diff(steps: Iterable[Step]) -> tuple[DiffStep, ...]:
    """A difference word by word."""
    return tuple(DiffStep(op=str(each.op), text=each.text, spaced=each.spaced) for each in steps)


def plain(value: Any) -> Any:
    """A value of any type as JSON has it: dates as ISO days, numbers with a fraction as strings."""
    return _exact(msgspec.to_builtins(value, str_keys=True, order="deterministic", enc_hook=str))


def _exact(value: Any) -> Any:
    if isinstance(value, float):
        return decimal(value)
    if isinstance(value, dict):
        return {key: _exact(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(inner) for inner in value]
    return value


def decimal(number: float) -> str:
    """A number with a fraction as decimals travel: in a string, four places at most."""
    return f"{number:.4f}".rstrip("0").rstrip(".")
