"""Characters that Word keeps as a place in a symbol font."""

from __future__ import annotations

_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑",
    0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {
    0x61: "α", 0x62: "β", 0x64: "δ", 0x65: "ε", 0x67: "γ", 0x6C: "λ", 0x6D: "μ", 0x70: "π",
    0x73: "σ", 0x77: "ω", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x2D: "−", 0xA0: "€", 0xA3: "≤",
    0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xDE: "⇒",
}  # fmt: skip
_PRIVATE = 0xF000
_UNKNOWN = "\ufffd"


def symbol(font: str, code: str) -> str:
    """The character at a place of a font.

    Args:
        font: its name: "Wingdings", "Symbol".
        code: the place, in hexadecimal ("F0FC").

    Returns:
        U+FFFD for a place that is not known, so that nobody takes it for text.
    """
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    if 0xD800 <= place <= 0xDFFF or place > 0x10FFFF:
        return _UNKNOWN
    name = font.lower()
    if name.startswith(("wingdings", "webdings")):
        return _WINGDINGS.get(place & 0xFF, _UNKNOWN)
    if name.startswith("symbol"):
        return _SYMBOL.get(place & 0xFF) or _printable(place)
    return _printable(place)


def _printable(place: int) -> str:
    if place & 0xFF00 == _PRIVATE:
        place &= 0xFF
    shown = chr(place)
    return shown if shown.isprintable() and not 0xE000 <= place <= 0xF8FF else _UNKNOWN
