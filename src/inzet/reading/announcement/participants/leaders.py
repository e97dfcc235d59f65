"""Leaders who are known by name: papers say "president So-and-so" and "Ms So-and-so" without the
country or body.

Reads the facts of ``mul/leaders.csv``; adds whom a person stands for to what a sentence mentions.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache

from inzet.reading.gated import Gated
from inzet.reading.languages import everywhere, rows, table_or, usable
from inzet.reading.mentions.model import PersonMention, SentenceMentions


def with_leaders(
    text: str, said: SentenceMentions, language: str | None, day: dt.date | None
) -> SentenceMentions:
    """The same mentions, where a known leader of that day stands for his country or body."""
    if day is None:
        return said
    found = _known(usable(language))
    if not found.search(text):
        return said
    persons = list(said.persons)
    for match in found.pattern.finditer(text):
        party = _of(match["name"], day)
        if party is None:
            continue
        start, end = match.span()
        at = next((i for i, one in enumerate(persons) if one.start < end and start < one.end), None)
        if at is None:
            persons.append(PersonMention("leader", start, end, match["name"], (party,)))
        elif not persons[at].parties:
            persons[at] = replace(persons[at], parties=(party,))
    return replace(said, persons=tuple(sorted(persons, key=lambda one: one.start)))


@lru_cache(maxsize=4)
def _known(language: str) -> Gated:
    """A title or an office and the name behind it, which alone may be anybody's."""
    names = "|".join(sorted(map(re.escape, _leaders()), key=len, reverse=True))
    titles = "|".join(table_or(language, "attending").get("titles", ())) or r"(?!)"
    return Gated(rf"\b(?i:{titles}),? (?:[A-Z][\w.’'-]+ ){{0,2}}(?P<name>{names})(?![\w-])")


def _of(name: str, day: dt.date) -> str | None:
    on = day.isoformat()
    # A month or year is its last day where it ends a term.
    fits = (
        party for party, start, end in _leaders()[name] if start <= on and on[: len(end)] <= end
    )
    return next(fits, None)


@lru_cache(maxsize=1)
def _leaders() -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows(everywhere(), "leaders"):
        for name in row["names"].split("|"):
            found.setdefault(name, []).append((row["party"], row["from"], row["to"] or "9"))
    return found
