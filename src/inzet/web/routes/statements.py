"""One statement: its permalink, its history, and what a person makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from starlette.responses import Response
from starlette.routing import Route

from inzet.dossiers.hybrid.contents import STEP_OF, told
from inzet.dossiers.hybrid.writing import withdraw
from inzet.meetings import commitment, meeting
from inzet.reading import review
from inzet.reading.meanwhile import JudgedMeanwhile, unless_judged
from inzet.record import HistoryRow, Reader, Record, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.errors import NotFound, UnknownValue
from inzet.web import choices
from inzet.web.answers import remembers
from inzet.web.hand.filling import editable
from inzet.web.hand.reading import Faulty, changes, fields, reading_form, values
from inzet.web.present.meetings import title_of
from inzet.web.present.promises import Promise, promise
from inzet.web.present.releasing import related
from inzet.web.present.statements import SHORT, Line, line
from inzet.web.routes.papers import done_words
from inzet.web.routes.printed import place_of
from inzet.web.visit import Visit, action, is_ours, page
from inzet.web.who import Right
from inzet.web.words import Words


class Verb(Protocol):
    """Confirming or rejecting."""

    def __call__(
        self, record: Record, reader: Reader, identity: str, *, by: str, seen: str
    ) -> review.Done: ...


@page
@remembers()
def statement(visit: Visit) -> Response:
    """``GET /statements/{identity}``: what it says, where, and what became of it.

    One that was rejected or withdrawn is no longer shown, but its history is.
    """
    identity = visit.path("identity")
    try:
        row = visit.view.statement(identity)
    except NotFound:
        return _gone(visit, identity)
    return _statement(visit, row)


def _statement(
    visit: Visit,
    row: StatementRow,
    *,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
) -> Response:
    """The page of a statement; with what was typed, where it could not be."""
    t, view = visit.words, visit.view
    said = line(row, t)
    history = view.history(row.identity)
    answer = visit.show(
        "statement.html",
        {"statement": row, "history": history},
        line=said,
        quote=row.quote,
        identity=row.identity,
        related=related(view, row, t),
        paper=row.paper,
        print=_printed(row),
        meeting=_meeting(visit, row),
        facts=_facts(said, _promise(visit, row), t),
        content=_content(row),
        history=[_step(each, t) for each in history],
        done=done_words(visit),
        back=visit.asked("back") or visit.here(done="", undo="", entry=""),
        form=reading_form(row, t, typed=_typed(row, typed), faults=faults),
        seen=history[-1].entry if history else "",
        edit=editable(row) if row.organisation == visit.record.organisation.name else "",
        parties=choices.parties(t) if visit.may(Right.REVIEW) else [],
        dossiers=choices.dossiers(view, t) if visit.may(Right.REVIEW) else [],
    )
    if faults:
        answer.status_code = 422
    return answer


def _typed(row: StatementRow, form: Mapping[str, str] | None) -> dict[str, str]:
    names = {each.name for each in fields(row)}
    return {name: value for name, value in (form or {}).items() if name in names}


def _printed(row: StatementRow) -> int:
    """The page on which its quote begins in print; 0 where there is none to show."""
    place = place_of(row) if row.paper is not None else ()
    return place[0][0] if place else 0


def _meeting(visit: Visit, row: StatementRow) -> dict[str, str] | None:
    """The meeting it belongs to, where this reader sees it."""
    if row.meeting is None:
        return None
    try:
        notice = meeting(visit.view, row.meeting).notice
    except NotFound:
        return None
    return {"path": f"/meetings/{notice.id}", "title": title_of(notice, visit.words)}


def _gone(visit: Visit, identity: str) -> Response:
    history = visit.view.history(identity)
    quote = next((step.quote for step in reversed(history) if step.quote), "")
    return visit.show(
        "statement.html",
        {"statement": None, "history": history},
        line=None,
        quote=quote,
        identity=identity,
        history=[_step(each, visit.words) for each in history],
        done=done_words(visit),
    )


@action(Right.REVIEW)
def confirm(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /statements/{identity}/confirm``: it was read right."""
    return _verdict(visit, form, review.confirm, "confirm")


