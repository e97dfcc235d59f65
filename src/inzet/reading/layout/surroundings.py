"""What a site puts around a paper: menus, paths, links to files, lists of related papers.

Where a paper begins is told by a line that announces it ("preview of the document") or, on a page
with a menu, by the first line of its letterhead; where it ends, by a line after which only links
follow. Lines of a letterhead that a site itself gives (number, date) are kept. The words are
data: ``site`` in ``languages/*/layout.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.languages import languages, table
from inzet.reading.layout.headings import is_letterhead, is_salutation, is_signature
from inzet.reading.layout.titles import names_genre
from inzet.reading.text import Block

_TOP = 200
"""Lines within which a paper announced by its site begins."""
_HEAD = 80
"""Lines within which a letterhead begins."""
_TAIL = 60
_TITLE = 3
_SHORT = 300
_RUNNING = 150
_SENTENCE = 40
_FEW = 2
_STOP = re.compile(r"[.!?][\"”’'»)\]]*\Z")
_NOTE = re.compile(r"\[?\d{1,3}\]?\)?\.?\s+\S")


def surroundings(lines: Sequence[str]) -> set[int]:
    """Which lines (or blocks) of a page are its site's and not the paper's.

    Args:
        lines: the text of each, in order.
    """
    words = _words()
    begins = _announced(lines, words)
    gone = _menu(lines, words) if begins is None else _before(lines, begins, words)
    return gone | _after(lines, words)


def without_surroundings(blocks: list[Block]) -> tuple[list[Block], list[tuple[int, int]]]:
    """The blocks of a page without those of its site, and the spans of these."""
    gone = surroundings([block.text for block in blocks])
    kept = [block for i, block in enumerate(blocks) if i not in gone]
    return kept, [(blocks[i].start, blocks[i].end) for i in sorted(gone)]


def _announced(lines: Sequence[str], words: _Words) -> int | None:
    for i, line in enumerate(lines[:_TOP]):
        if len(line) < _SHORT and words.begins.fullmatch(line):
            return i
    return None


def _before(lines: Sequence[str], begins: int, words: _Words) -> set[int]:
    """Everything up to the line that announces the paper, but its title, number and date."""
    kept: set[int] = set()
    letterhead = [
        i
        for i, line in enumerate(lines[:begins])
        if len(line) < _SHORT and is_letterhead(line) and not words.menu.fullmatch(line)
    ]
    kept.update(letterhead)
    first = letterhead[0] if letterhead else begins
    above = first - 1
    while above >= max(0, first - _TITLE) and _may_title(lines[above], words):
        kept.add(above)
        above -= 1
    return set(range(begins + 1)) - kept


def _may_title(line: str, words: _Words) -> bool:
    return len(line) < _SHORT and not words.menu.fullmatch(line)


def _menu(lines: Sequence[str], words: _Words) -> set[int]:
    """The menu above a paper, and with it what stands before the paper's first own line."""
    top: list[int] = []
    for i, line in enumerate(lines[:_HEAD]):
        if _is_running(line) and not words.menu.fullmatch(line):
            break
        top.append(i)
    menu = {i for i in top if words.menu.fullmatch(lines[i])}
    if len(menu) < _FEW:
        return set()
    own = (i for i in top if i not in menu and (is_letterhead(lines[i]) or is_salutation(lines[i])))
    start = next(own, None)
    if start is None:
        return menu
    return menu | {i for i in range(start) if not names_genre(lines[i])}


def _is_running(line: str) -> bool:
    """Whether a line is of running text: a sentence ends in it, or it goes on from another."""
    if len(line) <= _SENTENCE:
        return False
    return len(line) > _RUNNING or line[0].islower() or _STOP.search(line) is not None


def _after(lines: Sequence[str], words: _Words) -> set[int]:
    """What follows the paper: from a line that ends it, when nothing after it is running text."""
    start = len(lines)
    seen = 0
    found: int | None = None
    while start > 0 and len(lines) - start < _TAIL:
        line = lines[start - 1]
        ends = len(line) < _SHORT and words.ends.fullmatch(line) is not None
        menu = len(line) < _SHORT and words.menu.fullmatch(line) is not None
        text = _is_running(line) or _NOTE.match(line)
        if not (ends or menu) and (text or is_signature(line)):
            break
        start -= 1
        seen += ends or menu
        if ends and (seen >= _FEW or " " in line):
            found = start
    return set(range(found, len(lines))) if found else set()


@dataclass(frozen=True, slots=True)
class _Words:
    begins: re.Pattern[str]
    menu: re.Pattern[str]
    ends: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    return _Words(*(_pattern(key) for key in ("begins", "menu", "ends")))


def _pattern(key: str) -> re.Pattern[str]:
    patterns = [
        pattern
        for code in languages()
        for pattern in table(code, "layout").get("site", {}).get(key, ())
    ]
    return re.compile("|".join(f"(?:{one})" for one in patterns) or r"(?!)", re.I)
