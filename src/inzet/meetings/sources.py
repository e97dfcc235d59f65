"""What a person writes rests on: a place in a paper, something outside the record, or a judgement.

Whoever writes a statement into the record says which of the three it is; the door is the same for
hybrid cases and for the cycle of a parliament.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from inzet.reading.review import as_typed, only_place, span_citation
from inzet.record import View
from inzet.vocabulary.citations import JUDGEMENT, Citation, OutsideCitation
from inzet.vocabulary.errors import InputError


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry comes from; one of three.

    Attributes:
        paper, quote: words of a paper in the record.
        identifier, date, says: something outside it: an address, a number, a report.
        ground: why somebody judges so, or who decided.
    """

    paper: str = ""
    quote: str = ""
    identifier: str = ""
    date: str | None = None
    says: str = ""
    ground: str = ""

    def check(self) -> None:
        """That it is exactly one of the three.

        Raises:
            InputError: none or several, or a paper without words.
        """
        given = [bool(self.paper or self.quote), bool(self.identifier), bool(self.ground)]
        if sum(given) > 1:
            raise InputError(
                "an entry has one source",
                where=self.identifier or self.paper or self.ground[:40],
                fix="Give words of a paper, or a source outside, or the ground of a judgement.",
            )
        if bool(self.paper) != bool(self.quote):
            raise InputError(
                "a paper is cited by its words",
                where=self.paper or self.quote[:40],
                fix="Give the paper and the words in it that say so.",
            )

    @property
    def empty(self) -> bool:
        """Whether nothing is given."""
        return not (self.paper or self.quote or self.identifier or self.ground)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation, and the words that a statement with it quotes."""

    citation: Citation
    quote: str
    language: str | None = None


def cited(view: View, source: Source, text: str, on: dt.date) -> Cited:
    """The citation of an entry whose own words are ``text``.

    Raises:
        InputError: no source, or several.
        NotFound: no such paper for this reader.
        UnknownValue: the words do not stand in the paper, or more than once.
    """
    source.check()
    if source.paper:
        paper = view.paper(source.paper)
        extracted = view.text(paper.id)
        start, end = only_place(extracted.text, source.quote, paper.title)
        quote = as_typed(extracted.text[start:end], paper.language or "nl")
        return Cited(span_citation(paper.id, extracted, start, end), quote, paper.language)
    if source.identifier:
        said = OutsideCitation(identifier=source.identifier, date=source.date, says=source.says)
        return Cited(said, text)
    if source.ground:
        day = on.isoformat()
        return Cited(OutsideCitation(identifier=JUDGEMENT, date=day, says=source.ground), text)
    raise InputError(
        "an entry says where it comes from",
        where=text[:60],
        fix="Give words of a paper, or a source outside, or the ground of a judgement.",
    )


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes, from what source, on which day, and who may see it.

    Attributes:
        by: a login name.
        on: the day it was judged or decided; today where it is None.
        marking: as wide as what the entry rests on where it is None, and never wider.
    """

    by: str
    source: Source = field(default_factory=Source)
    on: dt.date | None = None
    marking: str | None = None


def today() -> dt.date:
    """The day it is, in UTC as everywhere in the record."""
    return dt.datetime.now(dt.UTC).date()
