"""Papers in words."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.record import PaperLite, PaperRow
from inzet.web.present.numbers import number_words
from inzet.web.present.statements import SHORT, paper_label
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in a list or at the head of its page."""

    row: PaperRow | PaperLite
    path: str
    title: str
    label: str
    language: str
    genre: str
    said: str
    numbers: str
    party: str
    addressee: str
    marking: str
    retold: bool

    @property
    def shouted(self) -> str:
        """A class for a title printed in capitals, which is set smaller."""
        return "caps" if self.title.isupper() else ""


def paper_line(row: PaperRow | PaperLite, t: Words) -> PaperLine:
    """One paper in words; a paper seen beside a statement knows less of itself."""
    full = isinstance(row, PaperRow)
    marking = row.marking if isinstance(row, PaperRow) else ""
    return PaperLine(
        row=row,
        path=f"/papers/{row.id[:SHORT]}",
        title=row.title,
        label=paper_label(row.title, row.numbers),
        language=(row.language or "") if isinstance(row, PaperRow) else "",
        genre=t.genre(row.genre) if isinstance(row, PaperRow) else "",
        said=t.day(row.said) or t("said.undated"),
        numbers=", ".join(number_words(each) for each in row.numbers),
        party=t.party(row.on_behalf_of) if isinstance(row, PaperRow) else "",
        addressee=t.addressee(row.addressee) if isinstance(row, PaperRow) else "",
        marking=t.maybe(f"marking.{marking}", marking) if full else "",
        retold=bool(row.stamp),
    )
