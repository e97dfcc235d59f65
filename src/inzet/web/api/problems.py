"""What goes wrong, as problem details (RFC 9457): what, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from inzet.reading.intake import MaybeSame
from inzet.vocabulary.errors import InzetError, Outdated
from inzet.web.api.shapes.common import BASE, PaperRef, Shape, paper_ref
from inzet.web.refusals import status_of

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "The question is not understood",
    401: "Nobody is logged in",
    403: "This may not be done",
    404: "There is nothing by that name",
    405: "This cannot be done here",
    406: "There is no such form of the answer",
    409: "The record refuses it as it stands",
    412: "It was changed since it was read",
    413: "It is too large",
    415: "What was sent is of a kind that is not taken",
    421: "This address is not served here",
    422: "What was sent cannot be taken",
    428: "Say which version is meant",
    429: "Too much was asked at once",
    500: "Something went wrong in the workspace itself",
    503: "Try again in a moment",
}
"""The statuses of problems, each with its title."""


class Problem(Shape, frozen=True, kw_only=True):
    """What went wrong. What is hidden and what is missing give the same problem."""

    type: str
    """Where this kind of problem is described."""
    title: str
    status: int
    detail: str
    """What went wrong, in one sentence."""
    where: str
    """The parameter, field, file or entry it concerns; empty where there is none."""
    fix: str
    """What can be done about it; empty where nothing can."""
    candidate: PaperRef | None = None
    """Of a paper that may be the same as one in the record: that one."""


class Refused(InzetError):
    """A request that is refused with a status of its own."""

    def __init__(self, status: int, what: str, *, where: str = "", fix: str = "") -> None:
        self.status = status
        super().__init__(what, where=where, fix=fix)


def asks_api(path: str) -> bool:
    """Whether a path is one of the API."""
    return path == BASE or path.startswith(f"{BASE}/")


def asks_problem(request: Request) -> bool:
    """Whether a program asks, which is told what is wrong in the form that programs know."""
    # By the path as it came: of a name that is refused no address can be made.
    return asks_api(request.scope["path"]) or request.query_params.get("format") == "json"


def problem_status(error: InzetError) -> int:
    """The status of an error."""
    if isinstance(error, Refused):
        return error.status
    if isinstance(error, Outdated):
        return 412
    return 409 if isinstance(error, MaybeSame) else status_of(error)


def problem(
    error: InzetError, status: int | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """An error as an answer."""
    found = problem_status(error) if status is None else status
    same = error.candidate if isinstance(error, MaybeSame) else None
    fix = error.fix
    if same is not None:
        fix = f"Send it again with same_as={same.id} where it is, or not_same=true where it is not."
    body = Problem(
        type=f"/api#problem-{found}",
        title=TITLES.get(found, TITLES[500]),
        status=found,
        detail=error.what,
        where=error.where,
        fix=fix,
        candidate=None if same is None else paper_ref(same),
    )
    kept = {"Cache-Control": "private, no-store", **(headers or {})}
    return Response(msgspec.json.encode(body), found, headers=kept, media_type=MEDIA_TYPE)
