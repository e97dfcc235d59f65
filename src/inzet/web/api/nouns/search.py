"""Words sought in statements and papers."""

from __future__ import annotations

from inzet.record import Filter
from inzet.vocabulary.acts import Act
from inzet.web.api.nouns.statements import SaidAsked, said
from inzet.web.api.operation import Call, Given, operation
from inzet.web.api.paging import following
from inzet.web.api.shapes.statements import SearchHits, search_hit


class SearchAsked(SaidAsked, frozen=True, kw_only=True):
    """Which words, and of what."""

    q: Given
    """All of these words, in any form; between quotation marks a phrase."""
    act: Act | None = None
    data: bool = False
    """Rows of data sets alone."""


@operation("GET /search", tag="search", asks=SearchAsked, answers=SearchHits)
def search(call: Call[SearchAsked, None]) -> SearchHits:
    """Statements and papers with all these words, newest said first

    A filter leaves statements only.
    """
    asked = call.asked
    wanted = Filter(**said(asked), act=asked.act, data=asked.data)
    found = call.visit.view.search(asked.q, wanted, limit=asked.limit, after=asked.after)
    items = tuple(search_hit(each) for each in found.items)
    return SearchHits(items=items, next=following(call, found.next))


OPERATIONS = (search,)
