"""Who presides: whose turn it is, who is said to lead, who stands on the line of the chair.

A country presides where its presidency is named ("het Letse voorzitterschap", "under the Austrian
presidency"); the high representative, a secretary general or the president of the European Council
for the body; anybody else where a sentence says that he leads or led.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from inzet.reading.announcement.participants.capacity import is_country
from inzet.reading.announcement.participants.merging import entry, role_of
from inzet.reading.announcement.participants.presidencies import (
    in_turn,
    is_led,
    out_of_turn,
    rotates,
    standing_chair,
)
from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.announcement.participants.wording import (
    attending_before,
    attending_words,
    beside_words,
)
from inzet.reading.languages import usable
from inzet.reading.mentions import mentions_in
from inzet.reading.mentions.model import PersonMention, SentenceMentions
from inzet.reading.text import Block, Sentence
from inzet.vocabulary.meetings import Participant

_BEFORE = 40
"""Characters before a presidency that may tell that it is another one."""
_SUBJECT = 120
"""Characters before what somebody does in which he is named."""
_NEAR = 50
"""Characters behind "chaired by" in which it is told by whom."""
_YEAR = len("2000")
_RIGHT_BEHIND = 2
"""Characters behind a party at which a clause about itself begins."""
_LINE = 160
"""Characters up to which a line may name who is in the chair."""
_BELOW = 2
"""Lines below him on which his office and country stand."""
_LINES_ON = frozenset(("heading", "table_row", "letterhead"))
_TOP = 14
"""Among how many blocks from the top such a line stands without a heading."""
_LEADERS = "European Council"
_OWN_OFFICES = frozenset(("secretary general", "high representative"))
"""Who holds one leads a body, and papers seldom say which."""
_OF_UNION = "high representative"
"""Whose office it is, wherever he presides."""
_Led = tuple[str, PersonMention | None]
"""A party in the chair and who is there for it, where the sentence tells."""
_STOPS = re.compile(r"[.;:(](?:\s|\Z)")


def chairs(
    sentence: Sentence, said: SentenceMentions, setting: Setting, *, presided: bool
) -> Iterator[Participant]:
    """Those who preside over the meeting as a sentence tells.

    Args:
        presided: somebody does already; then no country does so by its turn.
    """
    text = sentence.text
    language = usable(sentence.language)
    turn = None if presided else _by_turn(text, said, language, setting)
    if turn is None and setting.own and attending_words(language, "own").search(text):
        turn = setting.own
    if turn is not None and turn != setting.body:
        yield entry(sentence, turn, "chair")
    if is_led(setting.body) and attending_words(language, "presides").search(text):
        yield entry(sentence, setting.body, "chair")
    for party, person in _leading(text, said, language, setting):
        if person is None:
            yield entry(sentence, party, "chair")
        else:
            yield entry(sentence, party, "chair", role=role_of(person), person=person.person)
    if standing_chair(setting) == _LEADERS and attending_words(language, "president").search(text):
        yield entry(sentence, _LEADERS, "chair")


def chairs_in_turn(
    sentence: Sentence, said: SentenceMentions, setting: Setting
) -> Iterator[Participant]:
    """The country that a paper names as presiding and that is known to have done so that day."""
    turn = _by_turn(sentence.text, said, usable(sentence.language), setting)
    if turn is not None and in_turn(turn, setting):
        yield entry(sentence, turn, "chair")


def _by_turn(text: str, said: SentenceMentions, language: str, setting: Setting) -> str | None:
    """The country that presides by its turn over the meeting of the day."""
    presidency = beside_words().presidency
    in_turn_here = rotates(setting)
    other = attending_words(language, "other")
    # "The one will be chaired by …, and the other by the Lithuanian presidency."
    led = attending_words(language, "led_by").search(text)
    if attending_words(language, "led_else").search(text) or _of_earlier_years(said, setting):
        return None
    for one in said.parties:
        if not is_country(one.party):
            continue
        before = text[max(0, one.start - _BEFORE) : one.start]
        behind = presidency.match(text, one.end)
        turns = in_turn_here or (led is not None and led.end() <= one.start)
        in_chair = attending_words(language, "in_chair").pattern.match(text[one.end :])
        of = attending_before(language, "of").search(before)
        if not (of or (turns and (behind or in_chair))) or other.search(before):
            continue
        if other.search(text[one.end : one.end + _BEFORE]):
            continue
        if behind and out_of_turn(one.party, setting):
            continue
        return one.party
    return None


def _of_earlier_years(said: SentenceMentions, setting: Setting) -> bool:
    """Whether a sentence speaks of earlier years alone ("in 2014, onder Italiaans …")."""
    years = {one.from_[:_YEAR] for one in said.dates if one.from_}
    return setting.day is not None and bool(years) and max(years) < str(setting.day.year)


def _leading(text: str, said: SentenceMentions, language: str, setting: Setting) -> Iterator[_Led]:
    """Those who are said to lead ("leidde de vergadering") or by whom it is led."""
    if attending_words(language, "led_else").search(text):
        return
    leads = attending_words(language, "leads").search(text)
    if leads:
        stops = [one.end() for one in _STOPS.finditer(text, 0, leads.start())]
        start = max([leads.start() - _SUBJECT, *stops])
        yield from _named(text, said, language, setting, start, leads.end())
    led = attending_words(language, "led_by").search(text)
    if led:
        stop = _STOPS.search(text, led.end())
        end = min(stop.start() if stop else len(text), led.end() + _NEAR)
        for one in _named(text, said, language, setting, led.end(), end):
            yield one
            person = one[1]
            if person is not None and not beside_words().chain.match(text, person.end):
                return


def _named(
    text: str, said: SentenceMentions, language: str, setting: Setting, start: int, end: int
) -> Iterator[_Led]:
    """Those who are named in a part of a sentence and can be in a chair."""
    people = [one for one in said.persons if start <= one.start < end]
    for person in people:
        if not _spoken_of(text, person.start):
            yield from ((party, person) for party in _for_whom(person, setting))
    if any(one.parties or one.role in _OWN_OFFICES for one in people):
        # Who leads is a person; a country that is named beside him is what is spoken of.
        return
    which = attending_words(language, "which")
    for one in said.parties:
        if not start <= one.start < end or one.adjective or one.compound:
            continue
        if any(each.start <= one.start < each.end for each in said.persons):
            continue
        # "Nepal was spoken of over lunch, which she chaired" is about two.
        other = which.search(text[one.end : end])
        if other and other.start() > _RIGHT_BEHIND and one.end < end:
            continue
        if is_country(one.party) and not beside_words().other.search(text[start : one.start]):
            yield one.party, None


def speaks_on(sentence: Sentence) -> bool:
    """Whether a sentence tells of him who was named last that he presides ("Hij zit ook voor")."""
    language = usable(sentence.language)
    again = attending_words(language, "again").search(sentence.text)
    return (
        again is not None and attending_words(language, "leads").search(sentence.text) is not None
    )


def _spoken_of(text: str, at: int) -> bool:
    return beside_words().topic.search(text[:at]) is not None


def _for_whom(person: PersonMention, setting: Setting) -> Iterator[str]:
    if person.plural:
        # "The G7 ministers, chaired by …" are those who meet.
        others = (party for party in person.parties if not is_country(party))
        yield from (party for party in others if party != setting.body)
    elif person.parties:
        yield from person.parties
    elif person.role == _OF_UNION:
        yield "EU"
    elif person.role in _OWN_OFFICES and is_led(setting.body):
        yield setting.body


def on_lines(blocks: Sequence[Block], setting: Setting) -> Iterator[Participant]:
    """Who stands on a line that begins with the chair, or below a heading that is nothing else
    ("President: Ms So-and-so, Minister for Finance of Latvia")."""
    for i, block in enumerate(blocks):
        language = usable(block.language)
        label = attending_words(language, "label")
        match = label.pattern.match(block.text) if label.may(block.text.lower()) else None
        if match is None:
            continue
        alone = match.end() == len(block.text)
        beside = blocks[i + 1] if alone and i + 1 < len(blocks) else block
        top = i < _TOP or block.kind == "heading"
        if not (alone or top) or len(beside.text) > _LINE:
            continue
        text = beside.text
        if not alone and i + 1 < len(blocks) and blocks[i + 1].kind in _LINES_ON:
            # The name, the office and the country stand on lines of their own.
            lines = takewhile(lambda one: one.kind in _LINES_ON, blocks[i + 1 : i + 1 + _BELOW])
            text = " ".join([text, *(one.text[:_LINE] for one in lines)])
        if attending_words(language, "other").search(text):
            continue
        said = mentions_in(text, language)
        found = [one for person in said.persons for one in _for_whom(person, setting)]
        found += [one.party for one in said.parties if is_country(one.party)]
        if found:
            yield entry(beside, found[0], "chair")
            return
