"""References to other papers, in the forms papers use → stable identifiers.

What the forms are is data (``languages/*/references.toml``): parliamentary papers become
``kst-file-number``, acts of the European Union ``celex-32014R0833``, resolutions of the Security
Council ``s-res-1325``. Where what an identifier names is published, tells ``identifier``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from inzet.reading.mentions.references.expand import ReferenceMention, expand
from inzet.reading.mentions.references.motions import named_motions
from inzet.reading.mentions.references.rules import Rules, rules
from inzet.reading.mentions.taken import Taken

__all__ = ["ReferenceMention", "find_references", "motions_numbered"]

_FIGURES = re.compile(r"\d+")
_FILE = re.compile(r"\d\d[\s.]?\d{3}(?!\d)|\d{4}[A-Z]\d{5}")


def find_references(
    text: str, *, motions: Mapping[str, str] | None = None
) -> list[ReferenceMention]:
    """All references in a text, in order; each of several numbers has its own place.

    Args:
        motions: the papers that motions named by their movers are, as far as they are known.
    """
    known = rules()
    lower = text.lower()
    numbered, taken, starts = _numbered(text)
    found = list(numbered)
    for one in _moved(text, lower, known):
        near = starts[bisect_left(starts, one.end) : bisect_right(starts, one.end + _BESIDE)]
        beside = any(_beside(text, one, start) for start in near) or any(
            0 <= one.start - each.end <= _BEFORE and _LEADS.fullmatch(text[each.end : one.start])
            for each in numbered
        )
        if taken.free(one.start, one.end) and not beside:
            found.append(replace(one, id=(motions or {}).get(one.id, one.id)))
    return sorted(found, key=lambda one: (one.start, one.end))


def motions_numbered(texts: Iterable[str]) -> dict[str, str]:
    """The papers that motions are, where a text gives the number beside the names."""
    known = rules()
    found: dict[str, set[str]] = {}
    for text in texts:
        lower = text.lower()
        moved = _moved(text, lower, known)
        for other in _numbered(text)[0] if moved else ():
            for one in moved:
                if _beside(text, one, other.start) and other.id.count("-") > 1:
                    found.setdefault(one.id, set()).add(other.id)
    return {name: min(papers) for name, papers in found.items() if len(papers) == 1}


@lru_cache(maxsize=512)
def _numbered(text: str) -> tuple[tuple[ReferenceMention, ...], Taken, tuple[int, ...]]:
    """References by number, the stretches of text they are read from, and where these begin.

    A sentence is asked about more than once: for its figures, and as all of its block.
    """
    known, lower = rules(), text.lower()
    found: list[ReferenceMention] = []
    taken = Taken(len(text))
    starts: list[int] = []
    runs = _FIGURES.findall(text)
    if not runs:
        return (), taken, ()
    longest = len(max(runs, key=len))
    for rule in (known.rules[place] for place in sorted(_worth(text, lower, known))):
        if rule.run > longest:
            continue
        for match in rule.pattern.finditer(text):
            if taken.free(*match.span()):
                mentions = list(expand(rule, match, known.ranges))
                found += mentions
                if mentions:
                    taken.add(*match.span())
                    starts.append(match.start())
    return tuple(found), taken, tuple(sorted(starts))


def _worth(text: str, lower: str, known: Rules) -> set[int]:
    """The forms that are worth a try in a text."""
    held: set[int] = set()
    for need, places in known.needed:
        if need in lower:
            held.update(places)
    for need, places in known.written:
        if need in text:
            held.update(places)
    if _FILE.search(text):
        return held | known.bare
    return held - known.filed


def _moved(text: str, lower: str, known: Rules) -> list[ReferenceMention]:
    if not any(need in lower for one in known.motions for need in one.needs):
        return []
    return list(named_motions(text, known))


_BESIDE = 90
"""How far behind its names the number of a motion may stand: what it is about comes between."""
_BEFORE = 24
"""How far before its names it may stand: a voting list begins with it."""
_LEADS = re.compile(r"[\s:,)(–-]*(?:(?:de|het|the)\s)?(?:\w+\s)?")
_APART = re.compile(r"[.;)]\s|\n\n")


def _beside(text: str, motion: ReferenceMention, start: int) -> bool:
    """Whether a number that begins at ``start`` is the motion's: it is no second reference."""
    between = text[motion.end : start]
    return (
        0 <= start - motion.end <= _BESIDE
        and not _APART.search(between)
        and between.count("(") <= 1
    )
