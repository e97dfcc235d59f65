"""Requests for information, and one."""

from __future__ import annotations

from inzet.library import Requested, Status, request, requests
from inzet.web.api.operation import AList, AtMoment, Call, operation
from inzet.web.api.paging import page_of
from inzet.web.api.shapes.library import RequestList, RequestShape, request_shape


class RequestsAsked(AList, frozen=True, kw_only=True):
    """Which requests."""

    status: Status | None = None
    """How they stand on the day."""
    mine: bool | None = None
    """Those that wait for whoever reads."""
    ours: bool | None = None
    """Those that whoever reads asked."""


@operation("GET /requests", tag="requests", asks=RequestsAsked, answers=RequestList)
def requests_board(call: Call[RequestsAsked, None]) -> RequestList:
    """Requests for information as they stand on the day, what waits first"""
    asked, day, view = call.asked, call.visit.moment.day, call.visit.view
    found = [
        each
        for each in requests(view, on=day)
        if asked.status in (None, each.status)
        and asked.mine in (None, each.waits_for(view.reader))
        and asked.ours in (None, each.is_of(view.reader))
    ]
    shown, rest = page_of(call, found, _id)
    items = tuple(request_shape(each, view.reader) for each in shown)
    return RequestList(on=day, items=items, next=rest)


@operation("GET /requests/{request}", tag="requests", answers=RequestShape)
def request_by_id(call: Call[AtMoment, None]) -> RequestShape:
    """A request: the question, who was asked, what each answered"""
    view = call.visit.view
    found = request(view, call.path("request"), on=call.visit.moment.day)
    return request_shape(found, view.reader)


def _id(each: Requested) -> str:
    return each.id


OPERATIONS = (requests_board, request_by_id)
