"""Third stage: lines and marks → blocks with their place, and the sentences in them.

Reads :class:`Extracted`; writes :class:`Structured`. HTML brings its own structure; in plain
text it is read from empty lines, indentation, line lengths and the form of headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from inzet.reading.layout.clean import Line, clean, furniture_pattern, join
from inzet.reading.layout.detect import detect_language
from inzet.reading.layout.headings import (
    LIST_MARK,
    is_closing,
    is_letterhead,
    is_salutation,
    is_signature,
    is_subhead,
    letterhead_field,
    looks_like_heading,
    session_heading,
    strip_number,
)
from inzet.reading.layout.hyphens import Hyphens
from inzet.reading.layout.labels import without_labels
from inzet.reading.layout.letterhead import with_fields
from inzet.reading.layout.note_marks import note_marks, without_marks
from inzet.reading.layout.openers import is_opener, opener
from inzet.reading.layout.paragraphs import Paragraph, paragraphs
from inzet.reading.layout.printed import printed_notice, told_levels
from inzet.reading.layout.running_turns import parted_turns
from inzet.reading.layout.sentences import numbered, split
from inzet.reading.layout.surroundings import without_surroundings
from inzet.reading.layout.titles import find_title
from inzet.reading.text import Block, Extracted, Sentence, Structured

_TEXT_KINDS = frozenset({"paragraph", "list_item", "table_row", "note"})
_MAY_ANNOUNCE = frozenset({"heading", "paragraph", "list_item"})
_HASHES = re.compile(r"#{1,6}\s+(?=\S)")
_NOTE_MARK = re.compile(r"(?:\d{1,3}|\*{1,3}|[†‡§]|[ivxl]{1,6})\)?\s+(?=[^\W\da-z_]|[\"“‘(])")
_SHORT = 200
_FEW = 4
"""With fewer headings than this a single lunch or dinner is a session."""
_FRONT = 40
_LETTERHEAD_REACH = 40
"""In how many blocks from the top a letterhead may stand."""
_LETTER = re.compile(r"([A-Z])\. ?[^\W\d_][\w ,&/-]{2,60}")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FULL_STOP = re.compile(r"[.!?][\"”’'»)\]]*\Z")


def structure(extracted: Extracted, *, language: str | None = None) -> Structured:
    """A paper as blocks and sentences.

    Args:
        extracted: the extracted text.
        language: ISO 639-1 code; told from the text when None.
    """
    text = extracted.text
    main = language or detect_language(text[:60_000])
    hyphens = Hyphens(text, main or "nl")
    notes: list[str] = []
    footnotes: tuple[tuple[int, int], ...] = ()
    if extracted.marks:
        blocks, stamp, furniture = _from_marks(extracted, hyphens)
        stamp = " ".join(one for one in (stamp, printed_notice(extracted)) if one)
        blocks, around = without_surroundings(with_fields(blocks))
        furniture = tuple(sorted((*furniture, *around)))
    else:
        cleaned = clean(extracted)
        blocks = _from_lines(cleaned.lines, text, hyphens)
        clinging = note_marks(text)
        blocks = without_marks(blocks, clinging)
        stamp, furniture = cleaned.stamp, tuple(sorted((*cleaned.furniture, *clinging)))
        footnotes = tuple((line.start, line.end) for line in cleaned.lines if line.note)
    # "Antwoord op vragen 1 en 2" names no paper, however much it sounds like one.
    blocks = parted_turns(_with_turns(without_labels(_with_letterhead(blocks)), main), main)
    title, at = find_title(blocks, text)
    if at is not None and blocks[at].kind != "letterhead":
        blocks[at] = replace(blocks[at], kind="title", level=1)
    blocks = _with_place(told_levels(blocks, extracted), by_level=bool(extracted.marks))
    blocks = _with_language(blocks, main)
    if main is None:
        notes.append("The language of the paper was not recognised.")
    return Structured(
        extracted=extracted,
        title=title,
        language=main,
        blocks=tuple(blocks),
        sentences=tuple(_sentences(blocks, extracted)),
        dehyphenated=hyphens.joined,
        notes=tuple(notes),
        stamp=stamp,
        furniture=furniture,
        footnotes=footnotes,
    )


def _from_lines(lines: Sequence[Line], text: str, hyphens: Hyphens) -> list[Block]:
    blocks: list[Block] = []
    notes = [line for line in lines if line.note]
    if notes:
        for group in _noted(notes):
            body, offsets = join(text, [(line.start, line.end) for line in group], hyphens)
            blocks.append(Block("note", body, offsets))
        lines = [line for line in lines if not line.note]
    front = _front_matter(lines)
    for line in lines[:front]:
        if line.text != "---":
            body, offsets = join(text, [(line.start, line.end)], hyphens)
            blocks.append(Block("letterhead", body, offsets))
    for paragraph in paragraphs(lines[front:]):
        body, offsets = join(text, [(line.start, line.end) for line in paragraph.lines], hyphens)
        mark = _HASHES.match(body)
        if mark:
            blocks.append(Block("heading", body[mark.end() :], offsets[mark.end() :]))
        elif body:
            blocks.append(Block(_kind(paragraph, body), body, offsets))
    return sorted(blocks, key=lambda block: block.start) if notes else blocks


def _front_matter(lines: Sequence[Line]) -> int:
    """How many lines at the top are fields between two rules, as converted pages have them."""
    if not lines or lines[0].text != "---":
        return 0
    for i, line in enumerate(lines[1:_FRONT], 2):
        if line.text == "---":
            return i
    return 0


def _noted(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines of footnotes, note by note: each opens with its number."""
    group: list[Line] = []
    for line in lines:
        if group and line.blank:
            yield group
            group = []
        group.append(line)
    yield group


