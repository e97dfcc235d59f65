"""``inzet positions``: what parties said they want, over time, with the sentence."""

from __future__ import annotations

import datetime as dt

from inzet.cli.command import (
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    limit_option,
    moments,
)
from inzet.cli.filters import (
    dossier_option,
    meeting_option,
    narrowed,
    party_option,
    since_option,
    take,
)
from inzet.cli.listing import print_list
from inzet.vocabulary.acts import Act


@command(
    "positions",
    short_help="What parties said they want, over time",
    examples=(
        Example("inzet positions --party NLD", "What the Netherlands said it wants"),
        Example("inzet positions --dossier accession --since 2023-01-01", "On one procedure"),
        Example("inzet positions --csv --limit 0", "Everything, for a spreadsheet"),
    ),
)
@party_option
@dossier_option
@meeting_option
@since_option
@limit_option
@moments
@csv_option
@json_option
def positions(
    party: str | None,
    dossier: str | None,
    meeting: str | None,
    since: dt.date | None,
    limit: int,
) -> None:
    """Positions over time, newest first, each with its quote and source."""
    view = invocation().view()
    wanted = narrowed(
        view, act=Act.POSITION, party=party, dossier=dossier, meeting=meeting, since=since
    )
    rows = take(view, wanted, limit)
    print_list(rows, total=view.count(wanted), noun="position", with_act=False)
