"""How sentences tell that somebody takes part: the words of the languages, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.gated import NEVER, Gated
from inzet.reading.languages import languages, table, table_or, usable
from inzet.reading.mentions.model import SentenceMentions


@dataclass(frozen=True, slots=True)
class PresenceWords:
    """Compiled words of one language."""

    presence: Gated
    absence: Gated
    with_: Gated
    chair: Gated
    host: Gated
    beside: Gated
    arrives: Gated
    invited: Gated
    """They were invited."""


@dataclass(frozen=True, slots=True)
class BesideWords:
    """What stands right before a party or capacity, of all languages together."""

    as_: re.Pattern[str]
    """It is named as such: "als genodigde"."""
    topic: re.Pattern[str]
    """It is what is spoken of."""
    other: re.Pattern[str]
    """It is where or whereof something is: "in Oekraïne"."""
    chain: re.Pattern[str]
    """Between two that are named together."""
    partly: Gated
    """Only a part of the meeting is meant."""
    by: re.Pattern[str]
    presidency: re.Pattern[str]
    """What a country holds that presides: "the Danish EU presidency"."""


@lru_cache(maxsize=128)
def attending_words(language: str, key: str) -> Gated:
    """The patterns of one key of a language's table of who attends."""
    return Gated("|".join(table_or(language, "attending").get(key, ())) or NEVER, re.I)


@lru_cache(maxsize=32)
def attending_before(language: str, key: str) -> Gated:
    """The same, of what stands right before a name."""
    each = table_or(language, "attending").get(key, ())
    return Gated("|".join(rf"(?:{one})\Z" for one in each) or NEVER, re.I)


@lru_cache(maxsize=8)
def vague_names(language: str) -> frozenset[str]:
    """Names of bodies that mean other things more often ("Unie", "Raad")."""
    return frozenset(table_or(language, "attending").get("vague", ()))


@lru_cache(maxsize=1)
def beside_words() -> BesideWords:
    """The words of all languages, as papers quote each other."""
    data = [table(code, "topics").get("next_to", {}) for code in languages()]

    def all_(key: str) -> str:
        return "|".join(one for each in data for one in each.get(key, ())) or r"(?!)"

    article = rf"(?:(?:{all_('articles')})\s+)?"
    return BesideWords(
        as_=re.compile(rf"(?:{all_('as')})\s+(?:(?:{all_('full')})\s+)?\Z", re.I),
        topic=re.compile(rf"(?:{all_('topic')})\s+{article}\Z", re.I),
        other=re.compile(rf"(?:{all_('other')})\s+{article}\Z", re.I),
        chain=re.compile(rf"\s*(?:,?\s*(?:{all_('chain')})|,)\s*{article}\Z"),
        partly=Gated(all_("partly"), re.I),
        by=re.compile(rf"(?:{all_('by')})\s+{article}\Z", re.I),
        presidency=re.compile(rf"\s+(?:{all_('presidency')})", re.I),
    )


@lru_cache(maxsize=8)
def presence_words(language: str) -> PresenceWords:
    """The words of a language, compiled once."""
    data = table_or(language, "topics")
    return PresenceWords(
        **{
            name: Gated("|".join(f"(?:{one})" for one in data.get(key, ())) or r"(?!)", re.I)
            for name, key in (
                ("presence", "presence"),
                ("absence", "absence"),
                ("with_", "with"),
                ("chair", "chair"),
                ("host", "host"),
                ("beside", "beside"),
                ("arrives", "arrives"),
                ("invited", "invited"),
            )
        }
    )


def says_present(text: str, language: str) -> bool:
    """Whether a sentence is about taking part, and in the whole, not in a part."""
    words = presence_words(usable(language))
    return (
        bool(words.presence.search(text))
        and not words.absence.search(text)
        and not beside_words().partly.search(text)
    )


def says_absent(text: str, language: str) -> bool:
    """Whether a sentence says that somebody is not there."""
    return presence_words(usable(language)).absence.search(text) is not None


def says_with(text: str, language: str) -> bool:
    """Whether a text says whom a meeting is with ("gesprek met")."""
    return bool(presence_words(usable(language)).with_.search(text))


def says_arrives(text: str, language: str) -> bool:
    """Whether somebody comes to sit with those who meet ("we were joined by …")."""
    words = presence_words(usable(language))
    return words.arrives.search(text) is not None and not words.absence.search(text)


def says_guest(text: str, mentions: SentenceMentions, language: str) -> bool:
    """Whether a text tells with whom ministers meet, at the meeting and not beside it."""
    words = presence_words(usable(language))
    met = any(one.parties and not one.plural for one in mentions.persons)
    return met and words.with_.search(text) is not None and not words.beside.search(text)
