"""Text of papers as it may stand in a file: data, never a command to what shows it."""

from __future__ import annotations

import re

_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# Control characters, halves of surrogate pairs and what Unicode keeps for no character have no
# shape and are forbidden in XML. Marks that turn the direction of writing around until they are
# closed would turn what follows them too; the letters themselves know theirs.
_SHAPELESS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff"
    "\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]|"
    + "|".join(
        f"[{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}]" for plane in range(1, 17)
    )
)


def printable(text: str) -> str:
    """The text on one line, without what has no shape; every letter and sign of it stays."""
    return _SHAPELESS.sub("", _BREAKS.sub(" ", text))
