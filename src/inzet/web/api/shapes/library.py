"""What lies in the library, and requests for information."""

from __future__ import annotations

import datetime as dt
from typing import Any

from inzet.library import Lying, Opened, Requested, Status
from inzet.library.shelf import KINDS
from inzet.record import Reader
from inzet.web.api.shapes.common import (
    BASE,
    PaperRef,
    Shape,
    SourceRef,
    maybe_paper,
    source_ref,
)


class NamedShape(Shape, frozen=True, kw_only=True):
    """Title and summary in one language, by their author."""

    language: str
    title: str
    summary: str


class CameShape(Shape, frozen=True, kw_only=True):
    """How often somebody who used it says which outcome."""

    outcome: str
    """`worked`, `worked in part`, `did not work` or `not known yet`."""
    times: int


class LibraryItem(Shape, frozen=True, kw_only=True):
    """Something that lies in the library."""

    id: str
    """Its identity; of a background paper its id."""
    kind: str
    """`practice`, `analysis`, `lesson`, `evaluation`, `assessment` or `paper`."""
    title: str
    """In the language that it is written in; may be empty."""
    summary: str
    language: str | None
    """In which it is written, where that is told."""
    translations: tuple[NamedShape, ...]
    by: str
    """Whose it is, as its writer says; of a paper the code of a party."""
    organisation: str
    """In whose feed it stands."""
    said: dt.date | None
    domains: tuple[str, ...]
    """Terms of the hybrid vocabulary, by id."""
    instruments: tuple[str, ...]
    techniques: tuple[str, ...]
    """Codes of frameworks, STIX ids, or words."""
    regions: tuple[str, ...]
    """Terms, or codes of parties."""
    dossiers: tuple[str, ...]
    grade: str | None
    """As its writer grades it: `B2`."""
    handling: tuple[str, ...]
    """TLP 2.0, LIMITE: shown, never computed with."""
    review: dt.date | None
    """The day on which it is to be looked at again."""
    outcome: str | None
    """Of an evaluation or its lesson: whether what was tried worked."""
    option: str | None
    """And what was tried."""
    came_of_it: tuple[CameShape, ...]
    marking: str
    statement: SourceRef | None
    """Null of a background paper."""
    paper: PaperRef | None
    """The background paper itself."""
    href: str


class LibraryList(Shape, frozen=True, kw_only=True):
    """What lies in the library, newest said first; papers last."""

    on: dt.date
    items: tuple[LibraryItem, ...]
    next: str | None
    """Address of the rest; null at the end."""


class EvidenceShape(Shape, frozen=True, kw_only=True):
    """Something in the record that an item rests on."""

    name: str
    statement: str | None
    """Its identity."""
    paper: str | None
    """Its id."""
    href: str


class UseShape(Shape, frozen=True, kw_only=True):
    """What came of using it."""

    outcome: str
    text: str
    organisation: str
    statement: SourceRef


class GradingShape(Shape, frozen=True, kw_only=True):
    """How an organisation grades it."""

    grade: str
    text: str
    organisation: str
    statement: SourceRef


class LibraryOne(LibraryItem, frozen=True, kw_only=True):
    """One of them, with all that hangs on it."""

    text: str
    """Its body; empty where it has none."""
    evidence: tuple[EvidenceShape, ...]
    uses: tuple[UseShape, ...]
    """Newest first."""
    gradings: tuple[GradingShape, ...]
    """The last of each organisation."""
    history: str
    """Address of its versions."""


class AskedShape(Shape, frozen=True, kw_only=True):
    """An organisation that was asked."""

    name: str
    id: str | None
    """Its fingerprint; null where whoever asked knew no key."""
    gives: str | None
    """`whole`, `part` or `declined`, as it answered last; null for no answer."""


class AnswerShape(Shape, frozen=True, kw_only=True):
    """What somebody answered."""

    organisation: str
    gives: str
    text: str
    items: tuple[str, ...]
    """Identities of what it gives."""
    statement: SourceRef


