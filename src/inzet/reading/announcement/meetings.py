"""The meetings a paper announces or reports: when, where, who, in which sessions.

Reads :class:`Structured` and :class:`Mentions`; writes :class:`MeetingNotice`, the main one first.
A meeting is announced in the title, the subject, a heading or an opening sentence; one that is
only mentioned is no notice. What the paper does not say stays None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from inzet.reading.announcement.agenda import day_alone, without_sessions
from inzet.reading.announcement.candidates import (
    AGENDA,
    MARGIN,
    REPORT,
    VIRTUAL,
    Candidate,
    candidates,
    near,
)
from inzet.reading.announcement.links import (
    meeting_id,
    meeting_name,
    prepared_meeting,
    previous_meeting,
)
from inzet.reading.announcement.participants import (
    Setting,
    merge,
    present,
    says_guest,
    says_present,
    with_invitees,
)
from inzet.reading.announcement.parts import part_of, parts
from inzet.reading.announcement.programme import programme
from inzet.reading.document import genre_of, on_behalf
from inzet.reading.languages import usable
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.councils import (
    Council,
    CouncilWords,
    council_words,
    named,
    place_in,
)
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import MeetingNotice

_REPORT = "minister's report"
_DISCUSSED = frozenset(("report of a debate", "report of a written consultation"))
"""Genres that discuss meetings others announced."""
_BOTH = "annotated agenda and report"
_ITEMISED = frozenset(("annotated agenda", _REPORT, _BOTH))
_SILENT = frozenset(
    (
        "motion",
        "written questions",
        "list of questions and answers",
        "list of promises",
        "treaty series",
        "report on a bill",
        "metadata record",
    )
)
"""Genres that mention meetings but give notice of none."""
_COMMUNIQUE = "communiqué"
_HEADS = "heads of state and government"
_NEXT = 8
"""In how many sentences of a meeting's part its place is told."""
_INTRODUCTION = 26
"""In how many sentences of a meeting's part it is said who takes part."""
_OWN_MINISTER = re.compile(
    r"\b(?:de|ik|the)\s+(?:minister(?:-president)?s?|staatssecretaris|minister for)\b"
    r"(?!\s+(?:van|of)\s+[\w ]+\s+van\s+(?-i:[A-Z]))|\bben ik\b|\bik ben\b|\bzal ik\b|\bik zal\b",
    re.I,
)


def meetings(
    structured: Structured, mentions: Mentions, *, said_on: dt.date | None = None
) -> tuple[MeetingNotice, ...]:
    """The meetings of a paper, the main one first; none for a paper that announces none.

    Args:
        mentions: found with the paper's own day (or its meeting's) as anchor.
        said_on: that day, where it is known.
    """
    genre = genre_of(structured)
    if genre in _SILENT:
        return ()
    anchor = said_on or mentions.anchor
    found = candidates(structured, mentions, anchor, discussed=genre in _DISCUSSED)
    if not found:
        return ()
    if genre in _DISCUSSED:
        return (_notice(_discussed(found), genre, structured),)
    main, *others = _main_first(found, genre)
    if main.from_ is None and not others:
        main = _dated_later(main, structured, mentions, genre)
    announced = [main, *near(main, others)]
    notices = [_notice(one, genre, structured) for one in announced]
    indices = parts(structured, notices)
    for i, (one, notice) in enumerate(zip(announced, notices, strict=True)):
        if i == 0 or i in indices:
            view = part_of(structured, mentions, indices, i) if len(notices) > 1 else None
            whole = view or (structured, mentions)
            notices[i] = _completed(notice, one.council, *whole, genre)
    if len(notices) > 1:
        notices = [one if one.place else _together(one, structured) for one in notices]
    if genre in _ITEMISED:
        for i, sessions in enumerate(without_sessions(structured, notices, indices)):
            if not notices[i].sessions:
                notices[i] = msgspec.structs.replace(notices[i], sessions=sessions)
    return tuple(notices)


def _dated_later(
    main: Candidate, structured: Structured, mentions: Mentions, genre: str | None
) -> Candidate:
    """The same with the day that another sentence tells ("We met in … on 4 and 5 July")."""
    language = usable(structured.language)
    for block in structured.blocks[:_NEXT]:
        day = day_alone(block.text, language) if block.kind == "heading" else None
        if day is not None and day.day:
            return replace(main, from_=day.from_, to=day.to)
    pairs = zip(structured.sentences, mentions.sentences, strict=True)
    for sentence, said in list(pairs)[:_NEXT]:
        words = council_words(usable(sentence.language))
        text = sentence.text
        own = genre == _COMMUNIQUE or _speaks_of_it(text, words)
        days = [one for one in said.dates if one.day]
        if own and len(days) == 1 and _tells(text, words):
            return replace(
                main,
                from_=days[0].from_,
                to=days[0].to,
                place=main.place or place_in(text, sentence.language),
                sentence=main.sentence or sentence,
            )
    return main


def _speaks_of_it(text: str, words: CouncilWords) -> bool:
    """Whether a sentence names the meeting in general, not what comes before or beside it."""
    return any(
        not words.margin.search(text[max(0, match.start() - 30) : match.end()])
        for match in words.generic.finditer(text)
    )


