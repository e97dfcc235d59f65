"""A draft set like a paper: its blocks in order, each beside its sources and remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inzet.web.present.drafts import RemarkLine
from inzet.web.present.statements import SHORT
from inzet.writing.draft import Block, Source
from inzet.writing.redraft import CONFLICT
from inzet.writing.render.copy import Copy, Part

NEAR = 3
"""Sources that the margin shows of a passage; the rest is folded away behind them."""


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source in the margin, where it is first used."""

    number: int
    path: str
    quote: str
    cited: str
    """Title, number, day and page."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block and what stands in its margin."""

    part: Part
    place: int
    """By which an address points to it: ``#b-4``."""
    conflict: bool
    notes: tuple[SourceNote, ...]
    more: tuple[SourceNote, ...]
    """Further sources, folded away."""
    remarks: tuple[RemarkLine, ...]


def passages(copy: Copy, remarks: Iterable[RemarkLine]) -> list[Passage]:
    """Every passage of a draft; a source stands beside the first one that rests on it."""
    hung: dict[str, list[RemarkLine]] = {}
    for each in remarks:
        hung.setdefault(each.key, []).append(each)
    return list(_passages(copy, hung))


def _passages(copy: Copy, hung: Mapping[str, Sequence[RemarkLine]]) -> Iterator[Passage]:
    shown: set[int] = set()
    for place, part in enumerate(copy.parts):
        first = [number for number in part.notes if number not in shown]
        shown.update(first)
        notes = tuple(_note(copy, number) for number in first)
        # One more is not worth a fold.
        cut = NEAR if len(notes) > NEAR + 1 else len(notes)
        yield Passage(
            part=part,
            place=place,
            conflict=part.block.role == CONFLICT,
            notes=notes[:cut],
            more=notes[cut:],
            remarks=tuple(hung.get(part.block.key, ())),
        )


def places(copy: Copy, blocks: Iterable[Block]) -> list[int]:
    """Where blocks of a draft stand on the sheet of its working copy."""
    at = {part.block.key: place for place, part in enumerate(copy.parts)}
    return [at[block.key] for block in blocks]


def source_path(source: Source) -> str:
    """Its sentence in its paper, or its own page where no paper of the record holds it."""
    if source.paper:
        return f"/papers/{source.paper[:SHORT]}#s-{source.statement[:SHORT]}"
    return f"/statements/{source.statement}"


def _note(copy: Copy, number: int) -> SourceNote:
    source = copy.sources[number - 1]
    return SourceNote(number, source_path(source), source.quote, copy.cited(source))
