"""The paper of last time as blocks of the draft, in its own order, section by section."""

from __future__ import annotations

from dataclasses import dataclass, field

from inzet.reading.text import Block as Printed
from inzet.record import StatementRow
from inzet.writing.compose.last import LastPaper
from inzet.writing.compose.rewording import Rewording
from inzet.writing.compose.sources import Sources
from inzet.writing.draft import Block, Form, Origin

_CARRIED = frozenset(("paragraph", "list_item", "table_row", "turn"))
_NOTE = "note"
_DEEPEST = 3
_NAMED_AFTER = ("watch", "dialogue")
"""Procedures of what fits no other: a dossier may bear the name of its heading."""


@dataclass(slots=True)
class Section:
    """A heading of last time's paper and what stands under it; the first has no heading."""

    title: str = ""
    level: int = 0
    session: int | None = None
    heading: Block | None = None
    blocks: list[Block] = field(default_factory=list)
    rows: list[StatementRow] = field(default_factory=list)
    """The statements that stand under it."""


def sections(last: LastPaper, rewording: Rewording, sources: Sources) -> list[Section]:
    """Every section, each sentence reworded for the meeting to come."""
    found = [Section()]
    for number, printed in enumerate(last.structured.blocks):
        key = f"carried/{last.paper.sha256[:12]}/{printed.start}" if printed.offsets else ""
        if printed.kind == "heading":
            section = Section(
                title=printed.text, level=max(1, printed.level - 1), session=printed.session
            )
            section.heading = _heading(last, rewording, sources, printed, key)
            rewording.renamed = _renamed(printed.text, section.heading.text)
            found.append(section)
        elif printed.kind in _CARRIED or printed.kind == _NOTE:
            told = last.sentences.get(number, ())
            found[-1].rows += [row for each in told for row in each.rows]
            found[-1].blocks.append(_carried(last, rewording, sources, number, printed, key))
    return found


def _renamed(before: str, after: str) -> dict[str, str]:
    """What is watched under a heading, and called after it, when the heading is another."""
    names = ["-".join(text.lower().split()) for text in (before, after)]
    return {f"{each}/{names[0]}": f"{each}/{names[1]}" for each in _NAMED_AFTER}


def _heading(
    last: LastPaper, rewording: Rewording, sources: Sources, printed: Printed, key: str
) -> Block:
    mentions = last.heading_mentions(printed)
    text = rewording.text(printed.text, mentions)
    return Block(
        key=key,
        form=Form.HEADING,
        origin=Origin.CARRIED if text == printed.text else Origin.CHANGED,
        text=text,
        before=None if text == printed.text else printed.text,
        level=min(max(1, printed.level - 1), _DEEPEST),
        sources=sources.of_paper(last.paper, printed.text),
        comment=" ".join(rewording.remarks(printed.text, mentions)),
    )


def _carried(
    last: LastPaper,
    rewording: Rewording,
    sources: Sources,
    number: int,
    printed: Printed,
    key: str,
) -> Block:
    told = last.sentences.get(number, ())
    begins = told[0].start if told and printed.kind == "list_item" else 0
    before = printed.text[begins:]
    made = [rewording.sentence(each) for each in told]
    text = printed.text
    for each, reworded in zip(reversed(told), reversed(made), strict=True):
        text = text[: each.start] + reworded.text + text[each.end :]
    # What falls away leaves its spaces behind.
    text = text[begins:] if all(each.text for each in made) else " ".join(text[begins:].split())
    rows = [row for each in made for row in each.rows]
    changed = text != before
    origin = Origin.CARRIED if not changed else Origin.CHANGED if text else Origin.DROPPED
    remarks = dict.fromkeys(remark for each in made for remark in each.remarks)
    days = dict.fromkeys(day for each in made for day in each.days)
    if days:
        remarks[rewording.words("remark_day", days=rewording.words.listed(days))] = None
    return Block(
        key=key,
        form=Form.ITEM if printed.kind == "list_item" else Form.PARAGRAPH,
        origin=origin,
        text=text,
        before=before if changed else None,
        sources=sources.of(*rows) or sources.of_paper(last.paper, printed.text),
        says=tuple(saying for each in made for saying in each.says) if text else (),
        comment=" ".join(remarks),
    )
