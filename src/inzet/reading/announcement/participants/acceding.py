"""Countries that are to join a body: whose accession is agreed and that are no members yet.

Reads the facts of ``mul/accessions.csv``, since when; until when the vocabulary knows.
"""

from __future__ import annotations

from functools import lru_cache

from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.languages import everywhere, rows
from inzet.vocabulary.parties import party as party_of

_INVITES = frozenset(("NATO",))
"""Bodies whose papers call those invitees that they asked to join. Elsewhere who was asked to come
is a guest."""


def is_acceding(party: str, setting: Setting) -> bool:
    """Whether the accession of a country to the body that meets was agreed on that day, and it had
    not joined."""
    since = _agreed().get((setting.body, party))
    known = party_of(party)
    if since is None or known is None or setting.day is None:
        return False
    return since <= setting.day.isoformat() and not known.belongs_to(setting.body, setting.day)


def may_be_invitee(body: str) -> bool:
    """Whether papers call those invitees of a body whom it asked to join."""
    return body in _INVITES


@lru_cache(maxsize=1)
def _agreed() -> dict[tuple[str, str], str]:
    return {(one["body"], one["party"]): one["from"] for one in rows(everywhere(), "accessions")}
