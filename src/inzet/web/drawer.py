"""The drawer of who visits: only the node's own organisation has one here."""

from __future__ import annotations

from inzet.meetings import meeting
from inzet.vocabulary.errors import NotFound
from inzet.web.present.drafts import DraftLine, draft_line
from inzet.web.present.meetings import title_of
from inzet.web.visit import Visit
from inzet.web.who import Right
from inzet.writing.draft import Draft
from inzet.writing.drawer import Card, Desk, Person, desk


def drawer(visit: Visit) -> Desk:
    """The drawer as the person at this workspace sees it.

    Raises:
        NotFound: another reader looks; for them there is no such page.
    """
    if not visit.may(Right.DRAFT):
        raise NotFound("there is no such page")
    return desk(visit.record, Person.named(visit.person), visit.view.reader)


def named(visit: Visit, own: Desk, *, typed: str = "") -> Card:
    """The draft of the address; where several bear its name, the one of this id.

    Raises:
        NotFound: this person has no such draft, or several that are shared bear its name.
    """
    name = name_of(visit)
    try:
        card = own.find(typed or visit.asked("draft") or name)
    except NotFound:
        card = None
    if card is None or card.name != name:
        raise NotFound(
            f"there is no draft “{name}” here",
            fix="The page of drafts lists yours and those that are shared with you.",
        )
    return card


def name_of(visit: Visit) -> str:
    """What the draft of the address is called: ``agenda/nato-fmm-2023-04-04/nl``."""
    return "/".join(visit.path(part) for part in ("kind", "meeting", "language"))


def line_of(visit: Visit, card: Card, draft: Draft, *, draft_id: bool = False) -> DraftLine:
    """A draft in words, its meeting named as the pages of meetings name it."""
    try:
        title = title_of(meeting(visit.view, draft.meeting).notice, visit.words)
    except NotFound:
        title = ""
    return draft_line(card, draft, visit.words, meeting=title, draft_id=draft_id)
