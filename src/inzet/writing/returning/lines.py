"""An edited file as the lines that its reader sees: what is deleted joins or empties them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from inzet.reading.load.docx.edited import Anchor, Edited, Paragraph, Piece, Touch
from inzet.writing.draft import Mark
from inzet.writing.render.docx.anchors import AUTHOR
from inzet.writing.render.docx.styles import CANDIDATES

_NUMBERS = CANDIDATES["number"][0].lower()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece with its place in the file."""

    paragraph: int
    offset: int
    piece: Piece

    @property
    def stands(self) -> bool:
        """Whether a reader still sees it."""
        return self.piece.went is None

    def within(self, anchor: Anchor) -> bool:
        """Whether it lies in a stretch, at least in part."""
        start = (self.paragraph, self.offset)
        end = (self.paragraph, self.offset + len(self.piece.text))
        return start < anchor.end and end > anchor.start


@dataclass
class Line:
    """What a reader sees as one paragraph."""

    parts: list[Part]
    last: Paragraph
    """Whose properties it has."""
    paragraphs: tuple[int, ...]
    ends: tuple[tuple[int, Touch], ...] = ()
    """Of ends of paragraphs that were inserted or deleted in it, with their paragraphs."""

    @cached_property
    def shown(self) -> list[Part]:
        """What of it is seen, without numbers of sources."""
        return [each for each in self.parts if each.stands and is_text(each.piece)]

    @cached_property
    def text(self) -> str:
        """Its words on one line."""
        return words(each.piece for each in self.shown)[0]

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """What of its words stands out."""
        return words(each.piece for each in self.shown)[1]

    @property
    def at(self) -> tuple[int, int]:
        """Its place in the file."""
        return self.paragraphs[0], 0

    def touches(self, anchor: Anchor | None = None) -> list[Touch]:
        """The tracked changes of people in it, or in a stretch of it."""
        some = [each for each in self.parts if anchor is None or each.within(anchor)]
        found = [
            touch
            for paragraph, touch in self.ends
            if anchor is None or anchor.start[0] <= paragraph <= anchor.end[0]
        ]
        for part in some or self.parts:
            found += [each for each in (part.piece.came, part.piece.went) if each is not None]
        return [each for each in found if each.by != AUTHOR]


@dataclass
class Grid:
    """A table of the text."""

    rows: list[list[list[Line]]]
    lines: list[Line] = field(default_factory=list)

    @property
    def at(self) -> tuple[int, int]:
        """Its place in the file."""
        return self.lines[0].at

    @cached_property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """Its words; rows that were deleted are not in it."""
        found = []
        for row in self.rows:
            lines = [line for cell in row for line in cell]
            gone = lines and all(line.last.went is not None and not line.text for line in lines)
            if not gone:
                found.append(
                    tuple(" ".join(filter(None, (one.text for one in cell))) for cell in row)
                )
        return tuple(found)

    def touches(self) -> list[Touch]:
        """The tracked changes of people in it."""
        found = [touch for line in self.lines for touch in line.touches()]
        for line in self.lines:
            found += [each for each in (line.last.came, line.last.went) if each is not None]
        return [each for each in found if each.by != AUTHOR]


Thing = Line | Grid


def is_text(piece: Piece) -> bool:
    """Whether a piece is of the text: no number of a source."""
    return piece.style.lower() != _NUMBERS


def words(pieces: Iterable[Piece]) -> tuple[str, tuple[Mark, ...]]:
    """The words of pieces on one line, and what of them stands out."""
    text: list[str] = []
    styles: list[tuple[bool, bool]] = []
    for piece in pieces:
        for sign in piece.text:
            if sign.isspace():
                if text and text[-1] != " ":
                    text.append(" ")
                    styles.append((piece.strong, piece.emphasis))
            else:
                text.append(sign)
                styles.append((piece.strong, piece.emphasis))
    while text and text[-1] == " ":
        text.pop()
        styles.pop()
    marks = [*_marked(styles, 0, "strong", text), *_marked(styles, 1, "emphasis", text)]
    return "".join(text), tuple(sorted(marks, key=lambda each: (each.start, each.end, each.style)))


def _marked(
    styles: Sequence[tuple[bool, bool]], which: int, name: str, text: Sequence[str]
) -> Iterable[Mark]:
    at = 0
    for on, group in groupby(style[which] for style in styles):
        end = at + len(list(group))
        start = at
        at = end
        if not on:
            continue
        # White space at the edges of what stands out is no part of it.
        while start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        if start < end:
            yield Mark(start=start, end=end, style=name)


def things(edited: Edited, keep: Callable[[Paragraph], bool]) -> list[Thing]:
    """The lines and tables of the text in their order.

    Args:
        keep: which paragraphs are meant; others are passed over.
    """
    found: list[Thing] = []
    open_parts: list[Part] = []
    open_places: list[int] = []
    ends: list[tuple[int, Touch]] = []
    tables: dict[int, Grid] = {}
    kept = [(place, each) for place, each in enumerate(edited.paragraphs) if keep(each)]
    following = [*(each for _, each in kept[1:]), None]
    for (place, paragraph), after in zip(kept, following, strict=True):
        cell = paragraph.cell
        open_parts += _parts(place, paragraph)
        open_places.append(place)
        ends += [(place, each) for each in (paragraph.came, paragraph.went) if each is not None]
        if paragraph.went is not None and after is not None and after.cell == cell:
            # The end of this paragraph was deleted: it runs on into the next.
            continue
        line = Line(open_parts, paragraph, tuple(open_places), tuple(ends))
        open_parts, open_places, ends = [], [], []
        if cell is None:
            found.append(line)
            continue
        table, row, column = cell
        grid = tables.get(table)
        if grid is None:
            grid = tables[table] = Grid([])
            found.append(grid)
        grid.lines.append(line)
        while len(grid.rows) <= row:
            grid.rows.append([])
        while len(grid.rows[row]) <= column:
            grid.rows[row].append([])
        grid.rows[row][column].append(line)
    return found


def _parts(place: int, paragraph: Paragraph) -> Iterable[Part]:
    offset = 0
    for piece in paragraph.pieces:
        yield Part(place, offset, piece)
        offset += len(piece.text)
