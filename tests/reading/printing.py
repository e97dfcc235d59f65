"""Papers printed as PDF for the tests: from a text whose structure is known, by typst."""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path

import typst

from inzet.reading.layout.structure import structure
from inzet.reading.load import load

SINGLE = """
#set page(paper: "a4", header: [Ministerie van Voorbeelden #h(1fr) Datum 1 april],
  footer: context align(center)[Pagina #counter(page).display() van #counter(page).final().first()])
#set text(size: 11pt, lang: "nl")
#set par(justify: true)
"""
NARROW = """
#set page(paper: "a4", margin: (left: 4cm, right: 3cm), header: [Tweede Kamer, vergaderjaar],
  footer: context align(right)[#counter(page).display()])
#set text(font: "DejaVu Sans Mono", size: 8pt, lang: "nl")
"""
TWO_COLUMNS = """
#set page(paper: "a4", columns: 2, header: [Kamerstuk],
  footer: context align(center)[#counter(page).display()])
#set text(size: 10pt, lang: "nl")
#set par(justify: true)
"""
_ENUMERATED = re.compile(r"^(\d+)\.", re.M)
_SPECIAL = re.compile(r"([\\#$*_`<>@\[\]~=/+\-\"'])")


@cache
def printed(source: str) -> bytes:
    """The PDF of a typst source; the same source is printed once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.typ"
        path.write_text(source, encoding="utf-8")
        made = typst.compile(str(path), format="pdf")
    assert isinstance(made, bytes)
    return made


def escaped(text: str) -> str:
    """Text that typst prints as it stands."""
    return _SPECIAL.sub(r"\\\1", text)


def reprinted(data: bytes, style: str, *, verbatim: bool = False) -> bytes:
    """A paper of plain text as PDF in a style of this module.

    Args:
        data: the paper.
        verbatim: keep its line breaks, and its hyphens at the ends of lines, as they are.
    """
    paper = structure(load(data))
    parts = [style]
    for block in paper.blocks:
        source = paper.source_text(block.start, block.end)
        lines = [line.strip() for line in source.splitlines() if line.strip()]
        lines = lines if verbatim else [block.text]
        text = " \\\n".join(escaped(line) for line in lines)
        if verbatim:
            text = _ENUMERATED.sub(r"\1\.", text)  # else typst sets the item itself
        if block.kind in {"title", "heading"} and not block.text.startswith("http"):
            text = f"*{text}*" if verbatim else f"{'=' * min(block.level, 3)} {text}"
        parts.append(text + "\n")
    return printed("\n".join(parts))
