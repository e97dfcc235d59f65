"""How answers look: tables and blocks for people, JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from inzet.cli.terminal import escaped_json, safe, safe_line, width

if TYPE_CHECKING:
    from rich.text import Text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LEAST_WORDS = 24
"""Columns that running text needs beside others to be readable."""


@dataclass(frozen=True)
class Column:
    """A column of a table. ``words``: holds running text and may break over lines."""

    title: str
    words: bool = False
    right: bool = False


class Styled(NamedTuple):
    """A cell of a table with a style of its own."""

    text: str
    style: str = ""


def print_json(value: Any) -> None:
    """Any value of plain types, dataclasses or msgspec structs, indented."""
    import msgspec

    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    sys.stdout.write(escaped_json(text) + "\n")


def print_csv(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows as CSV; a cell that a spreadsheet would take for a formula gets an apostrophe."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(titles)
    writer.writerows([_cell(value) for value in row] for row in rows)


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> None:
    """Rows under their titles; where the terminal is too narrow, one block a row instead."""
    cells = [[_styled(value) for value in row] for row in rows]
    if _fits(columns, cells):
        _print_columns(columns, cells)
    else:
        _print_stacked(columns, cells)


def print_block(
    head: Sequence[tuple[str, str]], body: Sequence[tuple[str, str]] = (), *, indent: int = 0
) -> None:
    """A line of (text, style) cells, and below it, indented, paragraphs of (text, style)."""
    from rich.text import Text

    cells = [Text(safe_line(text), style) for text, style in head if text]
    for place, line in enumerate(_packed(cells, width() - indent)):
        _print_indented(Text("  ").join(line), indent + (2 if place else 0))
    for text, style in body:
        if text:
            _print_indented(Text(safe_line(text), style), indent + 2)


def print_facts(facts: Mapping[str, Any]) -> None:
    """Names and values, one a line; what is not known is left out."""
    from rich.table import Table
    from rich.text import Text

    known = {name: value for name, value in facts.items() if value not in (None, "", (), [])}
    if not known:
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in known.items():
        table.add_row(Text(safe_line(name), "dim"), Text(safe_line(value)))
    _emit(table)


def print_title(text: str) -> None:
    """A heading, with an empty line above it."""
    from rich.text import Text

    sys.stdout.write("\n")
    _emit(Text(safe_line(text), "bold"))


def print_rule(text: str) -> None:
    """A line across, with a few words in it, between one thing and the next."""
    from rich.rule import Rule

    _emit(Rule(safe_line(text), style="dim", align="left"))


def print_words(text: str, style: str = "") -> None:
    """A paragraph."""
    from rich.text import Text

    _emit(Text(safe_line(text), style))


def print_styled(parts: Sequence[tuple[str, str]], *, indent: int = 0) -> None:
    """A paragraph of (text, style), joined as they stand."""
    from rich.text import Text

    text = Text()
    for part, style in parts:
        lead = " " if part[:1].isspace() else ""
        text.append(lead + safe_line(part), style)
    _print_indented(text, indent)


def print_raw(text: str) -> None:
    """Text as it stands, line breaks kept, with nothing in it that steers the terminal."""
    sys.stdout.write(safe(text))
    if not text.endswith("\n"):
        sys.stdout.write("\n")


def counted(number: int, one: str, many: str = "") -> str:
    """``1 paper``, ``2 papers``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _styled(value: Any) -> Styled:
    if isinstance(value, Styled):
        return Styled(safe_line(value.text), value.style)
    return Styled(safe_line("" if value is None else value))


def _fits(columns: Sequence[Column], cells: Sequence[Sequence[Styled]]) -> bool:
    from rich.cells import cell_len

    needed = 2 * (len(columns) - 1)
    for place, column in enumerate(columns):
        widest = max([cell_len(column.title), *(cell_len(row[place].text) for row in cells)])
        needed += min(widest, _LEAST_WORDS) if column.words else widest
    return needed <= width()


def _print_columns(columns: Sequence[Column], cells: Sequence[Sequence[Styled]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(
            column.title,
            justify="right" if column.right else "left",
            no_wrap=not column.words,
            overflow="fold",
        )
    for row in cells:
        table.add_row(*(Text(cell.text, cell.style) for cell in row))
    _emit(table)


def _print_stacked(columns: Sequence[Column], cells: Sequence[Sequence[Styled]]) -> None:
    for place, row in enumerate(cells):
        if place:
            sys.stdout.write("\n")
        texts = [cell.text for cell in row]
        print_facts(dict(zip([column.title for column in columns], texts, strict=True)))


def _emit(renderable: Any) -> None:
    """Print as wide as the terminal; colour only there, and never with NO_COLOR."""
    from rich.console import Console

    console = Console(
        file=sys.stdout, width=width(), highlight=False, markup=False, emoji=False, tab_size=4
    )
    with console.capture() as captured:
        console.print(renderable, overflow="fold")
    # Padding at line ends is noise in a pipe, and wraps when a terminal is made narrower.
    for line in captured.get().splitlines():
        sys.stdout.write(line.rstrip(" ") + "\n")


def _packed(cells: Sequence[Text], columns: int) -> list[list[Text]]:
    """Cells over as many lines as they need, no cell broken that fits on one."""
    lines: list[list[Text]] = []
    room = 0
    for cell in cells:
        needed = cell.cell_len + 2
        if not lines or needed > room:
            lines.append([])
            # All but the first line stand two further in.
            room = columns + 2 - (2 if len(lines) > 1 else 0)
        lines[-1].append(cell)
        room -= needed
    return lines


def _print_indented(text: Text, indent: int) -> None:
    from rich.padding import Padding

    _emit(Padding(text, (0, 0, 0, indent)))


def _cell(value: Any) -> str:
    text = safe_line("" if value is None else value)
    return f"'{text}" if text.startswith(_FORMULA) else text
