"""Private drafting: drafts and jottings in a file beside the record, outside its feeds.

A :class:`Desk` is the drawer as one person sees it, reading the record as one reader. There is no
other way in: what is somebody else's and not shared does not exist, not as a count, a name or
another error.
"""

from inzet.writing.drawer.desk import Desk, desk
from inzet.writing.drawer.filling import Field, fields, fill, fill_all
from inzet.writing.drawer.model import (
    Card,
    How,
    Jotting,
    Release,
    Remark,
    Step,
    Team,
    Version,
)
from inzet.writing.drawer.person import Person
from inzet.writing.drawer.working import Kept, TakenBack, keep, take_in

__all__ = [
    "Card",
    "Desk",
    "Field",
    "How",
    "Jotting",
    "Kept",
    "Person",
    "Release",
    "Remark",
    "Step",
    "TakenBack",
    "Team",
    "Version",
    "desk",
    "fields",
    "fill",
    "fill_all",
    "keep",
    "take_in",
]
