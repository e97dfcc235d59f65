"""From bytes to characters: which encoding, and what is not text at all."""

from __future__ import annotations

import re

from inzet.vocabulary.errors import UnreadableFile

CONVERT = "Save it as PDF, Word, HTML or plain text and give that."
"""What to do with a file that no paper comes as."""
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF87a", "an image (GIF)"),
    (b"GIF89a", "an image (GIF)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Outlook document"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_\-]{2,20})", re.I)
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]|\xc2[\xa0-\xbf]")
_NOT_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
"""Bytes that stand for nothing there."""
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_PUNCTUATION_1252 = frozenset(
    b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xa3\xa7\xab\xb0\xbb"
)
_LETTERS_1252 = frozenset(
    "àáâäçèéêëìíîïñòóôöùúûüÿÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜåÅæÆøØßšŠžŽœŒýÝãÃõÕ".encode("cp1252")
)


def refuse_what_is_not_text(data: bytes, name: str) -> None:
    """Raise for a kind that is not read (yet), by its first bytes.

    Raises:
        UnreadableFile: Word, ODT, images, archives and other binary files.
    """
    if data[:4] == b"PK\x03\x04":
        raise UnreadableFile(f"{_zip_kind(data)} is not yet read", where=name, fix=CONVERT)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise UnreadableFile("this is an image (WebP), not text", where=name)
    if data[:2] == b"BM" and b"\x00" in data[:32]:
        raise UnreadableFile("this is an image (BMP), not text", where=name)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnreadableFile(f"this is {kind}, not text", where=name, fix=CONVERT)


def decode(data: bytes, name: str) -> str:
    """The characters of a text file: by its mark, as UTF-8, else by what it clearly is.

    A byte order mark is no part of the text.

    Raises:
        UnreadableFile: binary, or broken UTF-8 (naming the first broken byte).
    """
    encoding = next((code for bom, code in _BOMS if data.startswith(bom)), None)
    if encoding is None and b"\x00" in data:
        encoding = _utf16_without_mark(data)
        if encoding is None:
            raise UnreadableFile("this is a binary file, not text", where=name, fix=CONVERT)
    if encoding is None:
        head = data[: 64 * 1024]
        if len(_CONTROL.findall(head)) * 10 > len(head):
            raise UnreadableFile("this is a binary file, not text", where=name, fix=CONVERT)
        encoding = _declared(data) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding in {"utf-8", "utf-8-sig"} and _clearly_1252(data):
            return data.decode("cp1252")
        label = "UTF-8" if encoding.startswith("utf-8") else encoding.upper()
        raise UnreadableFile(
            f"the text is broken {label} at byte {error.start}",
            where=name,
            fix="Save it again as UTF-8.",
        ) from None
    if "\x00" in text:
        raise UnreadableFile("this is a binary file, not text", where=name, fix=CONVERT)
    return text


def _zip_kind(data: bytes) -> str:
    if b"word/" in data[:65536] or b"word/document.xml" in data:
        return "Word (DOCX)"
    if b"opendocument.text" in data[:256]:
        return "OpenDocument (ODT)"
    return "A compressed file (ZIP)"


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if len(data) % 2 == 0 and max(even, odd) > 0.6 * half and min(even, odd) == 0:
        return "utf-16-be" if even else "utf-16-le"
    return None


def _declared(data: bytes) -> str | None:
    """What an HTML page says of itself; UTF-8 and unknown names are left to the usual way."""
    match = _CHARSET.search(data[:4096])
    if not match:
        return None
    label = match.group(1).decode("ascii").lower()
    return "cp1252" if label in {"iso-8859-1", "windows-1252", "cp1252", "latin1"} else None


def _clearly_1252(data: bytes) -> bool:
    """Whether what is not UTF-8 reads as accented letters inside words and as typography."""
    if _MULTIBYTE.search(data) or _NOT_1252.search(data) or 0xC2 <= data[-1] <= 0xF4:
        return False
    plausible = total = 0
    for match in _HIGH.finditer(data):
        total += 1
        at, byte = match.start(), data[match.start()]
        before, after = data[at - 1 : at], data[at + 1 : at + 2]
        in_word = byte in _LETTERS_1252 and (before.isalpha() or after.isalpha())
        plausible += in_word or (byte in _PUNCTUATION_1252 and bool(after))
        if total >= 20_000:
            break
    return total > 0 and plausible >= 0.95 * total
