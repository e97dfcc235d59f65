"""The library: what was learnt and assessed, and background papers, as far as the record has it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from inzet.dossiers.hybrid.shelf import Lent, shelf
from inzet.dossiers.hybrid.vocabulary import name_of
from inzet.meetings import every
from inzet.record import Filter, PaperRow, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import UnknownValue
from inzet.web.exports import statement_cells
from inzet.web.present.papers import paper_line
from inzet.web.present.statements import Line, line
from inzet.web.visit import Visit, page
from inzet.web.words import Words

KINDS = ("lesson", "evaluation", "assessment", "analysis", "paper")
"""What lies in the library."""
GENRES = ("fact sheet", "explanatory memorandum")
"""Genres of papers that explain rather than announce, report or decide."""
_PAPERS = 40
_TONES = {"worked": "kept", "worked in part": "open", "did not work": "overdue"}


@dataclass(frozen=True, slots=True)
class Item:
    """Something in the library."""

    kind: str
    text: str
    line: Line | None
    """The statement that says it; None of a paper."""
    title: str
    path: str
    by: str
    said: str
    source: str
    outcome: str
    tone: str
    option: str
    instruments: tuple[str, ...]
    """Their ids."""
    tags: tuple[str, ...]
    """Instruments and domains in words, and how an assessment is graded."""
    dossiers: tuple[str, ...]
    language: str
    retold: bool


@page
def library(visit: Visit) -> Response:
    """``GET /library``: lessons, evaluations, assessments, analyses and background papers, by
    ``kind``, ``dossier``, ``instrument``, ``party``."""
    t, view = visit.words, visit.view
    kind = visit.asked("kind")
    if kind and kind not in KINDS:
        raise UnknownValue(
            f"“{kind}” is nothing that lies here", where="kind", fix=f"Use {', '.join(KINDS)}."
        )
    lent, written = visit.remembered("library", lambda: _written(view))
    papers = [row for genre in GENRES for row in view.papers(genre=genre, limit=_PAPERS).items]
    everything = [
        *(_lent(each, t) for each in lent),
        *(_analysis(row, t) for row in written),
        *(_paper(row, t) for row in papers),
    ]
    found = [each for each in everything if _wanted(each, visit)]
    shown = [each for each in found if not kind or each.kind == kind]
    instruments = sorted({name for each in everything for name in each.instruments})
    return visit.show(
        "library.html",
        {
            "items": shown,
            "statements": [each.line.row for each in shown if each.line],
            "papers": papers if not kind or kind == "paper" else [],
        },
        rows=[_cells(each) for each in shown],
        items=shown,
        kind=kind,
        counts={name: sum(each.kind == name for each in found) for name in KINDS},
        total=len(found),
        everything=len(everything),
        dossiers=_named({name for each in everything for name in each.dossiers}, t.dossier),
        instruments=[(name, name_of("instruments", name, t.language)) for name in instruments],
        parties=sorted({each.by for each in everything if each.by}),
    )


def _written(view: View) -> tuple[tuple[Lent, ...], tuple[StatementRow, ...]]:
    """What cases lend, and the other assessments that people wrote."""
    lent = shelf(view)
    known = {each.row.identity for each in lent}
    asked = Filter(act=Act.ASSESSMENT, method="person")
    return lent, tuple(row for row in every(view, asked) if row.identity not in known)


def _wanted(each: Item, visit: Visit) -> bool:
    dossier, instrument, party = (visit.asked(name) for name in ("dossier", "instrument", "party"))
    return (
        (not dossier or dossier in each.dossiers)
        and (not instrument or instrument in each.instruments)
        and (not party or party == each.by)
    )


def _named(names: set[str], title: object) -> list[tuple[str, str]]:
    assert callable(title)
    return sorted(((name, title(name)) for name in names), key=lambda each: each[1])


def _lent(each: Lent, t: Words) -> Item:
    said = line(each.row, t)
    names = [name_of("instruments", name, t.language) for name in each.instruments]
    domains = [name_of("domains", name, t.language) for name in each.domains]
    return Item(
        kind=each.kind,
        text=each.text,
        line=said,
        title=each.case,
        path=f"/dossiers/{each.dossier}",
        by=each.row.organisation,
        said=said.said,
        source=said.source,
        outcome=name_of("outcome", each.outcome, t.language) if each.outcome else "",
        tone=_TONES.get(each.outcome, "unknown"),
        option=each.option,
        instruments=each.instruments,
        tags=tuple(part for part in (*names, *domains, each.grade) if part),
        dossiers=(each.dossier,),
        language=each.row.language or "",
        retold=said.retold,
    )


def _analysis(row: StatementRow, t: Words) -> Item:
    said = line(row, t)
    return Item(
        kind="analysis",
        text=row.quote,
        line=said,
        title=", ".join(title for title, _ in said.dossiers),
        path=said.path,
        by=row.organisation,
        said=said.said,
        source=said.source,
        outcome="",
        tone="",
        option="",
        instruments=(),
        tags=(said.gist,) if said.gist else (),
        dossiers=row.dossiers,
        language=row.language or "",
        retold=said.retold,
    )


def _paper(row: PaperRow, t: Words) -> Item:
    shown = paper_line(row, t)
    return Item(
        kind="paper",
        text=row.title,
        line=None,
        title=shown.genre,
        path=shown.path,
        by=shown.party or row.organisation,
        said=shown.said,
        source=shown.numbers,
        outcome="",
        tone="",
        option="",
        instruments=(),
        tags=(),
        dossiers=(),
        language=shown.language,
        retold=shown.retold,
    )


def _cells(each: Item) -> dict[str, object]:
    row = statement_cells(each.line.row) if each.line else {}
    kept = ("statement", "said", "quote", "paper", "numbers", "marking", "stamp")
    return {
        "kind": each.kind,
        "text": each.text,
        "case": each.title,
        "by": each.by,
        "outcome": each.outcome,
        "option": each.option,
        "instruments": " ".join(each.instruments),
        "dossiers": " ".join(each.dossiers),
        "address": each.path,
        **{name: row.get(name, "") for name in kept},
    }


ROUTES = [Route("/library", library)]
