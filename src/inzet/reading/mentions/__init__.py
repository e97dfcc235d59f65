"""Fifth stage: what sentences mention — parties, groups, persons, capacities, dates, figures.

Reads :class:`Structured`; writes :class:`Mentions`, one :class:`SentenceMentions` per sentence,
and the references of the whole paper with their place in the extracted text.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from inzet.reading.languages import languages, table, usable
from inzet.reading.layout.headings import letterhead_field
from inzet.reading.mentions.dates import find_dates
from inzet.reading.mentions.gazetteer import WORD, index, scan
from inzet.reading.mentions.markings import classification, handling
from inzet.reading.mentions.model import (
    NOTHING,
    CapacityMention,
    DateMention,
    GroupMention,
    PartyMention,
    PersonMention,
    QuantityMention,
    SentenceMentions,
)
from inzet.reading.mentions.people import Phrase, find_groups, find_persons
from inzet.reading.mentions.quantities import find_quantities, number_words
from inzet.reading.mentions.references import (
    ReferenceMention,
    find_references,
    motions_numbered,
)
from inzet.reading.result import Reference
from inzet.reading.text import Structured
from inzet.vocabulary.markings import Classification

__all__ = [
    "CapacityMention",
    "DateMention",
    "GroupMention",
    "Mentions",
    "PartyMention",
    "PersonMention",
    "QuantityMention",
    "ReferenceMention",
    "SentenceMentions",
    "classification",
    "find_mentions",
    "find_references",
    "handling",
    "mentions_in",
]

_DIGIT = re.compile(r"\d")
_SERIES = re.compile(r"([^\W\d_][\w -]{3,40}[^\W\d_])[\s-]\d{1,6}")
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[-/.]\d{1,2}[-/.](?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything a paper mentions."""

    sentences: tuple[SentenceMentions, ...]
    """One for each sentence, by its id."""
    references: tuple[Reference, ...] = ()
    """In text order, letterhead left out (a paper's own number is no reference)."""
    classification: Classification = Classification.UNCLASSIFIED
    """What the paper bears."""
    handling: tuple[str, ...] = ()
    anchor: dt.date | None = field(default=None)
    """The day that dates without a year were anchored to."""


def find_mentions(structured: Structured, anchor: dt.date | None = None) -> Mentions:
    """All mentions of a paper.

    Args:
        anchor: the day the paper was said, else the first day of the meeting it is about
            (see :func:`inzet.reading.document.anchor_of`).
    """
    return Mentions(
        sentences=tuple(
            mentions_in(sentence.text, sentence.language, anchor)
            for sentence in structured.sentences
        ),
        references=_references(structured),
        classification=classification(structured),
        handling=handling(structured),
        anchor=anchor,
    )


def mentions_in(text: str, language: str, anchor: dt.date | None = None) -> SentenceMentions:
    """What one sentence mentions; positions count its own characters."""
    language = usable(language)
    words = WORD.findall(text)
    hits = scan(words, index(language))
    digits = _DIGIT.search(text) is not None
    figures = digits or not number_words(language).isdisjoint(words)
    if not hits and not figures:
        return NOTHING
    kinds = {hit.entry.kind for hit in hits}
    parties: tuple[PartyMention, ...] = ()
    groups: tuple[GroupMention, ...] = ()
    persons: tuple[PersonMention, ...] = ()
    capacities: tuple[CapacityMention, ...] = ()
    if kinds - {"calendar"}:
        spans = [match.span() for match in WORD.finditer(text)]
        starts, ends = [a for a, _ in spans], [b for _, b in spans]
        parties = tuple(
            PartyMention(
                hit.entry.value,
                starts[hit.first],
                ends[hit.last - 1],
                hit.entry.kind == "adjective",
                text[ends[hit.last - 1] : ends[hit.last - 1] + 1] == "-",
            )
            for hit in hits
            if hit.entry.kind in {"party", "adjective"}
        )
        capacities = tuple(
            CapacityMention(hit.entry.value, starts[hit.first], ends[hit.last - 1])
            for hit in hits
            if hit.entry.kind == "capacity"
        )
        if "group" in kinds or "office" in kinds:
            phrase = Phrase(text, words, starts, ends, hits, language)
            groups = find_groups(phrase)
            persons = find_persons(phrase)
    dates: tuple[DateMention, ...] = ()
    if "calendar" in kinds or (digits and _DATED.search(text)):
        dates = find_dates(text, language, anchor, worded="calendar" in kinds)
    quantities: tuple[QuantityMention, ...] = ()
    if figures:
        taken = [(one.start, one.end) for one in dates]
        if digits:
            taken += [(one.start, one.end) for one in find_references(text)]
        quantities = find_quantities(text, language, taken)
    return SentenceMentions(parties, groups, persons, capacities, dates, quantities)


def _own_series(structured: Structured) -> re.Pattern[str] | None:
    """References to papers of the series the paper's own number is of ("Bericht 12")."""
    labels: set[str] = set()
    numbers = {word for code in languages() for word in table(code, "layout").get("number", ())}
    text = structured.extracted.text
    for block in structured.blocks[:40]:
        field = (
            letterhead_field(text[block.start : block.end]) if block.kind == "letterhead" else None
        )
        if field and field[0] in numbers and not find_references(field[1]):
            match = _SERIES.fullmatch(field[1])
            if match:
                labels.add(match.group(1))
    if not labels:
        return None
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted(labels)))})[\s-](\d{{1,6}})(?!\w)")


def _references(structured: Structured) -> tuple[Reference, ...]:
    found: list[Reference] = []
    own = _own_series(structured)
    motions = motions_numbered(block.text for block in structured.blocks)
    for block in structured.blocks:
        if block.kind == "letterhead":
            continue
        in_series = [
            ReferenceMention(
                f"{re.sub(r'[^a-z0-9]+', '-', match[1].lower())}-{match[2]}", *match.span()
            )
            for match in (own.finditer(block.text) if own else ())
        ]
        numbered = find_references(block.text, motions=motions)
        for one in sorted([*numbered, *in_series], key=lambda one: one.start):
            start, end = block.offsets[one.start], block.offsets[one.end - 1] + 1
            found.append(
                Reference(text=block.text[one.start : one.end], id=one.id, start=start, end=end)
            )
    return tuple(found)
