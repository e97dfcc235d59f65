"""Words of papers in a note: shortened where they are long, their differences marked for print."""

from __future__ import annotations

from collections.abc import Sequence

from inzet.changes import READABLE, Kept, Step, kept_share
from inzet.writing.draft import Mark

LEFT_OUT = "[…]"
"""Stands where words of a quote were left out."""
_AROUND = 7
"""Words of what stayed the same that are kept on either side of a change."""
_SPARED = 10
"""Words at least that leaving out must spare."""
_ENDINGS = ",;:–-"


def line(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut between words, with a sign that words were left out."""
    flat = line(text)
    if len(flat) <= most:
        return flat
    kept = flat[: most - len(LEFT_OUT)].rsplit(" ", 1)[0].rstrip(_ENDINGS + " ")
    return f"{kept} {LEFT_OUT}"


def compared(
    steps: Sequence[Step], *, around: int = _AROUND, spared: int = _SPARED
) -> tuple[str, tuple[Mark, ...]] | None:
    """A sentence with what went and what came in it, told apart without colour or style.

    ``[– what went]`` and ``[+ what came]``; the marks add weight to what came. Long stretches
    that stayed the same are shortened. None where too little stayed for it to be readable.

    Args:
        around: words of what stayed that are kept on either side of a change.
        spared: words at least that leaving out must spare.
    """
    if kept_share(steps) < READABLE:
        return None
    text, marks = "", []
    for place, step in enumerate(steps):
        text += " " if place and (step.spaced or step.op is not Kept.SAME) else ""
        if step.op is Kept.SAME:
            before = 0 if place == 0 else around
            after = 0 if place == len(steps) - 1 else around
            text += _same(step.text, before, after, spared)
            continue
        sign = "–" if step.op is Kept.GONE else "+"
        start = len(text)
        text += f"[{sign} {step.text}]"
        style = "emphasis" if step.op is Kept.GONE else "strong"
        marks.append(Mark(start=start, end=len(text), style=style))
    return text, tuple(marks)


def _same(text: str, before: int, after: int, spared: int) -> str:
    words = text.split()
    if len(words) <= before + after + spared:
        return " ".join(words)
    head = words[:before] if before else []
    tail = words[-after:] if after else []
    return " ".join([*head, LEFT_OUT, *tail])
