"""Agenda items: the headings that are items.

Reads the blocks of a paper; writes which of them are headings of items, chapters above them, or
neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise

from inzet.reading.dating import is_dated
from inzet.reading.gated import NEVER
from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.headings import (
    is_closing,
    is_letterhead,
    is_salutation,
    is_signature,
    is_subhead,
    session_heading,
    strip_number,
)
from inzet.reading.layout.openers import opener
from inzet.reading.layout.titles import names_genre
from inzet.reading.mentions.councils import council_words, named
from inzet.reading.mentions.dates import find_dates
from inzet.reading.mentions.model import DateMention
from inzet.reading.text import Block, Structured
from inzet.vocabulary.meetings import Item, MeetingNotice

_HEADS = "heads of state and government"
_DEEPEST = 3
"""How deep a heading of a point may be."""
_GREETED = 25
"""Among how many blocks from the top a letter greets its reader."""
_LONGEST_CHAPTER = 70
_ABBREVIATED = 4
"""Letters up to which capitals are an abbreviation."""
_LONGEST_DAY = 90
_RUN = 4
"""So many headings without text between them are a list, none of them above another."""
_TITLE = 60
"""The same where it says that it gives an agenda or a report of the meeting."""
_NAMED = 30
"""The same without a day: "GEANNOTEERDE AGENDA RAAD ALGEMENE ZAKEN"."""
_JOINED = 8
"""Characters between names that stand beside each other."""
_RUNNING = frozenset(("paragraph", "list_item"))
"""What may be text: communiqués number their paragraphs."""
_TEXT = 60
"""Characters from which a paragraph is text."""
_COUNT = re.compile(r"(\d{1,2})[.)]\s")
_MARK = re.compile(
    r"(?:(?P<roman>[IVX]{1,5}[.)])|(?P<part>\d{1,2}\.\d{1,2}[.)]?)|(?P<figure>\(?\d{1,2}[.)])"
    r"|(?P<capital>[A-Z][.)])|(?P<small>\(?[ivx]{1,4}[.)])|(?P<letter>\(?[a-z][.)])"
    r"|(?P<dot>[•·▪◦●■*‣►▶▸➢➤>–—-]))\s"
)
_PERSON = re.compile(
    r"(?:(?:[Dd]rs?|[Mm]r|[Ii]r|[Pp]rof|[Ii]ng)\. ?)*(?:(?:[A-Z][a-z]{0,2}\. ?)+|[A-Z][a-z’'-]+ )"
    r"(?:(?:de|der|den|van|ten|ter|le|la|von|el|’t|'t) )*[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,2}\Z"
)
_BRACKETED = re.compile(r"\s*\([^()]*\)\s*\Z")
_QUOTE = re.compile(r"[\"“„«‘'].*[\"”“»’'][.]?", re.S)
_DAYS = 12
"""Characters beside the days of a heading that is nothing but days."""


def agenda_start(structured: Structured) -> int:
    """Where what stands above an agenda ends: its title, its greeting."""
    title = structured.title.casefold()
    start = max(
        (
            one.start
            for one in structured.blocks
            if one.kind == "title" or (one.kind == "heading" and one.text.casefold() == title)
        ),
        default=-1,
    )
    # What stands above a greeting, or above a field of the letterhead, is the letterhead.
    return max(
        (
            start,
            *(one.start for one in structured.blocks[:_GREETED] if is_salutation(one.text)),
            *(one.start for one in _above_running(structured) if one.kind == "letterhead"),
        )
    )


def _above_running(structured: Structured) -> Iterator[Block]:
    """The blocks at the top of a paper, up to its first running text."""
    for block in structured.blocks[:_GREETED]:
        if block.kind == "paragraph" and len(block.text) >= _TEXT and block.text[-1] in ".!?":
            return
        yield block


def item_headings(structured: Structured) -> list[Block]:
    """Headings of agenda items, sub-heads and framing headings left out, in order."""
    start = agenda_start(structured)
    following = [*structured.blocks[1:], None]
    listed = _in_runs(structured.blocks, start, structured.language)
    signed = signatories(structured)
    return [
        block
        for block, after in zip(structured.blocks, following, strict=True)
        if block.start > start
        and block.start not in signed
        and (block.start in listed or not is_chapter(block, after))
        and may_be_item(block, structured.language)
    ]


def signatories(structured: Structured) -> frozenset[int]:
    """Where the names of those begin who signed, right under their office, or who are quoted."""
    language = usable(structured.language)
    return frozenset(
        block.start
        for before, block in pairwise(structured.blocks)
        if block.kind == "heading"
        and (
            _is_quoted(before, block)
            or (
                is_signature(before.text)
                and not _PERSON.match(before.text)
                and _PERSON.match(block.text)
                and not names_genre(block.text)
                and not named(block.text, language)
            )
        )
    )


def _is_quoted(before: Block, block: Block) -> bool:
    """Whether a line is who said what stands in quotation marks above it: "A. Bee, Minister"."""
    quote = _QUOTE.fullmatch(before.text) is not None and before.kind == "paragraph"
    return quote and ", " in block.text


def _in_runs(blocks: Sequence[Block], after: int, language: str | None) -> set[int]:
    """Where headings begin that are a list of what follows."""
    found: set[int] = set()
    kept = (one for one in blocks if one.start > after)
    for (fits, _), run in groupby(kept, lambda one: (may_be_item(one, language), one.level)):
        each = list(run)
        if fits and len(each) >= _RUN:
            found.update(one.start for one in each)
    return found


def may_be_item(block: Block, language: str | None) -> bool:
    if block.kind != "heading" or block.level >= 4:
        return False
    return heads_item(block.text, language, in_session=block.session is not None)


@lru_cache(maxsize=512)
def heads_item(text: str, language: str | None, *, in_session: bool) -> bool:
    """Whether a heading may be an item's by its words; asked several times of each in a paper."""
    bare = strip_number(text).strip(" :").lower()
    plain = _BRACKETED.sub("", bare)
    return (
        (not in_session or session_heading(text) is None)
        and not divides_item(text)
        and not {bare, plain} & outer_words("headings")
        and _never().match(bare) is None
        and not {bare, plain} & outer_words("procedural")
        and (
            in_session
            or not is_closing(text)
            or any(bare.startswith(one) for one in outer_words("last_items"))
        )
        and not text.startswith("(")
        and not is_letterhead(text)
        and not _speaks(text, language)
        and not is_signature(text)
        and day_alone(text, usable(language)) is None
        and not (len(text) < _LONGEST_DAY and is_dated(text, usable(language)))
        and not _only_names(text, usable(language))
    )


