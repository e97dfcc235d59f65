"""Motions by the names of who moved them: one identifier for every way of writing them.

"motie-Jansen/Pietersen" and "de motie van de leden Jansen en Pietersen c.s." are one motion,
``motie-jansen-pietersen``; where the paper gives its number beside its names once, it is that
paper wherever the paper names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from inzet.reading.mentions.references.expand import ReferenceMention
from inzet.reading.mentions.references.rules import Motions, Rules
from inzet.vocabulary.parties import parties

_WORD = re.compile(r"[\w’']+")


def named_motions(text: str, known: Rules) -> Iterator[ReferenceMention]:
    """Motions a text names by their movers, longest first where two overlap."""
    ends = -1
    found = [
        (match, one)
        for one in known.motions
        for pattern in one.patterns
        for match in pattern.finditer(text)
    ]
    for match, one in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() < ends:
            continue
        slug = _slug(match["names"], one, shouted=match.group().isupper())
        if slug:
            ends = match.end()
            yield ReferenceMention(f"motie-{slug}", match.start(), match.end())


def _slug(names: str, words: Motions, *, shouted: bool) -> str:
    """Names in lower case in their order, up to what is no name; empty where there is none."""
    kept: list[str] = []
    for match in words.name.finditer(names):
        name = match.group()
        last = name.split()[-1]
        # "VVD", "D66": a party group is no surname.
        group = (last.isupper() and not shouted) or any(char.isdigit() for char in last)
        if group or last in words.not_names or name in _parties():
            break
        kept += [word.lower().strip("’'") for word in _WORD.findall(name)]
    return "-".join(kept)


@lru_cache(maxsize=1)
def _parties() -> frozenset[str]:
    """Names of countries: a motion is often called after one."""
    return frozenset(name for party in parties() for name in party.names.values())
