"""The bytes of a data set → its cells as text, or its objects; what they mean is not known here.

Tables come from the same strangers as papers do, so this runs in the guard's process. Nothing in
a workbook is computed: a cell is what was stored in it, links and macros are not looked at.
"""

from __future__ import annotations

from inzet.reading.load.decode import CONVERT, decode, refuse_what_is_not_text
from inzet.reading.tables.cells import Tables
from inzet.reading.tables.delimited import read_delimited
from inzet.reading.tables.objects import looks_like_json, read_objects
from inzet.reading.tables.workbook import looks_like_workbook, read_workbook
from inzet.vocabulary.errors import UnreadableFile

LIMIT = 64 * 1024 * 1024
"""Largest file taken, in bytes: the widest framework of techniques in use has 45 million."""

__all__ = ["LIMIT", "Tables", "load_tables"]


_GIVE = "Give a workbook (.xlsx), a CSV file or a STIX bundle (JSON)."


def load_tables(data: bytes, *, name: str = "") -> Tables:
    """The cells of a workbook (XLSX) or of delimited text (CSV), or the objects of a JSON file.

    What a file is, its bytes tell.

    Args:
        data: the file.
        name: its name, for messages.

    Raises:
        UnreadableFile: empty, too large, broken, out of all proportion, or none of these.
    """
    if not data:
        raise UnreadableFile("the file is empty", where=name, fix=_GIVE)
    if len(data) > LIMIT:
        raise UnreadableFile(
            f"the file is larger than {LIMIT // 2**20} MB", where=name, fix="Split it by its rows."
        )
    if looks_like_workbook(data):
        return read_workbook(data, name)
    if data[:4] == b"%PDF":
        raise UnreadableFile("this is a PDF, not a table", where=name, fix=_GIVE)
    text = _text(data, name)
    if not text.strip():
        raise UnreadableFile("the file holds only white space", where=name, fix=_GIVE)
    if looks_like_json(text):
        return read_objects(text, name)
    if text.lstrip()[:1] == "<":
        raise UnreadableFile(
            "this is a web page or XML, not a table",
            where=name,
            fix="Download the file that the page leads to.",
        )
    return read_delimited(text, name)


def _text(data: bytes, name: str) -> str:
    """The characters of a file; what is no text is told what a data set may come as."""
    try:
        refuse_what_is_not_text(data, name)
        return decode(data, name)
    except UnreadableFile as error:
        fix = _GIVE if error.fix == CONVERT else error.fix
        raise UnreadableFile(error.what, where=error.where, fix=fix) from None