@action(Right.REVIEW)
def reject(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /statements/{identity}/reject``: the paper does not say this."""
    return _verdict(visit, form, review.reject, "reject")


@action(Right.REVIEW)
def correct(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /statements/{identity}/correct``: put what its act has right."""
    identity, seen = visit.path("identity"), form.get("seen", "").strip()
    try:
        unless_judged(visit.view, identity, seen)
        row = visit.view.statement(identity)
        done = review.correct(
            visit.record,
            visit.view.reader,
            row.identity,
            by=visit.person,
            changes=changes(row, form, visit.words),
            seen=seen,
        )
    except JudgedMeanwhile as judged:
        return _meanwhile(visit, form, judged, "correct")
    except Faulty as faulty:
        return _statement(visit, row, typed=form, faults=faulty.faults)
    return _back(visit, form, done, "corrected")


@action(Right.REVIEW)
def add(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /papers/{id}/statements``: a statement that the reader missed."""
    paper = visit.view.paper(visit.path("id"))
    party = form.get("party", "").strip() or None
    done = review.add(
        visit.record,
        visit.view.reader,
        paper.id,
        by=visit.person,
        act=form.get("act", ""),
        span=_span(form.get("span", "")),
        party=party,
        holder=form.get("holder", "").strip() or None,
        fields={"dossiers": tuple(form.get("dossiers", "").split())},
    )
    path = f"/papers/{paper.id[:SHORT]}#n-{done.identity[:SHORT]}"
    return visit.go(path, done="added", undo=done.identity, entry=done.entry)


@action(Right.REVIEW)
def undo(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /statements/{identity}/undo``: take back what a person did to it."""
    identity, entry = visit.path("identity"), form.get("entry") or None
    taken = _of_case(visit, identity, entry)
    if taken is None:
        done = review.undo(visit.record, visit.view.reader, identity, by=visit.person, entry=entry)
        taken = done.identity
    return visit.back(form, f"/statements/{taken}", done="undone", undo="", entry="")


def _of_case(visit: Visit, identity: str, entry: str | None) -> str | None:
    """Takes back an entry of a hybrid case by the case's own rules; None of another statement.

    Its corrections are undone like any other.
    """
    try:
        row = visit.view.statement(identity)
    except NotFound:
        return None
    of_case = told(row)
    if of_case is None or row.corrected or entry not in (None, row.entry):
        return None
    case = next((each for each in row.dossiers if each.startswith("hybrid/")), None)
    if case is None or not isinstance(of_case.content, tuple(STEP_OF)):
        return None
    written = withdraw(
        visit.record, visit.view.reader, case, row.identity, by=visit.person, ground="undone"
    )
    return written.identity


def _verdict(visit: Visit, form: Mapping[str, str], verb: Verb, name: str) -> Response:
    reader, seen = visit.view.reader, form.get("seen", "").strip()
    try:
        done = verb(visit.record, reader, visit.path("identity"), by=visit.person, seen=seen)
    except JudgedMeanwhile as judged:
        return _meanwhile(visit, form, judged, name)
    return _back(visit, form, done, _DONE[name])


_DONE = {"confirm": "confirmed", "reject": "rejected"}


def _meanwhile(
    visit: Visit, form: Mapping[str, str], judged: JudgedMeanwhile, verb: str
) -> Response:
    """Both, side by side: what somebody did meanwhile, and what was sent; nothing is lost."""
    view, t = visit.view, visit.words
    history = view.history(judged.identity)
    try:
        row: StatementRow | None = view.statement(judged.identity)
    except NotFound:
        row = None
    answer = visit.show(
        "meanwhile.html",
        {"statement": row, "happened": judged.happened, "sent": dict(form)},
        identity=judged.identity,
        line=line(row, t) if row is not None else None,
        quote=next((step.quote for step in reversed(history) if step.quote), ""),
        happened=[_step(each, t) for each in judged.happened],
        verb=verb,
        compared=_compared(row, form, t) if row is not None and verb == "correct" else [],
        form={
            **{name: value for name, value in form.items() if name != "csrf"},
            "seen": history[-1].entry,
        },
        leave=_back_to(form) or visit.href(f"/statements/{judged.identity}"),
    )
    answer.status_code = 409
    return answer


def _back_to(form: Mapping[str, str]) -> str:
    back = form.get("back", "")
    return back if is_ours(back) else ""


def _compared(row: StatementRow, form: Mapping[str, str], t: Words) -> list[tuple[str, str, str]]:
    """Where what was typed differs from what stands now."""
    now = values(row)
    return [
        (each.label, now[each.name], form[each.name])
        for each in reading_form(row, t)
        if each.name in form and form[each.name].strip() != now[each.name].strip()
    ]


def _back(visit: Visit, form: Mapping[str, str], done: review.Done, word: str) -> Response:
    path = f"/statements/{done.identity}"
    return visit.back(form, path, done=word, undo=done.identity, entry=done.entry)


def _span(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    if not (start.isdigit() and end.isdigit()):
        raise UnknownValue(
            "no sentence was chosen", where="span", fix="Choose a sentence of the paper first."
        )
    return int(start), int(end)


def _promise(visit: Visit, row: StatementRow) -> Promise | None:
    """A promise as it stands on the day of the page; None of another statement."""
    if row.act != Act.COMMITMENT:
        return None
    return promise(commitment(visit.view, row.identity, on=visit.moment.day), visit.words)


def _kept(made: Promise, t: Words) -> str:
    """Whether a promise was kept, and by which paper."""
    if not made.judged:
        return t("commitment.kept")
    told = f"{t('keeping.' + made.keeping)}, {made.judged}"
    return f"{told}: {made.paper}" if made.paper else told


def _register(made: Promise) -> str:
    """What the register of promises says of it, and the papers in view that it names."""
    papers = "; ".join(name for name, _ in made.letters)
    return f"{made.register}: {papers}" if papers else made.register


def _facts(said: Line, made: Promise | None, t: Words) -> list[tuple[str, str]]:
    row = said.row
    valid = t.days(row.valid_from, row.valid_to) if row.valid_from or row.valid_to else ""
    known = [
        (t("field.party"), said.who),
        (t("field.holder"), said.worded if said.worded != said.who else ""),
        (t("field.what"), said.gist),
        (t("field.terms"), said.terms),
        (t("field.due"), said.due),
        (t("field.kept"), _kept(made, t) if made else ""),
        (t("field.register"), _register(made) if made else ""),
        (t("field.said"), said.said),
        (t("field.valid"), valid),
        (t("field.item"), row.item or ""),
        (t("field.source"), _source(said)),
        (t("field.read"), said.precision),
        (t("review.confirmed"), row.reviewed_by or ""),
        (t("field.marking"), t.maybe(f"marking.{row.marking}", row.marking)),
        (t("field.arrived"), t.day(row.arrived.date())),
    ]
    return [(name, value) for name, value in known if value]


def _source(said: Line) -> str:
    """The paper, the cell of a table, or what is outside the record, with its address."""
    citation = said.row.citation
    return citation.identifier if isinstance(citation, OutsideCitation) else said.source


def _content(row: StatementRow) -> list[tuple[str, str]]:
    shown = []
    for key, value in sorted(row.content.items()):
        if value in (None, "", [], {}) or isinstance(value, dict):
            continue
        text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        shown.append((key.replace("_", " "), text))
    return shown


def _step(step: HistoryRow, t: Words) -> dict[str, Any]:
    kind = f"{step.kind}-{step.verdict}" if step.verdict else step.kind
    by = step.by or (t("history.rule", rule=step.rule) if step.rule else "")
    what = t.maybe(f"history.{kind}", kind)
    return {
        "words": " · ".join(part for part in (what, by) if part),
        "note": step.note,
        "when": t.day(step.arrived.date()),
        "entry": step.entry,
        "undone": step.undone,
        "undoable": step.kind in {"review", "correction"} and not step.undone,
    }


ROUTES = [
    Route("/statements/{identity}", statement),
    Route("/statements/{identity}/confirm", confirm, methods=["POST"]),
    Route("/statements/{identity}/reject", reject, methods=["POST"]),
    Route("/statements/{identity}/correct", correct, methods=["POST"]),
    Route("/papers/{id}/statements", add, methods=["POST"]),
    Route("/statements/{identity}/undo", undo, methods=["POST"]),
]
