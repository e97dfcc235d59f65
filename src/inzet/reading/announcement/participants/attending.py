"""Who else is told to take part: who presides, who is host, who speaks for a body that is there.

Reads the sentences of a meeting's part; writes :class:`Participant`. A country presides where its
presidency is named ("het Letse voorzitterschap", "under the Austrian presidency"); a person stands
for the body whose office he holds ("Eurocommissaris", "the Director of Europol").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from inzet.reading.announcement.participants.naming import present, present_in
from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.announcement.participants.wording import (
    beside_words,
    presence_words,
    says_present,
)
from inzet.reading.gated import NEVER, Gated
from inzet.reading.languages import table_or, usable
from inzet.reading.mentions import mentions_in
from inzet.reading.mentions.councils import council_words, named
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Block, Sentence, Structured
from inzet.vocabulary.meetings import MeetingNotice, Participant
from inzet.vocabulary.parties import party as party_of

_REACH = 90
"""In how many sentences of a part it is told who takes part."""
_ALWAYS = "Commission"
_LED = frozenset(("EU", "NATO"))
"""Bodies over whose meetings one of their own may preside."""
_OUTSIDE = frozenset(("guest", "partner", "invitee", "observer"))
_ROTATING = frozenset(("EU", "OSCE", "COE", "Benelux", "G7", "G20", "UN"))
"""Bodies over which a country presides in its turn."""
_FIXED = re.compile(r"eu-(?:fac(?!-trade)|gymnich|eurogroup|euro-summit|eda)\b")
"""Meetings of theirs over which another presides."""
_LEADERS = re.compile(r"eu-[\w-]*euco\b")
_TREATY = "2009-12"
"""Since when the European Council has a president of its own."""
_BESIDE = {"nuc": "UKR", "nuc-council": "UKR", "ngc": "GEO", "nrc": "RUS"}
"""Councils within a meeting that are held with one partner."""
_BEFORE = 40
"""Characters before a presidency that may tell that it is another one."""


@dataclass(frozen=True, slots=True)
class _Words:
    other: Gated
    """A presidency that is not the one of the day."""
    of: Gated
    """What comes right before a country that presides."""
    of_host: Gated
    """The same before a host."""
    in_chair: re.Pattern[str]
    """What comes right behind a country that presides."""
    presides: Gated
    """One who leads the body presides."""
    not_held: Gated
    ends_with: Gated
    """The day closes with it."""
    headed: Gated
    """The heading of a session says with whom it is."""
    own: Gated
    """The one whose paper it is presides."""
    hosts: Gated
    """The same is host."""
    represents: Gated
    tells: Gated
    """What somebody does who is there."""
    invited: Gated
    delegates: tuple[tuple[str, Gated], ...]


def attending(
    pairs: Sequence[tuple[Sentence, SentenceMentions]],
    notice: MeetingNotice,
    setting: Setting,
    known: Sequence[Participant],
    of_sessions: Collection[int],
) -> Iterator[Participant]:
    """Those who preside, and bodies whose people are there.

    Args:
        of_sessions: sentences that are about a numbered session; who is in it is its own.
        known: participants that were read before; where one presides, no country does so by turn.
    """
    rotates = setting.body in _ROTATING and _FIXED.match(notice.id) is None
    if _LEADERS.match(notice.id) and (notice.from_ or _TREATY) >= _TREATY:
        rotates = False
    presided = any(one.capacity == "chair" and one.party != setting.body for one in known)
    for sentence, said in pairs[:_REACH]:
        if _beside(sentence) or sentence.id in of_sessions:
            continue
        words = _words(usable(sentence.language))
        chair = None if presided else _presidency(sentence, said, words, rotates=rotates)
        if chair is None and setting.own and words.own.search(sentence.text):
            chair = setting.own
        if chair is not None and chair != setting.body:
            presided = True
            yield _participant(sentence, chair, "chair")
        if setting.body in _LED and words.presides.search(sentence.text):
            yield _participant(sentence, setting.body, "chair")
        yield from _hosts(sentence, said, words, setting)
        yield from _partners(sentence)
        if setting.own and words.hosts.search(sentence.text):
            yield _participant(sentence, setting.own, "host")
        if setting.own and words.represents.search(sentence.text):
            yield _participant(sentence, setting.own, "member")
        yield from _delegates(sentence, words, setting, held=notice.certainty == "held")
        yield from _guests(sentence, said, words, setting)


def _hosts(
    sentence: Sentence, said: SentenceMentions, words: _Words, setting: Setting
) -> Iterator[Participant]:
    """The country that is told to be host."""
    for one in said.parties:
        before = sentence.text[max(0, one.start - _BEFORE) : one.start]
        if one.party not in {setting.body, setting.own} and words.of_host.search(before):
            yield _participant(sentence, one.party, "host")


def _partners(sentence: Sentence) -> Iterator[Participant]:
    """The partner with which a council within the meeting is held."""
    language = usable(sentence.language)
    words = council_words(language)
    found = [one for one in named(sentence.text, language) if one.council.key in _BESIDE]
    if not found or _words(language).not_held.search(sentence.text):
        return
    there = presence_words(language).presence.search(sentence.text)
    ends = _words(language).ends_with.search(sentence.text)
    if words.meets.search(sentence.text) or there or ends:
        for one in found:
            if one.council.body == "NATO":
                yield _participant(sentence, _BESIDE[one.council.key], "partner")


def _guests(
    sentence: Sentence, said: SentenceMentions, words: _Words, setting: Setting
) -> Iterator[Participant]:
    """Those who are no members and sit with those who meet, or speak to them."""
    text = sentence.text
    there = says_present(text, sentence.language)
    if not there and not (said.persons and words.tells.search(text)):
        return
    if presence_words(usable(sentence.language)).absence.search(text):
        return
    of_persons = {party for one in said.persons for party in one.parties}
    for one in present(sentence, said, setting):
        if one.capacity in _OUTSIDE and (there or one.party in of_persons):
            yield one


def in_headings(structured: Structured, setting: Setting) -> Iterator[Participant]:
    """Those with whom the heading of a session says that it is."""
    for block in structured.blocks:
        if block.kind != "heading" or block.session is not None:
            continue
        language = usable(block.language)
        words = council_words(language)
        if words.margin.search(block.text):
            continue
        for one in named(block.text, language):
            if one.council.key in _BESIDE and one.council.body == setting.body == "NATO":
                yield _participant(block, _BESIDE[one.council.key], "partner")
        if _words(language).headed.search(block.text):
            for each in present_in(block.text, mentions_in(block.text, language), setting):
                if each.capacity in _OUTSIDE:
                    # The heading says so: it is what the page leads to.
                    yield msgspec.structs.replace(
                        each, quote=block.text, start=block.start, end=block.end
                    )


def _presidency(
    sentence: Sentence, said: SentenceMentions, words: _Words, *, rotates: bool
) -> str | None:
    """The country that presides by its turn over the meeting of the day."""
    text = sentence.text
    presidency = beside_words().presidency
    for one in said.parties:
        found = party_of(one.party)
        if found is None or found.kind != "country":
            continue
        before = text[max(0, one.start - _BEFORE) : one.start]
        behind = presidency.match(text, one.end)
        of = words.of.search(before)
        in_chair = words.in_chair.match(text[one.end :])
        if not (of or (rotates and (behind or in_chair))) or words.other.search(before):
            continue
        if words.other.search(text[one.end : one.end + _BEFORE]):
            continue
        return one.party
    return None


def _delegates(
    sentence: Sentence, words: _Words, setting: Setting, *, held: bool
) -> Iterator[Participant]:
    """Bodies for which somebody is there and speaks.

    Args:
        held: the meeting is reported; what the Commission will explain at one to come tells
            little, as it always does.
    """
    text = sentence.text
    present = presence_words(usable(sentence.language))
    there = present.presence.search(text) or present.with_.search(text) or words.tells.search(text)
    if there is None or present.absence.search(text):
        return
    invited = words.invited.search(text) is not None
    for party, office in words.delegates:
        if party == _ALWAYS and not held and not present.presence.search(text):
            continue
        if party != setting.body and office.search(text):
            yield _participant(sentence, party, "invitee" if invited else "guest")


def _beside(sentence: Sentence) -> bool:
    words = council_words(usable(sentence.language))
    return bool(words.margin.search(sentence.text) or words.refers.search(sentence.text))


def _participant(told: Sentence | Block, party: str, capacity: str) -> Participant:
    return Participant(
        party=party,
        capacity=capacity,
        quote=told.text,
        start=told.start,
        end=told.end,
    )


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    data = table_or(language, "topics").get("attending", {})

    def any_of(key: str) -> Gated:
        return Gated("|".join(data.get(key, ())) or NEVER, re.I)

    return _Words(
        other=any_of("other"),
        of=Gated("|".join(rf"(?:{one})\Z" for one in data.get("of", ())) or NEVER, re.I),
        of_host=Gated("|".join(rf"(?:{one})\Z" for one in data.get("of_host", ())) or NEVER, re.I),
        in_chair=re.compile("|".join(data.get("in_chair", ())) or NEVER, re.I),
        presides=any_of("presides"),
        not_held=any_of("not_held"),
        ends_with=any_of("ends_with"),
        headed=any_of("headed"),
        own=any_of("own"),
        hosts=any_of("hosts"),
        represents=any_of("represents"),
        tells=any_of("tells"),
        invited=any_of("invited"),
        delegates=tuple(
            (party, Gated("|".join(patterns)))
            for party, patterns in data.get("delegates", {}).items()
        ),
    )
