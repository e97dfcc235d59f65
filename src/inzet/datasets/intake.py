"""Putting a data set in the record: all of its rows or none, and none twice."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

import msgspec

from inzet.datasets.cells import written
from inzet.datasets.findings import DataSet, Refused, Row, Settings
from inzet.datasets.stix import restricted
from inzet.reading.tables import Tables
from inzet.record import Batch, ReadingRow, Record, View
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.markings import PUBLIC

_TOGETHER = 200
"""Rows looked up at once."""
_TOLD = 1000
"""Refusals told one by one; of the others the number is."""

Through = Callable[[Iterator[Row], str, int], Iterable[Row]]
"""Shows progress: rows, what is done with them, how many there are."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was looked at, before anything is written."""

    rows: int
    empty: int
    """Rows that tell nothing: no value, no date."""
    refused: tuple[Refused, ...]
    """The first thousand of them."""
    refusals: int
    """How many rows are refused."""


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a data set."""

    file: str
    kind: str
    title: str
    edition: str
    marking: str
    rows: int
    taken: int
    """Rows of which something is new here."""
    known: int
    """Rows that were here already."""
    changed: int
    """Of the rows taken, those that were here with another value under the same edition."""
    empty: int
    refused: tuple[Refused, ...]
    refusals: int
    statements: int
    """Written, or on a dry run to be written."""
    kept: bool
    """False on a dry run, and where rows are refused and not skipped."""
    notes: tuple[str, ...] = ()
    objects: int = 0
    """Objects of a bundle that were kept as they came, too."""


class Intake:
    """One file on its way into a record: first checked as a whole, then written.

    Args:
        tables: the file, taken apart.
        marking: the audience that may read what comes from it.
        through: shows progress.
    """

    def __init__(
        self,
        tables: Tables,
        data_set: DataSet,
        settings: Settings,
        *,
        marking: str = PUBLIC,
        through: Through | None = None,
    ) -> None:
        self._tables, self._set, self._settings = tables, data_set, settings
        self._marking = marking
        self._through = through or (lambda rows, _label, _total: rows)
        self.edition = data_set.edition_of(tables, settings)
        self.checked = self._check()

    @property
    def refused(self) -> bool:
        """Whether any row is."""
        return self.checked.refusals > 0

    def keep(self, record: Record) -> Imported:
        """Writes every row that is not refused in one sealed batch, or nothing.

        Raises:
            UnknownValue: there is no such marking.
            BusyRecord: another program is writing.
        """
        with record.batch(self._marking) as batch:
            return self._counted(record, batch)

    def look(self, record: Record | None) -> Imported:
        """What ``keep`` would do; writes nothing.

        Args:
            record: None where there is none yet.
        """
        return self._counted(record, None)

    def _counted(self, record: Record | None, batch: Batch | None) -> Imported:
        view = None if record is None else record.view(record.reader())
        written = taken = known = changed = 0
        label = "Importing" if batch is not None else "Comparing"
        good = (row for row in self._rows(label) if row.statements)
        for rows in _chunks(good):
            before = self._before(view, rows)
            for row in rows:
                new = [each for each in row.statements if not self._is_known(each, before)]
                taken, known = taken + bool(new), known + (not new)
                changed += any(each.identity in before for each in new)
                written += len(new)
                if batch is not None:
                    for each in new:
                        batch.add(each)
        return self._report(written, taken, known, changed, kept=batch is not None)

    def _before(self, view: View | None, rows: list[Row]) -> dict[str, list[ReadingRow]]:
        if view is None:
            return {}
        return view.readings([each.identity for row in rows for each in row.statements])

    def _is_known(self, new: Statement, before: dict[str, list[ReadingRow]]) -> bool:
        """Whether it is here with the same words, for no fewer readers.

        What people rejected, corrected or withdrew since stays as they left it.
        """
        return any(
            _says(old.statement, new) and old.marking in (self._marking, PUBLIC)
            for old in before.get(new.identity, ())
        )

    def _report(
        self, written: int, taken: int, known: int, changed: int, *, kept: bool
    ) -> Imported:
        checked = self.checked
        return Imported(
            file=self._settings.name,
            kind=self._set.name,
            title=self._set.title,
            edition=self.edition,
            marking=self._marking,
            rows=checked.rows,
            taken=taken,
            known=known,
            changed=changed,
            empty=checked.empty,
            refused=checked.refused,
            refusals=checked.refusals,
            statements=written,
            kept=kept,
            notes=self._tables.notes,
        )

    def _check(self) -> Checked:
        rows = empty = refusals = 0
        refused: list[Refused] = []
        for row in self._rows("Checking"):
            rows += 1
            empty += not row.statements and not row.refused
            refusals += bool(row.refused)
            refused += row.refused[: max(0, _TOLD - len(refused))]
        if not rows:
            raise InputError("there is a header and no row", where=self._settings.name)
        return Checked(rows=rows, empty=empty, refused=tuple(refused), refusals=refusals)

    def _rows(self, label: str) -> Iterator[Row]:
        """Its rows, those refused that say again what another says or may not be released so."""
        seen: dict[bytes, int] = {}
        rows = self._set.rows(self._tables, self._settings)
        for row in self._through(rows, label, _count(self._tables)):
            yield self._sifted(row, seen)

    def _sifted(self, row: Row, seen: dict[bytes, int]) -> Row:
        for each in row.statements:
            what = self._objection(each, seen)
            if what is not None:
                told = msgspec.structs.replace(what, row=row.number, sheet=row.sheet)
                return Row(row.number, (), (told,), row.sheet)
        for each in row.statements:
            seen[_short(each)] = row.number
        return row

    def _objection(self, each: Statement, seen: dict[bytes, int]) -> Refused | None:
        first = seen.get(_short(each))
        if first is not None:
            return Refused(
                row=0,
                column="",
                what=f"it says again what row {first} says ({_place(each)})",
                fix="Leave one of the two.",
            )
        label = restricted(each)
        if label and self._marking == PUBLIC:
            return Refused(
                row=0,
                column="object_marking_refs",
                what=f"it bears {label} and cannot be released as {PUBLIC}",
                fix="Give --marking INTERNAL, or an audience that may have it.",
            )
        return None


def _says(old: Statement, new: Statement) -> bool:
    """Whether two say the same; where a file had it, and its bytes, are no part of that."""
    return (
        old.act == new.act
        and old.party == new.party
        and old.dossiers == new.dossiers
        and old.said == new.said
        and old.valid_from == new.valid_from
        and _content(old) == _content(new)
    )


def _content(statement: Statement) -> bytes:
    """What a statement holds, a decimal however many zeros it ends in.

    As bytes, as a body holds tuples where one from the record holds lists.
    """
    value = statement.content.get("value")
    try:
        told = {"value": written(Decimal(value))} if isinstance(value, str) else {}
    except ArithmeticError:
        told = {}
    return canonical_bytes(statement.content | told)


def _place(each: Statement) -> str:
    """The cell of a statement in a few words."""
    citation = each.citation
    row, column = getattr(citation, "row", ""), getattr(citation, "column", "")
    return f"{row}, {column}" if row else each.quote


def _short(each: Statement) -> bytes:
    # Half of it is enough to tell rows of one file apart, and there may be a million.
    return bytes.fromhex(each.identity[:32])


def _count(tables: Tables) -> int:
    if tables.objects is not None:
        return tables.objects.count
    return sum(sheet.count for sheet in tables.sheets)


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while chunk := list(itertools.islice(waiting, _TOGETHER)):
        yield chunk
