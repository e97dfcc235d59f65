"""Who is a member of what on a day, as far as a view tells."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inzet.dossiers.values import Value
from inzet.record import StatementRow, View
from inzet.vocabulary import parties
from inzet.vocabulary.acts import Act
from inzet.vocabulary.parties import MEMBERSHIP
from inzet.vocabulary.times import first_day, last_day

MEMBERSHIP_RULE = "data:memberships"
"""The rule under which memberships stand in the record."""


@dataclass(frozen=True, slots=True)
class Term:
    """That a party belongs to an organisation, from a day until another (None: it still does)."""

    party: str
    organisation: str
    since: dt.date
    until: dt.date | None
    row: StatementRow | None
    """The statement that says so; None where only the program's own table does."""

    def holds(self, on: dt.date) -> bool:
        """Whether it holds on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


class Roll:
    """The memberships in view; of an organisation of which none is, those of the program's own
    table (``vocabulary/data/parties.csv``), which then have no statement."""

    def __init__(self, terms: Iterable[Term] = (), *, known_on: dt.date | None = None) -> None:
        self._terms: Mapping[str, list[Term]] = defaultdict(list)
        self._known_on = known_on
        for term in terms:
            self._terms[term.organisation].append(term)

    def terms(self, organisation: str) -> list[Term]:
        """Every membership of an organisation, whenever it held."""
        found = self._terms.get(organisation)
        return list(found) if found else list(self._own_table(organisation))

    def members(self, organisation: str, on: dt.date) -> dict[str, Term]:
        """Its members on a day, by code in the order of the alphabet."""
        holding = [term for term in self.terms(organisation) if term.holds(on)]
        return {term.party: term for term in sorted(holding, key=lambda each: each.party)}

    def count(self, organisation: str, on: dt.date) -> Value[int]:
        """How many members it has on a day."""
        found = self.members(organisation, on)
        rows = tuple(term.row for term in found.values() if term.row is not None)
        return Value(len(found), rows, "" if rows else "from the program's own table of parties")

    def _own_table(self, organisation: str) -> Iterable[Term]:
        for party in parties.parties():
            for each in party.memberships:
                known = self._known_on is None or each.since <= self._known_on
                if each.organisation == organisation and known:
                    yield Term(party.code, organisation, each.since, each.until, None)


def roll(view: View) -> Roll:
    """The memberships in a view.

    The day a view is of does not narrow them, as a state on one day may ask for another; what
    had been said by then does.
    """
    return view.remembered("roll", lambda: _called(view))


def _called(view: View) -> Roll:
    rows = (each for each in view.of_kind(MEMBERSHIP) if each.rule == MEMBERSHIP_RULE)
    terms = [term for row in rows if (term := _term(row)) is not None]
    return Roll(terms, known_on=view.known_on)


def _term(row: StatementRow) -> Term | None:
    organisation = row.content.get("organisation")
    if row.act != Act.STATUS or row.party is None or not row.valid_from:
        return None
    # An invitee, candidate or aspirant stands on the same roll and is not a member yet.
    if not isinstance(organisation, str) or row.content.get("role", "member") != "member":
        return None
    until = last_day(row.valid_to) if row.valid_to else None
    return Term(row.party, organisation, first_day(row.valid_from), until, row)
