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


def print_none(what: str) -> None:
    """That there are no dossiers, or meetings: for want of papers, or because of the day asked."""
    asked = invocation()
    if asked.known_on is not None:
        print_words(f"No {what}: nothing had been said by {asked.known_on}. Give a later day.")
    elif asked.as_of is not None:
        print_words(f"No {what}: nothing is told that held on {asked.as_of}. Give a later day.")
    else:
        print_words(f"No {what} yet: read a paper first, with inzet read FILE.")


def print_rows(rows: Iterable[StatementRow]) -> None:
    """Statements as CSV, one a line."""
    print_csv(STATEMENT_COLUMNS, map(statement_cells, rows))


def print_footer(shown: int, total: int, noun: str) -> None:
    """How many are shown, and how to see the rest."""
    if shown < total:
        print_words(f"{shown:,} of {counted(total, noun)}; --limit 0 shows all.", "dim")
    else:
        print_words(f"{counted(total, noun)}.", "dim")
