"""Written consultations: which committee asks about which papers, and until when."""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reading.parliament.debates import committee, papers_below
from inzet.reading.parliament.told import Reading, Told, told
from inzet.reading.parliament.words import Words, words
from inzet.reading.text import Sentence
from inzet.vocabulary.parliament import Consultation

_TOP = 80
_GENRES = frozenset(("report of a written consultation", "list of questions and answers"))
_NEVER = frozenset(("motion", "voting results", "convocation", "report of a debate"))


def consultations(reading: Reading) -> Iterator[Told]:
    """The consultation a report is of, and deadlines that papers tell."""
    if reading.document.genre in _NEVER:
        return
    own = next(_own(reading), None) if reading.document.genre in _GENRES else None
    deadlines = list(_deadlines(reading))
    if own is not None:
        if deadlines:
            # One consultation, told in two sentences.
            own = _until(own, str(deadlines[0].content["deadline"]))
        yield own
        return
    yield from deadlines


def _until(each: Told, deadline: str) -> Told:
    """The same with its deadline."""
    return Told(
        each.sentence,
        each.act,
        each.rule,
        each.party,
        {**each.content, "deadline": deadline},
        each.at,
        each.words,
    )


def _own(reading: Reading) -> Iterator[Told]:
    for sentence in reading.paper.structured.sentences:
        if sentence.block > _TOP:
            return
        table = words(sentence.language, "consultations")
        match = table.find("opened", sentence.text)
        if not match:
            continue
        subject = table.find("subject", sentence.text[match.end() :])
        content = Consultation(
            committee=committee(match["committee"]),
            subject=" ".join(subject["subject"].split()).strip(" .,;:") if subject else None,
            papers=papers_below(sentence, reading, words(sentence.language, "debates")),
        )
        yield told(sentence, content, "cycle.consultation", reading.parliament)


def _deadlines(reading: Reading) -> Iterator[Told]:
    seen: set[str] = set()
    for sentence in reading.paper.structured.sentences:
        table = words(sentence.language, "consultations")
        match = table.find("deadline", sentence.text)
        if not match or not table.find("written", sentence.text):
            continue
        deadline = moment(sentence, reading, table, match.start())
        if deadline is None or deadline in seen:
            continue
        seen.add(deadline)
        content = Consultation(deadline=deadline)
        party = reading.parliament
        yield told(sentence, content, "cycle.deadline", party, words=match.start())


def moment(sentence: Sentence, reading: Reading, table: Words, start: int) -> str | None:
    """The first day behind a place, with its hour where the sentence gives one."""
    days = [
        one for one in reading.paper.mentioned(sentence).dates if one.day and one.start >= start
    ]
    if not days or days[0].from_ is None:
        return None
    return with_time(days[0].from_, sentence.text[days[0].end :], table)


def with_time(day: str, text: str, table: Words) -> str:
    """An ISO minute, where a text gives the hour of a day; else the day."""
    time = table.find("time", text)
    if not time or int(time["hour"]) > 23 or int(time["minute"]) > 59:
        return day
    return f"{day}T{int(time['hour']):02d}:{time['minute']}"
