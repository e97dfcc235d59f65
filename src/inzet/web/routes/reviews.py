"""What was read and not yet looked at by a person, the least certain first."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from inzet.record import Filter, StatementRow
from inzet.vocabulary.errors import NotFound
from inzet.web.exports import statement_cells
from inzet.web.present.statements import lines
from inzet.web.routes.papers import done_words
from inzet.web.visit import Visit, page
from inzet.web.who import Right

_PAGE = 20
MACHINERY = frozenset({"context", "participation", "reference"})
"""Acts that make up pages; they are put right there, not one by one."""


@page
def reviews(visit: Visit) -> Response:
    """``GET /review``: by exception; ``?act`` shows those of one act."""
    if not visit.may(Right.REVIEW):
        raise NotFound("there is nothing to review here")
    view, act = visit.view, visit.asked("act")
    wanted = Filter(reviewed=False, method="rule")
    counts = {
        name: n for name, n in sorted(view.counts("act", wanted).items()) if name not in MACHINERY
    }
    rows: list[StatementRow] = []
    for each in [act] if act else counts:
        rows += view.statements(
            Filter(reviewed=False, method="rule", act=each), limit=_PAGE * 2
        ).items
    rows = sorted(rows, key=_certainty)[:_PAGE]
    return visit.show(
        "review.html",
        {"statements": rows, "waiting": sum(counts.values())},
        rows=[statement_cells(each) for each in rows],
        cases=lines(rows, visit.words),
        waiting=counts.get(act, 0) if act else sum(counts.values()),
        rules=counts,
        done=done_words(visit),
    )


def _certainty(row: StatementRow) -> float:
    try:
        return float(row.precision) if row.precision else 0.5
    except ValueError:
        return 0.5


ROUTES = [Route("/review", reviews)]
