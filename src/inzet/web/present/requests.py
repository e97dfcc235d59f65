"""Requests for information in words."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.library import Requested
from inzet.record import Reader
from inzet.web.words import Words

_TONES = {
    "answered": "kept",
    "open": "open",
    "partly": "open",
    "overdue": "overdue",
    "declined": "lapsed",
    "withdrawn": "lapsed",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A request as a list shows it."""

    id: str
    path: str
    question: str
    language: str
    status: str
    tone: str
    due: str
    by: str
    to: str
    said: str
    marking: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answered, or that they have not yet."""

    who: str
    gives: str
    tone: str
    text: str
    said: str
    path: str
    items: tuple[tuple[str, str], ...]
    """What it gives, with the address of each."""


def request_line(each: Requested, t: Words) -> Line:
    """A request in words."""
    row, content = each.told.row, each.told.content
    day = t.day(each.due) if each.due else ""
    late = each.status == "overdue"
    return Line(
        id=each.id,
        path=f"/requests/{each.id}",
        question=content.text,
        language=row.language or "",
        status=t(f"request.status.{each.status}"),
        tone=_TONES[each.status],
        due=t("request.was-due" if late else "request.due", day=day) if day else "",
        by=row.organisation,
        to=", ".join(one.name for one in content.to),
        said=t.day(row.said),
        marking=t.maybe(f"marking.{row.marking}", row.marking),
    )


def replies(each: Requested, t: Words, titles: dict[str, str]) -> list[Reply]:
    """Every answer, oldest first, and then who has not answered.

    Args:
        titles: of what is given, by identity, as far as whoever looks may read it.
    """
    made = []
    for answer in each.answers:
        content, row = answer.content, answer.row
        tone = {"whole": "kept", "part": "open"}.get(content.gives, "lapsed")
        made.append(
            Reply(
                who=row.organisation,
                gives=t.maybe(f"request.gives.{content.gives}", content.gives),
                tone=tone,
                text=content.text,
                said=t.day(row.said),
                path=f"/statements/{row.identity}",
                items=tuple(
                    (titles[one], f"/statements/{one}") for one in content.items if one in titles
                ),
            )
        )
    silent = [one.addressee.name for one in each.asked if one.answer is None]
    made += [Reply(who, t("request.waits"), "unknown", "", "", "", ()) for who in silent]
    return made


def sections(found: tuple[Requested, ...], reader: Reader) -> dict[str, list[Requested]]:
    """Requests by what they are to whoever looks, each in one section, in order of urgency."""
    made: dict[str, list[Requested]] = {name: [] for name in ("mine", "ours", "others", "settled")}
    for each in found:
        if each.waits_for(reader):
            name = "mine"
        elif each.waits:
            name = "ours" if each.is_of(reader) else "others"
        else:
            name = "settled"
        made[name].append(each)
    return made
