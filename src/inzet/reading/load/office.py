"""Office files, told by what is in them: Word, OpenDocument, and what is neither."""

from __future__ import annotations

from inzet.reading.load.docx import extract_docx, is_docx
from inzet.reading.load.odt import extract_odt, is_odt
from inzet.reading.load.package import Package
from inzet.reading.text import Extracted
from inzet.vocabulary.errors import UnreadableFile

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KINDS = (
    ("word/", "Word file (DOCX)"),
    ("opendocument.text", "OpenDocument file (ODT)"),
    ("xl/workbook", "spreadsheet"),
    ("ppt/presentation", "presentation"),
)


def extract_package(data: bytes, name: str) -> Extracted | None:
    """The text of a Word or OpenDocument file; None for a file that is no package.

    Raises:
        UnreadableFile: another kind of archive, broken, protected, without text.
    """
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UnreadableFile(
            "this Word file is protected with a password",
            where=name,
            fix="Open it with its password and save it without one.",
        )
    if not data.startswith(_ZIP):
        return None
    kind = next((kind for mark, kind in _KINDS if mark.encode() in data[:65536]), "ZIP archive")
    package = Package(data, kind, name)
    if is_docx(package.names):
        extracted = extract_docx(data, name)
    elif is_odt(package):
        extracted = extract_odt(data, name)
    else:
        kind = next(
            (kind for mark, kind in _KINDS if any(mark in part for part in package.names)),
            "ZIP archive",
        )
        raise UnreadableFile(
            f"this is a {kind}, not a paper",
            where=name,
            fix="Give the papers in it one by one, as PDF, Word, ODT, HTML or text.",
        )
    if not extracted.text.strip():
        raise UnreadableFile(
            "the file holds no text",
            where=name,
            fix="If it holds pictures of pages, save it as PDF.",
        )
    return extracted
