"""Bodies for which somebody is there: an office of theirs is named, or they themselves.

Their names are those of organisations in the vocabulary, and of ``bodies.csv``, the bodies that
papers name only as guests. Offices whose name does not hold the body's are patterns of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.announcement.participants.capacity import capacity_at
from inzet.reading.announcement.participants.merging import entry
from inzet.reading.announcement.participants.presidencies import standing_chair
from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.announcement.participants.wording import (
    attending_words,
    beside_words,
    presence_words,
    vague_names,
)
from inzet.reading.gated import NEVER, Gated
from inzet.reading.languages import languages, rows, table_or, usable
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence
from inzet.vocabulary.meetings import Participant
from inzet.vocabulary.parties import parties

_ALWAYS = "Commission"
"""Always there; what it will say at a meeting to come tells little."""
_SENDS = "EU"
"""Whose coordinators, envoys and commanders report to the ministers of its members."""
_NO_GUEST = frozenset(
    ("EU", "Commission", "Council", "European Council", "EEAS", "UNSC", "G7", "G20", "ICC", "ICJ")
)
"""Bodies that papers name without meaning somebody of them."""

_SPOKEN = 4
"""Letters from which an abbreviation may be written as a word."""


def bodies(
    sentence: Sentence, said: SentenceMentions, setting: Setting, *, held: bool
) -> Iterator[Participant]:
    """Those for whom a sentence tells that somebody is there or speaks.

    Args:
        held: the meeting is reported.
    """
    text = sentence.text
    language = usable(sentence.language)
    words = presence_words(language)
    there = words.presence.search(text) is not None
    speaks = words.with_.search(text) or any(
        attending_words(language, key).search(text) for key in ("tells", "sits_with", "talks_with")
    )
    if words.absence.search(text):
        return
    if not (there or speaks):
        if held and setting.body == "EU":
            for party, office in _names(language).took_part:
                if office.search(text):
                    yield entry(sentence, party, "guest")
        return
    chair = standing_chair(setting)
    for party, at, sent in _found(text, language, free=there or _asked(text, language)):
        # An envoy or commander is there for the body that sent him, also before that body.
        own = party in {setting.body, chair} and not (sent and party == _SENDS)
        if own or (party == _ALWAYS and not held and not there):
            continue
        capacity = capacity_at(text, said, at, setting.body)
        yield entry(sentence, party, "guest" if capacity in {None, "invitee"} else capacity)


def _asked(text: str, language: str) -> bool:
    return attending_words(language, "invited").search(text) is not None


def _found(text: str, language: str, *, free: bool) -> Iterator[tuple[str, int, bool]]:
    """The bodies of a text, where they stand, and whether an office of their own tells them.

    Args:
        free: also those that are named without an office.
    """
    names = _names(language)
    for party, office in names.offices:
        match = office.search(text)
        if match:
            yield party, match.start(), True
    if not names.any.search(text):
        return
    for pattern in (names.of, names.before):
        for match in pattern.finditer(text):
            yield names.codes[match["body"]], match.start(), False
            second = match.groupdict().get("second")
            if second:
                yield names.codes[second], match.start(), False
    if not free:
        return
    for match in names.any.pattern.finditer(text):
        code = names.codes[match["body"]]
        if code in _NO_GUEST or text[match.end() : match.end() + 1] in {"-", "’", "'", "/"}:
            continue
        if not beside_words().other.search(text[: match.start()]):
            yield code, match.start(), False


@dataclass(frozen=True, slots=True)
class _Names:
    codes: dict[str, str]
    any: Gated
    of: re.Pattern[str]
    """An office of a body: "de directeur van …"."""
    before: re.Pattern[str]
    """The body before the office: "…-directeur", "the … Director"."""
    offices: tuple[tuple[str, Gated], ...]
    """Offices of bodies that they are known by."""
    took_part: tuple[tuple[str, Gated], ...]
    """Those of bodies that are always at the table: named with a name, they spoke there."""


@lru_cache(maxsize=8)
def _names(language: str) -> _Names:
    codes: dict[str, str] = {}
    for one in parties():
        if one.kind == "organisation":
            codes |= dict.fromkeys([one.code, *one.names_in(language)], one.code)
    # They are called by English names and abbreviations in papers of any language.
    for row in (row for code in languages() for row in rows(code, "bodies")):
        codes |= dict.fromkeys(row["names"].split("|"), row["code"])
    # Papers write UNICEF as Unicef too.
    codes |= {
        name.capitalize(): code
        for name, code in codes.items()
        if name.isupper() and len(name) > _SPOKEN
    }
    for vague in vague_names(language):
        codes.pop(vague, None)
    names = "|".join(sorted(map(re.escape, codes), key=len, reverse=True))
    data = table_or(language, "attending")
    office = "|".join(data.get("offices", ())) or NEVER
    of = "|".join(data.get("office_of", ())) or NEVER
    beside = table_or(language, "topics").get("next_to", {})
    also = "|".join(beside.get("chain", ())) or NEVER
    article = "|".join(f"{one} " for one in beside.get("articles", ()))
    small = "|".join(
        [*beside.get("articles", ()), *beside.get("chain", ()), *data.get("small", ())]
    )
    for_ = "|".join(data.get("office_for", ())) or NEVER
    name = rf"(?:(?:{for_})(?:[\w-]+ ?){{1,5}}?)?(?:,? [A-ZÀ-Þ][\w’'.-]+){{0,3}}"
    return _Names(
        codes=codes,
        any=Gated(rf"(?<![\w-])(?P<body>{names})(?!\w)"),
        of=re.compile(
            rf"\b(?i:{office}){name} (?:{of})(?P<body>{names})(?![\w-])"
            rf"(?: (?:{also}) (?:{of})(?:{article})?(?P<second>{names})(?![\w-]))?"
        ),
        before=re.compile(
            rf"(?<![\w-])(?P<body>{names})(?:['’]s)?[ -]"
            rf"(?:(?!(?:{small})\b)[\w-]+ ){{0,2}}?(?i:{office})\b"
        ),
        offices=_gates(data.get("delegates", {})),
        took_part=_gates(data.get("took_part", {})),
    )


def _gates(patterns: dict[str, list[str]]) -> tuple[tuple[str, Gated], ...]:
    return tuple((party, Gated("|".join(each))) for party, each in patterns.items())
