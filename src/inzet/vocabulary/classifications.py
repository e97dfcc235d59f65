"""Lines that are a classification, as against text that only speaks of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from inzet.vocabulary.errors import ClassifiedPaper
from inzet.vocabulary.markings import Classification

_C = Classification
_STG = r"st(?:aats)?g(?:eheim|\.)?\s*[-:]?\s*"
_NATO = r"(?:nato|navo)\s+"
_FORMS: tuple[tuple[Classification, tuple[str, ...]], ...] = (
    (
        _C.TOP_SECRET,
        (
            rf"(?:{_STG})?zeer\s+geheim",
            r"(?:cosmic\s+)?top\s+secret",
            r"tr[eè]s\s+secret\s+ue(?:\s*/\s*eu\s+top\s+secret)?",
            r"eu\s+top\s+secret",
        ),
    ),
    (
        _C.SECRET,
        (
            rf"(?:{_STG})?geheim",
            rf"{_NATO}(?:secret|geheim)",
            r"secret\s+ue(?:\s*/\s*eu\s+secret)?",
            r"(?:eu\s+|uk\s+)?secret",
        ),
    ),
    (
        _C.CONFIDENTIAL,
        (
            rf"(?:{_STG})?confidentieel",
            rf"{_NATO}(?:confidential|confidentieel)",
            r"confidentiel\s+ue(?:\s*/\s*eu\s+confidential)?",
            r"(?:eu\s+)?confidential",
        ),
    ),
    (
        _C.RESTRICTED,
        (
            r"dep(?:artementaal|\.)\s*-?\s*v(?:ertrouwelijk|\.)",
            r"vertrouwelijk",
            rf"{_NATO}restricted",
            r"restreint\s+ue(?:\s*/\s*eu\s+restricted)?",
            r"(?:eu\s+)?restricted",
            r"official[\s-]+sensitive",
        ),
    ),
    (
        _C.UNCLASSIFIED,
        (rf"(?:{_NATO})?unclassified", r"ongerubriceerd", r"niet\s+gerubriceerd"),
    ),
)
_FIELD = (
    r"(?:(?:rubricering|rubriceringsniveau|classificatie|merking|classification|marking)"
    r"\s*[:\t ]\s*)?"
)
_EXTRA = (
    r"(?:\s*[-–/,|]*\s*(?:limite|rel(?:easable)?(?:\s+to)?\b.{0,60}|\(.{0,60}\)"
    r"|\d{1,3}(?:\s*/\s*\d{1,3})?))*"
)
_LINES = tuple(
    (
        level,
        re.compile(rf"[*\-–—_\s]*{_FIELD}(?:{'|'.join(forms)})[.!]?{_EXTRA}[*\-–—_\s]*\Z", re.I),
    )
    for level, forms in _FORMS
)
_NAMED = re.compile("|".join(form for _, forms in _FORMS[:4] for form in forms), re.I)
_WORDS = (
    *(b"secret", b"geheim", b"confiden", b"restr", b"vertrouwelijk", b"sensitive"),
    *(b"dep.", b"departementaal"),
)
"""One of these stands in whatever bears a classification above UNCLASSIFIED."""
_OTHERS = tuple(letter.encode() for letter in ("\u017f", "\u0131", "\u0130"))
"""Letters that are another in lower case but not to the patterns: the long s, an i with or without
its dot."""


def level(line: str) -> Classification | None:
    """What a lone line is; None where it is no classification.

    A lone word in lower case is no marking: "vertrouwelijk" may be text.
    """
    if len(line) > 160:
        return None
    for level, pattern in _LINES:
        if pattern.match(line):
            loud = any(word.isupper() and len(word) > 2 for word in re.findall(r"[^\W\d_]+", line))
            return level if loud or len(line.split()) > 1 or ":" in line else None
    return None


def borne(line: str) -> Classification:
    """The classification that a line by itself is; UNCLASSIFIED where it is none."""
    return level(line) or _C.UNCLASSIFIED


def mentions_classification(text: str) -> bool:
    """Whether running text names a classification, without a paper bearing it."""
    return bool(_NAMED.search(text))


def may_bear(raw: bytes) -> bool:
    """Whether JSON may hold a line that is a classification above UNCLASSIFIED; quick, and never
    False where it does."""
    lowered = raw.lower()
    if any(word in lowered for word in _WORDS):
        return True
    # Letters may be written as numbers, or be others that the patterns take for the same.
    if b"\\u" in lowered:
        return True
    return not raw.isascii() and any(letter in raw for letter in _OTHERS)


def highest(value: Any) -> Classification:
    """The highest classification that a line of a text is, or of texts in lists and mappings at any
    depth; UNCLASSIFIED where none is one."""
    return max(map(borne, _lines(value)), default=_C.UNCLASSIFIED)


def refuse(
    ceiling: Classification,
    found: Classification,
    what: str = "this",
    *,
    where: str = "",
    fix: str = "",
) -> None:
    """Refuse what bears a classification above a ceiling.

    Args:
        fix: what to do about it, where that is something else than for a paper at hand.

    Raises:
        ClassifiedPaper: it does; nothing of its content is in the error.
    """
    if found > ceiling:
        raise ClassifiedPaper(
            f"{what} bears a classification ({_named(found)}) above what this record may hold "
            f"({_named(ceiling)}); nothing of it was kept",
            where=where,
            fix=fix or "Handle it on a system cleared for it, or read a releasable version of it.",
        )


def refuse_typed(ceiling: Classification, value: Any, *, where: str = "") -> None:
    """Refuse what a person typed where a line of it is a classification above a ceiling.

    Args:
        value: text, or texts in lists and mappings at any depth.

    Raises:
        ClassifiedPaper: one is.
    """
    refuse(ceiling, highest(value), where=where)


def _named(found: Classification) -> str:
    return found.name.replace("_", " ").lower()


def _lines(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield from (line.strip() for line in value.splitlines())
    elif isinstance(value, dict):
        for each in value.values():
            yield from _lines(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _lines(each)
