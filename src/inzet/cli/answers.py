"""A procedure's answer in the terminal, as CSV and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from inzet.cli.output import (
    Column,
    Styled,
    counted,
    print_csv,
    print_table,
    print_title,
    print_words,
)
from inzet.cli.rows import print_statements, statement_json
from inzet.vocabulary.citations import CellCitation, OutsideCitation, outside_name

if TYPE_CHECKING:
    from inzet.dossiers import Answer, Cell, Table
    from inzet.record import StatementRow

_TONES = {"good": "green", "bad": "bold red", "soft": "dim", "strong": "bold"}
_BAR, _STEPS, _PARTS = 8, "▁▂▃▄▅▆▇█", " ▏▎▍▌▋▊▉"
_NAMED = 3
"""Sources named after a sentence; the others are counted."""
_QUOTED = 8
_STAMPED = " †"


def print_answer(answer: Answer, table: str | None = None) -> None:
    """A headline with its sources, tables, where sources differ, and what papers say."""
    # First: a table that is not there is refused before anything is shown.
    shown = chosen(answer, table)
    print_title(answer.title)
    for sentence in answer.headline:
        print_words(sentence.text)
        if sentence.sources:
            print_words(f"  {sources(sentence.sources)}", "dim")
    for each in shown:
        if each.rows or table is not None:
            print_answer_table(each)
    apart = [each for each in answer.tables if each.apart and table is None]
    for each in apart:
        print_words(f"{each.title}: --table {each.key}", "dim")
    if answer.said and table is None:
        print_title("What papers say of it")
        print_statements(answer.said[:_QUOTED])
        if len(answer.said) > _QUOTED:
            print_words(f"And {counted(len(answer.said) - _QUOTED, 'more statement')}.", "dim")
    _print_stamps(answer)


def _print_stamps(answer: Answer) -> None:
    papers = (row.paper for row in answer.sources() if row.paper is not None)
    for stamp in sorted({paper.stamp for paper in papers} - {""}):
        print_words(f"†  {stamp}", "italic dim")


def print_answer_table(table: Table) -> None:
    """A table, its note, and under it every cell about which sources differ."""
    print_title(table.title)
    columns = [Column(each.title, words=each.words, right=each.right) for each in table.columns]
    print_table(columns, [[_shown(cell) for cell in row] for row in table.rows])
    if table.note:
        print_words(table.note, "dim")
    for line in _differing(table):
        print_words(f"* {line}", "dim")


def print_answer_csv(answer: Answer, table: str | None = None) -> None:
    """One table (the first, unless named) with a last column that names its statements."""
    for each in chosen(answer, table)[:1]:
        print_csv(
            [*(column.key for column in each.columns), "statements"],
            ([*(cell.text for cell in row), " ".join(_identities(row))] for row in each.rows),
        )


def chosen(answer: Answer, table: str | None) -> list[Table]:
    """The tables asked for: all but those that stand apart, or the one that is named.

    Raises:
        UnknownValue: no table of that name; lists those there are.
    """
    from inzet.vocabulary.errors import UnknownValue

    if table is None:
        return [each for each in answer.tables if not each.apart]
    found = [each for each in answer.tables if each.key == table]
    if not found:
        known = ", ".join(each.key for each in answer.tables) or "none"
        raise UnknownValue(
            f"there is no table “{table}” here", where="--table", fix=f"Its tables: {known}."
        )
    return found


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer for programs; documented in docs/commands.md."""
    from inzet.dossiers import plain_answer

    cited = {row.identity: statement_json(row) for row in answer.sources()}
    return {**plain_answer(answer), "cited": cited}


def sources(rows: Sequence[StatementRow]) -> str:
    """Where it says so, in few words: the first sources by name, the others counted."""
    names = list(dict.fromkeys(map(source_name, rows)))
    shown = "; ".join(names[:_NAMED])
    rest = len(names) - _NAMED
    return f"{shown}; and {counted(rest, 'other source')}" if rest > 0 else shown


def source_name(row: StatementRow) -> str:
    """What a statement is from, in few words; the stamp of a paper stands below the answer."""
    citation = row.citation
    if row.paper is not None:
        named = row.paper.numbers[0] if row.paper.numbers else row.paper.title
        mark = _STAMPED if row.paper.stamp else ""
        return f"{named}{mark}, {row.said or 'undated'}"
    if isinstance(citation, CellCitation):
        return f"{citation.source}, {citation.edition}"
    if isinstance(citation, OutsideCitation):
        # Its address stands with the statement; here it would hide the name.
        return ", ".join(filter(None, (outside_name(citation), citation.date)))
    return str(row.said or "undated")


def figure(cell: Cell) -> str:
    """The small figure of a cell: a bar for a share, a line of steps for a trend; or nothing."""
    if cell.share is not None:
        eighths = round(max(0.0, min(1.0, cell.share)) * _BAR * 8)
        full, part = divmod(eighths, 8)
        return ("█" * full + (_PARTS[part] if part else "")).ljust(_BAR, "░")
    known = [each for each in cell.trend if each is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    return "".join(_step(each, low, high) for each in cell.trend)


def line(cell: Cell) -> Styled:
    """A cell with its small figure before its text."""
    drawn = figure(cell)
    text = f"{drawn} {cell.text}" if drawn else cell.text
    return Styled(text, _TONES.get(cell.tone, ""))


def _step(value: float | None, low: float, high: float) -> str:
    if value is None:
        return "·"
    part = 0.5 if high == low else (value - low) / (high - low)
    return _STEPS[round(part * (len(_STEPS) - 1))]


def _shown(cell: Cell) -> Styled:
    shown = line(cell)
    contested = cell.value is not None and cell.value.contested
    return Styled(f"{shown.text} *", shown.style) if contested else shown


def _differing(table: Table) -> Iterator[str]:
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            if cell.value is not None and cell.value.contested:
                others = "; ".join(
                    f"{other.value} says {sources(other.sources)}" for other in cell.value.others
                )
                where = row[0].text if cell is not row[0] else ""
                named = ", ".join(filter(None, (where, column.title)))
                uses = sources(cell.value.sources)
                yield f"{named}: {cell.text} from {uses} ({cell.value.rule}); {others}"


def _identities(row: Iterable[Cell]) -> list[str]:
    found = (cell.value.sources for cell in row if cell.value is not None)
    return list(dict.fromkeys(each.identity for rows in found for each in rows))
