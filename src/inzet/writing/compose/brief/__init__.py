"""The minister's placemat: one page, a line per item, who is at the table, the next dates.

It quotes and counts what the record holds; it makes no statements of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from inzet.changes import Became, Kept, PositionChange
from inzet.dossiers import Answer
from inzet.meetings import BoundItem, Keeping, participation
from inzet.record import StatementRow
from inzet.vocabulary.parliament import Stage
from inzet.writing.compose.sheet.framing import Framing, frame, labelled, short
from inzet.writing.compose.sheet.naming import Letters
from inzet.writing.compose.sheet.pages import LINES, lines, total
from inzet.writing.compose.sheet.quoting import line, shortened
from inzet.writing.compose.task import Task
from inzet.writing.draft import Block, Draft, Form, Origin

_SAID = "statements"
"""The value of a dossier whose line tells how much was said, and so nothing of how it stands."""
_POSITION, _WATCH, _STATE, _DATE = 130, 110, 90, 90
"""Characters that there is room for: in each cell, and in a date."""
_DOSSIERS = 2
"""Dossiers of an item whose state is told."""
_STATED = 1
"""Statements that the state of a dossier is shown to rest on; its page has all of them."""
_DATES = 6
_FIGURE = re.compile(
    r"\d[\d.,]* (?:van|of) \d+|[A-Z]{3} [\d.,]*\d(?: (?:miljoen|miljard|million|billion))?"
    r"|\d[\d.,]* ?%"
)
_COLUMNS = ("item", "state", "position", "watch", "number")


def composed(task: Task) -> Draft:
    """The placemat for a meeting."""
    return _Brief(task).draft()


class _Brief:
    def __init__(self, task: Task) -> None:
        self._framing = Framing(task, __package__)
        self._around, self._words = self._framing.around, self._framing.words
        self._naming = self._framing.naming
        self._letters = self._framing.letters()

    def draft(self) -> Draft:
        opening = [
            frame("title", Form.TITLE, self._framing.title()),
            frame("nature", Form.PARAGRAPH, self._nature()),
        ]
        made = [_Line(self._framing, each, self._letters) for each in self._items()]
        closing = [self._room(), *self._dates()]
        legend = frame(
            "papers", Form.PARAGRAPH, self._words("papers", legend=self._letters.legend())
        )
        room = LINES - total((*opening, *closing, legend)) - 1.25
        shown = len(made)
        while shown and lines(self._table(made[:shown])) > room:
            shown -= 1
        blocks = [*opening, *self._shown(made, shown)]
        return self._framing.draft([*blocks, *closing, legend])

    def _nature(self) -> str:
        told = self._words("nature", day=self._framing.day())
        prepared = self._around.meetings.get(self._around.meeting.prepares or "")
        if prepared is None:
            return told
        name = f"{self._naming.meeting(prepared)}, {self._naming.days(prepared)}"
        return f"{told} {self._words('prepares', name=name)}"

    # ---- items --------------------------------------------------------------------------

    def _items(self) -> list[BoundItem]:
        """What is on the table; what stands under no title where own positions stand there, or
        where it is all that a session has."""
        titled = {each.session for each in self._around.items if each.title is not None}
        own = {row.identity for row in self._around.positions()}
        return [
            each
            for each in self._around.items
            if each.title is not None
            or each.session not in titled
            or any(row.identity in own for row in each.statements)
        ]

    def _shown(self, made: Sequence[_Line], shown: int) -> Iterator[Block]:
        if made:
            yield self._table(made[:shown])
        else:
            yield frame("items/none", Form.PARAGRAPH, self._words("no_items"))
        if shown < len(made):
            left, meeting = len(made) - shown, self._around.meeting.id
            text = self._words("more", n=left, meeting=meeting)
            yield frame("items/more", Form.PARAGRAPH, text)

    def _table(self, made: Sequence[_Line]) -> Block:
        head = tuple(self._words(f"column {name}") for name in _COLUMNS)
        rows = [row for each in made for row in each.rows]
        return Block(
            key="items",
            form=Form.TABLE,
            origin=Origin.NEW,
            rows=(head, *(each.cells for each in made)),
            sources=self._framing.sources.of(*rows),
            role="state of play",
        )

    # ---- who is at the table, and what comes when ---------------------------------------

    def _room(self) -> Block:
        seats = participation(self._around.meeting)
        everywhere = self._naming.everywhere(seats)
        told = [self._words("everywhere", who=everywhere)] if everywhere else []
        for each in seats:
            who = self._naming.besides(each, seats)
            besides = each.number is None
            name = self._words("besides") if besides else self._words("session", n=each.number)
            if who:
                told.append(f"{name}: {who}")
        block = Block(
            key="room",
            form=Form.PARAGRAPH,
            origin=Origin.NEW,
            text=" · ".join(told) or self._words("nothing"),
            sources=self._framing.sources.of(*self._around.meeting.sources),
            role="participants",
        )
        return labelled(block, self._words("room"))

    def _dates(self) -> list[Block]:
        found = sorted(self._ahead(), key=lambda each: (each[0], each[1]))
        if not found:
            return []
        blocks = [frame("heading/dates", Form.HEADING, self._words("dates"), level=1)]
        for day, key, text, rows in found[:_DATES]:
            label = self._words.day(day)
            blocks.append(self._framing.item(f"date/{key}", "date", text, rows, label))
        if len(found) > _DATES:
            text = self._words("more_dates", n=len(found) - _DATES)
            blocks.append(frame("dates/more", Form.PARAGRAPH, text))
        return blocks

    def _ahead(self) -> Iterator[tuple[dt.date, str, str, tuple[StatementRow, ...]]]:
        """Debates, the meeting, the one it prepares and what is due, from the day on."""
        around = self._around
        for place, talk in enumerate(around.cycle.discussions):
            name = self._words("consultation" if talk.stage is Stage.CONSULTATION else "debate")
            if talk.on is not None and talk.on >= around.on:
                yield talk.on, f"talk/{place}", name, talk.sources
        prepared = around.meetings.get(around.meeting.prepares or "")
        for meeting in (around.meeting, prepared):
            if meeting is not None and meeting.first is not None and meeting.first >= around.on:
                yield meeting.first, meeting.id, self._naming.meeting(meeting), meeting.sources
        for each in around.near:
            if each.due is not None and each.due >= around.on:
                text = self._words(
                    "promised",
                    quote=shortened(each.row.quote, _DATE),
                    due=self._naming.due(each),
                    where=self._letters.of(each.row),
                )
                yield each.due, short(each.row.identity), text, (each.row,)


class _Line:
    """A line of the table, and the statements that it rests on."""

    def __init__(self, framing: Framing, item: BoundItem, letters: Letters) -> None:
        self._around, self._words = framing.around, framing.words
        self._naming, self._item = framing.naming, item
        self._letters = letters
        ids = {row.identity for row in self._around.positions()}
        self._own = [row for row in item.statements if row.identity in ids]
        self._changes = [
            change
            for row in self._own
            if (change := self._around.became.get(row.identity)) is not None
        ]
        self.rows: list[StatementRow] = []
        nothing = self._words("nothing")
        cells = (self._title(), self._state(), self._position(), self._watch(), self._number())
        self.cells = tuple(cell or nothing for cell in cells)

    def _title(self) -> str:
        sessions = self._around.meeting.notice.sessions
        named = next((each.title for each in sessions if each.number == self._item.session), None)
        title = self._item.title or named or self._words("untitled")
        return self._words("item", n=self._item.session, title=line(title))

    def _states(self) -> list[Answer]:
        """How its dossiers stand, those first that are its own; what is told twice once."""
        found: dict[str, Answer] = {}
        for name in self._item.dossiers:
            state = self._around.states.get(name)
            if state is not None and state.values and _SAID not in state.values:
                found.setdefault(state.line.text, state)
        return list(found.values())[:_DOSSIERS]

    def _state(self) -> str:
        states = self._states()
        for state in states:
            value = state.line.value
            rows = [*(value.sources if value is not None else ())]
            rows += [row for each in state.headline[:1] for row in each.sources]
            rows += [row for each in state.values.values() for row in each.sources]
            self.rows += list({row.identity: row for row in rows}.values())[:_STATED]
        several = len(states) > 1
        told = (f"{each.title}: {each.line.text}" if several else each.line.text for each in states)
        return shortened("; ".join(told), _STATE * len(states)) if states else ""

    def _number(self) -> str:
        found = (_FIGURE.search(each.line.text) for each in self._states())
        return next((each[0] for each in found if each), "")

    def _position(self) -> str:
        """What changed in substance first, then what is new, then what stayed."""
        if not self._own:
            return ""
        row = min(self._own, key=self._turn)
        self.rows.append(row)
        return f"“{shortened(row.quote, _POSITION)}” ({self._where(row)})"

    def _turn(self, row: StatementRow) -> int:
        change = self._around.became.get(row.identity)
        if change is None:
            return 1
        return 0 if change.became is Became.CHANGED else 2

    def _watch(self) -> str:
        changed = [each for each in self._changes if each.became is Became.CHANGED]
        reworded = [each for each in self._changes if each.became is Became.REWORDED]
        told = [self._words("changed", words=_marked(each)) for each in changed]
        if reworded:
            told.append(self._words("reworded", n=len(reworded)))
        for each in (*changed, *reworded):
            self.rows += [row for row in (each.later, each.earlier) if row is not None]
        return "; ".join((*told, *self._promises()))

    def _promises(self) -> Iterator[str]:
        """Promises on it that are late, or due before the meeting is over."""
        last = self._around.meeting.last
        for each in self._around.near:
            if each.due is None or set(each.row.dossiers).isdisjoint(self._item.dossiers):
                continue
            late = each.keeping is Keeping.OVERDUE
            if late or (last is not None and each.due <= last):
                self.rows.append(each.row)
                key = "late" if late else "soon"
                where = self._where(each.row)
                yield self._words(key, due=self._naming.due(each), where=where)

    def _where(self, row: StatementRow) -> str:
        return self._letters.of(row)


def _marked(one: PositionChange) -> str:
    """Only the words that went and came."""
    signs = {Kept.GONE: "–", Kept.NEW: "+"}
    return shortened(" ".join(_signed(one, signs)), _WATCH)


def _signed(one: PositionChange, signs: dict[Kept, str]) -> Iterable[str]:
    return (f"[{signs[each.op]} {each.text}]" for each in one.steps if each.op in signs)


__all__ = ["composed"]
