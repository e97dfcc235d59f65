"""Handing in a paper, from the browser."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inzet.exchange.foreign.keeping import take as take_objects
from inzet.exchange.foreign.pieces import looks_foreign, pieces
from inzet.reading.intake import MaybeSame, take
from inzet.vocabulary.errors import InputError, UnknownValue
from inzet.vocabulary.markings import INTERNAL
from inzet.vocabulary.objects import one_line
from inzet.vocabulary.times import parse_day
from inzet.web import choices
from inzet.web.pending import Upload
from inzet.web.present.papers import paper_line
from inzet.web.present.statements import SHORT
from inzet.web.refusals import NoFile
from inzet.web.security import UPLOAD_LIMIT
from inzet.web.uploads import brought
from inzet.web.visit import Visit, action, visiting
from inzet.web.who import Right


async def upload(request: Request) -> Response:
    """``POST /papers``: read one paper (multipart ``file``) and go to its page.

    Form: ``said_on`` and ``on_behalf_of`` where the paper does not say, ``marking``.
    """
    async with request.form(max_files=1, max_fields=20, max_part_size=UPLOAD_LIMIT) as form:
        name, data = await brought(form, fix="Choose a paper to read, or drop one.")
        fields = {key: value for key, value in form.items() if isinstance(value, str)}
        handed = Upload(
            data=data,
            name=name,
            # What a browser says of a file is a guess by its name; the reader looks at the bytes.
            media_type=None,
            marking=fields.get("marking", "").strip() or INTERNAL,
            said_on=_day(fields.get("said_on", "")),
            on_behalf_of=fields.get("on_behalf_of", "").strip() or None,
        )

    def run() -> Response:
        with visiting(request) as visit:
            visit.require(Right.EDIT)
            _refuse_marking(visit, handed.marking)
            return _read(visit, handed)

    return await run_in_threadpool(run)


@action(Right.EDIT)
def same(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /papers/same``: a person says whether two papers are one."""
    handed = visit.desk.pending.take(form.get("token", ""))
    if handed is None:
        raise NoFile(
            "the paper is no longer waiting", fix="Hand it in again; nothing of it was kept."
        )
    if form.get("answer") == "same":
        candidate = visit.view.paper(form.get("candidate", ""))
        return _read(visit, handed, same_as=candidate.id)
    return _read(visit, handed, not_same=True)


def _objects(visit: Visit, handed: Upload) -> Response:
    """Keeps objects of others as they came, and goes to those."""
    with visit.desk.ledger.reading():
        given = pieces(handed.data, name=handed.name)
        taken = take_objects(visit.record, given, handed.marking, source=handed.name)
    if not taken.new and not taken.known:
        first = taken.refused[0].why if taken.refused else "there are none in it"
        raise InputError(
            f"none of its objects was taken: {first}",
            where=handed.name,
            fix="docs/objects.md tells what is taken, and how widely.",
        )
    numbers = {"new": taken.new, "known": taken.known, "refused": taken.refusals}
    told = {name: str(number) for name, number in numbers.items() if number}
    return visit.go("/objects", source=one_line(handed.name), done="taken", **told)


def _read(
    visit: Visit, handed: Upload, *, same_as: str | None = None, not_same: bool = False
) -> Response:
    if looks_foreign(handed.data):
        return _objects(visit, handed)
    try:
        with visit.desk.ledger.reading():
            taken = take(
                visit.record,
                handed.data,
                name=handed.name,
                media_type=handed.media_type,
                marking=handed.marking,
                said_on=handed.said_on,
                on_behalf_of=handed.on_behalf_of,
                same_as=same_as,
                not_same=not_same,
                by=visit.person,
            )
    except MaybeSame as maybe:
        token = visit.desk.pending.hold(handed)
        answer = visit.show(
            "same.html",
            {"paper": maybe.candidate},
            paper=paper_line(maybe.candidate, visit.words),
            token=token,
            name=handed.name,
        )
        answer.status_code = 409
        return answer
    return visit.go(f"/papers/{(taken.paper_id or '')[:SHORT]}", taken=str(taken.outcome))


def _day(text: str) -> str | None:
    return parse_day(text, where="said-on").isoformat() if text.strip() else None


def _refuse_marking(visit: Visit, marking: str) -> None:
    known = choices.markings(visit.record)
    if marking not in known:
        raise UnknownValue(
            f"there is no marking “{marking}”",
            where="marking",
            fix=f"Known markings: {', '.join(known)}.",
        )


ROUTES = [
    Route("/papers", upload, methods=["POST"]),
    Route("/papers/same", same, methods=["POST"]),
]
