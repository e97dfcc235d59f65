"""The operations of the API, a module per noun; ``EVERY`` is all of them, in order."""

from __future__ import annotations

from inzet.web.api.nouns import (
    changes,
    commitments,
    dossiers,
    drafts,
    feeds,
    intake,
    library,
    meetings,
    motions,
    objects,
    papers,
    requests,
    reviews,
    search,
    service,
    statements,
    vocabularies,
)
from inzet.web.api.operation import Operation

EVERY: tuple[Operation, ...] = (
    *service.OPERATIONS,
    *papers.OPERATIONS,
    *intake.OPERATIONS,
    *statements.OPERATIONS,
    *reviews.OPERATIONS,
    *meetings.OPERATIONS,
    *dossiers.OPERATIONS,
    *commitments.OPERATIONS,
    *motions.OPERATIONS,
    *library.OPERATIONS,
    *requests.OPERATIONS,
    *changes.OPERATIONS,
    *search.OPERATIONS,
    *objects.OPERATIONS,
    *vocabularies.OPERATIONS,
    *drafts.OPERATIONS,
    *feeds.OPERATIONS,
)
"""In the order in which they are described."""
