"""What each kind of draft says, composed from a view; a module per kind.

Composing is a pure function of what the reader may see and of what is asked: the same record and
the same arguments give the same bytes, in whatever order the papers came.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from importlib import import_module

from inzet.record import Reader, Record
from inzet.vocabulary.errors import UnknownValue
from inzet.writing.compose.task import LANGUAGES, Task, task
from inzet.writing.draft import Draft, Kind

Composer = Callable[[Task], Draft]
"""What a module of a kind gives as ``composed``."""

_MODULES: Mapping[Kind, str] = {
    Kind.AGENDA: "agenda",
    Kind.REPORT: "report",
    Kind.DEBATE: "debate",
    Kind.NOTES: "notes",
    Kind.BRIEF: "brief",
}


def compose(
    record: Record,
    reader: Reader,
    kind: Kind | str,
    meeting: str,
    *,
    language: str = "nl",
    on: dt.date | None = None,
    today: dt.date | None = None,
    on_behalf_of: str | None = None,
) -> Draft:
    """A draft of one kind of paper on a meeting, from what a reader may see.

    Args:
        kind: agenda, report, debate, notes or brief.
        meeting: its id, or as much of its beginning as is unique.
        language: nl or en.
        on: the day it is of; what was said after it is not in it. None: today.
        today: the day it is, where no ``on`` is told.
        on_behalf_of: whose paper it is (``NLD``); None: whose the last paper of its kind in the
            chain was.

    Raises:
        NotFound: no such meeting for this reader; names those there are.
        UnknownValue: another kind or language.
    """
    try:
        asked = Kind(kind)
    except ValueError:
        known = ", ".join(Kind)
        raise UnknownValue(f"there is no draft called “{kind}”", fix=f"Use {known}.") from None
    if language not in LANGUAGES:
        raise UnknownValue(
            f"there are no drafts in “{language}”", fix=f"Use {' or '.join(LANGUAGES)}."
        )
    wanted = task(
        record, reader, asked, meeting, language, on or today or dt.date.today(), on_behalf_of
    )
    return _composer(asked)(wanted)


def _composer(kind: Kind) -> Composer:
    # Only what is asked for is loaded.
    module = import_module(f"inzet.writing.compose.{_MODULES[kind]}")
    composed: Composer = module.composed
    return composed


__all__ = ["Composer", "Task", "compose"]
