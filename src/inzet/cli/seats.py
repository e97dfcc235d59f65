"""Who takes part in a meeting, and what is on its table, as tables, CSV and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from inzet.cli.output import Column, print_table, print_title, print_words
from inzet.cli.rows import party

if TYPE_CHECKING:
    from inzet.meetings import BoundItem, Format, Seats
    from inzet.meetings.participation import Change, Delegation, Members

SEAT_COLUMNS = (
    "session",
    "on",
    "level",
    "setting",
    "capacity",
    "party",
    "count",
    "role",
    "person",
    "said_of",
    "members_as_day_began",
    "members_as_day_ended",
    "joined",
    "left",
    "member_since",
    "quote",
)
ITEM_COLUMNS = ("session", "item", "dossiers", "statements")


def print_seats(seats: Sequence[Seats]) -> None:
    """Sessions by capacities with their delegations, and beside them what held on the day."""
    if not any(each.delegations for each in seats):
        print_words("No paper in view tells who takes part.")
        return
    print_title("Who takes part")
    print_table(
        (
            Column("Session", words=True),
            Column("Capacity"),
            Column("The papers say", words=True),
            Column("On the day", words=True),
        ),
        [
            (
                _session(each, alone=len(seats) == 1) if not place else "",
                capacity,
                "; ".join(map(_said, delegations)),
                "; ".join(filter(None, map(_held, delegations))),
            )
            for each in seats
            for place, (capacity, delegations) in enumerate(each.by_capacity().items())
        ],
    )


def print_items(items: Sequence[BoundItem]) -> None:
    """Items in order, each with the dossiers that it and what was said on it are about."""
    if not items:
        return
    print_title("On the table")
    print_table(
        (
            Column("Session", right=True),
            Column("Item", words=True),
            Column("Dossiers", words=True),
            Column("Said", right=True),
        ),
        [
            (
                each.session or "",
                each.title or ("(no heading)" if each.session else "(outside the sessions)"),
                ", ".join(each.dossiers),
                len(each.statements),
            )
            for each in items
        ],
    )


def format_words(form: Format | None) -> str:
    """``foreign ministers, with Ukraine``."""
    return ", ".join(filter(None, (form.level, form.setting))) if form else ""


def seats_json(seats: Sequence[Seats]) -> list[dict[str, Any]]:
    """Sessions with their format and delegations."""
    return [
        {
            "session": each.number,
            "title": each.title,
            "on": each.on,
            "format": _format(each.format),
            "delegations": [_delegation(one) for one in each.delegations],
        }
        for each in seats
    ]


def seat_cells(seats: Sequence[Seats]) -> list[list[Any]]:
    """One line a delegation, in the order of `SEAT_COLUMNS`."""
    return [
        [
            each.number,
            each.on,
            each.format.level if each.format else None,
            each.format.setting if each.format else None,
            one.capacity,
            one.party,
            one.count,
            one.role,
            one.person,
            one.said_of,
            len(one.members.opening) if one.members else None,
            len(one.members.closing) if one.members else None,
            _changes(one.members.joined) if one.members else None,
            _changes(one.members.left) if one.members else None,
            one.held.on if one.held else None,
            one.quote,
        ]
        for each in seats
        for one in each.delegations
    ]


def items_json(items: Sequence[BoundItem]) -> list[dict[str, Any]]:
    """Items with their dossiers and the identities of what was said on them."""
    return [
        {
            "session": each.session,
            "title": each.title,
            "dossiers": list(each.dossiers),
            "statements": [row.identity for row in each.statements],
        }
        for each in items
    ]


def item_cells(items: Sequence[BoundItem]) -> list[list[Any]]:
    """One line an item, in the order of `ITEM_COLUMNS`."""
    return [
        [each.session, each.title, " ".join(each.dossiers), len(each.statements)] for each in items
    ]


def _session(seats: Seats, *, alone: bool) -> str:
    if seats.number is None:
        return "whole meeting" if alone else "session not told"
    title = seats.title or "no title given"
    told = ", ".join(filter(None, (seats.on, seats.format.setting if seats.format else None)))
    return f"{seats.number} {title}" + (f" ({told})" if told else "")


def _said(one: Delegation) -> str:
    name = f"{party(one.party)} ({one.count})" if one.count else party(one.party)
    details = ", ".join(filter(None, (one.person, one.role)))
    return f"{name}: {details}" if details else name


def _held(one: Delegation) -> str:
    if one.members is not None:
        return _counted(one.members)
    return f"{party(one.party)} member since {one.held.on}" if one.held else ""


def _counted(members: Members) -> str:
    begun = f"{len(members.opening)} as {members.first} began"
    moved = [f"{party(one.party)} joined on {one.on}" for one in members.joined]
    moved += [f"{party(one.party)} left on {one.on}" for one in members.left]
    return ", ".join((begun, *moved))


def _changes(changes: Sequence[Change]) -> str:
    return " ".join(f"{one.party}:{one.on}" for one in changes)


def _format(form: Format | None) -> dict[str, Any] | None:
    if form is None:
        return None
    return {
        "level": form.level,
        "setting": form.setting,
        "parties": list(form.parties),
        "named": form.named,
    }


def _delegation(one: Delegation) -> dict[str, Any]:
    members = one.members
    return {
        "party": one.party,
        "capacity": one.capacity,
        "count": one.count,
        "role": one.role,
        "person": one.person,
        "said_of": one.said_of,
        "quote": one.quote,
        "members": None
        if members is None
        else {
            "organisation": members.organisation,
            "first": members.first,
            "last": members.last,
            "opening": list(members.opening),
            "closing": list(members.closing),
            "joined": [{"party": each.party, "on": each.on} for each in members.joined],
            "left": [{"party": each.party, "on": each.on} for each in members.left],
            "source": members.source,
        },
        "member_since": one.held.on if one.held else None,
    }
