"""A record in which statements about dossiers are planted, for the tests of this folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from inzet.record import Record, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, statement_identity


class Planted:
    """A record; ``say`` adds one statement, cited to an outside source."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "dossiers.db"
        self.record = Record.create(self.path, "Ministry of Tests")
        self._said = 0

    def say(
        self,
        act: Act,
        dossier: str | tuple[str, ...] | None = None,
        *,
        said: str = "2023-03-17",
        party: str | None = None,
        source: str = "a source",
        quote: str = "It was said.",
        marking: str = "INTERNAL",
        content: dict[str, Any],
        **fields: Any,
    ) -> str:
        """The entry id of a new statement."""
        self._said += 1
        dossiers = (dossier,) if isinstance(dossier, str) else dossier or ()
        with self.record.batch(marking) as batch:
            return batch.add(
                Statement(
                    said=said,
                    identity=statement_identity(f"{self._said}", 0, 1, act, party),
                    act=act,
                    party=party,
                    dossiers=dossiers,
                    quote=quote,
                    citation=OutsideCitation(identifier=source, date=said, says=quote),
                    content=content,
                    **fields,
                )
            )

    def view(
        self, as_of: str | None = None, known_on: str | None = None, reader: str | None = None
    ) -> View:
        """As this record's own organisation, unless a reader is named."""
        return self.record.view(
            self.record.reader(reader),
            as_of=dt.date.fromisoformat(as_of) if as_of else None,
            known_on=dt.date.fromisoformat(known_on) if known_on else None,
        )
