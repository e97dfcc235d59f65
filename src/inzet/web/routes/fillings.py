"""A draft's open places filled in, and who else sees it: two small forms beside the draft."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response
from starlette.routing import Route

from inzet.accounts import check_readers
from inzet.vocabulary.errors import InputError, Outdated, UnknownValue
from inzet.web.drawer import drawer, line_of, name_of, named
from inzet.web.hand.fields import AREA, DAY, TEXT, Shown
from inzet.web.refusals import status_of
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right
from inzet.writing.draft import Draft, Form
from inzet.writing.drawer import Card, Desk, fields, fill_all

_DATE = "head/date"
_FIELDS = 300


@page
def open_places(visit: Visit) -> Response:
    """``GET …/fill``: the letterhead and every field of a draft, and with whom it is shared."""
    own = drawer(visit)
    return _shown(visit, own, named(visit, own))


@action(Right.DRAFT, fields=_FIELDS)
def fill(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST …/fill``: fills them in, in one version; what was typed comes back if it cannot be."""
    own = drawer(visit)
    card = named(visit, own, typed=form.get("draft", ""))
    seen = form.get("number", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 9):
        raise UnknownValue(
            "this is no number of a version", where="number", fix="Open the form anew."
        )
    try:
        fill_all(own, card, form, seen=int(seen))
    except (Outdated, InputError) as error:
        answer = _shown(visit, own, card, typed=form, error=error)
        answer.status_code = status_of(error)
        return answer
    return visit.go(f"/drafts/{name_of(visit)}", done="filled", draft=form.get("draft", ""))


@action(Right.DRAFT)
def share(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST …/share``: lets a person or team see and edit a draft; with ``end``, no longer.

    Refused where somebody of them may not read what it rests on.
    """
    own = drawer(visit)
    card = named(visit, own, typed=form.get("draft", ""))
    whom = form.get("whom", "").strip()
    if form.get("end"):
        own.unshare(card, whom)
    else:
        try:
            if visit.desk.accounts is not None:
                check_readers(visit.desk.accounts.people, own.people(whom), own.markings(card))
            own.share(card, whom)
        except InputError as error:
            answer = _shown(visit, own, card, error=error)
            answer.status_code = status_of(error)
            return answer
    return visit.go(f"/drafts/{name_of(visit)}/fill", draft=form.get("draft", ""))


def _shown(
    visit: Visit,
    own: Desk,
    card: Card,
    *,
    typed: Mapping[str, str] | None = None,
    error: Outdated | InputError | None = None,
) -> Response:
    t, found = visit.words, own.version(card)
    held, under = fields(found.draft), _headings(found.draft)
    made = [
        Shown(
            name=each.key,
            kind=DAY if each.key == _DATE else TEXT if each.key.startswith("head/") else AREA,
            label=t(f"hand.head.{each.label}") if each.key.startswith("head/") else each.label,
            value=(typed or {}).get(each.key, each.filled),
            hint=" · ".join(
                part
                for part in (
                    under.get(each.key, ""),
                    t("draft.filled-by", name=each.by) if each.by else "",
                )
                if part
            ),
            group="head" if each.key.startswith("head/") else "",
        )
        for each in held
    ]
    return visit.show(
        "draft-fill.html",
        {"card": card, "fields": held},
        line=line_of(visit, card, found.draft),
        number=found.step.number,
        head=[each for each in made if each.group],
        fields=[each for each in made if not each.group],
        teams=[(each.name, "") for each in own.teams()],
        error=error,
    )


def _headings(draft: Draft) -> dict[str, str]:
    """The heading that each block of a draft stands under, by its key."""
    found, last = {}, ""
    for block in draft.blocks:
        if block.form is Form.HEADING:
            last = block.text
        found[block.key] = last
    return found


_ONE = "/drafts/{kind}/{meeting}/{language}"
ROUTES = [
    Route(f"{_ONE}/fill", open_places, methods=["GET"]),
    Route(f"{_ONE}/fill", fill, methods=["POST"]),
    Route(f"{_ONE}/share", share, methods=["POST"]),
]
