"""The meetings a paper announces or reports: when, where, who, in which sessions.

Reads :class:`Structured` and :class:`Mentions`; writes :class:`MeetingNotice`, the main one first.
A meeting is announced in the title, the subject, a heading or an opening sentence; one that is
only mentioned is no notice. What the paper does not say stays None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import msgspec

from inzet.reading.announcement.agenda import without_sessions
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
    says_present,
    with_invitees,
)
from inzet.reading.announcement.programme import programme
from inzet.reading.document import genre_of, on_behalf
from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.headings import letterhead_field
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.councils import (
    Council,
    CouncilWords,
    council_words,
    named,
    place_in,
)
from inzet.reading.mentions.dates import find_dates
from inzet.reading.mentions.model import DateMention
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import MeetingNotice

_REPORT = "minister's report"
_DISCUSSED = frozenset(("report of a debate", "report of a written consultation"))
"""Genres that discuss meetings others announced."""
_ITEMISED = frozenset(("annotated agenda", _REPORT))
_SILENT = frozenset(("motion", "written questions", "treaty series", "report on a bill"))
"""Genres that mention meetings but give notice of none."""
_OPENING = 14
"""In how many sentences from the top a meeting may be announced."""
_OWN_MINISTER = re.compile(
    r"\b(?:de|ik|the)\s+(?:minister(?:-president)?s?|staatssecretaris|minister for)\b"
    r"(?!\s+(?:van|of)\s+[\w ]+\s+van\s+(?-i:[A-Z]))|\bben ik\b|\bik ben\b|\bzal ik\b|\bik zal\b",
    re.I,
)
_NEAR = dt.timedelta(days=10)
"""How far from the main meeting another one may be that the same paper announces."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A meeting named in a place that announces."""

    council: Council
    rank: int
    """0 title, 1 subject, 2 heading, 3 sentence."""
    from_: str | None
    to: str | None
    place: str | None
    sentence: Sentence | None


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
    candidates = list(_candidates(structured, mentions, said_on or mentions.anchor))
    merged = _merge(candidates)
    if not merged:
        return ()
    if genre in _DISCUSSED:
        # Such a paper names the last report and the next agenda; it is held for the next.
        latest = max(merged, key=lambda one: one.from_ or "")
        return (_notice(latest, structured, mentions, genre),)
    main, *others = merged
    notices = [_notice(one, structured, mentions, genre) for one in [main, *_near(main, others)]]
    notices[0] = _completed(notices[0], main.council, structured, mentions, genre)
    if genre in _ITEMISED and not notices[0].sessions:
        for i, sessions in enumerate(without_sessions(structured, notices)):
            notices[i] = msgspec.structs.replace(notices[i], sessions=sessions)
    return tuple(notices)


def _candidates(
    structured: Structured, mentions: Mentions, anchor: dt.date | None
) -> Iterator[_Candidate]:
    language = usable(structured.language)
    yield from _in_text(structured.title, language, anchor, 0, None)
    text = structured.extracted.text
    for block in structured.blocks[:40]:
        if block.kind == "letterhead":
            found = letterhead_field(text[block.start : block.end])
            if found and found[0] in _subjects():
                yield from _in_text(found[1], language, anchor, 1, None)
    for block in structured.blocks:
        if block.kind == "heading" and block.level <= 2 and block.session is None:
            yield from (one for one in _in_text(block.text, language, anchor, 2, None) if one.from_)
    for sentence, said in zip(
        structured.sentences[:_OPENING], mentions.sentences[:_OPENING], strict=True
    ):
        if structured.blocks[sentence.block].session is not None:
            break
        yield from _in_sentence(sentence, said.dates)


def _in_text(
    text: str, language: str, anchor: dt.date | None, rank: int, sentence: Sentence | None
) -> Iterator[_Candidate]:
    yield from _dated(text, language, find_dates(text, language, anchor), rank, sentence)


def _in_sentence(sentence: Sentence, dates: tuple[DateMention, ...]) -> Iterator[_Candidate]:
    """A sentence announces when it says that a meeting is held, or hands its agenda over."""
    words = council_words(usable(sentence.language))
    text = sentence.text
    if not words.meets.search(text) and not _hands_over(text):
        return
    yield from _dated(text, sentence.language, dates, 3, sentence)


def _hands_over(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in ("geannoteerde agenda", "het verslag", "annotated agenda"))


