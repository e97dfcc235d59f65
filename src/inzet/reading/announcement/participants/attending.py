"""Who is told to take part, sentence by sentence of a meeting's part: those who preside, hosts,
partners, bodies whose people are there, and guests.

Reads the sentences; writes :class:`Participant`. A person stands for the body whose office he holds
("Eurocommissaris", "the Director of Europol").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import msgspec

from inzet.reading.announcement.participants.bodies import bodies
from inzet.reading.announcement.participants.capacity import is_country, is_member
from inzet.reading.announcement.participants.chairs import (
    chairs,
    chairs_in_turn,
    on_lines,
    speaks_on,
)
from inzet.reading.announcement.participants.hosts import hosts
from inzet.reading.announcement.participants.institutions import (
    institutions,
    institutions_on_lines,
)
from inzet.reading.announcement.participants.leaders import with_leaders
from inzet.reading.announcement.participants.merging import entry
from inzet.reading.announcement.participants.naming import present, present_in
from inzet.reading.announcement.participants.partners import (
    is_with_partners,
    partners,
    partners_headed,
)
from inzet.reading.announcement.participants.setting import Setting
from inzet.reading.announcement.participants.wording import (
    attending_before,
    attending_words,
    beside_words,
    presence_words,
    says_present,
)
from inzet.reading.languages import usable
from inzet.reading.mentions import mentions_in
from inzet.reading.mentions.councils import council_words
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import Participant

_REACH = 120
"""In how many sentences of a part it is told who takes part."""
_LIST = 90
"""Characters behind "lunch with" in which those are named who come."""
_LINES = 3
"""So many times of day in a sentence are a timetable."""
_ON_THE_TABLE = frozenset(("European Council",))
"""Whose president is named where its agenda is spoken of, and is seldom there."""
_OUTSIDE = frozenset(("guest", "partner", "invitee", "observer"))


def attending(
    pairs: Sequence[tuple[Sentence, SentenceMentions]],
    setting: Setting,
    known: Sequence[Participant],
    *,
    held: bool,
    left_out: Collection[int] = (),
) -> Iterator[Participant]:
    """Those who preside, are host, or are there beside the members.

    Args:
        known: participants that were read before; where one presides, no country does so by turn.
        held: the meeting is reported.
        left_out: sentences that are about a numbered session; who is in it is its own.
    """
    presided = any(one.capacity == "chair" and one.party != setting.body for one in known)
    host: str | None = None
    for sentence, mentioned in _by_lines(pairs[:_REACH]):
        if sentence.id in left_out:
            continue
        said = with_leaders(sentence.text, mentioned, sentence.language, setting.day)
        yield from partners(sentence, setting)
        if _only_named(sentence):
            continue
        in_chair = list(chairs(sentence, said, setting, presided=presided))
        if host is not None and not in_chair and speaks_on(sentence):
            in_chair = [entry(sentence, host, "chair")]
        presided = presided or any(one.party != setting.body for one in in_chair)
        yield from in_chair
        its_hosts = list(hosts(sentence, said, setting))
        host = its_hosts[-1].party if its_hosts else None
        yield from its_hosts
        if setting.own and _own_is_asked(sentence, said, setting):
            yield entry(sentence, setting.own, "guest")
        yield from bodies(sentence, said, setting, held=held)
        yield from institutions(sentence, said, setting, held=held)
        yield from _guests(sentence, said, setting)


def _own_is_asked(sentence: Sentence, said: SentenceMentions, setting: Setting) -> bool:
    """Whether the party whose paper it is was asked to a meeting of a body that is not its own."""
    own = setting.own
    if own is None or not is_country(own) or is_member(own, setting) or not setting.body:
        return False
    named = any(one.party == own and not (one.adjective or one.compound) for one in said.parties)
    return (
        named
        and attending_words(usable(sentence.language), "invited").search(sentence.text) is not None
    )


def _by_lines(
    pairs: Sequence[tuple[Sentence, SentenceMentions]],
) -> Iterator[tuple[Sentence, SentenceMentions]]:
    """The same, where lines of a timetable ran together into one sentence line by line."""
    for sentence, said in pairs:
        clock = attending_words(usable(sentence.language), "clock")
        starts = (
            [one.start() for one in clock.pattern.finditer(sentence.text)]
            if clock.may(sentence.text.lower())
            else []
        )
        if len(starts) < _LINES:
            yield sentence, said
            continue
        for start, end in pairwise([0, *starts, len(sentence.text)]):
            text = sentence.text[start:end].rstrip()
            if text:
                line = replace(
                    sentence, text=text, offsets=sentence.offsets[start : start + len(text)]
                )
                yield line, mentions_in(text, usable(sentence.language))


def _guests(sentence: Sentence, said: SentenceMentions, setting: Setting) -> Iterator[Participant]:
    """Those who are no members and sit with those who meet, or speak to them."""
    text = sentence.text
    language = usable(sentence.language)
    if presence_words(language).absence.search(text):
        return
    there = says_present(text, sentence.language) or _called(text, said)
    fit = set() if there else _met(text, said, language)
    if not there and not fit:
        return
    for one in present(sentence, said, setting):
        if one.capacity in _OUTSIDE and (there or one.party in fit):
            yield one


def _met(text: str, said: SentenceMentions, language: str) -> set[str]:
    """Those whom the others met, or who told them something, where no word says that they came."""
    fit: set[str] = set()
    if said.persons and attending_words(language, "tells").search(text):
        passing = attending_before(language, "passing")
        fit |= {
            party
            for one in said.persons
            if not passing.search(text[: one.start])
            for party in one.parties
        }
    sits = attending_words(language, "sits_with").search(text)
    if sits:
        # Those who are named right behind it, and what they are joined with.
        fit |= {one.party for one in said.parties if sits.end() <= one.start < sits.end() + _LIST}
    talks = attending_words(language, "talks_with").search(text) if said.persons else None
    if talks:
        fit |= {
            party
            for one in said.persons
            if talks.end() <= one.start < talks.end() + _LIST
            for party in one.parties
        }
    return fit - _ON_THE_TABLE


def _called(text: str, said: SentenceMentions) -> bool:
    """Whether somebody is called what he is there as ("nam als partnerland het woord")."""
    return any(
        one.capacity in _OUTSIDE and beside_words().as_.search(text[: one.start])
        for one in said.capacities
    )


def in_debates(
    pairs: Sequence[tuple[Sentence, SentenceMentions]], setting: Setting
) -> Iterator[Participant]:
    """Those of whom a debate or consultation tells that they will be there: in passing, in a
    sentence that names the meal or meeting."""
    for sentence, mentioned in pairs:
        if not (mentioned.persons or mentioned.parties) or _only_named(sentence):
            continue
        yield from chairs_in_turn(sentence, mentioned, setting)
        if not attending_words(usable(sentence.language), "gathers").search(sentence.text):
            continue
        said = with_leaders(sentence.text, mentioned, sentence.language, setting.day)
        if said.persons:
            there = says_present(sentence.text, sentence.language)
            yield from bodies(sentence, said, setting, held=there)
            yield from _guests(sentence, said, setting)


def in_headings(structured: Structured, setting: Setting) -> Iterator[Participant]:
    """Those with whom the heading of a session says that it is, and who stands on the line of the
    chair."""
    yield from on_lines(structured.blocks, setting)
    yield from partners_headed(structured.blocks, setting)
    yield from institutions_on_lines(structured.blocks, setting)
    for block in structured.blocks:
        if block.kind != "heading" or block.session is not None:
            continue
        language = usable(block.language)
        if council_words(language).margin.search(block.text):
            continue
        if attending_words(language, "headed").search(block.text):
            for each in present_in(block.text, mentions_in(block.text, language), setting):
                if each.capacity in _OUTSIDE:
                    # The heading says so: it is what the page leads to.
                    yield msgspec.structs.replace(
                        each, quote=block.text, start=block.start, end=block.end
                    )


def in_partner_councils(
    structured: Structured,
    pairs: Sequence[tuple[Sentence, SentenceMentions]],
    setting: Setting,
) -> Iterator[Participant]:
    """Those who are there under the heading of a council to which all are partners."""
    inside = False
    starts = iter(structured.blocks)
    block = next(starts, None)
    for sentence, said in pairs:
        while block is not None and block.start <= sentence.start:
            if block.kind == "heading":
                inside = is_with_partners(block.text, usable(block.language), setting)
            block = next(starts, None)
        if inside and says_present(sentence.text, sentence.language):
            for one in present(sentence, said, replace(setting, partners=True)):
                if one.capacity == "partner":
                    yield one


def _only_named(sentence: Sentence) -> bool:
    """Whether a sentence is on talks of one minister beside the meeting, or refers to another
    paper. Whom they all met in its margins is there."""
    text, language = sentence.text, usable(sentence.language)
    if council_words(language).refers.search(text):
        return True
    if not presence_words(language).beside.search(text):
        return False
    alone = attending_words(language, "alone").search(text)
    return bool(alone) or not attending_words(language, "together").search(text)
