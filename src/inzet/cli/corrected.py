"""What a person changes of a statement, as the fields that a correction takes."""

from __future__ import annotations

import datetime as dt
from typing import Any


def changed(**fields: Any) -> dict[str, Any]:
    """The fields of a statement that were given; a due date becomes part of the content."""
    changes = {name: value for name, value in fields.items() if value not in (None, (), "")}
    due: dt.date | None = changes.pop("due", None)
    if due is not None:
        # A date that a person gives takes the place of whatever deadline was read.
        replaced = {"due": None, "due_before": None, "due_on": None}
        changes["content"] = {**replaced, "due_by": due.isoformat()}
    return changes
