"""Entity tags: strong, of one reader, moment and query, and of how far the record has come.

A tag is an opaque word under a key of the record's own: nobody reads from it how much there is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from starlette.requests import Request

from inzet import __version__
from inzet.web.visit import Visit

_TAG = re.compile(r'(?:W/)?"([^"]*)"')
ZIPPED = "-gz"
"""How the tag of a compressed answer ends: it is another representation."""


def mark_tag(visit: Visit) -> str:
    """The tag of an answer that follows from the record, the reader and the query alone.

    What is said after the day of a view can change it still (people's judgements of names count
    for every day), so the mark is that of everything the reader may see.
    """
    request = visit.request
    parts = (__version__, request.url.path, request.url.query, str(visit.moment.day))
    view = visit.view
    whole = view.as_of is None and view.known_on is None
    return (view if whole else visit.record.view(view.reader)).tag("\0".join(parts))


def content_tag(body: bytes) -> str:
    """The tag of an answer by what stands in it."""
    return hashlib.sha256(body).hexdigest()[:32]


def asked_tags(header: str) -> Iterator[tuple[str, str]]:
    """The tags in ``If-Match`` or ``If-None-Match``: without what tells of their compression,
    and as they were sent."""
    if header.strip() == "*":
        yield "*", "*"
        return
    for match in _TAG.finditer(header):
        yield match[1].removesuffix(ZIPPED), match[1]


def had(request: Request, tag: str, *, there: bool = True) -> str | None:
    """The tag of this answer as whoever asks has it already; None where they do not.

    Args:
        there: that there is an answer, which ``*`` asks for, is known.
    """
    for found, sent in asked_tags(request.headers.get("if-none-match", "")):
        if found == tag:
            return sent
        if found == "*" and there:
            return tag
    return None