def _kind(paragraph: Paragraph, body: str) -> str:
    if paragraph.row:
        return "table_row"
    if paragraph.listed:
        headed = (
            (paragraph.alone or paragraph.heads) and body[0].isalnum() and looks_like_heading(body)
        )
        return "heading" if headed else "list_item"
    if paragraph.may_head and len(paragraph.lines) <= 3 and looks_like_heading(body):
        return "heading"
    return "paragraph"


def _from_marks(
    extracted: Extracted, hyphens: Hyphens
) -> tuple[list[Block], str, tuple[tuple[int, int], ...]]:
    blocks: list[Block] = []
    stamps: list[str] = []
    furniture: list[tuple[int, int]] = []
    for mark in extracted.marks:
        spans = _mark_lines(extracted.text, mark.start, mark.end)
        body, offsets = join(extracted.text, spans, hyphens)
        if not body:
            continue
        if mark.kind == "stamp":
            stamps.append(body)
            furniture.append((mark.start, mark.end))
            continue
        if mark.kind == "furniture" or (len(body) < _SHORT and furniture_pattern().match(body)):
            furniture.append((mark.start, mark.end))
            continue
        kind = mark.kind
        if kind == "table_row" and letterhead_field(extracted.text[mark.start : mark.end]):
            kind = "letterhead" if not any(one.kind == "paragraph" for one in blocks) else kind
        if kind == "paragraph" and _is_bold_heading(body):
            kind = "heading"
        elif kind == "paragraph" and _is_typed_item(body):
            kind = "list_item"
        blocks.append(Block(kind, body, offsets, level=mark.level))
    return blocks, " ".join(stamps), tuple(furniture)


def _is_bold_heading(body: str) -> bool:
    """A paragraph of its own that is formed as a heading, as Word's web pages have them."""
    return len(body) <= 90 and looks_like_heading(body) and not body.endswith(":")


def _is_typed_item(body: str) -> bool:
    """A paragraph that its writer made an item of a list by typing the mark."""
    mark = LIST_MARK.match(body)
    return mark is not None and mark.end() < len(body)


def _mark_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = start
    for piece in text[start:end].split("\n"):
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            spans.append((at + lead, at + lead + len(piece.strip())))
        at += len(piece) + 1
    return spans


def _with_letterhead(blocks: list[Block]) -> list[Block]:
    """Marks what stands before the first running text and has the form of a letterhead."""
    lettered = _lettered(blocks)
    out = [
        replace(block, kind="letterhead", level=0)
        if block.kind in {"heading", "paragraph"}
        and len(block.text) < 160
        and is_signature(block.text)
        and i not in lettered
        else block
        for i, block in enumerate(blocks)
    ]
    for i, block in enumerate(out[:_LETTERHEAD_REACH]):
        if block.kind in {"paragraph", "table_row", "heading", "list_item"} and (
            is_salutation(block.text) or (len(block.text) < 260 and is_letterhead(block.text))
        ):
            if block.kind == "heading" and block.level:
                continue
            out[i] = replace(block, kind="letterhead", level=0)
        elif len(block.text) > 150 and _FULL_STOP.search(block.text):
            break
    return out


