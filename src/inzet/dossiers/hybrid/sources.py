"""What an assessment of a case rests on: statements, objects of threat intelligence among them."""

from __future__ import annotations

import re
from typing import Any

from inzet.dossiers.hybrid.contents import Evidence
from inzet.meetings import every
from inzet.record import Filter, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import NotFound

_STIX_ID = re.compile(r"[a-z][a-z0-9-]*--[0-9a-f-]{36}\Z", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{1,3}\d{2,6}(?:\.\d+)?\Z", re.IGNORECASE)
STIX_RULE = "data:stix"
"""The rule under which imported STIX objects stand in the record."""


def evidence(view: View, name: str) -> tuple[Evidence, StatementRow]:
    """A statement that an assessment is to rest on.

    Args:
        name: of a STIX object in the record its id (``attack-pattern--…``) or the code that its
            framework gives it (``T0002``); of any statement its identity or its beginning.

    Raises:
        NotFound: nothing of that name for this reader, or a code of more than one object.
    """
    typed = name.strip()
    if _STIX_ID.match(typed) or _CODE.match(typed):
        row = _stix(view, typed)
    else:
        row = view.statement(typed)
    return of_row(row), row


def of_row(row: StatementRow) -> Evidence:
    """A statement as evidence."""
    content = row.content
    if content.get("kind") != "stix":
        return Evidence(statement=row.identity, name=row.quote[:120])
    id_ = _id(content)
    return Evidence(
        statement=row.identity,
        stix_id=id_,
        stix_type=id_.partition("--")[0],
        name=str(content.get("name") or ""),
        code=next(iter(_codes(content)), None),
    )


def _stix(view: View, name: str) -> StatementRow:
    """The newest version of a STIX object in view."""
    wanted = name.casefold()
    found: dict[str, StatementRow] = {}
    for row in every(view, Filter(act=Act.CONTEXT, rule=STIX_RULE)):
        content = row.content
        id_ = _id(content)
        if wanted == id_.casefold() or wanted in {code.casefold() for code in _codes(content)}:
            old = found.get(id_)
            if old is None or _modified(row) > _modified(old):
                found[id_] = row
    if len(found) == 1:
        return next(iter(found.values()))
    if not found:
        raise NotFound(
            f"there is no STIX object “{name}” in the record",
            fix="Import the bundle it is in first, with inzet import.",
        )
    listed = ", ".join(sorted(found))
    raise NotFound(f"several STIX objects are called “{name}”", fix=f"Give the id: {listed}.")


def _id(content: dict[str, Any]) -> str:
    """The id of a STIX object, of which its type is the first part."""
    return str((content.get("object") or {}).get("id") or "")


def _codes(content: dict[str, Any]) -> list[str]:
    references = (content.get("object") or {}).get("external_references") or ()
    return [str(each["external_id"]) for each in references if each.get("external_id")]


def _modified(row: StatementRow) -> str:
    return str((row.content.get("object") or {}).get("modified") or "")
