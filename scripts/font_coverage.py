"""Writes down which characters the fonts of a PDF have: those inside the typesetter, and ours.

Run it after the typesetter or a font has changed (it wants fontTools: ``pip install fonttools``):
``python scripts/font_coverage.py``. A test typesets every character on the list.
"""

from __future__ import annotations

import io
import json
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

HOME = Path(__file__).parents[1] / "src/inzet/writing/render/pdf"
_MOST = 5_000_000
_MAGIC = (b"OTTO", b"\0\1\0\0")
_EVERY_WAY = b"""#set document(title: "x")
#set text(font: "Libertinus Serif", lang: "en")
#for each in json(bytes(sys.inputs.characters)) [
  #text(each) #text(weight: "bold", each) #text(style: "italic", each)
  #text(font: ("Inter", "Libertinus Serif"), weight: 600, each)
]"""


def _inside(data: bytes) -> Iterator[TTFont]:
    """The fonts that lie in a compiled library."""
    for magic in _MAGIC:
        at = data.find(magic)
        while at >= 0:
            count = struct.unpack(">H", data[at + 4 : at + 6])[0]
            tags = [data[at + 12 + 16 * each : at + 16 + 16 * each] for each in range(count)]
            if 8 <= count <= 30 and b"cmap" in tags and b"name" in tags:
                yield TTFont(io.BytesIO(data[at : at + _MOST]))
            at = data.find(magic, at + 1)


def _shown(codes: list[int]) -> list[int]:
    """Those that the typesetter shows in every weight and slope: not all fonts have the same."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[HOME / "fonts"])
    characters = json.dumps([chr(code) for code in codes])
    try:
        typst.compile(
            _EVERY_WAY, font_paths=fonts, sys_inputs={"characters": characters},
            pdf_standards=["a-2a", "ua-1"],
        )  # fmt: skip
    except typst.TypstError:
        half = len(codes) // 2
        return [*_shown(codes[:half]), *_shown(codes[half:])] if half else []
    return codes


def main() -> None:
    """Writes ``coverage.txt``: ranges of code points in hexadecimal, one a line."""
    library = next(Path(typst.__file__).parent.glob("*.so"))
    fonts = [*_inside(library.read_bytes()), *map(TTFont, (HOME / "fonts").glob("*.ttf"))]
    # Of the private area nobody knows what it means, and PDF/A forbids it.
    known = sorted(
        code
        for code in set().union(*(font.getBestCmap() or () for font in fonts))
        if unicodedata.category(chr(code)) not in {"Co", "Cn", "Cc", "Cs"}
    )
    ranges: list[list[int]] = []
    for code in _shown(known):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    lines = [f"{first:X}-{last:X}" for first, last in ranges]
    (HOME / "coverage.txt").write_text("\n".join(lines) + "\n", "ascii")


if __name__ == "__main__":
    main()
