"""Promises, as they stand on the day of the page."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from inzet.meetings import Keeping, commitments
from inzet.vocabulary.errors import UnknownValue
from inzet.web.exports import statement_cells
from inzet.web.present.promises import promise
from inzet.web.visit import Visit, page


@page
def board(visit: Visit) -> Response:
    """``GET /commitments``: soonest due first; ``?keeping`` shows those of one standing."""
    found = commitments(visit.view, on=visit.moment.day)
    wanted = visit.asked("keeping")
    known = [str(each) for each in Keeping]
    if wanted and wanted not in known:
        raise UnknownValue(
            f"“{wanted}” is not a standing of a promise",
            where="keeping",
            fix=f"Use {', '.join(known)}.",
        )
    shown = [each for each in found if not wanted or str(each.keeping) == wanted]
    counts = {name: sum(str(each.keeping) == name for each in found) for name in known}
    return visit.show(
        "commitments.html",
        {"commitments": shown, "day": visit.moment.day},
        rows=[
            {
                "keeping": str(each.keeping),
                "due": each.due,
                "before": each.before,
                "due_words": each.due_words,
                **statement_cells(each.row),
            }
            for each in shown
        ],
        commitments=[promise(each, visit.words) for each in shown],
        counts={name: n for name, n in counts.items() if n},
        total=len(found),
    )


ROUTES = [Route("/commitments", board)]
