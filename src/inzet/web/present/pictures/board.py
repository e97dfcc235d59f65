"""A board: steps side by side, each with its cards."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inzet.dossiers.charts import Board, Card, Step, Told
from inzet.web.present.cited import Cited, cited
from inzet.web.words import Words

_ID = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card with the ways it leads to."""

    card: Card
    cited: Cited
    path: str
    """Of the dossier it stands for, else of its statement."""
    rests_on: tuple[tuple[str, str], ...]
    """What it rests on by name, each with the page of its statement; "" where none is known."""


@dataclass(frozen=True, slots=True)
class ShownBoard:
    """Steps with their numbers and cards."""

    columns: tuple[tuple[int, Step, tuple[ShownCard, ...]], ...]
    empty: str


def drawn(board: Board, t: Words) -> ShownBoard:
    """A board for its template."""
    return ShownBoard(
        columns=tuple(
            (number, step, tuple(_card(each, t) for each in step.cards))
            for number, step in enumerate(board.columns, 1)
        ),
        empty=board.empty,
    )


def _card(card: Card, t: Words) -> ShownCard:
    found = cited(card.value, t)
    path = f"/dossiers/{card.dossier}" if card.dossier else found.path
    rests_on = tuple((each.text, _statement(each)) for each in card.rests_on)
    return ShownCard(card, found, path, rests_on)


def _statement(told: Told) -> str:
    named = told.value.value if told.value is not None else None
    return f"/statements/{named}" if isinstance(named, str) and _ID.match(named) else ""
