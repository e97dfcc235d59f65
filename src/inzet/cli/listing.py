"""A list of statements in the form that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from inzet.cli.command import invocation
from inzet.cli.output import counted, print_csv, print_json, print_words
from inzet.cli.rows import (
    STATEMENT_COLUMNS,
    print_statements,
    statement_cells,
    statement_json,
)

if TYPE_CHECKING:
    from inzet.record import StatementRow


def print_list(
    rows: Sequence[StatementRow], *, total: int, noun: str, with_act: bool = True
) -> None:
    """Statements as JSON ``{"total", "items"}``, CSV or blocks, saying how many there are."""
    chosen = invocation()
    if chosen.as_json:
        print_json({"total": total, "items": [statement_json(row) for row in rows]})
    elif chosen.as_csv:
        print_rows(rows)
    elif not rows:
        print_words(f"No {noun}s found.")
    else:
        print_statements(rows, with_act=with_act)
        print_footer(len(rows), total, noun)


def print_rows(rows: Iterable[StatementRow]) -> None:
    """Statements as CSV, one a line."""
    print_csv(STATEMENT_COLUMNS, map(statement_cells, rows))


def print_footer(shown: int, total: int, noun: str) -> None:
    """How many are shown, and how to see the rest."""
    if shown < total:
        print_words(f"{shown:,} of {counted(total, noun)}; --limit 0 shows all.", "dim")
    else:
        print_words(f"{counted(total, noun)}.", "dim")
