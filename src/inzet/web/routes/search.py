"""Words sought in statements and papers, newest first, narrowed by what was found."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from inzet.record import Filter, Hit, StatementRow
from inzet.web import choices
from inzet.web.answers import remembers
from inzet.web.exports import statement_cells
from inzet.web.present.facets import Facet, facets
from inzet.web.present.papers import paper_line
from inzet.web.present.snippets import pieces
from inzet.web.present.statements import line
from inzet.web.sought import sought_of
from inzet.web.visit import Visit, page
from inzet.web.words import Words

_PAGE = 20
_COUNTED = 2000
"""Of so many of the newest statements that were found it is counted what they are."""


@page
@remembers()
def search(visit: Visit) -> Response:
    """``GET /search``: ``?q`` words, by ``act``, ``party``, ``dossier``, ``genre``, ``meeting``,
    ``review``, ``said_from``, ``said_to``."""
    t, view = visit.words, visit.view
    asked = sought_of(visit)
    wanted = msgspec.structs.replace(asked, data=False)
    words = visit.asked("q")
    after = visit.asked("after") or None
    found: tuple[Hit, ...] = ()
    next_: str | None = None
    searched = bool(words) or asked != Filter()
    if words:
        hits = view.search(words, wanted, limit=_PAGE, after=after)
        found, next_ = tuple(hits.items), hits.next
    elif searched:
        rows = view.statements(wanted, limit=_PAGE, after=after)
        found = tuple(Hit(statement=row, paper=None, snippet=row.quote) for row in rows.items)
        next_ = rows.next
    told = _facets(visit, wanted, words) if searched else []
    return visit.show(
        "search.html",
        {
            "hits": found,
            "next": next_,
            "facets": {
                each.name: {value.value: value.count for value in each.values} for each in told
            },
        },
        rows=[_cells(each) for each in found],
        hits=[_hit(each, words, t) for each in found],
        next=next_,
        searched=searched,
        facets=told,
        chosen=[(each.name, value) for each in told for value in each.values if value.chosen],
        counted=max((sum(v.count for v in each.values) for each in told), default=0) >= _COUNTED,
        most=_COUNTED,
        acts=choices.ACTS,
        parties=choices.seen_parties(view, t),
        dossiers=choices.dossiers(view, t),
    )


def _facets(visit: Visit, wanted: Filter, words: str) -> list[Facet]:
    """What was found, by each of its properties, whatever is asked of that one."""

    def counts(by: str, without: Filter) -> dict[str, int]:
        asked = msgspec.structs.replace(without, words=words or None)
        return visit.view.counts(by, asked, newest=_COUNTED)

    return facets(wanted, counts, visit)


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
