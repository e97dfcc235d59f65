"""Lines of plain text → paragraphs, headings and list items.

A line break is *chosen* when the first word of the next line would still have fitted: then it
ends a heading or a paragraph. The rest are breaks of the page's width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inzet.reading.layout.clean import Line
from inzet.reading.layout.headings import (
    LIST_MARK,
    TERMINAL,
    is_letterhead,
    is_salutation,
    is_signature,
    looks_like_heading,
    session_heading,
)
from inzet.reading.layout.labels import label_of, labels
from inzet.reading.layout.openers import is_opener, opener
from inzet.reading.layout.titles import names_genre

# A stop may bear the mark of a note: "… gesproken.1"
_NOTED = r"|(?<=[^\W\d])[.!?][\"”’'»)\]]*\d{1,2}\Z"
_STOP = re.compile(rf"[.!?…][\"”’'»)\]]*\Z{_NOTED}")
_STOP_OR_COLON = re.compile(rf"[.!?…:;][\"”’'»)\]]*\Z{_NOTED}")
_CELLS = re.compile(r"\S(?:\t| {4,})\S|\S \| \S.* \| \S")
_BROKEN = re.compile(r"\w[-‐\u00ad]\Z")
_TOP = 200
"""How far into the text a paper's first line may begin."""
_UNWRAPPED = 200
_WIDE = 120
"""From this width on lines are paragraphs where none of them goes on in the next."""
_SEVERAL = 3
"""So many lines of that width tell that they are paragraphs."""
_BROKEN_FROM = 60
"""Characters from which a line may be one that was too long; a shorter one ends by choice."""
_SLACK = 2
_SHORT = 0.75
"""A heading right above its text, without an empty line, is this much shorter than the width."""
_SHORT_NUMBERED = 0.85
_FEW_LETTERS = 11
"""Capitals alone are a heading from here on; "NAVO" is not."""
_SHORT_LINE = 90
_ENUMERATED = re.compile(r"(?:\d{1,2}[.)]|[a-zA-Z][.)])\s+(?=[^\W\d_]|[“\"‘(])")
_HANDLED = re.compile(r"=\s+[^\W\d]")
"""What is done with a point, on a line below it: "= Algemene oriëntatie"."""
_SIBLING = re.compile(r"(?:(?P<dash>[-–—])|\(?(?P<letter>[a-z])[.)])\s+(?=[^\W_]|[“\"‘(])")
_NO_BREAK = re.compile(
    r"(?:\b(?:de|het|een|van|en|of|in|op|met|voor|aan|te|die|dat|the|of|and|to|a|for|on)|,)\Z", re.I
)


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line] = field(default_factory=list)
    listed: bool = False
    """It opens with a list mark."""
    alone: bool = False
    """Empty lines stand on both sides."""
    may_head: bool = True
    """By its surroundings it can be a heading."""
    heads: bool = False
    """A line with a number or letter that stands right above its text: "b. Cuba"."""
    row: bool = False
    """Its cells are parted by tabs or wide gaps."""


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Groups lines; linear in their number."""
    width = _width(lines)
    known = labels([line.text for line in lines])
    for group in _groups(lines, width):
        parts = list(_split(group, width, known))
        for part in parts:
            part.alone = len(parts) == 1
        yield from parts


def _width(lines: Sequence[Line]) -> int:
    """The width that lines are wrapped at; 0 where each line is a paragraph of its own."""
    lengths = sorted(len(line.text) + line.indent for line in lines if len(line.text) > 20)
    if len(lengths) < 4:
        return 0 if lengths and lengths[-1] > _UNWRAPPED else 72
    width = lengths[int(0.9 * len(lengths))]
    wide = sum(one > _WIDE for one in lengths) >= _SEVERAL
    if width > _UNWRAPPED or (wide and width > _WIDE and not _any_goes_on(lines)):
        return 0
    return width


def _any_goes_on(lines: Sequence[Line]) -> bool:
    return any(map(_goes_on, lines, lines[1:]))


def _goes_on(line: Line, after: Line) -> bool:
    """Whether a line breaks in mid-sentence: no stop, and a small letter begins the next."""
    return (
        not after.blank
        and len(line.text) > _BROKEN_FROM
        and not TERMINAL.search(line.text)
        and after.text[:1].islower()
    )


def _groups(lines: Sequence[Line], width: int) -> Iterator[list[Line]]:
    group: list[Line] = []
    for i, line in enumerate(lines):
        if group and _parted(group, line, lines, i, width):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _parted(group: list[Line], line: Line, lines: Sequence[Line], i: int, width: int) -> bool:
    """Whether an empty line, or a page break that is no break in mid-sentence, stands between."""
    if not line.edge:
        return line.blank
    last = group[-1]
    if _STOP_OR_COLON.search(last.text):
        if not line.blank and not _chosen(last, line, width):
            return _heads(lines, i)
        return True
    if line.text[0].islower() or last.text[-1] in "-‐,\u00ad" or _NO_BREAK.search(last.text):
        return False
    if len(group) == 1 and looks_like_heading(last.text):
        return True
    return _chosen(last, line, width) or session_heading(line.text) is not None


def _heads(lines: Sequence[Line], i: int) -> bool:
    """Whether line ``i`` stands alone as a heading: no stop, and an empty line after it."""
    follows = lines[i + 1] if i + 1 < len(lines) else None
    return (
        follows is not None
        and follows.blank
        and not TERMINAL.search(lines[i].text)
        and looks_like_heading(lines[i].text)
    )


def _split(group: list[Line], width: int, known: frozenset[str]) -> Iterator[Paragraph]:
    part = Paragraph()
    closed = bool(_STOP_OR_COLON.search(group[-1].text))
    margin = min(line.indent for line in group)
    listed = False
    for i, line in enumerate(group):
        if part.lines:
            heads = not listed and _is_numbered_head(part, group, i, width)
            labelled = bool(known) and label_of(line.text) in known
            if heads or labelled or _opens(part, line, group, i, width, closed, margin):
                part.heads = heads
                listed = part.listed and not heads
                yield part
                part = Paragraph()
        if not part.lines:
            part.row = is_row(line.text)
            part.listed = not part.row and _is_list_item(group, i, width)
            part.may_head = _may_head(group, i)
        part.lines.append(line)
    part.heads = not listed and _is_numbered_head(part, group, len(group), width)
    yield part


def _is_numbered_head(part: Paragraph, group: list[Line], i: int, width: int) -> bool:
    """Whether a part is one short line with a number that ends before line ``i`` by choice, after
    running text or at the top."""
    if not part.listed or len(part.lines) > 1 or not width:
        return False
    line = part.lines[0]
    if not _ENUMERATED.match(line.text) or not looks_like_heading(line.text):
        return False
    if TERMINAL.search(line.text):
        return False
    if i == len(group):
        return line is not group[0]
    if len(line.text) >= _SHORT_NUMBERED * width:
        return False
    follows = group[i]
    return (
        follows.text[0].isupper()
        and not _ENUMERATED.match(follows.text)
        and _chosen(line, follows, width)
        and not _NO_BREAK.search(line.text)
    )


def _may_head(group: list[Line], i: int) -> bool:
    """A line in the midst of running text is no heading however short it is."""
    if i == 0:
        return True
    return (
        bool(_STOP_OR_COLON.search(group[i - 1].text))
        or i == 0
        or _HANDLED.match(group[i - 1].text) is not None
        or looks_like_heading(group[i - 1].text)
    )


def _opens(
    part: Paragraph,
    line: Line,
    group: list[Line],
    i: int,
    width: int,
    closed: bool,
    margin: int,
) -> bool:
    """Whether ``line`` opens a new paragraph after the lines of ``part``."""
    last = part.lines[-1]
    if _BROKEN.search(last.text) and not part.row:
        return False
    if width == 0 or part.row or is_row(line.text):
        return True
    if _HANDLED.match(line.text) or _HANDLED.match(last.text):
        return True
    if _opens_turn(line.text) or (len(part.lines) == 1 and is_opener(last.text)):
        return True
    if is_letterhead(line.text) and len(line.text) < 200 and is_letterhead(last.text):
        return True
    if is_salutation(line.text) or is_salutation(last.text):
        return True
    if _is_list_item(group, i, width):
        return True
    chosen = _chosen(last, line, width)
    if chosen and line.text[0].isupper() and _ends_of_itself(part, line):
        return True
    stopped = bool(_STOP.search(last.text))
    if stopped:
        indented = line.indent >= margin + 2 and last.indent == margin and not part.listed
        outdented = part.listed and line.indent <= part.lines[0].indent and chosen
        heads = _ends_as_heading(group, i) or _heads_next(group, i, width)
        return chosen or indented or outdented or heads
    if session_heading(line.text) is not None and chosen and line.text[0].isupper():
        return True
    if last.start < _TOP and i == 1 and closed and _titles_paper(last, line):
        return True
    first = part.lines[0] is group[0] or part.may_head
    if first and len(part.lines) <= 2 and chosen and line.text[0].isupper():
        if last.text.isupper() and line.text.isupper():
            return False
        if session_heading(part.lines[0].text) and len(last.text) < 0.6 * width:
            return True
        heading = all(not TERMINAL.search(one.text) for one in part.lines)
        whole = " ".join(one.text for one in part.lines)
        return (
            heading
            and closed
            and len(last.text) < _SHORT * width
            and not _NO_BREAK.search(last.text)
            and looks_like_heading(whole)
        )
    return False


def _opens_turn(text: str) -> bool:
    """Whether a line begins what somebody says; a label in running text does not."""
    found = opener(text)
    return found is not None and (not found.labels or found.end == len(text))


def _ends_of_itself(part: Paragraph, line: Line) -> bool:
    """Whether a paper printed without empty lines parts here: after who signed, after a date or
    number line, and where capitals begin or end."""
    last = part.lines[-1]
    if len(part.lines) <= 2 and is_signature(" ".join(one.text for one in part.lines)):
        return True
    if is_letterhead(last.text) and len(part.lines) == 1:
        return True
    if _in_capitals(last.text):
        return not line.text.isupper()
    return (
        _in_capitals(line.text)
        and not last.text.isupper()
        and (bool(_STOP.search(last.text)) or _is_office(last.text))
    )


def _in_capitals(text: str) -> bool:
    return text.isupper() and sum(letter.isalpha() for letter in text) > _FEW_LETTERS


def _is_office(text: str) -> bool:
    """A short line without a stop, such as a dossier's title above "BRIEF VAN DE MINISTER"."""
    return looks_like_heading(text) and len(text) < _SHORT_LINE


