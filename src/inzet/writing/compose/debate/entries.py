"""A line of a note, before it is known whether there is room for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inzet.record import PaperRow, StatementRow
from inzet.writing.compose.sheet.naming import Letters
from inzet.writing.compose.sheet.pages import lines
from inzet.writing.draft import Block, Form, Mark, Origin


@dataclass(frozen=True)
class Said:
    """What a line says, once its papers have their letters."""

    text: str
    marks: tuple[Mark, ...] = ()


Making = Callable[[Letters], Said]


@dataclass(frozen=True)
class Entry:
    """A line of a section."""

    key: str
    rank: tuple[int, ...]
    """What matters most has the lowest."""
    making: Making
    rows: tuple[StatementRow, ...]
    """The statements it rests on."""
    label: str = ""
    """What it is about; lines of one label stand together and say it once."""
    place: tuple[int, ...] = ()
    """Where it stands among those that are shown; of equal ones the rank tells."""
    papers: tuple[PaperRow, ...] = ()
    """Whole papers that it rests on besides."""

    def block(self, role: str, letters: Letters, sources: tuple[int, ...], label: bool) -> Block:
        """The line as it is printed."""
        said = self.making(letters)
        head = f"{self.label}: " if label and self.label else ""
        marks = [Mark(start=0, end=len(self.label) + 1, style="strong")] if head else []
        for each in said.marks:
            start, end = each.start + len(head), each.end + len(head)
            marks.append(Mark(start=start, end=end, style=each.style))
        return Block(
            key=self.key,
            form=Form.ITEM,
            origin=Origin.NEW,
            text=head + said.text,
            marks=tuple(marks),
            sources=sources,
            role=role,
        )

    def lines(self, letters: Letters) -> float:
        """The lines it takes, its label with it."""
        return lines(self.block("", letters, (), label=True))


@dataclass(frozen=True)
class Section:
    """Lines under one heading, what matters most first."""

    name: str
    """Its role: new, dropped, reworded, open, overdue, question."""
    entries: tuple[Entry, ...]
    beside: int = 0
    """How many more there are that the note has no lines for, told where the rest is told."""


@dataclass(frozen=True)
class Fitted:
    """A section as it is printed."""

    section: Section
    shown: tuple[Entry, ...]
    left: tuple[Entry, ...]


def short(identity: str) -> str:
    """Enough of an identity to name a block by."""
    return identity[:16]
