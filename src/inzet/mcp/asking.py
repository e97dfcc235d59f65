"""Tools: what each is asked, told to clients as JSON Schema, and the view it answers from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from inzet.mcp.telling import UNTRUSTED
from inzet.record import Reader, Record, View
from inzet.vocabulary.errors import UnknownValue

MOST = 25
"""Things in one answer."""
Limit = Annotated[int, Meta(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[str, Meta(description="`next` of the answer before, for what comes after.")]
Party = Annotated[str, Meta(description="ISO 3166-1 alpha-3 such as NLD, or NATO, EU.")]
Dossier = Annotated[
    str, Meta(description="A dossier such as accession/FIN, as state_of_play names it.")
]
Language = Annotated[str, Meta(pattern="^(en|nl)$", description="Of our own sentences: en or nl.")]


class Asked(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, frozen=True):
    """What every tool may be asked."""

    as_of: Annotated[
        dt.date | None,
        Meta(description="What held on this day, with all that is known now (2023-03-17)."),
    ] = None
    known_on: Annotated[
        dt.date | None, Meta(description="Only what had been said by this day (2023-03-17).")
    ] = None


@dataclass(frozen=True)
class Call:
    """A tool that is being used: the record, the reader, and the one view it may use."""

    record: Record
    reader: Reader
    view: View
    asked: Any

    @property
    def day(self) -> dt.date:
        """The day on which open and overdue are judged."""
        day: dt.date = self.asked.as_of or self.asked.known_on or dt.date.today()
        return day


Maker = Callable[[Call], dict[str, Any]]


@dataclass(frozen=True)
class Tool:
    """A tool by name."""

    name: str
    title: str
    says: str
    takes: type[Asked]
    make: Maker

    def described(self) -> dict[str, Any]:
        """What a client is told of it."""
        return {
            "name": self.name,
            "title": self.title,
            "description": f"{self.says} {UNTRUSTED}",
            "inputSchema": _schema(self.takes),
            "annotations": {
                "title": self.title,
                "readOnlyHint": True,
                "destructiveHint": False,
                "idempotentHint": True,
                "openWorldHint": False,
            },
        }

    def run(self, record: Record, reader: Reader, arguments: Any) -> dict[str, Any]:
        """Its answer.

        Raises:
            UnknownValue: arguments of another shape than it takes.
        """
        try:
            asked = msgspec.convert(arguments, self.takes)
        except msgspec.ValidationError as error:
            raise UnknownValue(
                f"the tool {self.name} cannot be asked so ({error})",
                where="arguments",
                fix="Its inputSchema says what it takes.",
            ) from None
        view = record.view(reader, as_of=asked.as_of, known_on=asked.known_on)
        told = self.make(Call(record, reader, view, asked))
        moment = {"as_of": asked.as_of, "known_on": asked.known_on, "reader": reader.name}
        return {"note": UNTRUSTED, "moment": moment, **told}


def _schema(takes: type[Asked]) -> dict[str, Any]:
    (found,), defined = msgspec.json.schema_components([takes], ref_template="#/$defs/{name}")
    name = found["$ref"].rpartition("/")[2]
    whole: dict[str, Any] = dict(defined.pop(name))
    for said_elsewhere in ("title", "description"):
        whole.pop(said_elsewhere, None)
    return whole | {"$defs": defined} if defined else whole
