"""Summaries that are kept up to date are those that would be made anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.dossiers import Answer, Asked, Cell, Kind, Procedure, Roll, Value, registry
from inzet.dossiers.summaries import Summaries, Summary
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.entries import Review, Withdrawal
from tests.dossiers.planting import Planted

TODAY = dt.date(2024, 1, 1)


class Tally(Procedure[int, int]):
    """Adds numbers up; those of ``tally/all`` count for every dossier."""

    name = "tally"
    acts = (Act.FIGURE,)
    kinds = (Kind(Act.FIGURE, "number", "A number."),)
    shared = ("tally/all",)

    def facts(self, row: StatementRow) -> Sequence[int]:
        return (int(row.content["value"]),)

    def state(self, facts: Mapping[str, Sequence[int]], asked: Asked, roll: Roll) -> int:
        members = len(roll.members("NATO", asked.on))
        return members * 1000 + sum(sum(each) for each in facts.values())

    def answer(self, state: int, asked: Asked) -> Answer:
        return Answer(
            procedure=self.name,
            asked=asked,
            title="",
            line=Cell(str(state)),
            values={"sum": Value(state, ())},
        )


@pytest.fixture(autouse=True)
def tally() -> Iterator[None]:
    """Only this procedure is known."""
    registry.procedures()
    before = dict(registry._registered)
    registry._registered.clear()
    registry.register(Tally)
    yield
    registry._registered.clear()
    registry._registered.update(before)


steps = st.tuples(
    st.sampled_from(
        ["say", "row", "position", "member", "withdraw", "reject", "undo", "same", "look"]
    ),
    st.integers(0, 30),
    st.sampled_from(["tally/all", "tally/a", "tally/b", "watch/c"]),
    st.sampled_from(["PUBLIC", "INTERNAL"]),
)


def plain(summaries: list[Summary]) -> list[Any]:
    return [
        (
            each.dossier,
            each.standing.counts,
            each.standing.data,
            each.standing.latest.entry if each.standing.latest else None,
            each.line.text if each.line else None,
        )
        for each in summaries
    ]


@settings(max_examples=40, deadline=None)
@given(history=st.lists(steps, max_size=25))
def test_kept_up_to_date_is_as_made_anew(
    tmp_path_factory: pytest.TempPathFactory, history: Any
) -> None:
    planted = Planted(tmp_path_factory.mktemp("summaries"))
    kept, entries, closings = Summaries(), [], []
    for what, number, dossier, marking in [*history, ("look", 0, "", "")]:
        if what in ("say", "row", "position"):
            act = Act.POSITION if what == "position" else Act.FIGURE
            content = {"value": str(number)}
            rule = "data:tally" if what == "row" else "tally"
            said = planted.say(act, dossier, rule=rule, marking=marking, content=content)
            entries.append((said, marking))
        elif what == "member":
            content = {"kind": "membership", "organisation": "NATO"}
            planted.say(
                Act.STATUS,
                party=f"X{number:02}",
                rule="data:memberships",
                valid_from="2020",
                marking=marking,
                content=content,
            )
        elif what in ("withdraw", "reject") and entries:
            target, feed = entries[number % len(entries)]
            body: Any = Withdrawal(target=target)
            if what == "reject":
                body = Review(target=target, verdict="rejected")
            with planted.record.batch(feed) as batch:
                closings.append((batch.add(body), feed))
        elif what == "undo" and closings:
            target, feed = closings[number % len(closings)]
            with planted.record.batch(feed) as batch:
                batch.add(Withdrawal(target=target))
        elif what == "same":
            content = {"kind": "same", "what": "dossier", "name": dossier, "as": "tally/b"}
            judged = planted.say(Act.CONTEXT, rule="person", marking=marking, content=content)
            entries.append((judged, marking))
        elif what == "look":
            for name in (None, "PUBLIC"):
                view = planted.view(reader=name)
                found = plain(kept.of(view, today=TODAY))
                assert found == plain(Summaries().of(view, today=TODAY))
    planted.record.close()


def test_readers_and_days_are_kept_apart(planted: Planted) -> None:
    kept = Summaries()
    planted.say(Act.FIGURE, "tally/a", marking="PUBLIC", content={"value": "1"})
    planted.say(Act.FIGURE, "tally/a", said="2023-06-01", content={"value": "2"})
    for _ in range(2):
        assert [each.standing.total for each in kept.of(planted.view())] == [2]
        assert [each.standing.total for each in kept.of(planted.view(reader="PUBLIC"))] == [1]
        early = planted.view(known_on="2023-04-01")
        assert [each.standing.total for each in kept.of(early)] == [1]


def test_what_is_gone_no_longer_counts_for_others(planted: Planted) -> None:
    kept = Summaries()
    shared = planted.say(Act.FIGURE, "tally/all", content={"value": "7"})
    planted.say(Act.FIGURE, "tally/a", content={"value": "1"})
    kept.of(planted.view(), today=TODAY)
    with planted.record.batch() as batch:
        batch.add(Withdrawal(target=shared))
    found = plain(kept.of(planted.view(), today=TODAY))
    assert found == plain(Summaries().of(planted.view(), today=TODAY))
