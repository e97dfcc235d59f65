"""Parties: countries (ISO 3166-1 alpha-3) and organisations, their names and memberships.

The table is ``data/parties.csv``; several names, adjectives or memberships in a cell are parted
by ``|``, a membership is ``organisation:since`` or ``organisation:since:until``. Names of
countries follow CLDR. NATO's founders date from the entry into force of the treaty.
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

_LETTERS = 3
MEMBERSHIP = "membership"
"""The kind of a statement that a party belongs to an organisation."""


@dataclass(frozen=True, slots=True)
class PartyMembership:
    """That a party belongs to an organisation, from a day and perhaps until one (inclusive)."""

    organisation: str
    since: dt.date
    until: dt.date | None = None

    def holds(self, on: dt.date) -> bool:
        """Whether it holds on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Party:
    """A country or an organisation."""

    code: str
    """ISO 3166-1 alpha-3 (XKX for Kosovo), or the common abbreviation of an organisation."""
    kind: str
    """country or organisation."""
    names: dict[str, str]
    """Name by language."""
    adjectives: dict[str, tuple[str, ...]]
    """Adjectives by language, all their forms."""
    aliases: dict[str, tuple[str, ...]]
    """Other names and spellings by language."""
    memberships: tuple[PartyMembership, ...]

    def names_in(self, language: str) -> tuple[str, ...]:
        """Its name and aliases in a language (none for a language the table lacks)."""
        name = self.names.get(language)
        return ((name,) if name else ()) + self.aliases.get(language, ())

    def adjectives_in(self, language: str) -> tuple[str, ...]:
        """Its adjectives in a language: "Oekraïens", "Oekraïense"."""
        return self.adjectives.get(language, ())

    def belongs_to(self, organisation: str, on: dt.date) -> bool:
        """Whether it is a member of an organisation on a day."""
        return any(one.organisation == organisation and one.holds(on) for one in self.memberships)


@lru_cache(maxsize=1)
def parties() -> tuple[Party, ...]:
    """All parties, countries first."""
    source = resources.files("inzet.vocabulary") / "data" / "parties.csv"
    text = source.read_text(encoding="utf-8")
    return tuple(_party(row) for row in csv.DictReader(text.splitlines()))


def party(code: str) -> Party | None:
    """The party of a code; None for a code that is not known."""
    return _by_code().get(code)


def is_country(code: str | None) -> bool:
    """Whether a code is a country's: three capital letters (ISO 3166), not G20 or the like."""
    return code is not None and len(code) == _LETTERS and code.isalpha() and code.isupper()


def party_name(code: str, language: str = "en") -> str:
    """The name of a party in a language; the code itself where there is none."""
    found = _by_code().get(code)
    if found is None:
        return code
    return found.names.get(language) or found.names.get("en") or code


def members(organisation: str, on: dt.date) -> tuple[str, ...]:
    """Codes of the members of an organisation on a day, as far as the table knows them."""
    return tuple(one.code for one in parties() if one.belongs_to(organisation, on))


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Party]:
    return {one.code: one for one in parties()}


def _party(row: dict[str, str]) -> Party:
    languages = ("nl", "en")
    return Party(
        code=row["code"],
        kind=row["kind"],
        names={code: row[f"name_{code}"] for code in languages},
        adjectives={code: _list(row[f"adjectives_{code}"]) for code in languages},
        aliases={code: _list(row[f"aliases_{code}"]) for code in languages},
        memberships=tuple(_membership(cell) for cell in _list(row["memberships"])),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _membership(cell: str) -> PartyMembership:
    organisation, since, until = [*cell.split(":"), ""][:3]
    return PartyMembership(
        organisation,
        dt.date.fromisoformat(since),
        dt.date.fromisoformat(until) if until else None,
    )
