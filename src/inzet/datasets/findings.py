"""What a data set gives: per row its statements, or why it is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from inzet.reading.tables import Tables
from inzet.vocabulary.entries import Statement


class Fault(Exception):
    """What is wrong with one cell; a reader of rows raises it, and the row is refused.

    Args:
        column: the column as its header calls it; empty for the row as a whole.
        what: what is wrong, without a full stop.
        fix: what the person can do about it.
    """

    def __init__(self, column: str, what: str, fix: str = "") -> None:
        self.column, self.what, self.fix = column, what, fix
        super().__init__(what)


class Refused(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row that cannot be taken, and why."""

    sheet: str = ""
    row: int
    """As a spreadsheet or an editor counts; of a bundle, the number of the object."""
    column: str
    what: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a data set as read: statements, or refusals; neither where it tells nothing."""

    number: int
    statements: tuple[Statement, ...] = ()
    refused: tuple[Refused, ...] = ()
    sheet: str = ""

    @classmethod
    def of(cls, number: int, read: Callable[[], tuple[Statement, ...]], sheet: str = "") -> Row:
        """What ``read`` gives; where it raises a fault, the row is refused."""
        try:
            return cls(number, read(), (), sheet)
        except Fault as fault:
            return cls(number, (), (refused(number, fault, sheet),), sheet)


def refused(number: int, fault: Fault, sheet: str = "") -> Refused:
    """A fault of a row as it is told."""
    return Refused(sheet=sheet, row=number, column=fault.column, what=fault.what, fix=fault.fix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person says of a file beside its contents."""

    name: str = ""
    """The file's name."""
    edition: str | None = None
    said_on: str | None = None
    """ISO day on which it was published."""
    source: str | None = None
    """What to cite it as."""
    last_month: str | None = None
    """Up to which month it counts, where a file beside it says so: ``2026-04``."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """A kind of file that can be imported."""

    name: str
    """As ``--as`` takes it."""
    title: str
    claims: Callable[[Tables], bool]
    """Whether a file's contents are of this kind."""
    rows: Callable[[Tables, Settings], Iterator[Row]]
    """Its rows.

    Raises:
        InputError: the file as a whole cannot be taken: a column is missing, no edition is told.
    """
    edition_of: Callable[[Tables, Settings], str] = lambda _tables, settings: settings.edition or ""
    """The edition that its statements cite; empty where the kind has none."""
    plain: bool = False
    """It is one table whose columns are named in its first row."""
