"""Questions to the procedures: the state of one dossier, of all of a procedure, of everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from inzet.dossiers.answer import Answer, Asked
from inzet.dossiers.folding import Folding, folded
from inzet.dossiers.members import Roll, roll
from inzet.dossiers.procedure import Procedure
from inzet.dossiers.registry import procedures
from inzet.record import Filter, View
from inzet.vocabulary.acts import procedure_of
from inzet.vocabulary.errors import UnknownValue


def answer(
    view: View,
    name: str,
    *,
    edition: str | None = None,
    options: Mapping[str, str] | None = None,
    language: str = "en",
    today: dt.date | None = None,
) -> Answer:
    """The state of a dossier (``accession/FIN``) or of a whole procedure (``accession``).

    Args:
        edition: of published figures; None: the procedure chooses.
        options: the procedure's own, by name.
        today: the day the state is of where the view has none.

    Raises:
        UnknownValue: no such dossier for this reader, edition or option; lists those there are.
    """
    procedure, dossier = _named(view, name)
    asked = Asked(
        on=day_of(view, today),
        dossier=dossier,
        edition=edition,
        options=dict(options or {}),
        language=language,
    )
    found = answer_of(folded(view, procedure, dossier), asked, roll(view))
    if procedure.most is None or dossier is None:
        return found
    cut = procedure.cut(asked, view.count(Filter(dossier=dossier)))
    return found if cut is None else replace(found, headline=(*found.headline, cut))


def answers(
    view: View,
    *,
    of: str | None = None,
    language: str = "en",
    today: dt.date | None = None,
) -> list[Answer]:
    """The state of every dossier in view whose procedure is known here, by name.

    Args:
        of: only of this dossier, or of those of this procedure; none where there is none.
    """
    members, on = roll(view), day_of(view, today)
    found = []
    for name, procedure in procedures().items():
        if of is not None and procedure_of(of) != name:
            continue
        dossiers = [each for each in view.dossiers(name) if of in (None, name, each)]
        folding = folded(view, procedure) if dossiers else None
        for dossier in dossiers:
            assert folding is not None
            found.append(answer_of(folding, Asked(on, dossier, language=language), members))
    return found


def day_of(view: View, today: dt.date | None = None) -> dt.date:
    """The day that a state in this view is of."""
    return view.as_of or view.known_on or today or dt.date.today()


def answer_of(folding: Folding[Any, Any], asked: Asked, members: Roll) -> Answer:
    """The answer of what was folded."""
    answered: Answer = folding.procedure.answer(folding.state(asked, members), asked)
    return answered


def _named(view: View, name: str) -> tuple[Procedure[Any, Any], str | None]:
    every, wanted = procedures(), name.strip()
    if wanted.casefold() in every:
        return every[wanted.casefold()], None
    known = view.dossiers()
    by_folded = {each.casefold(): each for each in known}
    dossier = by_folded.get(view.dossier_name(wanted).casefold())
    if dossier is not None and procedure_of(dossier) in every:
        return every[procedure_of(dossier)], dossier
    listed = ", ".join(known) or "none yet: read a paper first"
    raise UnknownValue(
        f"there is no dossier “{name}”",
        fix=f"Known dossiers: {listed}. Or name a procedure: {', '.join(every)}.",
    )
