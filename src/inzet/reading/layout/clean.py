"""Second stage: the lines of a paper without running heads, feet and page numbers.

Reads :class:`Extracted`; writes :class:`Line` and, through :func:`join`, text whose every
character leads back to its offset. Nothing is changed in the extracted text itself.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from inzet.reading.languages import languages, table
from inzet.reading.layout.headings import session_heading
from inzet.reading.layout.hyphens import Hyphens
from inzet.reading.layout.surroundings import surroundings
from inzet.reading.text import Extracted

_HYPHENS = "-‐\u00ad"
_SPLIT = re.compile(r"[^\n\f\r\u2028\u2029\x0b]*(?:\r\n|[\n\f\r\u2028\u2029\x0b]|\Z)")
_IRREGULAR = re.compile(r"[^\S ]|  ")
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|van|of)\s*\d{1,4})?[-–—|\s]*\Z"
)
_NOTE = re.compile(r"\[?\d{1,3}\]?\)?\s+(?=[A-Z“\"(]|https?:)(?!\D*:\s*\Z)")
_NOTE_LINES = 14
_FEW = 3
_EDGE = 4
"""How many lines from the top or bottom of a page a running head may reach."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text on it; ``start`` and ``end`` leave the white space around it out."""

    start: int
    end: int
    text: str
    indent: int
    blank: bool
    """An empty line stands before it."""
    edge: bool
    """It is the first on its page (furniture aside), so an empty line tells nothing."""
    note: bool = False
    """It belongs to a footnote at the foot of its page."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The lines that are text, and what was taken away."""

    lines: tuple[Line, ...]
    furniture: tuple[tuple[int, int], ...]
    stamp: str


def clean(extracted: Extracted) -> Cleaned:
    """The lines of a paper that are its text, in order; one pass, linear in its length."""
    lines = _lines(extracted)
    gone, stamp = _furniture(lines, extracted)
    if not gone and not extracted.pages:
        return Cleaned(tuple(lines), (), "")
    starts = set(extracted.pages)
    kept: list[Line] = []
    notes = _footnotes(lines, extracted.pages, gone)
    edge = blank = False
    bounds = sorted(starts)
    page = 0
    for i, line in enumerate(lines):
        while page < len(bounds) and bounds[page] <= line.start:
            edge = edge or page > 0
            page += 1
        blank = blank or line.blank
        if i in gone:
            continue
        if i in notes:
            kept.append(replace(line, note=True, blank=bool(_NOTE.match(line.text))))
            continue
        if edge or blank != line.blank:
            line = replace(line, blank=blank, edge=edge)
        kept.append(line)
        edge = blank = False
    furniture = tuple((lines[i].start, lines[i].end) for i in sorted(gone))
    return Cleaned(tuple(kept), furniture, stamp)


def _footnotes(lines: list[Line], pages: Sequence[int], gone: set[int]) -> set[int]:
    """Lines of numbered notes at the foot of a page, after an empty line."""
    found: set[int] = set()
    for page in _by_page(lines, pages) if len(pages) > 1 else ():
        body = [i for i in page if i not in gone]
        start = None
        for k in range(len(body) - 1, max(0, len(body) - _NOTE_LINES), -1):
            i = body[k]
            if _NOTE.match(lines[i].text):
                start = k
                if lines[i].blank:
                    break
            elif lines[i].blank:
                break
        if start is not None and lines[body[start]].blank:
            found.update(body[start:])
    return found


def join(
    text: str, spans: Sequence[tuple[int, int]], hyphens: Hyphens
) -> tuple[str, Sequence[int]]:
    """The lines ``spans`` of ``text`` as one run of words, with the offset of each character.

    Returns:
        The text, and for each of its code points its offset in ``text``, ascending.
    """
    if len(spans) == 1:
        return _squeeze(text, *spans[0])
    parts: list[str] = []
    offsets = array("q")
    for i, (start, end) in enumerate(spans):
        piece, where = _squeeze(text, start, end)
        if i + 1 < len(spans):
            after = text[spans[i + 1][0] : spans[i + 1][0] + 80]
            broken = len(piece) > 1 and piece[-1] in _HYPHENS and not piece[-2].isspace()
            if broken and hyphens.join(piece[-80:], after):
                piece, where = piece[:-1], where[:-1]
            elif not broken or hyphens.hanging(piece[-80:], after):
                parts.append(piece)
                offsets.extend(where)
                piece, where = " ", (end,)
        parts.append(piece)
        offsets.extend(where)
    return "".join(parts), offsets