class RequestShape(Shape, frozen=True, kw_only=True):
    """A request for information as it stands on the day of the answer."""

    id: str
    status: Status
    question: str
    by: str
    to: tuple[AskedShape, ...]
    due: dt.date | None
    """The last day on which an answer is in time."""
    about: str | None
    """Identity of what it is about."""
    dossiers: tuple[str, ...]
    said: dt.date | None
    marking: str
    waits_for_us: bool
    """Whether whoever reads still has to answer."""
    ours: bool
    """Whether whoever reads asked it."""
    answers: tuple[AnswerShape, ...]
    """Oldest first."""
    closed: str | None
    """Why it was closed; null where it was not."""
    statement: SourceRef
    href: str


class RequestList(Shape, frozen=True, kw_only=True):
    """Requests, what waits first, by when it is due; then the others, newest first."""

    on: dt.date
    items: tuple[RequestShape, ...]
    next: str | None
    """Address of the rest; null at the end."""


def item_id(each: Lying) -> str:
    """What tells it from the others."""
    return each.identity or (each.paper.id if each.paper else "")


def item_shape(each: Lying) -> LibraryItem:
    """Something that lies in the library."""
    return LibraryItem(**_item(each))


def item_one(found: Opened) -> LibraryOne:
    """One of them with all that hangs on it."""
    item, identity = found.lying.item, found.lying.identity
    return LibraryOne(
        **_item(found.lying),
        text=item.text if item else "",
        evidence=tuple(
            EvidenceShape(
                name=each.name,
                statement=each.statement,
                paper=each.paper,
                href=f"{BASE}/papers/{each.paper}"
                if each.paper
                else f"{BASE}/statements/{each.statement}",
            )
            for each in (item.evidence if item else ())
        ),
        uses=tuple(
            UseShape(
                outcome=each.content.outcome,
                text=each.content.text,
                organisation=each.row.organisation,
                statement=source_ref(each.row),
            )
            for each in found.uses
        ),
        gradings=tuple(
            GradingShape(
                grade=each.content.reliability + each.content.credibility,
                text=each.content.text,
                organisation=each.row.organisation,
                statement=source_ref(each.row),
            )
            for each in found.gradings
        ),
        history=f"{BASE}/statements/{identity}/history",
    )


def request_shape(each: Requested, reader: Reader) -> RequestShape:
    """A request as it is to a reader."""
    content, row = each.told.content, each.told.row
    return RequestShape(
        id=each.id,
        status=each.status,
        question=content.text,
        by=row.organisation,
        to=tuple(
            AskedShape(
                name=one.addressee.name,
                id=one.addressee.id or None,
                gives=one.answer.content.gives if one.answer else None,
            )
            for one in each.asked
        ),
        due=each.due,
        about=content.about,
        dossiers=tuple(row.dossiers),
        said=row.said,
        marking=row.marking,
        waits_for_us=each.waits_for(reader),
        ours=each.is_of(reader),
        answers=tuple(
            AnswerShape(
                organisation=one.row.organisation,
                gives=one.content.gives,
                text=one.content.text,
                items=one.content.items,
                statement=source_ref(one.row),
            )
            for one in each.answers
        ),
        closed=each.closing.content.text if each.closing else None,
        statement=source_ref(row),
        href=f"{BASE}/requests/{each.id}",
    )


def _item(each: Lying) -> dict[str, Any]:
    item, id_ = each.item, item_id(each)
    assert each.kind in KINDS
    return {
        "id": id_,
        "kind": each.kind,
        "title": each.title,
        "summary": each.summary,
        "language": each.language or None,
        "translations": tuple(
            NamedShape(language=code, title=one.title, summary=one.summary)
            for code, one in (item.translations.items() if item else ())
        ),
        "by": each.by,
        "organisation": each.organisation,
        "said": each.said,
        "domains": each.domains,
        "instruments": each.instruments,
        "techniques": each.techniques,
        "regions": each.regions,
        "dossiers": tuple(each.dossiers),
        "grade": each.grade or None,
        "handling": item.handling if item else (),
        "review": each.review,
        "outcome": each.outcome or None,
        "option": each.option or None,
        "came_of_it": tuple(
            CameShape(outcome=name, times=times)
            for name, times in sorted((each.came_of_it or {}).items())
        ),
        "marking": each.marking,
        "statement": source_ref(each.row) if each.row else None,
        "paper": maybe_paper(each.paper),
        "href": f"{BASE}/{'library' if each.identity else 'papers'}/{id_}",
    }
