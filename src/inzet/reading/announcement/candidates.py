"""Meetings named where a paper announces or reports: in its title, subject, headings and opening.

Reads :class:`Structured` and :class:`Mentions`; writes :class:`Candidate`, one per meeting, most
telling first. A meeting that is only mentioned is none.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from inzet.reading.announcement.candidate import (
    AGENDA,
    HEADING,
    MARGIN,
    REPORT,
    SENTENCE,
    SUBJECT,
    TITLE,
    Candidate,
)
from inzet.reading.announcement.merged import merged
from inzet.reading.announcement.places import PRINTED, is_dateline, place_of
from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.headings import letterhead_fields
from inzet.reading.mentions import Mentions
from inzet.reading.mentions.councils import (
    CouncilWords,
    Named,
    council_words,
    named,
)
from inzet.reading.mentions.dates import find_dates
from inzet.reading.mentions.model import DateMention
from inzet.reading.text import Sentence, Structured
from inzet.vocabulary.times import first_day

_BETWEEN = 16
"""Room for an article and an adjective before a name."""
_MARGIN_WORDS = 100
"""How far before a name the words for its margin may begin."""
_OPENING = 14
"""In how many sentences from the top a meeting may be announced."""
_UNDER = 3
"""Among how many blocks from the top a heading belongs to the title."""
_REACH = 8
"""Among how many blocks from the top the title stands."""
_LINES_OF_TITLE = 3
_MONTH = len("2000-01")
_LINES = 160
"""Characters in which a meeting with a number has its formation, place and days."""
_NEAR = dt.timedelta(days=10)
"""How far from the main meeting another one may be that the same paper announces."""


def candidates(
    structured: Structured,
    mentions: Mentions,
    anchor: dt.date | None,
    *,
    discussed: bool,
    anywhere: bool = False,
) -> list[Candidate]:
    """The meetings of a paper, one each, most telling first.

    Args:
        anchor: the day that dates without a year follow.
        discussed: the paper discusses what others announced; a day before a name is its own.
        anywhere: a meeting may be named with its day in any sentence; the first counts.
    """
    found = merged(list(_found(structured, mentions, anchor, discussed)))
    if not found and anywhere:
        found = list(_mentioned(structured, mentions))[:1]
    return found


def near(main: Candidate, others: list[Candidate]) -> list[Candidate]:
    """Those that the paper announces beside its main meeting."""
    day = first_day(main.from_) if main.from_ else None
    return [one for one in others if _is_near(one, day)]


def _is_near(one: Candidate, day: dt.date | None) -> bool:
    if one.rank <= SUBJECT or one.rank == MARGIN or one.manner is not None:
        return True
    if day is None or one.from_ is None:
        return False
    return abs(first_day(one.from_) - day) <= _NEAR


def _found(
    structured: Structured, mentions: Mentions, anchor: dt.date | None, discussed: bool
) -> Iterator[Candidate]:
    language = usable(structured.language)
    title = _own_title(structured)
    whole = _run_on(title, structured, anchor)
    yield from _in_text(whole, language, anchor, TITLE, after=discussed)
    text = structured.extracted.text
    for block in structured.blocks[:40]:
        if block.kind == "letterhead":
            for name, value in letterhead_fields(text[block.start : block.end]):
                if name in _subjects():
                    yield from _in_text(value, language, anchor, SUBJECT, after=discussed)
    for block in structured.blocks[: 2 * _UNDER]:
        # A press release prints its number, the formation, place and days below each other.
        numbered = [one for one in named(block.text, language) if block.text[one.start].isdigit()]
        if numbered and block.kind in PRINTED:
            behind = block.text[numbered[0].start :][:_LINES]
            yield from _in_text(behind, language, anchor, SUBJECT)
    for i, (block, after) in enumerate(zip_longest(structured.blocks, structured.blocks[1:])):
        if block.kind == "heading" and block.level <= 2 and block.session is None:
            below = f" {after.text}" if i < _REACH and after and is_dateline(after, anchor) else ""
            headed = _in_text(f"{block.text}{below}", language, anchor, HEADING)
            # A line right under the title goes on with it.
            if i < _UNDER:
                headed = (replace(one, rank=SUBJECT) for one in headed)
            yield from (one for one in headed if one.from_ or one.rank == SUBJECT)
    pairs = list(zip(structured.sentences, mentions.sentences, strict=True))
    led = False
    for sentence, said in pairs[:_OPENING]:
        block = structured.blocks[sentence.block]
        if block.session is not None:
            break
        if led and block.kind == "list_item":
            # What is enclosed is named in a list.
            yield from _dated(sentence.text, sentence.language, said.dates, SENTENCE, sentence)
            continue
        led = sentence.text.endswith(":") and _hands_over(sentence)
        yield from _in_sentence(sentence, said.dates, after=discussed)
    for sentence, said in pairs:
        yield from _in_margin(sentence, said.dates)


def _run_on(title: str, structured: Structured, own: dt.date | None) -> str:
    """A title with the lines it goes on in: after a preposition or comma, in small letters, or
    with the place and days below it."""
    blocks = structured.blocks
    at = next((i for i, one in enumerate(blocks[:_REACH]) if one.text == structured.title), None)
    if at is None:
        # A line without a full stop at the very top, where nothing is marked as a title.
        top = blocks[0] if blocks and not title else None
        return top.text if top and len(top.text) < _LINES and top.text[-1] not in ".!?" else title
    runs_on = council_words(usable(structured.language)).runs_on
    for after in blocks[at + 1 : at + 1 + _LINES_OF_TITLE]:
        if after.kind not in {"heading", "paragraph"} or len(after.text) > _LINES:
            break
        goes_on = runs_on.search(title) or after.text[:1].islower()
        if not goes_on and not is_dateline(after, own):
            break
        title = f"{title} {after.text}"
    return title


def _mentioned(structured: Structured, mentions: Mentions) -> Iterator[Candidate]:
    """Meetings that any sentence names with a day behind the name."""
    for sentence, said in zip(structured.sentences, mentions.sentences, strict=True):
        for one in _dated(sentence.text, sentence.language, said.dates, SENTENCE, sentence):
            if one.from_:
                yield one


def _own_title(structured: Structured) -> str:
    """The title without the name of the dossier, which announces no meeting."""
    title = structured.title
    if any(block.text == title for block in structured.blocks):
        return title
    before, colon, after = title.partition(": ")
    return after if colon else before


def _in_text(
    text: str, language: str, anchor: dt.date | None, rank: int, *, after: bool = False
) -> Iterator[Candidate]:
    dates = find_dates(text, language, anchor)
    yield from _dated(text, language, dates, rank, None, after=after)


def _in_sentence(
    sentence: Sentence, dates: tuple[DateMention, ...], *, after: bool
) -> Iterator[Candidate]:
    """A sentence announces when it says that a meeting is held, or hands its agenda over."""
    words = council_words(usable(sentence.language))
    text = sentence.text
    if words.refers.search(text) and not words.offers.search(text):
        return
    hands_over = words.hands_over.search(text) is not None
    if not hands_over and not words.meets.search(text):
        return
    yield from _dated(
        text, sentence.language, dates, SENTENCE, sentence, after=after, manners=hands_over
    )


def _hands_over(sentence: Sentence) -> bool:
    words = council_words(usable(sentence.language))
    found = words.hands_over.search(sentence.text) or words.offers.search(sentence.text)
    return found is not None


def _in_margin(sentence: Sentence, dates: tuple[DateMention, ...]) -> Iterator[Candidate]:
    """Another meeting that is held in the margin of this one."""
    text = sentence.text
    language = usable(sentence.language)
    words = council_words(language)
    if not words.margin.search(text) or not words.meets.search(text):
        return
    days = [one for one in dates if one.day]
    starts = [one.start for one in days]
    for one in named(text, language):
        if one.council.generic or _is_its_margin(text, one.start, words):
            continue
        before = bisect_left(starts, one.start)
        day = days[before - 1] if before else None
        yield Candidate(
            one.council,
            MARGIN,
            day.from_ if day else None,
            day.to if day else None,
            None,
            sentence,
        )


def _is_its_margin(text: str, start: int, words: CouncilWords) -> bool:
    """Whether what is named at ``start`` is the meeting in whose margin something is held."""
    before = text[max(0, start - _MARGIN_WORDS) : start]
    ends = [match.end() for match in words.margin_of.finditer(before)]
    return bool(ends) and len(before) - ends[-1] <= _BETWEEN


def _dated(
    text: str,
    language: str,
    dates: Iterable[DateMention],
    rank: int,
    sentence: Sentence | None,
    *,
    after: bool = False,
    manners: bool = True,
) -> Iterator[Candidate]:
    """The councils of a text, each with the day that belongs to it.

    Args:
        after: a day before a name is not that meeting's.
        manners: "verslag" and "agenda" before a name tell what the paper gives of it.
    """
    words = council_words(usable(language))
    days = [one for one in dates if one.day]
    found = [one for one in named(text, language) if _announced(text, one, rank, words)]
    months = [one for one in dates if one.from_ and len(one.from_) == _MONTH]
    each = _one_each(text, found, days)
    at, manner = 0, None
    for i, one in enumerate(found):
        manner = _manner(text[at : one.start], words) or manner
        at = one.end
        limit = found[i + 1].start if i + 1 < len(found) else len(text)
        day = each[i] if each else next((d for d in days if one.start <= d.start < limit), None)
        if day is None:
            before_it = [d for d in days if d.start < one.start and not after]
            day = next((d for d in days if d.start > one.start), None) or (
                before_it[-1] if before_it and (len(days) == 1 or i == 0) else None
            )
        if day is None and one.council.monthly:
            day = next(iter(months), None)
        yield Candidate(
            one.council,
            rank,
            day.from_ if day else None,
            day.to if day else None,
            place_of(
                text,
                language,
                one.end,
                words,
                beside=rank < SENTENCE,
                limit=limit,
                day=day,
                alone=len(found) == 1,
            ),
            sentence,
            manner if manners else None,
            passing=rank == SENTENCE and words.during.search(text[: one.start]) is not None,
        )
    if found and rank <= SUBJECT:
        yield from _unnamed_report(text, found, days, words, rank)


def _one_each(text: str, found: list[Named], days: list[DateMention]) -> list[DateMention]:
    """One day for each of two meetings named together: "Eurogroep en Ecofin van 1 en 2 mei"."""
    if len(found) != 2 or len(days) != 1 or days[0].start < found[1].end:
        return []
    day = days[0]
    if day.to is None or len(text[found[0].end : found[1].start]) > 12:
        return []
    first, last = dt.date.fromisoformat(str(day.from_)), dt.date.fromisoformat(day.to)
    if (last - first).days != 1 or found[0].council.kin == found[1].council.kin:
        return []
    return [replace(day, to=None), replace(day, from_=day.to, to=None)]


def _unnamed_report(
    text: str, found: list[Named], days: list[DateMention], words: CouncilWords, rank: int
) -> Iterator[Candidate]:
    """The meeting before, told by its day alone: "agenda … 6 juni en verslag 2 maart 2010"."""
    taken = found[-1].end
    for day in days:
        between = text[taken : day.start]
        manner = _manner(between, words) if day.start >= taken else None
        if manner and taken != found[-1].end:
            yield Candidate(found[-1].council, rank, day.from_, day.to, None, None, manner)
        taken = max(taken, day.end)


def _announced(text: str, one: Named, rank: int, words: CouncilWords) -> bool:
    before = text[max(0, one.start - 45) : one.start]
    if words.preparation.search(before) and not words.announcing.search(before):
        return False
    if rank != SENTENCE:
        return True
    led, colon, _ = text[: one.start].rpartition(":")
    if colon and words.tabled.search(led):
        # "Op de agenda staan: …, de geannoteerde agenda van de Europese Raad": a point.
        return False
    return not words.previous.search(before) and not _prepares(before, words)


def _manner(before: str, words: CouncilWords) -> str | None:
    """What is said last before a name: "verslag" or "geannoteerde agenda"."""
    report = max((m.start() for m in words.reports.finditer(before)), default=-1)
    agenda = max((m.start() for m in words.agendas.finditer(before)), default=-1)
    if report == agenda:
        return None
    return REPORT if report > agenda else AGENDA


def _prepares(before: str, words: CouncilWords) -> bool:
    matches = [match.group().lower() for match in words.prepares.finditer(before)]
    return bool(matches) and matches[-1] not in {"gehouden", "plaatsvindt"}


def _subjects() -> frozenset[str]:
    return frozenset(
        word for code in languages() for word in table(code, "layout").get("subject", ())
    )
