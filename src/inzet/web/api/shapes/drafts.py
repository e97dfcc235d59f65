"""Drafts of whoever asks: as a list has them, and one with its words and sources."""

from __future__ import annotations

import datetime as dt

from inzet.web.api.shapes.common import BASE, Shape
from inzet.writing.draft import Draft
from inzet.writing.drawer import Card
from inzet.writing.drawer.model import How, Release, Remark, Step
from inzet.writing.render.formats import FORMATS


class DraftLine(Shape, frozen=True, kw_only=True):
    """A draft as a list has it."""

    name: str
    """`agenda/nato-fmm-2023-04-04/nl`."""
    id: str
    title: str
    owner: str
    own: bool
    shared_with: tuple[str, ...]
    created: dt.datetime
    version: int
    how: How
    by: str
    made: dt.datetime
    open_remarks: int
    released: Release | None
    href: str


class DraftList(Shape, frozen=True, kw_only=True):
    """Own and shared drafts, last changed first."""

    items: tuple[DraftLine, ...]
    next: str | None
    """Address of the rest; null at the end."""


class DraftOne(Shape, frozen=True, kw_only=True):
    """A version of a draft."""

    line: DraftLine
    number: int
    """Of the version that is given."""
    draft: Draft
    versions: tuple[Step, ...]
    remarks: tuple[Remark, ...]
    files: dict[str, str]
    """Where its files are, by suffix."""


def draft_line(card: Card) -> DraftLine:
    """A draft as a list has it."""
    return DraftLine(
        name=card.name,
        id=card.id,
        title=card.title,
        owner=card.owner,
        own=card.own,
        shared_with=card.shared_with,
        created=card.created,
        version=card.last.number,
        how=card.last.how,
        by=card.last.by,
        made=card.last.made,
        open_remarks=card.open_remarks,
        released=card.released,
        href=f"{BASE}/drafts/{card.name}",
    )


def draft_one(
    card: Card, number: int, draft: Draft, versions: list[Step], remarks: list[Remark]
) -> DraftOne:
    """A version of a draft."""
    here = f"{BASE}/drafts/{card.name}/file"
    return DraftOne(
        line=draft_line(card),
        number=number,
        draft=draft,
        versions=tuple(versions),
        remarks=tuple(remarks),
        files={each.suffix[1:]: f"{here}{each.suffix}" for each in FORMATS},
    )
