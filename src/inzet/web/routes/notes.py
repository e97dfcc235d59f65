"""Notes of one's own: private, outside the record, deletable; forms that were not finished too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.vocabulary.errors import NotFound
from inzet.web.drawer import drawer
from inzet.web.hand.fields import AREA, Field, Given, shown
from inzet.web.hand.filling import DRAFT, from_note
from inzet.web.hand.registry import KINDS
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right
from inzet.writing.drawer import Jotting

_FIELDS = (Field("text", AREA, needed=True), Field("about"))
_DONE = ("drafted", "noted", "deleted", "shared")


@page
def notes(visit: Visit) -> Response:
    """``GET /notes``: notes and unfinished forms, newest first; those ``about`` one thing."""
    return _notes(visit, {"about": visit.asked("about"), "text": ""})


@action(Right.DRAFT)
def note(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /notes``: keeps a note."""
    given = Given(form, visit.words)
    given.check(_FIELDS)
    if given.faults:
        answer = _notes(visit, form, faults=given.faults)
        answer.status_code = 422
        return answer
    drawer(visit).jot(form.get("text", ""), form.get("about", ""))
    return visit.go("/notes", done="noted")


@action(Right.DRAFT)
def delete(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /notes/{id}/delete``: deletes a note for good."""
    desk = drawer(visit)
    desk.discard(desk.jotting(visit.path("id")))
    return visit.go("/notes", done="deleted")


@action(Right.DRAFT)
def share(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /notes/{id}/share``: lets a person or a team see it."""
    desk = drawer(visit)
    desk.share(desk.jotting(visit.path("id")), form.get("whom", ""))
    return visit.go("/notes", done="shared")


def _notes(
    visit: Visit, values: Mapping[str, str], *, faults: Mapping[str, str] | None = None
) -> Response:
    if not visit.may(Right.DRAFT):
        raise NotFound("there is no such page")
    found = drawer(visit).jottings(visit.asked("about"))
    done = visit.asked("done")
    return visit.show(
        "notes-page.html",
        {"notes": found},
        rows=[_cells(each) for each in found],
        notes=[_line(visit, each) for each in found],
        form=shown(_FIELDS, values, visit.words, options={}, faults=faults, hinted=False),
        done=visit.words(f"notes.done.{done}") if done in _DONE else "",
    )


def _line(visit: Visit, each: Jotting) -> dict[str, Any]:
    t = visit.words
    kind = each.about.removeprefix(DRAFT) if each.about.startswith(DRAFT) else ""
    kind = kind if kind in KINDS else ""
    values = from_note(each.text) if kind else {}
    named = {field.name: field for field in KINDS[kind].fields} if kind else {}
    shared = t("notes.shared", names=", ".join(each.shared_with)) if each.shared_with else ""
    return {
        "id": each.id,
        "kind": kind,
        "title": t(f"byhand.kind.{kind}") if kind else t("notes.one"),
        "text": each.text,
        "about": "" if kind else each.about,
        "path": f"/dossiers/{each.about}" if not kind and "/" in each.about else "",
        "filled": [
            (t.maybe(f"hand.field.{name}") or t.maybe(f"field.{name}", name), value)
            for name, value in values.items()
            if name in named
        ],
        "by": "" if each.own else each.by,
        "when": t.day(each.made.date()),
        "own": each.own,
        "shared": shared,
    }


def _cells(each: Jotting) -> dict[str, object]:
    return {"id": each.id, "about": each.about, "text": each.text, "by": each.by, "made": each.made}


ROUTES = [
    Route("/notes", notes, methods=["GET"]),
    Route("/notes", note, methods=["POST"]),
    Route("/notes/{id}/delete", delete, methods=["POST"]),
    Route("/notes/{id}/share", share, methods=["POST"]),
]
