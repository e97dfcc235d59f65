"""What people changed above the text: sender, addressee, place, date, reference, subject."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import msgspec

from inzet.dossiers.wording import LANGUAGES, Wording
from inzet.reading.load.docx.edited import Edited, Touch
from inzet.writing.draft import Draft, Head
from inzet.writing.render.docx import anchors
from inzet.writing.render.docx.margin import WORDS
from inzet.writing.returning.blocks import Hand
from inzet.writing.returning.lines import Part
from inzet.writing.returning.model import Did, Edit

_DAY = re.compile(r"(\d{1,2})[.]?\s+([^\W\d_]+)\.?\s+(\d{4})")


def head_of(draft: Draft, edited: Edited, hand: Hand) -> tuple[Head, list[Edit], list[str]]:
    """The head as it stands in a file, what was done to it, and what was not understood."""
    head, edits, notes = draft.head, [], []
    wording = Wording(WORDS, draft.language)
    for name in anchors.PLACEHOLDERS:
        own: str = getattr(head, name)
        found = _words(edited, anchors.of_head(name), wording("empty", what=wording(name)))
        shown = wording.day(own) if name == "date" and own else own
        if found is None:
            if own:
                notes.append(
                    f"The {name} above the text could not be found again; it stays “{shown}”."
                )
            continue
        text, touches = found
        if text == _plain(shown):
            continue
        if name == "date" and text:
            day = day_of(text)
            if day is None:
                notes.append(f"The date above the text is no day that Inzet knows: “{text}”.")
                continue
            text = day
            if text == own:
                continue
        edits.append(hand.edit(Did.HEAD, name, touches, before=own, after=text))
        values: Mapping[str, str] = {name: text}
        head = msgspec.structs.replace(head, **values)
    return head, edits, notes


def day_of(text: str) -> str | None:
    """The ISO day that a date in words means; None for no date."""
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    for language in LANGUAGES:
        wording = Wording(WORDS, language)
        months = [wording.day(f"2000-{month:02d}").split()[0].lower() for month in range(1, 13)]
        if match.group(2).lower() in months:
            month = months.index(match.group(2).lower()) + 1
            try:
                return dt.date(int(match.group(3)), month, int(match.group(1))).isoformat()
            except ValueError:
                return None
    return None


def _words(edited: Edited, name: str, prompt: str) -> tuple[str, list[Touch]] | None:
    """What stands in a place and who touched it; None where the place was lost."""
    anchor = edited.anchors.get(name)
    if anchor is None:
        return None
    lines: list[str] = []
    touches: list[Touch] = []
    for place in range(anchor.start[0], anchor.end[0] + 1):
        if place >= len(edited.paragraphs):
            break
        offset, words = 0, ""
        for piece in edited.paragraphs[place].pieces:
            part = Part(place, offset, piece)
            offset += len(piece.text)
            if not part.within(anchor):
                continue
            touches += [each for each in (piece.came, piece.went) if each is not None]
            if part.stands:
                words += piece.text
        lines.append(words)
    return _plain("\n".join(lines).replace(prompt, "")), touches


def _plain(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
