"""XLSX: the sheets of a workbook, cell by cell, as they were stored.

A small reader of our own over the same distrustful package that Word files are opened with: a
cell is its stored value, with no formula computed, no link followed and no macro run.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal

from lxml import etree

from inzet.reading.load.package import Package
from inzet.reading.tables.cells import CellRow, Sheet, Tables
from inzet.reading.tables.delimited import WIDEST
from inzet.vocabulary.errors import UnreadableFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATED = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CREATED = "{http://purl.org/dc/terms/}created"
_SHEETS = 200
_CELLS = 8_000_000
"""Cells of all sheets, blank ones between others included."""
_CHARACTERS = 64_000_000
"""Of all cells: a text that a million cells share is counted each time."""
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"-?\d{1,300}\Z")


def looks_like_workbook(data: bytes) -> bool:
    """Whether bytes are an archive, as an XLSX file is."""
    return data[:4] == b"PK\x03\x04"


def read_workbook(data: bytes, name: str) -> Tables:
    """The sheets of a workbook.

    Raises:
        UnreadableFile: broken, protected, of another kind, or out of all proportion.
    """
    package = Package(data, "workbook", name)
    if "xl/workbook.xml" not in package.names:
        raise _other(package, name)
    workbook = _Workbook(package, name)
    return Tables(
        kind="workbook",
        sheets=tuple(Sheet.of(workbook.rows(part), title) for title, part in workbook.sheets()),
        created=workbook.created(),
        notes=tuple(_notes(package)),
    )


class _Workbook:
    """One workbook, with what may still be taken from it."""

    def __init__(self, package: Package, name: str) -> None:
        self._package, self._name = package, name
        self._cells, self._characters = _CELLS, _CHARACTERS
        self._shared = self._shared_strings()

    def sheets(self) -> list[tuple[str, str]]:
        """(title, part) of every sheet of cells, in the order of the tabs."""
        root = self._package.xml("xl/workbook.xml")
        parts = self._related()
        found = []
        for sheet in [] if root is None else _all(root, "sheet"):
            key = next((sheet.get(each) for each in _RELATED if sheet.get(each)), "")
            part = parts.get(key or "")
            if part in self._package.names:
                found.append((sheet.get("name") or "", str(part)))
        if not found or len(found) > _SHEETS:
            raise self._refused("this workbook has no sheets, or far too many")
        return found

    def created(self) -> str:
        """The day it says it was made; empty where it does not."""
        root = self._package.xml("docProps/core.xml")
        told = None if root is None else root.findtext(_CREATED)
        found = _DAY.match(told or "")
        return found[0] if found else ""

    def rows(self, part: str) -> Iterator[CellRow]:
        """The rows of a sheet that hold anything."""
        number = 0
        for row in self._package.elements(part, ("row",)):
            said = row.get("r") or ""
            number = int(said) if said.isdecimal() and len(said) < 8 else number + 1
            cells = self._row(row, number)
            if cells:
                yield number, tuple(cells)

    def _row(self, row: etree._Element, number: int) -> list[str]:
        cells: list[str] = []
        for cell in row:
            if _local(cell) != "c":
                continue
            column = self._column(cell.get("r"), len(cells), number)
            text = self._text(cell)
            if not text:
                continue
            self._count(column + 1 - len(cells), len(text))
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = text
        return cells

    def _column(self, place: str | None, following: int, number: int) -> int:
        """The column a cell says it stands in, from 0; where it does not say, the next."""
        found = _PLACE.match(place or "")
        column = following
        if found:
            column = 0
            for letter in found[1]:
                column = column * 26 + ord(letter) - 64
            column -= 1
        if column >= WIDEST:
            raise self._refused(f"row {number} has cells beyond column {WIDEST}")
        return column

    def _text(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return "".join(_strings(cell)).strip()
        value = next((each.text for each in cell if _local(each) == "v"), None)
        if not value:
            return ""
        if kind == "s":
            at = int(value) if value.strip().isdecimal() else -1
            if not 0 <= at < len(self._shared):
                raise self._refused("a cell refers to a text that is not there")
            return self._shared[at]
        return _number(value.strip()) if kind == "n" else value.strip()

    def _shared_strings(self) -> list[str]:
        return [
            "".join(_strings(each)).strip()
            for each in self._package.elements("xl/sharedStrings.xml", ("si",))
        ]

    def _related(self) -> dict[str, str]:
        """Parts of the archive by the name under which the workbook refers to them."""
        root = self._package.xml("xl/_rels/workbook.xml.rels")
        parts = {}
        for each in [] if root is None else root.iter(_RELATIONSHIP):
            target = each.get("Target") or ""
            # What lies outside the file is never looked for.
            if each.get("TargetMode") != "External" and "/worksheet" in (each.get("Type") or ""):
                parts[each.get("Id") or ""] = (
                    target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                )
        return parts

    def _count(self, cells: int, characters: int) -> None:
        self._cells -= max(cells, 1)
        self._characters -= characters
        if self._cells < 0 or self._characters < 0:
            raise self._refused("this workbook is out of all proportion: far too many cells")

    def _refused(self, what: str) -> UnreadableFile:
        return UnreadableFile(what, where=self._name, fix="Get it again from its source.")


def _number(text: str) -> str:
    """A stored number as the shortest decimal that means the same; other text as it stands."""
    if _WHOLE.match(text):
        return text
    try:
        value = float(text)
    except ValueError:
        return text
    if not math.isfinite(value):
        return text
    shown = format(Decimal(repr(value)), "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _all(root: etree._Element, local: str) -> list[etree._Element]:
    return [*root.iter(_MAIN + local), *root.iter(_STRICT + local)]


def _strings(element: etree._Element) -> Iterator[str]:
    """The texts in a cell or shared string, without its reading aids (phonetic runs)."""
    for child in element:
        local = _local(child)
        if local == "t":
            yield child.text or ""
        elif local in {"r", "is"}:
            yield from _strings(child)


def _local(element: etree._Element) -> str:
    # The name without its namespace; a QName for each of a million cells would take seconds.
    return str(element.tag).rpartition("}")[2]


def _notes(package: Package) -> Iterator[str]:
    names = package.names
    if any(name.startswith("xl/externalLinks/") for name in names):
        yield "The workbook has links to other files; they were not followed."
    if any(name.endswith("vbaProject.bin") for name in names):
        yield "The workbook has macros; they were not looked at."


def _other(package: Package, name: str) -> UnreadableFile:
    names = package.names
    if "xl/workbook.bin" in names:
        what, fix = "this is a binary workbook (XLSB)", "Save it as XLSX or CSV."
    elif "content.xml" in names:
        what, fix = "this is an OpenDocument file", "Save it as XLSX or CSV."
    elif "word/document.xml" in names:
        what, fix = "this is a Word file, not a table", "Papers are read with `inzet read`."
    else:
        what, fix = "this is an archive, not a workbook", "Unpack it and give the table in it."
    return UnreadableFile(what, where=name, fix=fix)
