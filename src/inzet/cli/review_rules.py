"""``inzet review rules``: which rules people reject or correct most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inzet.cli.command import (
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    limit_option,
    moments,
)
from inzet.cli.output import Column, print_csv, print_json, print_table, print_words

if TYPE_CHECKING:
    from inzet.record import RuleRow

_COLUMNS = (
    Column("Rule", words=True),
    Column("Read", right=True),
    Column("Confirmed", right=True),
    Column("Corrected", right=True),
    Column("Rejected", right=True),
    Column("Right", right=True),
)


@command(
    "rules",
    short_help="Which rules people reject most",
    examples=(
        Example("inzet review rules", "Rules by how often people rejected or corrected them"),
        Example("inzet review rules --csv --limit 0", "All of them, for a spreadsheet"),
    ),
)
@limit_option
@moments
@csv_option
@json_option
def rules(limit: int) -> None:
    """Show every rule with what people made of its readings, the most rejected first.

    Right is the share confirmed of all that were judged; without a judgement there is none.
    """
    chosen = invocation()
    rows = chosen.view().rules()
    shown = rows[:limit] if limit else rows
    if chosen.as_json:
        print_json({"total": len(rows), "items": shown})
    elif chosen.as_csv:
        print_csv([column.title for column in _COLUMNS], map(_cells, shown))
    elif not rows:
        print_words("Nothing was read by a rule yet.")
    else:
        print_table(_COLUMNS, [_cells(row) for row in shown])


def _cells(row: RuleRow) -> tuple[str | int, ...]:
    judged = row.confirmed + row.corrected + row.rejected
    right = f"{100 * row.confirmed / judged:.0f} %" if judged else ""
    return row.rule, row.read, row.confirmed, row.corrected, row.rejected, right
