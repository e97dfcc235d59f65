"""First stage: the bytes of a paper → its extracted text, pages and marks.

Reads bytes; writes :class:`~inzet.reading.text.Extracted`. The extracted text is what every
citation counts in: for plain text it is the decoded file itself, for HTML the running text
without the furniture of the page around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inzet.reading.load.decode import decode, refuse_what_is_not_text
from inzet.reading.load.html import extract_html, is_html
from inzet.reading.load.office import extract_package
from inzet.reading.load.pdf import extract_pdf, is_pdf
from inzet.reading.load.plain import extract_plain
from inzet.reading.load.publication import extract_publication, is_publication
from inzet.reading.load.remarks import with_remarks
from inzet.reading.text import Extracted
from inzet.vocabulary.errors import UnreadableFile

LIMIT = 20 * 1024 * 1024
"""Largest paper taken by default, in bytes."""

__all__ = ["LIMIT", "check_size", "load"]


def check_size(path: Path | str, limit: int = LIMIT) -> int:
    """The size of a file in bytes, checked before anything of it is read.

    Raises:
        UnreadableFile: missing, a folder, not a regular file, not allowed, empty or over ``limit``.
    """
    where = str(path)
    target = Path(path)
    try:
        if target.is_dir():
            raise UnreadableFile("this is a folder", where=where, fix="Name the files in it.")
        if not target.exists():
            raise UnreadableFile("there is no such file", where=where, fix="Check its name.")
        if not target.is_file():
            raise UnreadableFile("this is not an ordinary file", where=where)
        size = target.stat().st_size
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(f"the file cannot be opened ({reason})", where=where) from None
    _refuse_size(size, limit, where)
    return size


def load(
    data: bytes,
    *,
    name: str = "",
    media_type: str | None = None,
    limit: int = LIMIT,
    ocr: Sequence[str] | None = None,
) -> Extracted:
    """The extracted text of a paper.

    Args:
        data: the bytes as they came.
        name: file name or address, for messages and to tell HTML from text.
        media_type: what the source says it is, when it does.
        limit: largest size taken, in bytes.
        ocr: languages (ISO 639-1) in which pages that are images are read; None: they are not.

    Raises:
        UnreadableFile: empty, too large, not text, broken UTF-8 (with the byte), or of a kind
            that is not read yet.
    """
    _refuse_size(len(data), limit, name)
    return with_remarks(_extract(data, name, media_type, ocr), name)


def _extract(
    data: bytes, name: str, media_type: str | None, ocr: Sequence[str] | None
) -> Extracted:
    """By what the bytes are; a name or a media type only tells a page from a text."""
    if is_pdf(data):
        return extract_pdf(data, name, ocr)
    packaged = extract_package(data, name)
    if packaged is not None:
        return packaged
    refuse_what_is_not_text(data, name)
    text = decode(data, name)
    if not text.strip():
        raise UnreadableFile("the file holds only white space", where=name)
    if is_publication(text):
        return extract_publication(text, name)
    if not is_html(text, name, media_type):
        return extract_plain(text)
    extracted = extract_html(text)
    if not extracted.text.strip():
        raise UnreadableFile(
            "the page holds no text", where=name, fix="Save the page itself, with its text."
        )
    return extracted


def _refuse_size(size: int, limit: int, where: str) -> None:
    if size == 0:
        raise UnreadableFile("the file is empty", where=where, fix="Get it again from its source.")
    if size > limit:
        raise UnreadableFile(
            f"the file is larger than {_size(limit)} ({_size(size)})",
            where=where,
            fix="Give its text alone, or split it into papers.",
        )


def _size(count: int) -> str:
    return f"{count / (1024 * 1024):.3g} MB" if count >= 1024 * 1024 else f"{count} bytes"
