"""Filling in what a draft leaves open for a person: its fields, and its letterhead."""

from __future__ import annotations

import datetime as dt

import msgspec

from inzet.vocabulary.errors import InputError, NotFound
from inzet.writing.draft import Block, Draft, Form, Head, Origin
from inzet.writing.drawer.desk import Desk
from inzet.writing.drawer.model import Card, How

HEAD = "head"


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A place that a person fills in."""

    key: str
    """Of its block; ``head/addressee`` of the letterhead."""
    label: str
    filled: str
    """Empty where nobody filled it in."""
    by: str = ""


def fields(draft: Draft) -> tuple[Field, ...]:
    """The letterhead and the fields of a draft, in their order."""
    head = (
        Field(key=f"{HEAD}/{name}", label=name, filled=str(getattr(draft.head, name)))
        for name in Head.__struct_fields__
    )
    blocks = (
        Field(key=block.key, label=block.text, filled=block.filled, by=block.by)
        for block in draft.blocks
        if block.form is Form.FIELD
    )
    return (*head, *blocks)


def fill(desk: Desk, card: Card, typed: str, text: str) -> Card:
    """Fills in a field, in the name of who sits at the desk; an empty text empties it.

    Args:
        typed: the key of the field, or its label or how that begins.

    Returns:
        The draft with a version more; as it was where the field says so already.

    Raises:
        NotFound: no such field or several, or no such draft for this person.
        InputError: the date of a letterhead that is none.
        Outdated: somebody else changed the draft meanwhile.
    """
    version = desk.version(card)
    found = _field(version.draft, typed)
    said = " ".join(text.split())
    if said == found.filled:
        return card
    if found.key.startswith(f"{HEAD}/"):
        draft = _with_head(version.draft, found.label, said)
    else:
        by = desk.person.name
        blocks = (_with(block, said, by) if block.key == found.key else block
                  for block in version.draft.blocks)  # fmt: skip
        draft = msgspec.structs.replace(version.draft, blocks=tuple(blocks))
    return desk.put(card, draft, How.EDITED, seen=version.step.number, note=found.label)


def _with(block: Block, said: str, by: str) -> Block:
    origin = Origin.PERSON if said else Origin.FRAME
    return msgspec.structs.replace(block, filled=said, origin=origin, by=by if said else "")


def _with_head(draft: Draft, name: str, said: str) -> Draft:
    if name == "date" and said:
        try:
            said = dt.date.fromisoformat(said).isoformat()
        except ValueError:
            raise InputError(
                f"“{said}” is no date", where=name, fix="Write it as 2023-03-17."
            ) from None
    head = msgspec.structs.replace(draft.head, **{name: said})
    return msgspec.structs.replace(draft, head=head)


def _field(draft: Draft, typed: str) -> Field:
    known, wanted = fields(draft), typed.strip().casefold()
    exact = [each for each in known if wanted in (each.key.casefold(), each.label.casefold())]
    some = exact or [each for each in known if wanted and each.label.casefold().startswith(wanted)]
    if len(some) == 1:
        return some[0]
    what = "several fields are called" if some else "this draft has no field"
    listed = ", ".join(f"{each.label} ({each.key})" for each in some or known)
    raise NotFound(
        f"{what} “{typed}”",
        where=draft.name,
        fix=f"{'They' if some else 'Its fields'} are: {listed}.",
    )
