"""Who sits at the table, by capacity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from inzet.record import StatementRow
from inzet.vocabulary.meetings import Participant
from inzet.web.present.gist import party_words
from inzet.web.words import Words

CAPACITIES = ("host", "chair", "member", "invitee", "candidate", "guest", "partner", "observer")
"""The order in which delegations are shown."""


@dataclass(frozen=True, slots=True)
class Delegations:
    """Who sits in one capacity."""

    capacity: str
    parties: str


def delegations(participants: Iterable[Participant], t: Words) -> tuple[Delegations, ...]:
    """Participants by capacity, in the order of the table; an office that several share, once."""
    by: dict[str, dict[tuple[str, str], list[Participant]]] = {}
    for each in participants:
        office = (each.role or "", each.person or "")
        by.setdefault(each.capacity, {}).setdefault(office, []).append(each)
    order = sorted(by, key=lambda one: (CAPACITIES.index(one) if one in CAPACITIES else 99, one))
    return tuple(_delegations(capacity, by[capacity], t) for capacity in order)


def _delegations(
    capacity: str, offices: dict[tuple[str, str], list[Participant]], t: Words
) -> Delegations:
    said = []
    for (role, person), group in offices.items():
        named = ", ".join(part for part in (t.role(role), person) if part)
        who = ", ".join(party_words(each.party, each.count, t) for each in group)
        said.append(f"{who} ({named})" if named else who)
    everybody = [each for group in offices.values() for each in group]
    alone = len(everybody) == 1 and not everybody[0].count and " " not in everybody[0].party
    return Delegations(t.seat(capacity) if alone else t.capacity(capacity), ", ".join(said))


def participants(rows: Iterable[StatementRow]) -> list[Participant]:
    """The seats that participation statements speak of; content of another shape is left out."""
    found = []
    for row in rows:
        try:
            found.append(msgspec.convert(row.content, Participant))
        except msgspec.ValidationError:
            continue
    return found
