"""Records whose feeds are made into objects: the sample papers, and a hybrid case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from inzet.cli import main
from inzet.exchange.stix.emitting import Emitter
from inzet.exchange.stix.made import Made
from inzet.record import Record, View
from tests.dossiers.hybrid.casework import Casework, actor, technique

Object = dict[str, Any]
BUNDLE = "bundle--9b7c1d62-0000-4000-8000-000000000001"


def sample(folder: Path) -> Path:
    """The record of the sample papers."""
    path = folder / "sample.db"
    ran = CliRunner().invoke(main, ["sample", "--to", str(path)])
    assert ran.exit_code == 0, ran.output
    return path


def case(folder: Path) -> Casework:
    """A case that went through all its steps, resting on techniques and an actor of others."""
    work = Casework(folder)
    work.stix(technique(1, "Drag an anchor", code="T0002"), actor(2, "Grey Heron"))
    ids = work.through(until=1)
    work.do("assess", rests_on=["T0002", "intrusion-set--00000000-0000-4000-8000-000000000002"])
    work.do("proceed")
    objective = work.do("add_objective")
    work.do("proceed")
    option = work.do("add_option", serves=[objective])
    work.do("choose", option=option)
    work.do("proceed")
    evaluation = work.do("evaluate", option=option)
    work.do("add_lesson", evaluation=evaluation)
    assert ids["case"]
    return work


def feed_of(record: Record, marking: str = "PUBLIC") -> str:
    """The id of the record's own feed under a marking."""
    own = record.organisation.name
    found = record.view(record.reader()).feeds()
    return next(each.id for each in found if (each.organisation, each.marking) == (own, marking))


def emitted(view: View, feed: str, *, by: int = 1000, anew: bool = False) -> list[Made]:
    """What a feed is as objects.

    Args:
        by: entries at a time.
        anew: with another emitter each time.
    """
    emitter, found, after = Emitter(view, feed), [], 0
    while some := view.tail(feed, after, limit=by):
        emitter = Emitter(view, feed) if anew else emitter
        found += [made for _, made in emitter.emit(some)]
        after = some[-1].place
    return found


def objects(made: list[Made]) -> list[Object]:
    """The objects as they are read."""
    return [json.loads(each.raw) for each in made]


def last(made: list[Made]) -> dict[str, Object]:
    """The last version of each object, by id."""
    found: dict[str, Made] = {}
    for each in made:
        if each.id not in found or found[each.id].version <= each.version:
            found[each.id] = each
    return {key: json.loads(each.raw) for key, each in found.items()}


def of_type(made: list[Made], kind: str) -> list[Object]:
    """The last versions of the objects of a type."""
    return [each for each in last(made).values() if each["type"] == kind]


def statement(each: Object) -> Object:
    """The extension of an object that bears a statement; empty of another."""
    held = [
        value
        for key, value in each.get("extensions", {}).items()
        if key.startswith("extension-definition--") and "identity" in value
    ]
    return held[0] if held else {}
