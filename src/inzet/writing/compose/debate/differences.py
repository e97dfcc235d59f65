"""What is new in this agenda, what is no longer there, and what is worded otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from inzet.changes import AgendaItem, Became, Comparison, ItemChange, PositionChange, Went
from inzet.changes.likeness import in_common
from inzet.changes.relations import Relations
from inzet.changes.sentence import Said as Compared
from inzet.changes.sentence import sentence
from inzet.dossiers import Wording
from inzet.record import StatementRow
from inzet.record.words import fold
from inzet.writing.compose.debate.entries import Entry, Making, Said, Section
from inzet.writing.compose.sheet.around import Around
from inzet.writing.compose.sheet.framing import short
from inzet.writing.compose.sheet.naming import Letters
from inzet.writing.compose.sheet.quoting import compared, line, shortened
from inzet.writing.draft import Mark

_QUOTE = 160
"""Characters of a quote that a line has room for."""
_BESIDE = 120
"""Of each of two quotes beside each other."""
_GLANCE = 80
"""Of a quote that is only pointed at."""
_NEAR = 0.22
"""Share of content in common from which on another sentence is pointed at."""


_Makes = Callable[[StatementRow], Making]


class Differences:
    """This agenda beside the last one."""

    def __init__(self, around: Around, words: Wording) -> None:
        self._around = around
        self._words = words

    def sections(self) -> list[Section]:
        """New, dropped, reworded; where there is nothing to compare with, what this one says."""
        comparisons = self._around.comparisons
        if not comparisons:
            return [self._said()] if self._around.positions() else []
        new: list[Entry] = []
        dropped: list[Entry] = []
        reworded: list[Entry] = []
        for each in comparisons:
            new += self._new(each)
            dropped += self._dropped(each)
            reworded += self._reworded(each)
        return [
            Section("new", tuple(new)),
            Section("dropped", tuple(dropped)),
            Section("reworded", tuple(reworded)),
        ]

    def _said(self) -> Section:
        rows = self._around.positions()
        return Section("said", tuple(self._positions("said", rows, _plain)))

    # ---- new ----------------------------------------------------------------------------

    def _new(self, one: Comparison) -> list[Entry]:
        rows = [each.later for each in one.positions if each.became is Became.NEW and each.later]
        found = list(self._positions("new", rows, _plain))
        came = [each for each in one.items if each.went is Went.NEW]
        if came:
            found.append(self._items("new", "items_new", came))
        return found

    # ---- dropped ------------------------------------------------------------------------

    def _dropped(self, one: Comparison) -> list[Entry]:
        rows = [
            each.earlier
            for each in one.positions
            if each.became is Became.VANISHED and each.earlier
        ]
        nearest = Nearest([each.later for each in one.positions if each.later])
        again = self._said_again(one)

        def making(row: StatementRow) -> Making:
            def make(letters: Letters) -> Said:
                text = _plain(row)(letters).text
                repeated = again.get(_form(row))
                near = nearest.of(row)
                if repeated is not None:
                    text += self._words("said_again", where=letters.of(repeated))
                elif near is not None:
                    glance = shortened(near.quote, _GLANCE)
                    text += self._words("compare", quote=glance, where=letters.of(near))
                return Said(text)

            return make

        found = list(self._positions("dropped", rows, making))
        gone = [each for each in one.items if each.went is Went.DROPPED]
        if gone:
            found.append(self._items("dropped", "items_dropped", gone, one))
        return found

    def _said_again(self, one: Comparison) -> dict[str, StatementRow]:
        """Own positions of papers since the earlier agenda, by their words; the newest of each."""
        papers = {paper.id for paper in (*one.earlier.papers, *one.later.papers)}
        days = [paper.said for paper in one.earlier.papers if paper.said]
        found: dict[str, StatementRow] = {}
        for row in self._around.own_since(max(days, default=None)):
            if row.paper is not None and row.paper.id not in papers:
                found.setdefault(_form(row), row)
        return found

    # ---- reworded -----------------------------------------------------------------------

    def _reworded(self, one: Comparison) -> list[Entry]:
        wanted = (Became.CHANGED, Became.REWORDED)
        changes = [each for each in one.positions if each.became in wanted]
        found = [self._change(each, place) for place, each in enumerate(changes)]
        moved = [each for each in one.items if each.went in (Went.MOVED, Went.RETITLED)]
        if moved:
            found.append(self._moved(moved))
        return found

    def _change(self, one: PositionChange, place: int) -> Entry:
        before, after = one.earlier, one.later
        assert before is not None
        assert after is not None
        substance = one.became is Became.CHANGED

        def make(letters: Letters) -> Said:
            where = self._words("both", now=letters.of(after), was=letters.of(before))
            inline = compared(one.steps)
            if inline is not None:
                text, marks = inline
                shifted = tuple(
                    Mark(start=each.start + 1, end=each.end + 1, style=each.style) for each in marks
                )
                return Said(f"“{text}” ({where})", shifted)
            return Said(
                self._words(
                    "was_now",
                    was=shortened(before.quote, _BESIDE),
                    now=shortened(after.quote, _BESIDE),
                    where_was=letters.of(before),
                    where_now=letters.of(after),
                )
            )

        label = self._label(after)
        if substance:
            label = self._words("in_substance", label=label) if label else self._words("substance")
        own = 0 if self._around.is_own(after) else 1
        rank = (0 if substance else 1, own, self._off_table(after), place)
        return Entry(
            key=f"reworded/{short(before.identity)}/{short(after.identity)}",
            rank=rank,
            making=make,
            rows=(after, before),
            label=label,
            place=rank,
        )

    # ---- agenda items -------------------------------------------------------------------

    def _items(
        self, name: str, key: str, some: Sequence[ItemChange], one: Comparison | None = None
    ) -> Entry:
        rows = tuple({each.item.row.identity: each.item.row for each in some}.values())

        def make(letters: Letters) -> Said:
            listed = "; ".join(self._item(each.item, one) for each in some)
            where = ", ".join(dict.fromkeys(letters.of(row) for row in rows))
            return Said(self._words(key, items=listed, where=where))

        return Entry(f"{name}/items", (-1,), make, rows, place=(-1,))

    def _item(self, item: AgendaItem, one: Comparison | None) -> str:
        told = self._words("item", title=line(item.title), n=item.session)
        now = under_now(item, self._around) if one is not None else None
        return told if now is None else told + self._words("item_now", title=now)

    def _moved(self, some: Sequence[ItemChange]) -> Entry:
        rows = {row.identity: row for each in some for row in _notices(each)}

        def make(letters: Letters) -> Said:
            listed = "; ".join(self._moved_item(each) for each in some)
            where = ", ".join(dict.fromkeys(letters.of(row) for row in rows.values()))
            return Said(self._words("items_moved", items=listed, where=where))

        return Entry("reworded/items", (9,), make, tuple(rows.values()), place=(9,))

    def _moved_item(self, one: ItemChange) -> str:
        before, after = one.earlier, one.later
        assert before is not None
        assert after is not None
        title = line(after.title)
        if fold(line(before.title)) != fold(title):
            title = self._words("retitled", title=title, was=line(before.title))
        if before.session == after.session:
            return title
        return self._words("moved", title=title, was=before.session, now=after.session)

    # ---- positions ----------------------------------------------------------------------

    def _positions(
        self, name: str, rows: Sequence[StatementRow], making: _Makes
    ) -> Iterable[Entry]:
        """One line each. Of each item the one that says most comes first, so that where room is
        short every item is heard before one is heard twice."""
        by_label: dict[str, list[StatementRow]] = defaultdict(list)
        order = {row.identity: place for place, row in enumerate(rows)}
        for row in rows:
            by_label[self._label(row)].append(row)
        for group, (label, some) in enumerate(by_label.items()):
            telling = sorted(some, key=lambda row: (-_tells(row), order[row.identity]))
            for place, row in enumerate(telling):
                own = 0 if self._around.is_own(row) else 1
                rank = (own, self._off_table(row), place, group)
                yield Entry(
                    key=f"{name}/{short(row.identity)}",
                    rank=rank,
                    making=making(row),
                    rows=(row,),
                    label=label,
                    place=(own, group, order[row.identity]),
                )

    def _label(self, row: StatementRow) -> str:
        """What a position is about: its item, else its session; and whose it is, if not own."""
        about = line(row.item or "") or self._session_title(row)
        if self._around.is_own(row):
            return about
        whose = self._words.party(row.party) if row.party else line(row.holder or "")
        return f"{whose}, {about}" if about and whose else whose or about

    def _session_title(self, row: StatementRow) -> str:
        meeting = self._around.meetings.get(row.meeting or "")
        if meeting is None or row.session is None:
            return ""
        for session in meeting.notice.sessions:
            if session.number == row.session:
                return line(session.title or "")
        return ""

    def _off_table(self, row: StatementRow) -> int:
        return 0 if self._around.on_the_table(row.dossiers) else 1


class Nearest:
    """The sentence of some that says most of what another says."""

    def __init__(self, rows: Sequence[StatementRow]) -> None:
        self._rows = rows
        self._sentences = [sentence(Compared.of(row)) for row in rows]

    def of(self, row: StatementRow) -> StatementRow | None:
        """The nearest of the same holder on the same dossier, where any is near enough."""
        one = sentence(Compared.of(row))
        best: tuple[float, StatementRow] | None = None
        for candidate, other in zip(self._rows, self._sentences, strict=True):
            same = candidate.party == row.party and set(candidate.dossiers) & set(row.dossiers)
            if not same or not one.content or not other.content:
                continue
            relations = Relations((*one.content, *other.content), one.thesaurus)
            alike = in_common(one, other, {}, relations)
            if alike >= _NEAR and (best is None or alike > best[0]):
                best = alike, candidate
        return best[1] if best else None


def under_now(item: AgendaItem, around: Around) -> str | None:
    """The title of the item of this agenda under which the subject of an earlier one stands."""
    wanted = {*item.dossiers}
    for session in around.previous_items:
        if session.title is not None and fold(session.title) == fold(item.title):
            wanted.update(session.dossiers)
    best = max(
        (each for each in around.items if each.title and wanted.intersection(each.dossiers)),
        key=lambda each: len(wanted.intersection(each.dossiers)),
        default=None,
    )
    return line(best.title) if best is not None and best.title else None


def _plain(row: StatementRow) -> Making:
    def make(letters: Letters) -> Said:
        return Said(f"“{shortened(row.quote, _QUOTE)}” ({letters.of(row)})")

    return make


def _tells(row: StatementRow) -> int:
    """How many words of substance a position has: "we will raise that" tells little."""
    return len(sentence(Compared.of(row)).content)


def _form(row: StatementRow) -> str:
    return " ".join(sentence(Compared.of(row)).forms)


def _notices(one: ItemChange) -> tuple[StatementRow, ...]:
    return tuple(each.row for each in (one.later, one.earlier) if each is not None)
