"""The sessions of a meeting: number, day, title, who takes part, what is on the table.

A session is known by its heading; what the introduction says of "de tweede sessie", in a list or
by its subject is added to it. A paper without sessions but with item headings has one, untitled.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from inzet.reading.announcement.agenda import day_alone, item_headings, item_of
from inzet.reading.announcement.openers import undated
from inzet.reading.announcement.participants import (
    Setting,
    merge,
    present,
    present_in,
    says_present,
    says_with,
)
from inzet.reading.announcement.topics import format_of, topic
from inzet.reading.gated import Gated
from inzet.reading.languages import table_or, usable
from inzet.reading.layout.headings import (
    LIST_MARK,
    SessionHeading,
    session_heading,
    strip_number,
)
from inzet.reading.mentions import Mentions, mentions_in
from inzet.reading.mentions.councils import council_words, named
from inzet.reading.mentions.gazetteer import WORD
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Block, Sentence, Structured
from inzet.vocabulary.meetings import Item, MeetingNotice, Participant, Session

_ROLES = {
    "foreign ministers": "minister of foreign affairs",
    "defence ministers": "minister of defence",
    "finance ministers": "minister of finance",
}
"""What "Minister X" without a portfolio is among colleagues."""
_INTRODUCTION = 61
"""In how many sentences of a paper its sessions may be introduced."""
_OPENING = 4
"""How many sentences of a session may say who takes part."""
_TALK = 80
"""How many sentences of a session may put a topic on the table."""
_PARTNERED = re.compile(r"\A\W*(?:\d+\W+)?[\w-]+ (?:met|with)\b", re.I)
_BRACKETED = re.compile(r"\s*\([^()]*\d[^()]*\)\s*\Z")
_PARTNERS = re.compile(r"\bpartners?\b", re.I)


@dataclass(slots=True)
class _Draft:
    number: int
    title: str | None
    heading: Block | None
    day: Block | None = None
    """The heading above it that is a day."""
    told: list[tuple[Sentence, SentenceMentions]] = field(default_factory=list)
    """What the introduction says of it."""
    own: list[tuple[Sentence, SentenceMentions]] = field(default_factory=list)
    items: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Programme:
    """The sessions, and the sentences of the introduction that are about them."""

    sessions: tuple[Session, ...]
    taken: frozenset[int]


def programme(
    structured: Structured,
    mentions: Mentions,
    notice: MeetingNotice,
    setting: Setting,
) -> Programme:
    """The sessions of the main meeting of a paper.

    Args:
        notice: the meeting, with its days and certainty.
        setting: body, day and invitees, for capacities.
    """
    drafts = _drafts(structured)
    if drafts and all(_is_meal(one) for one in drafts.values()):
        # Meals among points are no programme.
        return Programme((), frozenset())
    pairs = list(zip(structured.sentences, mentions.sentences, strict=True))
    headed = bool(drafts)
    taken, expected = _introduction(structured, pairs, drafts, notice)
    if not drafts:
        return Programme((), frozenset())
    for sentence, said in pairs:
        number = structured.blocks[sentence.block].session
        if number in drafts and headed:
            drafts[number].own.append((sentence, said))
    certainty = "expected" if expected and notice.certainty != "held" else notice.certainty
    sessions = tuple(
        _session(drafts[number], structured, notice, setting, certainty)
        for number in sorted(drafts)
    )
    return Programme(sessions, taken)


def _is_meal(draft: _Draft) -> bool:
    """Whether a session is known by a heading that gives it no number."""
    found = session_heading(draft.heading.text) if draft.heading else None
    return found is not None and found.number is None


def _title(block: Block, found: SessionHeading) -> str | None:
    """What a session is called: what stands behind its number; a meal with its guests."""
    whole = strip_number(block.text).strip(" :")
    if found.title and found.number is None and _PARTNERED.search(block.text):
        return _BRACKETED.sub("", whole)
    if found.title or found.number is None:
        return undated(found.title, usable(block.language)) or found.kind.capitalize()
    # "Eerste werksessie", not the bare number of "Sessie 1".
    return None if any(map(str.isdigit, whole)) else whole


def _drafts(structured: Structured) -> dict[int, _Draft]:
    drafts: dict[int, _Draft] = {}
    day: Block | None = None
    for block in structured.blocks:
        if block.kind == "heading" and day_alone(block.text, usable(block.language)) is not None:
            day = block
        if block.kind != "heading" or block.session is None:
            continue
        found = session_heading(block.text)
        if found is not None and block.session not in drafts:
            drafts[block.session] = _Draft(block.session, _title(block, found), block, day)
    for block in item_headings(structured):
        if block.session in drafts and block.level == 3:
            drafts[block.session].items.append(block)
    return drafts


def _introduction(
    structured: Structured,
    pairs: Sequence[tuple[Sentence, SentenceMentions]],
    drafts: dict[int, _Draft],
    notice: MeetingNotice,
) -> tuple[frozenset[int], bool]:
    """Gives each session what is said of it before it begins; whether that is expectation."""
    words = _words(usable(structured.language))
    first = min((one.heading.start for one in drafts.values() if one.heading), default=None)
    taken: set[int] = set()
    expected = False
    counted: int | None = None
    block = -1
    ordinal_seen = False
    headed = bool(drafts)
    for sentence, said in pairs[:_INTRODUCTION]:
        if first is not None and sentence.start > first:
            break
        text = sentence.text
        if words.sessions.search(text):
            counted, block, ordinal_seen = sentence.block, sentence.block, False
            expected = expected or bool(words.expected.search(text))
            taken.add(sentence.id)
            continue
        numbers = _numbers(structured, sentence, words, counted, drafts)
        if not numbers and counted is not None and sentence.block == block and not ordinal_seen:
            alike = _alike(sentence, drafts, said, notice)
            numbers = alike or ([1] if said.dates or says_with(text, sentence.language) else [])
        elif not numbers and counted is not None:
            numbers = _alike(sentence, drafts, said, notice)
        elif numbers:
            ordinal_seen = True
        for number in numbers:
            if number not in drafts and not headed:
                drafts[number] = _Draft(number, None, None)
            if number in drafts:
                drafts[number].told.append((sentence, said))
                taken.add(sentence.id)
        if numbers and words.expected.search(text):
            expected = True
    return frozenset(taken), expected


def _numbers(
    structured: Structured,
    sentence: Sentence,
    words: _Words,
    counted: int | None,
    drafts: dict[int, _Draft],
) -> list[int]:
    """The sessions a sentence names by ordinal, number or its place in a list of them."""
    found = []
    for match in words.ordinal.finditer(sentence.text):
        if match["last"]:
            found.append(max(drafts, default=0))
        elif match["ordinal"]:
            found.append(words.numbers[match["ordinal"].lower()])
        else:
            found.append(int(match["number"]))
    block = structured.blocks[sentence.block]
    if not found and counted is not None and block.kind == "list_item":
        mark = LIST_MARK.match(block.text)
        digits = re.match(r"\d+", block.text) if mark else None
        before = sum(
            1 for one in structured.blocks[counted : sentence.block] if one.kind == "list_item"
        )
        near = all(
            one.kind == "list_item" for one in structured.blocks[counted + 1 : sentence.block]
        )
        if near:
            found.append(int(digits.group()) if digits else before + 1)
    return [number for number in dict.fromkeys(found) if number]


def _alike(
    sentence: Sentence,
    drafts: dict[int, _Draft],
    said: SentenceMentions,
    notice: MeetingNotice,
) -> list[int]:
    """Sessions whose title shares a telling word with a sentence that gives a day."""
    if not any(_within(one.from_, notice) for one in said.dates):
        return []
    telling = _telling(sentence.text)
    return [n for n, one in drafts.items() if one.title and telling & _telling(one.title)]


def _telling(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text) if len(word) > 4 and word[0].isupper()}


def _within(day: str | None, notice: MeetingNotice) -> bool:
    if day is None or len(day) != 10 or notice.from_ is None:
        return False
    return notice.from_ <= day <= (notice.to or notice.from_)


def _session(
    draft: _Draft,
    structured: Structured,
    notice: MeetingNotice,
    setting: Setting,
    certainty: str,
) -> Session:
    title = draft.title or ""
    language = usable(structured.language)
    opening = draft.own[:_OPENING]
    texts = [sentence.text for sentence, _ in opening]
    partners = bool(_PARTNERS.search(title)) or any(
        re.search(r"\b(?:deze|\w+) (?:\w+ )?partners\b", text) and _PARTNERS.search(text)
        for text in texts[:1]
    )
    setting = replace(setting, partners=partners)
    people = _participants(draft, title, language, opening, setting, notice.format or "")
    guests = [one.party for one in people if one.capacity in {"guest", "partner"}]
    level = "ministers" if "ministers" in (notice.format or "") else (notice.format or "ministers")
    topics: list[Item] = []
    if not draft.items:
        guest = guests[0] if len(guests) == 1 else None
        topics = [item for one, said in draft.own[:_TALK] if (item := topic(one, said, guest))]
        if not guests and (own := _titled(draft, language)):
            topics = [own]
    return Session(
        number=draft.number,
        on=_day(draft, notice),
        certainty=certainty,
        title=draft.title,
        format=format_of(title, texts, language, notice.body or "", level, guests),
        participants=people,
        items=tuple(item_of(block) for block in draft.items),
        topics=tuple(topics),
    )


def _titled(draft: _Draft, language: str) -> Item | None:
    """The topic that the title of a session is; none where it names who meets."""
    heading, title = draft.heading, draft.title
    if heading is None or not title or session_heading(f"{title}") is not None:
        return None
    found = session_heading(heading.text)
    if found is None or not found.title or says_with(title, language) or named(title, language):
        return None
    if _only_parties(title, mentions_in(title, language)):
        return None
    return Item(title=title, quote=heading.text, start=heading.start, end=heading.end)


def _participants(
    draft: _Draft,
    title: str,
    language: str,
    opening: Sequence[tuple[Sentence, SentenceMentions]],
    setting: Setting,
    format_: str,
) -> tuple[Participant, ...]:
    found: list[Participant] = []
    for sentence, said in opening:
        if says_present(sentence.text, sentence.language) or says_with(
            sentence.text, sentence.language
        ):
            found += present(sentence, said, setting)
    for sentence, said in draft.told:
        if (
            said.persons
            or says_present(sentence.text, sentence.language)
            or says_with(sentence.text, sentence.language)
        ):
            found += present(sentence, said, setting)
    in_title = mentions_in(title, language)
    alone = _only_parties(title, in_title)
    if says_with(title, language) or alone:
        found += [one for one in present_in(title, in_title, setting) if one.capacity != "member"]
    for sentence, said in opening:
        # "Minister So-and-so" in a session with one country is that country's minister.
        countries = {one.party for one in in_title.parties}
        for person in said.persons:
            if person.person and person.parties and person.parties[0] in countries:
                found += [
                    one
                    for one in present(sentence, said, setting)
                    if one.party in countries and one.party != setting.own
                ]
            elif person.person and not person.parties and len(countries) == 1:
                party = next(iter(countries))
                if party != setting.own:
                    found.append(
                        Participant(
                            party=party,
                            capacity="guest",
                            role=_ROLES.get(format_) if person.role == "minister" else person.role,
                            person=person.person,
                            quote=sentence.text,
                            start=sentence.start,
                            end=sentence.end,
                        )
                    )
    return merge(found)


def _role(role: str, format_: str) -> str | None:
    return _ROLES.get(format_) if role == "minister" else role


def _only_parties(title: str, said: SentenceMentions) -> bool:
    """Whether a title is nothing but two or more parties."""
    if len(said.parties) < 2 or any(one.compound for one in said.parties):
        return False
    rest = title
    for one in reversed(said.parties):
        rest = rest[: one.start] + rest[one.end :]
    return not [
        word for word in WORD.findall(rest) if word.lower() not in {"en", "and", "de", "met"}
    ]


def _day(draft: _Draft, notice: MeetingNotice) -> str | None:
    """The day of a session: of its heading, the introduction, else the only one in its text."""
    headings = [one.text for one in (draft.heading, draft.day) if one]
    if notice.from_ and not notice.to:
        return notice.from_
    anchor = (
        dt.date.fromisoformat(notice.from_) if notice.from_ and len(notice.from_) == 10 else None
    )
    for heading in headings:
        for one in mentions_in(heading, "nl", anchor).dates:
            if _within(one.from_, notice):
                return one.from_
    for source in (draft.told, draft.own):
        days = {
            one.from_
            for _, said in source
            for one in said.dates
            if one.to is None and _within(one.from_, notice)
        }
        if len(days) == 1:
            return days.pop()
    return None


@dataclass(frozen=True, slots=True)
class _Words:
    sessions: Gated
    ordinal: Gated
    expected: Gated
    numbers: dict[str, int]


@lru_cache(maxsize=8)
def _words(language: str) -> _Words:
    data = table_or(language, "layout")["session"]
    numbers = {word: i for i, word in enumerate(data["ordinals"], 1)}
    session = "|".join(data["words"])
    return _Words(
        sessions=Gated(
            "|".join(
                one.replace("NUMBER", rf"(?:\d{{1,2}}|{'|'.join(data['numerals'])})")
                for one in table_or(language, "topics")["sessions"]
            ),
            re.I,
        ),
        ordinal=Gated(
            rf"\b(?:(?P<ordinal>{'|'.join(data['ordinals'])})|(?P<last>{'|'.join(data['last'])}))"
            rf"\s+(?:\w+\s)?(?:{session})\b|\b(?:{session})\s+(?P<number>\d{{1,2}})\b",
            re.I,
        ),
        expected=council_words(language).expected,
        numbers=numbers,
    )
