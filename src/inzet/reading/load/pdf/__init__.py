"""PDF: bytes → the extracted text in reading order, with marks, pages and places.

Stages, each a module: ``document`` opens the file, ``characters`` and ``words`` ask PDFium,
``lines`` and ``columns`` put words in their places, ``furniture`` and ``footnotes`` set apart
what is no running text, ``tables`` and ``blocks`` make blocks, ``headings`` rank them, ``flow``
follows them over columns and pages (``pages`` is all of this), ``order`` and ``writer`` write
it down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from inzet.reading.load.pdf.document import MOST_PAGES, is_pdf, opened
from inzet.reading.load.pdf.ocr import MOST_PAGES as MOST_OCR_PAGES
from inzet.reading.load.pdf.ocr import Recogniser, offer
from inzet.reading.load.pdf.order import ordered
from inzet.reading.load.pdf.pages import LaidOut, lay_out
from inzet.reading.load.pdf.words import PageWords, page_words
from inzet.reading.load.pdf.writer import Writer
from inzet.reading.text import Extracted
from inzet.reading.uncollected import uncollected
from inzet.vocabulary.errors import UnreadableFile

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

VERSION = "pdf 1"
MEDIA_TYPE = "application/pdf"

__all__ = ["MOST_PAGES", "VERSION", "extract_pdf", "is_pdf"]


def extract_pdf(data: bytes, name: str = "", ocr: Sequence[str] | None = None) -> Extracted:
    """The text of a PDF, with marks and the places of its lines.

    Args:
        data: the file's bytes.
        name: for errors.
        ocr: languages (ISO 639-1) in which pages without text are read by OCR; None: they are not.

    Raises:
        UnreadableFile: broken, truncated, protected, with too many pages, without text, or what
            OCR raises.
    """
    version, notes = VERSION, []
    with opened(data, name) as document, uncollected():
        words = [_words(document.raw, index) for index in range(len(document))]
        blank = [index for index, page in enumerate(words) if page.scanned]
        if blank and ocr is not None:
            recogniser = Recogniser(ocr, name)
            _refuse_long(len(blank), name)
            for index in blank:
                words[index] = _recognised(document, index, recogniser)
            version = f"{VERSION}, {recogniser.version}"
            notes.append(f"{_pages(blank)} by OCR ({recogniser.version}); it may have misread.")
        elif blank and any(page.sheets for page in words):
            notes.append(f"{_pages(blank)} without text, an image: --ocr reads it.")
    if not any(page.sheets for page in words):
        if ocr is None and blank:
            raise offer(name)
        raise UnreadableFile(
            "the PDF holds no text" + (" that OCR could read" if ocr is not None else ""),
            where=name,
            fix="Look whether it is the right file.",
        )
    with uncollected():
        return replace(_written(lay_out(words)), extractor=version, notes=tuple(notes))


def _recognised(document: PdfDocument, index: int, recogniser: Recogniser) -> PageWords:
    page = document[index]
    try:
        return recogniser.words(page)
    finally:
        page.close()


def _refuse_long(count: int, name: str) -> None:
    if count > MOST_OCR_PAGES:
        raise UnreadableFile(
            f"more than {MOST_OCR_PAGES} pages need OCR ({count})",
            where=name,
            fix="Give the part of it that is the paper.",
        )


def _pages(indices: Sequence[int]) -> str:
    """Pages in words: "Pages 1, 2 and 5 were read"."""
    numbers = [str(index + 1) for index in indices]
    if len(numbers) == 1:
        return f"Page {numbers[0]} was read"
    return f"Pages {', '.join(numbers[:-1])} and {numbers[-1]} were read"


def _words(document: Any, index: int) -> PageWords:
    from pypdfium2 import raw

    page = raw.FPDF_LoadPage(document, index)
    if not page:
        return PageWords(0.0, 0.0, [], [], 0)
    try:
        return page_words(page)
    finally:
        raw.FPDF_ClosePage(page)


def _written(paper: LaidOut) -> Extracted:
    writer = Writer()
    for item in ordered(paper):
        writer.write(item)
    for page in paper.pages:
        if page.slanted:
            writer.aslant(page.slanted)
    writer.finish(len(paper.pages))
    labels = {
        note.number: (number, note.label)
        for number, page in enumerate(paper.pages, 1)
        for note in page.notes
    }
    return Extracted(
        text=writer.text,
        pages=tuple(writer.pages),
        marks=writer.marks(labels),
        extractor=VERSION,
        media_type=MEDIA_TYPE,
        places=tuple(writer.places),
    )
