"""What forms offer: parties, dossiers, markings, acts."""

from __future__ import annotations

from collections.abc import Iterable

from inzet.record import Filter, Record, View
from inzet.vocabulary import parties as known
from inzet.vocabulary.acts import Act
from inzet.web.words import Words

ACTS = tuple(str(act) for act in Act)
"""All acts, in their order."""

_NEWEST = 5000
"""Statements whose parties and dossiers are offered; any other can be typed. Counting all of a
million takes a minute."""
_SAID = Filter(data=False)
"""What was said; rows of data sets are shown as states, not chosen one by one."""


def parties(t: Words) -> list[tuple[str, str]]:
    """Codes and names of every party, by name."""
    named = [(party.code, t.party(party.code)) for party in known.parties()]
    return sorted(named, key=lambda each: each[1])


def seen_parties(view: View, t: Words) -> list[tuple[str, str]]:
    """Codes and names of the parties whose statements are in view, by name: of the newest."""
    return named(view.counts("party", _SAID, newest=_NEWEST), t)


def named(codes: Iterable[str], t: Words) -> list[tuple[str, str]]:
    """Codes and names of parties, by name; what is a word for several and no name (“the
    ministers”, “a group”) is left out."""
    wanted = (code for code in codes if not code[:1].islower() or " of " in code)
    return sorted(((code, t.party(code)) for code in wanted), key=lambda each: each[1])


def dossiers(view: View, t: Words) -> list[tuple[str, str]]:
    """Ids and titles of the dossiers in view, by title: of the newest statements."""
    seen = view.counts("dossier", _SAID, newest=_NEWEST)
    return sorted(((name, t.dossier(name)) for name in seen), key=lambda each: each[1])


_NAMES = 4
"""Readers that a choice of a marking names; the page of feeds names all."""


def marked(record: Record, t: Words) -> list[tuple[str, str]]:
    """The markings a paper can be taken in under, each with who reads it."""
    found = []
    for each in record.markings():
        label, readers = t.maybe(f"marking.{each}", each), record.who_reads(each)
        names = [reader.name for reader in readers or ()]
        shown = ", ".join(names[:_NAMES]) + (f" … ({len(names)})" if len(names) > _NAMES else "")
        found.append((each, f"{label}: {shown}" if names else label))
    return found


def markings(record: Record) -> list[str]:
    """The markings a paper can be taken in under, the narrowest first."""
    return record.markings()
