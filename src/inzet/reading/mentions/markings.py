"""The classification a paper bears, as against one it only mentions.

A paper bears what stands alone on a line in header position: in its first lines, or at the top
or foot of a page, or in a field named for it.
"""

from __future__ import annotations

import re

from inzet.reading.text import Extracted, Structured
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
_LIMITE = re.compile(r"[*\-–—_\s]*(?:.{0,60}\s)?LIMITE(?:\s.{0,40})?\Z")
_TOP, _EDGE = 15, 4


def classification(structured: Structured) -> Classification:
    """The highest classification a paper bears; UNCLASSIFIED when it bears none.

    A classification that running text mentions does not count. LIMITE is handling, not a
    classification (see :func:`handling`).
    """
    return classification_of(structured.extracted, structured.stamp)


def classification_of(extracted: Extracted, stamp: str = "") -> Classification:
    """The same of an extracted text, with the notice that every page of it bears."""
    levels = [_level(line) for line in _header_lines(extracted, stamp)]
    return max((level for level in levels if level is not None), default=_C.UNCLASSIFIED)


def handling(structured: Structured) -> tuple[str, ...]:
    """Handling a paper bears beside any classification: LIMITE."""
    lines = _header_lines(structured.extracted, structured.stamp)
    return ("LIMITE",) if any(_LIMITE.match(line) for line in lines) else ()


def mentions_classification(text: str) -> bool:
    """Whether running text names a classification, without a paper bearing it."""
    return bool(_NAMED.search(text))


def borne(line: str) -> Classification:
    """The classification that a line by itself is; UNCLASSIFIED where it is none."""
    return _level(line) or _C.UNCLASSIFIED


def _level(line: str) -> Classification | None:
    """A lone line's level. A lone word in lower case is no marking: "vertrouwelijk" may be text."""
    if len(line) > 160:
        return None
    for level, pattern in _LINES:
        if pattern.match(line):
            loud = any(word.isupper() and len(word) > 2 for word in re.findall(r"[^\W\d_]+", line))
            return level if loud or len(line.split()) > 1 or ":" in line else None
    return None


def _header_lines(extracted: Extracted, stamp: str) -> list[str]:
    """Lines in header position: the first ones, those at the edges of pages, and the stamp."""
    bounds = (
        [*extracted.pages, len(extracted.text)] if extracted.pages else [0, len(extracted.text)]
    )
    lines: list[str] = []
    for i, start in enumerate(bounds[:-1]):
        page = extracted.text[start : bounds[i + 1]]
        head = [one.strip() for one in page[:4000].splitlines() if one.strip()]
        foot = [one.strip() for one in page[-1000:].splitlines() if one.strip()]
        lines += head[: _TOP if i == 0 else _EDGE]
        if extracted.pages or len(page) < 4000:
            lines += foot[-_EDGE:]
    for mark in extracted.marks:
        if mark.kind == "furniture":
            # Heads and feet of a Word file, whose pages are not known.
            lines += extracted.text[mark.start : mark.end].splitlines()
    return [*lines, *([stamp] if stamp else [])]
