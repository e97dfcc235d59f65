"""Dossiers that moved: by the values their procedures name, whatever the procedure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from inzet.changes.states import compare_states
from inzet.dossiers import Answer, Asked, Cell, Value

ON = dt.date(2020, 1, 1)


def answer(dossier: str, line: str, **values: Any) -> Answer:
    """An answer with these values, each without a source."""
    return Answer(
        procedure="watch",
        asked=Asked(ON, dossier),
        title=dossier,
        line=Cell(line),
        values={name: Value(value, ()) for name, value in values.items()},
    )


def test_what_differs_is_told_value_by_value() -> None:
    was = [answer("watch/cod", "1 of 3", done=1, of=3), answer("watch/eel", "5", done=5)]
    now = [answer("watch/cod", "2 of 3", done=2, of=3), answer("watch/eel", "five", done=5)]
    [change] = compare_states(was, now)
    assert (change.dossier, change.earlier, change.later) == ("watch/cod", "1 of 3", "2 of 3")
    [value] = change.values
    assert value.name == "done"
    assert value.earlier is not None
    assert value.later is not None
    assert (value.earlier.value, value.later.value) == (1, 2)


def test_a_dossier_that_was_not_there_moved() -> None:
    [change] = compare_states([], [answer("watch/cod", "2 of 3", done=2)])
    assert (change.earlier, change.later, change.values[0].earlier) == (None, "2 of 3", None)
    [back] = compare_states([answer("watch/cod", "2 of 3", done=2)], [])
    assert (back.earlier, back.later, back.values[0].later) == ("2 of 3", None, None)


def test_where_a_procedure_names_no_value_its_line_tells() -> None:
    was, now = [answer("watch/cod", "3 said")], [answer("watch/cod", "4 said")]
    assert [each.later for each in compare_states(was, now)] == ["4 said"]
    assert compare_states(now, now) == ()
