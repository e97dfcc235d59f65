"""A line of a note, before it is known whether there is room for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inzet.record import PaperRow, StatementRow
from inzet.writing.compose.sheet.framing import labelled
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
        block = Block(
            key=self.key,
            form=Form.ITEM,
            origin=Origin.NEW,
            text=said.text,
            marks=said.marks,
            sources=sources,
            role=role,
        )
        return labelled(block, self.label if label else "")

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
