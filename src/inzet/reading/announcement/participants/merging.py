"""One entry per party and capacity, of all that the sentences of a meeting or session tell."""

from __future__ import annotations

from collections.abc import Iterable

from inzet.reading.mentions.model import PersonMention
from inzet.reading.text import Block, Sentence
from inzet.vocabulary.meetings import Participant

_OFFICES = frozenset(("chair", "host"))
_CALLED = frozenset(("guest", "invitee", "member"))
_CODE = 3
"""Letters of a country's code."""
_ANY_OFFICE = frozenset(("minister", "heads of state and government", "leader"))
_ORDER = ("partner", "guest", "observer", "candidate", "host", "chair", "member", "invitee")


def entry(
    told: Sentence | Block,
    party: str,
    capacity: str,
    *,
    role: str | None = None,
    person: str | None = None,
) -> Participant:
    """A participant with the words that tell it."""
    return Participant(
        party=party,
        capacity=capacity,
        role=role,
        person=person,
        quote=told.text,
        start=told.start,
        end=told.end,
    )


def role_of(person: PersonMention) -> str | None:
    """The office of a person, where it tells more than that he is a minister or leader."""
    return None if person.role in _ANY_OFFICE else person.role


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
    for (party, office), one in list(merged.items()):
        # Who is told to preside or to be host in a sentence is not also called to it by it.
        other = merged.get((party, ""))
        told = office and other is not None and other.quote and other.quote == one.quote
        if told and other is not None and other.capacity in _CALLED:
            del merged[party, ""]
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
