"""The meetings a paper announces or reports: when, where, who, in which sessions.

Reads :class:`Structured` and :class:`Mentions`; writes :class:`MeetingNotice`, the main one first.
A meeting is announced in the title, the subject, a heading or an opening sentence; one that is
only mentioned is no notice. What the paper does not say stays None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from inzet.reading.announcement.candidate import (
    AGENDA,
    HEADING,
    MARGIN,
    REPORT,
    SENTENCE,
    Candidate,
)
from inzet.reading.announcement.candidates import candidates, near
from inzet.reading.announcement.division import with_points
from inzet.reading.announcement.links import (
    meeting_id,
    meeting_name,
    prepared_meeting,
    previous_meeting,
)
from inzet.reading.announcement.outline import without_sessions
from inzet.reading.announcement.participants import (
    Setting,
    attending,
    in_debates,
    in_headings,
    in_partner_councils,
    merge,
    present,
    says_absent,
    says_arrives,
    says_guest,
    says_present,
    with_invitees,
)
from inzet.reading.announcement.parts import part_of, parts
from inzet.reading.announcement.programme import programme
from inzet.reading.announcement.timetable import timetable
from inzet.reading.announcement.told import with_meals, with_told, with_topics
from inzet.reading.announcement.when_where import (
    AGREED,
    dated_later,
    listed_place,
    placed,
    together,
    unnamed,
)
from inzet.reading.document import genre_of, on_behalf
from inzet.reading.gated import Gated
from inzet.reading.languages import usable
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.councils import (
    Council,
    council_words,
)
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import MeetingNotice, Session
from inzet.vocabulary.times import first_day

_REPORT = "minister's report"
_HEADS = "heads of state and government"
_DISCUSSED = frozenset(("report of a debate", "report of a written consultation"))
"""Genres that discuss meetings others announced."""
_BOTH = "annotated agenda and report"
_NOTE = "decision note"
"""Its headings are those of every such note; what is on the meeting's table its text tells."""
_CONVOCATION = "convocation"
"""It lists what is to be spoken of: agendas of what is to come, and reports of what was."""
_SOON = dt.timedelta(days=14)
"""How far apart meetings may be that one debate prepares."""
_ITEMISED = frozenset(("annotated agenda", _REPORT, _BOTH))
UNITEMISED = _DISCUSSED | {
    _CONVOCATION,
    "voting results",
    "written questions",
    "remarks",
    "explanatory memorandum",
}
"""Genres whose headings are no points of the meeting that they are about."""
_SILENT = frozenset(
    (
        "motion",
        "voting results",
        "written questions",
        "list of questions and answers",
        "list of promises",
        "treaty series",
        "report on a bill",
        "metadata record",
        "debate note",
        "speaking notes",
        "briefing note",
    )
)
"""Genres that mention meetings but give notice of none."""
_ANYWHERE = frozenset(("explanatory memorandum",))
"""Genres that are no letter about a meeting and say somewhere at which it will be."""
_SAID = frozenset(("observer", "invitee", "candidate", "partner"))
"""Capacities that a sentence names."""
_INTRODUCTION = 26
"""In how many sentences of a meeting's part it is said who takes part."""
_OWN_MINISTER = Gated(
    r"\b(?:de|ik|the)\s+(?:minister(?:-president)?s?|staatssecretaris|minister for)\b"
    r"(?!\s+(?:van|of)\s+[\w ]+\s+van\s+(?-i:[A-Z]))|\bben ik\b|\bik ben\b|\bzal ik\b|\bik zal\b",
    re.I,
)