def _tells(text: str, words: CouncilWords) -> bool:
    """Whether a sentence says that a meeting is held, and names no other by its name."""
    return words.meets.search(text) is not None and words.names.search(text) is None


def _discussed(found: Sequence[Candidate]) -> Candidate:
    """Such a paper names the last report and the next agenda; it is held for the next."""
    agendas = [one for one in found if one.manner == AGENDA and one.from_]
    return max(agendas or found, key=lambda one: one.from_ or "")


def _main_first(found: Sequence[Candidate], genre: str | None) -> list[Candidate]:
    """In a letter with both, what is to come goes before what was."""
    if genre != _BOTH:
        return list(found)
    return sorted(found, key=lambda one: (one.rank == MARGIN, one.manner == REPORT))


def _notice(one: Candidate, genre: str | None, structured: Structured) -> MeetingNotice:
    sentence = one.sentence
    to = one.to or one.from_
    return MeetingNotice(
        id=meeting_id(one.council.body, one.council.key, one.from_),
        name=meeting_name(one.council, one.place),
        abbreviation=one.council.abbreviation,
        body=one.council.body,
        format=one.council.format,
        from_=one.from_,
        to=to,
        place=one.place,
        certainty=_certainty(one, genre),
        quote=sentence.text if sentence else None,
        start=sentence.start if sentence else None,
        end=sentence.end if sentence else None,
    )


def _certainty(one: Candidate, genre: str | None) -> str:
    if genre == _REPORT or (genre == _BOTH and one.manner == REPORT):
        return "held"
    sentence = one.sentence
    if sentence is not None:
        words = council_words(usable(sentence.language))
        if words.cancelled.search(sentence.text):
            return "cancelled"
        if words.expected.search(sentence.text):
            return "expected"
        agenda = genre == "annotated agenda" or one.manner == AGENDA
        if not agenda and words.held.search(sentence.text):
            return "held"
    return "confirmed"


def _completed(
    notice: MeetingNotice,
    council: Council,
    structured: Structured,
    mentions: Mentions,
    genre: str | None,
) -> MeetingNotice:
    """The main meeting with its links, participants and sessions."""
    day = dt.date.fromisoformat(notice.from_) if notice.from_ else None
    if notice.place is None:
        notice = _placed(notice, structured)
    own = on_behalf(structured, genre)
    setting = Setting(council.body, day, usable(structured.language), own=own)
    program = programme(structured, mentions, notice, setting)
    participants = []
    opening = zip(structured.sentences, mentions.sentences, strict=True)
    for sentence, said in list(opening)[:_INTRODUCTION]:
        if structured.blocks[sentence.block].session is not None:
            break
        if sentence.id in program.taken:
            continue
        words = council_words(usable(sentence.language))
        if (
            says_present(sentence.text, sentence.language)
            or (said.groups and words.meets.search(sentence.text))
            or says_guest(sentence.text, said, sentence.language)
        ):
            participants += present(sentence, said, setting)
            setting = with_invitees(setting, participants)
    if setting.invitees:
        program = programme(structured, mentions, notice, setting)
    return msgspec.structs.replace(
        notice,
        minister_intends_to_attend=None if notice.certainty == "held" else _attends(structured),
        previous=previous_meeting(structured, mentions, notice, council),
        prepares=prepared_meeting(structured, mentions, notice, council),
        participants=merge(participants),
        sessions=program.sessions,
    )


def _together(notice: MeetingNotice, structured: Structured) -> MeetingNotice:
    """The same with the place that the paper gives for all its meetings at once."""
    for sentence in structured.sentences[:_NEXT]:
        words = council_words(usable(sentence.language))
        if words.meetings.search(sentence.text) and words.meets.search(sentence.text):
            place = place_in(sentence.text, sentence.language)
            if place:
                return msgspec.structs.replace(notice, place=place)
    return notice


def _placed(notice: MeetingNotice, structured: Structured) -> MeetingNotice:
    """The same with the place that the opening of its part tells."""
    for sentence in structured.sentences[:_NEXT]:
        text, language = sentence.text, usable(sentence.language)
        words = council_words(language)
        if not words.meets.search(text):
            continue
        found = named(text, language)
        its = any(notice.name.startswith(one.council.name) for one in found)
        if its or (not found and words.generic.search(text)):
            place = VIRTUAL if words.virtual.search(text) else place_in(text, language)
            if place:
                name = notice.name
                if notice.format == _HEADS and notice.body != "EU":
                    name = f"{name} {place}"
                return msgspec.structs.replace(notice, place=place, name=name)
    return notice


def attendance(structured: Structured) -> tuple[Sentence, bool] | None:
    """The sentence in which a paper says whether its own minister will be there, and which."""
    for sentence in structured.sentences[:40]:
        text = sentence.text
        words = council_words(usable(sentence.language))
        if not _OWN_MINISTER.search(text) and not words.own_minister.search(text):
            continue
        if words.absent.search(text):
            return sentence, False
        if words.attends.search(text):
            return sentence, True
    return None


def _attends(structured: Structured) -> bool | None:
    found = attendance(structured)
    return found[1] if found else None
