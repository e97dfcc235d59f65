"""A paper as it was printed: images of its pages, with what was read from them outlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from starlette.responses import Response
from starlette.routing import Route

from inzet.reading.guard import shared
from inzet.record import PaperRow, StatementRow
from inzet.vocabulary.citations import Box, SpanCitation
from inzet.vocabulary.errors import NotFound
from inzet.web.visit import Visit, page

PRINTED = "application/pdf"
MOST = 40
"""Pages that a paper's page shows as images; of the rest it shows links."""


def pages_of(visit: Visit, row: PaperRow) -> int:
    """How many pages of a paper can be shown as they are printed; 0 for what has no print."""
    return len(visit.view.text(row.id).pages) if row.media_type == PRINTED else 0


def place_of(row: StatementRow) -> tuple[Box, ...]:
    """Where a statement's quote stands in print."""
    citation = row.citation
    return (citation.place or ()) if isinstance(citation, SpanCitation) else ()


@page
def printed(visit: Visit) -> Response:
    """``GET /papers/{id}/pages/{number}``: the page as PNG; ``?statement`` outlines one alone."""
    row = visit.view.paper(visit.path("id"))
    visit.note(row)
    number = visit.path("number")
    if row.media_type != PRINTED or not (number.isascii() and number.isdigit()):
        raise NotFound("the paper has no such page to show")
    rows = visit.view.paper_statements(row.id)
    outlined = tuple(_boxes(rows, visit.asked("statement")))
    image = shared().page(visit.view.original(row.id), int(number[:6]), outlined)
    return Response(image, media_type="image/png", headers={"Cache-Control": "private, max-age=60"})


def _boxes(rows: Sequence[StatementRow], identity: str) -> Iterator[Box]:
    for row in rows:
        if not identity or row.identity.startswith(identity):
            yield from place_of(row)


ROUTES = [Route("/papers/{id}/pages/{number}", printed, methods=["GET"])]
