"""What was read and not yet looked at by a person, the least certain first."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.record import Filter, StatementRow
from inzet.vocabulary.errors import NotFound
from inzet.web.exports import statement_cells
from inzet.web.present.statements import line
from inzet.web.routes.papers import done_words
from inzet.web.visit import Visit, page

_PAGE = 20
_MACHINERY = frozenset({"context", "participation", "reference"})
"""Acts that make up pages; they are put right there, not one by one."""


@page
def reviews(visit: Visit) -> Response:
    """``GET /review``: by exception; ``?act`` shows those of one act."""
    if not visit.writable:
        raise NotFound("there is nothing to review here")
    view, act = visit.view, visit.asked("act")
    wanted = Filter(reviewed=False, method="rule")
    counts = {
        name: n for name, n in sorted(view.counts("act", wanted).items()) if name not in _MACHINERY
    }
    found = view.statements(
        Filter(reviewed=False, method="rule", act=act or None),
        limit=_PAGE * 5,
        after=visit.asked("after") or None,
    )
    rows = [row for row in found.items if act or str(row.act) not in _MACHINERY]
    rows = sorted(rows, key=_certainty)[:_PAGE]
    return visit.show(
        "review.html",
        {"statements": rows, "waiting": sum(counts.values())},
        rows=[statement_cells(each) for each in rows],
        cases=[_case(each, visit) for each in rows],
        waiting=counts.get(act, 0) if act else sum(counts.values()),
        rules=counts,
        next=None,
        done=done_words(visit),
    )


def _certainty(row: StatementRow) -> float:
    try:
        return float(row.precision) if row.precision else 0.5
    except ValueError:
        return 0.5


def _case(row: StatementRow, visit: Visit) -> dict[str, Any]:
    return {"line": line(row, visit.words)}


ROUTES = [Route("/review", reviews)]
