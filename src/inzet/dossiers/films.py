"""A dossier's grid on every day on which it changes, kept per reader: for a slider over days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from inzet.dossiers.answer import Asked
from inzet.dossiers.folding import Folding, folded
from inzet.dossiers.members import MEMBERSHIP_RULE, Roll, roll
from inzet.dossiers.pictures import Film, Frame
from inzet.dossiers.registry import procedures
from inzet.record import Kept, StatementRow, View
from inzet.vocabulary.acts import procedure_of

_MOST = 400
"""Days of one film; a dossier that changes on more is looked at day by day."""


class Films:
    """Films of dossiers, made once for each reader and language."""

    def __init__(self) -> None:
        self._kept: Kept[Film | None] = Kept(_depends)

    def of(self, view: View, dossier: str, *, language: str = "en") -> Film | None:
        """The film of a dossier; None where its procedure makes none.

        Args:
            view: of every day, so without ``as_of``; what it knows limits the film.
        """
        procedure = procedures().get(procedure_of(dossier))
        if procedure is None or not procedure.filmed:
            return None
        return self._kept.of(
            view, (dossier, language), lambda then: film(then, dossier, language=language)
        )


def film(view: View, dossier: str, *, language: str = "en") -> Film | None:
    """The film of a dossier, made anew."""
    procedure = procedures()[procedure_of(dossier)]
    folding, members = folded(view, procedure), roll(view)
    asked = Asked(dt.date.max, dossier, language=language)
    days = sorted(set(folding.days(asked, members)))
    if not 1 < len(days) <= _MOST:
        return None
    frames = _frames(folding, members, asked, days)
    return Film(procedure.filmed, tuple(frames)) if len(frames) > 1 else None


def _frames(
    folding: Folding[object, object], members: Roll, asked: Asked, days: Sequence[dt.date]
) -> list[Frame]:
    """A frame for each day on which something is otherwise than before."""
    frames: list[Frame] = []
    for day in days:
        on = replace(asked, on=day)
        frame = folding.procedure.frame(folding.state(on, members), on)
        before = frames[-1] if frames else None
        if before is None or (before.words, before.spots) != (frame.words, frame.spots):
            frames.append(frame)
    return frames


def _depends(key: tuple[str, str], row: StatementRow) -> bool:
    return row.rule == MEMBERSHIP_RULE or key[0] in row.dossiers
