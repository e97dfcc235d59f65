"""The procedure ``watch``: dossiers named after what is watched, such as ``watch/china-russia``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from inzet.dossiers.answer import Answer, Asked, Cell, Column, Sentence, Table
from inzet.dossiers.members import Roll
from inzet.dossiers.pictures import Lane
from inzet.dossiers.procedure import Kind
from inzet.dossiers.registry import register
from inzet.dossiers.sayings import (
    Occasion,
    Placed,
    Saying,
    SayingProcedure,
    Shown,
    Track,
    by_holder,
    counted,
    in_order,
    plain,
    timeline,
    tracks,
    whole,
)
from inzet.dossiers.subjects import subject
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.vocabulary.acts import Act
from inzet.vocabulary.times import first_day

_TELLS = (Act.STATUS, Act.DECISION, Act.FIGURE)
"""Acts that tell of something that happened, where they give its day."""


@dataclass(frozen=True)
class State:
    """What was said of one dossier, or of all, in order."""

    sayings: tuple[Saying, ...]

    @cached_property
    def events(self) -> tuple[Saying, ...]:
        """What is told to have happened, by the day on which it did."""
        told = [each for each in self.sayings if each.act in _TELLS and each.happened]
        return tuple(sorted(told, key=lambda each: (str(each.happened), each.row.identity)))

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """Who judged how, occasion by occasion."""
        return tracks(self.sayings)


@register
class Watch(SayingProcedure[State]):
    """What was said at which meeting, by whom, and how the judgement moved."""

    name = "watch"
    acts = (
        Act.POSITION,
        Act.ASSESSMENT,
        Act.STATUS,
        Act.FIGURE,
        Act.DECISION,
        Act.EXPECTATION,
        Act.COMMITMENT,
        Act.CONDITION,
        Act.CONTEXT,
    )
    kinds = (
        Kind(Act.POSITION, "judgement", "A holder judges what is watched, or pleads about it."),
        Kind(Act.ASSESSMENT, "assessment", "A situation is assessed."),
        Kind(Act.STATUS, "event", "Something happened on a day; figures and decisions likewise."),
        Kind(Act.CONTEXT, "agenda", "It is on the table of a meeting."),
    )

    def state(self, facts: Mapping[str, Sequence[Saying]], asked: Asked, roll: Roll) -> State:
        self.refuse_options(asked)
        every = (each for told in facts.values() for each in told)
        return State(tuple(in_order(every, asked.on, asked.dossier)))

    def answer(self, state: State, asked: Asked) -> Answer:
        words, shown = Wording("inzet.dossiers.watch", asked.language), Shown(asked.language)
        if asked.dossier is None:
            return whole(self.name, state.sayings, asked, words)
        about = subject(asked.dossier, words)
        return Answer(
            procedure=self.name,
            asked=asked,
            title=words("title_of", about=about),
            line=shown.line(state.sayings),
            headline=tuple(_headline(state, about, words, shown)),
            tables=_filled(
                shown.timeline(state.sayings), shown.holders(state.tracks), _events(state, words)
            ),
            pictures=timeline(_placed(state, words, shown), words("picture"), shown),
            values=_values(state, shown),
            state=_plain(state),
        )


def _headline(state: State, about: str, words: Wording, shown: Shown) -> Iterator[Sentence]:
    if not state.sayings:
        yield Sentence(words("nothing", about=about))
        return
    yield shown.latest(state.sayings, about)
    yield from shown.moves(state.tracks)
    if state.events:
        last = state.events[-1]
        text = words("event", day=words.day(last.happened), who=shown.who(last.who))
        yield Sentence(text, (last.row,))


def _placed(state: State, words: Wording, shown: Shown) -> list[Placed]:
    """What happened, each on its day, then what each holder says of it."""
    happened = Lane("happened", words("table_events"))
    told = {each.row.identity for each in state.events}
    return [
        *(
            Placed(happened, Occasion(first_day(str(e.happened))), e, shown.who(e.who))
            for e in state.events
        ),
        *by_holder((e for e in state.sayings if e.row.identity not in told), shown),
    ]


def _events(state: State, words: Wording) -> Table:
    shown = Shown(words.language)
    return Table(
        "events",
        words("table_events"),
        (
            Column("day", words("column_day"), day=True),
            Column("who", words("column_who")),
            Column("event", words("column_event"), words=True),
        ),
        tuple(
            (
                Cell(str(each.happened), Value(each.happened, (each.row,))),
                Cell(shown.who(each.who)),
                Cell(each.row.quote, Value(each.row.identity, (each.row,))),
            )
            for each in state.events
        ),
    )


def _values(state: State, shown: Shown) -> dict[str, Value[Any]]:
    if not state.sayings:
        return {}
    last = state.sayings[-1].occasion
    found: dict[str, Value[Any]] = {
        "statements": counted(state.sayings),
        "latest": Value(
            last.meeting or last.first.isoformat(),
            tuple(each.row for each in state.sayings if each.occasion == last),
        ),
    }
    for track in state.tracks:
        stand = track.stands[-1]
        told = [shown.stance(each) for each in stand.stances]
        found[f"judgement.{track.who}"] = Value(told, stand.rows)
    return found


def _plain(state: State) -> dict[str, Any]:
    return {"said": [plain(each) for each in state.sayings]}


def _filled(*tables: Table) -> tuple[Table, ...]:
    return tuple(table for table in tables if table.rows)
