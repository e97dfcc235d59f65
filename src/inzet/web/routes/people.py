"""Accounts of a workspace: who may come in, as what, and what they did; for whoever administers.

Nobody gives what they do not have: an administrator who needs to know some markings alone neither
gives others nor touches an account that sees more.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.accounts import Account, Accounts, Role
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from inzet.web.present.accounts import moment, session_lines, token_lines
from inzet.web.present.admin import account_line, event_line
from inzet.web.refusals import NotAllowed
from inzet.web.routes.admin import administers, sees_all
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right

DONE = ("changed", "ended", "token-ended", "removed")
_EVENTS = 60
_PASSWORD = 15
"""Random bytes of a password that is given, twenty letters; to be changed after a log-in."""


@page
def people(visit: Visit) -> Response:
    """``GET /admin/people``: every account, and a form to add one."""
    return _list(visit, _accounts(visit))


def _list(
    visit: Visit, accounts: Accounts, made: Account | None = None, password: str = ""
) -> Response:
    t, own = visit.words, visit.record.organisation.name
    found = accounts.people.all()
    answer = visit.show(
        "admin-people.html",
        {"accounts": found},
        rows=[
            {
                "name": each.name,
                "roles": "; ".join(each.roles),
                "reader": each.reader or own,
                "markings": "*" if each.markings is None else "; ".join(each.markings),
                "active": each.active,
                "seen": each.seen or "",
            }
            for each in found
        ],
        accounts=[account_line(each, own, t) for each in found],
        made=made,
        password=password,
        done=_done(visit),
        **_choices(visit),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@action(Right.ADMINISTER)
def add(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /admin/people``: a new account with a password that is shown once."""
    accounts = _accounts(visit)
    password = secrets.token_urlsafe(_PASSWORD)
    markings = _markings(visit, form)
    made = accounts.people.add(
        form.get("name", ""),
        roles=_roles(form),
        password=password,
        shown=form.get("shown", ""),
        reader=_reader(visit, form),
        markings=markings,
    )
    accounts.audit.note(visit.person, "account", f"added {made.name}")
    return _list(visit, accounts, made, password)


@page
def person(visit: Visit) -> Response:
    """``GET /admin/people/{name}``: one account, where it is logged in, its tokens."""
    return _one(visit, *_named(visit))


