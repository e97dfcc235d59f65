"""Comments in the margin: those of people, told from those that the program made."""

from __future__ import annotations

from collections.abc import Callable

from inzet.reading.load.docx.edited import Anchor, Edited, Remark
from inzet.writing.draft import Draft
from inzet.writing.render.docx.anchors import AUTHOR
from inzet.writing.render.docx.margin import comments_of
from inzet.writing.render.docx.xml import sayable
from inzet.writing.returning.lines import Part
from inzet.writing.returning.model import Comment

_LONGEST = 50
"""Paragraphs of which the words are told that a comment hangs on."""


def comments(
    draft: Draft, edited: Edited, key_at: Callable[[tuple[int, int]], str | None]
) -> tuple[Comment, ...]:
    """The comments of people in the order of the file.

    Args:
        key_at: the key of the block at a place of the file.
    """
    ours = {
        _plain("\n".join(lines))
        for block in draft.blocks
        for sources in (True, False)
        for lines in comments_of(block, draft, sources=sources)
    }
    own = [each.by == AUTHOR and _plain(each.text) in ours for each in edited.remarks]
    place: dict[int, int] = {}
    for number, mine in enumerate(own):
        if not mine:
            place[number] = len(place)
    found = []
    for number, remark in enumerate(edited.remarks):
        if own[number]:
            continue
        at = _at(edited, number)
        answered = remark.answers
        program = answered is not None and own[answered]
        found.append(
            Comment(
                by=remark.by,
                on=remark.on,
                text=remark.text,
                words=_words(edited, at) if at is not None else "",
                key=key_at(at.start) if at is not None else None,
                reply_to=place.get(answered) if answered is not None else None,
                answers=edited.remarks[answered].text if program and answered is not None else "",
                resolved=remark.resolved,
            )
        )
    return tuple(found)


def _at(edited: Edited, number: int) -> Anchor | None:
    """Where a comment hangs; an answer hangs where the one it answers does."""
    seen: set[int] = set()
    remark: Remark = edited.remarks[number]
    while remark.at is None and remark.answers is not None and remark.answers not in seen:
        seen.add(remark.answers)
        remark = edited.remarks[remark.answers]
    return remark.at


def _words(edited: Edited, at: Anchor) -> str:
    """The words of a stretch: those that stand, or where none do those that stood."""
    standing, gone = [], []
    last = min(at.end[0] + 1, at.start[0] + _LONGEST, len(edited.paragraphs))
    for place in range(at.start[0], last):
        offset = 0
        for piece in edited.paragraphs[place].pieces:
            part = Part(place, offset, piece)
            if part.within(at):
                low = at.start[1] - offset if place == at.start[0] else 0
                high = at.end[1] - offset if place == at.end[0] else len(piece.text)
                text = piece.text[max(low, 0) : max(high, 0)]
                gone.append(text)
                if part.stands:
                    standing.append(text)
            offset += len(piece.text)
        standing.append(" ")
        gone.append(" ")
    return _plain("".join(standing)) or _plain("".join(gone))


def _plain(text: str) -> str:
    return " ".join(sayable(text).split())
