"""The words of one block: what stands, what came, what went, and what of it stands out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from inzet.changes.difference import Kept, difference
from inzet.changes.tokens import tokens
from inzet.writing.draft import Mark


class Op(StrEnum):
    """What became of some words."""

    STANDS = "stands"
    CAME = "came"
    WENT = "went"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that share what became of them and how they stand out."""

    text: str
    op: Op = Op.STANDS
    strong: bool = False
    emphasis: bool = False


def plain(text: str, marks: Sequence[Mark] = (), op: Op = Op.STANDS) -> list[Stretch]:
    """A text, cut where what stands out begins and ends."""
    return list(_cut(text, 0, marks, op))


def changed(before: str, text: str, marks: Sequence[Mark] = ()) -> list[Stretch]:
    """A text in the place of another, word by word.

    What stands and what came make ``text`` to the letter; what stands and what went make
    ``before``.
    """
    found: list[Stretch] = []
    at = 0
    for op, words in _ordered(_checked(before, text)):
        if op is Op.WENT:
            found.append(Stretch(words, op))
        else:
            found += _cut(words, at, marks, op)
            at += len(words)
    return found


def _checked(before: str, text: str) -> list[tuple[Op, str]]:
    """The steps; one whole replacement where they would not give both texts to the letter."""
    try:
        steps = list(_steps(before, text))
    except IndexError:
        steps = []
    old = "".join(words for op, words in steps if op is not Op.CAME)
    new = "".join(words for op, words in steps if op is not Op.WENT)
    return steps if (old, new) == (before, text) else [(Op.WENT, before), (Op.CAME, text)]


def _steps(before: str, text: str) -> Iterator[tuple[Op, str]]:
    """Words with the white space before them, as each of the two has it."""
    old, new = _pieces(before), _pieces(text)
    steps = difference(before, text)
    a = b = 0
    for step in steps:
        for _ in tokens(step.text):
            if step.op is Kept.GONE:
                yield Op.WENT, "".join(old[a])
                a += 1
            elif step.op is Kept.NEW:
                yield Op.CAME, "".join(new[b])
                b += 1
            else:
                yield from _both(old[a], new[b])
                a, b = a + 1, b + 1
    # White space after the last word.
    yield from _both(("", "".join("".join(piece) for piece in old[a:])),
                     ("", "".join("".join(piece) for piece in new[b:])))  # fmt: skip


def _both(old: tuple[str, str], new: tuple[str, str]) -> Iterator[tuple[Op, str]]:
    """A word that stands in both; a capital, an accent or white space may have changed."""
    if old == new:
        yield Op.STANDS, "".join(new)
    elif old[1] == new[1]:
        yield Op.WENT, old[0]
        yield Op.CAME, new[0]
        yield Op.STANDS, new[1]
    else:
        yield Op.WENT, "".join(old)
        yield Op.CAME, "".join(new)


def _pieces(text: str) -> list[tuple[str, str]]:
    """Each word with the white space before it, and at last the white space after all of them."""
    found, at = [], 0
    for token in tokens(text):
        start = text.index(token.text, at)
        found.append((text[at:start], token.text))
        at = start + len(token.text)
    return [*found, (text[at:], "")]


def _ordered(steps: Iterable[tuple[Op, str]]) -> Iterator[tuple[Op, str]]:
    """Of each place that changed, all that went before all that came."""
    for stands, group in groupby(steps, key=lambda each: each[0] is Op.STANDS):
        some = list(group)
        for op in (Op.STANDS,) if stands else (Op.WENT, Op.CAME):
            words = "".join(text for which, text in some if which is op)
            if words:
                yield op, words


def _cut(text: str, at: int, marks: Sequence[Mark], op: Op) -> Iterator[Stretch]:
    """A part of a text, from its place ``at`` on, cut where marks begin and end."""
    cuts = {0, len(text)}
    for mark in marks:
        cuts |= {edge - at for edge in (mark.start, mark.end) if 0 < edge - at < len(text)}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        styles = {mark.style for mark in marks if mark.start <= start + at and end + at <= mark.end}
        yield Stretch(text[start:end], op, "strong" in styles, "emphasis" in styles)
