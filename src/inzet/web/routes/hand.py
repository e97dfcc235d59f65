"""Writing by hand: a form, what will be kept and who will read it, and then the deed."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.responses import Response
from starlette.routing import Route

from inzet.meetings.sources import Hand
from inzet.reading.meanwhile import unless_judged
from inzet.record import PaperLite, Rehearsal, StatementRow, Tried
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import Correction, Statement
from inzet.vocabulary.errors import InputError, InzetError, NotFound, UnknownValue
from inzet.vocabulary.markings import PUBLIC
from inzet.web.drawer import drawer
from inzet.web.hand.fields import SEVERAL, Field, Given, shown
from inzet.web.hand.filling import DRAFT, editable, filled, from_note, to_note
from inzet.web.hand.kinds import At, Kind, check_source, hand_of
from inzet.web.hand.offers import offers
from inzet.web.hand.registry import GROUPS, KINDS, kind_named
from inzet.web.present.statements import line
from inzet.web.refusals import status_of
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right

_FIELDS = 200
_EXTRA = ("of", "seen", "note")
"""What a form carries beside its fields: what it changes, as it was seen, and the note it was."""


@page
def index(visit: Visit) -> Response:
    """``GET /add``: what can be written by hand."""
    _may(visit)
    groups = [
        (group, [each.name for each in KINDS.values() if each.group == group]) for group in GROUPS
    ]
    return visit.show("add.html", {"kinds": list(KINDS)}, groups=groups)


@page
def form(visit: Visit) -> Response:
    """``GET /add/{kind}``: its form; what the query names is filled in, ``of`` and ``note`` too."""
    _may(visit)
    kind = kind_named(visit.path("kind"))
    values = {each.name: visit.asked(each.name) for each in kind.fields}
    of, note = visit.asked("of"), visit.asked("note")
    if of:
        row = _own(visit, kind, of)
        values = filled(kind, row) | {name: value for name, value in values.items() if value}
        return _form(visit, kind, values, extra=_editing(visit, row))
    if note:
        kept = drawer(visit).jotting(note)
        if kept.about == DRAFT + kind.name:
            return _form(visit, kind, from_note(kept.text), extra={"note": kept.id})
    if kind.source and not values.get("source"):
        values["source"] = "paper" if values.get("paper") else ""
    return _form(visit, kind, values)


@action(Right.EDIT, fields=_FIELDS)
def write(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /add/{kind}``: checks it and shows what will be kept; keeps it where ``do`` says so.

    Nothing that was typed is lost: where something is wrong the form comes back with it.
    """
    kind = kind_named(visit.path("kind"))
    values, step = _values(kind, form), form.get("do", "check")
    extra = {name: form[name] for name in _EXTRA if form.get(name, "").strip()}
    if step == "change":
        return _form(visit, kind, values, extra=extra)
    if step == "draft":
        return _drafted(visit, kind, values, extra)
    given = Given(values, visit.words)
    given.check(each for each in kind.fields)
    if kind.source:
        check_source(given, needed_at_all=kind.needs_source)
    if given.faults:
        return _form(visit, kind, values, extra=extra, faults=given.faults, status=422)
    try:
        tried = _tried(visit, kind, given, extra)
        if step == "keep" and form.get("shown") == tried.fingerprint:
            return _kept(visit, kind, given, extra, tried)
    except InzetError as error:
        return _form(visit, kind, values, extra=extra, error=error, status=status_of(error))
    return _preview(visit, kind, values, extra, tried, changed=step == "keep")


@dataclass(frozen=True, slots=True)
class _Tried:
    """What would be kept, and who would read it."""

    statement: Statement
    marking: str
    everybody: bool
    readers: tuple[str, ...]
    fingerprint: str


def _tried(visit: Visit, kind: Kind, given: Given, extra: Mapping[str, str]) -> _Tried:
    """Writes it in a record that keeps nothing, so every rule is held before anything is shown."""
    of = extra.get("of", "")
    row = _own(visit, kind, of) if of else None
    rehearsal = Rehearsal(visit.record)
    # What looks for what it wrote finds nothing, as nothing is kept.
    with contextlib.suppress(StopIteration):
        kind.write(At(rehearsal, visit.view.reader), given, _hand(visit, kind, given, row))
    made = _statement_of(rehearsal.tried)
    marking = rehearsal.tried[-1].marking
    readers = visit.record.who_reads(marking)
    names = tuple(each.name for each in readers or ())
    ids = [] if readers is None else sorted(each.id for each in readers)
    bare = msgspec.structs.replace(made, identity="", explanation={})
    print_ = content_id([msgspec.to_builtins(bare), marking, ids, of])
    return _Tried(made, marking, marking == PUBLIC, names, print_)


def _statement_of(tried: list[Tried]) -> Statement:
    if not tried or not isinstance(tried[-1].body, Statement):
        raise InputError("nothing would be kept", fix="Fill in what is to be said.")
    return tried[-1].body


def _hand(visit: Visit, kind: Kind, given: Given, row: StatementRow | None) -> Hand:
    hand = hand_of(kind, given, visit.person)
    if row is None:
        return hand
    # What is put right stays where it was released.
    return Hand(by=hand.by, source=hand.source, on=hand.on, marking=row.marking)


