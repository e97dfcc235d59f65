"""Exchange: what this reader may read, from whom, who else may, and why."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.responses import Response
from starlette.routing import Route

from inzet.record import Readership
from inzet.vocabulary.errors import NotFound
from inzet.web.present.exchange import feed_line
from inzet.web.present.statements import SHORT
from inzet.web.routes.peers import peers_of
from inzet.web.visit import Visit, page


@page
def exchange(visit: Visit) -> Response:
    """``GET /exchange``: feeds with their readers; of ``entry``, who can read it and why."""
    found = visit.record.readerships(visit.view)
    asked = visit.asked("entry")
    about = _about(visit, asked, found) if asked else None
    t = visit.words
    data, peers = peers_of(visit)
    return visit.show(
        "exchange.html",
        {"feeds": found, **({"entry": about[3]} if about else {}), **data},
        rows=list(_cells(found)),
        feeds=[feed_line(each, t) for each in found],
        about=about,
        own=visit.record.organisation.name,
        **peers,
    )


def _about(
    visit: Visit, asked: str, found: list[Readership]
) -> tuple[str, str, list[object], Readership]:
    """Title and address of a paper or statement, and the feeds that it stands in.

    Raises:
        NotFound: nothing by that name for this reader.
    """
    try:
        paper = visit.view.paper(asked)
        visit.note(paper)
        title, path = paper.title, f"/papers/{paper.id[:SHORT]}"
        organisation, marking = paper.organisation, paper.marking
    except NotFound:
        row = visit.view.statement(asked)
        visit.note(row)
        title, path = row.quote, f"/statements/{row.identity}"
        organisation, marking = row.organisation, row.marking
    holds = [
        each
        for each in found
        if (each.feed.organisation, each.feed.marking) == (organisation, marking)
    ]
    return title, path, [feed_line(each, visit.words) for each in holds], holds[0]


def _cells(found: list[Readership]) -> Iterator[dict[str, object]]:
    for each in found:
        feed = {
            "organisation": each.feed.organisation,
            "marking": each.feed.marking,
            "entries": each.feed.entries,
            "head": each.feed.head,
            "sealed": each.sealed,
        }
        if each.everybody:
            yield {**feed, "reader": "PUBLIC", "why": "everybody", "since": "", "ground": ""}
        for member in each.members:
            yield {
                **feed,
                "reader": member.name,
                "why": member.why,
                "since": member.step.on if member.step else "",
                "ground": member.step.ground if member.step else "",
            }


ROUTES = [Route("/exchange", exchange)]
