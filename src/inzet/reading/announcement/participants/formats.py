"""Formats of its own, in which a body meets with others than its members: those are its partners.

A mixed committee, a troika, a dialogue, a summit with one country; a session with those who send
troops; a session of two that is no meal. Who comes to a meal or for a point is a guest.
"""

from __future__ import annotations

from inzet.reading.announcement.participants.capacity import is_country
from inzet.reading.announcement.participants.wording import attending_words
from inzet.reading.languages import everywhere, table


def is_partner_by_format(party: str, text: str, language: str) -> bool:
    """Whether a sentence or heading makes a country that it names a partner by how they meet."""
    if not is_country(party):
        return False
    if attending_words(language, "contributors").search(text):
        return not is_theatre(party)
    return is_format(text, language)


def is_format(text: str, language: str) -> bool:
    """Whether a sentence or heading names such a format, but for one of those who send troops."""
    if attending_words(language, "own_format").search(text):
        return True
    alone = attending_words(language, "two_alone").search(text)
    return alone is not None and not attending_words(language, "meal").search(text)


def is_theatre(party: str) -> bool:
    """Whether it is a country to which troops are sent: among those who send them it is a guest."""
    return party in table(everywhere(), "councils")["theatres"]
