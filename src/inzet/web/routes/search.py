"""Words sought in statements and papers, newest first, with filters."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.record import Filter, Hit, StatementRow
from inzet.vocabulary.times import parse_day
from inzet.web import choices
from inzet.web.exports import statement_cells
from inzet.web.present.papers import paper_line
from inzet.web.present.snippets import pieces
from inzet.web.present.statements import line
from inzet.web.visit import Visit, page
from inzet.web.words import Words

_PAGE = 20


@page
def search(visit: Visit) -> Response:
    """``GET /search``: ``?q`` words, by ``act``, ``party``, ``dossier``, ``said_from``/``_to``."""
    t, view = visit.words, visit.view
    wanted = Filter(
        act=visit.asked("act") or None,
        party=visit.asked("party") or None,
        dossier=visit.asked("dossier") or None,
        said_from=_day(visit, "said_from"),
        said_to=_day(visit, "said_to"),
        data=False,
    )
    words = visit.asked("q")
    after = visit.asked("after") or None
    found: tuple[Hit, ...] = ()
    next_: str | None = None
    searched = bool(words) or wanted != Filter(data=False)
    if words:
        hits = view.search(words, wanted, limit=_PAGE, after=after)
        found, next_ = tuple(hits.items), hits.next
    elif searched:
        rows = view.statements(wanted, limit=_PAGE, after=after)
        found = tuple(Hit(statement=row, paper=None, snippet=row.quote) for row in rows.items)
        next_ = rows.next
    return visit.show(
        "search.html",
        {"hits": found, "next": next_},
        rows=[_cells(each) for each in found],
        hits=[_hit(each, words, t) for each in found],
        next=next_,
        searched=searched,
        acts=choices.ACTS,
        parties=choices.seen_parties(view, t),
        dossiers=choices.dossiers(view, t),
    )


def _day(visit: Visit, name: str) -> Any:
    text = visit.asked(name)
    return parse_day(text, where=name) if text else None


def _hit(hit: Hit, words: str, t: Words) -> dict[str, Any]:
    statement: StatementRow | None = hit.statement
    return {
        "line": line(statement, t) if statement else None,
        "paper": paper_line(hit.paper, t) if hit.paper else None,
        "pieces": pieces(statement.quote if statement else hit.snippet, words),
    }


def _cells(hit: Hit) -> dict[str, object]:
    if hit.statement is not None:
        return {**statement_cells(hit.statement), "snippet": hit.snippet}
    empty = dict.fromkeys(_STATEMENT_KEYS, "")
    paper = hit.paper
    named = {"paper": paper.title, "said": paper.said, "stamp": paper.stamp} if paper else {}
    return {**empty, **named, "snippet": hit.snippet}


_STATEMENT_KEYS = (
    "statement",
    "said",
    "act",
    "party",
    "holder",
    "dossiers",
    "meeting",
    "session",
    "item",
    "quote",
    "paper",
    "numbers",
    "start",
    "end",
    "page",
    "valid_from",
    "valid_to",
    "rule",
    "precision",
    "review",
    "marking",
    "stamp",
)

ROUTES = [Route("/search", search)]
