"""In which capacity a party is there: by the words of the sentence, by what it is to the body.

A member is a party of the body on that day, an invitee or observer is called so, a partner
belongs to a named group of partners or is called so; anybody else is a guest.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.announcement.participants.wording import beside_words, presence_words
from inzet.reading.languages import table
from inzet.reading.mentions.model import SentenceMentions
from inzet.vocabulary.parties import party as party_of

_ALLIANCE = "NATO"


def explicit_capacity(text: str, mentions: SentenceMentions, body: str) -> str | None:
    """The capacity a sentence gives its parties ("als genodigden", "in hun hoedanigheid van").

    Where an alliance meets, invitees are those it invited to join, not those who were asked to
    come.
    """
    for group in mentions.groups:
        if group.group == "invitees" and called_capacity(text, group.noun):
            return "invitee"
    for one in mentions.capacities:
        if one.capacity not in {"chair", "member"} and beside_words().as_.search(text[: one.start]):
            return one.capacity
    asked = any(presence_words(code).invited.search(text) for code in ("nl", "en"))
    return "invitee" if asked and body != _ALLIANCE else None


def called_capacity(text: str, at: int) -> bool:
    before = text[:at]
    return bool(beside_words().as_.search(before)) or before.endswith("(")


def whole_groups(mentions: SentenceMentions, text: str) -> frozenset[str]:
    """Parties that together are a whole named group of partners."""
    named = {one.party for one in mentions.parties}
    found: set[str] = set()
    for members in _partner_groups():
        if members <= named:
            found |= members
    return frozenset(found)


@lru_cache(maxsize=1)
def _partner_groups() -> tuple[frozenset[str], ...]:
    groups = table("nl", "groups").get("group", ())
    return tuple(frozenset(one["members"]) for one in groups if one["code"] in {"IP4"})


@lru_cache(maxsize=32)
def known_partners(body: str, language: str) -> frozenset[str]:
    """Countries that a paper in this language calls partners of a body, as they agreed with it."""
    return frozenset(table(language, "topics").get("partners", {}).get(body, ()))


@lru_cache(maxsize=32)
def listed_members(body: str) -> frozenset[str]:
    """Members of a body that has no treaty, as of the G7."""
    return frozenset(table("nl", "topics").get("members", {}).get(body, ()))


def is_member(party: str, setting: Setting) -> bool:
    if party in listed_members(setting.body):
        return True
    found = party_of(party)
    if found is None:
        return False
    return found.belongs_to(setting.body, setting.day or dt.date.max)


def is_country(party: str) -> bool:
    found = party_of(party)
    return found is not None and found.kind == "country"


def is_body(party: str) -> bool:
    found = party_of(party)
    return found is not None and found.kind == "organisation"