def _titles_paper(last: Line, line: Line) -> bool:
    """Whether the first line of a paper is its title, though no empty line follows it."""
    return (
        names_genre(last.text)
        and looks_like_heading(last.text)
        and not _NO_BREAK.search(last.text)
        and (line.text[0].isupper() or line.text[0].isdigit())
    )


def _ends_as_heading(group: list[Line], i: int) -> bool:
    """Whether the last line of a group is a heading that the next page took away from its text."""
    line = group[i]
    return (
        i == len(group) - 1
        and not TERMINAL.search(line.text)
        and looks_like_heading(line.text)
        and (line.edge or session_heading(line.text) is not None)
    )


def _heads_next(group: list[Line], i: int, width: int) -> bool:
    """Whether a line between two paragraphs, without empty lines, is the second's heading."""
    if i + 1 >= len(group):
        return False
    line, after = group[i], group[i + 1]
    return (
        len(line.text) < _SHORT * width
        and (after.text[0].isupper() or bool(_ENUMERATED.match(after.text)))
        and _chosen(line, after, width)
        and not _NO_BREAK.search(line.text)
        and looks_like_heading(line.text)
        and not line.text.endswith(":")
    )


def _is_list_item(group: list[Line], i: int, width: int) -> bool:
    text = group[i].text
    mark = LIST_MARK.match(text)
    if not mark or mark.end() == len(text):
        return False
    if i == 0 or width == 0 or _HANDLED.match(group[i - 1].text):
        return True
    before = group[i - 1].text
    if _has_sibling(group, i):
        return True
    if text[0] in "-–—":
        if group[0].text[0] == text[0] and group[0].text[1:2] == " ":
            return True
        return bool(_STOP_OR_COLON.search(before)) or before.endswith(",")
    if text[0] in "•·▪◦●■‣►▶▸➢➤":
        return True
    if bool(_ENUMERATED.match(text)) and _heads_next(group, i - 1, width):
        # "DEEL ENERGIE" above "4. Brandstoffen", both above their text
        return i == 1 or bool(_STOP.search(group[i - 2].text))
    return bool(_STOP_OR_COLON.search(before)) or before.endswith((",", " en", " and"))


