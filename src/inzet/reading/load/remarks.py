"""What is worth saying of a file beside its text: another kind than its name says, hidden signs.

Characters that turn the direction of writing, join without a trace or steer a terminal stay in
the extracted text, so that every quote is what the paper holds; showing them safely is the work
of whoever shows them. A note says that they are there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from inzet.reading.text import Extracted

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS = {
    "application/pdf": "a PDF",
    _WORD: "a Word file (DOCX)",
    "application/vnd.oasis.opendocument.text": "an OpenDocument file (ODT)",
    "text/html": "a web page (HTML)",
    "text/plain": "plain text",
}
_NAMED = {
    ".pdf": ("application/pdf",),
    ".docx": (_WORD,), ".docm": (_WORD,), ".dotx": (_WORD,), ".doc": (),
    ".odt": ("application/vnd.oasis.opendocument.text",), ".rtf": (),
    ".html": ("text/html",), ".htm": ("text/html",), ".xhtml": ("text/html",),
    ".txt": ("text/plain",), ".text": ("text/plain",), ".md": ("text/plain",),
}  # fmt: skip
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_UNSEEN = re.compile("[\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SAID = (
    (_TURNING, "turn the direction of writing"),
    (_UNSEEN, "cannot be seen"),
    (_CONTROL, "steer terminals"),
)


def with_remarks(extracted: Extracted, name: str) -> Extracted:
    """An extracted text with what is worth saying of its file among its notes."""
    notes = [note for note in (_misnamed(extracted, name), _signs(extracted.text)) if note]
    return replace(extracted, notes=(*notes, *extracted.notes)) if notes else extracted


def _misnamed(extracted: Extracted, name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    kind = _KINDS.get(extracted.media_type)
    if kind is None or extracted.media_type in _NAMED.get(suffix, (extracted.media_type,)):
        return ""
    return f"The name ends in {suffix}, but the file is {kind}; it was read as what it is."


def _signs(text: str) -> str:
    if text.isascii() and text.isprintable():
        return ""
    told = [f"{len(found)} that {what}" for sign, what in _SAID if (found := sign.findall(text))]
    if not told:
        return ""
    return f"The text holds characters that do not show: {', '.join(told)}. They were kept."
