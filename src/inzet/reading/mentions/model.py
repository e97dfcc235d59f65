"""What a sentence mentions. Positions count the characters of the sentence's own text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A country or organisation by name or adjective."""

    party: str
    start: int
    end: int
    adjective: bool = False
    compound: bool = False
    """It is the first part of a compound ("NAVO-bondgenoten", "EU-top")."""


@dataclass(frozen=True, slots=True)
class GroupMention:
    """A group of parties, counted or not; never more than the paper says."""

    group: str
    start: int
    """Where its quantifier begins, if it has one."""
    end: int
    noun: int
    """Where its name begins."""
    count: int | None = None
    """How many are meant ("28 van de 30": 28)."""
    out_of: int | None = None
    quantifier: str | None = None
    """all, nearly all, most, many, several, some, other, none; None: just the group."""
    members: tuple[str, ...] = ()
    """Codes, for groups whose members do not change."""


@dataclass(frozen=True, slots=True)
class PersonMention:
    """An office, with the name and the parties of whoever holds it."""

    role: str
    """In English: "minister of foreign affairs", "high representative"."""
    start: int
    end: int
    person: str | None = None
    parties: tuple[str, ...] = ()
    plural: bool = False
    group: str | None = None
    """The group whose ministers they are ("van de dertig NAVO-bondgenoten")."""


@dataclass(frozen=True, slots=True)
class CapacityMention:
    """A word that tells a capacity: invitee, guest, observer, partner, candidate, host, chair."""

    capacity: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day, month, year or range as the paper gives it, never more precise than said."""

    start: int
    end: int
    from_: str | None
    """ISO 8601, possibly partial; None when the paper leaves it open."""
    to: str | None = None
    """Last day or month of a range."""
    kind: str = "day"
    """day, weekday, range, week, month, season, quarter, half, year, session; span: no end."""
    part: str | None = None
    """begin, medio, eind …, as worded."""
    anchored: bool = False
    """The year was not in the text but follows from the paper's own date."""

    @property
    def day(self) -> bool:
        """Whether it is a day, or a range of days that are given: a week is neither."""
        return self.from_ is not None and len(self.from_) == _FULL and self.kind != "week"


_FULL = len("2019-05-13")


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A figure with its unit; the value is a decimal string."""

    start: int
    end: int
    value: str
    unit: str
    """percent, an ISO 4217 currency, or count."""
    noun: str | None = None
    """What is counted, as worded."""


@dataclass(frozen=True, slots=True)
class SentenceMentions:
    """Everything one sentence mentions, each kind in text order."""

    parties: tuple[PartyMention, ...] = ()
    groups: tuple[GroupMention, ...] = ()
    persons: tuple[PersonMention, ...] = ()
    capacities: tuple[CapacityMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()


NOTHING = SentenceMentions()
