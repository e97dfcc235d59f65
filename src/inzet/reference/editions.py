"""The edition of the reference entries that ships, pinned: whoever changes a bit of it is found.

An edition is a feed of its own, signed by a key that was made for it and thrown away: nobody,
the project included, can add to it. ``scripts/build_reference.py`` makes the next one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """What is pinned of a feed."""

    name: str
    """Year and month it was made in, and a number where there were several."""
    public_key: str
    """Hex; its private half no longer exists."""
    head: str
    """Hex: the link of its last entry."""
    sha256: str
    """Of the file."""


CURRENT = Edition(
    name="2026-11",
    public_key="0592313c2fe24f523ce8f2d28e217b238635b10e56a4c9cd3b65fb3022b72a2b",
    head="d7184b0933f2509b436d9a021ae998c0a091c565a5806acf5382df86f5f54826",
    sha256="0af4e6aad329b53d76eaf5e1547a253f94aa0dbfd9c200e7fcc29614870e5a82",
)
"""The edition in ``feed.bin``."""
