"""What others' tools report that a hybrid case, or the library, may be about."""

from __future__ import annotations

from inzet.dossiers.hybrid.case import put_together
from inzet.dossiers.hybrid.contents import PERSON, told
from inzet.meetings import every
from inzet.record import Filter, ObjectFilter, ObjectRow, View
from inzet.web.present.objects import ObjectLine, object_line
from inzet.web.words import Words

LENT = ("report", "note", "course-of-action", "opinion")
"""Types of objects that are of the library's kind."""
_EACH = 20
_SHOWN = 12
_LENT = 8


def also_reported(view: View, dossier: str, t: Words) -> list[ObjectLine]:
    """Objects that name what a case's assessments rest on, by number or id, or bear that number;
    without the objects themselves that it rests on. The last that came first."""
    if not dossier.startswith("hybrid/"):
        return []
    rows = every(view, Filter(dossier=dossier, method=PERSON))
    case = put_together(dossier, [one for row in rows if (one := told(row)) is not None])
    evidence = case.evidence()[:_EACH]
    own = {each.stix_id for each in evidence}
    named = [each.code.lower() for each in evidence if each.code]
    named += [each.stix_id for each in evidence if each.stix_id]
    found: dict[str, ObjectRow] = {}
    for name in dict.fromkeys(named):
        for row in view.objects(ObjectFilter(links=name), limit=_EACH).items:
            if row.id not in own and row.type != "relationship":
                found.setdefault(row.id, row)
    latest = sorted(found.values(), key=lambda row: row.arrived, reverse=True)
    return [object_line(row, t) for row in latest[:_SHOWN]]


def lent_by_others(view: View, t: Words) -> list[ObjectLine]:
    """Reports, notes, courses of action and opinions of others, the last that came first."""
    found = view.objects(ObjectFilter(types=LENT), limit=_LENT).items
    return [object_line(row, t) for row in found]
