"""Text as the fonts of a PDF can show it: PDF/A and PDF/UA refuse a character without a shape."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_LONGEST = 60
"""Letters after which a word without a place to break gets one."""
_BREAK = "\u200b"


def settable(text: str) -> str:
    """The text with what no font has told by its number: ``[U+6C34]``.

    Words that would run out of the page may be broken, at places that copying does not show.
    """
    missing, long = _patterns()
    told = missing.sub(lambda found: f"[{' '.join(f'U+{ord(c):04X}' for c in found[0])}]", text)
    return long.sub(lambda found: found[0] + _BREAK, told)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed = resources.files(__package__).joinpath("coverage.txt").read_text("ascii").split()
    known = "".join(
        f"\\U{int(first, 16):08x}-\\U{int(last, 16):08x}"
        for first, _, last in (each.partition("-") for each in listed)
    )
    return re.compile(f"[^{known}]+"), re.compile(rf"\S{{{_LONGEST}}}(?=\S)")