def meetings(
    structured: Structured,
    mentions: Mentions,
    *,
    said_on: dt.date | None = None,
    genre: str | None = None,
) -> tuple[MeetingNotice, ...]:
    """The meetings of a paper, the main one first; none for a paper that announces none.

    Args:
        mentions: found with the paper's own day (or its meeting's) as anchor.
        said_on: that day, where it is known.
        genre: what kind of paper it is, where that is known.
    """
    genre = genre or genre_of(structured)
    if genre in _SILENT:
        return ()
    anchor = said_on or mentions.anchor
    found = candidates(
        structured,
        mentions,
        anchor,
        discussed=genre in _DISCUSSED,
        anywhere=genre in _ANYWHERE,
    ) or unnamed(structured, mentions, genre)
    if not found:
        return ()
    if genre in _DISCUSSED:
        debated = _discussed(found)
        notices = [
            told if told.place else listed_place(told, one.council, structured, anchor)
            for one in debated
            for told in [_notice(one, genre, structured)]
        ]
        notices[-1] = _in_passing(notices[-1], debated[-1].council, structured, mentions)
        return tuple(notices)
    if genre == _CONVOCATION:
        found = [one for one in found if one.manner != REPORT] or found
    found = [one for one in found if not _elsewhere(one, genre, anchor)] or found
    if any(one.from_ for one in found):
        # A name without a day beside one that has it is a dossier's, or the same in other words.
        found = [one for one in found if one.from_ or one.rank == MARGIN]
    main, *others = _main_first(found, genre)
    if genre != _BOTH:
        others = [one for one in others if not _is_prepared(one, main)]
    if main.from_ is None and not others:
        main = dated_later(main, structured, mentions, genre, anchor)
    announced = [main, *near(main, others)]
    notices = [_notice(one, genre, structured) for one in announced]
    if genre in AGREED and _begun(notices[0], anchor):
        # What those who met agreed on is the sign that they met.
        notices[0] = msgspec.structs.replace(notices[0], certainty="held")
    indices = parts(structured, notices)
    for i, (one, notice) in enumerate(zip(announced, notices, strict=True)):
        if i == 0 or i in indices:
            view = part_of(structured, mentions, indices, i) if len(notices) > 1 else None
            whole = view or (structured, mentions)
            notices[i] = _completed(notice, one.council, *whole, genre)
    if any(one.place is None for one in notices):
        notices = [one if one.place else together(one, structured) for one in notices]
    planned = timetable(structured, notices[0])
    if planned:
        notices[0] = msgspec.structs.replace(notices[0], sessions=planned)
    elif len(notices) == 1:
        notices[0] = _retold(notices[0], structured, mentions)
    if planned and genre not in _ITEMISED:
        return tuple(notices)
    if genre in _ITEMISED or (main.from_ and genre not in UNITEMISED):
        strict = genre not in _ITEMISED and genre != "letter"
        headed = genre != _NOTE
        outline = without_sessions(structured, notices, indices, strict=strict) if headed else ()
        for i, sessions in enumerate(outline):
            notices[i] = with_points(notices[i], sessions, structured, mentions)
        if any(one.sessions for one in notices):
            for i in range(len(notices)):
                view = part_of(structured, mentions, indices, i) if len(notices) > 1 else None
                notices[i] = with_meals(notices[i], *(view or (structured, mentions)))
        else:
            notices[0] = with_topics(
                with_told(notices[0], structured, mentions), structured, mentions
            )
    return tuple(notices)


def _retold(notice: MeetingNotice, structured: Structured, mentions: Mentions) -> MeetingNotice:
    """The same with the sessions that text calls by a name, where it only counts them else."""
    if not notice.sessions or any(one.title or one.items for one in notice.sessions):
        return notice
    told = with_told(msgspec.structs.replace(notice, sessions=()), structured, mentions)
    if len(told.sessions) < len(notice.sessions):
        return notice
    # Who sits in a session that is only counted is still there.
    there = [one for session in notice.sessions for one in session.participants]
    return msgspec.structs.replace(told, participants=merge([*told.participants, *there]))


def _discussed(found: Sequence[Candidate]) -> list[Candidate]:
    """Such a paper names the last report and the next agenda; it is held for the next, and for
    what else it has the agenda of in the days after."""
    agendas = [one for one in found if one.manner == AGENDA and one.from_]
    if not agendas:
        return [max(found, key=lambda one: one.from_ or "")]
    last = max(first_day(str(one.from_)) for one in agendas)
    return [one for one in agendas if last - first_day(str(one.from_)) <= _SOON]


def _in_passing(
    notice: MeetingNotice, council: Council, structured: Structured, mentions: Mentions
) -> MeetingNotice:
    """The meeting that is debated with those of whom speakers say that they will be there."""
    day = first_day(notice.from_) if notice.from_ else None
    own = on_behalf(structured, None)
    setting = Setting(council.body, day, usable(structured.language), own=own, key=council.key)
    pairs = list(zip(structured.sentences, mentions.sentences, strict=True))
    return msgspec.structs.replace(notice, participants=merge(in_debates(pairs, setting)))


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
        body=one.council.body or None,
        format=one.council.format,
        from_=one.from_,
        to=to,
        place=one.place,
        certainty=_certainty(one, genre),
        quote=sentence.text if sentence else None,
        start=sentence.start if sentence else None,
        end=sentence.end if sentence else None,
    )


