"""Colours that can be read: every token that is used as text keeps 4.5:1, in both schemes."""

from __future__ import annotations

import re

import pytest

from inzet.vocabulary.acts import Act
from inzet.web.assets import assembled

CSS = assembled("inzet.css").decode()
TEXT = ("ink", "soft", "accent", "warn", "good", "none", *Act)
GROUNDS = ("paper", "card", "wash")
LINES = ("edge",)


def tokens(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{([^}]*)\}", CSS)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[0]))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[1]))
    return found


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str) -> None:
    known = tokens(scheme)
    for ground in GROUNDS:
        for name in TEXT:
            assert contrast(known[name], known[ground]) >= 4.5, (name, ground)
        for name in LINES:
            assert contrast(known[name], known[ground]) >= 3, (name, ground)
    assert contrast(known["on-accent"], known["accent"]) >= 4.5


def test_every_act_has_a_hue() -> None:
    for act in Act:
        assert f".a-{act} {{ --c: var(--{act})" in CSS
