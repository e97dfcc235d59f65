"""One's own account: password, the browsers one is logged in from, tokens for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.accounts import SCOPES, Accounts, Token, Visitor
from inzet.accounts.tokens import DAYS, MOST_DAYS
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from inzet.web import cookies
from inzet.web.present.accounts import session_lines, token_lines
from inzet.web.routes.login import address_of
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right

DONE = ("password", "session", "everywhere", "token-ended")
"""What can just have been done."""


@page
def account(visit: Visit) -> Response:
    """``GET /account``: who you are here, and what opens your account."""
    accounts, visitor = _own(visit)
    return _shown(visit, accounts, visitor)


@action(Right.READ)
def password(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /account/password``: a new one, for whoever knows the old; ends other sessions."""
    accounts, visitor = _own(visit)
    if form.get("new", "") != form.get("again", ""):
        raise InputError(
            "the two new passwords are not the same", where="password", fix="Write it twice alike."
        )
    opened = accounts.change_password(
        visitor, form.get("old", ""), form.get("new", ""), address=address_of(visit.request)
    )
    answer = visit.go("/account", done="password")
    cookies.give(answer, visit.request, cookies.SESSION, opened.secret)
    return answer


@action(Right.READ)
def end(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /account/sessions/end``: ends the ``session`` of this id, or all but this one."""
    accounts, visitor = _own(visit)
    which = form.get("session", "")
    if which:
        if not accounts.sessions.end(visitor.account, id=which):
            raise NotFound("there is no such session any more", fix="Load the page again.")
        return visit.go("/account", done="session")
    accounts.sessions.end(visitor.account, but=visitor.session)
    accounts.audit.note(visitor.account.name, "log out", "everywhere else")
    return visit.go("/account", done="everywhere")


@action(Right.READ)
def token(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /account/tokens``: makes one and shows it, once."""
    accounts, visitor = _own(visit)
    given = [each for each in SCOPES if form.get(f"may_{each}")]
    markings = [name[8:] for name, value in form.items() if name.startswith("marking_") and value]
    known = _markings(visit)
    unknown = set(markings) - set(known)
    if unknown:
        raise UnknownValue(
            f"there is no marking “{min(unknown)}”",
            where="marking",
            fix=f"Known markings: {', '.join(known)}.",
        )
    days = form.get("days", "").strip() or str(DAYS)
    if not (days.isascii() and days.isdigit() and len(days) < 5):
        raise UnknownValue("this is no number of days", where="days", fix="Use 90, for example.")
    secret, made = accounts.tokens.make(
        visitor.account,
        form.get("name", ""),
        scopes=given,
        markings=markings if form.get("narrower") else None,
        days=int(days),
    )
    accounts.audit.note(visitor.account.name, "token", f"made {made.id}")
    return _shown(visit, accounts, visitor, secret=secret, made=made)


@action(Right.READ)
def end_token(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /account/tokens/end``: ends the ``token`` of this id."""
    accounts, visitor = _own(visit)
    ended = accounts.tokens.end(form.get("token", ""), visitor.account)
    accounts.audit.note(visitor.account.name, "token", f"ended {ended.id}")
    return visit.go("/account", done="token-ended")


def _markings(visit: Visit) -> list[str]:
    """Those of which something is in view: not all that the organisation has are for everybody."""
    return sorted({feed.marking for feed in visit.view.feeds()})


def _own(visit: Visit) -> tuple[Accounts, Visitor]:
    """The account of who visits.

    Raises:
        NotFound: nobody has one here, or it is a program that asks.
    """
    accounts, visitor = visit.desk.accounts, visit.who.visitor
    if accounts is None or visitor is None or visitor.session is None:
        raise NotFound("there is no such page")
    return accounts, visitor


def _shown(
    visit: Visit,
    accounts: Accounts,
    visitor: Visitor,
    *,
    secret: str = "",
    made: Token | None = None,
) -> Response:
    own, t = visitor.account, visit.words
    sessions, tokens = accounts.sessions.of(own), accounts.tokens.of(own)
    done = visit.asked("done")
    data: dict[str, Any] = {"account": own, "sessions": sessions, "tokens": tokens}
    answer = visit.show(
        "account.html",
        data,
        account=own,
        reader=visit.who.reader.name,
        markings=[t.maybe(f"marking.{each}", each) for each in own.markings or ()],
        sessions=session_lines(sessions, visitor, t),
        tokens=token_lines(tokens, accounts, t),
        scopes=[each for each in SCOPES if each in visitor.rights],
        choices=_markings(visit),
        days=DAYS,
        most_days=MOST_DAYS,
        secret=secret,
        made=made,
        done=t(f"account.done.{done}") if done in DONE else "",
    )
    # What is shown once must not be kept by the browser either.
    answer.headers["Cache-Control"] = "no-store"
    return answer


ROUTES = [
    Route("/account", account, methods=["GET"]),
    Route("/account/password", password, methods=["POST"]),
    Route("/account/sessions/end", end, methods=["POST"]),
    Route("/account/tokens", token, methods=["POST"]),
    Route("/account/tokens/end", end_token, methods=["POST"]),
]
