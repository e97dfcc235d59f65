"""What became of a paper where it is published, as a view shows it."""

from __future__ import annotations

from inzet.record import View
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.publication import Publication, publication, publication_identity


def published(view: View, paper: str) -> Publication | None:
    """What is noted of a paper in this view: replaced, withdrawn, published again; None of most.

    Args:
        paper: entry id of the paper.
    """
    try:
        row = view.statement(publication_identity(paper))
    except NotFound:
        return None
    found = publication(row.content)
    return found if found is not None and found.paper == paper else None
