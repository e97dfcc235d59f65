"""Filling in what a draft leaves open for a person: its fields, and its letterhead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

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
    draft = _filled(version.draft, found, said, desk.person.name)
    return desk.put(card, draft, How.EDITED, seen=version.step.number, note=found.label)


def fill_all(desk: Desk, card: Card, texts: Mapping[str, str], *, seen: int) -> Card:
    """Fills in several fields at once, in one version.

    Args:
        texts: by the key of the field; what is not named stays as it is.
        seen: number of the version in which they were seen.

    Returns:
        The draft with a version more; as it was where the fields say so already.

    Raises:
        NotFound: no such draft for this person.
        InputError: the date of a letterhead that is none.
        Outdated: somebody else changed the draft meanwhile.
    """
    draft = desk.version(card, seen).draft
    labels = []
    for each in fields(draft):
        said = " ".join(texts.get(each.key, each.filled).split())
        if said != each.filled:
            draft = _filled(draft, each, said, desk.person.name)
            labels.append(each.label)
    if not labels:
        return card
    return desk.put(card, draft, How.EDITED, seen=seen, note=", ".join(labels)[:200])


def _filled(draft: Draft, found: Field, said: str, by: str) -> Draft:
    if found.key.startswith(f"{HEAD}/"):
        return _with_head(draft, found.label, said)
    blocks = (_with(block, said, by) if block.key == found.key else block for block in draft.blocks)
    return msgspec.structs.replace(draft, blocks=tuple(blocks))


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