def _kept(
    visit: Visit, kind: Kind, given: Given, extra: Mapping[str, str], tried: _Tried
) -> Response:
    of = extra.get("of", "")
    if of:
        row = _own(visit, kind, of)
        statement = msgspec.structs.replace(tried.statement, identity=row.identity)
        body = Correction(target=row.entry, statement=statement, by=visit.person)
        with visit.record.batch(row.marking) as batch:
            unless_judged(visit.record.view(visit.view.reader), row.identity, extra.get("seen", ""))
            entry = batch.add(body)
        identity, word = row.identity, "corrected"
    else:
        done = kind.write(
            At(visit.record, visit.view.reader), given, _hand(visit, kind, given, None)
        )
        identity, entry, word = done.identity, done.entry, "added"
    if extra.get("note"):
        desk = drawer(visit)
        desk.discard(desk.jotting(extra["note"]))
    named = {name: quote(value.strip(), safe="") for name, value in given.values.items()}
    path = kind.page.format(**{**named, "identity": identity})
    return visit.go(path, done=word, undo=identity, entry=entry)


def _drafted(
    visit: Visit, kind: Kind, values: Mapping[str, str], extra: Mapping[str, str]
) -> Response:
    """Keeps the form as it is in the drawer, where nobody sees it; of an older one, instead."""
    desk = drawer(visit)
    text = to_note({name: value for name, value in values.items() if value.strip()})
    if not text:
        raise UnknownValue("there is nothing to keep", where="add", fix="Fill something in first.")
    made = desk.jot(text, DRAFT + kind.name)
    if extra.get("note"):
        desk.discard(desk.jotting(extra["note"]))
    return visit.go("/notes", done="drafted", note=made.id)


def _form(
    visit: Visit,
    kind: Kind,
    values: Mapping[str, str],
    *,
    extra: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
    error: InzetError | None = None,
    status: int = 200,
) -> Response:
    t, more = visit.words, dict(extra or {})
    own: tuple[Field, ...] = kind.fields
    if more.get("of"):
        own = tuple(each for each in own if each.name != "marking")
    offered = offers(visit, own, values.get("case", ""))
    made = shown(own, values, t, options=offered, faults=faults)
    groups: dict[str, list[Any]] = {}
    for each in made:
        groups.setdefault(each.group, []).append(each)
    answer = visit.show(
        "add-form.html",
        {"kind": kind.name, "values": dict(values), "faults": dict(faults or {})},
        kind=kind.name,
        fields=groups,
        extra={name: more.get(name, "") for name in _EXTRA},
        faulty=[(each.name, each.label, each.fault) for each in made if each.fault],
        error=error,
        lists={
            each.options: offered[each.options]
            for each in own
            if each.options and each.kind not in ("choice", "radio", SEVERAL)
        },
    )
    answer.status_code = status
    return answer


def _preview(
    visit: Visit,
    kind: Kind,
    values: Mapping[str, str],
    extra: Mapping[str, str],
    tried: _Tried,
    *,
    changed: bool,
) -> Response:
    row = _row_of(visit, tried)
    said = line(row, visit.words)
    content = [
        (key.replace("_", " "), value if isinstance(value, str) else _told(value))
        for key, value in sorted(tried.statement.content.items())
        if value not in (None, "", [], {}, ())
    ]
    answer = visit.show(
        "add-check.html",
        {"statement": tried.statement, "marking": tried.marking, "readers": list(tried.readers)},
        kind=kind.name,
        line=said,
        row=row,
        content=[(key, value) for key, value in content if value],
        tried=tried,
        values={**values, **{name: extra.get(name, "") for name in _EXTRA}},
        changed=changed,
    )
    answer.status_code = 409 if changed else 200
    return answer


def _told(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_told(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(_told(each) for each in value.values() if each not in (None, "", [], {}))
    return str(value)


def _row_of(visit: Visit, tried: _Tried) -> StatementRow:
    """What would be kept as a page shows a statement."""
    made, paper = tried.statement, None
    if isinstance(made.citation, SpanCitation):
        found = visit.view.paper(made.citation.paper)
        paper = PaperLite(found.id, found.title, found.numbers, found.said, found.stamp)
    values = {
        name: getattr(made, name)
        for name in StatementRow.__struct_fields__
        if name in Statement.__struct_fields__ and name not in ("said", "act")
    }
    return StatementRow(
        **values,
        entry="",
        act=str(made.act),
        said=dt.date.fromisoformat(made.said) if made.said else None,
        paper=paper,
        marking=tried.marking,
        organisation=visit.record.organisation.name,
        review=None,
        reviewed_by=None,
        corrected=False,
        arrived=dt.datetime.now(dt.UTC),
    )


def _own(visit: Visit, kind: Kind, identity: str) -> StatementRow:
    """A statement that a person here wrote by this form.

    Raises:
        NotFound: there is none for this reader, or it was not written so.
    """
    row = visit.view.statement(identity)
    own = row.organisation == visit.record.organisation.name
    if not own or editable(row) != kind.name:
        raise NotFound(
            "this was not written by that form",
            where=row.identity[:12],
            fix="The page of the statement corrects what was read.",
        )
    return row


def _editing(visit: Visit, row: StatementRow) -> dict[str, str]:
    return {"of": row.identity, "seen": visit.view.history(row.identity)[-1].entry}


def _values(kind: Kind, form: Mapping[str, str]) -> dict[str, str]:
    """What was typed in the fields of a kind; of several, what was chosen, a line each."""
    found = {}
    for each in kind.fields:
        if each.kind == SEVERAL:
            prefix = f"{each.name}:"
            picked = [value for name, value in form.items() if name.startswith(prefix)]
            # A page that shows what will be kept carries them in one.
            found[each.name] = "\n".join(picked) or form.get(each.name, "")
        else:
            found[each.name] = form.get(each.name, "")
    return found


def _may(visit: Visit) -> None:
    if not visit.may(Right.EDIT):
        raise NotFound("there is no such page")


ROUTES = [
    Route("/add", index),
    Route("/add/{kind}", form, methods=["GET"]),
    Route("/add/{kind}", write, methods=["POST"]),
]
