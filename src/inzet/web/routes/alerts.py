"""Following: addresses for feed readers and calendars, and one's own alerts by mail."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response
from starlette.routing import Route

from inzet.alerts import Book, Settings, State, Subject, asked_for, checked_address
from inzet.meetings import chain
from inzet.vocabulary.errors import InputError, InzetError
from inzet.vocabulary.people import Person
from inzet.web import choices
from inzet.web.present.alerts import followed
from inzet.web.present.meetings import title_of
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right

_TROUBLE = (State.WAITING, State.UNCERTAIN, State.REFUSED)
_KINDS = ("dossier", "party", "meeting", "words", "due")


@page
def alerts(visit: Visit) -> Response:
    """``GET /alerts``: what can be followed how; what one is told by mail. ``dossier``, ``party``,
    ``meeting``, ``words`` and ``due`` fill in the form."""
    t = visit.words
    mine = _is_mine(visit)
    person, book = Person.named(visit.person or "nobody"), Book(visit.record.path)
    asked = book.of(person) if mine else []
    recipient = book.recipient(person) if mine else None
    letters = book.letters(*_TROUBLE, recipient=person.key) if mine else []
    named = any(each.subject is Subject.MEETING for each in asked)
    titles = {one.id: title_of(one.notice, t) for one in chain(visit.view)} if named else {}
    wanted = {name: value for name in _KINDS if (value := visit.asked(name))}
    about = next(iter(wanted), "dossier")
    return visit.show(
        "alerts.html",
        {"alerts": asked, "address": recipient.address if recipient else None},
        mine=mine,
        alerts=[followed(each, t, titles) for each in asked],
        recipient=recipient,
        until=f"{recipient.reached:%Y-%m-%d %H:%M}" if recipient else "",
        letters=[f"{each.made:%Y-%m-%d %H:%M}: {each.error}" for each in letters[-5:]],
        set_up=_is_set_up() if mine else True,
        keys=visit.desk.accounts is not None,
        kinds=_KINDS,
        about=about,
        value="" if about == "due" else wanted.get(about, ""),
        dossiers=choices.dossiers(visit.view, t) if mine else [],
        parties=choices.seen_parties(visit.view, t) if mine else [],
    )


@action(Right.READ)
def add(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /alerts``: follows one thing by mail, from now on."""
    _require_mine(visit)
    about, value = form.get("about", ""), form.get("value", "").strip()
    if about not in _KINDS or not (value or about == "due"):
        raise InputError("nothing is named to follow", where="value", fix="Name what to follow.")
    given = {"meeting_id" if about == "meeting" else about: value} if about != "due" else {}
    if about == "due" and value:
        given = {"dossier" if "/" in value else "party": value}
    subject, named = asked_for(visit.view, due=about == "due", **given)
    Book(visit.record.path).add(
        Person.named(visit.person),
        subject,
        named,
        address=checked_address(form.get("address", "")),
        language=visit.words.language,
    )
    return visit.go("/alerts", done="followed")


@action(Right.READ)
def remove(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /alerts/{id}/remove``: ends one of one's own alerts."""
    _require_mine(visit)
    Book(visit.record.path).remove(Person.named(visit.person), visit.path("id"))
    return visit.go("/alerts", done="ended")


def _is_mine(visit: Visit) -> bool:
    """Whether a person visits who can be told: with an account, or the one of this machine."""
    visitor = visit.who.visitor
    return visitor.session is not None if visitor is not None else visit.may(Right.DRAFT)


def _require_mine(visit: Visit) -> None:
    if not _is_mine(visit):
        raise InputError(
            "nobody visits here who could be told by mail",
            fix="Log in, in a workspace with accounts; on your own machine choose no reader.",
        )


def _is_set_up() -> bool:
    try:
        Settings.of_environment()
    except InzetError:
        return False
    return True


ROUTES = [
    Route("/alerts", alerts, methods=["GET"]),
    Route("/alerts", add, methods=["POST"]),
    Route("/alerts/{id}/remove", remove, methods=["POST"]),
]
