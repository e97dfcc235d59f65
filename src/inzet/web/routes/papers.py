"""Papers: the list, a paper annotated, its original and its reading."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.following.published import published
from inzet.reading.layout.structure import structure
from inzet.reading.mentions.references.identifier import address_of
from inzet.reading.review import as_typed, find_quote
from inzet.reading.text import Extracted, Mark, Place, Structured
from inzet.record import PaperRow, StatementRow
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.meetings import Certainty
from inzet.vocabulary.times import parse_day
from inzet.web import choices
from inzet.web.answers import remembers
from inzet.web.exports import json_response, paper_cells, statement_cells
from inzet.web.hand.reading import reading_form
from inzet.web.present.annotated import Choice, annotate
from inzet.web.present.gist import meeting_line
from inzet.web.present.papers import paper_line
from inzet.web.present.releasing import related
from inzet.web.present.statements import SHORT
from inzet.web.routes.printed import MOST, PRINTED, pages_of
from inzet.web.visit import Visit, page
from inzet.web.who import Right
from inzet.writing.compose.sheet.around import AGENDAS

_PAGE = 30
_FORMS = 150
"""Statements up to which each note brings its own form to correct it; beyond, a link to one."""


@page
@remembers()
def papers(visit: Visit) -> Response:
    """``GET /papers``: every paper in view, newest said first."""
    t = visit.words
    found = visit.view.papers(
        words=visit.asked("words") or None, limit=_PAGE, after=visit.asked("after") or None
    )
    return visit.show(
        "papers.html",
        {"papers": found.items, "next": found.next},
        rows=[paper_cells(each) for each in found.items],
        papers=[paper_line(each, t) for each in found.items],
        next=found.next,
        markings=choices.marked(visit.record, t),
        parties=choices.parties(t),
    )


@page
@remembers()
def paper(visit: Visit) -> Response:
    """``GET /papers/{id}``: the paper annotated; ``?act`` shows one act, ``?add`` adds to it."""
    t, view = visit.words, visit.view
    row = view.paper(visit.path("id"))
    statements = view.paper_statements(row.id)
    reading = view.reading(row.id)
    blanks = tuple(reading.unrecognised) if reading else ()
    shown = _of_act(statements, visit.asked("act"))
    structured = structured_text(visit, row)
    annotated = annotate(
        structured,
        shown,
        t,
        unrecognised=blanks if visit.asked("unrecognised") else (),
        whole=bool(visit.asked("act")),
    )
    context: dict[str, Any] = {
        "paper": paper_line(row, t),
        "annotated": annotated,
        "acts": choices.ACTS,
        "parties": choices.parties(t) if visit.may(Right.REVIEW) else [],
        "dossiers": choices.dossiers(view, t) if visit.may(Right.REVIEW) else [],
    }
    cited_by = view.cited_by(row.id)
    data = {
        "paper": row,
        "statements": statements,
        "unrecognised": blanks,
        "cited_by": cited_by,
    }
    if visit.asked("add") and visit.may(Right.REVIEW):
        text = view.text(row.id).text
        selected = _selected(text, visit.asked("quote"))
        return visit.show("paper-add.html", data, selected=selected, **context)
    counts = _counts(statements)
    return visit.show(
        "paper.html",
        data,
        rows=[statement_cells(each) for each in statements],
        facts=_facts(visit, row),
        meetings=_meetings(statements, visit),
        referred=_referred(shown),
        published=_published(shown),
        citing=_citing(cited_by, visit),
        counts=counts,
        total=len(statements),
        related=related(view, row, t),
        printed=pages_of(visit, row),
        most_printed=MOST,
        inline=len(statements) <= _FORMS,
        form_of=lambda each: reading_form(each, t),
        tally=", ".join(t(f"tally.{act}", n=n) for act, n in counts.items()) or t("tally.nothing"),
        blanks=len(blanks),
        account=visit.asked("taken") if visit.asked("taken") in OUTCOMES else "",
        notes=[reading.note] if reading and reading.note else [],
        done=done_words(visit),
        debated=_debated(visit, row, statements),
        is_agenda=row.genre in AGENDAS,
        **context,
    )


OUTCOMES = ("new", "known", "reread", "alias")
"""What can have become of a paper that was just handed in."""
DONE = ("confirmed", "rejected", "corrected", "added", "undone")
"""What can just have been done to a statement."""


def done_words(visit: Visit) -> str:
    """What was just done, in words; "" when nothing was."""
    done = visit.asked("done")
    return visit.words(f"done.{done}") if done in DONE else ""


@page
def original(visit: Visit) -> Response:
    """``GET /papers/{id}/original``: the bytes as they came, always as a download."""
    row = visit.view.paper(visit.path("id"))
    visit.note(row)
    suffix = {"text/html": "html", "text/plain": "txt", PRINTED: "pdf"}.get(row.media_type, "bin")
    return Response(
        visit.view.original(row.id),
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{row.id[:12]}.{suffix}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-cache",
        },
    )


@page
def reading(visit: Visit) -> Response:
    """``GET /papers/{id}/reading``: everything read from it that is in view, as JSON."""
    row = visit.view.paper(visit.path("id"))
    visit.note([row, visit.view.paper_statements(row.id)])
    text = visit.view.text(row.id)
    return json_response(
        {
            "paper": row,
            "extraction": text.version,
            "reading": visit.view.reading(row.id),
            "statements": visit.view.paper_statements(row.id),
            "cited_by": visit.view.cited_by(row.id),
        }
    )


def structured_text(visit: Visit, row: PaperRow) -> Structured:
    """A paper's text as blocks and sentences."""
    text = visit.view.text(row.id)
    return _structured(
        text.text,
        tuple(text.pages),
        tuple(text.marks),
        text.extractor,
        row.media_type,
        row.language,
        tuple(text.places),
    )


