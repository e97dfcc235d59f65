"""Who is host: the country that is called so, that asked the others to come or received them.

Where a minister is called so whose country is not named, it is the one whose turn it is to preside.
"""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reading.announcement.participants.capacity import is_country
from inzet.reading.announcement.participants.merging import entry
from inzet.reading.announcement.participants.presidencies import (
    is_led,
    presiding,
    rotates,
)
from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.announcement.participants.wording import attending_before, attending_words
from inzet.reading.languages import usable
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence
from inzet.vocabulary.meetings import Participant

_BEFORE = 60
"""Characters before a host that tell that he is one."""

_SUBJECT = 80
"""Characters before "received his colleagues" in which he is named who did."""

_HEAD = "secretary general"
_OWN = frozenset(("minister", "prime minister", "president"))


def hosts(sentence: Sentence, said: SentenceMentions, setting: Setting) -> Iterator[Participant]:
    """The countries that a sentence tells to be host."""
    text = sentence.text
    language = usable(sentence.language)
    of, is_host = attending_before(language, "of_host"), attending_words(language, "is_host")
    for one in said.parties:
        if one.compound or not is_country(one.party):
            continue
        before = of.search(text[max(0, one.start - _BEFORE) : one.start])
        behind = is_host.may(text.lower()) and is_host.pattern.match(text, one.end)
        if before or behind:
            yield entry(sentence, one.party, "host")
    received = dict.fromkeys(_received(text, said, language, setting))
    for party in received:
        yield entry(sentence, party, "host")
    if setting.own and not received and attending_words(language, "hosts").search(text):
        yield entry(sentence, setting.own, "host")
    if attending_words(language, "hospitality").search(text):
        for one in said.parties:
            if is_country(one.party) and not one.compound:
                yield entry(sentence, one.party, "host")
    in_turn = presiding(setting)
    if in_turn and attending_words(language, "unnamed_host").search(text):
        yield entry(sentence, in_turn, "host")
        if rotates(setting) and attending_words(language, "also_chair").search(text):
            yield entry(sentence, in_turn, "chair")


def _received(text: str, said: SentenceMentions, language: str, setting: Setting) -> Iterator[str]:
    """Those who are told to receive the others: whom the people before the words stand for."""
    for key in ("receives", "as_host"):
        told = attending_words(language, key).search(text)
        if told is None:
            continue
        start = max(told.start() - _SUBJECT, text.rfind(";", 0, told.start()))
        # "Yesterday was the Secretary General host of …": within the words as well.
        end = told.end() if key == "as_host" else told.start()
        subjects = [one for one in said.persons if start <= one.start < end]
        whose = [party for one in subjects for party in one.parties]
        led = setting.body if is_led(setting.body) else None
        parties = [party for party in whose if is_country(party) or party == led]
        yield from parties
        if key == "receives" and not parties and any(one.role in _OWN for one in subjects):
            # Whose minister he is a paper does not say of its own.
            yield from [setting.own] if setting.own else []
        elif any(one.role == _HEAD and not one.parties for one in subjects):
            yield from [led] if led else []
