"""Requests for information as they stand on a day: who was asked, who answered what, what is due.

A status is never written: it follows from the request, its answers and its closing, as far as
whoever reads may read them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from inzet.library import desk
from inzet.library.contents import Addressee, Answer, Closing, Request, Told, every
from inzet.library.shelf import day
from inzet.record import Reader, View


class Status(StrEnum):
    """How a request stands."""

    OPEN = "open"
    ANSWERED = "answered"
    PARTLY = "partly"
    DECLINED = "declined"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"


WAITING = (Status.OPEN, Status.PARTLY, Status.OVERDUE)
"""Somebody still has to answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An organisation that was asked, with the last that it answered."""

    addressee: Addressee
    answer: Told[Answer] | None

    @property
    def waits(self) -> bool:
        """Whether it has still to answer, in whole or in part."""
        return self.answer is None or self.answer.content.gives == "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A request as it stands."""

    told: Told[Request]
    by: str
    """Fingerprint of who asks; "" where two organisations in view bear the name."""
    status: Status
    asked: tuple[Asked, ...]
    answers: tuple[Told[Answer], ...]
    """All of them, also of organisations that were not asked; oldest first."""
    closing: Told[Closing] | None

    @property
    def id(self) -> str:
        """Its identity."""
        return self.told.id

    @property
    def due(self) -> dt.date | None:
        """The last day on which an answer is in time."""
        return day(self.told.content.due)

    @property
    def waits(self) -> bool:
        """Whether somebody still has to answer."""
        return self.status in WAITING

    def asks(self, reader: Reader) -> Asked | None:
        """The place of an organisation among those who were asked; None where it was not."""
        return next((each for each in self.asked if _is(each.addressee, reader)), None)

    def waits_for(self, reader: Reader) -> bool:
        """Whether this organisation still has to answer."""
        found = self.asks(reader)
        return self.waits and found is not None and found.waits

    def is_of(self, reader: Reader) -> bool:
        """Whether this organisation asks."""
        return self.by == reader.id


def requests(view: View, *, on: dt.date) -> tuple[Requested, ...]:
    """Every request in view as it stands on a day: what waits first, by when it is due; then the
    others, newest first."""

    def made() -> tuple[Requested, ...]:
        named = _ids(view)
        answers: dict[str, list[Told[Answer]]] = defaultdict(list)
        for each in every(view, Answer):
            answers[each.content.request].append(each)
        closings = defaultdict(list)
        for closing in every(view, Closing):
            closings[closing.content.request].append(closing)
        found = [
            _stands(each, answers[each.id], closings[each.id], named, on)
            for each in every(view, Request)
        ]
        found.sort(key=lambda each: each.told.row.arrived, reverse=True)
        return tuple(sorted(found, key=lambda each: (not each.waits, _when(each))))

    return view.remembered(("requests", on), made)


def request(view: View, name: str, *, on: dt.date) -> Requested:
    """One of them, by its identity or as much of its beginning as is unique.

    Raises:
        NotFound: no such request for this reader.
    """
    wanted = desk.one(view, name, Request).id
    return next(each for each in requests(view, on=on) if each.id == wanted)


def organisation_id(view: View, name: str) -> str:
    """The fingerprint of the one organisation in view of that name; "" where it is not one."""
    return _ids(view).get(name, "")


def _ids(view: View) -> dict[str, str]:
    """Fingerprints by name, where one organisation alone bears the name in this view.

    An answer counts for who was asked by their key: a name can be taken by anybody.
    """
    found: dict[str, set[str]] = defaultdict(set)
    found[view.reader.name].add(view.reader.id)
    for feed in view.sources:
        found[feed.organisation_name].add(feed.organisation_id)
    return {name: next(iter(some)) for name, some in found.items() if len(some) == 1}


def _stands(
    told: Told[Request],
    answers: list[Told[Answer]],
    closings: list[Told[Closing]],
    named: Mapping[str, str],
    on: dt.date,
) -> Requested:
    # Who asked alone says that no more is needed; a name that two bear is nobody's.
    by = named.get(told.row.organisation, "")
    closed = [each for each in closings if by and named.get(each.row.organisation) == by]
    asked = tuple(Asked(each, _last(each, answers, named)) for each in told.content.to)
    closing = closed[-1] if closed else None
    return Requested(
        told=told,
        by=by,
        status=_status(told, asked, answers, closing, on),
        asked=asked,
        answers=tuple(answers),
        closing=closing,
    )


def _last(
    addressee: Addressee, answers: list[Told[Answer]], named: Mapping[str, str]
) -> Told[Answer] | None:
    found = None
    for each in answers:
        who = named.get(each.row.organisation)
        if who is not None and _is(addressee, Reader(who, each.row.organisation)):
            found = each
    return found


def _is(addressee: Addressee, reader: Reader) -> bool:
    """By key; by name only where whoever asked knew no key."""
    return addressee.id == reader.id if addressee.id else addressee.name == reader.name


def _status(
    told: Told[Request],
    asked: tuple[Asked, ...],
    answers: list[Told[Answer]],
    closing: Told[Closing] | None,
    on: dt.date,
) -> Status:
    if closing is not None:
        withdrawn = closing.content.outcome == "withdrawn"
        return Status.WITHDRAWN if withdrawn else Status.ANSWERED
    given = {each.answer.content.gives for each in asked if each.answer is not None}
    if not any(each.waits for each in asked):
        return Status.ANSWERED if "whole" in given else Status.DECLINED
    due = day(told.content.due)
    if due is not None and due < on:
        return Status.OVERDUE
    some = any(each.content.gives != "declined" for each in answers)
    return Status.PARTLY if some else Status.OPEN


def _when(each: Requested) -> str:
    """By when it is due, where it waits; those without a day last."""
    if not each.waits:
        return ""
    return each.due.isoformat() if each.due else "9999"
