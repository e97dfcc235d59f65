"""What is new here, for ``inzet changes --new``: by when it arrived, whatever it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from inzet.cli.command import invocation
from inzet.cli.output import counted, print_block, print_csv, print_json, print_title, print_words
from inzet.cli.rows import (
    STATEMENT_COLUMNS,
    paper_json,
    print_statements,
    statement_cells,
    statement_json,
)
from inzet.vocabulary.errors import UnknownValue

if TYPE_CHECKING:
    from inzet.changes import Arrivals
    from inzet.record import PaperRow


def print_arrivals(typed: str | None, *, seen: bool) -> None:
    """What arrived since a moment, or since this reader's last look; ``seen`` keeps this look.

    Raises:
        UnknownValue: a moment that is none.
    """
    from inzet.changes import Looks, arrivals

    chosen = invocation()
    record = chosen.open()
    reader = chosen.reader(record)
    looks = Looks(record)
    after = looks.last(reader) if typed is None else moment_of(typed)
    found = arrivals(record.view(reader), after)
    if chosen.as_json:
        print_json(_json(found))
    elif chosen.as_csv:
        print_csv(("arrived", "title", *STATEMENT_COLUMNS), _rows(found))
    else:
        _print(found, looked=typed is None)
    if seen and found.last is not None:
        looks.keep(reader, found.last)


def moment_of(typed: str, option: str = "--arrived-since") -> dt.datetime:
    """A day or a time, in UTC where it names no zone; a day counts from its beginning.

    Raises:
        UnknownValue: it is none.
    """
    try:
        found = dt.datetime.fromisoformat(typed.strip())
    except ValueError:
        raise UnknownValue(
            f"“{typed}” is not a day or time",
            where=option,
            fix="Write it as 2023-03-17 or 2023-03-17T09:00.",
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _print(found: Arrivals, *, looked: bool) -> None:
    if found.after is None:
        since = "You have not looked before; everything here is new."
    else:
        verb = "you last looked" if looked else "that moment"
        since = f"Since {verb}, {found.after:%Y-%m-%d %H:%M} UTC."
    print_title("New here")
    print_words(since, "dim")
    if found.none:
        print_words("Nothing came.")
    for paper, counts in found.papers:
        print_block([(_head(paper), "bold")], [(_told(counts), "dim"), (_stamp(paper), "italic")])
    if found.statements:
        print_title("Added or put right in papers that were here")
        print_statements(found.statements)
    if found.rows:
        by = ", ".join(f"{name} {number:,}" for name, number in found.rows_by_procedure.items())
        print_title("Rows of data")
        print_words(f"{counted(found.rows, 'row')}{f' ({by})' if by else ''}; not listed.")
    told = [counted(len(found.papers), "paper"), counted(len(found.statements), "other statement")]
    print_words(f"{' and '.join(told)}.", "dim")


def _head(paper: PaperRow) -> str:
    cells = (paper.title, ", ".join(paper.numbers), str(paper.said or "undated"), paper.marking)
    return " · ".join(filter(None, cells))


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{act} {number}" for act, number in sorted(counts.items()))


def _stamp(paper: PaperRow) -> str:
    return f"[{paper.stamp}]" if paper.stamp else ""


def _json(found: Arrivals) -> dict[str, Any]:
    return {
        "arrived_since": found.after,
        "last_arrival": found.last,
        "papers": [{**paper_json(paper), "counts": counts} for paper, counts in found.papers],
        "statements": [statement_json(row) for row in found.statements],
        "rows": found.rows,
        "rows_by_procedure": found.rows_by_procedure,
    }


def _rows(found: Arrivals) -> list[list[Any]]:
    empty = [""] * len(STATEMENT_COLUMNS)
    rows: list[list[Any]] = []
    for paper, _ in found.papers:
        cells = dict(zip(STATEMENT_COLUMNS, empty, strict=True))
        cells |= {
            "id": paper.id,
            "said": str(paper.said or ""),
            "numbers": " ".join(paper.numbers),
            "stamp": paper.stamp,
            "marking": paper.marking,
        }
        rows.append([paper.arrived.isoformat(), paper.title, *cells.values()])
    rows += [[row.arrived.isoformat(), "", *statement_cells(row)] for row in found.statements]
    return rows
