"""One statement on a dossier, as it stands in the order of things said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from inzet.dossiers.holders import source
from inzet.dossiers.sayings.occasions import Occasion, occasion_of
from inzet.dossiers.sayings.stances import Stance, stance_of
from inzet.record import StatementRow
from inzet.vocabulary.acts import procedure_of
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.times import first_day


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement with its occasion, its holder and how it judges."""

    dossiers: tuple[str, ...]
    """Those of one procedure."""
    occasion: Occasion
    who: str
    """A party's code, or the holder as worded; "" where a paper says it of itself."""
    act: str
    stance: Stance | None
    happened: str | None
    """The day, month or year of which it tells, where it tells one."""
    row: StatementRow

    @property
    def holds(self) -> dt.date:
        """Since when it holds: since what it tells happened, else since it was said."""
        return first_day(self.row.valid_from) if self.row.valid_from else self.said

    @property
    def said(self) -> dt.date:
        """When it was said; of what is undated, when it arrived."""
        return self.row.said or self.row.arrived.date()


def saying_of(row: StatementRow, procedure: str) -> Saying | None:
    """A statement on dossiers of a procedure; None for others."""
    dossiers = tuple(name for name in row.dossiers if procedure_of(name) == procedure)
    if not dossiers:
        return None
    happened = row.content.get("when")
    return Saying(
        dossiers=dossiers,
        occasion=occasion_of(row),
        who=row.party or row.holder or ("" if row.paper is not None else source(row)),
        act=row.act,
        stance=stance_of(row),
        happened=happened if isinstance(happened, str) else None,
        row=row,
    )


def in_order(sayings: Iterable[Saying], on: dt.date, dossier: str | None) -> list[Saying]:
    """What holds on a day, by occasion and then as it was said.

    Args:
        dossier: only of this one.
    """
    about = (each for each in sayings if dossier is None or dossier in each.dossiers)
    wanted = [each for each in about if each.holds <= on]
    return sorted(wanted, key=_place)


def by_name(sayings: Iterable[Saying]) -> dict[str, list[Saying]]:
    """Sayings in order, by dossier; the dossier that was spoken of last first."""
    found: dict[str, list[Saying]] = {}
    for each in sayings:
        for name in each.dossiers:
            found.setdefault(name, []).append(each)
    names = sorted(sorted(found), key=lambda name: found[name][-1].occasion, reverse=True)
    return {name: found[name] for name in names}


def plain(each: Saying) -> dict[str, Any]:
    """A saying for programs."""
    stance = each.stance
    return {
        "meeting": each.occasion.meeting or None,
        "day": each.occasion.first,
        "who": each.who or None,
        "act": each.act,
        "modality": stance.modality if stance is not None else None,
        "against": stance.against if stance is not None else None,
        "happened": each.happened,
        "statement": each.row.identity,
    }


def _place(each: Saying) -> tuple[dt.date, str, dt.date, str, int, str]:
    citation = each.row.citation
    paper, start = (
        (citation.paper, citation.start) if isinstance(citation, SpanCitation) else ("", 0)
    )
    occasion = each.occasion
    return occasion.first, occasion.meeting, each.said, paper, start, each.row.identity