def _elsewhere(one: Candidate, genre: str | None, day: dt.date | None) -> bool:
    """Whether a meeting is only named: the agenda of one that lies behind is another paper's, and
    one to come is a point of the meeting that a report is on."""
    if one.from_ is None or day is None or one.rank not in {HEADING, SENTENCE}:
        return False
    if one.rank == HEADING and one.manner == AGENDA:
        # Its heading stands in this paper.
        return False
    first = first_day(one.from_)
    if first <= day:
        return one.manner == AGENDA and first < day
    offered = one.sentence is not None and council_words(
        usable(one.sentence.language)
    ).offers.search(one.sentence.text)
    return genre == _REPORT and not offered


def _is_prepared(one: Candidate, main: Candidate) -> bool:
    """Whether a heading is a summit that ministers prepare: a point of their agenda."""
    return (
        one.rank == HEADING
        and one.manner is None
        and one.council.format == _HEADS
        and main.council.format != _HEADS
        and (one.from_ or "") > (main.from_ or "9")
    )


def _begun(notice: MeetingNotice, day: dt.date | None) -> bool:
    return notice.from_ is not None and day is not None and first_day(notice.from_) <= day


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
    day = first_day(notice.from_) if notice.from_ else None
    if notice.place is None:
        notice = placed(notice, structured, mentions)
    own = on_behalf(structured, genre)
    setting = Setting(council.body, day, usable(structured.language), own=own, key=council.key)
    program = programme(structured, mentions, notice, setting)
    participants = []
    opening = zip(structured.sentences, mentions.sentences, strict=True)
    for i, (sentence, said) in enumerate(opening):
        if structured.blocks[sentence.block].session is not None:
            break
        if i >= _INTRODUCTION:
            # Further on only who is said to be there *as* something.
            if says_arrives(sentence.text, sentence.language):
                came = present(sentence, said, setting)
                participants += [one for one in came if one.capacity != "member"]
            elif said.capacities and says_present(sentence.text, sentence.language):
                named_so = present(sentence, said, setting)
                participants += [one for one in named_so if one.capacity in _SAID]
            continue
        words = council_words(usable(sentence.language))
        if sentence.id in program.taken or words.margin.search(sentence.text):
            continue
        if says_present(sentence.text, sentence.language) or (
            said.groups and words.meets.search(sentence.text)
        ):
            came = present(sentence, said, setting)
            if not says_present(sentence.text, sentence.language):
                # A single member that is named beside a group tells nothing of who is there.
                came = [one for one in came if one.capacity != "member" or one.count]
            if says_absent(sentence.text, sentence.language):
                came = [one for one in came if one.capacity == "member"]
            participants += came
            setting = with_invitees(setting, participants)
        elif says_guest(sentence.text, said, sentence.language):
            # That ministers speak with one of their own tells nothing of who is there.
            met = present(sentence, said, setting)
            participants += [one for one in met if one.capacity != "member"]
    participants += in_headings(structured, setting)
    pairs = list(zip(structured.sentences, mentions.sentences, strict=True))
    participants += in_partner_councils(structured, pairs, setting)
    held = notice.certainty == "held"
    of_sessions = {
        one.id
        for one in structured.sentences
        if program.sessions and structured.blocks[one.block].session is not None
    }
    participants += attending(
        pairs,
        setting,
        participants,
        held=held,
        left_out=program.taken | of_sessions,
    )
    if setting.invitees:
        program = programme(structured, mentions, notice, setting)
    # A sentence may tell of a session and, in words of its own, who is there.
    of_session = {one.party for each in program.sessions for one in each.participants}
    told = attending([one for one in pairs if one[0].id in program.taken], setting, (), held=held)
    participants += [one for one in told if one.party not in of_session]
    return msgspec.structs.replace(
        notice,
        minister_intends_to_attend=None if notice.certainty == "held" else _attends(structured),
        previous=previous_meeting(structured, mentions, notice, council),
        prepares=prepared_meeting(structured, mentions, notice, council),
        participants=merge(participants),
        sessions=_with_people(program.sessions, structured, pairs, setting, held=held),
    )


def _with_people(
    sessions: Sequence[Session],
    structured: Structured,
    pairs: Sequence[tuple[Sentence, SentenceMentions]],
    setting: Setting,
    *,
    held: bool,
) -> tuple[Session, ...]:
    """The same sessions with those of whom their text tells further on that they are there."""
    found = []
    for one in sessions:
        own = [pair for pair in pairs if structured.blocks[pair[0].block].session == one.number]
        more = attending(own, setting, one.participants, held=held)
        known = merge([*one.participants, *more])
        found.append(msgspec.structs.replace(one, participants=known))
    return tuple(found)


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
