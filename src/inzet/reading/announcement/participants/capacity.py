"""In which capacity a party is there: by the words of the sentence, by what it is to the body.

A member is a party of the body on that day, an invitee or observer is called so, a partner
belongs to a named group of partners or is called so; anybody else is a guest.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from inzet.reading.announcement.participants.acceding import may_be_invitee
from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.announcement.participants.wording import (
    attending_before,
    attending_words,
    beside_words,
)
from inzet.reading.languages import table
from inzet.reading.mentions.model import SentenceMentions
from inzet.vocabulary.parties import party as party_of

_OFFICES = frozenset(("chair", "member", "host"))
"""Capacities that are told otherwise than by "as"."""
_NOUNS = frozenset(("partner", "observer", "invitee"))
"""Capacities by which those are called who are listed in brackets behind."""
_APART = 20
"""Characters between such a noun and the bracket."""
_LISTED = 60
"""Characters behind "kandidaat-lidstaten" in which they are named."""
_ASIDE = re.compile(r"\([^()]*\)")
_STOP = re.compile(r";")


def capacity_at(text: str, mentions: SentenceMentions, at: int, body: str) -> str | None:
    """The capacity that the words of its clause give a party ("als waarnemer", "in hun
    hoedanigheid van partner", "the partners (… and …)")."""
    joins = may_be_invitee(body)
    for group in mentions.groups:
        if group.group == "invitees" and joins and called_capacity(text, group.noun):
            return "invitee"
    asides = [one.span() for one in _ASIDE.finditer(text)]
    aside = _within(asides, at)
    start, end = _between(text, at, aside or (0, len(text)), asides)
    called = [
        one
        for one in mentions.capacities
        if one.capacity not in _OFFICES
        and (joins or one.capacity != "invitee")
        and start <= one.start < end
        and _within(asides, one.start) == aside
        and beside_words().as_.search(text[: one.start])
    ]
    behind = next((one.capacity for one in called if one.start > at), None)
    if behind:
        return behind
    for one in reversed(called):
        # What was said of one party is not said of the next.
        if not any(start <= each.start < one.start for each in mentions.parties):
            return one.capacity
    if _listed_as_partner(text, mentions, at):
        return "partner"
    if aside:
        for one in mentions.capacities:
            if (one.capacity == "invitee" and not joins) or _no_partner(text, one.start):
                continue
            if one.capacity in _NOUNS and 0 <= aside[0] - one.end <= _APART:
                return one.capacity
    return _to_join(text, body)


def _listed_as_partner(text: str, mentions: SentenceMentions, at: int) -> bool:
    """Whether a party stands in a list behind a word for partners ("the partners, Japan and Korea
    among them", "partners, waaronder …"), or is told to be among them."""
    words = _namely()
    if any(each.start <= at < each.end for each in mentions.persons):
        # A minister who is named behind a list of partners is none of it.
        return False
    for one in mentions.capacities:
        if one.capacity != "partner" or _no_partner(text, one.start):
            continue
        if 0 <= at - one.end <= _LISTED:
            gap = list(text[one.end : at])
            for each in mentions.parties:
                if one.end <= each.start < at:
                    gap[each.start - one.end : each.end - one.end] = " " * (each.end - each.start)
            if words.fullmatch(" ".join("".join(gap).split())):
                return True
    return False


def _no_partner(text: str, at: int) -> bool:
    """Whether those who are called partners are so to each other or to somebody else."""
    return any(attending_before(code, "no_partners").search(text[:at]) for code in ("nl", "en"))


@lru_cache(maxsize=1)
def _namely() -> re.Pattern[str]:
    """What may stand between the word for partners and one that is listed behind it."""
    links = [one for code in ("nl", "en") for one in table(code, "attending").get("namely", ())]
    data = [table(code, "topics")["next_to"] for code in ("nl", "en")]
    small = [word for each in data for key in ("chain", "articles") for word in each[key]]
    word = "|".join(sorted(map(re.escape, small), key=len, reverse=True))
    return re.compile(rf"[ ,:]*(?:(?:{'|'.join(links)})\b[ ,:]*)?(?:(?:{word})\b[ ,]*|[ ,]+)*")


def is_candidate(text: str, mentions: SentenceMentions, at: int) -> bool:
    """Whether a party stands in a list of candidates, who are partners to nobody there."""
    return any(
        one.capacity == "candidate"
        and one.end <= at <= one.end + _LISTED
        and not _STOP.search(text, one.end, at)
        for one in mentions.capacities
    )


def _between(
    text: str, at: int, part: tuple[int, int], asides: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The piece of a part, between semicolons, in which something stands."""
    own = _within(asides, at)
    stops = [one.start() for one in _STOP.finditer(text, *part)]
    stops = [one for one in stops if _within(asides, one) == own]
    return (
        max((one for one in stops if one < at), default=part[0]),
        min((one for one in stops if one > at), default=part[1]),
    )


def _within(asides: Sequence[tuple[int, int]], at: int) -> tuple[int, int] | None:
    return next(((one, two) for one, two in asides if one <= at < two), None)


def _to_join(text: str, body: str) -> str | None:
    """Whether they are called those whom the body asked to join."""
    if not may_be_invitee(body):
        return None
    joins = any(attending_words(code, "to_join").search(text) for code in ("nl", "en"))
    return "invitee" if joins else None


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
