"""Objects of ours read back: the statements that they were made of.

What comes in so is another's word for it: it is for whoever takes it in to say where it goes, and
under whose name. Everything of a statement comes back but how it was read (matched words and
rivals) and which feed it stood in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from inzet.exchange.stix.frame import STATEMENT, extension_id
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.citations import Citation
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.speakers import Speaker

_KEY = extension_id(STATEMENT)


class _Held(msgspec.Struct, frozen=True, kw_only=True):
    """The extension, as it is read."""

    identity: str
    entry: str
    act: Act
    quote: str
    citation: Citation
    party: str | None = None
    holder: str | None = None
    dossiers: tuple[str, ...] = ()
    meeting: str | None = None
    session: int | None = None
    item: str | None = None
    said: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    rule: str = ""
    precision: str | None = None
    language: str | None = None
    speaker: Speaker | None = None
    content: str = "{}"
    life: int = 0


@dataclass(frozen=True, slots=True)
class Reread:
    """A statement as an object told it."""

    statement: Statement
    object_id: str
    entry: str
    """Id of the entry in the record that it came from."""
    created: str
    modified: str
    revoked: bool
    """It no longer stands there."""
    references: tuple[Mapping[str, Any], ...]
    """Its external references, which name the paper that the citation is of."""
    markings: tuple[str, ...]
    """Ids of its markings."""


def statement_of(object_: Mapping[str, Any]) -> Reread | None:
    """The statement that an object bears; None of an object that bears none.

    Raises:
        InputError: it bears one in a form that cannot be read.
    """
    extensions = object_.get("extensions")
    held = extensions.get(_KEY) if isinstance(extensions, Mapping) else None
    if held is None:
        return None
    where = str(object_.get("id") or "")
    try:
        read = msgspec.convert(held, _Held)
        content = msgspec.json.decode(read.content, type=dict[str, Any])
    except MALFORMED as error:
        raise InputError(
            f"its statement cannot be read: {error}",
            where=where[:100],
            fix="Ask for it again; docs/stix.md has the schema of the extension.",
        ) from None
    fields = {
        name: getattr(read, name)
        for name in read.__struct_fields__
        if name not in ("entry", "content", "life")
    }
    references = object_.get("external_references")
    markings = object_.get("object_marking_refs")
    return Reread(
        statement=Statement(content=content, **fields),
        object_id=where,
        entry=read.entry,
        created=str(object_.get("created") or ""),
        modified=str(object_.get("modified") or ""),
        revoked=object_.get("revoked") is True,
        references=tuple(references) if isinstance(references, list) else (),
        markings=tuple(markings) if isinstance(markings, list) else (),
    )


def statements_of(objects: Iterable[Mapping[str, Any]]) -> list[Reread]:
    """The statements that objects bear, of each object the last version.

    Raises:
        InputError: one cannot be read.
    """
    last: dict[str, Reread] = {}
    for each in objects:
        read = statement_of(each)
        if read is not None:
            known = last.get(read.object_id)
            if known is None or known.modified <= read.modified:
                last[read.object_id] = read
    return list(last.values())
