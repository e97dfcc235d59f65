"""An edited Word file, taken back into its draft."""

from __future__ import annotations

import msgspec

from inzet.reading.guard import shared
from inzet.reading.load.docx.edited import Edited
from inzet.vocabulary.errors import InputError
from inzet.writing.draft import Draft, version
from inzet.writing.render.docx import anchors
from inzet.writing.returning.assembling import Assembly
from inzet.writing.returning.blocks import Hand
from inzet.writing.returning.letterhead import head_of
from inzet.writing.returning.model import Bearing, Returned
from inzet.writing.returning.remarks import comments


def bearing(data: bytes, *, name: str = "") -> Bearing:
    """Which draft, in which version, a file was made from: look that up, then :func:`take_back`.

    Args:
        name: file name, for messages.

    Raises:
        UnreadableFile: no Word file, broken, or out of all proportion.
        InputError: it bears no draft (a clean copy, or a file that Inzet did not make).
    """
    return _bearing(shared().edited(data, name=name), name)


def take_back(draft: Draft, data: bytes, *, name: str = "") -> Returned:
    """What people did to a draft in the Word file that was made from it.

    Args:
        draft: the base: the same version that the file was made from.
        name: file name, for messages.

    Raises:
        UnreadableFile: no Word file, broken, or out of all proportion.
        InputError: it bears no draft, another draft, or another version of this draft.
    """
    edited = shared().edited(data, name=name)
    borne = _bearing(edited, name)
    if borne.draft != draft.name:
        raise InputError(
            f"this file was made from another draft ({borne.draft})",
            where=name,
            fix=f"Return it to that one; this is {draft.name}.",
        )
    if borne.version != version(draft):
        raise InputError(
            f"this file was made from another version of the draft ({borne.version[:12]})",
            where=name,
            fix=f"Take it back into that version; this is {version(draft)[:12]}.",
        )
    modified_by = edited.modified_by if edited.modified_by != anchors.AUTHOR else ""
    hand = Hand(modified_by)
    head, edits, notes = head_of(draft, edited, hand)
    assembly = Assembly(draft, edited, hand)
    blocks = assembly.blocks()
    return Returned(
        draft=msgspec.structs.replace(draft, head=head, blocks=blocks),
        base=borne.version,
        edits=(*edits, *assembly.edits()),
        comments=comments(draft, edited, assembly.key_at),
        notes=(*edited.notes, *notes, *assembly.notes()),
    )


def _bearing(edited: Edited, name: str) -> Bearing:
    said = edited.properties
    if not said.get(anchors.DRAFT) or not said.get(anchors.VERSION):
        raise InputError(
            "this Word file bears no draft",
            where=name,
            fix="Return the working copy that Inzet wrote: a clean copy bears nothing by which "
            "it could be taken back.",
        )
    return Bearing(draft=said[anchors.DRAFT], version=said[anchors.VERSION])
