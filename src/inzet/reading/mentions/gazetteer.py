"""Names in running text: one pass over the words of a sentence, one look-up per word.

Reads the parties, groups, offices and capacities of a language; writes hits with the place of
their words. No loop over names: a name is found under its first word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.languages import rows, table
from inzet.vocabulary.parties import parties

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for."""

    kind: str
    """party, adjective, group, office, capacity or calendar."""
    value: str
    members: tuple[str, ...] = ()
    party: str | None = None


@dataclass(slots=True)
class Hit:
    """A name found: the words ``first`` up to ``last`` (exclusive) of the sentence."""

    entry: Entry
    first: int
    last: int


Index = dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]


def scan(words: list[str], index: Index) -> list[Hit]:
    """All names in a list of words, the longest at each place, none inside another of its kind."""
    hits: list[Hit] = []
    reach = 0
    for i in [i for i, word in enumerate(words) if word in index]:
        if i < reach:
            continue
        for rest, entry in index[words[i]]:
            size = len(rest)
            if size == 1 or tuple(words[i : i + size]) == rest:
                hits.append(Hit(entry, i, i + size))
                reach = i + size
                break
    return hits


@lru_cache(maxsize=8)
def index(language: str) -> Index:
    """The names of a language by their first word, longest first."""
    found: dict[str, dict[tuple[str, ...], Entry]] = {}

    def add(names: Iterable[str], entry: Entry) -> None:
        for name in names:
            for form in {name, name.upper(), _plain(name)} if len(name) > 4 else {name}:
                words = tuple(WORD.findall(form))
                if words:
                    found.setdefault(words[0], {}).setdefault(words, entry)

    for group in table(language, "groups").get("group", ()):
        members = tuple(group.get("members", ()))
        entry = Entry("group", group["code"], members, group.get("organisation"))
        add(group["names"], entry)
    for office in table(language, "offices").get("office", ()):
        add(office["names"], Entry("office", office["role"], (), office.get("party")))
    for party in parties():
        add(party.names_in(language), Entry("party", party.code))
        add(party.adjectives_in(language), Entry("adjective", party.code))
    endings = table(language, "names").get("genitive", ())
    for row in rows(language, "parties"):
        names = [row["name"], *_cell(row["aliases"])]
        add(names, Entry("party", row["code"]))
        add(_cell(row["adjectives"]), Entry("adjective", row["code"]))
        # Before an office a genitive stands as an adjective does ("Norway's minister").
        owned = (name + ending for name in names for ending in endings)
        add(owned, Entry("adjective", row["code"]))
    for capacity, names in table(language, "capacities").items():
        add(names, Entry("capacity", capacity))
        add((name.capitalize() for name in names), Entry("capacity", capacity))
    _add_calendar(language, found)
    return {
        first: tuple(sorted(entries.items(), key=lambda item: -len(item[0])))
        for first, entries in found.items()
    }


def _plain(name: str) -> str:
    """A name as those type it who leave out the marks on its letters ("Roemenie")."""
    parts = unicodedata.normalize("NFD", name)
    return "".join(one for one in parts if not unicodedata.combining(one))


def _cell(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _add_calendar(language: str, found: dict[str, dict[tuple[str, ...], Entry]]) -> None:
    """Words that make it worth looking for a date."""
    data = table(language, "calendar")
    words = [word for names in data.get("months", ()) for word in names]
    words += [*data.get("seasons", {}), *data.get("quarter", ()), *data.get("half", ())]
    for key in ("this_year", "next_year", "last_year"):
        words += data.get(key, ())
    words += [*data.get("weekdays", ()), *data.get("session", ()), *data.get("span_words", ())]
    words += [word for names in data.get("units", {}).values() for word in names]
    words += [f"{kind}{number}" for kind in "QH" for number in range(1, 5)]
    words += [*data.get("today", ()), *data.get("yesterday", ()), *data.get("tomorrow", ())]
    for word in words:
        for form in {word, word.capitalize(), word.upper()}:
            parts = tuple(WORD.findall(form))
            found.setdefault(parts[0], {}).setdefault(parts, Entry("calendar", word))
