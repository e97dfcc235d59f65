"""Everything that lies in the library, in one form: what was written for it, what hybrid cases lend
it, what else people assessed, and background papers."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inzet.dossiers.hybrid import shelf as cases
from inzet.dossiers.hybrid.contents import Assessment, Evaluation, Lesson
from inzet.dossiers.hybrid.contents import told as of_case
from inzet.library.contents import (
    Analysis,
    Grading,
    Item,
    Practice,
    Told,
    Use,
    every,
    kind_of,
    told,
)
from inzet.meetings import every as rows_of
from inzet.record import Filter, HistoryRow, PaperRow, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.library import LIBRARY

KINDS = ("practice", "analysis", "lesson", "evaluation", "assessment", "paper")
"""What lies in the library."""
GENRES = ("fact sheet", "explanatory memorandum")
"""Genres of papers that explain rather than announce, report or decide."""
_PAPERS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """Something that lies in the library; what it has not is empty."""

    kind: str
    """One of `KINDS`."""
    title: str
    summary: str
    by: str
    """Whose it is: its originator as its writer names them."""
    organisation: str
    """In whose feed it stands."""
    said: dt.date | None
    marking: str
    identity: str = ""
    """Of the statement; "" of a paper."""
    row: StatementRow | None = None
    paper: PaperRow | None = None
    item: Item | None = None
    """What was written for the library."""
    domains: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()
    language: str = ""
    """In which its title and summary are given here, and its body is written."""
    outcome: str = ""
    """Of an evaluation or its lesson: whether the option worked."""
    option: str = ""
    grade: str = ""
    """As its writer grades it: ``B2``."""
    case: str = ""
    """Title of the hybrid case that lends it."""
    came_of_it: Mapping[str, int] | None = None
    """How often somebody who used it says which outcome."""

    @property
    def techniques(self) -> tuple[str, ...]:
        """Codes, STIX ids or words."""
        return self.item.techniques if self.item else ()

    @property
    def regions(self) -> tuple[str, ...]:
        """Ids of regions and codes of parties."""
        return self.item.regions if self.item else ()

    @property
    def review(self) -> dt.date | None:
        """The day on which it is to be looked at again."""
        return day(self.item.review) if self.item else None

    def due(self, on: dt.date) -> bool:
        """Whether that day has come."""
        return self.review is not None and self.review <= on

    @property
    def languages(self) -> tuple[str, ...]:
        """In which its title and summary are given."""
        own = (self.language,) if self.language else ()
        return tuple(dict.fromkeys((*own, *(self.item.translations if self.item else ()))))

    def titled(self, language: str) -> tuple[str, str, str]:
        """Title, summary, and the language of both: the reader's where its author gave them."""
        other = self.item.translations.get(language) if self.item else None
        if other is None or language == self.language:
            return self.title, self.summary, self.language
        return other.title, other.summary or self.summary, language


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One thing of the library with all that hangs on it."""

    lying: Lying
    uses: tuple[Told[Use], ...]
    """Newest first."""
    gradings: tuple[Told[Grading], ...]
    """The last of each organisation, newest first."""
    versions: tuple[HistoryRow, ...]


def shelf(view: View) -> tuple[Lying, ...]:
    """Everything in view: what was written for the library, what cases lend, papers; each newest
    said first."""
    return view.remembered(("library",), lambda: tuple(_all(view)))


def opened(view: View, name: str) -> Opened:
    """One thing by its identity, or as much of its beginning as is unique.

    Raises:
        NotFound: this reader has no such thing.
    """
    row = lying(view, name)
    found = next((each for each in shelf(view) if each.identity == row.identity), None)
    if found is None:
        raise _missing(name)
    last: dict[str, Told[Grading]] = {}
    for grading in every(view, Grading):
        if grading.content.item == row.identity:
            last[grading.row.organisation] = grading
    return Opened(
        lying=found,
        uses=tuple(uses(view).get(row.identity, ()))[::-1],
        gradings=tuple(sorted(last.values(), key=lambda each: each.row.arrived, reverse=True)),
        versions=tuple(view.history(row.identity)),
    )


def lying(view: View, name: str) -> StatementRow:
    """The statement of something in the library, by its identity or the beginning of one.

    Raises:
        NotFound: this reader has no such thing.
    """
    row = view.statement(name)
    ours, lent = told(row), of_case(row)
    if ours is not None and isinstance(ours.content, Item):
        return row
    if lent is not None and isinstance(lent.content, Lesson | Evaluation | Assessment):
        return row
    if ours is None and _assessed(row):
        return row
    raise _missing(name)


def uses(view: View) -> dict[str, list[Told[Use]]]:
    """What came of using things, by the identity of the thing, in order of arrival."""
    found: dict[str, list[Told[Use]]] = defaultdict(list)
    for each in every(view, Use):
        found[each.content.item].append(each)
    return found


def day(iso: str | None) -> dt.date | None:
    """A day as content holds it; None where it is none."""
    try:
        return dt.date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _all(view: View) -> Iterator[Lying]:
    came = {
        name: Counter(each.content.outcome for each in some) for name, some in uses(view).items()
    }
    written = [*every(view, Practice), *every(view, Analysis)]
    lent = cases.shelf(view)
    known = {each.id for each in written} | {each.row.identity for each in lent}
    asked = Filter(act=Act.ASSESSMENT, method=PERSON)
    others = [row for row in rows_of(view, asked) if row.identity not in known and _assessed(row)]
    made: list[Lying] = [
        *(_written(each, came) for each in written),
        *(_lent(each, came) for each in lent),
        *(_said(row, came) for row in others),
    ]
    yield from sorted(made, key=lambda each: (str(each.said or ""), each.identity), reverse=True)
    for genre in GENRES:
        yield from map(_paper, view.papers(genre=genre, limit=_PAPERS).items)


def _written(each: Told[Item], came: Mapping[str, Mapping[str, int]]) -> Lying:
    row, item = each.row, each.content
    return Lying(
        kind=kind_of(item),
        title=item.title,
        summary=item.summary or row.quote,
        by=row.holder or row.organisation,
        item=item,
        domains=item.domains,
        instruments=item.instruments,
        dossiers=row.dossiers,
        language=item.language or row.language or "",
        grade=item.reliability + item.credibility,
        **_row(row, came),
    )


def _lent(each: cases.Lent, came: Mapping[str, Mapping[str, int]]) -> Lying:
    return Lying(
        kind=each.kind,
        title="",
        summary=each.text,
        by=each.row.organisation,
        domains=each.domains,
        instruments=each.instruments,
        dossiers=(each.dossier,),
        language=each.row.language or "",
        outcome=each.outcome,
        option=each.option,
        grade=each.grade,
        case=each.case,
        **_row(each.row, came),
    )


def _said(row: StatementRow, came: Mapping[str, Mapping[str, int]]) -> Lying:
    return Lying(
        kind="assessment",
        title="",
        summary=row.quote,
        by=row.organisation,
        dossiers=row.dossiers,
        language=row.language or "",
        **_row(row, came),
    )


def _row(row: StatementRow, came: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    return {
        "organisation": row.organisation,
        "said": row.said,
        "marking": row.marking,
        "identity": row.identity,
        "row": row,
        "came_of_it": came.get(row.identity),
    }


def _paper(paper: PaperRow) -> Lying:
    return Lying(
        kind="paper",
        title=paper.title,
        summary="",
        by=paper.on_behalf_of or paper.organisation,
        organisation=paper.organisation,
        said=paper.said,
        marking=paper.marking,
        paper=paper,
        language=paper.language or "",
    )


def _assessed(row: StatementRow) -> bool:
    """Whether a person assessed something, and not something in the library."""
    by_hand = row.rule == PERSON or row.corrected
    return row.act == Act.ASSESSMENT and by_hand and row.content.get("kind") not in LIBRARY


def _missing(name: str) -> NotFound:
    return NotFound(
        f"there is nothing in the library called “{name.strip()[:80]}”",
        fix="inzet library lists what there is.",
    )


def facets(found: Iterable[Lying]) -> dict[str, Counter[str]]:
    """How many there are of each value by which a list can be narrowed."""
    made: dict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        for name in ("domains", "instruments", "techniques", "regions", "dossiers"):
            made[name].update(getattr(each, name))
        made["by"].update([each.by])
        if each.grade:
            made["grade"].update([each.grade])
    return made