def _lettered(blocks: Sequence[Block]) -> frozenset[int]:
    """Which blocks are chapters that bear letters in order ("A. Telecom", further on "B. Energie"),
    though each by itself has the form of a name with its initial."""
    at = [
        (match[1], i)
        for i, block in enumerate(blocks)
        if block.kind in {"heading", "paragraph"} and (match := _LETTER.fullmatch(block.text))
    ]
    order = "".join(letter for letter, _ in at)
    apart = all(two - one > 1 for (_, one), (_, two) in pairwise(at))
    in_order = len(at) > 1 and order == _LETTERS[: len(at)]
    return frozenset(i for _, i in at) if in_order and apart else frozenset()


def _with_turns(blocks: list[Block], language: str | None) -> list[Block]:
    """Marks what only announces who speaks; such a line is no heading and no sentence."""
    return [
        replace(block, kind="turn", level=0)
        if block.kind in _MAY_ANNOUNCE
        and len(block.text) < _SHORT
        and is_opener(block.text, language)
        else block
        for block in blocks
    ]


def _with_place(blocks: list[Block], *, by_level: bool) -> list[Block]:
    """Gives every block its session, the headings above it, and headings their level."""
    out: list[Block] = []
    session: int | None = None
    opened = 0
    opened_level = 9
    path: list[tuple[int, str]] = []
    heads = Counter(strip_number(one.text).lower() for one in blocks if one.kind == "heading")
    held = _has_sessions(blocks)
    above_level = 9
    for block in blocks:
        if block.kind == "heading":
            often = heads[strip_number(block.text).lower()] > 1
            divides = is_subhead(block.text) and (often or not is_closing(block.text))
            found = session_heading(block.text) if held else None
            if found is not None:
                opened = found.number if found.number is not None else opened + 1
                session = opened
                opened_level = block.level or 2
                level = 2
            elif by_level and block.level:
                if session is not None and block.level <= opened_level:
                    session = None
                if divides and path and block.level >= above_level:
                    level = 4
                elif session is not None:
                    level = 3
                else:
                    level = min(max(block.level, 2), 4)
            elif divides and path:
                level = 4
            elif session is not None and is_closing(block.text):
                session, level = None, 2
            else:
                level = 3 if session is not None else 2
            path = [(depth, text) for depth, text in path if depth < level]
            above = tuple(text for _, text in path)
            out.append(replace(block, level=level, session=session, path=above))
            above_level = block.level
            path.append((level, block.text))
            continue
        above = tuple(text for _, text in path)
        out.append(replace(block, session=session, path=above))
    return out


def _has_sessions(blocks: Sequence[Block]) -> bool:
    """Whether a paper has sessions; a lunch among many items is an item like the others."""
    headings = [one.text for one in blocks if one.kind == "heading"]
    found = [one for one in map(session_heading, headings) if one is not None]
    return len(found) > 1 or any(one.number is not None for one in found) or len(headings) < _FEW


def _with_language(blocks: list[Block], main: str | None) -> list[Block]:
    default = main or "nl"
    return [
        replace(
            block,
            language=(detect_language(block.text, least=4) or default)
            if block.kind in _TEXT_KINDS
            else default,
        )
        for block in blocks
    ]


def _sentences(blocks: Sequence[Block], extracted: Extracted) -> list[Sentence]:
    sentences: list[Sentence] = []
    for index, block in enumerate(blocks):
        if block.kind not in _TEXT_KINDS:
            continue
        for start, end in _pieces(block, extracted.text):
            offsets = block.offsets[start:end]
            sentences.append(
                Sentence(
                    id=len(sentences),
                    text=block.text[start:end],
                    offsets=offsets,
                    page=extracted.page_at(offsets[0]),
                    block=index,
                    language=block.language,
                )
            )
    return sentences


def _pieces(block: Block, text: str) -> Iterator[tuple[int, int]]:
    """Sentences of a block: the mark of an item or note and what opens a turn are in none, the
    cells of a table row are apart."""
    if block.kind != "table_row":
        opens = {"list_item": LIST_MARK, "note": _NOTE_MARK}.get(block.kind)
        mark = opens.match(block.text) if opens else None
        skip = mark.end() if mark else 0
        turn = opener(block.text, block.language) if not mark else None
        skip = turn.end if turn else skip
        for begin, end in split(block.text[skip:], block.language):
            begin += numbered(block.text, skip + begin, skip + end) if begin else 0
            yield skip + begin, skip + end
        return
    start = 0
    cuts = [i for i, at in enumerate(block.offsets) if text[at] == "\t"]
    for cut in [*cuts, len(block.text)]:
        for begin, end in split(block.text[start:cut], block.language):
            yield start + begin, start + end
        start = cut + 1
