"""Nodes of other organisations on the page of the exchange: confirming them, and proof of forks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.exchange.adding import confirm as confirm_peer
from inzet.exchange.fingerprints import parsed
from inzet.exchange.here import Here
from inzet.exchange.refusals import Refusals
from inzet.vocabulary.errors import InputError, NotFound
from inzet.vocabulary.people import Person
from inzet.web.present.peers import (
    claim_line,
    fork_line,
    lease_lines,
    met_line,
    peer_line,
    refused_line,
)
from inzet.web.routes.admin import sees_all
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right


def peers_of(visit: Visit) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the page of the exchange tells of other nodes: as data, and as the template shows it.

    To the own organisation alone; to others there are forks of feeds that they read, and what one
    of those says of another that is not so, and no more.
    """
    view, t = visit.view, visit.words
    forks = [
        (number, each) for feed in view.sources for number, each in enumerate(view.forks(feed.id))
    ]
    claims = view.false_claims()
    own = view.reader.id == visit.record.organisation.id
    here = Here.of(visit.record)
    peers = here.peers.all() if own else []
    names = {each.id: each.name for each in peers}
    leases = here.leases(view) if own else []
    whole = own and sees_all(visit)
    met = here.peers.met() if whole else []
    refused = Refusals.of(visit.record).all() if whole else []
    data: dict[str, Any] = {
        "forks": [
            {
                "feed": each.feed,
                "organisation": each.organisation,
                "marking": each.marking,
                "n": each.n,
                "found": each.found,
            }
            for _, each in forks
        ],
        "false_claims": claims,
    }
    if own:
        data["peers"] = [
            {
                "name": each.name,
                "fingerprint": here.fingerprint_of(each),
                "confirmed_by": each.confirmed_by or None,
                "success": each.success,
            }
            for each in peers
        ]
    if whole:
        data["refused"] = refused
    shown = {
        "is_own": own,
        "refused": [refused_line(each, t) for each in refused[:_REFUSED]],
        "peers": [
            peer_line(
                each,
                here.fingerprint_of(each),
                t,
                said=[keys.fingerprint for keys in visit.record.waiting(each.id)],
                whole=sees_all(visit),
            )
            for each in peers
        ],
        "leases": lease_lines(leases, t),
        "claims": [claim_line(each, t) for each in claims],
        "forks": [fork_line(each, number, names, t) for number, each in forks],
        "met": [met_line(each, names, t) for each in met],
        "peers_done": visit.asked("done") if visit.asked("done") in _DONE else "",
    }
    return data, shown


_DONE = ("confirmed", "removed")
_REFUSED = 50
"""Refusals that are told on the page; the command tells all."""


@page
def evidence(visit: Visit) -> Response:
    """``GET /exchange/forks/{feed}/{number}``: the proof that an organisation signed two histories,
    as a file that anybody can check."""
    found, typed = visit.view.forks(visit.path("feed")), visit.path("number")
    number = int(typed) if typed.isdigit() and len(typed) < 4 else len(found)
    if number >= len(found):
        raise NotFound("there is no such page")
    fork = found[number]
    name = f"fork-{fork.feed[:12]}-{fork.n}.json"
    return Response(
        fork.evidence,
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@action(Right.ADMINISTER)
def confirm(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /admin/peers/{id}/confirm``: in your name, that a peer's ``fingerprint`` is as its
    organisation told it by another way."""
    here = _here(visit)
    told = parsed(form.get("fingerprint", ""), where="fingerprint")
    found = here.peers.by_id(visit.path("id"))
    if found is None:
        raise NotFound("there is no such page")
    peer = confirm_peer(here, found, told, Person.named(visit.person), asking=False)
    _note(visit, f"peer {peer.name} confirmed: {peer.id}")
    return visit.go("/exchange", done="confirmed")


@action(Right.ADMINISTER)
def remove(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /admin/peers/{id}/remove``: ends the exchange with a peer, where it is ``sure``."""
    here = _here(visit)
    peer = here.peers.by_id(visit.path("id"))
    if peer is None:
        raise NotFound("there is no such page")
    if form.get("sure") != "yes":
        raise InputError(
            "say that you are sure", where="sure", fix="Tick the box above the button."
        )
    here.peers.remove(peer.id)
    _note(visit, f"peer {peer.name} removed: {peer.id}")
    return visit.go("/exchange", done="removed")


def _here(visit: Visit) -> Here:
    if not sees_all(visit):
        raise InputError("whom there is an exchange with concerns all markings, and you see some")
    return Here.of(visit.record)


def _note(visit: Visit, what: str) -> None:
    accounts = visit.desk.accounts
    if accounts is not None:
        accounts.audit.note(visit.person, "account", what)


ROUTES = [
    Route("/exchange/forks/{feed}/{number}", evidence),
    Route("/admin/peers/{id}/confirm", confirm, methods=["POST"]),
    Route("/admin/peers/{id}/remove", remove, methods=["POST"]),
]
