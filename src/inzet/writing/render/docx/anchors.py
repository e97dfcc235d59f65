"""Hidden bookmarks by which an edited file finds its blocks again.

Word hides bookmarks whose name begins with a low line and allows forty characters; both Word and
LibreOffice keep them with the words that they hold.
"""

from __future__ import annotations

import hashlib
import re

PREFIX = "_iz"
DRAFT, VERSION = "InzetDraft", "InzetVersion"
"""Properties of a file: the draft it was made from, and in which version."""
PLACEHOLDERS = ("sender", "addressee", "place", "date", "reference", "subject")
"""What stands above the text, by the names of :class:`inzet.writing.draft.Head`."""
AUTHOR = "Inzet"


def of_block(key: str) -> str:
    """Of a block with words."""
    return f"{PREFIX}b_{_short(key)}"


def of_table(key: str) -> str:
    """Of the first cell of a table."""
    return f"{PREFIX}t_{_short(key)}"


def of_page(key: str) -> str:
    """Of a block that begins a page."""
    return f"{PREFIX}p_{_short(key)}"


def of_head(name: str) -> str:
    """Of a value in the letterhead."""
    return f"{PREFIX}h_{name}"


def of_furniture(place: int, words: str) -> str:
    """Of a paragraph of the template; tells whether its words are still the same."""
    return f"{PREFIX}f_{place}_{digest(words)}"


def digest(words: str) -> str:
    """Of the words of a paragraph, whatever its white space, and its numbers of pages."""
    return _short(" ".join(re.sub(r"\d+", "", words).split()))


def _short(what: str) -> str:
    return hashlib.sha256(what.encode("utf-8", "surrogatepass")).hexdigest()[:16]
