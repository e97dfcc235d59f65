"""The one character that no database keeps alike: NUL, which PostgreSQL holds in no text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from inzet.record.indexing import named_in
from inzet.vocabulary import entries as kinds
from inzet.vocabulary import objects
from inzet.vocabulary.entries import Body
from inzet.vocabulary.errors import RecordError

_ESCAPED = b"\\u0000"
_ANYTHING = {"quote", "item", "holder", "content", "citation", "title", "note", "ground", "raw"}
"""What stands in the body alone, where it is kept as it is."""


def check(raw: bytes, body: Body) -> None:
    """That no name, number or kind holds a NUL; what is quoted may.

    Args:
        raw: the body as it is kept.

    Raises:
        RecordError: one does.
    """
    # Nearly always that is all there is to ask.
    if _ESCAPED in raw and any("\0" in text for text in _looked_up(body)):
        raise RecordError(
            "a name or number holds the character NUL",
            where=kinds.kind_of(body),
            fix="Leave it out: it stands for no letter or sign.",
        )


def _looked_up(body: Body) -> Iterator[str]:
    """What can be asked for by name."""
    if isinstance(body, kinds.Correction):
        yield from _looked_up(body.statement)
    elif isinstance(body, kinds.Statement):
        yield from named_in(body)
    elif isinstance(body, kinds.ForeignObject):
        found = objects.known(body)
        yield from (found.id, found.type, found.version, found.name)
        yield from (name for name, _ in found.links())
    for name in body.__struct_fields__:
        if name not in _ANYTHING:
            yield from _texts(getattr(body, name))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name not in _ANYTHING:
                yield from _texts(getattr(value, name))
