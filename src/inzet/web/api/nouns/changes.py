"""What changed between two moments, and how a phrase was worded each time."""

from __future__ import annotations

from typing import Annotated

import msgspec

from inzet.changes import ENOUGH, NOW, Only, lineage, moment
from inzet.changes import changes as changed
from inzet.web.api.operation import AList, Asked, Call, Given, operation
from inzet.web.api.paging import page_of
from inzet.web.api.shapes.changes import (
    ChangesShape,
    Language,
    WordingShape,
    changes_shape,
    wording_shape,
)
from inzet.web.api.shapes.common import decimal


class ChangesAsked(Asked, frozen=True, kw_only=True):
    """Which two moments, and what of them."""

    since: Given
    """A day (`2023-03-17`), or a meeting by its id."""
    until: Given | None = None
    """A day or a meeting; null: everything that is known now."""
    dossier: Given | None = None
    """Only a dossier, or a procedure."""
    party: Given | None = None
    """Only of this party."""
    all: bool = False
    """Also what stayed the same."""
    states: bool = True
    """Also how dossiers stand, which takes the longest."""


@operation("GET /changes", tag="changes", asks=ChangesAsked, answers=ChangesShape)
def changes(call: Call[ChangesAsked, None]) -> ChangesShape:
    """What changed between two moments

    Positions and agenda items are compared paper with paper: of each kind the last one of its
    chain at either moment.
    """
    asked, visit = call.asked, call.visit
    found = changed(
        visit.record,
        visit.view.reader,
        moment(visit.view, asked.since, where="since"),
        NOW if asked.until is None else moment(visit.view, asked.until, where="until"),
        only=Only(dossier=asked.dossier, party=asked.party, states=asked.states),
        today=visit.moment.day,
    )
    return changes_shape(found, also_same=asked.all)


_SHARE = r"^(0\.[1-9][0-9]{0,3}|1(\.0{1,4})?)$"


class LanguageAsked(AList, frozen=True, kw_only=True):
    """Which phrase, in which papers."""

    phrase: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    """The words, as somebody would type them."""
    genre: Given | None = None
    """Only papers of this genre."""
    party: Given | None = None
    """Only papers that speak for this party."""
    language: Given | None = None
    """Only papers in this language: `en`."""
    alike: Annotated[str, msgspec.Meta(pattern=r"^(0\.[1-9][0-9]{0,3}|1(\.0{1,4})?)$")] = str(
        ENOUGH
    )
    """How much of the phrase a sentence must hold, a decimal from 0.1 to 1."""


@operation("GET /language", tag="changes", asks=LanguageAsked, answers=Language)
def agreed_language(call: Call[LanguageAsked, None]) -> Language:
    """How a phrase was worded each time: agreed language through the papers, oldest first"""
    asked = call.asked
    found = lineage(
        call.visit.view,
        asked.phrase,
        genre=asked.genre,
        on_behalf_of=asked.party,
        language=asked.language,
        enough=float(asked.alike),
    )
    shown, rest = page_of(call, [wording_shape(each) for each in found], _paper)
    return Language(
        phrase=asked.phrase, alike=decimal(float(asked.alike)), items=tuple(shown), next=rest
    )


def _paper(each: WordingShape) -> str:
    return each.paper.id


OPERATIONS = (changes, agreed_language)
