"""Working on cases in tests: the writing functions with what every call shares filled in."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from pathlib import Path
from typing import Any

from inzet.dossiers import hybrid
from inzet.dossiers.hybrid import Case, Hand, Source
from inzet.record import Record, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import cell_identity
from tests.datasets.files import intake

CASE = "harbour-cables"
AGREED = Source(ground="agreed by the steering group")
REPORT = Source(identifier="harbour police, report 12", date="2024-03-01", says="a ship slowed")


class Casework:
    """A record with the cases of one ministry."""

    def __init__(self, folder: Path, name: str = "Ministry of Tests") -> None:
        self.record = Record.create(folder / f"{name}.db".replace(" ", "-"), name)

    def do(self, verb: str, case: str = CASE, **given: Any) -> str:
        """Calls a writing function (``assess``); returns the identity of what it wrote."""
        source = given.pop("source", REPORT if verb == "assess" else AGREED)
        on = given.pop("on", None)
        hand = Hand(
            by="ann",
            source=source,
            on=dt.date.fromisoformat(on) if on else None,
            marking=given.pop("marking", None),
        )
        defaults = _DEFAULTS.get(verb, {})
        write = getattr(hybrid, verb)
        written = write(self.record, self.record.reader(), case, hand, **(defaults | given))
        return str(written.identity)

    def withdraw(self, entry: str, case: str = CASE, ground: str = "entered twice") -> None:
        """Takes an entry back."""
        reader = self.record.reader()
        hybrid.withdraw(self.record, reader, case, entry, by="ann", ground=ground)

    def case(self, name: str = CASE, **moment: Any) -> Case:
        """The case as the own organisation sees it, or another reader."""
        return hybrid.case_of(self.view(**moment), name)

    def view(
        self, reader: str | None = None, as_of: str | None = None, known_on: str | None = None
    ) -> View:
        """The record as of a day, for a reader."""
        return self.record.view(
            self.record.reader(reader),
            as_of=dt.date.fromisoformat(as_of) if as_of else None,
            known_on=dt.date.fromisoformat(known_on) if known_on else None,
        )

    def stix(self, *objects: dict[str, Any], marking: str = "INTERNAL") -> list[str]:
        """Imports STIX objects as one bundle; the identities of their statements."""
        bundle = {"type": "bundle", "id": f"bundle--{uuid.uuid4()}", "objects": objects}
        taken = intake(json.dumps(bundle), "bundle.json", marking=marking)
        assert taken.checked.refused == ()
        taken.keep(self.record)
        places = (OutsideCitation(identifier=o["id"], says=o["modified"]) for o in objects)
        return [cell_identity(place, Act.CONTEXT, None) for place in places]

    def through(self, case: str = CASE, *, until: int = 4, on: str | None = None) -> dict[str, str]:
        """A case opened and taken to a step, with one entry in each; the ids by kind."""
        day = {"on": on} if on else {}
        ids = {"case": self.do("open_case", case, **day)}
        ids["assessment"] = self.do("assess", case, **day)
        if until > 1:
            self.do("proceed", case, **day)
            ids["objective"] = self.do("add_objective", case, **day)
        if until > 2:
            self.do("proceed", case, **day)
            ids["option"] = self.do("add_option", case, serves=[ids["objective"]], **day)
            ids["choice"] = self.do("choose", case, option=ids["option"], **day)
        if until > 3:
            self.do("proceed", case, **day)
            ids["evaluation"] = self.do("evaluate", case, option=ids["option"], **day)
        return ids


_DEFAULTS: dict[str, dict[str, Any]] = {
    "open_case": {"title": "Cables cut near the harbour", "text": "Two cables failed in a day."},
    "assess": {
        "text": "An anchor was dragged on purpose.",
        "reliability": "B",
        "credibility": "2",
        "likelihood": "likely",
        "confidence": "moderate",
        "domains": ["infrastructure"],
        "tools": ["sabotage"],
    },
    "add_objective": {"text": "No cable fails unseen."},
    "add_option": {"text": "Patrol the route.", "instruments": ["military-presence"]},
    "choose": {"text": "From May on, by two ships."},
    "evaluate": {"outcome": "worked", "text": "No cable failed in six months."},
    "add_lesson": {"text": "Ask operators for alarms within an hour."},
}


def technique(number: int, name: str, *, code: str = "", modified: str = "2024-01-01") -> Any:
    """A technique of a made-up framework."""
    return _object("attack-pattern", number, name, code, modified)


def actor(number: int, name: str) -> Any:
    """A made-up actor."""
    return _object("intrusion-set", number, name, "", "2024-01-01")


def _object(kind: str, number: int, name: str, code: str, modified: str) -> dict[str, Any]:
    references = [{"source_name": "made-up", "external_id": code}] if code else []
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": f"{kind}--00000000-0000-4000-8000-{number:012}",
        "created": "2024-01-01T00:00:00Z",
        "modified": f"{modified}T00:00:00Z",
        "name": name,
        **({"external_references": references} if references else {}),
    }
