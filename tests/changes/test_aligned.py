"""Two agendas item by item: every position in one place, in an order a person would read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, cast

from inzet.changes import AgendaItem, Became, Comparison, ItemChange, PositionChange, Went, aligned


@dataclass(frozen=True)
class Row:
    """What alignment asks of a statement."""

    identity: str
    session: int | None
    item: str | None
    dossiers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Two:
    items: tuple[ItemChange, ...]
    positions: tuple[PositionChange, ...] = field(default=())


def item(title: str, session: int, *dossiers: str) -> AgendaItem:
    return AgendaItem(title, session, f"Session {session}", dossiers, "en", cast(Any, None))


def new(row: Row) -> PositionChange:
    return PositionChange(Became.NEW, None, cast(Any, row))


def gone(row: Row) -> PositionChange:
    return PositionChange(Became.VANISHED, cast(Any, row), None)


SEA = item("Cables at sea", 1, "hybrid/cables")
MONEY = item("Money", 2, "pledge/new")
OLD = item("Old thing", 3, "watch/old")
ITEMS = (
    ItemChange(Went.SAME, replace(SEA, session=4), SEA),
    ItemChange(Went.NEW, None, MONEY),
    ItemChange(Went.DROPPED, OLD, None),
)


def told(*positions: PositionChange) -> list[tuple[str, list[str]]]:
    found = aligned(cast(Comparison, Two(ITEMS, positions)))
    return [
        (
            each.item.item.title if each.item else f"({each.heading})",
            [one.row.identity for one in each.positions],
        )
        for each in found
    ]


def test_a_position_stands_under_the_item_of_its_own_agenda() -> None:
    found = told(
        new(Row("a", 1, "Cables at  sea".replace("  ", " "))),
        new(Row("b", 2, None, ("pledge/new",))),
        gone(Row("c", 4, "CABLES AT SEA")),
        gone(Row("d", 3, "Old thing")),
    )
    assert found == [("Cables at sea", ["a", "c"]), ("Money", ["b"]), ("Old thing", ["d"])]


def test_what_is_under_no_item_has_its_heading_and_place() -> None:
    found = told(
        new(Row("opening", None, "What changed")),
        new(Row("a", 1, "Cables at sea")),
        new(Row("loose", 2, None, ("accession/FIN",))),
        new(Row("b", 2, "Money")),
        new(Row("end", None, "Afterwards")),
        gone(Row("was", None, "Aim")),
    )
    assert found == [
        ("(What changed)", ["opening"]),
        ("Cables at sea", ["a"]),
        ("(Session 2)", ["loose"]),
        ("Money", ["b"]),
        ("Old thing", []),
        ("(Afterwards)", ["end"]),
        ("(Aim)", ["was"]),
    ]


def test_a_session_of_the_other_agenda_is_not_its_session() -> None:
    """Session 4 was that of the cables last time; this agenda has no item in a session 4."""
    assert ("()", ["x"]) in told(new(Row("x", 4, None, ("hybrid/cables",))))


def test_a_session_called_after_its_item_is_that_item() -> None:
    china = replace(item("China", 5, "watch/china"), session_title="China")
    change = ItemChange(Went.SAME, china, china)
    loose = new(Row("x", 5, None, ("dialogue/ip4",)))
    [found] = aligned(cast(Comparison, Two((change,), (loose,))))
    assert found.item == change
    assert found.positions == (loose,)
