"""Drafts in words: a line of the drawer, the versions of one, what came back with a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inzet.web.words import Words
from inzet.writing import contents
from inzet.writing.draft import Block, Draft, Form, Kind
from inzet.writing.drawer import Card, Remark, Step
from inzet.writing.redraft import Conflict
from inzet.writing.render.inline import Op, Stretch, changed, plain
from inzet.writing.returning import Edit

KINDS = tuple(Kind)
"""In the order in which they are offered."""
LANGUAGES = ("nl", "en")
"""In which drafts are written."""
_SHORT = 150


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft of the drawer."""

    card: Card
    path: str
    kind: str
    language: str
    meeting: str
    day: str
    """Of which it is: what was said after it is not in it."""
    changed: str
    """The last version: which, how, by whom, when."""
    seen_by: str
    """Who sees it besides the person who looks; "" for nobody."""
    to_do: tuple[str, ...]
    """What is to fill in, to settle as a conflict, to answer."""
    released: str


def draft_line(
    card: Card, draft: Draft, t: Words, *, meeting: str = "", draft_id: bool = False
) -> DraftLine:
    """One draft in words.

    Args:
        draft: its last version.
        meeting: its name and days as the chain of meetings has them; as the draft does, by default.
        draft_id: its address names it by id, where several bear its name.
    """
    path = f"/drafts/{card.name}"
    return DraftLine(
        card=card,
        path=f"{path}?draft={card.id}" if draft_id else path,
        kind=t(f"draft.kind.{draft.kind}"),
        language=t.maybe(f"language.{draft.language}", draft.language),
        meeting=meeting or draft.meeting_name,
        day=t.day(draft.on),
        changed=step_words(card.last, t),
        seen_by=_seen_by(card, t),
        to_do=tuple(to_do(card, draft, t)),
        released=_released(card, t),
    )


def to_do(card: Card, draft: Draft, t: Words) -> Iterable[str]:
    """What is left to do, counted."""
    counted = (
        ("draft.todo.fields", len(contents.to_fill(draft))),
        ("draft.todo.conflicts", len(contents.conflicts(draft))),
        ("draft.todo.remarks", card.open_remarks),
    )
    return [t(key, n=n) for key, n in counted if n]


def step_words(step: Step, t: Words) -> str:
    """A version: “Version 2, taken back from note.docx by Anna, 4 April 2023, 14:03 UTC”."""
    how = t(f"draft.how.{step.how}")
    if step.note:
        how = t("draft.from-file", how=how, name=step.note)
    return t("draft.version", number=step.number, how=how, by=step.by, when=_moment(step.made, t))


def named_blocks(draft: Draft, blocks: Iterable[Block]) -> list[str]:
    """Blocks in a list, in their order: their words, shortened, and of a field its heading too."""
    above, heading = {}, ""
    for block in draft.blocks:
        if block.form is Form.HEADING and block.text:
            heading = block.text
        above[block.key] = heading
    return [
        f"{_short(block)} ({above[block.key]})"
        # A label as “red line” stands under many headings.
        if block.form is Form.FIELD and above.get(block.key)
        else _short(block)
        for block in blocks
    ]


def _short(block: Block) -> str:
    text = block.text or block.before or block.comment
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 2].rpartition(' ')[0]} …"


@dataclass(frozen=True, slots=True)
class Change:
    """Words beside each other: what stood, what stands, word by word."""

    what: str
    who: str
    stretches: tuple[Stretch, ...]
    other: str = ""
    """Of a conflict: the words that do not stand."""


def edit_words(edits: Sequence[Edit], t: Words) -> list[Change]:
    """What a person did in a file, in the order of the text."""
    return [
        Change(
            what=_did(each, t),
            who=", ".join(part for part in (each.by, t.day(each.on[:10] or None)) if part),
            stretches=tuple(_beside(each.before, each.after)),
        )
        for each in edits
    ]


def conflict_words(conflicts: Iterable[Conflict], t: Words) -> list[Change]:
    """Where two had changed the same: what stands, and beside it what does not."""
    return [
        Change(
            what=t(f"draft.clash.{each.clash}"),
            who=each.by,
            stretches=tuple(plain(each.kept)),
            other=each.other,
        )
        for each in conflicts
    ]


def _beside(before: str, after: str) -> list[Stretch]:
    if before and after and before != after:
        return changed(before, after)
    op = Op.STANDS if before == after else (Op.CAME if after else Op.WENT)
    return plain(after or before, (), op)


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """What somebody remarked."""

    by: str
    when: str
    text: str
    words: str
    """On which it hangs."""
    state: str
    """Answered or resolved, in words."""
    key: str


def remark_lines(remarks: Iterable[Remark], t: Words) -> list[RemarkLine]:
    """Remarks in words, in the order in which they came."""
    return [
        RemarkLine(
            by=each.by or t("draft.somebody"),
            when=t.day(each.on[:10] or None),
            text=each.text,
            words=each.words,
            state=t("draft.resolved") if each.resolved else (
                t("draft.answer") if each.reply_to or each.answers else ""
            ),
            key=each.key or "",
        )
        for each in remarks
    ]  # fmt: skip


def _did(edit: Edit, t: Words) -> str:
    did = t(f"draft.did.{edit.did}")
    if edit.row is not None:
        cell = t("draft.cell", row=edit.row + 1, column=(edit.column or 0) + 1)
        did = f"{did} ({cell})"
    return f"{did}, {t('draft.pending')}" if edit.pending else did


def _seen_by(card: Card, t: Words) -> str:
    with_ = t("draft.shared", whom=t.listed(card.shared_with)) if card.shared_with else ""
    whose = "" if card.own else t("draft.of", owner=card.owner)
    return ", ".join(part for part in (whose, with_) if part)


def _released(card: Card, t: Words) -> str:
    told = card.released
    if told is None:
        return ""
    marking = t.maybe(f"marking.{told.marking}", told.marking)
    day = t.day(told.on.date())
    return t("draft.released", number=told.version, marking=marking, day=day, by=told.by)


def _moment(moment: dt.datetime, t: Words) -> str:
    return f"{t.day(moment.date())}, {moment:%H:%M} UTC"