def _has_sibling(group: list[Line], i: int) -> bool:
    """Whether a line that opens with a dash or letter stands beside another of that list: the next
    letter below it, the one before above it, or another dash, each at the same margin."""
    line = group[i]
    kind = _SIBLING.match(line.text)
    if kind is None or group[0].text.endswith(":"):
        return False
    beside = (group[i - 1], *group[i + 1 : i + 2])
    for step, other in zip((-1, 1), beside, strict=False):
        found = _SIBLING.match(other.text)
        if found is None or other.indent != line.indent:
            continue
        if kind["letter"] and found["letter"]:
            if ord(found["letter"]) - ord(kind["letter"]) == step:
                return True
        elif kind["dash"] and found["dash"] == kind["dash"]:
            return True
    return False


def is_row(text: str) -> bool:
    """Whether a line is a row of a table: two cells or more, no field of a letterhead. The gap
    behind a list mark parts no cells."""
    mark = LIST_MARK.match(text)
    return bool(_CELLS.search(text, mark.end() if mark else 0, 1000)) and not is_letterhead(text)


def _chosen(last: Line, line: Line, width: int) -> bool:
    if width == 0:
        return True
    word = line.text.split(maxsplit=1)[0]
    return len(last.text) + last.indent + 1 + len(word) + _SLACK <= width
