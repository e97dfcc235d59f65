"""The system's own words, in the language of whoever looks; papers keep theirs.

A language is a folder in ``messages``, a file per noun: dotted keys, values with named places.
A value that counts is a table with ``one`` and ``other``.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from inzet.vocabulary.concepts import concept_name
from inzet.vocabulary.parties import parties, party_name

LANGUAGES = ("en", "nl")
"""Languages of the interface; the first is used where the browser asks for none of them."""

Message = str | Mapping[str, str]


@cache
def catalogue(language: str) -> dict[str, Message]:
    """All messages of one language, keys flattened with dots."""
    found: dict[str, Message] = {}
    for part in resources.files("inzet.web").joinpath("messages", language).iterdir():
        if part.name.endswith(".toml"):
            found.update(_flatten("", tomllib.loads(part.read_text("utf-8"))))
    return found


def _flatten(prefix: str, table: Mapping[str, Any]) -> list[tuple[str, Message]]:
    found: list[tuple[str, Message]] = []
    for key, value in table.items():
        if isinstance(value, str) or "other" in value:
            found.append((prefix + key, value))
        else:
            found.extend(_flatten(f"{prefix}{key}.", value))
    return found


def choose_language(wanted: str | None, accepted: str) -> str:
    """The interface language: the one asked for in the address, else the browser's first known.

    Args:
        wanted: value of ``?lang``, or None.
        accepted: the Accept-Language header.
    """
    if wanted in LANGUAGES:
        return wanted
    weighed: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepted.split(",")[:20]):
        tag, _, weight = part.strip().partition(";q=")
        base = tag.split("-")[0].lower()
        if base in LANGUAGES:
            try:
                weighed.append((-float(weight or 1), place, base))
            except ValueError:
                continue
    return min(weighed)[2] if weighed else LANGUAGES[0]


@cache
def _codes() -> dict[str, str]:
    """Codes of parties by their English names as they stand in the name of a dossier."""
    found = {_key(name): party.code for party in parties() for name in party.names_in("en")}
    return {**found, **{_key(party.code): party.code for party in parties()}}


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").lower()).strip("-")


class Words:
    """Messages, days, parties and dossiers in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages = catalogue(language)

    def __call__(self, key: str, /, **values: object) -> str:
        """The message of a key; ``n`` chooses between one and other.

        Raises:
            KeyError: no such key; the tests find every one before a person does.
        """
        message = self._messages[key]
        if not isinstance(message, str):
            message = message["one" if values.get("n") == 1 else "other"]
        return message.format(**values) if values else message

    def maybe(self, key: str, /, default: str = "") -> str:
        """The message of a key that comes from data, or a default."""
        message = self._messages.get(key)
        return message if isinstance(message, str) else default

    def day(self, day: dt.date | str | None) -> str:
        """A day, month or year in words, no more precise than it is: ``4 April 2023``."""
        if day is None:
            return ""
        iso = day.isoformat() if isinstance(day, dt.date) else day
        parts = iso[:10].split("-")
        if not all(part.isdigit() for part in parts):
            return iso
        if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
            return iso
        if len(parts) == 1:
            return parts[0]
        month = self.month(int(parts[1]))
        return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"

    def short_day(self, day: dt.date) -> str:
        """A day for a small place: ``4 Apr 2023``."""
        return f"{day.day} {self(f'month.short.m{day.month}')} {day.year}"

    def month(self, number: int) -> str:
        """The name of a month, from 1."""
        return self(f"month.m{number}")

    def days(self, first: str | None, last: str | None) -> str:
        """A span of days in words, saying once what both share: ``4–5 April 2023``."""
        if not first or not last or first == last:
            return self.day(first or last)
        one, two = first.split("-"), last.split("-")
        if len(one) == len(two) == 3 and one[0] == two[0]:
            if one[1] == two[1]:
                return f"{int(one[2])}–{self.day(last)}"
            return f"{int(one[2])} {self.month(int(one[1]))} – {self.day(last)}"
        return f"{self.day(first)} – {self.day(last)}"

    def party(self, code: str | None) -> str:
        """A party's name; a code that is not known stays what it is."""
        if not code:
            return ""
        name = party_name(code, self.language)
        if name != code:
            return name
        # Parliaments and groups take part too.
        told = concept_name(code, self.language)
        return told if told != code else self.addressee(code)

    def named(self, code: str | None) -> str:
        """A party as a sentence names it, with the article that it bears: “the Netherlands”."""
        return self.maybe(f"named.{code}", self.party(code))

    def act(self, act: str) -> str:
        """What a statement does, as a word."""
        return self.maybe(f"act.{act}", act)

    def genre(self, genre: str | None) -> str:
        """The kind of a paper."""
        if not genre:
            return self("genre.none")
        return self.maybe("genre." + _key(genre), genre)

    def capacity(self, capacity: str) -> str:
        """In what capacity somebody sits at the table."""
        return self.maybe(f"capacity.{capacity}", capacity)

    def seat(self, capacity: str) -> str:
        """A capacity of one alone."""
        return self.maybe(f"seat.{capacity}", capacity)

    def role(self, role: str) -> str:
        """An office, which data names in English."""
        return self.maybe(f"role.{_key(role)}", role)

    def concept(self, concept: str) -> str:
        """A concept of the field, which data names in English."""
        return concept_name(concept, self.language)

    def number(self, value: str) -> str:
        """A decimal string with its thousands and its point as the language writes them."""
        whole, _, part = value.partition(".")
        if not whole.isdigit():
            return value
        thousands, point = self("number.thousands"), self("number.point")
        grouped = f"{int(whole):,}".replace(",", thousands)
        return f"{grouped}{point}{part}" if part else grouped

    def procedure(self, procedure: str) -> str:
        """The name of a procedure."""
        return self.maybe(f"procedure.{procedure}", procedure)

    def dossier(self, dossier: str) -> str:
        """A dossier's title: its procedure, and what it is about."""
        procedure, _, name = dossier.partition("/")
        known = self.maybe(f"dossier.named.{procedure}-{name}")
        if known:
            return known
        about = self.party(name) if name.isupper() else self._about(name)
        pattern = self.maybe(f"dossier.of.{procedure}")
        return pattern.format(about=about) if pattern else f"{self.procedure(procedure)}: {about}"

    def about(self, dossier: str) -> str:
        """What a dossier is about, where its procedure is told already."""
        procedure, _, name = dossier.partition("/")
        known = self.maybe(f"dossier.named.{procedure}-{name}").partition(": ")
        if known[2]:
            return known[2][:1].upper() + known[2][1:]
        return known[0] or (self.party(name) if name.isupper() else self._about(name))

    def _about(self, name: str) -> str:
        """What a dossier's short name speaks of: parties by their names, the rest as words."""
        parties: list[str] = []
        words: list[str] = []
        left = name.split("-")
        while left:
            size = next((n for n in range(len(left), 0, -1) if "-".join(left[:n]) in _codes()), 0)
            if size:
                parties.append(self.party(_codes()["-".join(left[:size])]))
            else:
                words.append(self.maybe(f"about.{left[0]}", left[0]))
            del left[: size or 1]
        said = " ".join(words)
        named = self.listed(parties)
        return " ".join(part for part in (named, said[:1].upper() + said[1:]) if part)

    def listed(self, names: Sequence[str]) -> str:
        """Names as a list in words: “Georgia, Moldova and Ukraine”."""
        if len(names) < 2:
            return "".join(names)
        return self("list.and", before=", ".join(names[:-1]), last=names[-1])

    def addressee(self, addressee: str | None) -> str:
        """To whom a paper is addressed ("parliament of NLD")."""
        if not addressee:
            return ""
        role, of, code = addressee.partition(" of ")
        if of and role == "parliament":
            return self("paper.parliament-of", party=self.named(code))
        return addressee
