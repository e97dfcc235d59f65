"""The procedure ``dialogue``: dossiers named after the partners, such as ``dialogue/ip4``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inzet.dossiers.answer import Answer, Asked, Cell, Column, Sentence, Table
from inzet.dossiers.dialogue.state import State
from inzet.dossiers.members import Roll
from inzet.dossiers.pictures import Lane
from inzet.dossiers.procedure import Kind
from inzet.dossiers.registry import register
from inzet.dossiers.sayings import (
    Placed,
    Saying,
    SayingProcedure,
    Shown,
    counted,
    in_order,
    plain,
    timeline,
    whole,
)
from inzet.dossiers.subjects import subject
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act


@register
class Dialogue(SayingProcedure[State]):
    """With whom, on what, in which sessions, and what came of it."""

    name = "dialogue"
    acts = (
        Act.POSITION,
        Act.CONTEXT,
        Act.STATUS,
        Act.DECISION,
        Act.COMMITMENT,
        Act.EXPECTATION,
        Act.ASSESSMENT,
    )
    kinds = (
        Kind(Act.POSITION, "judgement", "A holder judges the dialogue, or pleads about it."),
        Kind(Act.CONTEXT, "agenda", "It is on the table of a meeting, with these partners."),
        Kind(Act.CONTEXT, "analysis, best practice", "An analysis or a practice was shared."),
        Kind(Act.DECISION, "outcome", "Something was decided or agreed; promises likewise."),
        Kind(Act.STATUS, "step", "A step was taken, on a day."),
    )

    def state(self, facts: Mapping[str, Sequence[Saying]], asked: Asked, roll: Roll) -> State:
        self.refuse_options(asked)
        every = (each for told in facts.values() for each in told)
        return State(tuple(in_order(every, asked.on, asked.dossier)))

    def answer(self, state: State, asked: Asked) -> Answer:
        words, shown = Wording("inzet.dossiers.dialogue", asked.language), Shown(asked.language)
        if asked.dossier is None:
            return whole(self.name, state.sayings, asked, words)
        about = subject(asked.dossier, words)
        tables = (
            shown.timeline(state.sayings),
            _named(
                "partners", "partner", {words.party(c): s for c, s in state.partners.items()}, words
            ),
            _named("topics", "topic", _topics(state, words), words, holders=shown),
            _sessions(state, words),
            _told("outcomes", state.outcomes, words, shown),
            _told("exchange", (*state.shared, *state.exchange), words, shown),
            shown.holders(state.tracks),
        )
        return Answer(
            procedure=self.name,
            asked=asked,
            title=words("title_of", about=about),
            line=shown.line(state.sayings),
            headline=tuple(_headline(state, about, words, shown)),
            tables=tuple(table for table in tables if table.rows),
            pictures=timeline(_placed(state, words, shown), words("picture"), shown),
            values=_values(state),
            state=_plain(state),
        )


def _headline(state: State, about: str, words: Wording, shown: Shown) -> Iterator[Sentence]:
    if not state.sayings:
        yield Sentence(words("nothing", about=about))
        return
    yield shown.latest(state.sayings, about)
    if state.partners:
        yield Sentence(words("with", partners=words.parties(state.partners)), _rows(state.partners))
    if state.topics:
        yield Sentence(words("on", topics=words.listed(_topics(state, words))), _rows(state.topics))
    yield _came(state, words, shown)
    if state.shared:
        rows = tuple(each.row for each in state.shared)
        yield Sentence(words("shared", n=len(state.shared)), rows)
    elif state.exchange:
        holders = dict.fromkeys(shown.who(each.who) for each in state.exchange)
        rows = tuple(each.row for each in state.exchange)
        yield Sentence(words("wanted", who=words.listed(holders)), rows)
    yield from shown.moves(state.tracks)


def _placed(state: State, words: Wording, shown: Shown) -> list[Placed]:
    """What was said on each topic, then what names none."""
    found = [
        Placed(Lane(f"on {topic}", words.concept(topic)), each.occasion, each, shown.who(each.who))
        for topic, said in state.topics.items()
        for each in said
    ]
    named = {each.saying.row.identity for each in found}
    rest = Lane("", words("no_topic") if found else words("every_topic"))
    return found + [
        Placed(rest, each.occasion, each, shown.who(each.who))
        for each in state.sayings
        if each.row.identity not in named
    ]


def _topics(state: State, words: Wording) -> dict[str, Sequence[Saying]]:
    return {words.concept(topic): said for topic, said in state.topics.items()}


def _came(state: State, words: Wording, shown: Shown) -> Sentence:
    if not state.outcomes:
        return Sentence(words("came_none"))
    last = state.outcomes[-1]
    text = words(
        "came",
        n=len(state.outcomes),
        when=last.occasion.label(words),
        who=shown.who(last.who),
    )
    return Sentence(text, (last.row,))


def _rows(told: Mapping[str, Sequence[Saying]]) -> tuple[StatementRow, ...]:
    found = {each.row.identity: each.row for said in told.values() for each in said}
    return tuple(found.values())


def _named(
    key: str,
    column: str,
    told: Mapping[str, Sequence[Saying]],
    words: Wording,
    *,
    holders: Shown | None = None,
) -> Table:
    """Partners or topics, with how often each is named, first and last."""
    columns = [
        Column(column, words(f"column_{column}"), words=True),
        Column("times", words("column_times"), right=True),
        Column("first", words("column_first"), day=True),
        Column("last", words("column_last"), day=True),
    ]
    if holders is not None:
        columns.append(Column("who", words("column_who"), words=True))
    rows = []
    for name, said in told.items():
        sources = tuple(each.row for each in said)
        cells = [
            Cell(name),
            Cell(str(len(said)), Value(len(said), sources)),
            Cell(said[0].occasion.first.isoformat()),
            Cell(said[-1].occasion.first.isoformat()),
        ]
        if holders is not None:
            named = dict.fromkeys(holders.who(each.who) for each in said)
            cells.append(Cell(", ".join(named)))
        rows.append(tuple(cells))
    return Table(key, words(f"table_{key}"), tuple(columns), tuple(rows))


def _sessions(state: State, words: Wording) -> Table:
    return Table(
        "sessions",
        words("table_sessions"),
        (
            Column("session", words("column_session"), words=True),
            Column("times", words("column_times"), right=True),
        ),
        tuple(
            (
                Cell(words("session", meeting=said[0].occasion.label(words), session=number)),
                Cell(str(len(said)), Value(len(said), tuple(each.row for each in said))),
            )
            for (_, number), said in state.sessions.items()
        ),
    )


def _told(key: str, said: Sequence[Saying], words: Wording, shown: Shown) -> Table:
    """What came of it, or what was said of exchange, in order."""
    return Table(
        key,
        words(f"table_{key}"),
        (
            Column("when", words("column_when")),
            Column("who", words("column_who")),
            Column("how", words("column_how")),
            Column("what", words("column_what"), words=True),
        ),
        tuple(
            (
                Cell(each.occasion.short(words)),
                Cell(shown.who(each.who)),
                Cell(_kind(each, words, shown)),
                Cell(each.row.quote, Value(each.row.identity, (each.row,))),
            )
            for each in said
        ),
    )


def _kind(each: Saying, words: Wording, shown: Shown) -> str:
    shared = each.row.content.get("kind") in ("analysis", "best practice")
    return words("exchanged") if shared else shown.kind(each)


def _values(state: State) -> dict[str, Value[Any]]:
    if not state.sayings:
        return {}
    last = state.sayings[-1].occasion
    latest = tuple(each.row for each in state.sayings if each.occasion == last)
    return {
        "statements": counted(state.sayings),
        "latest": Value(last.meeting or last.first.isoformat(), latest),
        "partners": Value(sorted(state.partners), _rows(state.partners)),
        "topics": Value(list(state.topics), _rows(state.topics)),
        "outcomes": counted(state.outcomes),
        "shared": counted(state.shared),
    }


def _plain(state: State) -> dict[str, Any]:
    return {
        "said": [plain(each) for each in state.sayings],
        "partners": sorted(state.partners),
        "topics": list(state.topics),
        "sessions": [list(place) for place in state.sessions],
        "outcomes": [each.row.identity for each in state.outcomes],
        "exchange": [each.row.identity for each in state.exchange],
        "shared": [each.row.identity for each in state.shared],
    }
