"""The state of this node, and proving its record; for whoever administers."""

from __future__ import annotations

import time
from collections.abc import Mapping

from starlette.responses import Response
from starlette.routing import Route

import inzet
from inzet.following import followed_by
from inzet.vocabulary.errors import NotFound
from inzet.web.present.admin import followed_line, size_words
from inzet.web.present.exchange import sealed_words
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right


def administers(visit: Visit) -> None:
    """Goes on only for whoever administers; for others there is no such page.

    Raises:
        NotFound: for others.
    """
    if not visit.may(Right.ADMINISTER):
        raise NotFound("there is no such page")


def sees_all(visit: Visit) -> bool:
    """Whether they need to know everything of the own organisation: only then what is told may
    rest on all of it."""
    return visit.view.reader.markings is None


@page
def admin(visit: Visit) -> Response:
    """``GET /admin``: the node and its record, the last proof, what is followed."""
    administers(visit)
    t, state, proof = visit.words, visit.record.state(), visit.desk.proving.last()
    saved = visit.record.last_backup()
    followed = followed_by(visit.record.path) if sees_all(visit) else []
    return visit.show(
        "admin.html",
        {
            "version": inzet.__version__,
            "record": state,
            "backup": None if saved is None else {"made": saved.made, "to": saved.to},
            "proof": _told(visit),
            "followed": followed,
        },
        version=inzet.__version__,
        state=state,
        size=size_words(state.size, t),
        sealed=sealed_words(state.sealed, t),
        saved=t("admin.no-backup")
        if saved is None
        else t("admin.backed-up", when=sealed_words(saved.made, t), to=saved.to),
        head=visit.record.head() if sees_all(visit) else "",
        proof=proof,
        lasted=round((proof.ended or time.time()) - proof.began) if proof else 0,
        whole=sees_all(visit),
        followed=[followed_line(each, t) for each in followed or ()],
        following=followed is None,
        has_accounts=visit.desk.accounts is not None,
        begun=visit.asked("done") == "proving",
    )


def _told(visit: Visit) -> dict[str, object] | None:
    """A proof as data: to whoever needs to know less, only whether it holds."""
    proof = visit.desk.proving.last()
    if proof is None:
        return None
    told: dict[str, object] = {"ended": proof.ended is not None, "proves": not proof.faults}
    if not sees_all(visit):
        return told
    return {
        **told,
        "checked": proof.checked,
        "faults": proof.faults,
        "doubts": proof.doubts,
        "untrue": proof.untrue,
    }


@action(Right.ADMINISTER)
def prove(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /admin/prove``: begins to go through the record in the background."""
    visit.desk.proving.begin()
    return visit.go("/admin", done="proving")


ROUTES = [
    Route("/admin", admin, methods=["GET"]),
    Route("/admin/prove", prove, methods=["POST"]),
]
