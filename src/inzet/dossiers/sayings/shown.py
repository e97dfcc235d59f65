"""Sayings as cells, tables and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from inzet.dossiers.answer import Cell, Column, Sentence, Table
from inzet.dossiers.sayings.occasions import Occasion
from inzet.dossiers.sayings.saying import Saying
from inzet.dossiers.sayings.stances import Stance, Stand, Track
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording

MOST = 300
"""Statements of one dossier that are laid out, the newest."""


class Shown:
    """Sayings in one language."""

    def __init__(self, language: str) -> None:
        self.words = Wording("inzet.dossiers.sayings", language)

    def who(self, who: str) -> str:
        """A holder by name."""
        return self.words.party(who) if who else self.words("a_paper")

    def stance(self, stance: Stance) -> str:
        """How somebody judges, in a word or two."""
        try:
            told = self.words(f"modality_{stance.modality}")
        except KeyError:
            told = stance.modality
        # An objection is against by itself.
        against = stance.against and stance.modality != "oppose"
        return self.words("against", stance=told) if against else told

    def kind(self, saying: Saying) -> str:
        """How it judges, or what kind of statement it is."""
        if saying.stance is not None:
            return self.stance(saying.stance)
        return self.words(f"act_{saying.act}")

    def timeline(self, sayings: Sequence[Saying], *, dossiers: bool = False) -> Table:
        """What was said on which occasion, by whom, in order."""
        columns = [
            Column("occasion", self.words("column_occasion")),
            Column("who", self.words("column_who")),
            Column("how", self.words("column_how")),
            Column("said", self.words("column_said"), words=True),
        ]
        if dossiers:
            columns.insert(1, Column("dossier", self.words("column_dossier"), dossier=True))
        rows = []
        for each in sayings:
            value = Value(each.row.identity, (each.row,))
            cells = [
                Cell(each.occasion.short(self.words)),
                Cell(self.who(each.who)),
                Cell(self.kind(each)),
                Cell(each.row.quote, value),
            ]
            if dossiers:
                cells.insert(1, Cell(", ".join(each.dossiers)))
            rows.append(tuple(cells))
        return Table("timeline", self.words("table_timeline"), tuple(columns), tuple(rows))

    def holders(self, found: Sequence[Track]) -> Table:
        """How each holder judged, occasion by occasion."""
        return Table(
            "holders",
            self.words("table_holders"),
            (
                Column("who", self.words("column_who")),
                Column("times", self.words("column_times"), right=True),
                Column("judged", self.words("column_judged"), words=True, day=True),
            ),
            tuple(self._holder(each) for each in found),
        )

    def moves(self, found: Sequence[Track]) -> Iterator[Sentence]:
        """Whose judgement has another tone than it had at first."""
        for track in found:
            if track.moved:
                first, last = track.stands[0], track.stands[-1]
                text = self.words(
                    "moved",
                    who=self.who(track.who),
                    before=self._stances(first),
                    then=first.occasion.label(self.words),
                    after=self._stances(last),
                    now=last.occasion.label(self.words),
                )
                yield Sentence(text, (*first.rows, *last.rows))

    def latest(self, sayings: Sequence[Saying], about: str) -> Sentence:
        """On how many occasions it was spoken of, when last and by whom."""
        occasions = list(dict.fromkeys(each.occasion for each in sayings))
        last = [each for each in sayings if each.occasion == occasions[-1]]
        named = [each for each in last if each.who] or last
        holders = dict.fromkeys(self.who(each.who) for each in named)
        text = self.words(
            "latest",
            about=about,
            n=len(occasions),
            when=occasions[-1].label(self.words),
            who=self.words.listed(holders),
        )
        return Sentence(text, tuple(each.row for each in last))

    def line(self, sayings: Sequence[Saying]) -> Cell:
        """The last occasion in a few words, with how often it was spoken of on each."""
        told = self.spoken_of(Counter(each.occasion for each in sayings))
        if not sayings:
            return told
        last = sayings[-1].occasion
        rows = tuple(each.row for each in sayings if each.occasion == last)
        return replace(told, value=Value(len(rows), rows))

    def spoken_of(self, occasions: Mapping[Occasion, int]) -> Cell:
        """The same by how often it was spoken of on each occasion, in order; it names no sources.

        Of nothing the cell is empty.
        """
        if not occasions:
            return Cell("")
        last = next(reversed(list(occasions)))
        text = self.words("line", n=occasions[last], when=last.label(self.words))
        trend = tuple(float(number) for number in occasions.values())
        return Cell(text, trend=trend if len(trend) > 1 else ())

    def dossiers(self, sayings: Mapping[str, Sequence[Saying]]) -> Table:
        """Dossiers with how often each was spoken of, and when last."""
        return Table(
            "dossiers",
            self.words("table_dossiers"),
            (
                Column("dossier", self.words("column_dossier"), dossier=True),
                Column("statements", self.words("column_statements"), right=True),
                Column("latest", self.words("column_latest"), words=True),
            ),
            tuple(
                (Cell(name), Cell(_at_least(len(said))), self.line(said))
                for name, said in sayings.items()
            ),
        )

    def _holder(self, track: Track) -> tuple[Cell, ...]:
        rows = tuple(row for stand in track.stands for row in stand.rows)
        judged = " → ".join(
            f"{stand.occasion.first.isoformat()} {self._stances(stand)}" for stand in track.stands
        )
        last = self._stances(track.stands[-1])
        return (
            Cell(self.who(track.who)),
            Cell(str(len(rows)), Value(len(rows), rows)),
            Cell(judged, Value(last, track.stands[-1].rows)),
        )

    def _stances(self, stand: Stand) -> str:
        return ", ".join(dict.fromkeys(self.stance(each) for each in stand.stances))


def _at_least(number: int) -> str:
    """How many they are, where no more than so many were taken."""
    return f"{number}+" if number >= MOST else str(number)
