"""Who takes part in a meeting or session, in which capacity, from what its sentences mention.

A member is a party of the body on that day, an invitee or observer is called so, a partner
belongs to a named group of partners or is called so; anybody else is a guest. A group stays a
group, counted when the paper counts it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from inzet.reading.gated import Gated
from inzet.reading.languages import languages, table, table_or, usable
from inzet.reading.mentions.model import PartyMention, SentenceMentions
from inzet.reading.text import Sentence
from inzet.vocabulary.meetings import Participant
from inzet.vocabulary.parties import party as party_of

_NEXT_TO = 12
"""Characters between the words for the chair and who it is."""
_ALLIANCE = "NATO"
_OFFICES = frozenset(("chair", "host"))
_CODE = 3
"""Letters of a country's code."""
_ORDER = ("partner", "guest", "observer", "candidate", "host", "chair", "member", "invitee")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the meeting when its participants are read."""

    body: str
    day: dt.date | None
    language: str
    invitees: tuple[str, ...] = ()
    """Parties that the paper calls invitees of this meeting."""
    partners: bool = False
    """The session says that its guests are partners."""
    own: str | None = None
    """The party whose paper it is: its own minister is no participant to list."""


@dataclass(frozen=True, slots=True)
class PresenceWords:
    """Compiled words of one language."""

    presence: Gated
    absence: Gated
    with_: Gated
    chair: Gated
    host: Gated
    beside: Gated
    arrives: Gated
    invited: Gated
    """They were invited."""


@dataclass(frozen=True, slots=True)
class BesideWords:
    """What stands right before a party or capacity, of all languages together."""

    as_: re.Pattern[str]
    """It is named as such: "als genodigde"."""
    topic: re.Pattern[str]
    """It is what is spoken of."""
    other: re.Pattern[str]
    """It is where or whereof something is: "in Oekraïne"."""
    chain: re.Pattern[str]
    """Between two that are named together."""
    partly: Gated
    by: re.Pattern[str]
    presidency: re.Pattern[str]
    """What a country holds that presides: "the Danish EU presidency"."""
    """Only a part of the meeting is meant."""


@lru_cache(maxsize=1)
def beside_words() -> BesideWords:
    """The words of all languages, as papers quote each other."""
    data = [table(code, "topics").get("next_to", {}) for code in languages()]

    def all_(key: str) -> str:
        return "|".join(one for each in data for one in each.get(key, ())) or r"(?!)"

    article = rf"(?:(?:{all_('articles')})\s+)?"
    return BesideWords(
        as_=re.compile(rf"(?:{all_('as')})\s+(?:(?:{all_('full')})\s+)?\Z", re.I),
        topic=re.compile(rf"(?:{all_('topic')})\s+{article}\Z", re.I),
        other=re.compile(rf"(?:{all_('other')})\s+{article}\Z", re.I),
        chain=re.compile(rf"\s*(?:,?\s*(?:{all_('chain')})|,)\s*{article}\Z"),
        partly=Gated(all_("partly"), re.I),
        by=re.compile(rf"(?:{all_('by')})\s+{article}\Z", re.I),
        presidency=re.compile(rf"\s+(?:{all_('presidency')})", re.I),
    )


def present(sentence: Sentence, mentions: SentenceMentions, setting: Setting) -> list[Participant]:
    """The participants a sentence names (that it is about taking part is for the caller)."""
    quote = (sentence.start, sentence.end, sentence.text)
    return list(_named(sentence.text, mentions, setting, quote))


def present_in(text: str, mentions: SentenceMentions, setting: Setting) -> list[Participant]:
    """The participants a heading names; it is no quotation."""
    return list(_named(text, mentions, setting, None))


def says_present(text: str, language: str) -> bool:
    """Whether a sentence is about taking part, and in the whole, not in a part."""
    words = presence_words(usable(language))
    return (
        bool(words.presence.search(text))
        and not words.absence.search(text)
        and not beside_words().partly.search(text)
    )


def says_with(text: str, language: str) -> bool:
    """Whether a text says whom a meeting is with ("gesprek met")."""
    return bool(presence_words(usable(language)).with_.search(text))


def says_arrives(text: str, language: str) -> bool:
    """Whether somebody comes to sit with those who meet ("we were joined by …")."""
    words = presence_words(usable(language))
    return words.arrives.search(text) is not None and not words.absence.search(text)


def says_guest(text: str, mentions: SentenceMentions, language: str) -> bool:
    """Whether a text tells with whom ministers meet, at the meeting and not beside it."""
    words = presence_words(usable(language))
    met = any(one.parties and not one.plural for one in mentions.persons)
    return met and words.with_.search(text) is not None and not words.beside.search(text)


def merge(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """One per party and capacity: what is said later adds, it does not undo. Who presides or is
    host may be so beside what else he is."""
    merged: dict[tuple[str, str], Participant] = {}
    for one in participants:
        key = one.party, one.capacity if one.capacity in _OFFICES else ""
        known = merged.get(key)
        if known is None:
            merged[key] = one
            continue
        merged[key] = Participant(
            party=one.party,
            capacity="partner" if one.capacity == "partner" else known.capacity,
            count=known.count if known.count is not None else one.count,
            role=known.role or one.role,
            person=known.person or one.person,
            quote=known.quote or one.quote,
            start=known.start if known.start is not None else one.start,
            end=known.end if known.end is not None else one.end,
        )
    counted = any(one.party.endswith(" members") for one in merged.values())
    presides = {party for party, office in merged if office}
    for key, one in list(merged.items()):
        # A single member adds nothing to the members as a whole, unless somebody is named; nor
        # that he is one who presides.
        alone = counted and len(one.party) == _CODE and not one.person
        if one.capacity == "member" and (alone or one.party in presides):
            del merged[key]
    order = {name: i for i, name in enumerate(_ORDER)}
    return tuple(sorted(merged.values(), key=lambda one: order.get(one.capacity, 9)))


def _named(
    text: str,
    mentions: SentenceMentions,
    setting: Setting,
    quote: tuple[int, int, str] | None,
) -> Iterator[Participant]:
    start, end, words = quote if quote else (None, None, None)
    explicit = _explicit_capacity(text, mentions, setting.body)
    partners = setting.partners
    whole = _whole_groups(mentions, text)

    def make(
        party: str,
        capacity: str,
        role: str | None = None,
        person: str | None = None,
        count: int | None = None,
    ) -> Participant:
        return Participant(
            party=party,
            capacity=capacity,
            role=role,
            person=person,
            count=count,
            quote=words,
            start=start,
            end=end,
        )

    def capacity_of(party: str) -> str:
        if party in setting.invitees:
            return "invitee"
        if explicit and party != setting.body:
            return explicit
        if _is_member(party, setting):
            return "member"
        if party in whole or (partners and _is_country(party)):
            return "partner"
        if party in known_partners(setting.body, usable(setting.language)):
            return "partner"
        return "guest"

    chair = presence_words(usable(setting.language)).chair.search(text)
    listed = _listed_members(setting.body)
    chaired = chair is not None
    # "onder leiding van de Hoge Vertegenwoordiger": who is named right after it.
    leader = next(
        (
            one
            for one in mentions.persons
            if chair
            and 0 <= one.start - chair.end() <= _NEXT_TO
            and ";" not in text[chair.end() : one.start]
        ),
        None,
    )
    seen: set[str] = set()
    for group in mentions.groups:
        if group.group == "invitees":
            if not _is_capacity(text, group.noun):
                yield from (make(party, "invitee") for party in setting.invitees)
                seen.update(setting.invitees)
        elif group.group == f"{setting.body} members":
            beside = beside_words().topic.search(text[: group.start])
            if group.quantifier in {None, "all"} and not beside:
                count = group.count if group.out_of is None else None
                yield make(group.group, "member", count=count)
        elif group.members:
            for party in group.members:
                seen.add(party)
                if not _is_member(party, setting):
                    yield make(party, "partner")
    for person in mentions.persons:
        role = _role(person.role)
        if chaired and person.role == "secretary general" and not person.parties:
            yield make(setting.body, "chair", person.role, person.person)
        for party in person.parties:
            if person is leader and party not in {setting.body, setting.own}:
                seen.add(party)
                yield make(party, "chair", role, person.person)
                continue
            if party in {setting.body, setting.own}:
                if chaired and party == setting.body and not person.plural:
                    yield make(party, "chair", person.role, person.person)
                continue
            seen.add(party)
            if party in listed and _is_country(party):
                continue
            yield make(party, capacity_of(party), role, person.person)
    presiding = _presiding(text, mentions, chair.end()) if chair else None
    if presiding is not None and presiding not in {setting.body, setting.own}:
        seen.add(presiding)
        yield make(presiding, "chair")
    blocked_end = -1
    for one in mentions.parties:
        if one.adjective or one.compound or one.party in seen or one.party == setting.body:
            continue
        if one.party == setting.own or not _stands_free(text, one, blocked_end):
            blocked_end = one.end
            continue
        if _is_country(one.party) or one.party == "EU" or (explicit and _is_body(one.party)):
            seen.add(one.party)
            host = presence_words(usable(setting.language)).host.search(text)
            capacity = capacity_of(one.party)
            if host and capacity == "member":
                capacity = "host"
            if chaired and _alone(mentions, one):
                capacity = "chair"
            yield make(one.party, capacity)


def _presiding(text: str, mentions: SentenceMentions, at: int) -> str | None:
    """The country whose presidency is named behind the words for the chair."""
    words = beside_words().presidency
    for one in mentions.parties:
        near = 0 <= one.start - at <= _NEXT_TO
        # "The one will be chaired by …, and the other by the Lithuanian presidency."
        again = one.start > at and beside_words().by.search(text[: one.start]) is not None
        if (near or again) and _is_country(one.party) and words.match(text, one.end):
            return one.party
    return None


def _alone(mentions: SentenceMentions, one: PartyMention) -> bool:
    """Whether nobody else is named who could be in the chair."""
    return not mentions.persons and all(
        other.party == one.party for other in mentions.parties if _is_country(other.party)
    )


def _is_body(party: str) -> bool:
    found = party_of(party)
    return found is not None and found.kind == "organisation"


def _role(role: str) -> str | None:
    return None if role in {"minister", "heads of state and government"} else role


def _explicit_capacity(text: str, mentions: SentenceMentions, body: str) -> str | None:
    """The capacity a sentence gives its parties ("als genodigden", "in hun hoedanigheid van").

    Where an alliance meets, invitees are those it invited to join, not those who were asked to
    come.
    """
    for group in mentions.groups:
        if group.group == "invitees" and _is_capacity(text, group.noun):
            return "invitee"
    for one in mentions.capacities:
        if one.capacity not in {"chair", "member"} and beside_words().as_.search(text[: one.start]):
            return one.capacity
    asked = any(presence_words(code).invited.search(text) for code in ("nl", "en"))
    return "invitee" if asked and body != _ALLIANCE else None


def _is_capacity(text: str, at: int) -> bool:
    before = text[:at]
    return bool(beside_words().as_.search(before)) or before.endswith("(")


def _whole_groups(mentions: SentenceMentions, text: str) -> frozenset[str]:
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


def _stands_free(text: str, one: PartyMention, blocked_end: int) -> bool:
    """Whether a party is named for itself, not as where or whereof something is."""
    before = text[: one.start]
    words = beside_words()
    if blocked_end >= 0 and words.chain.fullmatch(text[blocked_end : one.start]):
        return False
    return not words.other.search(before)


@lru_cache(maxsize=32)
def known_partners(body: str, language: str) -> frozenset[str]:
    """Countries that a paper in this language calls partners of a body, as they agreed with it."""
    return frozenset(table(language, "topics").get("partners", {}).get(body, ()))


@lru_cache(maxsize=32)
def _listed_members(body: str) -> frozenset[str]:
    """Members of a body that has no treaty, as of the G7."""
    return frozenset(table("nl", "topics").get("members", {}).get(body, ()))


def _is_member(party: str, setting: Setting) -> bool:
    if party in _listed_members(setting.body):
        return True
    found = party_of(party)
    if found is None:
        return False
    return found.belongs_to(setting.body, setting.day or dt.date.max)


def _is_country(party: str) -> bool:
    found = party_of(party)
    return found is not None and found.kind == "country"


@lru_cache(maxsize=8)
def presence_words(language: str) -> PresenceWords:
    """The words of a language, compiled once."""
    data = table_or(language, "topics")
    return PresenceWords(
        **{
            name: Gated("|".join(f"(?:{one})" for one in data.get(key, ())) or r"(?!)", re.I)
            for name, key in (
                ("presence", "presence"),
                ("absence", "absence"),
                ("with_", "with"),
                ("chair", "chair"),
                ("host", "host"),
                ("beside", "beside"),
                ("arrives", "arrives"),
                ("invited", "invited"),
            )
        }
    )


def with_invitees(setting: Setting, participants: Iterable[Participant]) -> Setting:
    """The same setting, knowing whom the paper calls invitees."""
    invitees = tuple(one.party for one in participants if one.capacity == "invitee")
    return replace(setting, invitees=tuple(dict.fromkeys([*setting.invitees, *invitees])))
