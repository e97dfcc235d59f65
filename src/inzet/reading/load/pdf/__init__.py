"""PDF: bytes → the extracted text in reading order, with marks, pages and places.

Stages, each a module: ``document`` opens the file, ``characters`` and ``words`` ask PDFium,
``lines`` and ``columns`` put words in their places, ``furniture`` and ``footnotes`` set apart
what is no running text, ``tables`` and ``blocks`` make blocks, ``headings`` rank them, ``flow``
follows them over columns and pages (``pages`` is all of this), ``order`` and ``writer`` write
it down.
"""

from __future__ import annotations

from inzet.reading.load.pdf.document import MOST_PAGES, is_pdf, opened
from inzet.reading.load.pdf.order import ordered
from inzet.reading.load.pdf.pages import LaidOut, lay_out
from inzet.reading.load.pdf.words import PageWords, page_words
from inzet.reading.load.pdf.writer import Writer
from inzet.reading.text import Extracted
from inzet.vocabulary.errors import UnreadableFile

VERSION = "pdf 1"
MEDIA_TYPE = "application/pdf"

__all__ = ["MOST_PAGES", "VERSION", "extract_pdf", "is_pdf"]


def extract_pdf(data: bytes, name: str = "") -> Extracted:
    """The text of a PDF, with marks and the places of its lines.

    Args:
        data: the file's bytes.
        name: for errors.

    Raises:
        UnreadableFile: broken, truncated, protected, with too many pages, or without text.
    """
    with opened(data, name) as document:
        words = [_words(document.raw, index) for index in range(len(document))]
    if not any(page.sheets for page in words):
        raise UnreadableFile(
            "the PDF holds no text, only images of pages",
            where=name,
            fix="It needs OCR: read it with --ocr (and tesseract installed).",
        )
    return _written(lay_out(words))


def _words(document: object, index: int) -> PageWords:
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