def squeeze(text: str) -> str:
    """A text without white space and hyphens: what a quote and its source have in common."""
    return re.sub(r"[\s\-‐\u00ad]+", "", text)


def _squeeze(text: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """One line with runs of white space as one space and soft hyphens gone."""
    piece = text[start:end]
    if not _IRREGULAR.search(piece) and "\u00ad" not in piece[:-1]:
        return piece, range(start, end)
    out: list[str] = []
    where = array("q")
    space = True
    last = len(piece) - 1
    for i, char in enumerate(piece):
        if char.isspace():
            if not space:
                out.append(" ")
                where.append(start + i)
            space = True
        elif char != "\u00ad" or i == last:
            out.append(char)
            where.append(start + i)
            space = False
    if out and out[-1] == " ":
        out.pop()
        where.pop()
    return "".join(out), where


def _lines(extracted: Extracted) -> list[Line]:
    lines: list[Line] = []
    blank = False
    for match in _SPLIT.finditer(extracted.text):
        raw = match.group()
        text = raw.strip()
        if not text:
            blank = True
            continue
        lead = len(raw) - len(raw.lstrip())
        start = match.start() + lead
        indent = len(raw[:lead].expandtabs(4).strip("\n"))
        lines.append(Line(start, start + len(text), text, indent, blank, False))
        blank = False
    return lines


def _furniture(lines: list[Line], extracted: Extracted) -> tuple[set[int], str]:
    """Indices of lines that are furniture, and the notice among them that every page bears."""
    pattern = furniture_pattern()
    gone = {i for i, line in enumerate(lines) if len(line.text) < 200 and pattern.match(line.text)}
    gone |= surroundings([line.text for line in lines])
    if len(extracted.pages) < 2:
        return gone, ""
    pages = _by_page(lines, extracted.pages)
    pages = [page for page in pages if page]
    tops = _repeated([{_key(lines[i].text) for i in page[:_EDGE]} for page in pages])
    bottoms = _repeated([{_key(lines[i].text) for i in page[-_EDGE:]} for page in pages])
    for page in pages:
        _strip_edge(lines, page, tops, gone)
        _strip_edge(lines, page[::-1], bottoms, gone)
    return gone, _stamp(lines, pages, gone)


def _repeated(edges: list[set[str]]) -> set[str]:
    """What stands at the edge of half the pages; of few pages, on all but perhaps the first."""
    counts = Counter(key for edge in edges for key in edge)
    if len(edges) <= _FEW:
        later = set.intersection(*edges[1:]) if len(edges) > 1 else set()
        return {key for key in later if counts[key] > 1}
    return {key for key, count in counts.items() if 2 * count >= len(edges)}


def _strip_edge(lines: list[Line], page: Sequence[int], repeated: set[str], gone: set[int]) -> None:
    for i in page[:_EDGE]:
        text = lines[i].text
        if session_heading(text) is not None:
            return
        if i in gone or _key(text) in repeated or _PAGE_NUMBER.match(text):
            gone.add(i)
        else:
            return


def _stamp(lines: list[Line], pages: list[list[int]], gone: set[int]) -> str:
    return common_notice([[lines[i].text for i in page if i in gone] for page in pages])


def common_notice(pages: Sequence[Sequence[str]]) -> str:
    """The notices among the furniture of pages that every one of them bears ("" for none)."""
    words = [word for code in languages() for word in table(code, "layout").get("notice", ())]
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update(set(page))
    notices = [
        text
        for text in dict.fromkeys(pages[0] if pages else ())
        if seen[text] == len(pages) and any(word in text.lower() for word in words)
    ]
    return " ".join(notices)


def _key(text: str) -> str:
    return _DIGITS.sub("#", text.lower())


def _by_page(lines: list[Line], pages: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in pages]
    page = 0
    for i, line in enumerate(lines):
        while page + 1 < len(pages) and pages[page + 1] <= line.start:
            page += 1
        found[page].append(i)
    return found


@lru_cache(maxsize=1)
def furniture_pattern() -> re.Pattern[str]:
    """Lines that are furniture wherever they stand, in any language."""
    patterns = [
        pattern for code in languages() for pattern in table(code, "layout").get("furniture", ())
    ]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)", re.I)
