"""Who is in the audiences of this organisation, and changing that; for whoever administers."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response
from starlette.routing import Route

from inzet.exchange.release.members import hindered, set_members
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.markings import INTERNAL, PUBLIC
from inzet.web.present.exchange import feed_line
from inzet.web.routes.admin import administers, sees_all
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right

_LONGEST = 300


@page
def audiences(visit: Visit) -> Response:
    """``GET /admin/audiences``: each with its members and its log; a form to change it."""
    administers(visit)
    own = visit.record.organisation.name
    found = [
        each
        for each in visit.record.readerships(visit.view)
        if each.feed.organisation == own and each.feed.marking not in (PUBLIC, INTERNAL)
    ]
    t = visit.words
    shown = [
        (
            feed_line(each, t),
            each.feed.marking,
            "\n".join(member.name for member in each.members if member.step is not None),
            hindered(visit.record, each.feed.marking),
        )
        for each in found
    ]
    return visit.show(
        "admin-audiences.html",
        {"audiences": found},
        audiences=shown,
        may_make=sees_all(visit),
        done=visit.asked("done") == "changed",
    )


@action(Right.ADMINISTER)
def change(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /admin/audiences``: exactly these ``members`` from today on, on a ``ground``."""
    audience, ground = form.get("audience", "").strip(), " ".join(form.get("ground", "").split())
    members = [line.strip() for line in form.get("members", "").splitlines() if line.strip()]
    if not ground or len(ground) > _LONGEST:
        raise InputError(
            "a change of who reads an audience needs a reason, in a sentence",
            where="ground",
            fix="Whoever is in the audience can read it.",
        )
    if not sees_all(visit) and audience not in visit.record.audiences():
        # Whether there is one that they need not know is not told.
        raise InputError(
            "you administer the audiences that you can read, and no others", where="audience"
        )
    set_members(visit.record, audience, members, ground=ground)
    accounts = visit.desk.accounts
    if accounts is not None:
        accounts.audit.note(visit.person, "account", f"audience {audience}: {ground}")
    return visit.go("/admin/audiences", done="changed")


ROUTES = [
    Route("/admin/audiences", audiences, methods=["GET"]),
    Route("/admin/audiences", change, methods=["POST"]),
]