def _dated(
    text: str,
    language: str,
    dates: Iterable[DateMention],
    rank: int,
    sentence: Sentence | None,
) -> Iterator[_Candidate]:
    """The councils of a text, each with the day that belongs to it."""
    words = council_words(usable(language))
    days = [one for one in dates if one.from_ and len(one.from_) == 10]
    found = named(text, language)
    for i, one in enumerate(found):
        before = text[max(0, one.start - 45) : one.start]
        if rank == 3 and (words.previous.search(before) or _prepares(before, words)):
            continue
        limit = found[i + 1].start if i + 1 < len(found) else len(text)
        day = next((d for d in days if one.start <= d.start < limit), None)
        if day is None:
            before_it = [d for d in days if d.start < one.start]
            day = next((d for d in days if d.start > one.start), None) or (
                before_it[-1] if before_it and (len(days) == 1 or i == 0) else None
            )
        yield _Candidate(
            one.council,
            rank,
            day.from_ if day else None,
            day.to if day else None,
            place_in(text, language, one.end) or place_in(text, language),
            sentence,
        )


def _prepares(before: str, words: CouncilWords) -> bool:
    matches = [match.group().lower() for match in words.prepares.finditer(before)]
    return bool(matches) and matches[-1] not in {"gehouden", "plaatsvindt"}


def _merge(candidates: list[_Candidate]) -> list[_Candidate]:
    """One candidate per meeting: a general name gives way to a telling one of the same body."""
    merged: list[_Candidate] = []
    for one in sorted(candidates, key=lambda item: item.rank):
        for i, known in enumerate(merged):
            if _same(known, one):
                merged[i] = _joined(known, one)
                break
        else:
            # A name without a day, outside title and subject, announces nothing new.
            if one.from_ or one.rank <= 1 or (not merged and one.sentence):
                merged.append(one)
    return merged


def _same(known: _Candidate, one: _Candidate) -> bool:
    if known.council.body != one.council.body:
        return False
    dated = known.from_ is not None and one.from_ is not None
    if known.council.key == one.council.key:
        return not dated or known.from_ == one.from_ or (known.rank == 0 and one.rank == 3)
    loose = (
        known.council.generic
        or one.council.generic
        or "nac" in {known.council.key, one.council.key}
    )
    return loose and (not dated or known.from_ == one.from_)


def _joined(known: _Candidate, one: _Candidate) -> _Candidate:
    vague = known.council.generic or (known.council.key == "nac" and one.council.key != "nac")
    return replace(
        known,
        council=one.council if vague else known.council,
        from_=known.from_ or one.from_,
        to=known.to if known.from_ else one.to,
        place=known.place or one.place,
        sentence=known.sentence or one.sentence,
    )


def _near(main: _Candidate, others: list[_Candidate]) -> list[_Candidate]:
    if not main.from_:
        return [one for one in others if one.rank <= 1]
    day = dt.date.fromisoformat(main.from_)
    return [
        one
        for one in others
        if one.rank <= 1 or (one.from_ and abs(dt.date.fromisoformat(one.from_) - day) <= _NEAR)
    ]


def _notice(
    one: _Candidate, structured: Structured, mentions: Mentions, genre: str | None
) -> MeetingNotice:
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
        certainty=_certainty(sentence, genre, structured),
        quote=sentence.text if sentence else None,
        start=sentence.start if sentence else None,
        end=sentence.end if sentence else None,
    )


def _certainty(sentence: Sentence | None, genre: str | None, structured: Structured) -> str:
    if genre == _REPORT:
        return "held"
    if sentence is not None:
        words = council_words(usable(sentence.language))
        if words.cancelled.search(sentence.text):
            return "cancelled"
        if words.expected.search(sentence.text):
            return "expected"
        if genre != "annotated agenda" and words.held.search(sentence.text):
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
    own = on_behalf(structured, genre)
    setting = Setting(council.body, day, usable(structured.language), own=own)
    program = programme(structured, mentions, notice, setting)
    participants = []
    for sentence, said in zip(structured.sentences, mentions.sentences, strict=True):
        if structured.blocks[sentence.block].session is not None or sentence.id > 25:
            break
        if sentence.id in program.taken:
            continue
        words = council_words(usable(sentence.language))
        if says_present(sentence.text, sentence.language) or (
            said.groups and words.meets.search(sentence.text)
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


def attendance(structured: Structured) -> tuple[Sentence, bool] | None:
    """The sentence in which a paper says whether its own minister will be there, and which."""
    for sentence in structured.sentences[:40]:
        text = sentence.text
        words = council_words(usable(sentence.language))
        if not _OWN_MINISTER.search(text):
            continue
        if words.absent.search(text):
            return sentence, False
        if words.attends.search(text):
            return sentence, True
    return None


def _attends(structured: Structured) -> bool | None:
    found = attendance(structured)
    return found[1] if found else None


def _subjects() -> frozenset[str]:
    return frozenset(
        word for code in languages() for word in table(code, "layout").get("subject", ())
    )
