"""What somebody follows by mail, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inzet.alerts import Subject, Subscription
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class Followed:
    """One thing that somebody follows."""

    id: str
    subject: str
    title: str
    path: str
    """Its page; "" where it has none."""
    since: str


def followed(each: Subscription, t: Words, meetings: Mapping[str, str]) -> Followed:
    """One subscription in words.

    Args:
        meetings: titles of meetings by id.
    """
    value = each.value
    title, path = value, ""
    if each.subject is Subject.DOSSIER or (each.subject is Subject.DUE and "/" in value):
        title = t.dossier(value) if "/" in value else t.procedure(value)
        path = f"/dossiers/{value}"
    elif each.subject is Subject.PARTY or (each.subject is Subject.DUE and value):
        title = t.party(value)
    elif each.subject is Subject.MEETING:
        title, path = meetings.get(value, value), f"/meetings/{value}"
    elif each.subject is Subject.DUE:
        title, path = t("alert.all"), "/commitments"
    return Followed(each.id, t(f"alert.kind.{each.subject}"), title, path, t.day(each.made.date()))
