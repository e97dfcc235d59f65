"""A working day as a guide tells it: what is typed, printed, edited, and on screen.

In such a guide, from top to bottom:

- ``sh`` blocks are typed, all in one folder, in which ``docs`` and ``src`` are those of this
  checkout. Where the record is ``var/sample.db`` it holds the sample papers.
- ``text`` blocks are lines that were printed since the last such block.
- ``# In Word: FILE`` in a block has a Word file edited as the last table of edits says.
- items of a list that begin with an address in backquotes are screens; bold words stand there.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from tests.writing.desk import Desk

EDITED = "# In Word: "
_SCREEN = re.compile(r"- `(/[^`]*)`(.*)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_EDIT = re.compile(r"\| (?P<who>[^|]+) \| (?P<does>[^|]+) \|")
_CHANGES = re.compile(r"changes “(?P<old>.+?)” into “(?P<new>.+?)”")
_REMARKS = re.compile(r"remarks at “(?P<old>.+?)”: “(?P<new>.+?)”")
_DELETES = re.compile(r"deletes “(?P<old>.+?)”")
_FILLS = re.compile(r"fills in `(?P<old>.+?)`: “(?P<new>.+?)”")


@dataclass(frozen=True, slots=True)
class Typed:
    """A line of a block."""

    line: str


@dataclass(frozen=True, slots=True)
class Printed:
    """Lines that stand in what was printed."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of the workspace, and words that stand on it."""

    address: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody does to a Word file; ``said`` where it is a remark, ``by`` empty: untracked."""

    by: str
    old: str
    new: str
    said: bool = False


Step = Typed | Printed | Screen | tuple[Edit, ...]


def steps(page: str) -> list[Step]:
    """The steps of a guide, in its order."""
    found: list[Step] = []
    parts = re.split(r"(?ms)^```(\w+)\n(.*?)^```", page)
    for prose, language, block in zip(
        parts[::3], [*parts[1::3], ""], [*parts[2::3], ""], strict=True
    ):
        found += _told(prose)
        if language == "sh":
            found += [Typed(line) for line in block.splitlines() if line.strip()]
        elif language == "text":
            found.append(Printed(tuple(line for line in block.splitlines() if line.strip())))
    return found


def edited(data: bytes, edits: tuple[Edit, ...]) -> bytes:
    """A Word file after people worked in it, each with track changes on."""
    for edit in edits:
        desk = Desk(data, edit.by)
        if edit.said:
            desk.comment(edit.old, edit.new, edit.by)
        else:
            desk.replace(edit.old, edit.new)
        data = desk.saved()
    return data


def plain(text: str) -> str:
    """Words with single spaces, as they are compared."""
    return " ".join(text.split())


def seen(page: str) -> str:
    """The words that a page of the workspace shows."""
    return plain(html.unescape(re.sub(r"<[^>]+>", " ", page)))


def _told(prose: str) -> list[Step]:
    found: list[Step] = []
    edits: list[Edit] = []
    for item in re.split(r"\n(?=- |\n|\|)", prose):
        screen = _SCREEN.match(plain(item))
        if screen:
            found.append(Screen(screen[1], tuple(map(plain, _BOLD.findall(screen[2])))))
        edits += [edit for row in _EDIT.finditer(item) for edit in _edits(row["who"], row["does"])]
    return [*found, *([tuple(edits)] if edits else [])]


def _edits(who: str, does: str) -> list[Edit]:
    return [
        *(Edit(who, each["old"], each["new"]) for each in _CHANGES.finditer(does)),
        *(Edit(who, each["old"], each["new"], said=True) for each in _REMARKS.finditer(does)),
        *(Edit(who, each["old"], "") for each in _DELETES.finditer(does)),
        *(Edit("", each["old"], each["new"]) for each in _FILLS.finditer(does)),
    ]


def linked(folder: Path, root: Path) -> None:
    """The folder of a reader: that of the checkout, as far as guides name files of it."""
    for name in ("docs", "src"):
        (folder / name).symlink_to(root / name)
