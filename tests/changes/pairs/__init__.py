"""Labelled pairs of positions, an earlier paper beside a later one. See README.md here.

A case is what a reader has before them who lays two papers of a government on the same council
side by side: the positions of the earlier one, those of the later one, and what became of each.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

Half = Literal["dev", "held-out", "fresh"]
"""The two halves of the first set, and the second set, which is for the last measuring only."""
Label = Literal["same", "reworded", "changed", "different"]
Polarity = Literal["positive", "negative"]

LABELS: frozenset[str] = frozenset(("same", "reworded", "changed", "different"))
TRAPS: frozenset[str] = frozenset(
    (
        "other-party",
        "other-dossier",
        "negation",
        "amount",
        "other-wish",
        "general-special",
        "split",
        "merged",
    )
)


@dataclass(frozen=True, slots=True)
class Position:
    """One position of one paper, with what a statement of it would hold."""

    id: str
    """Unique within its side of its case; says nothing about the other side."""
    text: str
    """One sentence."""
    party: str
    """Code of the party whose position it is."""
    dossier: str
    item: str
    """Heading of the agenda item it stands under."""
    polarity: Polarity
    modality: str
    """The kind of saying, as the reader names it: plead, support, oppose, concern …"""


@dataclass(frozen=True, slots=True)
class Pair:
    """What an earlier position is to a later one."""

    earlier: str
    later: str
    label: Label
    trap: str | None
    """What may mislead who looks at the words alone; None where nothing does."""

    @property
    def corresponds(self) -> bool:
        """Whether the later position is what became of the earlier one."""
        return self.label != "different"


@dataclass(frozen=True, slots=True)
class Case:
    """The positions of two papers, and what became of each."""

    id: str
    language: Literal["nl", "en"]
    council: str
    earlier: tuple[Position, ...]
    later: tuple[Position, ...]
    pairs: tuple[Pair, ...]
    """Pairs that correspond, all of them; of those that do not only the misleading ones."""
    vanished: tuple[str, ...]
    """Earlier positions of which the later paper says nothing."""
    new: tuple[str, ...]
    """Later positions of which the earlier paper says nothing."""


@lru_cache(maxsize=3)
def cases(half: Half) -> tuple[Case, ...]:
    """The cases of one half, or of the fresh set. `fresh` is never for tuning."""
    path = Path(__file__).parent / f"{half}.toml"
    return tuple(_case(raw) for raw in tomllib.loads(path.read_text(encoding="utf-8"))["case"])


def _case(raw: dict[str, Any]) -> Case:
    shared = {key: raw[key] for key in ("party", "dossier", "item")}
    return Case(
        id=raw["id"],
        language=raw["language"],
        council=raw["council"],
        earlier=tuple(Position(**{**shared, **one}) for one in raw["earlier"]),
        later=tuple(Position(**{**shared, **one}) for one in raw["later"]),
        pairs=tuple(Pair(**{"trap": None, **one}) for one in raw["pairs"]),
        vanished=tuple(raw["vanished"]),
        new=tuple(raw["new"]),
    )
