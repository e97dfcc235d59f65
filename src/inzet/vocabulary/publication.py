"""What became of a paper where it is published: changed, withdrawn, back again.

A paper in the record is never altered by it; the note stands beside it, as the content of a
statement of the act *context*.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar

import msgspec

from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import content_id

KIND = "publication"


class Published(StrEnum):
    """Where a paper stands with its publisher."""

    REPLACED = "replaced"
    """Another text was put in its place, under the same number."""
    WITHDRAWN = "withdrawn"
    BACK = "published again"


class Publication(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag=KIND,
                  tag_field="kind"):  # fmt: skip
    """That a publisher changed or withdrew a paper."""

    act: ClassVar[Act] = Act.CONTEXT
    paper: str
    """Entry id of the paper it is about."""
    state: Published
    on: str
    """ISO day on which it was found to be so."""
    by: str | None = None
    """Of a paper that was replaced: entry id of the paper with the other text."""

    def to_content(self) -> dict[str, Any]:
        """As it stands in a statement's ``content``."""
        made: dict[str, Any] = msgspec.to_builtins(self)
        return made


def publication_identity(paper: str) -> str:
    """The identity of the note on a paper: there is one, and a later one takes its place."""
    return content_id([KIND, paper])


def publication(content: dict[str, Any]) -> Publication | None:
    """The content of a statement as one of these; None where it is none, or damaged."""
    if content.get("kind") != KIND:
        return None
    try:
        found = msgspec.convert(content, Publication)
        dt.date.fromisoformat(found.on)
    except ValueError:
        return None
    return found