def heads_none(block: Block) -> bool:
    """Whether a line that stands like a heading heads nothing: an address, links, a footer."""
    return _never().match(bare_heading(block)) is not None


def divides_item(text: str) -> bool:
    """Whether a heading divides an item, alone or with what it tells behind a colon ("Aard
    bespreking: oriënterend debat")."""
    label, colon, _ = text.partition(":")
    return is_subhead(text) or (bool(colon) and is_subhead(label))


def numbering(text: str) -> str | None:
    """How a heading is numbered: the kind of its mark; None where it bears none."""
    found = _MARK.match(text)
    return found.lastgroup if found else None


def _speaks(text: str, language: str | None) -> bool:
    """Whether a heading is who speaks, with or without a colon ("The Minister (Ms A. Bee)")."""
    found = opener(text, language) or opener(f"{text}:", language)
    return found is not None and (not found.labels or text.endswith(":"))


def bare_heading(block: Block) -> str:
    return strip_number(block.text).strip(" :").lower()


def _only_names(text: str, language: str) -> bool:
    """Whether a heading is nothing but the name of a meeting with its days: a title."""
    dates = find_dates(text, language, None)
    councils = [one for one in named(text, language) if not one.council.aside]
    if len(councils) > 1 and len(text) - sum(one.end - one.start for one in councils) < _JOINED:
        return True
    told = reports_or_announces(text, language)
    if not councils or not (dates or told):
        return False
    taken = sum(one.end - one.start for one in dates)
    taken += sum(one.end - one.start for one in councils)
    most = (_TITLE if dates else _NAMED) if told else _DAYS
    return len(text) - taken < most


