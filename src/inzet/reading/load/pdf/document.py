"""The file: opened from bytes without running or fetching anything, and closed again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from inzet.vocabulary.errors import UnreadableFile

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 2000
"""Pages beyond this are refused: no paper has so many, and a bomb may claim millions."""

_PASSWORD = 4
_SECURITY = 5
_lock = threading.RLock()
"""PDFium is not thread-safe, and the workspace answers from several threads."""


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF: its mark stands within the first 1024 of them."""
    return b"%PDF" in data[:1024]


@contextmanager
def opened(data: bytes, name: str = "") -> Iterator[PdfDocument]:
    """The document of a PDF's bytes, closed at the end; one at a time in a process.

    Forms and scripts are never initialised, so that nothing in the file is run or fetched.

    Raises:
        UnreadableFile: it needs a password, is broken or truncated, has no pages or too many.
    """
    import pypdfium2

    with _lock:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error, name) from None
        try:
            _refuse_pages(len(document), name)
            yield document
        finally:
            document.close()


def _refusal(error: Exception, name: str) -> UnreadableFile:
    code = getattr(error, "err_code", None)
    if code == _PASSWORD:
        return UnreadableFile(
            "the PDF is protected with a password",
            where=name,
            fix="Save a copy without the password and give that.",
        )
    if code == _SECURITY:
        return UnreadableFile(
            "the PDF is protected in a way that is not known",
            where=name,
            fix="Print it to a new PDF and give that.",
        )
    return UnreadableFile(
        "the PDF is broken or not complete",
        where=name,
        fix="Fetch it again, or print it to a new PDF and give that.",
    )


def _refuse_pages(count: int, name: str) -> None:
    if count == 0:
        raise UnreadableFile("the PDF has no pages", where=name, fix="Fetch it again.")
    if count > MOST_PAGES:
        raise UnreadableFile(
            f"the PDF has more than {MOST_PAGES:,} pages ({count:,})",
            where=name,
            fix="Give the part of it that is the paper.",
        )
