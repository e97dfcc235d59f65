"""Word-level differences as people see them, with marks that work without colour, and as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from inzet.cli.output import print_styled

if TYPE_CHECKING:
    from inzet.changes import Step

_STYLES = {"gone": "red", "new": "green"}


def print_difference(
    earlier: str | None, later: str | None, steps: Sequence[Step], *, indent: int
) -> None:
    """One line with ``[-gone-]`` and ``{+new+}``; where little is the same, ``-`` and ``+`` lines.

    Of a sentence that has no counterpart only its own line.
    """
    from inzet.changes import READABLE, kept_share, mark

    if earlier is not None and later is not None and kept_share(steps) >= READABLE:
        parts = []
        for place, step in enumerate(steps):
            space = " " if place and step.spaced else ""
            parts.append((f"{space}{mark(step)}", _STYLES.get(str(step.op), "")))
        print_styled([("“", ""), *parts, ("”", "")], indent=indent)
        return
    if earlier is not None:
        print_styled([(f"- “{earlier}”", "red" if later is not None else "")], indent=indent)
    if later is not None:
        print_styled([(f"+ “{later}”", "green" if earlier is not None else "")], indent=indent)


def operations(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """A difference for programs; documented in docs/commands.md."""
    return [{"op": str(step.op), "text": step.text, "spaced": step.spaced} for step in steps]
