"""Groups with their number, and offices with their name and party, from the names found.

Reads the hits of a sentence; looks at the words left and right of each, never further than the
phrase reaches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.languages import languages, table
from inzet.reading.mentions.gazetteer import WORD, Hit
from inzet.reading.mentions.model import GroupMention, PersonMention

_NAME = re.compile(
    r"\s((?:[A-Z]\.\s?)*(?:{particles})?[A-ZÀ-ÖØ-Þ][\w’'-]+(?:[\s-](?:{particles})?[A-ZÀ-ÖØ-Þ][\w’'-]+)?)"
)
_APPOSITION = (
    r"(?:\s\([^)]{1,14}\))?,\s(?:(?:{titles})\s(?P<surname>{particles}[A-ZÀ-ÖØ-Þ][\w’'-]+"
    r"(?:\s[A-ZÀ-ÖØ-Þ][\w’'-]+)?)|(?P<full>(?:[A-Z]\.\s?)*[A-ZÀ-ÖØ-Þ][\w’'-]+"
    r"(?:\s(?:van|de|der|von)){0,2}\s[A-ZÀ-ÖØ-Þ][\w’'-]+))(?=[,.;]|\s(?:en|and)\s)"
)
"""A full name, or a title and a surname, between commas after the office."""
_NOT_NAMES = frozenset(
    (
        "De",
        "Het",
        "Een",
        "In",
        "Op",
        "Zaken",
        "Defensie",
        "NAVO",
        "The",
        "Raad",
        "Meeting",
        "Council",
    )
)


@dataclass(slots=True)
class Phrase:
    """A sentence cut into words, with the names found in it."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    hits: list[Hit]
    language: str


@dataclass(frozen=True, slots=True)
class _Words:
    numbers: dict[str, int]
    quantifiers: tuple[tuple[tuple[str, ...], str], ...]
    portfolios: tuple[tuple[tuple[str, ...], str], ...]
    of: frozenset[str]
    sent: frozenset[str]
    """What stands between an envoy and the country that he is sent for, not by."""
    envoys: frozenset[str]
    plural: frozenset[str]
    takes_portfolio: frozenset[str]
    name: re.Pattern[str]
    apposition: re.Pattern[str]


def find_groups(phrase: Phrase) -> tuple[GroupMention, ...]:
    """The groups a sentence names, each with its number or quantifier."""
    words = _words(phrase.language)
    return tuple(_group(phrase, hit, words) for hit in phrase.hits if hit.entry.kind == "group")


def find_persons(phrase: Phrase) -> tuple[PersonMention, ...]:
    """The offices a sentence names, each with person and parties where it tells them."""
    words = _words(phrase.language)
    return tuple(
        _person(phrase, at, words)
        for at, hit in enumerate(phrase.hits)
        if hit.entry.kind == "office"
    )


def _group(phrase: Phrase, hit: Hit, words: _Words) -> GroupMention:
    noun = phrase.starts[hit.first]
    at = hit.first
    count = out_of = None
    quantifier = None
    lower = [word.lower() for word in phrase.words[max(0, at - 6) : at]]
    offset = at - len(lower)
    i = len(lower)
    first = at
    while i > 0 and lower[i - 1] in {"andere", "overige", "other", "enige", "overgebleven"}:
        i -= 1
        quantifier, first = "other", offset + i
    if i > 0 and _number(lower[i - 1], words) is not None:
        i -= 1
        count, first = _number(lower[i], words), offset + i
        j = i
        while j > 0 and lower[j - 1] in {"de", "het", "the", "alle", "all"}:
            j -= 1
        if j >= 2 and lower[j - 1] in words.of and _number(lower[j - 2], words) is not None:
            out_of, count = count, _number(lower[j - 2], words)
            first = offset + j - 2
        i = j
    for parts, name in words.quantifiers:
        size = len(parts)
        if tuple(lower[max(0, i - size) : i]) == parts:
            quantifier, first = name, offset + i - size
            break
    return GroupMention(
        group=hit.entry.value,
        start=phrase.starts[first],
        end=phrase.ends[hit.last - 1],
        noun=noun,
        count=count,
        out_of=out_of,
        quantifier=quantifier,
        members=hit.entry.members,
    )


def _person(phrase: Phrase, at: int, words: _Words) -> PersonMention:
    hit = phrase.hits[at]
    role = hit.entry.value
    last = hit.last
    office = phrase.text[phrase.starts[hit.first] : phrase.ends[hit.last - 1]]
    start = phrase.starts[hit.first]
    found = list(_party_before(phrase, at))
    if found:
        start = min(start, phrase.starts[phrase.hits[at - 1].first])
    if role in words.takes_portfolio:
        portfolio, last = _portfolio(phrase, last, words)
        if portfolio:
            role = f"{role} {'of' if role == 'minister' else 'for'} {portfolio}"
    end = phrase.ends[last - 1]
    person = None
    group = None
    plural = office in words.plural or office.endswith("ministers")
    name = None if plural else words.name.match(phrase.text, end)
    if name and not _is_known(phrase, name):
        person, end = name.group(1), name.end()
        last += len(WORD.findall(person))
    link = phrase.words[last].lower() if last < len(phrase.words) else ""
    if link in words.of and not (link in words.sent and role in words.envoys):
        parties, group, end = _parties_after(phrase, last + 1, end)
        found.extend(parties)
    if person is None and not plural:
        apposition = words.apposition.match(phrase.text, end)
        which = apposition.lastgroup if apposition else None
        if apposition and which and not _is_known(phrase, apposition, which):
            person, end = apposition[which], apposition.end(which)
    if not found and hit.entry.party:
        found.append(hit.entry.party)
    return PersonMention(
        role=role,
        start=start,
        end=end,
        person=person,
        parties=tuple(dict.fromkeys(found)),
        plural=plural,
        group=group,
    )


