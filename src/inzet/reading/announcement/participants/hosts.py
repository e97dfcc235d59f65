"""Who is host: the country that is called so, that asked the others to come or received them.

Where a minister is called so whose country is not named, it is the one whose turn it is to preside.
"""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reading.announcement.participants.capacity import is_country
from inzet.reading.announcement.participants.merging import entry
from inzet.reading.announcement.participants.presidencies import presiding, rotates
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
    receives = attending_words(language, "receives").search(text)
    if receives:
        start = receives.start() - _SUBJECT
        subjects = [one for one in said.persons if start <= one.start < receives.start()]
        parties = [party for one in subjects for party in one.parties if is_country(party)]
        if not parties and setting.own and any(one.role in _OWN for one in subjects):
            # Whose minister he is a paper does not say of its own.
            parties = [setting.own]
        for party in parties:
            yield entry(sentence, party, "host")
    if setting.own and attending_words(language, "hosts").search(text):
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
