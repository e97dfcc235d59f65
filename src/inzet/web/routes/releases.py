"""Releasing a draft: a page that names who will be able to read it, and then the deed."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response
from starlette.routing import Route

from inzet.reading.intake import MaybeSame
from inzet.record import PaperRow
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.markings import INTERNAL
from inzet.web import choices
from inzet.web.drawer import drawer, line_of, named
from inzet.web.present.drafts import named_blocks, remark_lines, step_words
from inzet.web.present.papers import paper_line
from inzet.web.present.sheet import source_path
from inzet.web.present.statements import SHORT
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right
from inzet.writing.release import Plan, plan
from inzet.writing.release import release as releases
from inzet.writing.render.copy import copy_of

_AGREED = "1"


@page
def before(visit: Visit) -> Response:
    """``GET …/release``: who would read it under a ``marking``, and what stands in the way."""
    own = drawer(visit)
    card = named(visit, own)
    made = plan(visit.record, own, card, visit.asked("marking") or INTERNAL)
    return _shown(visit, made)


@action(Right.RELEASE)
def release(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST …/release``: releases what was shown, to whom was shown, and goes to the paper."""
    own = drawer(visit)
    card = named(visit, own, typed=form.get("draft", ""))
    made = plan(visit.record, own, card, form.get("marking", "").strip() or INTERNAL)
    if form.get("shown") != _fingerprint(made):
        raise InputError(
            "the draft, or who would read it, changed since it was shown",
            where=card.name,
            fix="Look at the page again, then release.",
        )
    as_is = form.get("as_is") == _AGREED
    if made.unfinished and not made.narrower and not as_is:
        return _shown(visit, made, unfinished=True)
    try:
        done = releases(
            visit.record, own, made, as_is=as_is, not_same=form.get("not_same") == _AGREED
        )
    except MaybeSame as maybe:
        return _shown(visit, made, same=maybe.candidate)
    return visit.go(f"/papers/{done.paper[:SHORT]}", taken=str(done.taken.outcome))


def _shown(
    visit: Visit, made: Plan, *, unfinished: bool = False, same: PaperRow | None = None
) -> Response:
    t = visit.words
    answer = visit.show(
        "draft-release.html",
        {
            "card": made.card,
            "marking": made.marking,
            "everybody": made.everybody,
            "readers": [each.name for each in made.readers],
            "narrower": made.narrower,
            "unfilled": made.unfilled,
            "conflicts": made.conflicts,
            "remarks": made.remarks,
            "papers": made.papers,
        },
        line=line_of(visit, made.card, made.draft),
        made=made,
        version=step_words(made.step, t),
        readers=[each.name for each in made.readers],
        markings=choices.markings(visit.record),
        narrower=[(each, source_path(each.source)) for each in made.narrower],
        unfilled=named_blocks(made.draft, made.unfilled),
        conflicts=named_blocks(made.draft, made.conflicts),
        remarks=remark_lines(made.remarks, t),
        shown=_fingerprint(made),
        unfinished=unfinished,
        same=paper_line(same, t) if same else None,
        stamps=copy_of(made.draft, clean=False).stamps,
    )
    if same is not None:
        answer.status_code = 409
    elif unfinished:
        answer.status_code = 422
    return answer


def _fingerprint(made: Plan) -> str:
    """Of everything that a person agrees to: what is released, and to whom."""
    readers = sorted(each.id for each in made.readers)
    return content_id([made.card.id, made.step.hash, made.marking, made.everybody, readers])


ROUTES = [
    Route("/drafts/{kind}/{meeting}/{language}/release", before, methods=["GET"]),
    Route("/drafts/{kind}/{meeting}/{language}/release", release, methods=["POST"]),
]
