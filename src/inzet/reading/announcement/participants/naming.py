"""Who takes part in a meeting or session, in which capacity, from what its sentences mention.

A group stays a group, counted when the paper counts it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from inzet.reading.announcement.participants.acceding import is_acceding
from inzet.reading.announcement.participants.capacity import (
    called_capacity,
    capacity_at,
    is_body,
    is_candidate,
    is_country,
    is_member,
    known_partners,
    listed_members,
    whole_groups,
)
from inzet.reading.announcement.participants.formats import is_partner_by_format, is_theatre
from inzet.reading.announcement.participants.merging import role_of
from inzet.reading.announcement.participants.presidencies import with_partners
from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.announcement.participants.wording import (
    beside_words,
    presence_words,
    vague_names,
)
from inzet.reading.languages import usable
from inzet.reading.mentions.model import PartyMention, SentenceMentions
from inzet.reading.text import Sentence
from inzet.vocabulary.meetings import Participant

_HOSTS = 2
"""So many at most are host of one meeting."""
_NEXT_TO = 12
"""Characters between the words for the chair and who it is."""


def present(sentence: Sentence, mentions: SentenceMentions, setting: Setting) -> list[Participant]:
    """The participants a sentence names (that it is about taking part is for the caller)."""
    quote = (sentence.start, sentence.end, sentence.text)
    return list(_named(sentence.text, mentions, setting, quote))


def present_in(text: str, mentions: SentenceMentions, setting: Setting) -> list[Participant]:
    """The participants a heading names; it is no quotation."""
    return list(_named(text, mentions, setting, None))


def _named(
    text: str,
    mentions: SentenceMentions,
    setting: Setting,
    quote: tuple[int, int, str] | None,
) -> Iterator[Participant]:
    start, end, words = quote if quote else (None, None, None)
    language = usable(setting.language)
    partners = setting.partners or with_partners(setting)
    whole = whole_groups(mentions, text)

    make = partial(Participant, quote=words, start=start, end=end)

    def capacity_of(party: str, at: int) -> str:
        explicit = capacity_at(text, mentions, at, setting.body)
        if explicit == "observer" and party != setting.body:
            return explicit
        if party in setting.invitees or is_acceding(party, setting):
            return "invitee"
        if explicit == "invitee" and not is_country(party):
            return "guest"
        if explicit and party != setting.body:
            return explicit
        if is_member(party, setting):
            return "member"
        if party in whole or (partners and is_country(party) and not is_theatre(party)):
            return "partner"
        if is_candidate(text, mentions, at):
            return "guest"
        if party in known_partners(setting.body, language):
            return "partner"
        if is_partner_by_format(party, text, language):
            return "partner"
        return "guest"

    chair = presence_words(language).chair.search(text)
    listed = listed_members(setting.body)
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
            if not called_capacity(text, group.noun):
                yield from (make(party=party, capacity="invitee") for party in setting.invitees)
                seen.update(setting.invitees)
        elif group.group == f"{setting.body} members":
            beside = beside_words().topic.search(text[: group.start])
            if group.quantifier in {None, "all"} and not beside:
                count = group.count if group.out_of is None else None
                yield make(party=group.group, capacity="member", count=count)
        elif group.members and not beside_words().other.search(text[: group.start]):
            for party in group.members:
                seen.add(party)
                if not is_member(party, setting):
                    yield make(party=party, capacity="partner")
    for person in mentions.persons:
        role = role_of(person)
        if chaired and person.role == "secretary general" and not person.parties:
            yield make(party=setting.body, capacity="chair", role=person.role, person=person.person)
        for party in person.parties:
            if person is leader and party not in {setting.body, setting.own}:
                seen.add(party)
                yield make(party=party, capacity="chair", role=role, person=person.person)
                continue
            if party in {setting.body, setting.own}:
                if chaired and party == setting.body and not person.plural:
                    yield make(
                        party=party, capacity="chair", role=person.role, person=person.person
                    )
                continue
            seen.add(party)
            if party in listed and is_country(party):
                continue
            yield make(
                party=party,
                capacity=capacity_of(party, person.start),
                role=role,
                person=person.person,
            )
    presiding = _presiding(text, mentions, chair.end()) if chair else None
    if presiding is not None and presiding not in {setting.body, setting.own}:
        seen.add(presiding)
        yield make(party=presiding, capacity="chair")
    blocked_end = -1
    for one in mentions.parties:
        if one.party in seen and not _stands_free(text, one, blocked_end):
            # What is joined with it is spoken of as well.
            blocked_end = one.end
        if one.adjective or one.compound or one.party in seen or one.party == setting.body:
            continue
        if one.party == setting.own or not _stands_free(text, one, blocked_end):
            blocked_end = one.end
            continue
        called = is_body(one.party) and capacity_at(text, mentions, one.start, setting.body)
        if not called and text[one.start : one.end] in vague_names(language):
            continue
        if is_country(one.party) or one.party == "EU" or called:
            seen.add(one.party)
            host = presence_words(language).host.search(text)
            if host and len(mentions.parties) > _HOSTS:
                # Of many that are host together, it is something else than the meeting.
                continue
            capacity = capacity_of(one.party, one.start)
            if host and capacity == "member":
                capacity = "host"
            if chaired and _alone(mentions, one):
                capacity = "chair"
            yield make(party=one.party, capacity=capacity)


def _presiding(text: str, mentions: SentenceMentions, at: int) -> str | None:
    """The country whose presidency is named behind the words for the chair."""
    words = beside_words().presidency
    for one in mentions.parties:
        near = 0 <= one.start - at <= _NEXT_TO
        # "The one will be chaired by …, and the other by the Lithuanian presidency."
        again = one.start > at and beside_words().by.search(text[: one.start]) is not None
        if (near or again) and is_country(one.party) and words.match(text, one.end):
            return one.party
    return None


def _alone(mentions: SentenceMentions, one: PartyMention) -> bool:
    """Whether nobody else is named who could be in the chair."""
    return not mentions.persons and all(
        other.party == one.party for other in mentions.parties if is_country(other.party)
    )


def _stands_free(text: str, one: PartyMention, blocked_end: int) -> bool:
    """Whether a party is named for itself, not as where or whereof something is."""
    before = text[: one.start]
    words = beside_words()
    if blocked_end >= 0 and words.chain.fullmatch(text[blocked_end : one.start]):
        return False
    return not words.other.search(before)
