"""Who stands where towards the meeting's own body: members inside it, other countries outside.

Reads mentions; tells candidates, partners and those who are helped from those who meet.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from inzet.reading.languages import languages, table
from inzet.reading.mentions import PartyMention, SentenceMentions
from inzet.vocabulary.parties import PartyMembership, party, party_name

_RECENT = dt.timedelta(days=400)
"""For how long after it joined a country is still what an accession is about."""


class StandingParties:
    """The parties of one paper, told apart by who is a member of its body.

    Args:
        body: NATO, EU …; None where the paper tells of no meeting.
        own: code of the government that speaks.
        day: when the paper was said; a country that joins on that day was still outside before.
        invited: parties that the paper itself calls invitees.
    """

    def __init__(
        self, body: str | None, own: str | None, day: dt.date | None, invited: Iterable[str] = ()
    ) -> None:
        self.body = body
        self._own = own
        self._day = day
        self._invited = frozenset(invited)
        self._known: dict[str, bool] = {}

    def outside(self, code: str) -> bool:
        """Whether a code is a country (or a group of countries) that is no member of the body."""
        known = self._known.get(code)
        if known is None:
            known = self._known[code] = self._outside(code)
        return known

    def _outside(self, code: str) -> bool:
        if code in self._invited:
            return True
        group = groups().get(code)
        if group:
            return all(self.outside(one) for one in group)
        found = party(code)
        if found is None or found.kind != "country":
            return False
        if code == self._own:
            return self._joins(found.memberships)
        bodies = [self.body] if self.body in {"NATO", "EU"} else ["NATO", "EU"]
        return not any(self._belongs(one, found.memberships) for one in bodies)

    def _joins(self, memberships: Sequence[PartyMembership]) -> bool:
        """Whether the party that speaks is itself still to become a member of the body."""
        return self._day is not None and any(
            one.organisation == self.body and one.since > self._day for one in memberships
        )

    def _belongs(self, body: str | None, memberships: Sequence[PartyMembership]) -> bool:
        """On the paper's day; without a day whoever has not left."""
        return any(
            one.organisation == body and (one.holds(self._day) if self._day else one.until is None)
            for one in memberships
        )

    def recent(self, code: str) -> bool:
        """Whether a country joined the body not long before the paper's day."""
        found = party(code)
        if found is None or self._day is None or not self.inside(code):
            return False
        return any(
            one.organisation == self.body and dt.timedelta(0) <= self._day - one.since <= _RECENT
            for one in found.memberships
        )

    def inside(self, code: str) -> bool:
        """Whether a code is a country that is a member of the body."""
        found = party(code)
        return found is not None and found.kind == "country" and not self.outside(code)

    def named(self, said: SentenceMentions) -> list[PartyMention]:
        """The countries outside that are named, by name before by adjective, in text order."""
        return [one for one in said.parties if self.outside(one.party)]

    def codes(self, said: SentenceMentions) -> list[str]:
        """Codes of the countries outside: those named, else those of adjectives, then groups."""
        if not said.parties and not said.groups:
            return []
        mentions = self.named(said)
        names = [one for one in mentions if not one.adjective] or mentions
        found = [one.party for one in names]
        found += [one.group for one in said.groups if one.members and self.outside(one.group)]
        return list(dict.fromkeys(found))

    def places(self, said: SentenceMentions) -> list[tuple[int, int]]:
        """Where countries outside stand in the sentence."""
        return [(one.start, one.end) for one in self.named(said)]


def joined(
    mentions: Sequence[PartyMention], text: str, joins: frozenset[str]
) -> list[list[PartyMention]]:
    """Mentions that are coordinated ("China en Rusland"), list by list."""
    lists: list[list[PartyMention]] = []
    end = -1
    for one in mentions:
        between = text[end : one.start].strip(" ,").lower() if end >= 0 else None
        if between is not None and (between == "" or between in joins) and one.start - end < 12:
            lists[-1].append(one)
        else:
            lists.append([one])
        end = one.end
    return lists


def group_of(codes: Iterable[str]) -> str | None:
    """The known group that a set of parties is, or nearly is ("IP4"); None for any other set."""
    wanted = set(codes)
    for code, members in groups().items():
        if len(wanted) > 1 and wanted <= set(members) and 2 * len(wanted) > len(members):
            return code
    return None


@lru_cache(maxsize=1024)
def slug_of(code: str) -> str:
    """A code as part of a dossier's name: the party's English name, or the group's own."""
    return slug(code if code in groups() else party_name(code))


@lru_cache(maxsize=1024)
def slug(text: str, *, words: int = 6) -> str:
    """Text in lower case, plain letters and digits, parted by hyphens."""
    plain = _plain(text)
    parts = [part for part in "".join(c if c.isalnum() else " " for c in plain).split() if part]
    return "-".join(parts[:words])


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.lower().replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in folded if not unicodedata.combining(c) and c not in "’'")


@lru_cache(maxsize=1)
def groups() -> dict[str, tuple[str, ...]]:
    """The groups whose members do not change, by code."""
    return {
        group["code"]: tuple(group["members"])
        for language in languages()
        for group in table(language, "groups").get("group", ())
        if group.get("members")
    }
