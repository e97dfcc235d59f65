"""Drafts of whoever asks; somebody who has no drawer here is told that there are none."""

from __future__ import annotations

from typing import Annotated

import msgspec

from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.times import parse_day
from inzet.web.api.operation import AList, Asked, Call, File, Given, operation
from inzet.web.api.paging import page_of
from inzet.web.api.shapes.drafts import DraftList, DraftOne, draft_line, draft_one
from inzet.web.drawer import drawer, named
from inzet.writing.drawer import Card
from inzet.writing.render.formats import FORMATS, render


class DraftAsked(Asked, frozen=True, kw_only=True):
    """Which version of a draft."""

    number: Annotated[int, msgspec.Meta(ge=1, le=99_999_999)] | None = None
    """Null: the last."""
    draft: Given | None = None
    """Id of the draft, where several that are shared bear its name."""


class FileAsked(DraftAsked, frozen=True, kw_only=True):
    """Which copy of a draft."""

    clean: bool = False
    """The clean copy: no changes, sources or remarks."""


_ONE = "/drafts/{kind}/{meeting}/{language}"


@operation("GET /drafts", tag="drafts", asks=AList, answers=DraftList, kept_by_mark=False)
def drafts(call: Call[AList, None]) -> DraftList:
    """Own and shared drafts, last changed first"""
    shown, rest = page_of(call, drawer(call.visit).drafts(), _id)
    return DraftList(items=tuple(draft_line(each) for each in shown), next=rest)


@operation(f"GET {_ONE}", tag="drafts", asks=DraftAsked, answers=DraftOne, kept_by_mark=False)
def draft(call: Call[DraftAsked, None]) -> DraftOne:
    """A draft with its sources, versions and remarks"""
    own = drawer(call.visit)
    card = named(call.visit, own)
    found = own.version(card, call.asked.number)
    history, remarks = own.history(card), own.remarks(card)
    return draft_one(card, found.step.number, found.draft, history, remarks)


@operation(
    f"GET {_ONE}/file.{{suffix}}", tag="drafts", asks=FileAsked, answers=File, kept_by_mark=False
)
def draft_file(call: Call[FileAsked, None]) -> File:
    """A copy of a draft: `docx`, `pdf`, `html`, `md`, `txt`, `xml` (Akoma Ntoso) or `ics`"""
    own = drawer(call.visit)
    card = named(call.visit, own)
    version = own.version(card, call.asked.number).draft
    suffix = f".{call.path('suffix')}"
    wanted = next((each for each in FORMATS if each.suffix == suffix), None)
    if wanted is None:
        listed = ", ".join(each.suffix[1:] for each in FORMATS)
        raise NotFound(f"there is no format “{suffix[1:80]}”", fix=f"Known: {listed}.")
    clean = wanted.only_clean or (call.asked.clean and not wanted.of_meeting)
    seen = call.visit.record.view(own.reader, known_on=parse_day(version.on))
    data = render(version, wanted, clean=clean, view=seen)
    name = "-".join((*card.name.split("/"), *(("clean",) if clean else ())))
    return File(data, wanted.media_type, f"{name}{wanted.suffix}")


def _id(card: Card) -> str:
    return card.id


OPERATIONS = (drafts, draft, draft_file)
