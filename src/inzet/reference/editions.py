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
    public_key="976d967fef161176c2a7fc2ceba22c45b0a1c9b25bbc78b54f6c325fe7337c75",
    head="07261d1d5fc0d712e5adb177576b3a36aa615c545090f2b00418956c629481c7",
    sha256="237723ebdf70deb19f64d91188c50eeb04ff7a4aec3fa56c20941f3aebf3e3bf",
)
"""The edition in ``feed.bin``."""
