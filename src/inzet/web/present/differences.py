"""Words that came and went, as pieces a page can mark without colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inzet.changes import READABLE, Kept, Step, kept_share


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words with what became of them: same, gone or new."""

    op: str
    text: str
    space: str
    """What stands before them: a space or nothing."""


def pieces_of(steps: Sequence[Step], *, without: Kept | None = None) -> tuple[Piece, ...]:
    """The words of a difference in order; of one side only, where the other's are left out."""
    shown = [step for step in steps if step.op is not without]
    return tuple(
        Piece(str(step.op), step.text, " " if place and step.spaced else "")
        for place, step in enumerate(shown)
    )


def whole(text: str) -> tuple[Piece, ...]:
    """A sentence without marks."""
    return (Piece(str(Kept.SAME), text, ""),)


def readable(steps: Sequence[Step]) -> bool:
    """Whether enough stayed for one marked sentence to be easier to read than two."""
    return bool(steps) and kept_share(steps) >= READABLE


def inline(steps: Sequence[Step], later: str) -> tuple[Piece, ...]:
    """The later sentence with what went and what came; without marks where little stayed."""
    return pieces_of(steps) if readable(steps) else whole(later)