def _one(visit: Visit, accounts: Accounts, account: Account, password: str = "") -> Response:
    t = visit.words
    sessions, tokens = accounts.sessions.of(account), accounts.tokens.of(account)
    assert visit.who.visitor is not None
    answer = visit.show(
        "admin-person.html",
        {"account": account, "sessions": sessions, "tokens": tokens},
        account=account,
        line=account_line(account, visit.record.organisation.name, t),
        made=moment(account.made, t),
        sessions=session_lines(sessions, visit.who.visitor, t),
        tokens=token_lines(tokens, accounts, t),
        password=password,
        done=_done(visit),
        **_choices(visit),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@action(Right.ADMINISTER)
def change(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /admin/people/{name}``: roles, markings, as whom they look, whether it is in use."""
    accounts, account = _named(visit)
    accounts.people.change(
        account.name,
        roles=_roles(form),
        shown=form.get("shown", ""),
        reader=_reader(visit, form),
        markings=_markings(visit, form),
        active=bool(form.get("active")),
    )
    accounts.audit.note(visit.person, "account", f"changed {account.name}")
    return visit.go(_path(account), done="changed")


@action(Right.ADMINISTER)
def reset(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST …/password``: a new password, shown once; ends every session of the account."""
    accounts, account = _named(visit)
    password = secrets.token_urlsafe(_PASSWORD)
    account = accounts.people.set_password(account.name, password)
    accounts.audit.note(visit.person, "password", f"given to {account.name}")
    return _one(visit, accounts, account, password)


@action(Right.ADMINISTER)
def end(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST …/end``: ends a ``session``, a ``token``, or every session."""
    accounts, account = _named(visit)
    if token := form.get("token", ""):
        accounts.tokens.end(token, account)
        accounts.audit.note(visit.person, "token", f"ended one of {account.name}")
        return visit.go(_path(account), done="token-ended")
    accounts.sessions.end(account, id=form.get("session", "") or None)
    accounts.audit.note(visit.person, "log out", f"of {account.name}")
    return visit.go(_path(account), done="ended")


@action(Right.ADMINISTER)
def remove(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST …/remove``: removes the account, where its name is typed again as ``sure``."""
    accounts, account = _named(visit)
    if form.get("sure", "").strip() != account.name:
        raise InputError(
            "the name was not typed as it is", where="sure", fix=f"Type “{account.name}”."
        )
    accounts.people.remove(account.name)
    accounts.audit.note(visit.person, "account", f"removed {account.name}")
    return visit.go("/admin/people", done="removed")


@page
def audit(visit: Visit) -> Response:
    """``GET /admin/audit``: who was shown what, and what was done with accounts; newest first."""
    accounts = _accounts(visit)
    before = visit.asked("before")
    if before and not (before.isascii() and before.isdigit() and len(before) < 16):
        raise UnknownValue("this is no number of an event", where="before")
    who, kind, about = (visit.asked(name) for name in ("who", "kind", "about"))
    # Of what an administrator may not see nobody was ever shown anything.
    asks = not about or sees_all(visit) or _is_seen(visit, about)
    events = (
        accounts.audit.events(
            who=who or None,
            kind=kind or None,
            about=about or None,
            before=int(before) if before else None,
            limit=_EVENTS + 1,
        )
        if asks
        else []
    )
    more = events[_EVENTS - 1].number if len(events) > _EVENTS else None
    known: dict[str, bool] = {}

    def tells(entry: str) -> bool:
        if entry not in known:
            known[entry] = sees_all(visit) or _is_seen(visit, entry)
        return known[entry]

    lines = [event_line(each, tells, visit.words) for each in events[:_EVENTS]]
    return visit.show(
        "admin-audit.html",
        {"events": lines},
        rows=[
            {"at": each.at, "who": each.who, "kind": each.kind, "what": each.what,
             "count": each.count}
            for each in lines
        ],
        events=lines,
        older=more,
        whose=who,
        kind=kind,
        about=about,
        names=[each.name for each in accounts.people.all()],
        kinds=("read", "log in", "log out", "refused", "password", "account", "token"),
    )  # fmt: skip


def _is_seen(visit: Visit, entry: str) -> bool:
    for find in (visit.view.statement, visit.view.paper):
        try:
            find(entry)
        except NotFound:
            continue
        return True
    return False


def _accounts(visit: Visit) -> Accounts:
    administers(visit)
    if visit.desk.accounts is None or visit.who.visitor is None:
        raise NotFound("there is no such page")
    return visit.desk.accounts


def _named(visit: Visit) -> tuple[Accounts, Account]:
    """The account of the address.

    Raises:
        NotAllowed: it sees more than whoever asks.
    """
    accounts = _accounts(visit)
    account = accounts.people.named(visit.path("name"))
    own = visit.view.reader.markings
    if own is not None and (account.markings is None or not set(account.markings) <= set(own)):
        raise NotAllowed("this account sees more than yours does", fix="Ask another administrator.")
    return accounts, account


def _roles(form: Mapping[str, str]) -> list[Role]:
    return [role for role in Role if form.get(f"role_{role}")]


def _markings(visit: Visit, form: Mapping[str, str]) -> list[str] | None:
    """The markings that a form gives; None for all.

    Raises:
        NotAllowed: all, by somebody who has not all.
        UnknownValue: one that is not known, to them.
    """
    if not form.get("narrower"):
        if not sees_all(visit):
            raise NotAllowed(
                "you can give the markings that you have yourself", fix="Choose among them."
            )
        return None
    given = [name[8:] for name, value in form.items() if name.startswith("marking_") and value]
    unknown = set(given) - set(visit.record.markings())
    if unknown:
        raise UnknownValue(f"there is no marking “{min(unknown)}”", where="marking")
    return given


def _reader(visit: Visit, form: Mapping[str, str]) -> str:
    """As whom an account looks: "" for the own organisation.

    Raises:
        UnknownValue: nobody of that name reads here.
    """
    asked = form.get("reader", "").strip()
    return asked and visit.record.reader(asked).id


def _choices(visit: Visit) -> dict[str, Any]:
    return {
        "roles": tuple(Role),
        "markings": [each for each in visit.record.markings() if each != "PUBLIC"],
        "readers": [
            (each.id, each.name)
            for each in visit.record.readers()
            if each.id != visit.record.organisation.id
        ],
        "own": visit.record.organisation.name,
        "all_markings": sees_all(visit),
    }


def _path(account: Account) -> str:
    return f"/admin/people/{account.name}"


def _done(visit: Visit) -> str:
    done = visit.asked("done")
    return visit.words(f"admin.done.{done}") if done in DONE else ""


_ONE = "/admin/people/{name}"
ROUTES = [
    Route("/admin/people", people, methods=["GET"]),
    Route("/admin/people", add, methods=["POST"]),
    Route(_ONE, person, methods=["GET"]),
    Route(_ONE, change, methods=["POST"]),
    Route(f"{_ONE}/password", reset, methods=["POST"]),
    Route(f"{_ONE}/end", end, methods=["POST"]),
    Route(f"{_ONE}/remove", remove, methods=["POST"]),
    Route("/admin/audit", audit),
]
