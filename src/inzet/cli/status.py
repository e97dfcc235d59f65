"""``inzet status``: what the statements say, dossier by dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import (
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    limit_option,
    moments,
)
from inzet.cli.filters import narrowed, take
from inzet.cli.listing import print_footer, print_rows
from inzet.cli.output import Column, print_csv, print_json, print_table, print_title, print_words
from inzet.cli.rows import print_statements, statement_json

if TYPE_CHECKING:
    from inzet.meetings import Standing
    from inzet.record import View


@command(
    "status",
    short_help="What the papers say, by dossier",
    examples=(
        Example("inzet status", "Every dossier in one line"),
        Example("inzet status accession/FIN", "What the papers say on one dossier"),
        Example("inzet status accession/FIN --as-of 2024-06-01", "What held on that day"),
    ),
)
@click.argument("dossier", required=False)
@limit_option
@moments
@csv_option
@json_option
def status(dossier: str | None, limit: int) -> None:
    """What the papers say on each dossier, or on DOSSIER: latest first, each with its sentence."""
    from inzet.meetings import standings

    chosen = invocation()
    view = chosen.view()
    found = standings(view, dossier)
    if chosen.as_json:
        listed = [_json(each) for each in found]
        if dossier is None:
            print_json({"dossiers": listed})
        else:
            rows = take(view, narrowed(view, dossier=dossier), limit)
            print_json({**listed[0], "items": [statement_json(row) for row in rows]})
    elif chosen.as_csv and dossier is not None:
        print_rows(take(view, narrowed(view, dossier=dossier), limit))
    elif chosen.as_csv:
        acts = sorted({act for each in found for act in each.counts})
        print_csv(
            ("dossier", "latest", *acts, "statements"),
            (
                [each.dossier, _latest(each), *(each.counts.get(a, 0) for a in acts), each.total]
                for each in found
            ),
        )
    elif dossier is None:
        _print_all(found)
    else:
        _print_one(view, found[0], limit)


def _print_all(found: list[Standing]) -> None:
    if not found:
        print_words("No dossiers yet: read a paper first, with inzet read FILE.")
        return
    print_table(
        (Column("Dossier"), Column("Latest"), Column("What was said", words=True)),
        [(each.dossier, _latest(each), _counts(each)) for each in found],
    )
    print_words("Counts are of statements; inzet status DOSSIER shows their sentences.", "dim")


def _print_one(view: View, standing: Standing, limit: int) -> None:
    print_title(standing.dossier)
    print_words(_counts(standing), "dim")
    rows = take(view, narrowed(view, dossier=standing.dossier), limit)
    print_statements(rows)
    print_footer(len(rows), standing.total, "statement")


def _counts(standing: Standing) -> str:
    return ", ".join(f"{act} {number}" for act, number in standing.counts.items())


def _latest(standing: Standing) -> str:
    said = standing.latest.said if standing.latest else None
    return str(said or "undated")


def _json(standing: Standing) -> dict[str, Any]:
    return {
        "dossier": standing.dossier,
        "procedure": standing.procedure,
        "counts": standing.counts,
        "statements": standing.total,
        "latest": statement_json(standing.latest) if standing.latest else None,
    }
