"""Who else is told to take part: who presides, who is host, and who speaks for a body that is there.

Reads the sentences of a meeting's part; writes :class:`Participant`. A country presides where its
presidency is named ("het Letse voorzitterschap", "under the Austrian presidency"); a person stands
for the body whose office he holds ("Eurocommissaris", "the Director of Europol").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.announcement.participants import Setting, beside_words, presence_words
from inzet.reading.gated import NEVER, Gated
from inzet.reading.languages import table_or, usable
from inzet.reading.mentions.councils import council_words
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence
from inzet.vocabulary.meetings import MeetingNotice, Participant
from inzet.vocabulary.parties import party as party_of

_REACH = 90
"""In how many sentences of a part it is told who takes part."""
_ROTATING = frozenset(("EU", "OSCE", "COE", "Benelux", "G7", "G20"))
"""Bodies over which a country presides in its turn."""
_FIXED = re.compile(r"eu-(?:fac(?!-trade)|gymnich|[\w-]*euco|eurogroup|euro-summit|eda)\b")
"""Meetings of theirs over which another presides."""
_BEFORE = 40
"""Characters before a presidency that may tell that it is another one."""


@dataclass(frozen=True, slots=True)
class _Words:
    other: Gated
    """A presidency that is not the one of the day."""
    of: Gated
    """What comes right before a country that presides."""
    own: Gated
    """The one whose paper it is presides."""
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
) -> Iterator[Participant]:
    """Those who preside, and bodies whose people are there.

    Args:
        known: participants that were read before; where one presides, no country does so by turn.
    """
    rotates = setting.body in _ROTATING and _FIXED.match(notice.id) is None
    presided = any(one.capacity == "chair" and one.party != setting.body for one in known)
    for sentence, said in pairs[:_REACH]:
        if _beside(sentence):
            continue
        words = _words(usable(sentence.language))
        chair = None if presided else _presidency(sentence, said, words, rotates=rotates)
        if chair is None and setting.own and words.own.search(sentence.text):
            chair = setting.own
        if chair is not None and chair != setting.body:
            presided = True
            yield _participant(sentence, chair, "chair")
        if setting.own and words.represents.search(sentence.text):
            yield _participant(sentence, setting.own, "member")
        yield from _delegates(sentence, words, setting)


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
        if not (of or (behind and rotates)) or words.other.search(before):
            continue
        if words.other.search(text[one.end : one.end + _BEFORE]):
            continue
        return one.party
    return None


def _delegates(sentence: Sentence, words: _Words, setting: Setting) -> Iterator[Participant]:
    """Bodies for which somebody is there and speaks."""
    text = sentence.text
    present = presence_words(usable(sentence.language))
    there = present.presence.search(text) or present.with_.search(text) or words.tells.search(text)
    if there is None or present.absence.search(text):
        return
    invited = words.invited.search(text) is not None
    for party, office in words.delegates:
        if party != setting.body and office.search(text):
            yield _participant(sentence, party, "invitee" if invited else "guest")


def _beside(sentence: Sentence) -> bool:
    words = council_words(usable(sentence.language))
    return bool(words.margin.search(sentence.text) or words.refers.search(sentence.text))


def _participant(sentence: Sentence, party: str, capacity: str) -> Participant:
    return Participant(
        party=party,
        capacity=capacity,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
    )


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    data = table_or(language, "topics").get("attending", {})

    def any_of(key: str) -> Gated:
        return Gated("|".join(data.get(key, ())) or NEVER, re.I)

    return _Words(
        other=any_of("other"),
        of=Gated("|".join(rf"(?:{one})\Z" for one in data.get("of", ())) or NEVER, re.I),
        own=any_of("own"),
        represents=any_of("represents"),
        tells=any_of("tells"),
        invited=any_of("invited"),
        delegates=tuple(
            (party, Gated("|".join(patterns)))
            for party, patterns in data.get("delegates", {}).items()
        ),
    )
