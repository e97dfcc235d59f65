"""Speaking notes: a page a session, with three points, the room, and what others said.

Red line and fallback are fields for a person: no paper in the record tells them. Like the debate
note it quotes, so it makes no statements of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from inzet.changes import Became
from inzet.meetings import Commitment, Seats, participation
from inzet.record import Filter, StatementRow
from inzet.record.words import fold
from inzet.vocabulary.acts import Act
from inzet.writing.compose.sheet.framing import Framing, frame, labelled, short
from inzet.writing.compose.sheet.pages import LINES, lines, total
from inzet.writing.compose.sheet.quoting import line, shortened
from inzet.writing.compose.task import Task
from inzet.writing.draft import Block, Draft, Form, Mark, Origin

POINTS = 3
"""Points on a page: what can be said in the time that a delegation has."""
_OTHERS, _PROMISES = 8, 5
"""Lines at most, where the page has room."""
_LOOKED_AT = 400
"""Positions on a dossier that are looked at for those of others, the newest."""
_POINT, _BESIDE, _OTHER = 340, 240, 200
"""Characters of quotes that there is room for."""
_LEGEND = 3.0
"""Lines that the papers and their letters take."""


def composed(task: Task) -> Draft:
    """The speaking notes for a meeting."""
    return _Notes(task).draft()


class _Notes:
    def __init__(self, task: Task) -> None:
        self._framing = Framing(task, __package__)
        self._around, self._words = self._framing.around, self._framing.words
        self._naming = self._framing.naming

    def draft(self) -> Draft:
        seats = participation(self._around.meeting)
        pages: Sequence[Seats | None] = [each for each in seats if each.number is not None]
        blocks = [
            frame("title", Form.TITLE, self._framing.title()),
            frame("nature", Form.PARAGRAPH, self._words("nature", day=self._framing.day())),
        ]
        taken = total(blocks)
        for each in pages or [None]:
            if len(blocks) > 2:
                blocks.append(frame(f"page/{_number(each)}", Form.PAGE, ""))
            page = _Page(self._framing, each, seats)
            blocks += page.blocks(LINES - taken)
            taken = 0.0
        return self._framing.draft(blocks)


class _Page:
    """A session; of a meeting without any the whole of it."""

    def __init__(self, framing: Framing, seats: Seats | None, everyone: Sequence[Seats]) -> None:
        self._framing, self._seats, self._everyone = framing, seats, everyone
        self._around, self._words = framing.around, framing.words
        self._naming = framing.naming
        self._letters = framing.letters()
        self._number = _number(seats)
        self._dossiers = frozenset(
            name
            for each in self._around.items
            if seats is None or each.session == seats.number
            for name in each.dossiers
        )

    def blocks(self, room: float) -> list[Block]:
        """The page, in so many lines."""
        found = [self._frame("session", Form.HEADING, self._heading(), level=1), self._room()]
        found += self._points()
        found += [self._field("red_line"), self._field("fallback")]
        for name, made in (("others", self._others()), ("promises", self._promises())):
            found += self._listed(name, made, room - total(found) - _LEGEND)
        legend = self._words("papers", legend=self._letters.legend())
        return [*found, self._frame("papers", Form.PARAGRAPH, legend)]

    def _frame(self, key: str, form: Form, text: str, *, level: int = 0) -> Block:
        return frame(f"{key}/{self._number}", form, text, level=level)

    def _heading(self) -> str:
        if self._seats is None:
            return self._words("whole_meeting")
        name = self._naming.session(self._seats)
        return f"{name}: {line(self._seats.title)}" if self._seats.title else name

    def _room(self) -> Block:
        everybody = [one for each in self._everyone for one in each.delegations]
        some = self._seats.delegations if self._seats is not None else everybody
        block = Block(
            key=f"room/{self._number}",
            form=Form.PARAGRAPH,
            origin=Origin.NEW,
            text=self._naming.delegations(some) or self._words("not_told"),
            sources=self._framing.sources.of(*self._around.meeting.sources),
            role="participants",
        )
        return labelled(block, self._words("room"))

    def _field(self, name: str) -> Block:
        return Block(
            key=f"{name}/{self._number}",
            form=Form.FIELD,
            origin=Origin.FRAME,
            text=self._words(name),
            role=name,
        )

    # ---- points -------------------------------------------------------------------------

    def _points(self) -> list[Block]:
        rows = self._positions()
        found = [self._frame("heading/points", Form.HEADING, self._words("points"), level=2)]
        found += [self._point(row) for row in rows[:POINTS]]
        if not rows:
            found.append(self._frame("points/none", Form.PARAGRAPH, self._words("no_points")))
        left = rows[POINTS:]
        if left:
            where = ", ".join(sorted({self._letters.of(row) for row in left}))
            text = self._words("more_points", n=len(left), where=where)
            found.append(self._frame("points/more", Form.PARAGRAPH, text))
        return found

    def _positions(self) -> list[StatementRow]:
        """Own positions on what the session is about, the newest paper first; of one paper those
        on different items before two on one, and of one item what changed in substance first.
        Earlier ones only where this agenda has too few."""
        session = self._seats.number if self._seats is not None else None
        here = [row for row in self._around.positions() if session in (None, row.session)]
        order = {row.identity: place for place, row in enumerate(here)}
        here.sort(key=lambda row: not self._is_changed(row))
        turns: dict[str | None, int] = {}
        ranked = []
        for row in here:
            turns[row.item] = turns.get(row.item, -1) + 1
            ranked.append((turns[row.item], order[row.identity], row))
        found = [row for _, _, row in sorted(ranked, key=lambda each: each[:2])]
        known = {fold(line(row.quote)) for row in found}
        for row in self._around.own_since(None) if len(found) < POINTS else ():
            form = fold(line(row.quote))
            is_earlier = row.meeting != self._around.meeting.id and form not in known
            if is_earlier and self._dossiers.intersection(row.dossiers) and len(found) < POINTS:
                known.add(form)
                found.append(row)
        return found

    def _is_changed(self, row: StatementRow) -> bool:
        change = self._around.became.get(row.identity)
        return change is not None and change.became is Became.CHANGED

    def _point(self, row: StatementRow) -> Block:
        text, marks, rows = f"“{shortened(row.quote, _POINT)}” ({self._where(row)})", [], [row]
        change = self._around.became.get(row.identity)
        if change is not None and change.earlier is not None:
            was, where = shortened(change.earlier.quote, _BESIDE), self._letters.of(change.earlier)
            told = self._words(f"was_{change.became}", was=was, where=where)
            rows.append(change.earlier)
            if change.became is not Became.SAME:
                start = len(text) + 1
                marks.append(Mark(start=start, end=start + len(told), style="emphasis"))
            text = f"{text} {told}"
        block = Block(
            key=f"point/{self._number}/{short(row.identity)}",
            form=Form.ITEM,
            origin=Origin.NEW,
            text=text,
            marks=tuple(marks),
            sources=self._framing.sources.of(*rows),
            role="said",
        )
        return labelled(block, line(row.item or ""))

    def _where(self, row: StatementRow) -> str:
        """Of what was said at another meeting, its day too."""
        where = self._letters.of(row)
        own = row.meeting == self._around.meeting.id or row.said is None
        return where if own else f"{self._words.day(row.said)}, {where}"

    # ---- what others said, what was promised --------------------------------------------

    def _listed(self, name: str, made: list[Block], room: float) -> list[Block]:
        """As many of some lines as fit; of the others how many there are."""
        if not made:
            return []
        found = [self._frame(f"heading/{name}", Form.HEADING, self._words(name), level=2)]
        left = room - total(found) - 1.25
        shown = 0
        while shown < len(made) and lines(made[shown]) <= left:
            left -= lines(made[shown])
            shown += 1
        found += made[:shown]
        if shown < len(made):
            text = self._words(f"more_{name}", n=len(made) - shown)
            found.append(self._frame(f"more/{name}", Form.PARAGRAPH, text))
        return found

    def _others(self) -> list[Block]:
        """The newest position of each other party on what the session is about."""
        newest: dict[str, StatementRow] = {}
        for name in sorted(self._dossiers):
            asked = Filter(act=Act.POSITION, dossier=name)
            for row in self._around.view.statements(asked, limit=_LOOKED_AT).items:
                whose = row.party or row.holder
                if whose is None or self._around.is_own(row):
                    continue
                if whose not in newest or _day(row) > _day(newest[whose]):
                    newest[whose] = row
        rows = sorted(newest.values(), key=lambda row: row.identity)
        rows.sort(key=_day, reverse=True)
        return [self._other(row) for row in rows[:_OTHERS]]

    def _other(self, row: StatementRow) -> Block:
        whose = self._words.party(row.party) if row.party else line(row.holder or "")
        day = self._words.day(row.said) or self._words("not_told")
        text = f"“{shortened(row.quote, _OTHER)}” ({day}, {self._letters.of(row)})"
        key = f"other/{self._number}/{short(row.identity)}"
        return self._framing.item(key, "said", text, [row], whose)

    def _promises(self) -> list[Block]:
        """Those on the session's dossiers; on the first page those of the chain on no item too."""
        first = self._seats is None or self._seats is self._everyone[0]
        table = self._around.dossiers
        found = []
        for each in self._around.near:
            mine = self._dossiers.intersection(each.row.dossiers)
            loose = first and not table.intersection(each.row.dossiers)
            if mine or loose:
                found.append(self._promise(each))
        return found[:_PROMISES]

    def _promise(self, one: Commitment) -> Block:
        text = self._words(
            "promise",
            quote=shortened(one.row.quote, _OTHER),
            day=self._naming.promised_on(one),
            due=self._naming.due(one),
            where=self._letters.of(one.row),
        )
        key = f"promise/{self._number}/{short(one.row.identity)}"
        return self._framing.item(key, "promise", text, [one.row])


def _number(seats: Seats | None) -> str:
    return str(seats.number) if seats is not None else "all"


def _day(row: StatementRow) -> str:
    return row.said.isoformat() if row.said else ""


__all__ = ["POINTS", "composed"]