def reports_or_announces(text: str, language: str) -> bool:
    """Whether a heading is the report or agenda of something by its words."""
    words = council_words(language)
    return bool(words.reports.search(text) or words.agendas.search(text))


def day_alone(text: str, language: str) -> DateMention | None:
    """The day of a short line that holds nothing else."""
    dates = find_dates(text, language, None) if len(text) < 40 else ()
    if len(dates) == 2 and not text[dates[0].end : dates[1].start].strip(" -–"):
        first, last = dates
        if first.day and last.day and first.to is None and len(text) - last.end < _DAYS:
            return replace(first, end=last.end, to=last.to or last.from_)
    fits = (one for one in dates if len(text) - (one.end - one.start) < _DAYS)
    return next(fits, None)


def is_chapter(block: Block, after: Block | None) -> bool:
    """Whether a heading stands right above the heading of an item, without text of its own."""
    if after is None or after.kind != "heading" or session_heading(after.text) is not None:
        return False
    if _counted_on(block, after) or bare_heading(after) in outer_words("headings"):
        return False
    return after.level <= 3 and not divides_item(after.text) and not after.text.startswith("(")


def _counted_on(block: Block, after: Block) -> bool:
    """Whether a heading's number follows another's: neighbours of a list, none above the other."""
    one, two = _COUNT.match(block.text), _COUNT.match(after.text)
    return one is not None and two is not None and int(two[1]) == int(one[1]) + 1


def item_of(block: Block) -> Item:
    return Item(
        title=strip_number(block.text).rstrip(" :"),
        quote=block.text,
        start=block.start,
        end=block.end,
    )


@lru_cache(maxsize=1)
def _never() -> re.Pattern[str]:
    """Lines that stand like headings and head nothing."""
    words = [
        one
        for code in languages()
        for one in table(code, "layout").get("frame", {}).get("never", ())
    ]
    return re.compile("|".join(words) or NEVER, re.I)


@lru_cache(maxsize=4)
def outer_words(key: str) -> frozenset[str]:
    return frozenset(
        one for code in languages() for one in table(code, "layout").get("frame", {}).get(key, ())
    )


def above_text(structured: Structured) -> Iterator[int]:
    """Where headings begin that stand above a paragraph of text or a line of a list, below the
    first such paragraph or below the heading that says that points follow."""
    begun = False
    for block, after in pairwise(structured.blocks):
        text = after.kind == "paragraph" and len(after.text) >= _TEXT and after.text[-1] in '.!?”"'
        if block.kind == "heading" and begun and (text or after.kind == "list_item"):
            yield block.start
        begun = (
            begun
            or (block.kind in _RUNNING and len(block.text) >= _TEXT)
            or (block.kind == "heading" and bare_heading(block) in outer_words("headings"))
        )


def points(structured: Structured, main: MeetingNotice) -> set[int]:
    """Where the headings of items begin; a list of what follows under the same headings is none."""
    headings = [one for one in item_headings(structured) if one.level <= 3]
    last = {bare_heading(one): one.start for one in headings}
    found = {one.start for one in headings if last[bare_heading(one)] == one.start}
    return (found | set(_prepared(structured, main))) - _above_notice(structured, main)


def _prepared(structured: Structured, main: MeetingNotice) -> Iterator[int]:
    """Where headings begin that are but the summit which ministers prepare, above text of it."""
    if main.format == _HEADS:
        return
    language = usable(structured.language)
    text = set(above_text(structured))
    for block in structured.blocks:
        if block.kind != "heading" or block.level > _DEEPEST or block.start not in text:
            continue
        councils = named(block.text, language)
        if (
            councils
            and not reports_or_announces(block.text, language)
            and _only_names(block.text, language)
        ):
            fits = {one.council.format for one in councils} == {_HEADS}
            if fits and not councils[0].council.aside:
                yield block.start


def _above_notice(structured: Structured, main: MeetingNotice) -> set[int]:
    """The heading right above the paragraph that says who goes to the meeting: a name."""
    attends = council_words(usable(structured.language)).attends
    for block, after in pairwise(structured.blocks):
        if main.start is not None and after.start <= main.start < after.end:
            told = block.kind == "heading" and attends.search(main.quote or "")
            return {block.start} if told else set()
    return set()
