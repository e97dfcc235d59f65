"""The record's feeds in view: what of whom can be read here at all."""

from __future__ import annotations

from inzet.record import FeedRow
from inzet.web.api.operation import AList, Call, operation
from inzet.web.api.paging import page_of
from inzet.web.api.shapes.vocabularies import FeedList, FeedShape


@operation("GET /feeds", tag="feeds", asks=AList, answers=FeedList)
def feeds(call: Call[AList, None]) -> FeedList:
    """The feeds you may read, each whole, by organisation and marking"""
    shown, rest = page_of(call, call.visit.view.feeds(), _id)
    return FeedList(
        items=tuple(
            FeedShape(
                id=each.id,
                organisation=each.organisation,
                marking=each.marking,
                entries=each.entries,
                head=each.head,
            )
            for each in shown
        ),
        next=rest,
    )


def _id(each: FeedRow) -> str:
    return each.id


OPERATIONS = (feeds,)