@lru_cache(maxsize=32)
def _structured(
    text: str,
    pages: tuple[int, ...],
    marks: tuple[tuple[str, int, int, int], ...],
    extractor: str,
    media_type: str,
    language: str | None,
    places: tuple[tuple[int, int, int, int, int, int, int], ...],
) -> Structured:
    # Keyed by the text itself, so it can hold nothing for a reader who could not hand it in.
    extracted = Extracted(
        text=text,
        pages=pages,
        marks=tuple(Mark(*mark) for mark in marks),
        extractor=extractor,
        media_type=media_type,
        places=tuple(Place(*place) for place in places),
    )
    return structure(extracted, language=language)


def _selected(text: str, quote: str) -> Choice | None:
    places = find_quote(text, quote) if quote else []
    if not places:
        return None
    start, end = places[0]
    return Choice(f"{start}-{end}", as_typed(text[start:end]))


def _of_act(statements: list[StatementRow], act: str) -> list[StatementRow]:
    if act and act not in choices.ACTS:
        raise UnknownValue(
            f"“{act}” is not an act", where="act", fix=f"Use {', '.join(choices.ACTS)}."
        )
    return [row for row in statements if not act or str(row.act) == act]


def _counts(statements: list[StatementRow]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in statements:
        counts[str(row.act)] = counts.get(str(row.act), 0) + 1
    return {act: counts[act] for act in choices.ACTS if act in counts}


def _referred(shown: list[StatementRow]) -> dict[str, str]:
    """Paths of the papers in view that references lead to, by their identifiers."""
    return {
        str(row.content.get("id")): f"/papers/{row.resolved.id[:SHORT]}"
        for row in shown
        if row.resolved is not None
    }


def _published(shown: list[StatementRow]) -> dict[str, str]:
    """Public addresses of what is referred to, by identifier, where they are known."""
    found: dict[str, str] = {}
    for row in shown:
        identifier = row.content.get("id")
        if str(row.act) == "reference" and isinstance(identifier, str):
            address = address_of(identifier)
            if address is not None:
                found[identifier] = address
    return found


def _citing(rows: list[StatementRow], visit: Visit) -> list[dict[str, str]]:
    """The papers that refer to this one, each once, with the place where it first does."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.paper is not None:
            line = paper_line(row.paper, visit.words)
            path = f"{line.path}#s-{row.identity[:SHORT]}"
            found[row.paper.id] = {"path": path, "title": line.title, "said": line.said}
    return list(found.values())


def _facts(visit: Visit, row: PaperRow) -> list[str]:
    t = visit.words
    line = paper_line(row, t)
    behalf = t("paper.on-behalf-of", party=t.named(row.on_behalf_of)) if line.party else ""
    to = t("paper.to", addressee=line.addressee) if line.addressee else ""
    said = t("paper.said", day=line.said) if row.said else t("said.undated")
    noted = published(visit.view, row.id)
    where = t(f"published.{noted.state}", day=t.day(parse_day(noted.on))) if noted else ""
    facts = (where, line.genre, line.numbers, said, behalf, to, line.marking)
    return [fact for fact in facts if fact]


def _debated(visit: Visit, row: PaperRow, statements: list[StatementRow]) -> str:
    """The meeting that an agenda announces, to draft a note for its debate; "" of other papers."""
    if not visit.may(Right.REVIEW) or row.genre not in AGENDAS:
        return ""
    notices = {
        statement.meeting: str(notice.get("certainty"))
        for statement in reversed(statements)
        if statement.meeting and isinstance(notice := statement.content.get("meeting"), dict)
    }
    # Of a letter with an agenda and a report the meeting that is still to come.
    ahead = [meeting for meeting, certainty in notices.items() if certainty != Certainty.HELD]
    return ahead[-1] if ahead else ""


def _meetings(statements: list[StatementRow], visit: Visit) -> list[dict[str, str]]:
    found: dict[str, str] = {}
    for row in statements:
        notice = row.content.get("meeting")
        if row.meeting and isinstance(notice, dict):
            found.setdefault(row.meeting, meeting_line(notice, visit.words))
    return [{"path": f"/meetings/{id_}", "title": title} for id_, title in found.items()]


ROUTES = [
    Route("/papers", papers, methods=["GET"]),
    Route("/papers/{id}", paper),
    Route("/papers/{id}/original", original),
    Route("/papers/{id}/reading", reading),
]
