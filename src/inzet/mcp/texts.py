"""The texts of papers as resources, a piece at a time."""

from __future__ import annotations

import re
from typing import Any

from inzet.mcp.telling import UNTRUSTED, cut
from inzet.record import View
from inzet.vocabulary.errors import NotFound

PIECE = 20_000
"""Code points of a piece."""
_ADDRESS = re.compile(r"inzet://paper/([0-9a-f]{4,64})(?:/(\d{1,9}))?\Z", re.ASCII)
TEMPLATES = [
    {
        "uriTemplate": "inzet://paper/{id}",
        "name": "paper",
        "title": "Text of a paper",
        "description": f"Its first {PIECE} characters. {UNTRUSTED}",
        "mimeType": "text/plain",
    },
    {
        "uriTemplate": "inzet://paper/{id}/{start}",
        "name": "paper-from",
        "title": "Text of a paper, from a character on",
        "description": f"{PIECE} characters from the offset `start` on. {UNTRUSTED}",
        "mimeType": "text/plain",
    },
]


def listed(view: View, cursor: str | None) -> dict[str, Any]:
    """Papers of the view, newest said first, a page at a time.

    Raises:
        UnknownValue: no cursor of this list.
    """
    page = view.papers(limit=50, after=cursor)
    told: dict[str, Any] = {
        "resources": [
            {
                "uri": f"inzet://paper/{row.id}",
                "name": row.numbers[0] if row.numbers else row.id[:12],
                "title": cut(row.title, 200),
                "description": " · ".join(
                    str(each) for each in (row.genre, row.said, row.marking, row.stamp) if each
                ),
                "mimeType": "text/plain",
            }
            for row in page.items
        ]
    }
    if page.next:
        told["nextCursor"] = page.next
    return told


def read(view: View, address: str) -> dict[str, Any]:
    """A piece of a text, after a line that says what it is.

    Raises:
        NotFound: no such paper or place for this reader.
    """
    found = _ADDRESS.match(address)
    if found is None:
        raise NotFound(
            "there is no such text", where=address[:120], fix="Use inzet://paper/ID or …/ID/START."
        )
    row = view.paper(found[1])
    text = view.text(row.id).text
    start = int(found[2] or 0)
    if start and start >= len(text):
        raise NotFound(f"the text has {len(text)} characters", where=address)
    piece = text[start : start + PIECE]
    end = start + len(piece)
    rest = f"; it goes on at inzet://paper/{row.id}/{end}" if end < len(text) else ""
    head = (
        f"[Characters {start} to {end} of {len(text)} of the paper {row.id}{rest}. {row.stamp} "
        f"{UNTRUSTED}]"
    )
    return {"uri": address, "mimeType": "text/plain", "text": f"{head}\n\n{piece}"}
