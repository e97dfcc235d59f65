"""A paper's text cut into blocks and stretches, each stretch knowing which statements hold it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from inzet.reading.load.fields import is_label
from inzet.reading.text import Block, Sentence, Structured
from inzet.record import StatementRow
from inzet.web.present.seats import Delegations, delegations, participants
from inzet.web.present.statements import SHORT, Line, lines, span_of
from inzet.web.words import Words

_LIST_MARK = re.compile(r"\s*(?:[-–—•*·]|\(?[0-9a-zA-Z]{1,3}[.)])\s")

_ROWS = frozenset(("table_row", "letterhead"))
_CELL = "\u2003"
"""Between the cells of a row: pages squeeze tabs to a space, as they do not this."""

GROUPED = frozenset({"participation"})
"""Acts of which one sentence often holds many: they share a note."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin: one statement, or several of one kind in one sentence."""

    lines: tuple[Line, ...]
    seats: tuple[Delegations, ...] = ()
    """Who sits at the table, by capacity, where that is what it says."""

    @property
    def first(self) -> Line:
        """The statement that gives the note its name."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive characters that the same statements hold."""

    text: str
    notes: tuple[str, ...] = ()
    """Anchors of the notes, the shortest statement first."""
    acts: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    """Anchors of the statements that begin here."""
    unrecognised: bool = False
    page: int | None = None
    """The page that begins before this stretch."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence that a person may choose, by its span."""

    span: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the paper with its notes beside it."""

    kind: str
    level: int
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]
    choices: tuple[Choice, ...]

    @property
    def marked(self) -> bool:
        """Whether a list item brings its own dash or number."""
        text = "".join(stretch.text for stretch in self.stretches[:3])
        return bool(_LIST_MARK.match(text))


@dataclass(frozen=True, slots=True)
class Annotated:
    """The whole paper."""

    passages: tuple[Passage, ...]
    elsewhere: tuple[Note, ...]
    """Notes whose place is in no block: letterhead that was set aside, tables, outside sources."""


@dataclass(frozen=True, slots=True)
class _Held:
    start: int
    end: int
    anchor: str
    act: str


def annotate(
    structured: Structured,
    rows: Sequence[StatementRow],
    t: Words,
    *,
    unrecognised: Iterable[tuple[int, int]] = (),
    whole: bool = True,
) -> Annotated:
    """Cut a paper along its statements.

    Args:
        structured: blocks and sentences, each character led back to the extracted text.
        rows: the statements to show; their spans count the same text.
        whole: keep notes that add nothing to another one on the same sentence.
        unrecognised: spans of sentences in which nothing was recognised, to be shown as such.
    """
    notes = _notes(rows, t)
    if not whole:
        notes = _telling(notes)
    held = [
        _Held(span[0], span[1], note.first.anchor, str(note.first.row.act))
        for note in notes
        if (span := span_of(note.first.row))
    ]
    blanks = tuple(unrecognised)
    waiting = {note.first.anchor: note for note in notes}
    begun: set[str] = set()
    sentences: dict[int, list[Sentence]] = {}
    for sentence in structured.sentences:
        sentences.setdefault(sentence.block, []).append(sentence)
    passages = []
    shown_pages: set[int] = set()
    for number, block in enumerate(structured.blocks):
        if not block.offsets:
            continue
        here = _within(held, block.offsets[0], block.offsets[-1] + 1)
        if block.kind == "title" and not here:
            continue  # The page bears it as its own title.
        beside = tuple(
            waiting.pop(each.anchor)
            for each in sorted(here, key=lambda one: (one.start, one.end))
            if each.anchor in waiting
        )
        passages.append(
            Passage(
                kind=block.kind,
                level=block.level,
                stretches=tuple(_stretches(block, here, blanks, begun, structured, shown_pages)),
                notes=beside,
                choices=tuple(
                    Choice(f"{each.start}-{each.end}", each.text)
                    for each in sentences.get(number, ())
                ),
            )
        )
    return Annotated(tuple(passages), tuple(waiting.values()))


def _notes(rows: Sequence[StatementRow], t: Words) -> list[Note]:
    grouped: dict[tuple[object, ...], list[StatementRow]] = {}
    for row in rows:
        together = str(row.act) in GROUPED
        key = (str(row.act), span_of(row), row.session, "" if together else row.identity)
        grouped.setdefault(key, []).append(row)
    return [
        Note(
            tuple(lines(group, t)),
            delegations(participants(group), t) if str(group[0].act) in GROUPED else (),
        )
        for group in grouped.values()
    ]


def _telling(notes: Sequence[Note]) -> list[Note]:
    """Without the lines of the agenda that say no more than another note on their sentence."""
    spans = [span_of(note.first.row) for note in notes]
    return [
        note
        for note, span in zip(notes, spans, strict=True)
        if spans.count(span) == 1
        or str(note.first.row.act) != "context"
        or note.first.gist
        or note.first.dossiers
    ]


def _within(held: Sequence[_Held], start: int, end: int) -> list[_Held]:
    return [each for each in held if each.start < end and each.end > start]


def _stretches(
    block: Block,
    held: Sequence[_Held],
    blanks: Sequence[tuple[int, int]],
    begun: set[str],
    structured: Structured,
    shown_pages: set[int],
) -> Iterable[Stretch]:
    offsets = block.offsets
    size = len(block.text)
    spans = [(_at(offsets, each.start), _at(offsets, each.end), each) for each in held]
    grey = [
        (_at(offsets, start), _at(offsets, end))
        for start, end in blanks
        if start < offsets[-1] + 1 and end > offsets[0]
    ]
    breaks = {
        _at(offsets, begin): number
        for number, begin in enumerate(structured.extracted.pages, start=1)
        if number > 1 and offsets[0] <= begin <= offsets[-1]
    }
    cuts = sorted(
        {0, size, *breaks}
        | {place for start, end, _ in spans for place in (start, end)}
        | {place for pair in grey for place in pair}
    )
    for start, end in pairwise(cuts):
        if start >= end:
            continue
        over = sorted(
            (each for low, high, each in spans if low < end and high > start),
            key=lambda one: (one.end - one.start, one.start),
        )
        fresh = tuple(each.anchor for each in over if each.anchor not in begun)
        begun.update(fresh)
        page = breaks.get(start)
        if page in shown_pages:
            page = None
        elif page:
            shown_pages.add(page)
        yield Stretch(
            text=_shown(block, start, end, structured.extracted.text),
            notes=tuple(each.anchor for each in over),
            acts=tuple(dict.fromkeys(each.act for each in over)),
            begins=fresh,
            unrecognised=not over and any(low < end and high > start for low, high in grey),
            page=page,
        )


def _shown(block: Block, start: int, end: int, source: str) -> str:
    """The text of a stretch, with white between the cells of a row that is seen as such."""
    shown = block.text[start:end]
    if block.kind not in _ROWS:
        return shown
    return "".join(
        _CELL if source[at] == "\t" or (source[at] == "\n" and is_label(block.text[:i])) else letter
        for i, (letter, at) in enumerate(zip(shown, block.offsets[start:end], strict=True), start)
    )


def _at(offsets: Sequence[int], offset: int) -> int:
    return bisect_left(offsets, offset)


__all__ = ["SHORT", "Annotated", "Choice", "Note", "Passage", "Stretch", "annotate"]
