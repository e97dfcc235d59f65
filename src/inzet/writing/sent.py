"""The file that was sent, beside the draft it was made from: whether it says the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from inzet.changes.tokens import tokens
from inzet.reading.guard import shared
from inzet.vocabulary.errors import InputError
from inzet.writing.draft import Block, Draft, Form, clean
from inzet.writing.render.docx import anchors

_TELLING = 8
"""Words from the beginning of a text by which it is known again."""
_AROUND = 6
"""Words shown on either side of the first difference."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it went out."""

    data: bytes
    name: str
    """File name, by which its kind is told."""


def check(draft: Draft, sent: Sent) -> None:
    """Whether a file has the words of the clean copy, in their order, and none between them.

    What an office adds around them is its own: a letterhead before the first of them, a foot after
    the last. Headers, footers and numbers of pages are known as such when a file is read.

    Raises:
        InputError: it says something else, of which the error shows the first difference; or it
            bears what is for the drafter only (sources, remarks, comments, tracked changes).
        UnreadableFile: it cannot be read.
    """
    text = shared().text(sent.data, name=sent.name).text
    wanted = [word for block in clean(draft) for word in _words(_said(block))]
    there = _words(text)
    if not wanted:
        return
    starts = [at for at, word in enumerate(there) if word == wanted[0]] or [0]
    # A letterhead may name the subject in the words of the title.
    at = max(starts, key=lambda start: _alike(wanted, there[start:]))
    same = _same(wanted, there[at:])
    if same == len(wanted):
        _nothing_else(draft, sent, there[:at], there[at + same :])
        return
    ours = " ".join(wanted[max(same - _AROUND, 0) : same + _AROUND])
    theirs = " ".join(there[max(at + same - _AROUND, 0) : at + same + _AROUND])
    raise InputError(
        f"this file does not say what the draft says: the draft has “{ours}”, the file “{theirs}”",
        where=Path(sent.name).name,
        fix="Take the file back into the draft first (inzet return), or name the one that was "
        "made from this version.",
    )


def _nothing_else(draft: Draft, sent: Sent, before: list[str], after: list[str]) -> None:
    """That nothing goes out with it that the clean copy leaves out."""
    fix = "Name the clean copy: it has neither comments, tracked changes nor sources."
    if Path(sent.name).suffix.lower() in {".docx", ".dotx", ".docm"}:
        edited = shared().edited(sent.data, name=sent.name)
        pieces = [piece for paragraph in edited.paragraphs for piece in paragraph.pieces]
        tracked = any(each.came is not None or each.went is not None for each in pieces)
        if edited.remarks or tracked or edited.properties.get(anchors.DRAFT):
            raise InputError("this file is a working copy", where=sent.name, fix=fix)
    around = f" {' '.join(before)} | {' '.join(after)} "
    kept_in = [source.quote for source in draft.sources]
    kept_in += [block.comment for block in draft.blocks]
    kept_in += [_said(block) for block in draft.blocks if block.private]
    for text in kept_in:
        words = " ".join(_words(text)[:_TELLING])
        if words and f" {words} " in around:
            raise InputError(
                f"this file bears what is for the drafter only: “{words} …”",
                where=sent.name,
                fix=fix,
            )


def _alike(wanted: list[str], there: list[str]) -> tuple[bool, int]:
    """Whether it is the whole text, and how many of its words it has."""
    here = there[: len(wanted)]
    return here == wanted, (Counter(here) & Counter(wanted)).total()


def _same(wanted: list[str], there: list[str]) -> int:
    pairs = zip(wanted, there, strict=False)
    return next(
        (at for at, (one, two) in enumerate(pairs) if one != two), min(len(wanted), len(there))
    )


def _said(block: Block) -> str:
    if block.form is Form.PAGE:
        return ""
    rows = "\n".join(" ".join(row) for row in block.rows)
    return " ".join(part for part in (block.text, block.filled, rows) if part)


def _words(text: str) -> list[str]:
    """Letters and figures, not signs: a bullet is a sign in one format and none in another."""
    return [
        found
        for token in tokens(text)
        if (found := "".join(char for char in token.text if char.isalnum()))
    ]
