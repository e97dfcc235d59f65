"""What commands say of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from inzet.cli.output import counted, print_block, print_facts, print_title, print_words

if TYPE_CHECKING:
    from inzet.writing.draft import Block, Draft
    from inzet.writing.drawer import Card, Desk, Remark, Step
    from inzet.writing.redraft import Conflict

SHORT = 8
_SHOWN = 8
_ORIGINS = {
    "carried": "carried over",
    "changed": "changed",
    "new": "new",
    "person": "written by people",
    "dropped": "dropped",
}
_CLASHES = {
    "reworded": "You changed it, and the record words it otherwise now",
    "deleted": "It was taken out, and the record words it otherwise now",
    "gone": "You changed it, and the record no longer gives it",
    "both": "Two people changed it",
    "edited": "One person changed it, another took it out",
}


def print_draft(desk: Desk, card: Card, draft: Draft) -> None:
    """What a draft holds, and where it is kept."""
    from inzet.writing import contents

    print_title(card.title or card.name)
    for stamp in draft.stamps:
        print_words(f"[{stamp}]", "bold")
    print_facts(
        {
            "Draft": f"{card.name} ({card.id[:SHORT]})",
            "Version": told_step(card.last),
            "On": draft.on,
            "Kept in": f"{desk.path}, {seen_by(card)}",
            "Released": _released(card),
            "Holds": _holds(draft) or "nothing",
            "Remarks": f"{card.open_remarks} open" if card.open_remarks else "",
        }
    )
    print_listed("To fill in", (block.text for block in contents.to_fill(draft)))
    for role in contents.SETTLE:
        found = [block.text for block in contents.to_settle(draft) if block.role == role]
        print_listed(f"{role.capitalize()}s to settle", found)
    print_listed("Left out of it", (block.before or "" for block in contents.dropped(draft)))
    print_listed("For you only, never in the clean copy", map(_line, contents.private(draft)))


def print_listed(title: str, texts: Iterable[str]) -> None:
    """Texts under a title, the first few of them; nothing where there are none."""
    found = [text for text in texts if text]
    if not found:
        return
    print_title(f"{title} ({len(found)})")
    for text in found[:_SHOWN]:
        print_block([], [(f"· {text}", "")])
    if len(found) > _SHOWN:
        print_block([], [(f"and {len(found) - _SHOWN} more", "dim")])


def print_conflicts(conflicts: Iterable[Conflict]) -> None:
    """Where two had changed the same; both texts."""
    found = list(conflicts)
    if not found:
        return
    print_title(f"Conflicts ({len(found)})")
    for each in found:
        print_block(
            [(_CLASHES[each.clash], "yellow"), (f"by {each.by}" if each.by else "", "dim")],
            [
                (f"stands:  {each.kept}" if each.kept else "stands:  nothing", ""),
                (f"does not: {each.other}", "dim"),
            ],
        )
    print_words(
        "Each stands in the draft as a paragraph for you only: take over what you like, then "
        "delete it.",
        "dim",
    )


def print_remarks(remarks: Iterable[Remark]) -> None:
    """What people remarked."""
    found = list(remarks)
    if not found:
        return
    print_title(f"Remarks ({len(found)})")
    for each in found:
        state = "resolved" if each.resolved else "answer" if each.reply_to else ""
        print_block(
            [(each.by or "somebody", "bold"), (each.on[:10], "dim"), (state, "dim")],
            [(each.text, ""), (f"on “{each.words}”" if each.words else "", "dim")],
        )


def _holds(draft: Draft) -> str:
    from inzet.writing import contents

    return ", ".join(f"{number} {_ORIGINS[origin]}" for origin, number in contents.holds(draft))


def told_step(step: Step) -> str:
    """A version in words."""
    note = f" from {step.note}" if step.note else ""
    return f"{step.number}, {step.how}{note} by {step.by}, {step.made:%Y-%m-%d %H:%M} UTC"


def seen_by(card: Card) -> str:
    """Who sees a draft."""
    whose = "yours" if card.own else f"of {card.owner}"
    return f"{whose}, shared with {', '.join(card.shared_with)}" if card.shared_with else whose


def draft_json(desk: Desk, card: Card, draft: Draft) -> dict[str, Any]:
    """What a draft holds, for a program."""
    from inzet.writing import contents

    return {
        **card_json(card),
        "kept_in": str(desk.path),
        "holds": {_ORIGINS[origin]: number for origin, number in contents.holds(draft)},
        "to_fill": [{"key": block.key, "label": block.text} for block in contents.to_fill(draft)],
        "to_settle": [
            {"key": block.key, "role": block.role, "text": block.text}
            for block in contents.to_settle(draft)
        ],
        "left_out": [block.before for block in contents.dropped(draft)],
        "stamps": list(draft.stamps),
    }


def card_json(card: Card) -> dict[str, Any]:
    """A draft of a list, for a program."""
    return {
        "id": card.id,
        "name": card.name,
        "title": card.title,
        "owner": card.owner,
        "own": card.own,
        "shared_with": list(card.shared_with),
        "created": card.created,
        "version": card.last,
        "open_remarks": card.open_remarks,
        "released": card.released,
    }


def _released(card: Card) -> str:
    told = card.released
    if told is None:
        return ""
    later = card.last.number - told.version
    since = f"; {counted(later, 'version')} since" if later else ""
    return f"version {told.version} as {told.marking}, {told.on:%Y-%m-%d}, by {told.by}{since}"


def _line(block: Block) -> str:
    return block.text or block.comment
