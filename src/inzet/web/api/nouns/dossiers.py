"""Dossiers: the state of play of all, of a procedure, of one."""

from __future__ import annotations

from typing import Literal

from inzet.dossiers import answer, procedures
from inzet.dossiers.summaries import Summary, sourced
from inzet.meetings import standings
from inzet.vocabulary.errors import NotFound, UnknownValue
from inzet.web.api.operation import AList, Call, Given, InLanguage, operation
from inzet.web.api.paging import page_of
from inzet.web.api.shapes.common import sources_of
from inzet.web.api.shapes.dossiers import (
    DossierList,
    DossierState,
    dossier_line,
    dossier_state,
    line_sources,
)


class DossiersAsked(AList, frozen=True, kw_only=True):
    """A page of dossiers, in a language."""

    lang: Literal["en", "nl"] = "en"
    """Of sentences."""


class StateAsked(InLanguage, frozen=True, kw_only=True):
    """How a state is asked for."""

    edition: Given | None = None
    """Of published figures: `2024-06`."""
    option: Given | None = None
    """Options of the procedure, as `name=value`, several parted by `;`; the vocabulary of
    procedures lists them."""
    brief: bool = False
    """Only the line, the headline and the values: no tables, no whole state, no quotes below."""


@operation("GET /dossiers", tag="dossiers", asks=DossiersAsked, answers=DossierList)
def dossiers(call: Call[DossiersAsked, None]) -> DossierList:
    """The state of play: every dossier in a line"""
    visit = call.visit
    found = visit.made.summaries.of(visit.view, language=call.asked.lang, today=visit.moment.day)
    shown, rest = page_of(call, found, _name)
    shown = sourced(shown, visit.view)
    return DossierList(
        on=visit.moment.day,
        items=tuple(dossier_line(each) for each in shown),
        next=rest,
        sources=sources_of(row for each in shown for row in line_sources(each)),
    )


@operation("GET /dossiers/{procedure}", tag="dossiers", asks=StateAsked, answers=DossierState)
def procedure_state(call: Call[StateAsked, None]) -> DossierState:
    """The state of all dossiers of a procedure, with its tables"""
    name = call.path("procedure")
    if name not in procedures():
        raise NotFound(
            f"there is no procedure “{name[:80]}”",
            fix=f"Known procedures: {', '.join(procedures())}.",
        )
    return _state(call, name, {})


@operation(
    "GET /dossiers/{procedure}/{name}", tag="dossiers", asks=StateAsked, answers=DossierState
)
def dossier(call: Call[StateAsked, None]) -> DossierState:
    """Where a dossier stands: values with their sources, tables, what papers say"""
    name = f"{call.path('procedure')}/{call.path('name')}"
    try:
        standing = standings(call.visit.view, name)[0]
    except UnknownValue as unknown:
        raise NotFound(unknown.what, where=unknown.where, fix=unknown.fix) from None
    return _state(call, standing.dossier, standing.counts)


def _state(call: Call[StateAsked, None], name: str, counts: dict[str, int]) -> DossierState:
    told = answer(
        call.visit.view,
        name,
        edition=call.asked.edition,
        options=_options(call.asked.option),
        language=call.asked.lang,
        today=call.visit.moment.day,
    )
    return dossier_state(told, counts, brief=call.asked.brief)


def _options(typed: str | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in (typed or "").split(";"):
        name, sign, value = each.partition("=")
        if each.strip():
            if not sign:
                raise UnknownValue(
                    f"“{each[:80]}” is no option", where="option", fix="Write name=value."
                )
            found[name.strip()] = value.strip()
    return found


def _name(each: Summary) -> str:
    return each.dossier


OPERATIONS = (dossiers, procedure_state, dossier)