def _party_before(phrase: Phrase, at: int) -> list[str]:
    """The party of an adjective or name right before an office ("de Oekraïense Minister")."""
    if at == 0:
        return []
    hit, before = phrase.hits[at], phrase.hits[at - 1]
    if before.last != hit.first or before.entry.kind not in {"adjective", "party"}:
        return []
    between = phrase.text[phrase.ends[before.last - 1] : phrase.starts[hit.first]]
    if between not in {" ", "-"}:
        return []
    if before.entry.kind == "party" and between == " " and not before.entry.value.isupper():
        return []
    return [before.entry.value]


def _portfolio(phrase: Phrase, last: int, words: _Words) -> tuple[str | None, int]:
    at = last
    if at < len(phrase.words) and phrase.words[at].lower() in words.of:
        for parts, name in words.portfolios:
            if tuple(phrase.words[at + 1 : at + 1 + len(parts)]) == parts:
                return name, at + 1 + len(parts)
    return None, last


def _parties_after(phrase: Phrase, first: int, end: int) -> tuple[list[str], str | None, int]:
    """The parties after "van": one, or several joined by commas and "en"."""
    found: list[str] = []
    reach = first
    for hit in phrase.hits:
        if hit.first < first:
            continue
        gap = phrase.words[reach : hit.first]
        if len(gap) > 4 or any(word.lower() not in _BETWEEN for word in gap if not _counts(word)):
            break
        if hit.entry.kind == "group" and not found:
            return [], hit.entry.value, phrase.ends[hit.last - 1]
        if hit.entry.kind != "party":
            break
        found.append(hit.entry.value)
        reach, end = hit.last, phrase.ends[hit.last - 1]
    return found, None, end


_BETWEEN = frozenset(
    ("de", "het", "en", "the", "and", "uit", "van", "of", "alle", "all", "overige", "andere", "as")
) | frozenset(("well", "alsmede", "alsook", "evenals"))


def _counts(word: str) -> bool:
    return word.isdigit() or any(word.lower() in _words(code).numbers for code in languages())


def _is_known(phrase: Phrase, name: re.Match[str], group: str | int = 1) -> bool:
    """Whether what looks like a surname is a country, an office or an opening word."""
    if any(word in _NOT_NAMES for word in name[group].split()):
        return True
    start, end = name.span(group)
    return any(
        start <= phrase.starts[hit.first] < end
        for hit in phrase.hits
        if hit.entry.kind != "calendar"  # Jan is a name too
    )


def _number(word: str, words: _Words) -> int | None:
    if word.isdigit() and len(word) <= 3:
        return int(word)
    value = words.numbers.get(word)
    return value if value is not None and value > 1 else None


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    offices = table(language, "offices")
    quantifiers = [
        (tuple(phrase.split()), name)
        for name, phrases in table(language, "groups").get("quantifiers", {}).items()
        for phrase in phrases
    ]
    portfolios = [
        (tuple(WORD.findall(name)), english)
        for name, english in offices.get("portfolios", {}).items()
    ]
    particles = offices.get("words", {}).get("particles", ())
    titles = offices.get("words", {}).get("titles", ())
    pattern = "(?:" + "|".join(re.escape(one) for one in particles) + r")[\s-]"
    return _Words(
        numbers={word: i for i, word in enumerate(table(language, "calendar").get("numbers", ()))},
        quantifiers=tuple(sorted(quantifiers, key=lambda item: -len(item[0]))),
        portfolios=tuple(sorted(portfolios, key=lambda item: -len(item[0]))),
        of=frozenset(offices.get("words", {}).get("of", ())),
        sent=frozenset(offices.get("words", {}).get("sent", ())),
        envoys=frozenset(one["role"] for one in offices.get("office", ()) if one.get("sent")),
        plural=frozenset(offices.get("words", {}).get("plural", ())),
        takes_portfolio=frozenset(
            one["role"] for one in offices.get("office", ()) if one.get("portfolio")
        ),
        name=re.compile(_NAME.pattern.replace("{particles}", f"(?:{pattern}){{0,2}}")),
        apposition=re.compile(
            _APPOSITION.replace("{titles}", "|".join(map(re.escape, titles)) or "(?!)").replace(
                "{particles}", f"(?:{pattern}){{0,2}}"
            )
        ),
    )
