"""Sessions that running text tells: "begins with a dinner, followed by …", "tijdens de lunch …".

Reads the sentences of a meeting's part; writes :class:`Session`. Where no heading is an item the
text is the programme: two or more sessions and meals told one after another are its sessions, and
what is put on the table in the sentences of each are its topics. Where headings are items, a meal
with something on the table is a session beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from inzet.reading.announcement.division import divided, is_known, stems
from inzet.reading.announcement.sessions import (
    Told,
    councils_told,
    meals_told,
    programme_told,
    session_of,
)
from inzet.reading.announcement.topics import listed, spoken_of, topic
from inzet.reading.languages import usable
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.councils import council_words, named
from inzet.reading.mentions.model import SentenceMentions
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.meetings import Item, MeetingNotice, Session

_HEAD = 12
"""Characters in which a topic says that it is an agenda itself."""
_TOP = 12
"""In how many sentences from the top a paper without headings tells its agenda."""
_FIRST = 2
"""In how many sentences a paragraph says what it is about."""
_LEAST = 2
_SEVERAL = 3
"""So many points in a sentence are a list of what was spoken of."""
_MOST = 16
"""Topics of a meeting that running text tells."""


def with_told(notice: MeetingNotice, structured: Structured, mentions: Mentions) -> MeetingNotice:
    """The same with the sessions of its programme, where its text tells two or more."""
    pairs = list(zip(structured.sentences, mentions.sentences, strict=True))
    found = programme_told(notice, pairs)
    if len(found) < _LEAST:
        language = usable(structured.language)
        found = [one for one in found if one.kind == "meal" or _is_within(one, notice, language)]
    return _with(notice, found, structured) if found else notice


def _is_within(told: Told, notice: MeetingNotice, language: str) -> bool:
    """Whether a session is another council than the one that meets."""
    councils = named(told.title, language) if told.kind == "council" else []
    return any(one.council.name not in str(notice.name) for one in councils)


def with_meals(notice: MeetingNotice, structured: Structured, mentions: Mentions) -> MeetingNotice:
    """The same with its points in the sessions that its text tells, and with the meals that it
    tells beside the sessions that it has."""
    pairs = list(zip(structured.sentences, mentions.sentences, strict=True))
    notice = divided(notice, structured, pairs)
    titles = " ".join(str(one.title or "").casefold() for one in notice.sessions)
    found = [one for one in meals_told(notice, pairs) if one.title.casefold() not in titles]
    language = usable(structured.language)
    heads = " ".join(one.text for one in structured.blocks if one.kind == "heading")
    known = {one.council.name for one in named(f"{titles} . {heads}", language)}
    for one in councils_told(notice, pairs):
        council = named(one.title, language)[0].council
        if council.body == notice.body and council.name not in {*known, notice.name}:
            known.add(council.name)
            found.append(one)
    notice = _with(notice, found, structured) if found else notice
    return _announced(notice, pairs)


def _announced(
    notice: MeetingNotice, pairs: Sequence[tuple[Sentence, SentenceMentions]]
) -> MeetingNotice:
    """The same with what a sentence above its headings says is on the agenda and none of them
    repeats; a sentence of which they repeat nothing is about something else."""
    items = [item for one in notice.sessions for item in (*one.items, *one.topics)]
    first = min((one.start for one in items if one.start is not None), default=0)
    known = [stems(str(one.title)) for one in items]
    known += [stems(str(one.title)) for one in notice.sessions if one.title]
    titles = [one.title for one in items] + [one.title for one in notice.sessions]
    heads = " ".join(filter(None, titles)).casefold()
    left: list[Item] = []
    for sentence, _ in pairs[:_TOP]:
        if sentence.start >= first or _elsewhere(sentence):
            continue
        told = listed(sentence, agenda=True)
        if not told and len(spoken := spoken_of(sentence)) >= _SEVERAL:
            # "Ministers discussed Libya, migration and trade" above a heading for one of them.
            told = spoken
        new = [
            one
            for one in told
            if not is_known(stems(str(one.title)), known) and str(one.title).casefold() not in heads
        ]
        if len(new) < len(told):
            left += new
    if not left:
        return notice
    on = notice.from_ if notice.to in {None, notice.from_} else None
    number = len(notice.sessions) + 1
    more = Session(number=number, on=on, certainty=notice.certainty, topics=tuple(left))
    return msgspec.structs.replace(notice, sessions=(*notice.sessions, more))


def _with(notice: MeetingNotice, found: Sequence[Told], structured: Structured) -> MeetingNotice:
    first = len(notice.sessions) + 1
    sessions = [
        session_of(one, number, notice, structured) for number, one in enumerate(found, first)
    ]
    return msgspec.structs.replace(notice, sessions=(*notice.sessions, *sessions))


def with_topics(notice: MeetingNotice, structured: Structured, mentions: Mentions) -> MeetingNotice:
    """The same with the topics that running text gives, where no heading is an item."""
    opening = list(zip(structured.sentences, mentions.sentences, strict=True))
    pairs = [one for one in opening[:_TOP] if not _elsewhere(one[0])]
    items = [item for sentence, _ in pairs for item in listed(sentence, agenda=True)]
    if not items:
        items = list(_paragraphs(structured))
    if not items:
        for sentence, said in pairs:
            one = topic(sentence, said, None)
            items += listed(sentence, agenda=False) or ([one] if one else [])
    agendas = council_words(usable(structured.language)).agendas
    told = {str(one.title).casefold() for each in notice.sessions for one in each.topics}
    topics: dict[str, Item] = {}
    for item in items:
        title = str(item.title).casefold()
        if title not in told and not agendas.search(title[:_HEAD]) and len(topics) < _MOST:
            topics.setdefault(title, item)
    if not topics:
        return notice
    on = notice.from_ if notice.to in {None, notice.from_} else None
    number = len(notice.sessions) + 1
    session = Session(
        number=number, on=on, certainty=notice.certainty, topics=tuple(topics.values())
    )
    return msgspec.structs.replace(notice, sessions=(*notice.sessions, session))


def _paragraphs(structured: Structured) -> Iterator[Item]:
    """What the first sentences of each paragraph put on the table."""
    block, nth = -1, 0
    for sentence in structured.sentences:
        nth = nth + 1 if sentence.block == block else 1
        block = sentence.block
        if nth <= _FIRST and not _elsewhere(sentence):
            yield from spoken_of(sentence)


def _elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence is about what is beside the meeting, or in another paper."""
    words = council_words(usable(sentence.language))
    return bool(words.margin.search(sentence.text) or words.refers.search(sentence.text))
