"""Which version of an object is its first or last, for whoever asks from whatever moment on.

Of what was added after a moment, a version is the last where every later one was added by then; so
it is enough to know of each when the last of the later ones came.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an object, by a specification."""

    key: int
    added: int
    version: str
    """As ``version_key`` writes it."""
    spec: str


@dataclass(frozen=True, slots=True)
class Standing:
    """When the last came of what is later, earlier, or by a newer specification; 0: none is."""

    later: int
    earlier: int
    later_any: int
    earlier_any: int
    newer: int


def standings(versions: Iterable[Version]) -> dict[int, Standing]:
    """How each version of one object stands to the others, by its key."""
    every = sorted(versions, key=lambda each: each.version)
    specs = sorted({each.spec for each in every})
    of_spec = {spec: [each for each in every if each.spec == spec] for spec in specs}
    earlier_any, later_any = _before(every), _before(every[::-1])
    earlier: dict[int, int] = {}
    later: dict[int, int] = {}
    newer: dict[str, int] = {}
    last = 0
    for spec in reversed(specs):
        newer[spec] = last
        last = max(last, *(each.added for each in of_spec[spec]))
        earlier |= _before(of_spec[spec])
        later |= _before(of_spec[spec][::-1])
    return {
        each.key: Standing(
            later=later[each.key],
            earlier=earlier[each.key],
            later_any=later_any[each.key],
            earlier_any=earlier_any[each.key],
            newer=newer[each.spec],
        )
        for each in every
    }


def _before(ordered: list[Version]) -> dict[int, int]:
    """Of each, when the last was added of those that stand before it and are another version."""
    found: dict[int, int] = {}
    last = same = 0
    version = ""
    for each in ordered:
        if each.version != version:
            last, same, version = max(last, same), 0, each.version
        found[each.key] = last
        same = max(same, each.added)
    return found
