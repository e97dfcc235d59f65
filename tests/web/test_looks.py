"""Colours that can be read: every token that is used as text keeps 4.5:1, in both schemes. The
style sheet says nothing twice, styles nothing that no page has, and stays small."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import inzet
from inzet.vocabulary.acts import Act
from inzet.web.assets import assembled, squeezed

CSS = assembled("inzet.css").decode()
TEXT = ("ink", "soft", "accent", "warn", "good", "none", *Act)
GROUNDS = ("paper", "card", "wash")
LINES = ("edge",)


def tokens(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root\{([^}]*)\}", CSS)
    found = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", blocks[0]))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", blocks[1]))
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
        assert f".a-{act}{{--c:var(--{act})" in CSS


HEAVIEST = 66_000
FAMILIES = ("a-", "d-", "f-", "g-", "in-", "k-", "s-")
"""Classes whose last part comes from data: acts, what became of a position, kinds of fields."""


def test_the_sheet_is_small() -> None:
    assert len(CSS.encode()) <= HEAVIEST


def test_every_class_of_the_sheet_is_used() -> None:
    home = Path(inzet.__file__).parent
    sources = [each for end in ("*.html", "*.js", "*.py") for each in home.rglob(end)]
    used = {word for each in sources for word in re.findall(r"[\w-]+", each.read_text("utf-8"))}
    styled = set(re.findall(r"\.([a-zA-Z][\w-]*)", " ".join(re.findall(r"([^{}]+)\{", CSS))))
    assert {each for each in styled - used if not each.startswith(FAMILIES)} == set()


def test_nothing_is_said_twice() -> None:
    """No rule comes back with another value, outside the rules of widths, schemes and print."""
    plain = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", CSS)
    said = Counter(
        (selectors, declared.partition(":")[0])
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", plain)
        for declared in body.split(";")
        if not selectors.startswith("@")
    )
    assert [each for each, n in said.items() if n > 1] == []


def test_squeezing_keeps_what_is_said() -> None:
    style = b'/* why */\na:hover, b > i { width: calc(1rem + 2px); content: "a: b"; }\n'
    assert squeezed(style) == b'a:hover, b > i{width:calc(1rem + 2px);content:"a: b"}'
