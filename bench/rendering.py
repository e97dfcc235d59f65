"""Drafts as files: each format, and PDF against the typesetter's own time for the same plain text.

The baseline is Typst setting the words of the clean copy as one plain document, without a template,
tags or standards, in the same run and with the same fonts.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

import msgspec
import pypdfium2
import typst

from inzet.writing.draft import Draft
from inzet.writing.render import formats, plain
from tests.writing import drafts

_ROUNDS = 9
_TIMES = 8
"""How often the blocks of the paper of the tests are repeated: a long letter."""
_PLAIN = b'#set text(font: "Libertinus Serif")\n#text(sys.inputs.words)'


def measure() -> Iterator[str]:
    """A line per format, PDF as a ratio to plain setting."""
    draft = _long()
    fonts = typst.Fonts(include_system_fonts=False)
    words = plain.render(draft)

    def bare() -> bytes:
        return typst.compile(
            _PLAIN, font_paths=fonts, ignore_system_fonts=True, sys_inputs={"words": words}
        )

    pages = _pages(bare())
    base = _milliseconds(bare) / pages
    yield f"rendering: plain text set by Typst alone {base:.1f} ms a page ({pages} pages)"
    for wanted in formats.FORMATS:
        if wanted.of_meeting:
            continue
        for clean in (True, False):
            yield _line(draft, wanted, base, clean=clean)


def _line(draft: Draft, wanted: formats.Format, base: float, *, clean: bool) -> str:
    make = partial(formats.render, draft, wanted, clean=clean)
    data = make()
    spent = _milliseconds(make)
    told = f"  {wanted.name}, {'clean' if clean else 'working'} copy: {spent:.1f} ms"
    told += f", {len(data) / 1024:.0f} KB"
    if wanted.suffix != ".pdf":
        return told
    pages = _pages(data)
    return f"{told}, {spent / pages:.1f} ms a page of {pages} ({spent / pages / base:.1f} times)"


def _long() -> Draft:
    draft = drafts.agenda()
    return msgspec.structs.replace(draft, blocks=draft.blocks * _TIMES)


def _milliseconds(work: Callable[[], object]) -> float:
    work()
    spent = []
    for _ in range(_ROUNDS):
        begin = time.perf_counter()
        work()
        spent.append((time.perf_counter() - begin) * 1000)
    return statistics.median(spent)


def _pages(data: bytes) -> int:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    count = len(document)
    document.close()
    return count
